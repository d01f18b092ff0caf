#include "core/io/midi_file.h"
#include "core/session/project.h"
#include "core/types/generated_note.h"
#include "tests/cli_fixture.h"
#include "tests/tune_fixtures.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>
#include <sys/mount.h>

using namespace capriccio;

class TestCli : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void badArguments_data();
    void badArguments();
    void failedJobsSayOneLine();
    void aFullDiskSaysOneLine_data();
    void aFullDiskSaysOneLine();
    void failedJobsLeaveNothing_data();
    void failedJobsLeaveNothing();
    void optionsAreTold();
    void trainsSamplesAndTells();
    void survivesKill9BitForBit();
    void signalsSaveAndEndWell_data();
    void signalsSaveAndEndWell();
    void samplesStopWell();
    void namesAreLiteral();
    void librariesKeepQuiet();
    void rendersStopWellAndSayTheirEndings();
    void importsMusic();
    void picturesAndSoundsSayTheyWereGenerated_data();
    void picturesAndSoundsSayTheyWereGenerated();

private:
    QStringList training(const QString& out, int steps) const {
        return {QStringLiteral("train"),       QStringLiteral("--json"),
                QStringLiteral("--data"),      data_.path(),
                QStringLiteral("--preset"),    QStringLiteral("mlp-gan"),
                QStringLiteral("--steps"),     QString::number(steps),
                QStringLiteral("--precision"), QStringLiteral("fp32"),
                QStringLiteral("--threads"),   QStringLiteral("1"),
                QStringLiteral("--set"),       QStringLiteral("checkpointSeconds=5"),
                QStringLiteral("--seed"),      QStringLiteral("3"),
                QStringLiteral("--out"),       out};
    }
    Cli cli_;
    QTemporaryDir data_;
};

void TestCli::initTestCase() {
    for (int i = 0; i < 24; ++i) {
        QImage picture(28, 28, QImage::Format_Grayscale8);
        for (int y = 0; y < 28; ++y)
            for (int x = 0; x < 28; ++x)
                picture.scanLine(y)[x] = uchar((x * (i + 3) * 7 + y * (i % 5 + 1) * 11 + (x * y * i) % 97) % 256);
        QVERIFY(picture.save(data_.filePath(QStringLiteral("%1.png").arg(i))));
    }
}

