#include "core/data/scan.h"
#include "core/sample/image_sampler.h"
#include "core/session/evaluation_thread.h"
#include "core/session/job_queue.h"
#include "core/session/sample_service.h"
#include "core/session/training_thread.h"
#include "tests/patience.h"
#include "tests/spoilt_model.h"
#include "tests/tiny_training.h"

#include <QDir>
#include <QImage>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <future>
#include <thread>

using namespace capriccio;

namespace {

// Draws as slowly as the test wants, so that requests pile up.
class SlowSampler : public tiny::Sampler {
public:
    SlowSampler(const ModelInfo& info, std::atomic<int>& drawn) : Sampler(info, {1.0F}), drawn_(drawn) {}
    std::vector<Pixels> render(const std::vector<LatentPoint>& points) const override {
        std::this_thread::sleep_for(std::chrono::milliseconds(10) * points.size());
        drawn_ += int(points.size());
        return Sampler::render(points);
    }

private:
    std::atomic<int>& drawn_;
};

ModelInfo tinyModel() {
    ModelInfo info;
    info.preset = presetById(QStringLiteral("studio-gan"));
    info.resolution = 8;
    info.channels = 1;
    info.latent = 4;
    return info;
}

SampleRequest requestOf(const SampleService& service, SampleLane lane, int count, qint64 seed) {
    SampleRequest request;
    request.lane = lane;
    for (int i = 0; i < count; ++i)
        request.points.push_back(service.point(seed + i));
    return request;
}

std::vector<quint64> idsOf(const QSignalSpy& spy) {
    std::vector<quint64> ids;
    for (const QList<QVariant>& one : spy)
        ids.push_back(one.first().toULongLong());
    return ids;
}

} // namespace

class TestSessionThreads : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void newestRequestWins();
    void handComesBeforeTheGrid();
    void exportsAreNeverOverwritten();
    void cancelledExportsStop();
    void everyRequestEnds_data();
    void everyRequestEnds();
    void missingModelIsToldInWords();
    void trainsPausesStopsAndEvaluates();
    void heavyStepsAnswerWithinTwoSeconds();
};

void TestSessionThreads::newestRequestWins() {
    std::atomic<int> drawn{0};
    SampleService service;
    QSignalSpy changed(&service, &SampleService::modelChanged);
    QSignalSpy ready(&service, &SampleService::ready);
    service.setSampler(std::make_shared<SlowSampler>(tinyModel(), drawn));
    QCOMPARE(changed.size(), 1);
    quint64 last = 0;
    for (int i = 0; i < 200; ++i)
        last = service.request(requestOf(service, SampleLane::Hand, 1, i));
    QTRY_VERIFY_WITH_TIMEOUT(!ready.isEmpty() && ready.last().first().toULongLong() == last, kPatience);
    QVERIFY2(drawn <= 5, qPrintable(QString::number(drawn)));
    const auto result = ready.last()[1].value<SampleResult>();
    QCOMPARE(result.points.front().seed, 199);
    QCOMPARE(result.images.size(), std::size_t(1));
    QCOMPARE(result.images.front().size(), QSize(8, 8));
    QCOMPARE(result.images.front().format(), QImage::Format_RGB888);
}

void TestSessionThreads::handComesBeforeTheGrid() {
    std::atomic<int> drawn{0};
    SampleService service;
    QSignalSpy ready(&service, &SampleService::ready);
    service.setSampler(std::make_shared<SlowSampler>(tinyModel(), drawn));
    const quint64 grid = service.request(requestOf(service, SampleLane::Grid, 40, 0));
    QTRY_VERIFY_WITH_TIMEOUT(drawn > 0, kPatience); // the grid is being drawn
    const quint64 hand = service.request(requestOf(service, SampleLane::Hand, 1, 500));
    QTRY_COMPARE_WITH_TIMEOUT(ready.size(), 2, kPatience);
    QCOMPARE(idsOf(ready), (std::vector<quint64>{hand, grid}));
    QCOMPARE(ready[1][1].value<SampleResult>().images.size(), std::size_t(40));
}

