#include "core/train/data_order.h"
#include "core/train/health.h"
#include "core/train/run_plan.h"
#include "core/train/run_stats.h"
#include "core/types/run_limits.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

using namespace capriccio;

class TestRunLogic : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyEpochIsAPermutation();
    void orderDependsOnlyOnSeedAndCursor();
    void planBySteps();
    void planByTheClockFollowsTheSpeed();
    void planForeseesWhatGrowthCosts();
    void planSurvivesACheckpoint();
    void heldOutFiguresComeOftenEnough_data();
    void heldOutFiguresComeOftenEnough();
    void limitsOfARunThatGoesOn_data();
    void limitsOfARunThatGoesOn();
    void healthDoesNotFlicker();
    void healthVerdicts_data();
    void healthVerdicts();
    void healthOfPicturesThatWereNeverVaried();
    void healthSurvivesACheckpoint();
    void divergence_data();
    void divergence();
    void meansSinceTheLastReport();
};

void TestRunLogic::everyEpochIsAPermutation() {
    DataOrder order(37, 5);
    std::set<std::vector<std::int64_t>> epochs;
    for (std::int64_t epoch = 0; epoch < 4; ++epoch) {
        const auto items = order.items(epoch * 37, 37);
        QCOMPARE(std::set<std::int64_t>(items.begin(), items.end()).size(), std::size_t(37));
        QVERIFY(*std::min_element(items.begin(), items.end()) == 0);
        epochs.insert(items);
    }
    QCOMPARE(epochs.size(), std::size_t(4));
}

void TestRunLogic::orderDependsOnlyOnSeedAndCursor() {
    DataOrder one(37, 5);
    DataOrder other(37, 5);
    const auto whole = one.items(0, 200);
    std::vector<std::int64_t> parts;
    other.items(1000, 5); // looking elsewhere first changes nothing
    for (std::int64_t cursor = 0; cursor < 200; cursor += 8) {
        const auto some = other.items(cursor, 8);
        parts.insert(parts.end(), some.begin(), some.end());
    }
    QCOMPARE(parts, whole);
    QVERIFY(DataOrder(37, 6).items(0, 200) != whole);
}

void TestRunLogic::planBySteps() {
    RunOptions options;
    options.minutes = 0;
    options.steps = 1000;
    RunPlan plan(options, 0.01);
    QCOMPARE(plan.totalSteps(), 1000);
    plan.observe(500, 100, 0.2); // slower than thought: the schedule stays
    QCOMPARE(plan.totalSteps(), 1000);
    QVERIFY(!plan.isOver(999, 1e9));
    QVERIFY(plan.isOver(1000, 0));
    QCOMPARE(plan.secondsLeft(500, 100), 100.0);
    options.steps = 0;
    QVERIFY(RunPlan(options, 0.01).isEndless());
    QCOMPARE(RunPlan(options, 0.01).secondsLeft(5, 5), -1.0);
}

void TestRunLogic::planByTheClockFollowsTheSpeed() {
    RunOptions options;
    options.minutes = 1;
    RunPlan plan(options, 0.01); // 6,000 steps are thought possible
    QCOMPARE(plan.totalSteps(), 6000);
    qint64 step = 0;
    double elapsed = 0;
    while (!plan.isOver(step, elapsed)) {
        ++step;
        elapsed += elapsed < 30 ? 0.02 : 0.05; // half the speed, then a fifth
        plan.observe(step, elapsed, elapsed < 30 ? 0.02 : 0.05);
    }
    QVERIFY2(std::abs(double(step) / double(plan.totalSteps()) - 1) < 0.02, qPrintable(QString::number(step)));
    QVERIFY(std::abs(elapsed - 60) < 0.1);
}

