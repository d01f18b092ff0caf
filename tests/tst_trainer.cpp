#include "core/io/durable_file.h"
#include "core/io/safetensors.h"
#include "core/train/training_run.h"
#include "core/types/error.h"
#include "tests/patience.h"
#include "tests/tiny_training.h"

#include <QDir>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <limits>
#include <set>
#include <thread>

using namespace capriccio;

namespace {

class Log : public TrainingListener {
public:
    void onStats(const TrainingStats& stats) override {
        QVERIFY(stats.fraction >= fraction);
        fraction = stats.fraction;
        for (const NamedValue& value : stats.values)
            if (value.name == QLatin1String(kSwd))
                measuredAt.push_back(stats.step);
        if (duringStats)
            duringStats(stats);
    }
    void onState(TrainingState state) override {
        states.push_back(state);
        if (state == TrainingState::Starting)
            fraction = 0; // another run with the same log
        if (duringState)
            duringState(state);
    }
    void onHealth(const HealthReport& report) override { verdicts.push_back(report.verdict); }
    void onCheckpoint(const CheckpointInfo& checkpoint) override {
        checkpoints.push_back(checkpoint);
        if (duringCheckpoint)
            duringCheckpoint(checkpoint);
    }
    void onPreview(const Preview& preview) override { previews.push_back(preview); }
    void onNotice(const Sentence& notice) override {
        notices << notice.text();
        if (duringNotice)
            duringNotice();
    }
    double fraction = 0;
    std::vector<TrainingState> states;
    std::vector<Health> verdicts;
    std::vector<CheckpointInfo> checkpoints;
    std::vector<Preview> previews;
    std::vector<qint64> measuredAt; // steps with figures on held-out pictures
    QStringList notices;
    std::function<void(const TrainingStats&)> duringStats;
    std::function<void(TrainingState)> duringState;
    std::function<void()> duringNotice;
    std::function<void(const CheckpointInfo&)> duringCheckpoint;
};

QString lastHash(const QString& folder) {
    const FoundCheckpoint found = newestCheckpoint(folder);
    return found.file.isEmpty() ? QString() : hashOfTensors(found.state);
}

} // namespace

class TestTrainer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void endsExactlyAtItsSteps();
    void aStoppedRunDoesNotLookOnceMore();
    void endsByTheClockWithItsScheduleFinished();
    void resumesBitForBit_data();
    void resumesBitForBit();
    void skipsADamagedCheckpoint();
    void saysWhenItCannotBeBitExact();
    void goesBackWhenTheLossIsNotANumber();
    void neverSavesANumberThatIsNotFinite();
    void givesUpAfterThreeReturns();
    void pausesOnAFullDiskAndGoesOn();
    void stopsWhileTheDiskIsFull();
    void stopsWhilePaused();
    void keepsThreeCheckpoints();
    void savesOnceMoreWhenAskedDuringASave();
    void savesWhereItIsPausedDuringASave();
    void augmentationDoesNotHideWhatIsLearnedByHeart();
    void branchesIntoItsOwnFolder();
    void refusesAnotherArchitecture();
};

void TestTrainer::endsExactlyAtItsSteps() {
    const QTemporaryDir folder;
    TrainingControl control;
    Log log;
    const TrainingResult result = TrainingRun(tiny::job(folder.path(), 37), tiny::parts(), control, log).run();
    QVERIFY2(result.outcome == TrainingResult::Outcome::Finished, qPrintable(result.reason.text() + result.detail));
    QCOMPARE(result.last.step, 37);
    QCOMPARE(result.last.imagesSeen, 37 * 4);
    QCOMPARE(result.last.fraction, 1.0);
    QVERIFY(QFile::exists(result.modelFile));
    QVERIFY(QFile::exists(result.sampleGrid));
    QCOMPARE(log.checkpoints.back().step, 37);
    QCOMPARE(sha256OfFile(log.checkpoints.back().file), log.checkpoints.back().sha256);
    // The first look was long ago: what was learned in the end is looked at and measured, too.
    QVERIFY(log.previews.size() > 1);
    QCOMPARE(log.previews.back().step, 37);
    QCOMPARE(log.measuredAt, std::vector<qint64>{37});
}

