#pragma once

#include "core/train/checkpoint.h"
#include "core/train/data_order.h"
#include "core/train/health.h"
#include "core/train/run_medium.h"
#include "core/train/run_plan.h"
#include "core/train/run_stats.h"
#include "core/train/trainer.h"
#include "core/train/training_step.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace capriccio {

// What a run is made of; tests put a tiny step in its place.
struct RunParts {
    std::function<std::unique_ptr<TrainingStep>(const Preset&, const StepShape&, Precision)> makeStep;
    std::function<std::shared_ptr<const Dataset>(const TrainingJob&)> openData;
    std::function<TrainingEstimate(const TrainingJob&, std::shared_ptr<const Dataset>, TrainingControl&)> measure;
    // Hears after a run how much longer its steps took than measured; may be empty.
    std::function<void(const QStringList& measurements, double slowdown)> correct = {};
    std::function<double()> now = {}; // of TrainingClock
};
RunParts realParts();

// Thrown inside a run when going back did not help; the last good state is in place then.
struct DivergedError {
    Sentence reason;
};

// Opens the prepared data of a job. Throws Error(BadInput).
std::shared_ptr<const Dataset> openData(const TrainingJob& job);

// One run of Trainer, with its state. Lives on the calling thread; only checkpoints are written on another.
class TrainingRun {
public:
    TrainingRun(TrainingJob job, RunParts parts, TrainingControl& control, TrainingListener& listener);
    // Throws nothing; see Trainer::run.
    TrainingResult run();

private:
    // Where the run stands; all of it is in every checkpoint.
    struct Place {
        qint64 step = 0;
        qint64 imagesSeen = 0;
        qint64 cursor = 0; // pictures CONSUMED in the data order
        int rollbacks = 0;
    };
    struct Best {
        double value = 0; // of the validation figure, lower is better
        qint64 step = -1; // checkpoint that had it; -1 = none yet
    };

    // Beginning (training_run_start.cpp)
    void prepare();
    void resumeFrom(StateDict state, const QString& file);
    void boundPasses(double secondsPerStep, qint64 stepsDone);
    void buildStep();
    std::optional<StateDict> startState();
    void restorePlace(const QJsonObject& training);
    void compareFingerprint(const QJsonObject& then);
    ModelInfo info(bool checkpoint) const;

    // The loop (training_run.cpp)
    void loop();
    bool isOver() const;
    void trainOneStep();
    void report(bool always);
    void waitOutPause();
    TrainingStats stats(bool withValues);
    void setState(TrainingState state);
    bool interrupted() const { return control_.isCancelled() || control_.isPaused(); }

    // Looking at it (training_run_look.cpp)
    void lookAround();
    void lookAtTheEnd();
    bool preview();
    void validate();
    void say(const std::optional<HealthReport>& report);

    // Saving (training_run_save.cpp)
    std::shared_ptr<StateDict> snapshot() const;
    void startCheckpoint();
    void answerSaveRequest(); // not while a checkpoint is being written: the request waits for it
    void pollWriter();
    bool settle(CheckpointWriter::Result result);
    bool saveLast();
    void rollBack(const Sentence& why);
    void writeModel(TrainingResult& result);
    // Of the finished model on held-out material; none when it is cancelled meanwhile. Says so when it takes long.
    std::vector<NamedValue> finalFigures(const Sampler& sampler);
    // The sampler of the model a run leaves: the last state, or the best one where the medium prefers it.
    std::shared_ptr<const Sampler> finalSampler();
    // Runs a write until it succeeds: a full disk pauses the training and says so. False when cancelled meanwhile.
    bool persist(const std::function<void()>& write);
    bool waitSeconds(double seconds) const;

    TrainingJob job_;
    QStringList measurements_; // of its speed before the start; empty = goes on as it did
    RunParts parts_;
    TrainingControl& control_;
    TrainingListener& listener_;

    std::shared_ptr<const Dataset> data_;
    StepShape shape_;
    Precision precision_ = Precision::Float32;
    int threads_ = 1;
    std::unique_ptr<TrainingStep> step_;
    std::optional<DataOrder> order_;
    std::optional<RunPlan> plan_;
    CheckpointWriter writer_;
    std::shared_ptr<StateDict> beingWritten_;
    TrainingClock clock_;
    StatsMeter meter_;
    DivergenceGuard guard_;
    std::unique_ptr<RunMedium> medium_;
    bool canLook_ = false; // the medium has read what it compares with

    Place place_;
    Best best_;
    std::optional<double> validationValue_;
    TrainingState state_ = TrainingState::Starting;
    double lastReport_ = -1;
    double lastCheckpoint_ = 0;
    double nextPreview_ = 0;
    double nextValidation_ = 15;
    qint64 previewedStep_ = -1;
    qint64 validatedStep_ = -1;
    double fraction_ = 0;
    double toldSpeedAt_ = 0; // s of training at which this sitting began
    qint64 savedStep_ = -1;
    std::optional<double> lastValidation_;
};

} // namespace capriccio