void TestRunLogic::planForeseesWhatGrowthCosts() {
    RunOptions options;
    options.minutes = 5;
    const std::vector<RunPhase> phases{{0, 0.1}, {0.5, 0.2}};
    QCOMPARE(meanSecondsPerStep(phases), 0.15);
    RunPlan plan(options, phases);
    QCOMPARE(plan.totalSteps(), 2000); // 1,000 at 0.1 s and 1,000 at 0.2 s
    // The computer is slower by a half than measured: the plan follows once, not when the level opens.
    qint64 step = 0;
    double elapsed = 0;
    qint64 least = 1 << 30;
    qint64 most = 0;
    std::vector<double> window;
    while (!plan.isOver(step, elapsed)) {
        const double seconds = 2 * step < plan.totalSteps() ? 0.15 : 0.3;
        ++step;
        elapsed += seconds;
        window.push_back(seconds);
        if (window.size() > 60)
            window.erase(window.begin());
        plan.observe(step, elapsed, std::accumulate(window.begin(), window.end(), 0.0) / double(window.size()));
        if (elapsed > 5) {
            least = std::min(least, plan.totalSteps());
            most = std::max(most, plan.totalSteps());
        }
    }
    QVERIFY2(most - least <= most / 50, qPrintable(QStringLiteral("%1 to %2").arg(least).arg(most)));
    QVERIFY(std::abs(double(step) - 1333) < 20);
    QVERIFY(std::abs(plan.slowdown() - 1.5) < 0.05);

    // By steps the time left counts down evenly, too.
    options.minutes = 0;
    options.steps = 1000;
    RunPlan bySteps(options, phases);
    QCOMPARE(bySteps.secondsLeft(0, 0), 150.0);
    bySteps.observe(499, 49.9, 0.1);
    QCOMPARE(bySteps.secondsLeft(499, 49.9), 100.1);
    bySteps.observe(520, 54, 0.103); // the window still holds steps of the first level
    QCOMPARE(bySteps.secondsLeft(520, 54), 96.0);
}

void TestRunLogic::planSurvivesACheckpoint() {
    RunOptions options;
    options.minutes = 1;
    RunPlan plan(options, 0.01);
    plan.observe(100, 3, 0.03);
    RunPlan later(options, 0.5);
    later.restore(plan.toJson());
    QCOMPARE(later.totalSteps(), plan.totalSteps());
    QCOMPARE(later.toJson(), plan.toJson());
    options.minutes = 2; // lengthened: planned anew at once
    RunPlan longer(options, 0.5);
    longer.restore(plan.toJson());
    longer.observe(100, 3, 0.03);
    QCOMPARE(longer.totalSteps(), 100 + 117 * 100 / 3);
}

void TestRunLogic::heldOutFiguresComeOftenEnough_data() {
    QTest::addColumn<double>("cost");
    QTest::addColumn<double>("run");
    QTest::addColumn<double>("interval");
    QTest::newRow("cheap") << 0.1 << 300.0 << 15.0;
    QTest::newRow("cheap in a long run") << 1.0 << 3600.0 << 40.0;
    QTest::newRow("dear: eight in a run") << 2.0 << 400.0 << 50.0;
    QTest::newRow("dearer: a twentieth of the time") << 4.0 << 600.0 << 80.0;
    QTest::newRow("nobody knows how long") << 4.0 << 0.0 << 160.0;
}

void TestRunLogic::heldOutFiguresComeOftenEnough() {
    QFETCH(double, cost);
    QFETCH(double, run);
    QFETCH(double, interval);
    QCOMPARE(validationInterval(cost, run), interval);
}

void TestRunLogic::limitsOfARunThatGoesOn_data() {
    QTest::addColumn<double>("begunMinutes");
    QTest::addColumn<qint64>("begunSteps");
    QTest::addColumn<double>("minutesThen"); // limits in the checkpoint
    QTest::addColumn<qint64>("stepsThen");
    QTest::addColumn<double>("seconds"); // where the checkpoint stands
    QTest::addColumn<qint64>("step");
    QTest::addColumn<bool>("reached");
    QTest::addColumn<bool>("hadEnded");
    QTest::addColumn<double>("minutes");
    QTest::addColumn<qint64>("steps");
    const auto row = [](const char* name, double begunMinutes, qint64 begunSteps, double minutesThen, qint64 stepsThen,
                        double seconds, qint64 step, bool reached, bool hadEnded, double minutes, qint64 steps) {
        QTest::newRow(name) << begunMinutes << begunSteps << minutesThen << stepsThen << seconds << step << reached
                            << hadEnded << minutes << steps;
    };
    row("cut short", 10, 0, 10, 0, 300, 50, false, false, 10, 0);
    row("ended", 10, 0, 10, 0, 600, 100, true, true, 20, 0);
    row("ended a second time", 10, 0, 20, 0, 1200, 200, true, true, 30, 0);
    row("lengthened, then stopped", 10, 0, 20, 0, 900, 150, false, false, 20, 0);
    row("killed as it ended", 10, 0, 10, 0, 600, 100, true, false, 10, 0);
    row("ended early", 10, 0, 10, 0, 180, 30, false, true, 13, 0);
    row("by steps, ended a second time", 0, 10, 0, 20, 90, 20, true, true, 0, 30);
    row("its material was used up", 10, 0, 10, 500, 240, 500, true, true, 14, 0);
    row("stopped before its material was used up", 10, 0, 10, 500, 100, 200, false, false, 10, 500);
    row("other limits by the command line", 10, 0, 0, 5000, 700, 3000, false, false, 0, 5000);
    row("whichever comes first", 10, 1000, 10, 1000, 300, 1000, true, true, 15, 2000);
    row("without end", 0, 0, 0, 0, 300, 1000, false, true, 0, 0);
}