void TestSessionThreads::exportsAreNeverOverwritten() {
    std::atomic<int> drawn{0};
    SampleService service;
    QSignalSpy batches(&service, &SampleService::batchReady);
    QSignalSpy progress(&service, &SampleService::progress);
    service.setSampler(std::make_shared<SlowSampler>(tinyModel(), drawn));
    const auto points = [&](int n) { return requestOf(service, SampleLane::Grid, n, 0).points; };
    const quint64 first = service.requestAll(points(9));
    const quint64 second = service.requestAll(points(5));
    QTRY_COMPARE_WITH_TIMEOUT(batches.size(), 2, kPatience);
    QCOMPARE(idsOf(batches), (std::vector<quint64>{first, second}));
    QCOMPARE(batches[0][1].value<SampleResult>().images.size(), std::size_t(9));
    QCOMPARE(progress.last()[1].toInt(), 5);
}

void TestSessionThreads::cancelledExportsStop() {
    std::atomic<int> drawn{0};
    SampleService service;
    QSignalSpy batches(&service, &SampleService::batchReady);
    service.setSampler(std::make_shared<SlowSampler>(tinyModel(), drawn));
    const quint64 long1 = service.requestAll(requestOf(service, SampleLane::Grid, 400, 0).points);
    const quint64 after = service.requestAll(requestOf(service, SampleLane::Grid, 1, 0).points);
    QTRY_VERIFY_WITH_TIMEOUT(drawn > 0, kPatience);
    service.cancel(long1);
    QTRY_COMPARE_WITH_TIMEOUT(batches.size(), 1, kPatience);
    QCOMPARE(batches[0][0].toULongLong(), after);
    QVERIFY(drawn < 400);
}

void TestSessionThreads::everyRequestEnds_data() {
    QTest::addColumn<bool>("newer");
    QTest::newRow("stopped") << false;
    QTest::newRow("a newer one takes its place") << true;
}

// Who asks for something hears of its end even when it was dropped before it began.
void TestSessionThreads::everyRequestEnds() {
    QFETCH(bool, newer);
    std::vector<quint64> ended;
    std::vector<quint64> begun;
    std::promise<void> loaded; // outlives the queue
    JobQueue queue(
        this,
        [&ended](quint64 id, const Sentence& reason) {
            QVERIFY(reason.isEmpty());
            ended.push_back(id);
        },
        [](const QString& detail) -> Sentence { return detail; });
    queue.chore(0, [done = loaded.get_future().share()] { done.wait(); }); // a model that takes its time
    const quint64 dropped = queue.start([&begun](quint64 id) { begun.push_back(id); });
    std::vector<quint64> expected{dropped};
    if (newer)
        expected.push_back(queue.start([](quint64) {}));
    else
        queue.stop();
    loaded.set_value();
    QTRY_COMPARE_WITH_TIMEOUT(ended, expected, kPatience);
    QVERIFY(begun.empty());
    QVERIFY(!queue.isBusy());
}

void TestSessionThreads::missingModelIsToldInWords() {
    SampleService service;
    QSignalSpy failed(&service, &SampleService::modelFailed);
    QSignalSpy ready(&service, &SampleService::ready);
    service.loadModel(QStringLiteral("/nowhere/model.safetensors"));
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, kPatience);
    QVERIFY(failed[0][1].value<Sentence>().text().contains(QLatin1String("/nowhere/model.safetensors")));
    QVERIFY(!service.hasModel());
    SampleRequest request;
    request.points.resize(1);
    service.request(request);
    QTRY_COMPARE_WITH_TIMEOUT(ready.size(), 1, kPatience);
    QVERIFY(!ready[0][1].value<SampleResult>().error.isEmpty());
}

