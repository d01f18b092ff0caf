// A run on text that is stopped anywhere and goes on ends with the bits of one that never stopped: the whole loop with
// its data order, schedules, dropout, gaps to fill and averages.
#include "core/io/safetensors.h"
#include "core/sample/sequence_sampler.h"
#include "core/train/sizes.h"
#include "core/train/training_run.h"
#include "core/types/run_limits.h"
#include "tests/sequence_fixture.h"

#include <QFile>
#include <QMap>
#include <QTemporaryDir>
#include <QTest>
#include <chrono>
#include <thread>

using namespace capriccio;

namespace {

constexpr qint64 kSteps = 24; // of 8 passages: past the end of the first pass over them
// Instead of a step to stop at.
constexpr qint64 kNowhere = -1;
constexpr qint64 kWhileMeasured = -2; // at the last figures of the finished model

// A model that takes its time to measure, in which somebody stops the run.
class SlowlyMeasured : public SequenceSampler {
public:
    SlowlyMeasured(std::shared_ptr<const SequenceSampler> inner, TrainingControl& control)
        : inner_(std::move(inner)), control_(control) {}

    const ModelInfo& info() const override { return inner_->info(); }
    StateDict state() const override { return inner_->state(); }
    int vocabulary() const override { return inner_->vocabulary(); }
    int context() const override { return inner_->context(); }
    std::vector<int> generate(const std::vector<int>& prompt, const SequenceRequest& request, const OnToken& onToken,
                              const std::vector<float>& extraBias) const override {
        return inner_->generate(prompt, request, onToken, extraBias);
    }
    std::vector<float> nats(const std::vector<int>& ids, const std::function<bool()>& goesOn) const override {
        std::this_thread::sleep_for(std::chrono::milliseconds(1100)); // more than goes without saying
        const bool before = !goesOn || goesOn();
        control_.cancel();
        const bool after = !goesOn || goesOn();
        return before && !after ? std::vector<float>{} : inner_->nats(ids);
    }
    std::vector<float> encode(const std::vector<int>& ids) const override { return inner_->encode(ids); }
    std::vector<int> decode(const std::vector<float>& latent, const SequenceRequest& request) const override {
        return inner_->decode(latent, request);
    }

private:
    std::shared_ptr<const SequenceSampler> inner_;
    TrainingControl& control_;
};

// The real step, which tells the run to stop behind one of its steps, or while its model is measured.
class StoppingStep : public TrainingStep {
public:
    StoppingStep(std::unique_ptr<TrainingStep> inner, TrainingControl& control, qint64 stopAt)
        : inner_(std::move(inner)), control_(control), stopAt_(stopAt) {}

