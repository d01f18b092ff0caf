// Music through the real program: train, compose, continue, fill, vary, melodies, evaluate.
#include "core/data/melody_codec.h"
#include "core/io/midi_file.h"
#include "core/types/counter_random.h"
#include "tests/cli_fixture.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QTest>
#include <cmath>

using namespace capriccio;

namespace {

// Eight bars of quarters in C major.
Tune tuneOf(int number) {
    static constexpr int kScale[] = {60, 62, 64, 65, 67, 69, 71, 72};
    Tune tune;
    tune.metres = {{0, 4, 4}};
    tune.keys = {{0, 0, false}};
    Track track;
    for (int i = 0; i < 32; ++i)
        track.notes.push_back({i * 480, 480, kScale[philox(quint64(number), std::uint64_t(i))[0] % 8], 90, 0});
    tune.tracks.push_back(track);
    tune.endTick = 32 * 480;
    return tune;
}

Tune readBack(const QString& file) {
    return readMidiFile(file).tune;
}

std::vector<Note> notesOf(const Tune& tune) {
    for (const Track& track : tune.tracks)
        if (!track.notes.empty())
            return track.notes;
    return {};
}

} // namespace

class TestCliMusic : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void trainsOnAFolderOfTunes();
    void composesWhatWasAsked();
    void goesOnAndFills();
    void varies();
    void walksThroughAMelodySpace();
    void measures();
    void resumesBitForBit();
    void badArguments_data();
    void badArguments();

private:
    QStringList training(const QString& preset, const QString& out, int steps) const {
        QStringList words{QStringLiteral("train"), QStringLiteral("--json")};
        words << QStringLiteral("--data") << data_.path() << QStringLiteral("--preset") << preset;
        words << QStringLiteral("--steps") << QString::number(steps) << QStringLiteral("--threads")
              << QStringLiteral("1") << QStringLiteral("--precision") << QStringLiteral("fp32");
        words << QStringLiteral("--transpose") << QStringLiteral("1") << QStringLiteral("--out") << out;
        words << QStringLiteral("--source") << QStringLiteral("my tunes") << QStringLiteral("--licence")
              << QStringLiteral("CC0");
        QStringList settings{QStringLiteral("width=32"), QStringLiteral("batch=4"), QStringLiteral("previewTiles=1"),
                             QStringLiteral("seed=3")};
        if (preset == QLatin1String("melody-vae"))
            settings << QStringLiteral("latent=8");
        else
            settings << QStringLiteral("layers=1") << QStringLiteral("context=64");
        for (const QString& setting : settings)
            words << QStringLiteral("--set") << setting;
        return words;
    }
    QString place(const char* name) const { return work_.filePath(QLatin1String(name)); }
    Cli cli_;
    QTemporaryDir data_;
    QTemporaryDir work_;
    QString model_;
};

void TestCliMusic::initTestCase() {
    for (int i = 0; i < 24; ++i)
        writeMidiFile(data_.filePath(QStringLiteral("tune-%1.mid").arg(i)), tuneOf(i));
    model_ = place("run/model.safetensors");
}

void TestCliMusic::trainsOnAFolderOfTunes() {
    const Ran ran = cli_.run(training(QStringLiteral("music-transformer"), place("run"), 30));
    QVERIFY2(ran.code == 0, ran.err.constData());
    const QJsonObject result = ran.last();
    QCOMPARE(result[QLatin1String("outcome")].toString(), QStringLiteral("finished"));
    QVERIFY(result[QLatin1String("bits_per_note")].toDouble() > 0);
    QVERIFY(QFileInfo::exists(model_));
    QVERIFY(!notesOf(readBack(result[QLatin1String("samples")].toString())).empty());
    const QStringList heard =
        QDir(place("run/previews")).entryList({QStringLiteral("*.mid")}, QDir::Files); // a melody at every preview
    QVERIFY(!heard.isEmpty());
    QCOMPARE(heard.size(), QDir(place("run/previews")).entryList({QStringLiteral("*.json")}, QDir::Files).size());
    readBack(place("run/previews/") + heard.front());
    const QJsonObject about = cli_.run({QStringLiteral("info"), QStringLiteral("--json"), model_}).last();
    QCOMPARE(about[QLatin1String("source")].toString(), QStringLiteral("my tunes"));
    QCOMPARE(about[QLatin1String("licence")].toString(), QStringLiteral("CC0"));
}

