#include "core/data/melody_analysis.h"
#include "core/data/melody_codec.h"
#include "core/data/melody_scan.h"
#include "core/data/melody_sources.h"
#include "core/io/midi_file.h"
#include "core/types/error.h"
#include "core/types/melody_key.h"
#include "midi_fixtures.h"
#include "text_fixtures.h"

#include <QDir>
#include <QTest>
#include <map>
#include <sys/stat.h>

using namespace capriccio;
using namespace capriccio::test;

namespace {

const QString kShared = QStringLiteral(CAPRICCIO_SHARED_DATA);

// A melody of quarters in C major, so many semitones higher and so many times as fast.
Tune study(int semitones = 0, int speed = 1, int ticksPerQuarter = 480) {
    Tune tune;
    tune.ticksPerQuarter = ticksPerQuarter;
    Track track;
    const qint64 length = ticksPerQuarter / speed;
    qint64 at = 0;
    for (const int pitch : {60, 64, 67, 65, 62, 67, 64, 60, 59, 62, 60, 60}) {
        track.notes.push_back({at, length, pitch + semitones, 90, 0});
        at += length;
    }
    tune.tracks = {track};
    tune.endTick = at;
    return tune;
}

MelodyItem described(const Tune& tune) {
    MelodyItem item;
    describe(tune, item);
    return item;
}

} // namespace