void TestTrainer::aStoppedRunDoesNotLookOnceMore() {
    const QTemporaryDir folder;
    TrainingControl control;
    auto trouble = std::make_shared<tiny::Trouble>();
    trouble->inStep = [&](const StepContext& context, auto&, auto&) {
        if (context.step == 20)
            control.cancel();
    };
    Log log;
    TrainingRun(tiny::job(folder.path(), 37), tiny::parts(trouble), control, log).run();
    QCOMPARE(log.previews.size(), std::size_t(1)); // that of the beginning
    QVERIFY(log.measuredAt.empty());
}

void TestTrainer::endsByTheClockWithItsScheduleFinished() {
    const QTemporaryDir folder;
    TrainingJob job = tiny::job(folder.path(), 0);
    job.preset.run.minutes = 0.05; // 3 s
    auto trouble = std::make_shared<tiny::Trouble>();
    double lastShare = 0;
    double now = 0; // of its clock: how fast the machine is decides nothing here
    trouble->inStep = [&](const StepContext& context, auto&, auto&) {
        now += 0.004; // eight times slower than measured
        lastShare = double(context.step) / double(context.totalSteps);
    };
    RunParts parts = tiny::parts(trouble);
    parts.now = [&now] { return now; };
    TrainingControl control;
    Log log;
    const TrainingResult result = TrainingRun(job, parts, control, log).run();
    QCOMPARE(result.outcome, TrainingResult::Outcome::Finished);
    QVERIFY2(lastShare > 0.9 && lastShare <= 1.01, qPrintable(QString::number(lastShare)));
    QVERIFY2(std::abs(result.last.elapsedSeconds - 3) < 0.005, qPrintable(QString::number(result.last.elapsedSeconds)));
}

void TestTrainer::resumesBitForBit_data() {
    QTest::addColumn<int>("stopAt");
    for (const int step : {1, 2, 12, 13, 37, 99, 150, 198})
        QTest::addRow("stopped at %d", step) << step;
}

void TestTrainer::resumesBitForBit() {
    QFETCH(int, stopAt);
    const QTemporaryDir whole;
    const QTemporaryDir parted;
    TrainingControl never;
    Log log;
    TrainingRun(tiny::job(whole.path(), 200), tiny::parts(), never, log).run();

    TrainingControl control;
    auto trouble = std::make_shared<tiny::Trouble>();
    trouble->inStep = [&](const StepContext& context, auto&, auto&) {
        if (context.step + 1 == stopAt)
            control.cancel();
    };
    const TrainingResult first = TrainingRun(tiny::job(parted.path(), 200), tiny::parts(trouble), control, log).run();
    QCOMPARE(first.outcome, TrainingResult::Outcome::Cancelled);
    QCOMPARE(first.last.step, qint64(stopAt));

    TrainingJob job = tiny::job(parted.path(), 200);
    job.startFrom = newestCheckpoint(parted.path()).file;
    TrainingControl again;
    Log second;
    const TrainingResult result = TrainingRun(job, tiny::parts(), again, second).run();
    QVERIFY2(result.outcome == TrainingResult::Outcome::Finished, qPrintable(result.reason.text()));
    QVERIFY2(second.notices.isEmpty(), qPrintable(second.notices.join(u'\n')));
    QCOMPARE(lastHash(parted.path()), lastHash(whole.path()));
    // The clock goes on from the checkpoint; what was spent on writing it is not training.
    QCOMPARE(log.checkpoints.back().step, qint64(stopAt));
    QVERIFY(result.last.elapsedSeconds > log.checkpoints.back().elapsedSeconds);
}

void TestTrainer::skipsADamagedCheckpoint() {
    const QTemporaryDir folder;
    TrainingControl control;
    Log log;
    TrainingRun(tiny::job(folder.path(), 20), tiny::parts(), control, log).run();
    TrainingJob more = tiny::job(folder.path(), 40);
    more.startFrom = newestCheckpoint(folder.path()).file;
    TrainingRun(more, tiny::parts(), control, log).run();
    const QString newest = checkpointFiles(folder.path()).last();
    QFile file(newest);
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.seek(file.size() - 3);
    file.putChar('\x55');
    file.close();

    const FoundCheckpoint found = newestCheckpoint(folder.path());
    QCOMPARE(found.file, checkpointFile(folder.path(), 20));
    QCOMPARE(found.skipped.size(), std::size_t(1));
    QVERIFY2(found.skipped.front().text().contains(newest), qPrintable(found.skipped.front().text()));

    TrainingJob job = tiny::job(folder.path(), 60); // asked for the damaged one: says so and takes the sound one
    job.startFrom = newest;
    Log third;
    const TrainingResult result = TrainingRun(job, tiny::parts(), control, third).run();
    QCOMPARE(result.last.step, 60);
    QCOMPARE(third.notices.size(), 1);
}