// The whole way with the smallest real model: pictures on disk, a run behind signals, its sampler, its figures.
void TestSessionThreads::trainsPausesStopsAndEvaluates() {
    QTemporaryDir folder;
    qputenv("XDG_CACHE_HOME", folder.filePath(QStringLiteral("cache")).toUtf8());
    QDir().mkpath(folder.filePath(QStringLiteral("in")));
    for (int i = 0; i < 20; ++i) {
        QImage picture(28, 28, QImage::Format_Grayscale8);
        for (int y = 0; y < 28; ++y)
            for (int x = 0; x < 28; ++x)
                picture.scanLine(y)[x] = uchar((x * (i + 3) * 7 + y * (i % 5 + 1) * 11 + (x * y * i) % 97) % 256);
        QVERIFY(picture.save(folder.filePath(QStringLiteral("in/%1.png").arg(i))));
    }
    const QString cache = folder.filePath(QStringLiteral("data"));
    TrainingJob job;
    job.preset = presetById(QStringLiteral("mlp-gan"));
    job.preset.run.minutes = 0;
    job.preset.run.steps = 0; // until it is stopped
    job.preset.run.precision = Precision::Float32;
    job.preset.run.threads = 1;
    job.preset.run.previewSeconds = 0.2;
    PrepareOptions options;
    options.resolution = 28;
    options.fit = FitMode::Pad;
    options.grey = true;
    options.keepNearDuplicates = true;
    job.data = prepare(scan({folder.filePath(QStringLiteral("in"))}, cache), options, QStringLiteral("in"), cache);
    job.folder = folder.filePath(QStringLiteral("run"));

    TrainingThread thread(job);
    QSignalSpy states(&thread, &TrainingThread::stateChanged);
    QSignalSpy stats(&thread, &TrainingThread::statsReady);
    QSignalSpy samplers(&thread, &TrainingThread::samplerAvailable);
    QSignalSpy saved(&thread, &TrainingThread::checkpointSaved);
    QSignalSpy ended(&thread, &TrainingThread::ended);
    thread.start();
    QTRY_VERIFY_WITH_TIMEOUT(stats.size() > 2 && !samplers.isEmpty(), 60000);
    const auto sampler = std::dynamic_pointer_cast<const ImageSampler>(thread.takeSampler());
    QVERIFY(sampler);
    QVERIFY(!thread.takeSampler());
    QVERIFY(thread.takePreview());

    const auto lastState = [&] { return states.last().first().value<TrainingState>(); };
    thread.pause();
    QTRY_COMPARE_WITH_TIMEOUT(lastState(), TrainingState::Paused, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(!saved.isEmpty(), kPatience);
    const qsizetype reports = stats.size();
    QTest::qWait(300);
    QCOMPARE(stats.size(), reports);
    thread.resume();
    QTRY_VERIFY_WITH_TIMEOUT(stats.size() > reports, kPatience);
    thread.stop();
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 30000);
    const auto result = ended[0][0].value<TrainingResult>();
    QVERIFY2(result.outcome == TrainingResult::Outcome::Cancelled, qPrintable(result.reason.text() + result.detail));
    QCOMPARE(lastState(), TrainingState::Ended);

    SampleService service;
    QSignalSpy changed(&service, &SampleService::modelChanged);
    QSignalSpy found(&service, &SampleService::nearestFound);
    service.loadModel(result.modelFile);
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, kPatience);
    QCOMPARE(service.model().resolution, 28);
    QVERIFY(service.model().fit == FitMode::Pad); // a dropped picture is seen as those were
    service.setTrainingData(job.data);
    const QImage own(folder.filePath(QStringLiteral("in/3.png")));
    service.nearest(own);
    QTRY_COMPARE_WITH_TIMEOUT(found.size(), 1, kPatience);
    const auto pair = found[0][1].value<NearestPair>();
    QVERIFY(!pair.nearest.isNull());
    QVERIFY2(pair.distance < 0.02 || job.data.heldOut > 0, qPrintable(QString::number(pair.distance)));

    EvaluationThread evaluation(result.modelFile, job.data, 12);
    QSignalSpy evaluated(&evaluation, &EvaluationThread::evaluated);
    QSignalSpy failed(&evaluation, &EvaluationThread::failed);
    evaluation.start();
    QTRY_VERIFY_WITH_TIMEOUT(!evaluated.isEmpty() || !failed.isEmpty(), 60000);
    QVERIFY2(failed.isEmpty(), failed.isEmpty() ? "" : qPrintable(failed[0][0].value<Sentence>().text()));
    const auto measured = evaluated[0][0].value<StoredEvaluation>();
    QCOMPARE(measured.modelHash, service.model().hash);
    const auto report = std::get<EvaluationReport>(measured.evaluation);
    QCOMPARE(report.samples, 12);
    QVERIFY(report.swd > 0 && report.diversity > 0);
    QCOMPARE(report.nearest.size(), std::size_t(12));

    // Numbers that are not finite are shown all the same, with a word about them.
    QVERIFY(service.model().warning.isEmpty());
    const QString spoilt = folder.filePath(QStringLiteral("spoilt.safetensors"));
    spoilModel(result.modelFile, spoilt);
    service.loadModel(spoilt);
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 2, kPatience);
    QVERIFY(changed.last().first().value<ModelInfo>().warning.text().contains(QLatin1String("spoilt.safetensors")));
    QVERIFY(!service.model().warning.isEmpty());
    service.loadModel(result.modelFile);
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 3, kPatience);
    QVERIFY(service.model().warning.isEmpty());
}