void TestRunLogic::limitsOfARunThatGoesOn() {
    QFETCH(const double, begunMinutes);
    QFETCH(const qint64, begunSteps);
    QFETCH(const double, minutesThen);
    QFETCH(const qint64, stepsThen);
    QFETCH(const double, seconds);
    QFETCH(const qint64, step);
    QFETCH(const bool, reached);
    QFETCH(const bool, hadEnded);
    QFETCH(const double, minutes);
    QFETCH(const qint64, steps);
    RunOptions begun;
    begun.minutes = begunMinutes;
    begun.steps = begunSteps;
    begun.batch = 7;
    ModelInfo checkpoint;
    checkpoint.preset.run.minutes = minutesThen;
    checkpoint.preset.run.steps = stepsThen;
    checkpoint.trainedSeconds = seconds;
    checkpoint.step = step;
    QCOMPARE(reachedItsLimit(checkpoint), reached);
    const RunOptions options = limitsGoingOn(begun, checkpoint, hadEnded);
    QCOMPARE(options.minutes, minutes);
    QCOMPARE(options.steps, steps);
    QCOMPARE(options.batch, 7);
}

namespace {

HealthFigures fine(qint64 imagesSeen) {
    HealthFigures figures;
    figures.imagesSeen = imagesSeen;
    figures.fraction = 0.5;
    figures.accuracyReal = 0.75;
    figures.accuracyDrawn = 0.75;
    figures.accuracyTraining = 0.75;
    figures.accuracyHeldOut = 0.7;
    figures.diversity = 0.9;
    figures.copies = 0;
    return figures;
}

} // namespace

void TestRunLogic::healthDoesNotFlicker() {
    HealthMonitor monitor;
    std::vector<Health> said;
    for (int i = 0; i < 60; ++i) {
        HealthFigures figures = fine(3000 + i * 1000);
        // Swings around the threshold, as a small held-out batch does.
        figures.accuracyReal = figures.accuracyDrawn = i % 2 ? 0.99 : 0.95;
        if (const auto report = monitor.observe(figures))
            if (said.empty() || said.back() != report->verdict)
                said.push_back(report->verdict);
    }
    QVERIFY2(said.size() <= 2, qPrintable(QString::number(said.size())));
}

void TestRunLogic::healthVerdicts_data() {
    QTest::addColumn<QString>("change");
    QTest::addColumn<int>("verdict");
    QTest::newRow("nothing") << QString() << int(Health::Learning);
    QTest::newRow("strong") << QStringLiteral("strong") << int(Health::DiscriminatorTooStrong);
    QTest::newRow("alike") << QStringLiteral("alike") << int(Health::Collapsing);
    QTest::newRow("by heart") << QStringLiteral("by heart") << int(Health::Memorising);
    QTest::newRow("rebuilt by heart") << QStringLiteral("rebuilt by heart") << int(Health::Memorising);
    QTest::newRow("rebuilt alike") << QStringLiteral("rebuilt alike") << int(Health::Learning);
    QTest::newRow("copies") << QStringLiteral("copies") << int(Health::Memorising);
}