void TestCli::badArguments_data() {
    QTest::addColumn<QStringList>("arguments");
    const QString data = data_.path();
    const auto train = [&](const QStringList& more) {
        return QStringList{QStringLiteral("train"), QStringLiteral("--data"), data, QStringLiteral("--out"),
                           data + QStringLiteral("/never")} +
               more;
    };
    QTest::newRow("nothing") << QStringList{};
    QTest::newRow("unknown command") << QStringList{QStringLiteral("fly")};
    QTest::newRow("unknown flag") << train({QStringLiteral("--bogus")});
    QTest::newRow("unknown short flag") << train({QStringLiteral("-x")});
    for (const char* steps : {"-1", "0", "1e99", "nan", "5x", ""})
        QTest::addRow("steps %s", steps) << train({QStringLiteral("--steps"), QLatin1String(steps)});
    QTest::newRow("minutes and steps") << train(
        {QStringLiteral("--minutes"), QStringLiteral("1"), QStringLiteral("--steps"), QStringLiteral("1")});
    QTest::newRow("unknown preset") << train({QStringLiteral("--preset"), QStringLiteral("wgan")});
    QTest::newRow("unknown option of the preset") << train({QStringLiteral("--set"), QStringLiteral("colour=1")});
    QTest::newRow("option out of range") << train({QStringLiteral("--set"), QStringLiteral("batch=-4")});
    QTest::newRow("precision") << train({QStringLiteral("--precision"), QStringLiteral("fp8")});
    QTest::newRow("resolution") << train({QStringLiteral("--resolution"), QStringLiteral("77")});
    // What is for another medium would say nothing.
    QTest::newRow("texts' word for pictures") << train({QStringLiteral("--tokenizer"), QStringLiteral("characters")});
    QTest::newRow("tunes' word for pictures") << train({QStringLiteral("--grid"), QStringLiteral("4")});
    QTest::newRow("tunes' word for texts")
        << train({QStringLiteral("--preset"), QStringLiteral("gpt"), QStringLiteral("--no-chords")});
    QTest::newRow("looked at, texts' word for pictures")
        << QStringList{QStringLiteral("import"), data, QStringLiteral("--held-out"), QStringLiteral("0.2")};
    QTest::newRow("missing value") << train({QStringLiteral("--seed")});
    QTest::newRow("source of no data") << QStringList{QStringLiteral("train"), QStringLiteral("--project"),
                                                      data + QStringLiteral("/never"), QStringLiteral("--source"),
                                                      QStringLiteral("me")};
    QTest::newRow("missing path") << QStringList{QStringLiteral("train"), QStringLiteral("--data"),
                                                 QStringLiteral("/nowhere"), QStringLiteral("--out"), data};
    QTest::newRow("long path") << QStringList{QStringLiteral("info"), QString(5000, u'a')};
    QTest::newRow("long name") << QStringList{QStringLiteral("info"), QString(300, u'a')};
    QTest::newRow("no model") << QStringList{QStringLiteral("sample"), QStringLiteral("--count"), QStringLiteral("1")};
    QTest::newRow("encode draws nothing to enlarge") << QStringList{QStringLiteral("encode"),
                                                                    QStringLiteral("--model"),
                                                                    data,
                                                                    QStringLiteral("--image"),
                                                                    data,
                                                                    QStringLiteral("--out"),
                                                                    data,
                                                                    QStringLiteral("--scale"),
                                                                    QStringLiteral("2")};
    // A file stands where a folder is to be made, or at a part of its path, or a folder where a file is to be written.
    const QString file = data + QStringLiteral("/0.png");
    for (const char* line :
         {"samples --out FILE", "samples --out FILE/in", "sample --model FILE --count 1 --seed 1 --out FILE",
          "interpolate --model FILE --seeds 1,2 --steps 2 --out FILE", "encode --model FILE --image FILE --out FILE",
          "reconstruct --model FILE --image FILE --out FILE", "import FOLDER --project FILE",
          "train --data FOLDER --out FILE", "train --data FOLDER --project FILE",
          "evaluate --model FILE --data FOLDER --csv FOLDER", "render --midi FILE --out FILE/a.png"})
        QTest::addRow("no place: %s", line) << words(line)
                                                   .replaceInStrings(QStringLiteral("FILE"), file)
                                                   .replaceInStrings(QStringLiteral("FOLDER"), data);
    QTest::newRow("name with a line break") << QStringList{QStringLiteral("info"), QStringLiteral("a\nb")};
}

void TestCli::badArguments() {
    QFETCH(QStringList, arguments);
    const Ran ran = cli_.run(arguments);
    QVERIFY2(ran.failedWith(2), ran.told().constData());
    QVERIFY(!QDir(data_.filePath(QStringLiteral("never"))).exists());
}

void TestCli::optionsAreTold() {
    const Ran ran = cli_.run({QStringLiteral("train"), QStringLiteral("--preset"), QStringLiteral("mlp-gan"),
                              QStringLiteral("--set"), QStringLiteral("batch=48"), QStringLiteral("--options"),
                              QStringLiteral("--json")});
    QCOMPARE(ran.code, 0);
    QCOMPARE(ran.last().value(QStringLiteral("event")).toString(), QStringLiteral("result"));
    QHash<QString, QJsonObject> options;
    for (const QByteArray& line : ran.out.trimmed().split('\n')) {
        const QJsonObject option = QJsonDocument::fromJson(line).object();
        if (option.value(QStringLiteral("event")).toString() == QStringLiteral("option")) {
            QVERIFY2(!option.value(QStringLiteral("meaning")).toString().isEmpty(), line.constData());
            options.insert(option.value(QStringLiteral("key")).toString(), option);
        }
    }
    QCOMPARE(options.value(QStringLiteral("batch")).value(QStringLiteral("value")).toString(), QStringLiteral("48"));
    QCOMPARE(options.value(QStringLiteral("latent")).value(QStringLiteral("value")).toString(), QStringLiteral("100"));
    QVERIFY(options.contains(QStringLiteral("learningRateD")));
}