void TestTrainer::saysWhenItCannotBeBitExact() {
    const QTemporaryDir folder;
    TrainingControl control;
    Log log;
    TrainingRun(tiny::job(folder.path(), 10), tiny::parts(), control, log).run();
    TrainingJob job = tiny::job(folder.path(), 20);
    job.startFrom = newestCheckpoint(folder.path()).file;
    job.preset.run.threads = 2;
    TrainingRun(job, tiny::parts(), control, log).run();
    QCOMPARE(log.notices.size(), 1);
    QVERIFY(log.notices.first().contains(QLatin1String("not bit-exact")));
    QVERIFY(log.notices.first().contains(QLatin1String("threads 1 -> 2")));
}

void TestTrainer::goesBackWhenTheLossIsNotANumber() {
    const QTemporaryDir folder;
    auto trouble = std::make_shared<tiny::Trouble>();
    bool planted = false;
    TrainingControl control;
    trouble->inStep = [&](const StepContext& context, std::vector<NamedValue>& losses, auto&) {
        if (context.step == 10)
            control.requestCheckpoint();
        if (context.step == 30 && !planted) {
            planted = true;
            losses.front().value = std::numeric_limits<double>::quiet_NaN();
        }
    };
    Log log;
    const TrainingResult result = TrainingRun(tiny::job(folder.path(), 50), tiny::parts(trouble), control, log).run();
    QCOMPARE(result.outcome, TrainingResult::Outcome::Finished);
    QCOMPARE(result.last.step, 50);
    QCOMPARE(log.notices.size(), 1);
    QVERIFY2(log.notices.first().contains(QLatin1String("step 11")), qPrintable(log.notices.first()));
    QVERIFY(std::find(log.verdicts.begin(), log.verdicts.end(), Health::RolledBack) != log.verdicts.end());
    QCOMPARE(newestCheckpoint(folder.path()).state.meta[QLatin1String("training")][QLatin1String("rollbacks")].toInt(),
             1);
}

void TestTrainer::neverSavesANumberThatIsNotFinite() {
    const QTemporaryDir folder;
    auto trouble = std::make_shared<tiny::Trouble>();
    bool planted = false;
    TrainingControl control;
    trouble->inStep = [&](const StepContext& context, auto&, std::vector<float>& weights) {
        if (context.step == 20 && !planted) { // a gradient gone wrong that the loss of this step does not show
            planted = true;
            weights[3] = std::numeric_limits<float>::infinity();
            control.requestCheckpoint();
        }
    };
    Log log;
    const TrainingResult result = TrainingRun(tiny::job(folder.path(), 40), tiny::parts(trouble), control, log).run();
    QCOMPARE(result.outcome, TrainingResult::Outcome::Finished);
    QCOMPARE(log.notices.size(), 1);
    for (const QString& file : checkpointFiles(folder.path()))
        QVERIFY(allFinite(readSafetensors(file)));
    QVERIFY(allFinite(readSafetensors(result.modelFile)));
}

void TestTrainer::givesUpAfterThreeReturns() {
    const QTemporaryDir folder;
    auto trouble = std::make_shared<tiny::Trouble>();
    int times = 0;
    std::set<std::uint64_t> seeds;
    trouble->inStep = [&](const StepContext& context, std::vector<NamedValue>& losses, auto&) {
        if (context.step == 5) {
            ++times;
            seeds.insert(context.runSeed);
            losses.back().value = 1e9;
        }
    };
    TrainingControl control;
    Log log;
    const TrainingResult result = TrainingRun(tiny::job(folder.path(), 50), tiny::parts(trouble), control, log).run();
    QCOMPARE(result.outcome, TrainingResult::Outcome::Diverged);
    QCOMPARE(times, 4); // the first time and after each of three returns
    QCOMPARE(seeds.size(), std::size_t(4));
    QVERIFY(result.reason.text().contains(QLatin1String("learning rate")));
    QVERIFY(allFinite(readSafetensors(result.modelFile)));
}

