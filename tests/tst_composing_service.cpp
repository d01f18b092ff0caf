// The service around a MelodySampler, on a model that draws by chance.
#include "core/data/melody_matches.h"
#include "core/session/composing_service.h"
#include "tests/chance_melody.h"
#include "tests/patience.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace capriccio;
using namespace fixture;

class TestComposingService : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void composesAndFinishes();
    void aNewRequestStopsTheOldOne();
    void withoutAModelItSaysSo();
    void aRunKnowsWhatItLearnedFrom_data();
    void aRunKnowsWhatItLearnedFrom();
};

void TestComposingService::composesAndFinishes() {
    const QTemporaryDir folder;
    const MelodyCodec codec(plain());
    PreparedSequences data;
    data.textFile = folder.filePath(QStringLiteral("tunes.json"));
    saveLearnedTunes(data.textFile, codec, {{QStringLiteral("Scale"), {}, codec.encode(scaleTune(4))}});
    ComposingService service;
    QVERIFY(!service.hasModel() && !service.canDo(ComposeTask::Generate));
    QSignalSpy changed(&service, &ComposingService::modelChanged);
    QSignalSpy melodies(&service, &ComposingService::melody);
    QSignalSpy finished(&service, &ComposingService::finished);
    QSignalSpy compared(&service, &ComposingService::compared);
    service.setSampler(std::make_shared<ChanceMelody>(plain()));
    service.setTrainingData(data);
    QCOMPARE(changed.count(), 1);
    QVERIFY(service.canDo(ComposeTask::Generate));
    ComposeRequest request;
    request.count = 3;
    const quint64 id = service.compose(request);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kPatience);
    QCOMPARE(melodies.count(), 3);
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(melodies[i][0].toULongLong(), id);
        QCOMPARE(melodies[i][1].toInt(), i);
        const auto composed = melodies[i][2].value<ComposedTune>();
        QVERIFY(composed.originality.known);
        QCOMPARE(composed.seed, quint64(1 + i));
        QVERIFY(!notesOf(composed).empty());
    }
    service.compare(scaleTune(4));
    QTRY_COMPARE_WITH_TIMEOUT(compared.count(), 1, kPatience);
    QCOMPARE(compared[0][1].value<TuneOriginality>().notes, 16);
    QCOMPARE(compared[0][2].value<Tune>().title, QStringLiteral("Scale"));
}

void TestComposingService::aNewRequestStopsTheOldOne() {
    const auto slow = std::make_shared<ChanceMelody>(plain());
    slow->delayMs = 5;
    ComposingService service;
    service.setSampler(slow);
    QSignalSpy melodies(&service, &ComposingService::melody);
    QSignalSpy finished(&service, &ComposingService::finished);
    ComposeRequest request;
    request.bars = 64;
    request.count = 16;
    const quint64 first = service.compose(request);
    QTRY_VERIFY_WITH_TIMEOUT(service.isBusy(), kPatience);
    QTest::qWait(30);
    request.bars = 1;
    request.count = 1;
    const quint64 second = service.compose(request);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 2, kPatience);
    QCOMPARE(finished[0][0].toULongLong(), first);
    QCOMPARE(finished[1][0].toULongLong(), second);
    for (const auto& melody : melodies)
        QCOMPARE(melody[0].toULongLong(), second);
    request.bars = 64;
    request.count = 16;
    service.compose(request);
    QTest::qWait(30);
    service.stop();
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 3, kPatience);
    QVERIFY(!service.isBusy());
}

void TestComposingService::withoutAModelItSaysSo() {
    ComposingService service;
    QSignalSpy failed(&service, &ComposingService::failed);
    QSignalSpy refused(&service, &ComposingService::modelFailed);
    service.compose({});
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, kPatience);
    QVERIFY(failed[0][1].value<Sentence>().text().contains(QLatin1String("no model")));
    service.loadModel(QStringLiteral("/nowhere/model.safetensors"));
    QTRY_COMPARE_WITH_TIMEOUT(refused.count(), 1, kPatience);
    QVERIFY(!service.hasModel());
}

void TestComposingService::aRunKnowsWhatItLearnedFrom_data() {
    QTest::addColumn<QString>("folder"); // of the tunes, in the temporary folder
    QTest::addColumn<QString>("named");  // by run.json
    QTest::addColumn<QString>("learned");
    QTest::newRow("of a project") << "data"
                                  << "data/music-1.json"
                                  << "first";
    QTest::newRow("prepared again since") << "data"
                                          << "data/music-2.json"
                                          << "second";
    QTest::newRow("train --out") << "runs/1/data"
                                 << "data/music-1.json"
                                 << "first";
    QTest::newRow("gone") << "data"
                          << "data/music-3.json"
                          << "not known";
    QTest::newRow("train --out, moved since") << "runs/1/data"
                                              << "/where it was/data/music-2.json"
                                              << "second";
    // Nobody else's files are read.
    QTest::newRow("anywhere else") << "elsewhere"
                                   << "HOME/elsewhere/music-2.json"
                                   << "not known";
    QTest::newRow("above the project") << "elsewhere"
                                       << "../elsewhere/music-2.json"
                                       << "not known";
    QTest::newRow("no list of tunes") << "data"
                                      << "data/notes.json"
                                      << "not known";
    QTest::newRow("no record") << "data" << QString() << "not known";
}

// A model of a project that is used from outside it, as on the command line.
void TestComposingService::aRunKnowsWhatItLearnedFrom() {
    QFETCH(QString, folder);
    QFETCH(QString, named);
    QFETCH(QString, learned);
    const QTemporaryDir home;
    QVERIFY(QDir().mkpath(home.filePath(folder)) && QDir().mkpath(home.filePath(QStringLiteral("runs/1/checkpoints"))));
    const MelodyCodec codec(plain());
    for (const auto& [list, title] : {std::pair("music-2.json", "second"), std::pair("music-1.json", "first")})
        saveLearnedTunes(home.filePath(folder + QLatin1Char('/') + QLatin1String(list)), codec,
                         {{QLatin1String(title), {}, codec.encode(scaleTune(4))}});
    QVERIFY(QFile::copy(home.filePath(folder + QStringLiteral("/music-1.json")),
                        home.filePath(folder + QStringLiteral("/notes.json"))));
    if (!named.isEmpty()) {
        QFile record(home.filePath(QStringLiteral("runs/1/run.json")));
        QVERIFY(record.open(QIODevice::WriteOnly));
        record.write(R"({"data": {"textFile": ")" +
                     QString(named).replace(QLatin1String("HOME"), home.path()).toUtf8() + R"("}})");
    }
    ComposingService service;
    QSignalSpy compared(&service, &ComposingService::compared);
    for (const char* model : {"runs/1/model.safetensors", "runs/1/checkpoints/0000000013.safetensors"}) {
        service.setTrainingDataBeside(home.filePath(QLatin1String(model)));
        service.compare(scaleTune(4));
        QTRY_COMPARE_WITH_TIMEOUT(compared.count(), 1, kPatience);
        const auto found = compared.takeFirst()[1].value<TuneOriginality>();
        QCOMPARE(found.known ? found.title : QStringLiteral("not known"), learned);
    }
}

QTEST_GUILESS_MAIN(TestComposingService)
#include "tst_composing_service.moc"
