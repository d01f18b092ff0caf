#include "core/io/midi_file.h"
#include "core/types/error.h"
#include "core/types/tune_edit.h"
#include "midi_fixtures.h"
#include "tests/file_content.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace capriccio;
using namespace capriccio::test;

namespace {

const QString kShared = QStringLiteral(CAPRICCIO_SHARED_DATA);

Tune tuneOf(const QByteArray& bytes) {
    return readMidi(bytes, QStringLiteral("a.mid")).tune;
}

QString refusal(const QByteArray& bytes) {
    try {
        readMidi(bytes, QStringLiteral("a.mid"));
        return {};
    } catch (const Error& error) {
        return error.kind() == Error::Kind::BadInput ? error.message() : QStringLiteral("another kind");
    }
}

std::vector<Note> notesOf(const Tune& tune) {
    std::vector<Note> notes;
    for (const Track& track : tune.tracks)
        notes.insert(notes.end(), track.notes.begin(), track.notes.end());
    return notes;
}

} // namespace

class TestMidiFile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void typeZeroIsSplitByChannel() {
        const QByteArray name = hex("00 FF 03 05") + "Waltz";
        const Tune tune = tuneOf(midiFile({midiTrack(name + hex("00 FF 58 04 03 02 18 08 00 FF 59 02 FE 01"
                                                                "00 C0 28 00 C9 01 00 90 3C 50 00 99 24 5A"
                                                                "60 80 3C 40 00 89 24 40"))},
                                          0));
        QCOMPARE(tune.title, QStringLiteral("Waltz"));
        QCOMPARE(tune.tracks.size(), 2U);
        QCOMPARE(tune.tracks[0].notes, (std::vector<Note>{{0, 96, 60, 80, 0}}));
        QCOMPARE(tune.tracks[0].program, 40);
        QCOMPARE(tune.tracks[1].notes, (std::vector<Note>{{0, 96, 36, 90, 9}}));
        QCOMPARE(tune.tracks[1].controls, (std::vector<ControlEvent>{{0, 0xC9, 1, 0}}));
        QCOMPARE(tune.metres, (std::vector<MetreChange>{{0, 3, 4}}));
        QCOMPARE(tune.keys, (std::vector<KeyChange>{{0, -2, true}}));
        QCOMPARE(tune.endTick, 96);
    }

    // Each channel with notes is a voice; what belongs to no voice stays with the first.
    void channelsOfATrackAreVoices_data() {
        QTest::addColumn<int>("type");
        QTest::addColumn<QString>("name"); // of the first voice
        QTest::newRow("type 0") << 0 << "";
        QTest::newRow("type 1") << 1 << "Band";
        QTest::newRow("type 2") << 2 << "Band";
    }
    void channelsOfATrackAreVoices() {
        QFETCH(int, type);
        QFETCH(QString, name);
        const QByteArray band = midiTrack(hex("00 FF 03 04") + "Band" +
                                          hex("00 C3 49 00 C0 20 00 B7 07 40 00 93 48 50 00 90 24 50 "
                                              "60 83 48 00 00 80 24 00 00 C3 4A"));
        const Tune tune = tuneOf(midiFile({band}, type));
        QCOMPARE(tune.tracks.size(), 2U);
        QCOMPARE(tune.tracks[0].notes, (std::vector<Note>{{0, 96, 36, 80, 0}}));
        QCOMPARE(tune.tracks[0].program, 32);
        QCOMPARE(tune.tracks[0].controls, (std::vector<ControlEvent>{{0, 0xC0, 32, 0}, {0, 0xB7, 7, 64}}));
        QCOMPARE(tune.tracks[1].notes, (std::vector<Note>{{0, 96, 72, 80, 3}}));
        QCOMPARE(tune.tracks[1].program, 73);
        QCOMPARE(tune.tracks[1].controls, (std::vector<ControlEvent>{{0, 0xC3, 73, 0}, {96, 0xC3, 74, 0}}));
        QVERIFY(tune.tracks[0].name == name && tune.tracks[1].name.isEmpty());
        QCOMPARE(tuneOf(writeMidi(tune)), tune);
        // Another instrument for one voice leaves the other as it was.
        const Tune edited = tuneOf(writeMidi(withProgram(tune, 0, 33)));
        QCOMPARE(edited.tracks[0].program, 33);
        QCOMPARE(edited.tracks[1], tune.tracks[1]);
    }

    // Voices are told apart only as long as each can be written as a track.
    void moreVoicesThanTracks() {
        QList<QByteArray> tracks(kMostMidiTracks, midiTrack(threeNotes()));
        tracks[0] = midiTrack(threeNotes() + threeNotes(1));
        const Tune tune = tuneOf(midiFile(tracks));
        QCOMPARE(tune.tracks.size(), std::size_t(kMostMidiTracks));
        QCOMPARE(notesOf(tune).size(), std::size_t(3 * (kMostMidiTracks + 1)));
        QCOMPARE(tuneOf(writeMidi(tune)), tune);
    }

    void conductorAndTracks() {
        const QByteArray conductor = midiTrack(hex("00 FF 03 04") + "Song" + hex("00 FF 02 03") + "ABC" +
                                               hex("00 FF 51 03 06 1A 80"
                                                   "83 00 FF 51 03 07 A1 20"));
        const Tune tune = tuneOf(
            midiFile({conductor, midiTrack(hex("00 FF 03 05") + "Flute" + threeNotes()), midiTrack(threeNotes(1))}));
        QCOMPARE(tune.title, QStringLiteral("Song"));
        QCOMPARE(tune.texts, (std::vector<TextEvent>{{0, 2, QStringLiteral("ABC")}}));
        QCOMPARE(tune.tempi, (std::vector<TempoChange>{{0, 400'000}, {384, 500'000}}));
        QCOMPARE(tune.tracks.size(), 2U);
        QCOMPARE(tune.tracks[0].name, QStringLiteral("Flute"));
        QCOMPARE(tune.tracks[1].notes[2], (Note{192, 96, 64, 80, 1}));
        QCOMPARE(tune.endTick, 384);
    }

    void typeTwoIsLaidEndToEnd() {
        const Tune tune = tuneOf(midiFile({midiTrack(hex("00 FF 51 03 06 1A 80") + threeNotes()),
                                           midiTrack(hex("00 FF 58 04 06 03 24 08") + threeNotes())},
                                          2));
        QCOMPARE(tune.tracks.size(), 2U);
        QCOMPARE(tune.tracks[1].notes[0].tick, 288);
        // The second pattern begins at 120 again.
        QCOMPARE(tune.tempi, (std::vector<TempoChange>{{0, 400'000}, {288, 500'000}}));
        QCOMPARE(tune.metres, (std::vector<MetreChange>{{288, 6, 8}}));
    }

    void events_data() {
        QTest::addColumn<QByteArray>("events");
        QTest::addColumn<QList<QList<int>>>("notes"); // tick, duration, pitch
        using Notes = QList<QList<int>>;
        QTest::newRow("running status") << hex("00 90 3C 50 60 3C 00 00 3E 50 60 3E 00")
                                        << Notes{{0, 96, 60}, {96, 96, 62}};
        QTest::newRow("running status over meta and sysex")
            << hex("00 90 3C 50 00 FF 01 01 41 60 3C 00 00 F0 03 41 10 F7 00 3E 50 60 3E 00")
            << Notes{{0, 96, 60}, {96, 96, 62}};
        QTest::newRow("hung notes close at the end of the tune")
            << hex("00 90 3C 50 60 90 3E 50 60 FE") << Notes{{0, 192, 60}, {96, 96, 62}};
        QTest::newRow("overlapping notes end in their order")
            << hex("00 90 3C 50 30 90 3C 50 30 80 3C 00 30 80 3C 00") << Notes{{0, 96, 60}, {48, 96, 60}};
        QTest::newRow("no length") << hex("00 90 3C 50 00 80 3C 00 00 90 3C 50 60 80 3C 00")
                                   << Notes{{0, 0, 60}, {0, 96, 60}};
        QTest::newRow("an end without a beginning") << hex("00 80 3C 00 00 90 3C 50 60 80 3C 00") << Notes{{0, 96, 60}};
        QTest::newRow("by tick, then pitch")
            << hex("00 90 40 50 00 90 3C 50 60 80 40 00 00 80 3C 00") << Notes{{0, 96, 60}, {0, 96, 64}};
    }
    void events() {
        QFETCH(QByteArray, events);
        QFETCH(QList<QList<int>>, notes);
        for (const bool ended : {true, false}) {
            const Tune tune = tuneOf(midiFile({midiTrack(events, ended)}));
            QCOMPARE(tune.tracks.size(), 1U);
            const std::vector<Note>& read = tune.tracks[0].notes;
            QCOMPARE(qsizetype(read.size()), notes.size());
            for (qsizetype i = 0; i < notes.size(); ++i)
                QCOMPARE(read[std::size_t(i)], (Note{notes[i][0], notes[i][1], notes[i][2], 80, 0}));
            QCOMPARE(tuneOf(writeMidi(tune)), tune);
        }
    }

    void refused_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QStringList>("words");
        const auto one = [](const char* events) { return midiFile({midiTrack(hex(events))}); };
        QTest::newRow("nothing") << QByteArray() << QStringList{"not a MIDI file", "byte 0"};
        QTest::newRow("other bytes") << QByteArray("RIFF....WAVE") << QStringList{"not a MIDI file"};
        QTest::newRow("division 0") << midiFile({midiTrack(threeNotes())}, 1, 0) << QStringList{"0 ticks", "byte 12"};
        QTest::newRow("division of 23 frames")
            << midiFile({midiTrack(threeNotes())}, 1, 0xE928) << QStringList{"division", "byte 12"};
        QTest::newRow("type 3") << midiFile({midiTrack(threeNotes())}, 3) << QStringList{"type 3", "byte 8"};
        QTest::newRow("no track") << midiFile({}) << QStringList{"no track", "byte 14"};
        QTest::newRow("header cut") << QByteArray("MThd\0\0\0\6\0\1", 10) << QStringList{"header", "byte 4"};
        QByteArray longer = midiFile({midiTrack(threeNotes())});
        longer[18] = '\x7F';
        QTest::newRow("track longer than the file") << longer << QStringList{"track 1", "byte 18", "bytes long"};
        const QByteArray two = midiFile({midiTrack(threeNotes()), midiTrack(threeNotes())});
        QTest::newRow("second track cut") << two.left(two.size() - 3) << QStringList{"track 2", "bytes long"};
        QTest::newRow("over-long number")
            << one("FF FF FF FF 7F 90 3C 50") << QStringList{"4 bytes", "track 1", "byte 22"};
        QTest::newRow("over-long length") << one("00 FF 01 FF FF FF FF 7F") << QStringList{"4 bytes", "byte 25"};
        QTest::newRow("no status") << one("00 3C 50 60 3C 00")
                                   << QStringList{"before any status", "track 1", "byte 23"};
        QTest::newRow("text over the end") << one("00 FF 01 7F 41") << QStringList{"longer than its track", "byte 23"};
        QTest::newRow("sysex over the end") << one("00 F0 7F 41") << QStringList{"longer than its track", "byte 23"};
        QTest::newRow("data over 127") << one("00 90 3C D0 00") << QStringList{"over 127", "byte 25"};
        QTest::newRow("cut in an event") << midiFile({midiTrack(hex("00 90 3C"), false)}) << QStringList{"breaks off"};
        QTest::newRow("too large") << midiFile({midiTrack(threeNotes())}) + QByteArray(kMostMidiBytes, 0)
                                   << QStringList{"16 MB"};
    }
    void refused() {
        QFETCH(QByteArray, bytes);
        QFETCH(QStringList, words);
        const QString message = refusal(bytes);
        QVERIFY2(message.contains(QLatin1String("a.mid")), qPrintable(message));
        for (const QString& word : words)
            QVERIFY2(message.contains(word), qPrintable(message));
        // What to do about it.
        QVERIFY2(message.contains(QRegularExpression("save it|export it|another copy|Split it")), qPrintable(message));
    }

    void readInSpiteOf_data() {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray track = midiTrack(threeNotes());
        QTest::newRow("unknown chunk first") << midiFile({"XFIH" + bigEndian(3, 4) + "abc", track});
        QTest::newRow("padding behind") << midiFile({track}) + QByteArray(100, '\x55');
        QTest::newRow("riff") << "RIFF" + bigEndian(0, 4) + "RMIDdata" + bigEndian(0, 4) + midiFile({track});
        QTest::newRow("more tracks announced") << midiFile({track}).replace(10, 2, "\xFF\xFF");
        QTest::newRow("longer header") << "MThd" + bigEndian(8, 4) + bigEndian(1, 2) + bigEndian(1, 2) +
                                              bigEndian(96, 2) + "ab" + track;
        QTest::newRow("tempo 0") << midiFile({midiTrack(hex("00 FF 51 03 00 00 00")), track});
        QTest::newRow("metre 0") << midiFile({midiTrack(hex("00 FF 58 04 00 FF 18 08")), track});
        QTest::newRow("key of 9 sharps") << midiFile({midiTrack(hex("00 FF 59 02 09 00")), track});
        QTest::newRow("song position") << midiFile({midiTrack(hex("00 F2 01 02 00 F8 00 F6") + threeNotes())});
        QTest::newRow("no bytes to the text") << midiFile({midiTrack(hex("00 FF 01 00") + threeNotes())});
    }
    void readInSpiteOf() {
        QFETCH(QByteArray, bytes);
        const Tune tune = tuneOf(bytes);
        QCOMPARE(notesOf(tune), notesOf(tuneOf(midiFile({midiTrack(threeNotes())}))));
        QVERIFY(tune.tempi.empty() && tune.metres.empty() && tune.keys.empty());
        QCOMPARE(tuneOf(writeMidi(tune)), tune);
        QVERIFY(!readMidi(writeMidi(tune), "b.mid").repairs.any());
    }

    void repairsAreCounted() {
        const MidiRepairs repairs =
            readMidi(midiFile({midiTrack(hex("00 F8 00 80 40 00") + threeNotes() + hex("00 90 3C 50"))})
                         .replace(10, 2, hex("00 04")),
                     "a.mid")
                .repairs;
        QCOMPARE(repairs.strayMessages, 1);
        QCOMPARE(repairs.strayNoteEnds, 1);
        QCOMPARE(repairs.hungNotes, 1);
        QCOMPARE(repairs.missingTracks, 3);
        QVERIFY(repairs.any());
    }

    void enormousPausesAreCapped() {
        const MidiReading one = readMidi(midiFile({midiTrack(hex("FF FF FF 7F 90 3C 50 60 80 3C 00"))}), "a.mid");
        QCOMPARE(one.repairs.cappedPauses, 1);
        QCOMPARE(one.tune.tracks[0].notes[0].tick, 1 << 20);
        QByteArray many;
        for (int i = 0; i < 40; ++i)
            many += hex("FF FF FF 7F 90 3C 50");
        const MidiReading far = readMidi(midiFile({midiTrack(many)}, 1, 480), "a.mid");
        QVERIFY(far.repairs.cutAtTheEnd);
        QCOMPARE(far.tune.endTick, 16LL * 4096 * 480);
        QCOMPARE(far.tune.tracks[0].notes.size(), 16U);
        QCOMPARE(tuneOf(writeMidi(far.tune)), far.tune);
    }

    void tracksAreCapped() {
        QList<QByteArray> tracks(65'535, midiTrack(threeNotes()));
        const MidiReading reading = readMidi(midiFile(tracks), "a.mid");
        QVERIFY(reading.repairs.tracksCapped);
        QCOMPARE(reading.tune.tracks.size(), std::size_t(kMostMidiTracks));
        QCOMPARE(tuneOf(writeMidi(reading.tune)), reading.tune);
    }

    void smpte() {
        const Tune tune = tuneOf(midiFile({midiTrack(threeNotes())}, 0, 0xE728));
        QCOMPARE(tune.smpte, (SmpteDivision{25, 40}));
        QCOMPARE(tune.ticksPerQuarter, 500); // half a second
        QCOMPARE(tuneOf(writeMidi(tune)), tune);
    }

    void texts() {
        const QByteArray latin = hex("00 FF 01 03 C4 63 68"); // no UTF-8
        const QByteArray chinese = hex("00 FF 05 06 E5 9F 8E E5 B8 82");
        const QByteArray mark = hex("00 FF 01 06 EF BB BF EF BB BF");
        const Tune tune = tuneOf(midiFile({midiTrack(latin + chinese + mark + threeNotes())}));
        QCOMPARE(tune.tracks[0].texts[0].text, QStringLiteral("Äch"));
        QCOMPARE(tune.tracks[0].texts[1], (TextEvent{0, 5, QStringLiteral("城市")}));
        QCOMPARE(tuneOf(writeMidi(tune)), tune);
    }

    void namesOfOldPrograms_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("name");
        QTest::newRow("UTF-8") << QByteArray("竹笛") << QStringLiteral("竹笛");
        QTest::newRow("GB 2312") << hex("D6F1B5D1") << QStringLiteral("竹笛");
        QTest::newRow("GB 2312, a rare character among others") << hex("DCD4C0F2BBA8") << QStringLiteral("茉莉花");
        QTest::newRow("GB 2312 and ASCII") << QByteArray("BGM ") + hex("B9C5F3DD") << QStringLiteral("BGM 古筝");
        QTest::newRow("Latin-1") << hex("4672E8726520") + "Jacques" << QStringLiteral("Frère Jacques");
        QTest::newRow("Latin-1, accents side by side") << hex("6DE4DF6967") << QStringLiteral("mäßig");
    }
    void namesOfOldPrograms() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, name);
        const QByteArray head = hex("00 FF 03") + char(bytes.size());
        QCOMPARE(tuneOf(midiFile({midiTrack({}), midiTrack(head + bytes + threeNotes())})).tracks[0].name, name);
    }

    void writing() {
        Tune tune;
        tune.title = QStringLiteral("Study");
        tune.tempi = {{0, 625'000}};
        tune.metres = {{0, 6, 8}};
        tune.keys = {{0, 2, false}};
        tune.endTick = 960;
        Track track;
        track.name = QStringLiteral("Melody");
        track.program = 73;
        track.notes = {{0, 480, 62, 100, 0}, {480, 480, 66, 100, 0}};
        tune.tracks = {track, {}};
        tune.tracks[1].name = QStringLiteral("Chords");
        tune.tracks[1].notes = {{0, 960, 50, 60, 1}};
        const QByteArray bytes = writeMidi(tune, {false, QStringLiteral("Made by a model")});
        QCOMPARE(bytes.mid(8, 4), hex("00 01 00 03"));
        const Tune read = tuneOf(bytes);
        QCOMPARE(read.title, tune.title);
        QCOMPARE(read.tempi, tune.tempi);
        QCOMPARE(read.metres, tune.metres);
        QCOMPARE(read.keys, tune.keys);
        QCOMPARE(read.tracks[0].notes, track.notes);
        QCOMPARE(read.tracks[0].program, 73);
        QCOMPARE(read.texts, (std::vector<TextEvent>{{0, 1, QStringLiteral("Made by a model")}}));
        QCOMPARE(writeMidi(read, {false, QStringLiteral("Made by a model")}), writeMidi(read)); // said once
        // Another instrument for an imported track.
        Tune other = read;
        other.tracks[0].program = 40;
        QCOMPARE(tuneOf(writeMidi(other)).tracks[0].program, 40);
        // Type 0.
        const MidiReading single = readMidi(writeMidi(read, {true, {}}), "a.mid");
        QCOMPARE(single.type, 0);
        QCOMPARE(notesOf(single.tune), notesOf(read));
        QCOMPARE(single.tune.title, tune.title);
        // A clock of its own for a compound metre: a click each dotted quarter.
        QVERIFY(bytes.contains(hex("FF 58 04 06 03 24 08")));

        const QTemporaryDir folder;
        writeMidiFile(folder.filePath("a.mid"), tune);
        QCOMPARE(readMidiFile(folder.filePath("a.mid")).tune, tuneOf(writeMidi(tune)));
    }

    void unwritable() {
        const auto rejects = [](const std::function<void(Tune&)>& spoil) {
            Tune tune = tuneOf(midiFile({midiTrack(threeNotes())}));
            spoil(tune);
            try {
                writeMidi(tune);
                return false;
            } catch (const Error& error) {
                return error.kind() == Error::Kind::BadArgument;
            }
        };
        QVERIFY(!rejects([](Tune&) {}));
        QVERIFY(rejects([](Tune& t) { t.tracks[0].notes[0].pitch = 128; }));
        QVERIFY(rejects([](Tune& t) { t.tracks[0].notes[0].velocity = 0; }));
        QVERIFY(rejects([](Tune& t) { t.tracks[0].notes[0].channel = 16; }));
        QVERIFY(rejects([](Tune& t) { t.tracks[0].notes[0].tick = -1; }));
        QVERIFY(rejects([](Tune& t) { t.tracks[0].controls = {{0, 0x90, 1, 1}}; }));
        QVERIFY(rejects([](Tune& t) { t.tempi = {{0, 0x1000000}}; }));
        QVERIFY(rejects([](Tune& t) { t.metres = {{0, 3, 5}}; }));
        QVERIFY(rejects([](Tune& t) { t.keys = {{0, 8, false}}; }));
        QVERIFY(rejects([](Tune& t) { t.ticksPerQuarter = 0; }));
    }

    // Every readable file of the shared data survives import and export.
    void everySharedFile_data() {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<int>("least");
        QTest::newRow("nottingham") << "/music/nottingham/midi" << 1034;
        QTest::newRow("nottingham melodies") << "/music/nottingham/midi-melody" << 1034;
        QTest::newRow("odd") << "/odd-and-corrupt/midi" << 28;
    }
    void everySharedFile() {
        QFETCH(QString, folder);
        QFETCH(int, least);
        if (!QDir(kShared + folder).exists())
            QSKIP("no shared data");
        int read = 0;
        for (QDirIterator it(kShared + folder, {"*.mid"}, QDir::Files, QDirIterator::Subdirectories); it.hasNext();) {
            const QString path = it.next();
            Tune tune;
            try {
                tune = readMidiFile(path).tune;
            } catch (const Error& error) {
                QVERIFY2(error.message().contains(QFileInfo(path).fileName()), qPrintable(error.message()));
                continue;
            }
            ++read;
            const Tune again = tuneOf(writeMidi(tune));
            QVERIFY2(again == tune, qPrintable(path));
            QVERIFY2(notesOf(tuneOf(writeMidi(tune, {true, {}}))).size() == notesOf(tune).size(), qPrintable(path));
        }
        QVERIFY2(read >= least, qPrintable(QString::number(read)));
    }

    void madeFiles_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("notes"); // -1: refused
        QTest::addColumn<QString>("word");
        QTest::newRow("cut in half") << "cut_half" << -1 << "track 4";
        QTest::newRow("smpte") << "division_smpte" << 8 << "";
        QTest::newRow("drums only") << "drums_only" << 6 << "";
        QTest::newRow("never off") << "notes_never_off" << 12 << "";
        QTest::newRow("no tracks") << "ntracks_zero" << -1 << "no track";
        QTest::newRow("random bytes") << "random_bytes" << -1 << "not a MIDI file";
        QTest::newRow("riff") << "rmid_riff" << 8 << "";
        QTest::newRow("no status") << "running_status_first" << -1 << "before any status";
        QTest::newRow("tempo 0") << "tempo_zero" << 8 << "";
        QTest::newRow("4 GB track") << "track_len_4g" << -1 << "4294967295";
        QTest::newRow("scale") << "valid_scale" << 8 << "";
    }
    void madeFiles() {
        QFETCH(QString, name);
        QFETCH(int, notes);
        QFETCH(QString, word);
        const QString path = kShared + "/odd-and-corrupt/midi/made/" + name + ".mid";
        if (!QFile::exists(path))
            QSKIP("no shared data");
        const QByteArray bytes = contentOf(path);
        const QString message = refusal(bytes);
        QVERIFY2(message.isEmpty() ? notes >= 0 : message.contains(word) && notes < 0, qPrintable(message));
        if (notes >= 0)
            QCOMPARE(int(notesOf(tuneOf(bytes)).size()), notes);
    }
};

QTEST_GUILESS_MAIN(TestMidiFile)
#include "tst_midi_file.moc"
