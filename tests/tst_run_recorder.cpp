#include "project_fixture.h"
#include "tests/file_content.h"

#include <QThread>
#include <atomic>
#include <cmath>

using namespace capriccio;
using namespace capriccio::fixture;

class TestRunRecorder : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void recorder();
    void recorderGoesOn();
    void recorderThinsPreviews();
    void recorderOutsideAProject();
    void readerAndWriterTogether();
};

void TestRunRecorder::recorder() {
    QTemporaryDir dir;
    auto project = Project::create(dir.path(), QStringLiteral("P"));
    const RunRecord run = project->addRun(preset(), somePrepared(project->folder()));
    {
        RunRecorder recorder(jobFor(*project, run), project->folder(), run.id);
        for (int i = 1; i <= 50; ++i) // ten reports a second for five seconds
            recorder.stats(statsAt(i, i * 0.1));
        TrainingStats odd = statsAt(51, 5.11);
        odd.values = {{QLatin1String(kSwd), 32.5}, {QLatin1String(kLossG), std::nan("")}};
        recorder.stats(odd);
        recorder.preview(previewAt(10, 1));
        recorder.preview(previewAt(50, 5, 3));
        const QString folder = run.folder + QStringLiteral("/checkpoints");
        QDir().mkpath(folder);
        write(folder + QStringLiteral("/10"), "x");
        recorder.checkpoint({folder + QStringLiteral("/10"), QStringLiteral("aa"), 10, 320, 1});
        QFile::remove(folder + QStringLiteral("/10")); // pruned
        write(folder + QStringLiteral("/50"), "x");
        recorder.checkpoint({folder + QStringLiteral("/50"), QStringLiteral("bb"), 50, 1600, 5});
        QCOMPARE(project->run(run.id)->state, RunState::Running);
        TrainingResult result;
        result.outcome = TrainingResult::Outcome::Finished;
        result.modelFile = run.folder + QStringLiteral("/model.safetensors");
        result.last = statsAt(51, 5.1);
        recorder.ended(result);
    }
    const auto metrics = project->metrics(run.id);
    int losses = 0;
    double last = 0;
    double swd = 0;
    for (const MetricPoint& m : metrics) {
        losses += m.name == QLatin1String(kLossG);
        if (m.name == QLatin1String(kLossG))
            last = m.value;
        if (m.name == QLatin1String(kSwd))
            swd = m.value;
        QVERIFY(std::isfinite(m.value));
    }
    QVERIFY2(losses >= 5 && losses <= 7, qPrintable(QString::number(losses)));
    // The newest of one name, without the others; a part of a name is none.
    const auto newest = project->lastMetric(run.id, QLatin1String(kLossG));
    QVERIFY(newest);
    QCOMPARE(newest->value, last);
    const auto rare = project->lastMetric(run.id, QLatin1String(kSwd));
    QVERIFY(rare);
    QCOMPARE(rare->value, swd);
    QVERIFY(!project->lastMetric(run.id, QLatin1String(kLossG).mid(1)));
    QVERIFY(!project->lastMetric(run.id + 1, QLatin1String(kLossG)));
    QVERIFY(last > 40 && last < 51); // a mean over about a second, not one report
    QCOMPARE(swd, 32.5);             // a figure that comes once is not lost
    const auto previews = project->previews(run.id);
    QCOMPARE(previews.size(), std::size_t(2));
    QCOMPARE(previews[0].columns, 8);
    QCOMPARE(previews[0].tileSize, 8);
    QVERIFY(previews[0].file.endsWith(QLatin1String("previews/0000000010.png")));
    const QImage grid(previews[0].file);
    QCOMPARE(grid.size(), QSize(64, 40));
    QCOMPARE(qRed(grid.pixel(8 * 7, 8)), 15); // left to right, top to bottom
    QCOMPARE(previews[1].columns, 3);
    const auto checkpoints = project->checkpoints(run.id);
    QCOMPARE(checkpoints.size(), std::size_t(1));
    QCOMPARE(checkpoints[0].sha256, QStringLiteral("bb"));
    const auto record = project->run(run.id);
    QCOMPARE(record->state, RunState::Finished);
    QCOMPARE(record->last.step, qint64(51));
    QVERIFY(record->modelFile.endsWith(QLatin1String("model.safetensors")));
    const QByteArrayList lines = contentOf(run.folder + QStringLiteral("/metrics.jsonl")).trimmed().split('\n');
    QVERIFY(lines.size() >= 5);
    QVERIFY(QJsonDocument::fromJson(lines[0]).object().contains(QLatin1String(kLossG)));
    const QJsonObject file = QJsonDocument::fromJson(contentOf(run.folder + QStringLiteral("/run.json"))).object();
    QCOMPARE(file.value(QLatin1String("state")).toString(), QStringLiteral("finished"));
    QCOMPARE(presetFromJson(file.value(QLatin1String("preset")).toObject()), run.preset);
}

