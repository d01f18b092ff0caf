#include "core/data/abc_fields.h"
#include "core/data/abc_reader.h"
#include "core/io/midi_file.h"
#include "core/types/error.h"
#include "core/types/melody_key.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <cmath>

using namespace capriccio;

namespace {

const QString kShared = QStringLiteral(CAPRICCIO_SHARED_DATA);

Tune tuneOf(const QByteArray& body, const QByteArray& head = "M:4/4\nL:1/4\nK:C\n") {
    return readAbc("X:1\nT:Test\n" + head + body + "\n", QStringLiteral("a.abc")).front().tune;
}

// "60:480 62:960" with what sounds together in the order of pitch; rests show as gaps in `at`.
QString melodyOf(const Tune& tune, bool withTicks = false) {
    QStringList out;
    if (tune.tracks.empty())
        return {};
    for (const Note& note : tune.tracks.front().notes)
        out << (withTicks ? QStringLiteral("%1@").arg(note.tick) : QString()) +
                   QStringLiteral("%1:%2").arg(note.pitch).arg(note.duration);
    return out.join(u' ');
}

QString pitchesOf(const Tune& tune) {
    QStringList out;
    if (tune.tracks.empty())
        return {};
    for (const Note& note : tune.tracks.front().notes)
        out << QString::number(note.pitch);
    return out.join(u' ');
}

} // namespace