class TestMelodyScan : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keys_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("fifths");
        QTest::addColumn<bool>("minor");
        QTest::addColumn<int>("tonic");
        QTest::addColumn<QString>("shown");
        QTest::newRow("C") << "C" << 0 << false << 0 << "C";
        QTest::newRow("Gmaj") << "Gmaj" << 1 << false << 7 << "G";
        QTest::newRow("F#m") << "F#m" << 3 << true << 6 << "F♯m";
        QTest::newRow("Bb minor") << "Bb minor" << -5 << true << 10 << "B♭m";
        QTest::newRow("eb") << "eb" << -3 << false << 3 << "E♭";
        QTest::newRow("C sharp") << "C♯" << 7 << false << 1 << "C♯";
    }
    void keys() {
        QFETCH(QString, name);
        QFETCH(int, fifths);
        QFETCH(bool, minor);
        QFETCH(int, tonic);
        QFETCH(QString, shown);
        KeyChange key;
        QVERIFY(keyFromName(name, key));
        QCOMPARE(key, (KeyChange{0, fifths, minor}));
        QCOMPARE(tonicOf(key), tonic);
        QCOMPARE(keyName(key), shown);
        QCOMPARE(tonicOf(keyWithTonic(tonic, minor)), tonic);
        for (const char* odd : {"", "H", "Cx", "G#maj", "C minorish"})
            QVERIFY2(!keyFromName(odd, key), odd);
    }

    void scales() {
        const KeyChange g{0, 1, false};
        QVERIFY(isInScale(66, g) && isInScale(7, g) && !isInScale(65, g));
        const KeyChange a{0, 0, true};
        QVERIFY(isInScale(68, a) && isInScale(67, a) && !isInScale(61, a)); // raised and natural seventh
        QCOMPARE(nearestInScale(65, g), 64);
        QCOMPARE(nearestInScale(66, g), 66);
    }

    void transposing() {
        Tune tune = study();
        tune.keys = {{0, 0, false}};
        tune.tracks.push_back(tune.tracks[0]);
        for (Note& note : tune.tracks[1].notes)
            note.channel = 9;
        const Tune up = transposed(tune, 7);
        QCOMPARE(up.tracks[0].notes[0].pitch, 67);
        QCOMPARE(up.tracks[1].notes[0].pitch, 60); // drums stay
        QCOMPARE(up.keys[0].fifths, 1);
        QCOMPARE(transposed(up, -7), tune);
        QCOMPARE(transposed(tune, 70).tracks[0].notes[0].pitch, 118);
    }

    void findsTheKey_data() {
        QTest::addColumn<int>("semitones");
        for (int i = 0; i < 12; ++i)
            QTest::addRow("%d", i) << i;
    }
    void findsTheKey() {
        QFETCH(int, semitones);
        const FoundKey found = findKey(study(semitones));
        QVERIFY(found.known);
        QCOMPARE(tonicOf(found.key), semitones);
        QVERIFY(!found.key.minor);
        QVERIFY(found.confidence > 0.6 && found.confidence <= 1);
        QVERIFY(!findKey(Tune()).known);
        // All twelve alike: no key is likelier than another.
        std::array<double, 12> flat{};
        flat.fill(1);
        QVERIFY(findKey(flat).confidence < 0.1);
    }

    void describes() {
        Tune tune = study();
        tune.metres = {{0, 3, 4}};
        tune.tempi = {{0, 1'000'000}, {1440, 500'000}};
        tune.keys = {{0, 1, true}};
        Track chords;
        chords.name = QStringLiteral("Chords");
        for (const int pitch : {48, 52, 55})
            chords.notes.push_back({0, 5760, pitch, 60, 1});
        Track drums;
        drums.notes = {{0, 120, 36, 100, 9}};
        tune.tracks.insert(tune.tracks.begin(), chords);
        tune.tracks.push_back(drums);
        const MelodyItem item = described(tune);
        QCOMPARE(item.melodyTrack, 1);
        QCOMPARE(item.notes, 16);
        QCOMPARE(item.melodyNotes, 12);
        QCOMPARE(item.lowest, 59);
        QCOMPARE(item.highest, 67);
        QVERIFY(item.drums && item.chords);
        QVERIFY(item.tracks[2].drums && !item.tracks[1].drums);
        QCOMPARE(item.tracks[0].together, 1.0);
        QCOMPARE(item.metre, (MetreChange{0, 3, 4}));
        QCOMPARE(item.namedKey, (KeyChange{0, 1, true}));
        QCOMPARE(item.key, (KeyChange{0, 0, false}));
        QCOMPARE(item.tempo, 60.0);
        QCOMPARE(item.tempoChanges, 1);
        QCOMPARE(item.seconds, 3.0 + 9 * 0.5);
        QCOMPARE(item.bars, 4);
        QCOMPARE(item.grid, 1);
    }

    void theMetreIsThatOfMostBars_data() {
        QTest::addColumn<std::vector<MetreChange>>("metres");
        QTest::addColumn<MetreChange>("metre");
        using Metres = std::vector<MetreChange>;
        QTest::newRow("behind an upbeat") << Metres{{0, 1, 4}, {480, 3, 4}} << MetreChange{0, 3, 4};
        QTest::newRow("before one bar of another") << Metres{{0, 6, 8}, {4320, 2, 4}} << MetreChange{0, 6, 8};
        QTest::newRow("named for the last bar") << Metres{{4800, 2, 4}} << MetreChange{0, 4, 4};
        QTest::newRow("named behind the end") << Metres{{0, 7, 8}, {9600, 2, 4}} << MetreChange{0, 7, 8};
        QTest::newRow("there and back") << Metres{{0, 3, 4}, {2000, 4, 4}, {4500, 3, 4}} << MetreChange{0, 3, 4};
    }
    void theMetreIsThatOfMostBars() {
        QFETCH(std::vector<MetreChange>, metres);
        Tune tune = study();
        tune.metres = metres;
        QTEST(described(tune).metre, "metre");
    }

    // Melody and chords in one track of type 1, on channels of their own.
    void channelsOfOneTrackAreVoices() {
        Tune tune = study();
        const std::vector<Note> melody = tune.tracks[0].notes;
        for (const int pitch : {36, 40, 43})
            tune.tracks[0].notes.push_back({0, 5760, pitch, 60, 1});
        const QTemporaryDir folder;
        const MelodyCorpusInfo info = scanMelodies({writeText(folder, "one.mid", writeMidi(tune))});
        const MelodyItem& item = info.items.front();
        QCOMPARE(item.tracks.size(), 2U);
        QCOMPARE(item.melodyTrack, 0);
        QCOMPARE(item.melodyNotes, qint64(melody.size()));
        QVERIFY(item.chords);
        QCOMPARE(readMelody(item).tracks[0].notes, melody);
    }

    void grids_data() {
        QTest::addColumn<int>("ticks"); // between notes, of 480 a quarter
        QTest::addColumn<int>("grid");
        QTest::newRow("quarters") << 480 << 1;
        QTest::newRow("eighths") << 240 << 2;
        QTest::newRow("triplets") << 160 << 3;
        QTest::newRow("sixteenths") << 120 << 4;
        QTest::newRow("triplets of eighths") << 80 << 6;
        QTest::newRow("thirty-seconds") << 60 << 8;
        QTest::newRow("finest") << 20 << 24;
    }
    void grids() {
        QFETCH(int, ticks);
        QFETCH(int, grid);
        Tune tune;
        tune.tracks.resize(1);
        for (int i = 0; i < 48; ++i)
            tune.tracks[0].notes.push_back({qint64(i) * ticks, ticks, 60 + i % 5, 90, 0});
        QCOMPARE(described(tune).grid, grid);
        QCOMPARE(described(tune).onGrid, 1.0);
    }

    void duplicates() {
        const QTemporaryDir folder;
        writeText(folder, "a.mid", writeMidi(study()));
        writeText(folder, "b.mid", writeMidi(study(5)));        // another key
        writeText(folder, "c.mid", writeMidi(study(0, 1, 96))); // another division
        writeText(folder, "d.mid", writeMidi(study(0, 2)));     // another rhythm
        Tune other = study();
        other.tracks[0].notes[5].pitch += 1;
        writeText(folder, "e.mid", writeMidi(other));
        const MelodyCorpusInfo info = scanMelodies({folder.path()});
        QCOMPARE(info.usable(), 5);
        QList<int> of;
        for (const MelodyItem& item : info.items)
            of << item.duplicateOf;
        QCOMPARE(of, (QList<int>{-1, 0, 0, -1, -1}));
        QCOMPARE(info.items[1].transposed, 5);
        QCOMPARE(info.notes, 60);
    }

    // An archive that was moved away keeps no other tune out; only when nothing is left there is nothing to scan.
    void whatIsGoneKeepsNothingElseOut_data() {
        QTest::addColumn<QString>("gone");
        QTest::newRow("archive") << "tunes.zip";
        QTest::newRow("folder") << "tunes";
        QTest::newRow("tune") << "tune.mid";
    }
    void whatIsGoneKeepsNothingElseOut() {
        QFETCH(const QString, gone);
        const QTemporaryDir folder;
        const QString there = writeText(folder, "there.mid", writeMidi(study()));
        const MelodyCorpusInfo info = scanMelodies({folder.filePath(gone), there});
        QCOMPARE(info.items.size(), 2U);
        QCOMPARE(info.usable(), 1);
        QVERIFY2(info.items[0].reason.text().contains(folder.filePath(gone)), qPrintable(info.items[0].reason.text()));
        QCOMPARE(info.sources.size(), 2); // read again once it is back
        QVERIFY_EXCEPTION_THROWN(scanMelodies({folder.filePath(gone)}), Error);
    }

    void foldersAndArchives() {
        const QTemporaryDir folder;
        writeText(folder, "b10.mid", writeMidi(study(1)));
        writeText(folder, "b9.kar", writeMidi(study(2)));
        writeText(folder, "sub/tunes.abc",
                  "X:1\nT:One\nK:C\nCDEFG|\n\nX:2\nT:Two\nnothing\n\nX:3\nT:Three\nK:G\nGABcd|\n");
        writeText(folder, "picture.png", "x");
        writeText(folder, "broken.mid", "MThd and no more");
        writeText(folder, "silent.mid", midiFile({midiTrack({})}));
        writeText(folder, "inner.zip",
                  zipOf({{"z.mid", writeMidi(study(3))}, {"deep/y.abc", "X:1\nK:C\nCDEF|"}, {"n.zip", "PK"}}));
        ::mkfifo(qPrintable(folder.filePath("pipe.mid")), 0600);
        const MelodyCorpusInfo info = scanMelodies({folder.path()});
        QStringList usable;
        QStringList left;
        for (const MelodyItem& item : info.items) {
            (item.verdict == ItemVerdict::Usable ? usable : left) << shownNameOf(item);
            QCOMPARE(item.reason.isEmpty(), item.verdict == ItemVerdict::Usable);
            if (item.verdict == ItemVerdict::Usable)
                QVERIFY(readMelody(item).tracks.size() > 0);
        }
        QCOMPARE(usable.join('|'), QStringLiteral("b9.kar|b10.mid|inner.zip : deep/y.abc (1)|inner.zip : z.mid|"
                                                  "tunes.abc (1)|tunes.abc (3)"));
        QCOMPARE(left.size(), 6); // broken, silent, nested archive, pipe, picture, the tune without a key
        QVERIFY(holdMelodies({folder.path()}));
        QCOMPARE(info.items[std::size_t(info.items.size()) - 1].title, QStringLiteral("Three"));
        QVERIFY_EXCEPTION_THROWN(scanMelodies({writeText(folder, "bad.zip", "PK\x03\x04 no archive")}), Error);

        const TuneSource tunes = tunesOf(info);
        QCOMPARE(tunes.count, 6U);
        QCOMPARE(tunes.read(5)->title, QStringLiteral("Three"));
        QCOMPARE(tunes.read(5)->tune.keys.front().fifths, 1);
        QFile::remove(folder.filePath("b9.kar"));
        QVERIFY(!tunes.read(0).has_value());
    }

    // Soft Karaoke names its tracks for itself and the song in a text.
    void karaokeSongsAreCalledByTheirTitle() {
        const QTemporaryDir folder;
        Tune tune = study();
        tune.title = QStringLiteral("Soft Karaoke");
        writeText(folder, "plain.mid", writeMidi(tune));
        Track words;
        words.name = QStringLiteral("Words");
        for (const char* line : {"@LENGL", "@TThe Quiet Harbour", "@TA singer", "\\The "})
            words.texts.push_back({0, 1, QString::fromLatin1(line)});
        tune.tracks.push_back(words);
        writeText(folder, "song.kar", writeMidi(tune));
        const MelodyCorpusInfo info = scanMelodies({folder.path()});
        QCOMPARE(info.items.size(), 2U);
        QCOMPARE(info.items[0].title, QStringLiteral("Soft Karaoke"));
        QCOMPARE(info.items[1].title, QStringLiteral("The Quiet Harbour"));
    }

    void whatHoldsMelodies() {
        const QTemporaryDir folder;
        const QString text = writeText(folder, "texts/a.txt", "words");
        const QString tune = writeText(folder, "a.mid", writeMidi(study()));
        QVERIFY(holdMelodies({tune}));
        QVERIFY(!holdMelodies({text}));
        QVERIFY(!holdMelodies({folder.filePath("texts")}));
        QVERIFY(!holdMelodies({writeText(folder, "README.md", "words")}));
    }

    void suggestions() {
        const QTemporaryDir folder;
        writeText(folder, "a.mid", writeMidi(study()));
        MelodyCorpusInfo info = scanMelodies({folder.path()});
        QCOMPARE(info.suggested.grid, 4);
        QCOMPARE(info.suggested.part, LearnedPart::Melody);
        QVERIFY(whySuggested(info).contains("100"));
        writeText(folder, "b.mid", writeMidi(study(0, 3)));
        QCOMPARE(scanMelodies({folder.path()}).suggested.grid, 12);
        const QTemporaryDir drums;
        writeText(drums, "d.mid", midiFile({midiTrack(threeNotes(9))}));
        info = scanMelodies({drums.path()});
        QCOMPARE(info.usable(), 1);
        QCOMPARE(info.items[0].melodyTrack, -1);
        QVERIFY(info.items[0].drums);
        QCOMPARE(info.suggested.part, LearnedPart::AllTracks);
    }

    void cancelled() {
        const QTemporaryDir folder;
        writeText(folder, "a.mid", writeMidi(study()));
        QVERIFY(scanMelodies({folder.path()}, [](const Progress&) { return false; }).cancelled);
    }

    // Every odd MIDI file: a verdict, and the reason names the file.
    void oddShared() {
        const QString folder = kShared + QStringLiteral("/odd-and-corrupt/midi");
        if (!QFileInfo::exists(folder))
            QSKIP("no shared data");
        const MelodyCorpusInfo info = scanMelodies({folder});
        std::map<QString, MelodyItem> items;
        for (const MelodyItem& item : info.items) {
            items[QFileInfo(item.source).completeBaseName()] = item;
            if (item.verdict != ItemVerdict::Usable)
                QVERIFY2(item.reason.text().contains(QFileInfo(item.source).fileName()),
                         qPrintable(item.reason.text()));
        }
        for (const char* refused : {"cut_half", "ntracks_zero", "random_bytes", "running_status_first", "track_len_4g"})
            QVERIFY2(items[refused].verdict == ItemVerdict::Unreadable, refused);
        for (const char* kept : {"division_smpte", "rmid_riff", "tempo_zero", "valid_scale"})
            QVERIFY2(items[kept].verdict == ItemVerdict::Usable && items[kept].notes == 8, kept);
        QCOMPARE(items["drums_only"].melodyTrack, -1);
        QVERIFY(!items["notes_never_off"].repairs.isEmpty());
        QVERIFY(!items["tempo_zero"].repairs.isEmpty());
        QCOMPARE(items["division_smpte"].seconds, 8 * 96 / 1000.0);
    }

    // Two tracks: the melody is the one that stands alone in the other folder. Keys against those written.
    void nottingham() {
        const QString folder = kShared + QStringLiteral("/music/nottingham/midi");
        if (!QFileInfo::exists(folder))
            QSKIP("no shared data");
        const MelodyCorpusInfo info = scanMelodies({folder});
        QCOMPARE(info.usable(), 1034);
        int melodies = 0;
        int two = 0;
        int keys = 0;
        int exact = 0;
        double confidence = 0;
        QStringList missed;
        for (const MelodyItem& item : info.items) {
            if (item.tracks.size() > 1) {
                ++two;
                const Tune alone = readMidiFile(QString(item.source).replace("/midi/", "/midi-melody/")).tune;
                // The two sets round triplets differently, so pitches are compared.
                const std::vector<Note> found = readMelody(item).tracks[std::size_t(item.melodyTrack)].notes;
                const auto alike = [](const Note& a, const Note& b) { return a.pitch == b.pitch; };
                if (std::equal(found.begin(), found.end(), alone.tracks[0].notes.begin(), alone.tracks[0].notes.end(),
                               alike))
                    ++melodies;
                else
                    missed << QFileInfo(item.source).completeBaseName();
            }
            if (item.keyNamed) {
                ++keys;
                confidence += item.keyConfidence;
                exact += item.key.fifths == item.namedKey.fifths ? 1 : 0; // the files call every key major
            }
        }
        qInfo("%d tunes of several tracks, melody found in %d; key signature found in %d of %d, mean confidence %.3f; "
              "%d duplicates",
              two, melodies, exact, keys, confidence / keys,
              int(std::count_if(info.items.begin(), info.items.end(),
                                [](const MelodyItem& item) { return item.duplicateOf >= 0; })));
        QVERIFY2(two > 1000 && melodies >= two * 99 / 100, qPrintable(missed.join(' ')));
        QVERIFY(exact >= keys * 8 / 10);
        QVERIFY(std::abs(confidence / keys - double(exact) / keys) < 0.1);
    }
};

QTEST_GUILESS_MAIN(TestMelodyScan)
#include "tst_melody_scan.moc"