void TestRunRecorder::recorderGoesOn() {
    QTemporaryDir dir;
    auto project = Project::create(dir.path(), QStringLiteral("P"));
    const RunRecord run = project->addRun(preset(), somePrepared(project->folder()));
    TrainingJob job = jobFor(*project, run);
    {
        RunRecorder recorder(job, project->folder(), run.id);
        for (int i = 1; i <= 40; ++i)
            recorder.stats(statsAt(i, i));
        recorder.preview(previewAt(15, 15));
        recorder.preview(previewAt(35, 35));
    }
    QFile log(run.folder + QStringLiteral("/metrics.jsonl"));
    QVERIFY(log.open(QIODevice::Append));
    log.write("{\"step\":41,\"loss"); // a line cut by the kill
    log.close();
    job.startFrom = run.folder + QStringLiteral("/checkpoints/20");
    {
        RunRecorder recorder(job, project->folder(), run.id);
        for (int i = 21; i <= 30; ++i)
            recorder.stats(statsAt(i, i));
    }
    std::vector<qint64> steps;
    for (const MetricPoint& m : project->metrics(run.id))
        if (m.name == QLatin1String(kLossG))
            steps.push_back(m.step);
    QCOMPARE(steps.size(), std::size_t(30));
    for (std::size_t i = 0; i < steps.size(); ++i)
        QCOMPARE(steps[i], qint64(i + 1));
    QCOMPARE(project->previews(run.id).size(), std::size_t(1));
    QVERIFY(!QFile::exists(run.folder + QStringLiteral("/previews/0000000035.png")));
    QCOMPARE(contentOf(log.fileName()).count('\n'), 30);
}

void TestRunRecorder::recorderThinsPreviews() {
    QTemporaryDir dir;
    auto project = Project::create(dir.path(), QStringLiteral("P"));
    const RunRecord run = project->addRun(preset(), somePrepared(project->folder()));
    RunRecorder recorder(jobFor(*project, run), project->folder(), run.id);
    for (int i = 1; i <= 900; ++i)
        recorder.preview(previewAt(i, i * 0.7, 1));
    const auto previews = project->previews(run.id);
    QVERIFY2(previews.size() > 150 && previews.size() <= 400, qPrintable(QString::number(previews.size())));
    QCOMPARE(previews.front().step, qint64(1));
    QVERIFY(previews.back().step > 890);
    for (const PreviewRecord& preview : previews)
        QVERIFY(QFile::exists(preview.file));
    QCOMPARE(qsizetype(previews.size()), QDir(run.folder + QStringLiteral("/previews")).entryList(QDir::Files).size());
}

void TestRunRecorder::recorderOutsideAProject() {
    QTemporaryDir dir;
    TrainingJob job;
    job.preset = preset();
    job.data = somePrepared(dir.path());
    job.folder = dir.filePath(QStringLiteral("out"));
    RunRecorder recorder(job, {}, 0);
    recorder.stats(statsAt(1, 1));
    recorder.preview(previewAt(1, 1));
    recorder.ended({});
    const QJsonObject file = QJsonDocument::fromJson(contentOf(job.folder + QStringLiteral("/run.json"))).object();
    QCOMPARE(file.value(QLatin1String("state")).toString(), QStringLiteral("failed"));
    QCOMPARE(file.value(QLatin1String("data")).toObject().value(QLatin1String("cacheFile")).toString(),
             job.data.cacheFile);
    QVERIFY(QFile::exists(job.folder + QStringLiteral("/previews/0000000001.png")));
}

void TestRunRecorder::readerAndWriterTogether() {
    QTemporaryDir dir;
    auto project = Project::create(dir.path(), QStringLiteral("P"));
    const RunRecord run = project->addRun(preset(), somePrepared(project->folder()));
    const TrainingJob job = jobFor(*project, run);
    QString problem;
    std::atomic<bool> ended{false};
    std::atomic<int> edits{0};
    int steps = 0;
    const std::unique_ptr<QThread> writer(QThread::create([&] {
        try {
            RunRecorder recorder(job, job.projectFolder, job.runId);
            while (steps < 150 || edits < 2) { // the two meet, whoever of them is kept waiting
                ++steps;
                recorder.stats(statsAt(steps, steps * 2));
            }
        } catch (const Error& error) {
            problem = error.message() + error.detail();
        }
        ended = true;
    }));
    writer->start();
    std::size_t seen = 0;
    while (!ended) {
        project->setRunNote(run.id, QString::number(++edits));
        project->setTitle(QString::number(edits));
        const std::size_t now = project->metrics(run.id).size();
        QVERIFY(now >= seen);
        seen = now;
        QCOMPARE(project->run(run.id)->note, QString::number(edits));
    }
    writer->wait();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    QCOMPARE(project->metrics(run.id).size(), std::size_t(2 * steps));
}

QTEST_GUILESS_MAIN(TestRunRecorder)
#include "tst_run_recorder.moc"