class TestAbcReader : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void lengths_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("notes");
        QTest::newRow("plain") << QByteArray("C D2 E/ F/2 G3/2 A// B3/4|")
                               << "60:480 62:960 64:240 65:240 67:720 69:120 71:360";
        QTest::newRow("octaves") << QByteArray("C, c c' C,,|") << "48:480 72:480 84:480 36:480";
        QTest::newRow("dotted") << QByteArray("C>D E<F|") << "60:720 62:240 64:240 65:720";
        QTest::newRow("twice dotted") << QByteArray("C>>D|") << "60:840 62:120";
        QTest::newRow("triplet") << QByteArray("(3CDE F|") << "60:320 62:320 64:320 65:480";
        QTest::newRow("duplet of three") << QByteArray("(2CD E2|") << "60:720 62:720 64:960";
        QTest::newRow("written out tuplet") << QByteArray("(3:2:2CD2 E|") << "60:320 62:640 64:480";
        QTest::newRow("tie") << QByteArray("C2-C D|") << "60:1440 62:480";
        QTest::newRow("tie over the bar") << QByteArray("C3 D-|D2 E2|") << "60:1440 62:1440 64:960";
        QTest::newRow("slur is no tie") << QByteArray("(C C) D2|") << "60:480 60:480 62:960";
        QTest::newRow("chord") << QByteArray("[CEG]2 [ce]2|") << "60:960 64:960 67:960 72:960 76:960";
        QTest::newRow("grace notes and ornaments")
            << QByteArray("{gf}C ~D !trill!E .F|") << "60:480 62:480 64:480 65:480";
        QTest::newRow("slurred lyrics line")
            << QByteArray("CDEF|\nw:la la la la\nGABc|") << "60:480 62:480 64:480 65:480 67:480 69:480 71:480 72:480";
        QTest::newRow("a line that begins like a field")
            << QByteArray("|:CDE\nF:|") << "60:480 62:480 64:480 65:480 60:480 62:480 64:480 65:480";
    }
    void lengths() {
        QFETCH(QByteArray, body);
        QFETCH(QString, notes);
        QCOMPARE(melodyOf(tuneOf(body)), notes);
    }

    void accidentals_data() {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("pitches");
        const QByteArray c = "M:4/4\nL:1/4\nK:C\n";
        QTest::newRow("hold to the bar line") << c << QByteArray("^F F =F F|F|") << "66 66 65 65 65";
        QTest::newRow("in their octave") << c << QByteArray("^F f F f|") << "66 77 66 77";
        QTest::newRow("double") << c << QByteArray("^^F __B|") << "67 69";
        QTest::newRow("signature") << QByteArray("K:D\n") << QByteArray("FCfc=F|F|") << "66 61 78 73 65 66";
        QTest::newRow("minor") << QByteArray("K:Gm\n") << QByteArray("BEA|") << "70 63 69";
        QTest::newRow("mode") << QByteArray("K:D dorian\n") << QByteArray("FCB|") << "65 60 71";
        QTest::newRow("mixolydian") << QByteArray("K:Amix\n") << QByteArray("GFC|") << "67 66 61";
        QTest::newRow("own signs") << QByteArray("K:Am ^g\n") << QByteArray("GA|") << "68 69";
        QTest::newRow("key change") << c << QByteArray("F|[K:G]F|\nK:F\nBF|") << "65 66 70 65";
    }
    void accidentals() {
        QFETCH(QByteArray, head);
        QFETCH(QByteArray, body);
        QFETCH(QString, pitches);
        QCOMPARE(pitchesOf(tuneOf(body, head)), pitches);
    }

    void encodings_data() {
        QTest::addColumn<QByteArray>("bytes");
        const QString tune = QStringLiteral("X:1\r\nT:Gr\u00fcne Heide\r\nL:1/4\r\nK:C\r\nCDE|\r\n");
        const auto as = [&](QStringConverter::Encoding encoding, bool mark) {
            QStringEncoder encoder(encoding, mark ? QStringConverter::Flag::WriteBom : QStringConverter::Flag::Default);
            return QByteArray(encoder(tune));
        };
        QTest::newRow("UTF-8") << as(QStringConverter::Utf8, false);
        QTest::newRow("UTF-8 with its mark") << as(QStringConverter::Utf8, true);
        QTest::newRow("UTF-16") << as(QStringConverter::Utf16LE, true);
        QTest::newRow("UTF-16, big end first") << as(QStringConverter::Utf16BE, true);
        QTest::newRow("Latin 1") << tune.toLatin1();
    }
    void encodings() {
        QFETCH(QByteArray, bytes);
        const std::vector<AbcTune> tunes = readAbc(bytes, QStringLiteral("a.abc"));
        QCOMPARE(tunes.size(), std::size_t(1));
        QCOMPARE(tunes.front().tune.title, QStringLiteral("Gr\u00fcne Heide"));
        QCOMPARE(pitchesOf(tunes.front().tune), QStringLiteral("60 62 64"));
    }

    void repeats_data() {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("letters");
        const QByteArray plain = "M:1/4\nL:1/4\nK:C\n";
        const auto row = [&](const char* name, const char* body, const char* letters) {
            QTest::newRow(name) << plain << QByteArray(body) << QString::fromLatin1(letters);
        };
        row("from the beginning", "C|D:|E|", "CDCDE");
        row("marked", "C|:D|E:|F|", "CDEDEF");
        row("twice in a row", "|:C:|:D:|", "CCDD");
        row("double colon", "C::D:|", "CCDD");
        row("endings", "|:C|1D:|2E||F|", "CDCEF");
        row("bracketed endings", "|:C|[1D:|[2E|]F|", "CDCEF");
        row("three endings", "|:C|1D:|2E:|3F||G|", "CDCECFG");
        row("shared ending", "|:C|1,2D:|3E||", "CDCDCE");
        row("thrice", "|:C::|D|", "CCCD");
        row("two with endings", "|:C|1D:|2E|:F|1G:|2A||", "CDCEFGFA");
        row("from the last double bar", "C||D:|", "CDD");
        row("second ending at the end", "|:C|1D:|2E", "CDCE");
        QTest::newRow("parts as written") << plain << QByteArray("P:A\nC|D|\nP:B\nE|F|") << "CDEF";
        QTest::newRow("parts in order") << QByteArray("P:ABA\nM:1/4\nL:1/4\nK:C\n") << QByteArray("P:A\nC|D:|\nP:B\nE|")
                                        << "CDCDECDCD";
        QTest::newRow("parts of nottingham")
            << QByteArray("Y:AB\nM:1/4\nL:1/4\nK:C\nP:A\n") << QByteArray("C|D|\nP:B\nE|") << "CDE";
        QTest::newRow("parts in brackets")
            << QByteArray("P:(AB)2C\nL:1/4\nK:C\n") << QByteArray("P:A\nC|\nP:B\nD|\nP:C\nE|") << "CDCDE";
    }
    void repeats() {
        QFETCH(QByteArray, head);
        QFETCH(QByteArray, body);
        QFETCH(QString, letters);
        QString got;
        const Tune tune = tuneOf(body, head);
        for (const Note& note : tune.tracks.front().notes)
            got += QStringLiteral("C.D.EF.G.A.B")[note.pitch - 60];
        QCOMPARE(got, letters);
    }

    void headers() {
        const Tune tune = tuneOf("CDE|", "C:Anna\nM:3/4\nL:1/8\nQ:3/8=100\nK:Ebm\n");
        QCOMPARE(tune.title, QStringLiteral("Test"));
        QCOMPARE(tune.metres, (std::vector<MetreChange>{{0, 3, 4}}));
        QCOMPARE(tune.keys, (std::vector<KeyChange>{{0, -6, true}}));
        QCOMPARE(tune.tempi, (std::vector<TempoChange>{{0, 400'000}}));
        QCOMPARE(tune.texts.front().text, QStringLiteral("Anna"));
        // Without L: by the metre.
        QCOMPARE(melodyOf(tuneOf("C2|", "M:2/4\nK:C\n")).section(':', 1), QStringLiteral("240"));
        QCOMPARE(melodyOf(tuneOf("C2|", "M:6/8\nK:C\n")).section(':', 1), QStringLiteral("480"));
        QCOMPARE(tuneOf("C|", "M:C|\nK:C\n").metres.front(), (MetreChange{0, 2, 2}));
        // Changes stand where they come.
        const Tune change = tuneOf("CDEF|[M:3/4]CDE|[Q:1/4=60]CDE|");
        QCOMPARE(change.metres, (std::vector<MetreChange>{{0, 4, 4}, {1920, 3, 4}}));
        QCOMPARE(change.tempi, (std::vector<TempoChange>{{3360, 1'000'000}}));
    }

    void pickup() {
        QCOMPARE(tuneOf("G|CDEF|").tracks[0].notes[0].tick, 1440);
        QCOMPARE(tuneOf("G|CDEF|").tracks[0].notes[1].tick, 1920);
        QCOMPARE(tuneOf("CDEF|G|").tracks[0].notes[0].tick, 0);
    }

    void chordSymbols_data() {
        QTest::addColumn<QString>("symbol");
        QTest::addColumn<QList<int>>("classes"); // pitch classes in order
        QTest::newRow("major") << "G" << QList<int>{7, 11, 2};
        QTest::newRow("minor") << "F#m" << QList<int>{6, 9, 1};
        QTest::newRow("seventh") << "Bb7" << QList<int>{10, 2, 5, 8};
        QTest::newRow("diminished") << "Cd" << QList<int>{0, 3, 6};
        QTest::newRow("augmented") << "Ca" << QList<int>{0, 4, 8};
        QTest::newRow("over a bass") << "C/e" << QList<int>{4, 0, 4, 7};
        QTest::newRow("word") << "Fine" << QList<int>{};
        QTest::newRow("remark") << "slowly" << QList<int>{};
    }
    void chordSymbols() {
        QFETCH(QString, symbol);
        QFETCH(QList<int>, classes);
        QList<int> got;
        for (const int pitch : abc::chordPitches(symbol)) {
            got << pitch % 12;
            QVERIFY(pitch >= 24 && pitch < 64);
        }
        QCOMPARE(got, classes);
    }

    void chordsBecomeATrack() {
        const Tune tune = tuneOf("\"C\"CE \"^slow\"GE|\"G7\"D4|");
        QCOMPARE(tune.tracks.size(), 2U);
        const Track& chords = tune.tracks[1];
        QCOMPARE(chords.texts, (std::vector<TextEvent>{{0, 1, QStringLiteral("C")}, {1920, 1, QStringLiteral("G7")}}));
        QCOMPARE(chords.notes.size(), 7U);
        QCOMPARE(chords.notes[0].duration, 1920);
        QCOMPARE(chords.notes[3].tick, 1920);
        QCOMPARE(chords.notes[3].channel, 1);
    }

    void voices() {
        const Tune tune = tuneOf("V:1\nCDEF|\nV:2\nC,4|\nV:1\nGABc|\n", "M:4/4\nL:1/4\nV:1\nV:2\nK:C\n");
        QCOMPARE(tune.tracks.size(), 2U);
        QCOMPARE(tune.tracks[0].notes.size(), 8U);
        QCOMPARE(tune.tracks[1].notes, (std::vector<Note>{{0, 1920, 48, 96, 2}}));
    }

    void severalTunes() {
        const auto tunes = readAbc("remark\n\nX:7\nT:A\nK:C\nC|\n\nX:9\nT:B\nnothing\n\nX:12\nT:C\nK:G\n", "b.abc");
        QCOMPARE(tunes.size(), 3U);
        QCOMPARE(tunes[0].number, 7);
        QCOMPARE(tunes[0].line, 3);
        QCOMPARE(tunes[0].reason.text(), QString());
        QVERIFY(tunes[1].reason.text().contains("b.abc") && tunes[1].reason.text().contains("line 8") &&
                tunes[1].reason.text().contains("K:"));
        QVERIFY(tunes[2].reason.text().contains("no notes"));
    }

    void refused() {
        for (const QByteArray& bytes :
             {QByteArray(), QByteArray("just words\n"), QByteArray("X:1\0K:C\nC|", 11), QByteArray(17 << 20, 'X')}) {
            try {
                readAbc(bytes, "c.abc");
                QFAIL("read");
            } catch (const Error& error) {
                QCOMPARE(error.kind(), Error::Kind::BadInput);
                QVERIFY2(error.message().contains("c.abc"), qPrintable(error.message()));
            }
        }
    }

    // What a file may hold must neither crash nor grow without bound.
    void hostile_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("open things") << QByteArray("\"C [CE (3 {g !a");
        QTest::newRow("signs only") << QByteArray("^_=,'/[]()|:<>&-!+~");
        QTest::newRow("enormous") << QByteArray("C999999999999/0 D/////////////////// Z999999|");
        QTest::newRow("endless repeats")
            << QByteArray("|:C::::::::::::::::::::::::::::::::::::::::::::::::|").repeated(50);
        QTest::newRow("odd fields") << QByteArray("[M:0/0][L:1/0][K:H][Q:1/4=0][V:][P:]C|");
        QTest::newRow("odd endings") << QByteArray("|1,2,3-99C|2D:|0E:|33F:|[1");
    }
    void hostile() {
        QFETCH(QByteArray, body);
        const Tune tune = tuneOf(body);
        QVERIFY(tune.endTick < 1'000'000'000);
        for (const Track& track : tune.tracks)
            QVERIFY(track.notes.size() <= 400'000);
        writeMidi(tune);
        const Tune ordered = tuneOf("P:A\n" + body, "P:((((A9)9)9)9)9\nK:C\n");
        QVERIFY(ordered.endTick < 1'000'000'000'000);
    }

    // Nottingham: each tune as ABC and as the MIDI file others made of it. Where the two differ, the standard is on our
    // side: that conversion lets an accidental hold for one note only, plays nothing of parts that are not in a Y:
    // field, knows no ties, goes back over the repeats in between, and its triplets of
    // sixteenths are uneven. Tunes without these must agree note by note.
    void nottingham() {
        const QDir abc(kShared + "/music/nottingham/abc");
        if (!abc.exists())
            QSKIP("no shared data");
        int tunes = 0;
        int same = 0;
        int plain = 0;
        int plainSame = 0;
        qint64 notes = 0;
        qint64 alike = 0;
        QStringList different;
        for (const QString& file : abc.entryList({"*.abc"}, QDir::Files)) {
            QFile in(abc.filePath(file));
            QVERIFY(in.open(QIODevice::ReadOnly));
            const QByteArray content = in.readAll();
            const QStringList texts =
                QString::fromLatin1(content).split(QRegularExpression("^X:", QRegularExpression::MultilineOption));
            const std::vector<AbcTune> all = readAbc(content, file);
            QCOMPARE(qsizetype(all.size()), texts.size() - 1);
            for (std::size_t t = 0; t < all.size(); ++t) {
                const AbcTune& one = all[t];
                const QString name = QFileInfo(file).completeBaseName() + QString::number(one.number);
                const QString midi = kShared + "/music/nottingham/midi-melody/" + name + ".mid";
                if (!QFile::exists(midi))
                    continue;
                ++tunes;
                QVERIFY2(one.reason.isEmpty(), qPrintable(one.reason.text()));
                const auto placed = [](const Tune& tune) {
                    std::vector<std::pair<double, int>> out; // quarters, pitch
                    for (const Note& note : tune.tracks[0].notes)
                        out.push_back({double(note.tick) / tune.ticksPerQuarter, note.pitch});
                    return out;
                };
                const auto ours = placed(one.tune);
                const auto theirs = placed(readMidiFile(midi).tune);
                const auto close = [](const auto& a, const auto& b) {
                    return std::abs(a.first - b.first) < 1.0 / 48 && a.second == b.second;
                };
                const auto apart = std::mismatch(ours.begin(), ours.end(), theirs.begin(), theirs.end(), close);
                const bool equal = apart.first == ours.end() && apart.second == theirs.end();
                const bool isPlain = isUndisputed(texts[qsizetype(t) + 1]);
                notes += qint64(theirs.size());
                alike += apart.second - theirs.begin();
                same += equal ? 1 : 0;
                plain += isPlain ? 1 : 0;
                plainSame += isPlain && equal ? 1 : 0;
                if (isPlain && !equal)
                    different << QStringLiteral("%1 (%2 of %3 and %4)")
                                     .arg(name)
                                     .arg(apart.first - ours.begin())
                                     .arg(ours.size())
                                     .arg(theirs.size());
            }
        }
        qInfo(
            "%d tunes: %d the same note by note; of %d without disputed signs %d; %.1f %% of the notes up to the first "
            "difference",
            tunes, same, plain, plainSame, 100.0 * double(alike) / double(notes));
        if (!different.isEmpty())
            qInfo("%s", qPrintable(different.join(", ")));
        QVERIFY(tunes >= 1030 && same >= 560);
        QVERIFY(plain >= 140);
        QCOMPARE(plainSame, plain);
    }

private:
    static bool isUndisputed(const QString& text) {
        QString body;
        bool parts = false;
        bool order = false;
        for (const QString& line : text.split('\n')) {
            parts = parts || line.startsWith("P:");
            order = order || line.startsWith("Y:");
            if (!line.contains(QRegularExpression("^([A-Za-z]:|%)")))
                body += line + '\n';
        }
        body.remove(QRegularExpression("\"[^\"]*\""));
        body.replace(QRegularExpression("\\|:[\\s|]*\\|:"), "|:");
        const auto starts = body.count("|:") + body.count("::");
        const auto ends = body.count(":|") + body.count("::");
        return !body.contains(QRegularExpression("[\\^_=-]|\\(3[^|]*/")) && (!parts || order) &&
               (starts >= ends || ends <= 1);
    }
};

QTEST_GUILESS_MAIN(TestAbcReader)
#include "tst_abc_reader.moc"