void TestRunLogic::healthVerdicts() {
    QFETCH(QString, change);
    QFETCH(int, verdict);
    HealthMonitor monitor;
    QVERIFY(monitor.observe(fine(100))->verdict == Health::Starting);
    Health last = Health::Starting;
    for (int i = 0; i < 30; ++i) {
        HealthFigures figures = fine(4000 + i * 1000);
        if (i > 8) {
            if (change == QLatin1String("strong"))
                figures.accuracyReal = figures.accuracyDrawn = figures.accuracyTraining = figures.accuracyHeldOut = 1.0;
            if (change == QLatin1String("alike"))
                figures.diversity = 0.2;
            if (change == QLatin1String("by heart"))
                figures.accuracyHeldOut = 0.2;
            if (change.startsWith(QLatin1String("rebuilt"))) { // a VAE: no discriminator
                figures.accuracyReal = figures.accuracyDrawn = std::nullopt;
                figures.accuracyTraining = figures.accuracyHeldOut = std::nullopt;
                figures.reconstruction = 0.01;
                figures.reconstructionHeldOut = change.endsWith(QLatin1String("heart")) ? 0.06 : 0.012;
            }
            if (change == QLatin1String("copies"))
                figures.copies = 0.5;
        }
        if (const auto report = monitor.observe(figures)) {
            last = report->verdict;
            QVERIFY(!report->line.isEmpty());
            QVERIFY(last == Health::Learning || (!report->reason.isEmpty() && !report->advice.isEmpty()));
        }
        if (i == 9)
            QCOMPARE(last, Health::Learning); // one bad look is not a verdict
    }
    QCOMPARE(int(last), verdict);
}

void TestRunLogic::healthOfPicturesThatWereNeverVaried() {
    HealthMonitor monitor;
    HealthReport last;
    for (int i = 0; i < 30; ++i) {
        HealthFigures figures = fine(4000 + i * 1000);
        figures.diversity = 0.12;
        if (const auto report = monitor.observe(figures))
            last = *report;
    }
    QCOMPARE(last.verdict, Health::Collapsing);
    // Nothing has changed for the worse, so there is no better checkpoint to send anybody back to.
    QVERIFY2(!last.line.text().contains(QLatin1String("becoming")), qPrintable(last.line.text()));
    QVERIFY2(last.reason.text().contains(QLatin1String("12 %")) &&
                 !last.reason.text().contains(QLatin1String("at best")),
             qPrintable(last.reason.text()));
    QVERIFY2(!last.advice.text().contains(QLatin1String("Go back")), qPrintable(last.advice.text()));
}

void TestRunLogic::healthSurvivesACheckpoint() {
    HealthMonitor monitor;
    for (int i = 0; i < 10; ++i)
        monitor.observe(fine(4000 + i * 1000));
    HealthMonitor later;
    later.restore(monitor.toJson());
    QCOMPARE(later.toJson(), monitor.toJson());
}

void TestRunLogic::divergence_data() {
    QTest::addColumn<double>("loss");
    QTest::addColumn<bool>("diverged");
    QTest::newRow("usual") << 3.0 << false;
    QTest::newRow("a bad batch") << 40.0 << false;
    QTest::newRow("not a number") << std::nan("") << true;
    QTest::newRow("infinite") << std::numeric_limits<double>::infinity() << true;
    QTest::newRow("exploded") << -2e5 << true;
    QTest::newRow("a thousandfold") << 5000.0 << true;
}

void TestRunLogic::divergence() {
    QFETCH(double, loss);
    QFETCH(bool, diverged);
    DivergenceGuard guard;
    for (int i = 0; i < 100; ++i)
        QVERIFY(guard.check({{QStringLiteral("loss_g"), 2.0}, {QStringLiteral("loss_d"), 0.5}}).isEmpty());
    QCOMPARE(!guard.check({{QStringLiteral("loss_g"), 2.0}, {QStringLiteral("loss_d"), loss}}).isEmpty(), diverged);
}

void TestRunLogic::meansSinceTheLastReport() {
    StatsMeter meter;
    meter.restart(0, 0, 0);
    meter.add({{QStringLiteral("loss_g"), 1.0}});
    meter.add({{QStringLiteral("loss_g"), 3.0}});
    meter.set(QStringLiteral("swd"), 40);
    const auto values = meter.takeValues();
    QCOMPARE(values.size(), std::size_t(2));
    QCOMPARE(values[0].value, 2.0);
    QCOMPARE(values[1].value, 40.0);
    QVERIFY(meter.takeValues().empty());
    for (int i = 1; i <= 400; ++i)
        meter.mark(i, i * 32, i * 0.1);
    QVERIFY(std::abs(meter.imagesPerSecond() - 320) < 1);
    QVERIFY(std::abs(meter.secondsPerStep() - 0.1) < 1e-3);
}

QTEST_GUILESS_MAIN(TestRunLogic)
#include "tst_run_logic.moc"