void TestCliMusic::composesWhatWasAsked() {
    const QStringList words{QStringLiteral("compose"),
                            QStringLiteral("--json"),
                            QStringLiteral("--model"),
                            model_,
                            QStringLiteral("--bars"),
                            QStringLiteral("3"),
                            QStringLiteral("--count"),
                            QStringLiteral("2"),
                            QStringLiteral("--key"),
                            QStringLiteral("Dmaj"),
                            QStringLiteral("--scale-lock"),
                            QStringLiteral("--tempo"),
                            QStringLiteral("96"),
                            QStringLiteral("--seed"),
                            QStringLiteral("5")};
    const Ran ran = cli_.run(words + QStringList{QStringLiteral("--out"), place("melodies")});
    QVERIFY2(ran.code == 0, ran.err.constData());
    const QJsonArray melodies = ran.last()[QLatin1String("melodies")].toArray();
    QCOMPARE(melodies.size(), 2);
    for (const QJsonValue& melody : melodies) {
        const Tune tune = readBack(melody[QLatin1String("file")].toString());
        QCOMPARE(tune.tempi.front().microsecondsPerQuarter, 625'000);
        QCOMPARE(tune.keys.front().fifths, 2);
        for (const Note& note : notesOf(tune)) {
            QVERIFY((scaleOf(4) >> note.pitch % 12 & 1) != 0);
            QVERIFY(note.tick + note.duration <= 3 * 4 * 480);
        }
        QVERIFY(melody[QLatin1String("originality")].isObject()); // the tunes lie beside the model
    }
    const Ran again = cli_.run(words + QStringList{QStringLiteral("--out"), place("melodies-again")});
    QCOMPARE(again.code, 0);
    QCOMPARE(notesOf(readBack(place("melodies-again/001.mid"))), notesOf(readBack(place("melodies/001.mid"))));
}

void TestCliMusic::goesOnAndFills() {
    const QString tune = data_.filePath(QStringLiteral("tune-0.mid"));
    const std::vector<Note> before = notesOf(readBack(tune));
    Ran ran = cli_.run({QStringLiteral("continue"), QStringLiteral("--json"), QStringLiteral("--model"), model_,
                        QStringLiteral("--midi"), tune, QStringLiteral("--bars"), QStringLiteral("2"),
                        QStringLiteral("--out"), place("longer.mid")});
    QVERIFY2(ran.code == 0, ran.err.constData());
    std::vector<Note> notes = notesOf(readBack(place("longer.mid")));
    QVERIFY(notes.size() > before.size());
    QVERIFY(std::equal(before.begin(), before.end(), notes.begin()));
    ran = cli_.run({QStringLiteral("continue"), QStringLiteral("--model"), model_, QStringLiteral("--midi"), tune,
                    QStringLiteral("--from"), QStringLiteral("1920"), QStringLiteral("--to"), QStringLiteral("3840"),
                    QStringLiteral("--out"), place("filled.mid")});
    QVERIFY2(ran.code == 0, ran.err.constData());
    notes = notesOf(readBack(place("filled.mid")));
    QVERIFY(std::equal(before.begin(), before.begin() + 4, notes.begin()));
    QVERIFY(std::equal(before.rbegin(), before.rbegin() + 24, notes.rbegin()));
}

void TestCliMusic::varies() {
    const Ran ran =
        cli_.run({QStringLiteral("vary"), QStringLiteral("--model"), model_, QStringLiteral("--midi"),
                  data_.filePath(QStringLiteral("tune-1.mid")), QStringLiteral("--amount"), QStringLiteral("0"),
                  QStringLiteral("--count"), QStringLiteral("1"), QStringLiteral("--out"), place("varied")});
    QVERIFY2(ran.code == 0, ran.err.constData());
    QCOMPARE(notesOf(readBack(place("varied/001.mid"))).size(), std::size_t(32));
}

void TestCliMusic::walksThroughAMelodySpace() {
    Ran ran = cli_.run(training(QStringLiteral("melody-vae"), place("space"), 20));
    QVERIFY2(ran.code == 0, ran.err.constData());
    ran = cli_.run({QStringLiteral("melodies"), QStringLiteral("--json"), QStringLiteral("--model"),
                    place("space/model.safetensors"), QStringLiteral("--from"),
                    data_.filePath(QStringLiteral("tune-1.mid")), QStringLiteral("--to"),
                    data_.filePath(QStringLiteral("tune-2.mid")), QStringLiteral("--steps"), QStringLiteral("4"),
                    QStringLiteral("--out"), place("path")});
    QVERIFY2(ran.code == 0, ran.err.constData());
    QCOMPARE(ran.last()[QLatin1String("melodies")].toArray().size(), 4);
    QCOMPARE(QDir(place("path")).entryList({QStringLiteral("*.mid")}).size(), 4);
    ran = cli_.run({QStringLiteral("continue"), QStringLiteral("--model"), place("space/model.safetensors"),
                    QStringLiteral("--midi"), data_.filePath(QStringLiteral("tune-1.mid")), QStringLiteral("--out"),
                    place("no.mid")});
    QCOMPARE(ran.code, 2);
    QVERIFY(ran.err.contains("music-transformer"));
}

void TestCliMusic::measures() {
    const Ran ran = cli_.run({QStringLiteral("evaluate"), QStringLiteral("--json"), QStringLiteral("--model"), model_,
                              QStringLiteral("--data"), data_.path(), QStringLiteral("--samples"), QStringLiteral("4"),
                              QStringLiteral("--csv"), place("histograms.csv")});
    QVERIFY2(ran.code == 0, ran.err.constData());
    const QJsonObject result = ran.last();
    QVERIFY(result[QLatin1String("bits_per_note")].toDouble() > 0);
    QVERIFY(result[QLatin1String("markov_bits_per_note")].toDouble() > 0);
    QCOMPARE(result[QLatin1String("scale_consistency_data")].toDouble(), 1.0);
    for (const char* name : {"pitch_class", "interval", "duration", "bar_onset"}) {
        const double overlap = result[QLatin1String(name)][QLatin1String("overlap")].toDouble();
        QVERIFY(overlap >= 0 && overlap <= 1.0000001);
    }
    QFile table(place("histograms.csv"));
    QVERIFY(table.open(QIODevice::ReadOnly));
    const QByteArray rows = table.readAll();
    QVERIFY(rows.startsWith("quantity,bin,data,samples\npitch_class,C,"));
    // What is one figure for all tunes stands behind the histograms, as in the JSON.
    const auto figure = [&rows](const QByteArray& name, int column) {
        for (const QByteArray& row : rows.split('\n'))
            if (row.startsWith(name + ",,"))
                return row.split(',')[column].toDouble();
        return -1.0;
    };
    for (const char* name : {"bits_per_note", "markov_bits_per_note", "nats_per_event", "scale_consistency",
                             "repetition", "range", "copied_notes", "samples"})
        QVERIFY2(std::abs(figure(name, 3) - result[QLatin1String(name)].toDouble()) < 1e-3, name);
    QCOMPARE(figure("scale_consistency", 2), 1.0); // of the data
    for (const char* name : {"pitch_class", "interval", "duration", "bar_onset"})
        for (const char* of : {"overlap", "kl"})
            QVERIFY2(std::abs(figure(QByteArray(name) + '_' + of, 3) -
                              result[QLatin1String(name)][QLatin1String(of)].toDouble()) < 1e-3,
                     name);
}

void TestCliMusic::resumesBitForBit() {
    const auto hashOf = [&](const QString& folder) {
        const Ran ran = cli_.run({QStringLiteral("compose"), QStringLiteral("--json"), QStringLiteral("--model"),
                                  folder + QStringLiteral("/model.safetensors"), QStringLiteral("--count"),
                                  QStringLiteral("1"), QStringLiteral("--out"), folder + QStringLiteral("/tunes")});
        return ran.last()[QLatin1String("model_hash")].toString();
    };
    for (const char* preset : {"melody-lstm", "music-transformer", "melody-vae"}) {
        const QString whole = place("whole-") + QLatin1String(preset);
        const QString parts = place("parts-") + QLatin1String(preset);
        QCOMPARE(cli_.run(training(QLatin1String(preset), whole, 16)).code, 0);
        // Killed in the middle: what the last checkpoint holds goes on.
        QProcess process;
        QStringList words = training(QLatin1String(preset), parts, 16);
        words << QStringLiteral("--set") << QStringLiteral("checkpointSeconds=0.1");
        cli_.start(process, words);
        QTRY_VERIFY_WITH_TIMEOUT(!QDir(parts + QStringLiteral("/checkpoints"))
                                         .entryList({QStringLiteral("*.safetensors")}, QDir::Files)
                                         .isEmpty() ||
                                     process.state() == QProcess::NotRunning,
                                 60'000);
        process.kill();
        process.waitForFinished();
        const Ran ran = cli_.run(words + QStringList{QStringLiteral("--resume")});
        QVERIFY2(ran.code == 0, ran.err.constData());
        const QString hash = hashOf(whole);
        QVERIFY(!hash.isEmpty());
        QCOMPARE(hashOf(parts), hash);
    }
}

void TestCliMusic::badArguments_data() {
    QTest::addColumn<QStringList>("words");
    const auto row = [](const char* name, const QString& words) {
        QTest::newRow(name) << words.split(u' ', Qt::SkipEmptyParts);
    };
    row("no model", QStringLiteral("compose --out x"));
    row("no bars", QStringLiteral("compose --model MODEL --bars 0 --out x"));
    row("bars that are none", QStringLiteral("compose --model MODEL --bars 1e99 --out x"));
    row("too many bars", QStringLiteral("compose --model MODEL --bars 65 --out x"));
    row("a key that is none", QStringLiteral("compose --model MODEL --key Hmaj --out x"));
    row("a metre that is none", QStringLiteral("compose --model MODEL --metre 4/5 --out x"));
    row("a metre it never learned", QStringLiteral("compose --model MODEL --metre 7/8 --out x"));
    row("a range without notes", QStringLiteral("compose --model MODEL --lowest 120 --out x"));
    row("not a number", QStringLiteral("compose --model MODEL --density nan --out x"));
    row("no file", QStringLiteral("continue --model MODEL --midi /nowhere.mid --out x.mid"));
    row("no space", QStringLiteral("melodies --model MODEL --from TUNE --to TUNE --out x"));
    row("a part that is none", QStringLiteral("train --data DATA --preset melody-lstm --part chorus --out x"));
    row("too far away", QStringLiteral("train --data DATA --preset melody-lstm --transpose 7 --out x"));
    row("pixels for music", QStringLiteral("train --data DATA --preset melody-lstm --resolution 64 --out x"));
}

void TestCliMusic::badArguments() {
    QFETCH(QStringList, words);
    for (QString& word : words) {
        word.replace(QLatin1String("MODEL"), model_);
        word.replace(QLatin1String("TUNE"), data_.filePath(QStringLiteral("tune-1.mid")));
        word.replace(QLatin1String("DATA"), data_.path());
        if (word == QLatin1String("x") || word == QLatin1String("x.mid"))
            word = work_.filePath(word);
    }
    const Ran ran = cli_.run(words);
    QCOMPARE(ran.code, 2);
    QCOMPARE(ran.err.count('\n'), 1);
    QVERIFY(ran.out.isEmpty());
}

QTEST_GUILESS_MAIN(TestCliMusic)
#include "tst_cli_music.moc"