    Outcome step(const Batch& batch, const StepContext& context) override {
        Outcome outcome = inner_->step(batch, context);
        if (context.step + 1 == stopAt_)
            control_.cancel();
        return outcome;
    }
    Validation validate(const Batch& heldOut, const Batch& training) override {
        return inner_->validate(heldOut, training);
    }
    std::shared_ptr<const Sampler> makeSampler(const ModelInfo& info) const override {
        if (stopAt_ == kWhileMeasured)
            return std::make_shared<SlowlyMeasured>(
                std::dynamic_pointer_cast<const SequenceSampler>(inner_->makeSampler(info)), control_);
        return inner_->makeSampler(info);
    }
    void save(StateDict& state) const override { inner_->save(state); }
    void load(const StateDict& state) override { inner_->load(state); }
    std::vector<double> phases() const override { return inner_->phases(); }

private:
    std::unique_ptr<TrainingStep> inner_;
    TrainingControl& control_;
    qint64 stopAt_;
};

class Notices : public TrainingListener {
public:
    void onNotice(const Sentence& notice) override { said << notice.text(); }
    QStringList said;
};

TrainingJob jobIn(const QString& folder, const QString& preset, const PreparedSequences& data) {
    TrainingJob job;
    job.preset = presetById(preset);
    for (const auto& [key, value] :
         {std::pair("layers", "2"), std::pair("width", "32"), std::pair("context", "32"), std::pair("dropout", "0.1"),
          std::pair("labelSmoothing", "0.05"), std::pair("minutes", "0"), std::pair("batch", "8"),
          std::pair("seed", "7"), std::pair("threads", "1"), std::pair("precision", "fp32"),
          std::pair("previewTiles", "1"), std::pair("previewSeconds", "3600")})
        setOption(job.preset, QLatin1String(key), QLatin1String(value));
    job.preset.run.steps = kSteps;
    job.sequences = data;
    job.folder = folder;
    return job;
}

// Runs until `stopAt` steps are done. The run writes nothing long then, which would take longer than its steps.
TrainingResult runTo(qint64 stopAt, const TrainingJob& job, Notices& notices) {
    TrainingControl control;
    RunParts parts = realParts();
    parts.makeStep = [&control, stopAt](const Preset& preset, const StepShape& shape, Precision precision) {
        return std::make_unique<StoppingStep>(makeTrainingStep(preset, shape, precision), control, stopAt);
    };
    parts.measure = [](const TrainingJob& asked, std::shared_ptr<const Dataset>, TrainingControl&) {
        TrainingEstimate estimate;
        estimate.model = withSizes(asked).model;
        estimate.threads = 1;
        estimate.secondsPerStep = 0.01;
        return estimate;
    };
    return TrainingRun(job, parts, control, notices).run();
}

QString lastHash(const QString& folder) {
    const FoundCheckpoint found = newestCheckpoint(folder);
    return found.file.isEmpty() ? QString() : hashOfTensors(found.state);
}

} // namespace

class TestSequenceResume : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void resumesBitForBit_data();
    void resumesBitForBit();
    void aLengthenedRunThatIsStoppedKeepsItsEnd();
    void aRunThatStoppedEarlyGoesOn();
    void nobodyWaitsForTheLastFigures();

private:
    QTemporaryDir home_;
    PreparedSequences data_;
    QMap<QString, QString> whole_; // hash of the run that never stopped, by preset
};

void TestSequenceResume::initTestCase() {
    data_ = fixture::preparedText(home_.path(), fixture::sillyText(40));
    for (const char* preset : {"gpt", "char-lstm"}) {
        const QString folder = home_.filePath(QLatin1String(preset));
        Notices notices;
        const TrainingResult result = runTo(kSteps, jobIn(folder, QLatin1String(preset), data_), notices);
        QVERIFY2(result.outcome == TrainingResult::Outcome::Finished, qPrintable(result.reason.text() + result.detail));
        QCOMPARE(result.last.step, kSteps);
        whole_[QLatin1String(preset)] = lastHash(folder);
    }
    QVERIFY(whole_[QStringLiteral("gpt")] != whole_[QStringLiteral("char-lstm")]);
}

void TestSequenceResume::resumesBitForBit_data() {
    QTest::addColumn<QString>("preset");
    QTest::addColumn<int>("stopAt");
    for (const char* preset : {"gpt", "char-lstm"})
        for (const int step : {1, 5, 12, 23})
            QTest::addRow("%s stopped at %d", preset, step) << QString::fromLatin1(preset) << step;
}

void TestSequenceResume::resumesBitForBit() {
    QFETCH(QString, preset);
    QFETCH(int, stopAt);
    const QTemporaryDir folder;
    TrainingJob job = jobIn(folder.path(), preset, data_);
    Notices notices;
    const TrainingResult first = runTo(stopAt, job, notices);
    QVERIFY2(first.outcome == TrainingResult::Outcome::Cancelled, qPrintable(first.reason.text() + first.detail));
    QCOMPARE(first.last.step, qint64(stopAt));
    QVERIFY(lastHash(folder.path()) != whole_[preset]);

    job.startFrom = newestCheckpoint(folder.path()).file;
    const TrainingResult second = runTo(kSteps, job, notices);
    QVERIFY2(second.outcome == TrainingResult::Outcome::Finished, qPrintable(second.reason.text() + second.detail));
    QVERIFY2(notices.said.isEmpty(), qPrintable(notices.said.join(u'\n'))); // "not bit-exact" would be said
    QCOMPARE(second.last.step, kSteps);
    QVERIFY(!whole_[preset].isEmpty());
    QCOMPARE(lastHash(folder.path()), whole_[preset]);
}