void TestTrainer::pausesOnAFullDiskAndGoesOn() {
    const QTemporaryDir folder;
    // A file where the folder of the checkpoints should be stands for any error of the disk.
    const QString obstacle = folder.filePath(QStringLiteral("checkpoints"));
    QFile file(obstacle);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    TrainingControl control;
    Log log;
    log.duringNotice = [&] { QFile::remove(obstacle); };
    const TrainingResult result = TrainingRun(tiny::job(folder.path(), 30), tiny::parts(), control, log).run();
    QVERIFY2(result.outcome == TrainingResult::Outcome::Finished, qPrintable(result.reason.text()));
    QCOMPARE(log.notices.size(), 2); // pauses, goes on
    QVERIFY(std::find(log.states.begin(), log.states.end(), TrainingState::Paused) != log.states.end());
    QCOMPARE(checkpointFiles(folder.path()).size(), 1);
}

void TestTrainer::stopsWhileTheDiskIsFull() {
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("checkpoints")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    TrainingControl control;
    Log log;
    log.duringNotice = [&] { control.cancel(); };
    const TrainingResult result = TrainingRun(tiny::job(folder.path(), 30), tiny::parts(), control, log).run();
    QCOMPARE(result.outcome, TrainingResult::Outcome::Failed);
    QVERIFY(!result.reason.isEmpty());
}

void TestTrainer::stopsWhilePaused() {
    const QTemporaryDir folder;
    TrainingControl control;
    Log log;
    auto trouble = std::make_shared<tiny::Trouble>();
    trouble->inStep = [&](const StepContext& context, auto&, auto&) {
        if (context.step == 9)
            control.pause();
    };
    std::thread later;
    log.duringState = [&](TrainingState state) {
        if (state == TrainingState::Paused)
            later = std::thread([&] {
                std::this_thread::sleep_for(std::chrono::milliseconds(100));
                control.cancel();
            });
    };
    const TrainingResult result = TrainingRun(tiny::job(folder.path(), 1000), tiny::parts(trouble), control, log).run();
    later.join();
    QCOMPARE(result.outcome, TrainingResult::Outcome::Cancelled);
    QCOMPARE(result.last.step, 10);
    QCOMPARE(log.checkpoints.back().step, 10);
}

void TestTrainer::keepsThreeCheckpoints() {
    const QTemporaryDir folder;
    TrainingControl control;
    auto trouble = std::make_shared<tiny::Trouble>();
    Log log;
    trouble->inStep = [&](const StepContext&, auto&, auto&) { // asks until enough have reached the disk
        if (log.checkpoints.size() < 6)
            control.requestCheckpoint();
        else
            control.cancel();
    };
    const TrainingResult result =
        TrainingRun(tiny::job(folder.path(), 1'000'000), tiny::parts(trouble), control, log).run();
    QCOMPARE(result.outcome, TrainingResult::Outcome::Cancelled);
    QVERIFY(log.checkpoints.size() > 3);
    QCOMPARE(checkpointFiles(folder.path()).size(), 3);
    QCOMPARE(checkpointFiles(folder.path()).last(), checkpointFile(folder.path(), result.last.step));
}

// Asks twice in a row, so that the second request meets the write of the first.
void TestTrainer::savesOnceMoreWhenAskedDuringASave() {
    const QTemporaryDir folder;
    TrainingControl control;
    auto trouble = std::make_shared<tiny::Trouble>();
    Log log;
    qint64 firstSeen = -1;
    trouble->inStep = [&](const StepContext& context, auto&, auto&) {
        if (context.step == 10 || context.step == 11)
            control.requestCheckpoint();
        if (firstSeen < 0 && !log.checkpoints.empty())
            firstSeen = context.step;
        if (firstSeen >= 0 && context.step == firstSeen + 50)
            control.cancel();
    };
    TrainingRun(tiny::job(folder.path(), 1'000'000), tiny::parts(trouble), control, log).run();
    QCOMPARE(log.checkpoints.size(), std::size_t(3)); // of both requests and of the end
    QCOMPARE(log.checkpoints[0].step, 11);
    QVERIFY(log.checkpoints[1].step >= 12);
    QVERIFY(log.checkpoints[1].step < log.checkpoints[2].step);
}