// The default model at 64 px with twice its batch: on two plain cores a step takes seconds.
void TestSessionThreads::heavyStepsAnswerWithinTwoSeconds() {
    QTemporaryDir folder;
    qputenv("XDG_CACHE_HOME", folder.filePath(QStringLiteral("cache")).toUtf8());
    QDir().mkpath(folder.filePath(QStringLiteral("in")));
    for (int i = 0; i < 80; ++i) {
        QImage picture(64, 64, QImage::Format_RGB888);
        picture.fill(QColor::fromHsv(i * 4, 200, 200));
        QVERIFY(picture.save(folder.filePath(QStringLiteral("in/%1.png").arg(i))));
    }
    const QString cache = folder.filePath(QStringLiteral("data"));
    TrainingJob job;
    job.preset = presetById(QStringLiteral("studio-gan"));
    job.preset.run.minutes = 0;
    job.preset.run.steps = 100000;
    job.preset.run.batch = 64;
    job.preset.run.precision = Precision::Float32;
    PrepareOptions options;
    options.resolution = 64;
    options.keepNearDuplicates = true;
    job.data = prepare(scan({folder.filePath(QStringLiteral("in"))}, cache), options, QStringLiteral("in"), cache);
    job.folder = folder.filePath(QStringLiteral("run"));

    TrainingThread thread(job);
    QSignalSpy states(&thread, &TrainingThread::stateChanged);
    QSignalSpy stats(&thread, &TrainingThread::statsReady);
    QSignalSpy ended(&thread, &TrainingThread::ended);
    thread.start();
    QTRY_VERIFY_WITH_TIMEOUT(stats.size() > 2, 120000);
    const auto secondsUntil = [&](TrainingState state) {
        QElapsedTimer clock;
        clock.start();
        const auto reached = [&] { return !states.isEmpty() && states.last().first().value<TrainingState>() == state; };
        while (!reached() && clock.elapsed() < 20000)
            QTest::qWait(5);
        return double(clock.elapsed()) / 1000;
    };
    thread.pause();
    const double pause = secondsUntil(TrainingState::Paused);
    QVERIFY2(pause <= 2, qPrintable(QString::number(pause)));
    const qsizetype reports = stats.size();
    thread.resume();
    QTRY_VERIFY_WITH_TIMEOUT(stats.size() > reports + 1, 60000);
    thread.stop();
    const double stop = secondsUntil(TrainingState::Stopping);
    QVERIFY2(stop <= 2, qPrintable(QString::number(stop)));
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 30000);
    QVERIFY(ended[0][0].value<TrainingResult>().outcome == TrainingResult::Outcome::Cancelled);
    qInfo("pause after %.2f s, stop after %.2f s", pause, stop);
}

QTEST_GUILESS_MAIN(TestSessionThreads)
#include "tst_session_threads.moc"