// Goes on as the window does, with nothing but the checkpoint and the options it was begun with.
void TestSequenceResume::aLengthenedRunThatIsStoppedKeepsItsEnd() {
    const QTemporaryDir folder;
    TrainingJob job = jobIn(folder.path(), QStringLiteral("char-lstm"), data_);
    job.preset.run.steps = 4;
    const RunOptions begun = job.preset.run;
    Notices notices;
    const auto goOn = [&](bool hadEnded, qint64 stopAt) {
        job.startFrom = newestCheckpoint(folder.path()).file;
        job.preset.run = limitsGoingOn(begun, readModelInfo(job.startFrom), hadEnded);
        return runTo(stopAt, job, notices);
    };
    QCOMPARE(runTo(kNowhere, job, notices).outcome, TrainingResult::Outcome::Finished);
    QCOMPARE(goOn(true, kNowhere).last.step, qint64(8));
    const TrainingResult stopped = goOn(true, 10);
    QCOMPARE(stopped.outcome, TrainingResult::Outcome::Cancelled);
    QCOMPARE(stopped.last.step, qint64(10));
    const TrainingResult ended = goOn(false, kNowhere);
    QCOMPARE(ended.outcome, TrainingResult::Outcome::Finished);
    QCOMPARE(ended.last.step, qint64(12));
}

void TestSequenceResume::aRunThatStoppedEarlyGoesOn() {
    const QTemporaryDir folder;
    TrainingJob job = jobIn(folder.path(), QStringLiteral("char-lstm"), data_);
    std::get<LanguageOptions>(job.preset.model).patience = 3;
    Notices notices;
    QCOMPARE(runTo(4, job, notices).outcome, TrainingResult::Outcome::Cancelled);
    // As if its last looks had brought nothing.
    FoundCheckpoint found = newestCheckpoint(folder.path());
    QJsonObject training = found.state.meta.value(QLatin1String("training")).toObject();
    QJsonObject health = training.value(QLatin1String("health")).toObject();
    health.insert(QStringLiteral("withoutGain"), 3);
    training.insert(QStringLiteral("health"), health);
    found.state.meta.insert(QStringLiteral("training"), training);
    seal(found.state);
    writeSafetensors(found.file, found.state);

    job.startFrom = found.file;
    job.preset.run = limitsGoingOn(job.preset.run, readModelInfo(found.file), true);
    const TrainingResult result = runTo(kNowhere, job, notices);
    QVERIFY2(result.outcome == TrainingResult::Outcome::Finished, qPrintable(result.reason.text() + result.detail));
    QCOMPARE(result.last.step, 4 + kSteps);
}

void TestSequenceResume::nobodyWaitsForTheLastFigures() {
    const QTemporaryDir folder;
    TrainingJob job = jobIn(folder.path(), QStringLiteral("char-lstm"), data_);
    job.preset.run.steps = 2;
    Notices notices;
    const TrainingResult result = runTo(kWhileMeasured, job, notices);
    QVERIFY2(result.outcome == TrainingResult::Outcome::Finished, qPrintable(result.reason.text() + result.detail));
    QVERIFY(result.figures.empty());
    QVERIFY(QFile::exists(result.modelFile));
    QCOMPARE(notices.said.size(), 1);
    QVERIFY2(notices.said.first().contains(QLatin1String("held-out")), qPrintable(notices.said.first()));
}

QTEST_GUILESS_MAIN(TestSequenceResume)
#include "tst_sequence_resume.moc"