void TestTrainer::savesWhereItIsPausedDuringASave() {
    const QTemporaryDir folder;
    TrainingControl control;
    auto trouble = std::make_shared<tiny::Trouble>();
    Log log;
    trouble->inStep = [&](const StepContext& context, auto&, auto&) {
        if (context.step == 10)
            control.requestCheckpoint();
        if (context.step == 11)
            control.pause();
    };
    // Whoever pauses may close the computer: the state is saved without a stop. Should it never be, the test ends.
    std::atomic<bool> saved{false};
    log.duringCheckpoint = [&](const CheckpointInfo& checkpoint) {
        if (checkpoint.step == 12)
            control.requestCheckpoint(); // there is nothing to save, and that is said
    };
    log.duringNotice = [&] {
        saved = true;
        control.cancel();
    };
    std::thread watch;
    bool inTime = false;
    log.duringState = [&](TrainingState state) {
        if (state == TrainingState::Paused)
            watch = std::thread([&] {
                for (int waited = 0; waited < kPatience / 10 && !saved; ++waited)
                    std::this_thread::sleep_for(std::chrono::milliseconds(10));
                inTime = saved;
                control.cancel();
            });
    };
    TrainingRun(tiny::job(folder.path(), 1000), tiny::parts(trouble), control, log).run();
    watch.join();
    QVERIFY(inTime);
    QCOMPARE(log.checkpoints.size(), std::size_t(2));
    QCOMPARE(log.notices, QStringList{QStringLiteral("Everything is saved already.")});
}

void TestTrainer::augmentationDoesNotHideWhatIsLearnedByHeart() {
    // Knows its training pictures, and few of those it never saw; the steps see them augmented, which is harder.
    class KnowsByHeart : public tiny::Step {
    public:
        KnowsByHeart() : Step(1e-3, std::make_shared<tiny::Trouble>()) {}
        Validation validate(const Batch&, const Batch&) override {
            return {{QLatin1String(kAccuracyReal), 1.0}, {QLatin1String(kAccuracyHeldOut), 0.2}};
        }
    } step;
    const auto medium = makeRunMedium(tiny::job({}, 1), std::make_shared<const tiny::Data>());
    ModelInfo model;
    medium->describe(model);
    medium->begin(7, model);
    QVERIFY(medium->validate(step, model, [] { return false; }));
    TrainingStats stats;
    stats.values = {{QLatin1String(kAccuracyReal), 0.4}, {QLatin1String(kAccuracyDrawn), 0.6}};
    medium->note(stats);
    medium->judge(5000, 0.5);
    QCOMPARE(medium->healthToJson()[QLatin1String("gap")][QLatin1String("value")].toDouble(), 0.8);
}

void TestTrainer::branchesIntoItsOwnFolder() {
    const QTemporaryDir parent;
    const QTemporaryDir child;
    TrainingControl control;
    Log log;
    TrainingRun(tiny::job(parent.path(), 20), tiny::parts(), control, log).run();
    const QString before = lastHash(parent.path());
    TrainingJob job = tiny::job(child.path(), 10);
    job.startFrom = newestCheckpoint(parent.path()).file;
    job.branch = true;
    const TrainingResult result = TrainingRun(job, tiny::parts(), control, log).run();
    QCOMPARE(result.outcome, TrainingResult::Outcome::Finished);
    QCOMPARE(result.last.step, 10);
    QCOMPARE(lastHash(parent.path()), before);
    QVERIFY(lastHash(child.path()) != before);
}

void TestTrainer::refusesAnotherArchitecture() {
    const QTemporaryDir folder;
    TrainingControl control;
    Log log;
    TrainingRun(tiny::job(folder.path(), 5), tiny::parts(), control, log).run();
    TrainingJob job = tiny::job(folder.path(), 10);
    job.startFrom = newestCheckpoint(folder.path()).file;
    job.preset.architecture = Architecture::Dcgan;
    const TrainingResult result = TrainingRun(job, tiny::parts(), control, log).run();
    QCOMPARE(result.outcome, TrainingResult::Outcome::Failed);
    QVERIFY(result.reason.text().contains(job.startFrom));
}

QTEST_GUILESS_MAIN(TestTrainer)
#include "tst_trainer.moc"