void TestCli::failedJobsSayOneLine() {
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("broken.safetensors"));
    for (const QByteArray& bytes : {QByteArray(100, '\xff'), QByteArray("\2\0\0\0\0\0\0\0{}", 10)}) { // another's
        QFile broken(file);
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write(bytes);
        broken.close();
        for (const QStringList& arguments :
             {QStringList{QStringLiteral("info"), file},
              QStringList{QStringLiteral("write"), QStringLiteral("--model"), file},
              QStringList{QStringLiteral("sample"), QStringLiteral("--model"), file, QStringLiteral("--count"),
                          QStringLiteral("1"), QStringLiteral("--seed"), QStringLiteral("1"), QStringLiteral("--out"),
                          folder.path()}}) {
            const Ran ran = cli_.run(arguments);
            QVERIFY2(ran.failedWith(1, "broken.safetensors"), ran.told().constData());
        }
    }
    const Ran endless = cli_.run({QStringLiteral("write"), QStringLiteral("--model"), file,
                                  QStringLiteral("--prompt-file"), QStringLiteral("/dev/zero")});
    QVERIFY2(endless.failedWith(1, "/dev/zero"), endless.told().constData());
}

void TestCli::aFullDiskSaysOneLine_data() {
    QTest::addColumn<QString>("kind");
    for (const char* kind : {"pictures", "texts", "music"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

// No file may grow beyond a kilobyte: what libraries say of that is not for the artist.
void TestCli::aFullDiskSaysOneLine() {
    QFETCH(const QString, kind);
    const QTemporaryDir folder;
    QProcess process;
    process.start(QStringLiteral("sh"),
                  {QStringLiteral("-c"), QStringLiteral("trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\""),
                   QStringLiteral(CAPRICCIO_CLI), QStringLiteral("samples"), QStringLiteral("--kind"), kind,
                   QStringLiteral("--out"), folder.path()});
    QVERIFY(process.waitForFinished(120000));
    const Ran ran{process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    QVERIFY2(ran.failedWith(1, folder.path().toUtf8()), ran.told().constData());
}

void TestCli::failedJobsLeaveNothing_data() {
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("data");
    QTest::addColumn<QStringList>("there"); // before, and no more after
    const QStringList own{QStringLiteral("data/mine.txt"), QStringLiteral("notes.txt")};
    const QString picture = QStringLiteral("one picture.png");
    QTest::newRow("import pictures") << "import --project" << picture << QStringList();
    QTest::newRow("import beside own files") << "import --project" << picture << own;
    QTest::newRow("import text") << "import --project"
                                 << "short.txt" << QStringList();
    QTest::newRow("import tunes") << "import --project"
                                  << "broken.mid" << QStringList();
    QTest::newRow("train in a project") << "train --steps 1 --project" << picture << QStringList();
    QTest::newRow("train in a project beside own files") << "train --steps 1 --project" << picture << own;
    QTest::newRow("train on text") << "train --steps 1 --project"
                                   << "short.txt" << QStringList();
    QTest::newRow("train in a folder") << "train --steps 1 --out" << picture << QStringList();
    QTest::newRow("branch from no checkpoint") << "train --branch short.txt --project" << picture << QStringList();
}

// A job that comes to nothing leaves no project or folder behind, and touches nothing that was there.
void TestCli::failedJobsLeaveNothing() {
    QFETCH(const QString, command);
    QFETCH(const QString, data);
    QFETCH(const QStringList, there);
    const QTemporaryDir folder;
    QVERIFY(QFile::copy(data_.filePath(QStringLiteral("0.png")), folder.filePath(QStringLiteral("one picture.png"))));
    for (const char* name : {"short.txt", "broken.mid"}) {
        QFile file(folder.filePath(QLatin1String(name)));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("MThd") == 4);
    }
    const QString place = folder.filePath(QStringLiteral("new/place"));
    for (const QString& name : there) {
        QFile file(place + u'/' + name);
        QVERIFY(QDir().mkpath(QFileInfo(file).path()));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("mine") == 4);
    }
    QStringList arguments = command.split(u' ');
    arguments.replaceInStrings(QStringLiteral("short.txt"), folder.filePath(QStringLiteral("short.txt")));
    arguments << place;
    if (command.startsWith(QLatin1String("train")))
        arguments << QStringLiteral("--data");
    const Ran ran = cli_.run(arguments << folder.filePath(data));
    QVERIFY2(ran.failedWith(1), ran.told().constData());
    QStringList left;
    for (QDirIterator it(place, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); it.hasNext();)
        left << QDir(place).relativeFilePath(it.next());
    left.sort();
    QCOMPARE(left, there);
    QCOMPARE(QDir(folder.filePath(QStringLiteral("new"))).exists(), !there.isEmpty());
}

void TestCli::trainsSamplesAndTells() {
    QTemporaryDir folder;
    const QString out = folder.filePath(QStringLiteral("run"));
    const Ran trained =
        cli_.run(training(out, 30) + QStringList{QStringLiteral("--source"), QStringLiteral("my sketchbook"),
                                                 QStringLiteral("--licence"), QStringLiteral("CC0")});
    QVERIFY2(trained.code == 0, trained.err.constData());
    const QJsonObject result = trained.last();
    QCOMPARE(result[QLatin1String("event")].toString(), QStringLiteral("result"));
    QCOMPARE(result[QLatin1String("outcome")].toString(), QStringLiteral("finished"));
    QCOMPARE(result[QLatin1String("step")].toInt(), 30);
    const QString model = result[QLatin1String("model")].toString();
    QVERIFY(QFile::exists(model));
    QVERIFY(!QImage(result[QLatin1String("samples")].toString()).isNull());

    const QString pictures = folder.filePath(QStringLiteral("pictures"));
    const Ran sampled = cli_.run({QStringLiteral("sample"), QStringLiteral("--model"), model, QStringLiteral("--count"),
                                  QStringLiteral("3"), QStringLiteral("--seed"), QStringLiteral("5"),
                                  QStringLiteral("--scale"), QStringLiteral("2"), QStringLiteral("--out"), pictures});
    QVERIFY2(sampled.code == 0, sampled.err.constData());
    QCOMPARE(QDir(pictures).entryList(QDir::Files),
             (QStringList{QStringLiteral("00000.png"), QStringLiteral("00001.png"), QStringLiteral("00002.png")}));
    QCOMPARE(QImage(pictures + QStringLiteral("/00001.png")).size(), QSize(56, 56));
    const Ran told =
        cli_.run({QStringLiteral("info"), QStringLiteral("--json"), pictures + QStringLiteral("/00001.png")});
    QCOMPARE(told.last()[QLatin1String("seeds")].toArray().first().toInt(), 6);
    QCOMPARE(told.last()[QLatin1String("ai_generated")].toBool(), true);
    const Ran hash = cli_.run({QStringLiteral("info"), QStringLiteral("--json"), model});
    QCOMPARE(told.last()[QLatin1String("model_hash")], hash.last()[QLatin1String("model_hash")]);
    const Ran table = cli_.run({QStringLiteral("evaluate"), QStringLiteral("--model"), model, QStringLiteral("--data"),
                                data_.path(), QStringLiteral("--csv"), folder.filePath(QStringLiteral("never.csv"))});
    QCOMPARE(table.code, 2);              // there is none of pictures: it is not passed over in silence
    for (const Ran& ran : {told, hash}) { // where the data comes from follows model and pictures
        QCOMPARE(ran.last()[QLatin1String("source")].toString(), QStringLiteral("my sketchbook"));
        QCOMPARE(ran.last()[QLatin1String("licence")].toString(), QStringLiteral("CC0"));
    }
}

void TestCli::survivesKill9BitForBit() {
    QTemporaryDir folder;
    const QString whole = folder.filePath(QStringLiteral("whole"));
    const QString killed = folder.filePath(QStringLiteral("killed"));
    const int steps = 400;
    const Ran reference = cli_.run(training(whole, steps));
    QVERIFY2(reference.code == 0, reference.err.constData());

    // Stopped once with a checkpoint, gone on with, then killed at a moment of nobody's choosing.
    QProcess process;
    cli_.start(process, training(killed, steps));
    while (process.waitForReadyRead(60000) && !process.readAllStandardOutput().contains("\"progress\"")) {
    }
    process.terminate();
    QVERIFY(process.waitForFinished(30000));
    QProcess second;
    cli_.start(second, training(killed, steps) + QStringList{QStringLiteral("--resume")});
    while (second.waitForReadyRead(60000) && !second.readAllStandardOutput().contains("\"progress\"")) {
    }
    second.kill();
    QVERIFY(second.waitForFinished(30000));
    const Ran resumed = cli_.run(training(killed, steps) + QStringList{QStringLiteral("--resume")});
    QVERIFY2(resumed.code == 0, resumed.err.constData());
    QVERIFY(!resumed.out.contains("\"notice\""));
    const auto hash = [this](const Ran& ran) {
        return cli_
            .run({QStringLiteral("info"), QStringLiteral("--json"), ran.last()[QLatin1String("model")].toString()})
            .last()[QLatin1String("model_hash")]
            .toString();
    };
    QCOMPARE(hash(resumed), hash(reference));
    QVERIFY(!hash(resumed).isEmpty());
}

void TestCli::signalsSaveAndEndWell_data() {
    QTest::addColumn<int>("number");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGHUP") << SIGHUP;
}

void TestCli::signalsSaveAndEndWell() {
    QFETCH(int, number);
    QTemporaryDir folder;
    const QString out = folder.filePath(QStringLiteral("run"));
    const Ran ran = cli_.stopped(training(out, 100000000), "\"progress\"", number);
    QCOMPARE(ran.code, 0);
    const QJsonObject last = ran.last();
    QCOMPARE(last[QLatin1String("event")].toString(), QStringLiteral("result"));
    QCOMPARE(last[QLatin1String("outcome")].toString(), QStringLiteral("cancelled"));
    QCOMPARE(last[QLatin1String("ok")].toBool(), true);
    QFile state(out + QStringLiteral("/run.json")); // what tells packaging/run.sh that it is not done
    QVERIFY(state.open(QIODevice::ReadOnly));
    QVERIFY(!state.readAll().contains("\"state\": \"finished\""));
    QCOMPARE(QDir(out + QStringLiteral("/checkpoints")).entryList({QStringLiteral("*.safetensors")}).size(), 1);
    QVERIFY(QFile::exists(out + QStringLiteral("/model.safetensors")));
}

void TestCli::samplesStopWell() {
    QTemporaryDir folder;
    const Ran ran =
        cli_.stopped({QStringLiteral("samples"), QStringLiteral("--json"), QStringLiteral("--out"), folder.path()},
                     "\"phase\"", SIGTERM);
    QCOMPARE(ran.code, 0);
    const QJsonObject last = ran.last();
    QCOMPARE(last[QLatin1String("event")].toString(), QStringLiteral("result"));
    QCOMPARE(last[QLatin1String("outcome")].toString(), QStringLiteral("cancelled"));
}

void TestCli::namesAreLiteral() {
    QTemporaryDir folder;
    for (const QString& name : {QStringLiteral("-rf"), QStringLiteral("two\nlines"), QStringLiteral(":colon")}) {
        const QString file = folder.path() + u'/' + name;
        QVERIFY(QFile::copy(data_.filePath(QStringLiteral("0.png")), file));
        const Ran ran = cli_.run({QStringLiteral("info"), QStringLiteral("--json"), file});
        QVERIFY2(ran.code == 0, ran.err.constData());
        QCOMPARE(ran.last()[QLatin1String("made_here")].toBool(true), false);
    }
    QProcess process; // the bare name, in its folder
    process.setWorkingDirectory(folder.path());
    process.start(QStringLiteral(CAPRICCIO_CLI), {QStringLiteral("info"), QStringLiteral("-rf")});
    QVERIFY(process.waitForFinished(30000));
    QCOMPARE(process.exitCode(), 0);
    QVERIFY(QFile::copy(data_.filePath(QStringLiteral("0.png")), folder.filePath(QStringLiteral("--help"))));
    process.start(QStringLiteral(CAPRICCIO_CLI),
                  {QStringLiteral("info"), QStringLiteral("--json"), QStringLiteral("--"), QStringLiteral("--help")});
    QVERIFY(process.waitForFinished(30000));
    QVERIFY(process.readAllStandardOutput().contains("made_here"));
    // What an option says is no question about it.
    const Ran text = cli_.run({QStringLiteral("write"), QStringLiteral("--model"), QStringLiteral("/nowhere"),
                               QStringLiteral("--prompt"), QStringLiteral("-h")});
    QVERIFY2(text.failedWith(2, "/nowhere"), text.told().constData());
    const Ran bytes = cli_.run({QStringLiteral("info"), folder.filePath(QString(QChar::ReplacementCharacter))});
    QVERIFY2(bytes.failedWith(2, "Rename it"), bytes.told().constData());
}

// Other libraries have an opinion on a file, too; what is said on stderr is ours.
void TestCli::librariesKeepQuiet() {
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("odd.tif"));
    QVERIFY(QImage(data_.filePath(QStringLiteral("0.png"))).save(file));
    QFile picture(file);
    QVERIFY(picture.open(QIODevice::ReadWrite));
    QByteArray bytes = picture.readAll();
    const qsizetype photometric = bytes.indexOf(QByteArray("\x06\x01\x03\x00\x01\x00\x00\x00", 8));
    QVERIFY(photometric > 0);
    bytes[photometric + 8] = 77;
    QVERIFY(picture.seek(0) && picture.write(bytes) == bytes.size());
    picture.close();
    const Ran ran = cli_.run({QStringLiteral("import"), data_.path(), file});
    QVERIFY2(ran.code == 0 && ran.err.isEmpty(), ran.told().constData());
    QVERIFY(ran.out.contains("odd.tif is damaged"));
    const QByteArray small = QFile::encodeName(folder.path());
    if (::mount("tmpfs", small.constData(), "tmpfs", 0, "size=64k") != 0)
        QSKIP("a small disk cannot be mounted here");
    const auto away = qScopeGuard([&] { ::umount2(small.constData(), MNT_DETACH); });
    const Ran full = cli_.run({QStringLiteral("samples"), QStringLiteral("--out"), folder.path()});
    QVERIFY2(full.failedWith(1, "free some space"), full.told().constData());
}

void TestCli::rendersStopWellAndSayTheirEndings() {
    QTemporaryDir work;
    const QString tune = work.filePath(QStringLiteral("long.mid"));
    writeMidiFile(tune, scaleTune(2000));
    const QString sound = work.filePath(QStringLiteral("long.wav"));
    const QStringList words{QStringLiteral("render"), QStringLiteral("--midi"), tune, QStringLiteral("--out")};
    const Ran ended = cli_.stopped(words + QStringList(sound), "rendered", SIGTERM);
    QCOMPARE(ended.code, 0);
    QVERIFY2(ended.out.contains("Stopped; nothing was written") && !QFile::exists(sound), ended.out.constData());
    const Ran ending = cli_.run(words + QStringList(work.filePath(QStringLiteral("long.mp3"))));
    QVERIFY2(ending.failedWith(2, ".svg"), ending.told().constData());
}

void TestCli::importsMusic() {
    const QTemporaryDir folder;
    const QString tunes = folder.filePath(QStringLiteral("tunes"));
    const Ran made = cli_.run({"samples", "--json", "--kind", "music", "--out", tunes});
    QCOMPARE(made.code, 0);
    int count = made.last()[QStringLiteral("tunes")].toInt();
    QVERIFY(count >= 200);
    QCOMPARE(QDir(tunes).entryList({"*.mid"}, QDir::Files).size(), count);
    QFile bad(tunes + QStringLiteral("/000 bad.mid"));
    QVERIFY(bad.open(QIODevice::WriteOnly) && bad.write("MThd") == 4);
    bad.close(); // before the others, whose places in the list do not count it
    const QString original = QDir(tunes).entryList({"001*.mid"}).value(0);
    QVERIFY(QFile::copy(tunes + u'/' + original, tunes + QStringLiteral("/zz.mid")));
    ++count;
    const Ran ran = cli_.run({"import", "--json", "--project", folder.filePath("project"), "--held-out", "0.3", tunes});
    QVERIFY2(ran.code == 0, ran.err.constData());
    QCOMPARE(Project::open(folder.filePath("project"))->melodyPrepareOptions()->heldOutShare, 0.3);
    QCOMPARE(ran.last()[QStringLiteral("kind")].toString(), QStringLiteral("music"));
    QCOMPARE(ran.last()[QStringLiteral("usable")].toInt(), count);
    QJsonObject data;
    for (const QByteArray& line : ran.out.trimmed().split('\n')) {
        const QJsonObject event = QJsonDocument::fromJson(line).object();
        if (event.contains(QStringLiteral("rejected")))
            data = event;
    }
    QCOMPARE(data[QStringLiteral("items")].toArray().size(), count);
    QCOMPARE(data[QStringLiteral("rejected")].toArray().size(), 1);
    const QJsonObject twin = data[QStringLiteral("items")][count - 1].toObject();
    QCOMPARE(twin[QStringLiteral("file")].toString(), QStringLiteral("zz.mid"));
    const QJsonObject once = data[QStringLiteral("items")][twin[QStringLiteral("duplicate_of")].toInt()].toObject();
    QCOMPARE(once[QStringLiteral("file")].toString(), original);
    const QJsonObject first = data[QStringLiteral("items")][0].toObject();
    for (const char* key : {"file", "title", "tracks", "melody_track", "notes", "lowest", "highest", "key", "metre",
                            "key_confidence", "tempo", "seconds", "bars", "drums", "grid", "duplicate_of", "repairs"})
        QVERIFY2(first.contains(QLatin1String(key)), key);
    const Ran looked = cli_.run({"import", "--json", tunes}); // nothing is kept
    QVERIFY2(looked.code == 0, looked.err.constData());
    QCOMPARE(looked.last()[QStringLiteral("usable")].toInt(), count);
    QVERIFY(!looked.last().contains(QStringLiteral("project")));
    // Nothing usable: one line, exit code 1, no project data.
    const Ran none = cli_.run({"import", "--project", folder.filePath("none"), bad.fileName()});
    QCOMPARE(none.code, 1);
    QVERIFY(none.err.contains("bad.mid"));
}

void TestCli::picturesAndSoundsSayTheyWereGenerated_data() {
    QTest::addColumn<QString>("file");
    QTest::newRow("picture") << QStringLiteral("generated.svg");
    QTest::newRow("sound") << QStringLiteral("generated.wav");
}

// What is rendered from a generated MIDI file is as generated as that.
void TestCli::picturesAndSoundsSayTheyWereGenerated() {
    QFETCH(QString, file);
    MidiWriteOptions writing;
    writing.note = generatedNote({QStringLiteral("Melody LSTM"), QStringLiteral("abc"), QStringLiteral("reels"), 7});
    QTemporaryDir work;
    const QString tune = work.filePath(QStringLiteral("generated.mid"));
    writeMidiFile(tune, scaleTune(4), writing);
    const Ran ran = cli_.run(
        {QStringLiteral("render"), QStringLiteral("--midi"), tune, QStringLiteral("--out"), work.filePath(file)});
    QVERIFY2(ran.code == 0, ran.err.constData());
    QFile made(work.filePath(file));
    QVERIFY(made.open(QIODevice::ReadOnly));
    QVERIFY(made.readAll().contains(writing.note.toUtf8()));
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
