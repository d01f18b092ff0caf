#include "core/session/training_thread.h"

#include "core/session/recording_listener.h"
#include "core/train/compute_policy.h"
#include "core/train/trainer.h"
#include "core/types/error.h"
#include "core/types/process_settings.h"

namespace capriccio {
namespace {

constexpr int kTrainingNice = 10; // the picture under the hand and the window come first

TrainingResult failure(const Sentence& reason, const QString& detail) {
    TrainingResult result;
    result.outcome = TrainingResult::Outcome::Failed;
    result.reason = reason;
    result.detail = detail;
    return result;
}

} // namespace

// Turns what the Trainer says into signals. They are emitted on the training thread by one sender, so they reach the
// window in order.
class TrainingThread::Relay : public TrainingListener {
public:
    explicit Relay(TrainingThread& thread) : thread_(thread) {}

    void onState(TrainingState state) override { Q_EMIT thread_.stateChanged(state); }
    void onEstimate(const TrainingEstimate& estimate) override { Q_EMIT thread_.estimated(estimate); }
    void onStats(const TrainingStats& stats) override { Q_EMIT thread_.statsReady(stats); }
    void onHealth(const HealthReport& report) override { Q_EMIT thread_.healthChanged(report); }
    void onCheckpoint(const CheckpointInfo& checkpoint) override { Q_EMIT thread_.checkpointSaved(checkpoint); }
    void onNotice(const Sentence& text) override { Q_EMIT thread_.noticed(text); }
    void onPreview(const Preview& preview) override {
        if (thread_.preview_.put(preview))
            Q_EMIT thread_.previewAvailable();
    }
    void onSampler(std::shared_ptr<const Sampler> sampler) override {
        if (thread_.sampler_.put(std::move(sampler)))
            Q_EMIT thread_.samplerAvailable();
    }

private:
    TrainingThread& thread_;
};

TrainingThread::TrainingThread(TrainingJob job, bool estimateOnly, QObject* parent)
    : QThread(parent),
      job_(std::move(job)),
      estimateOnly_(estimateOnly),
      control_(std::make_unique<TrainingControl>()) {
    setObjectName(QStringLiteral("training"));
}

TrainingThread::~TrainingThread() {
    control_->cancel();
    wait();
}

void TrainingThread::pause() {
    control_->pause();
}

void TrainingThread::resume() {
    control_->resume();
}

void TrainingThread::stop() {
    control_->cancel();
}

void TrainingThread::saveNow() {
    control_->requestCheckpoint();
}

std::optional<Preview> TrainingThread::takePreview() {
    return preview_.take();
}

std::shared_ptr<const Sampler> TrainingThread::takeSampler() {
    return sampler_.take().value_or(nullptr);
}

void TrainingThread::run() {
    giveWay(kTrainingNice);
    TrainingResult result;
    try {
        Relay relay(*this);
        if (estimateOnly_) {
            Q_EMIT stateChanged(TrainingState::Measuring);
            const TrainingEstimate estimate = measure(job_, *control_);
            result.outcome =
                control_->isCancelled() ? TrainingResult::Outcome::Cancelled : TrainingResult::Outcome::Finished;
            if (!control_->isCancelled())
                Q_EMIT estimated(estimate);
        } else {
            RunRecorder recorder(job_, job_.projectFolder, job_.runId);
            RecordingListener recording(recorder, relay);
            result = Trainer(job_).run(*control_, recording);
            try {
                recorder.ended(result);
            } catch (const Error& error) { // the result is safe in the run's folder, only the index lacks it
                Q_EMIT noticed(error.sentence());
            }
        }
    } catch (const Error& error) {
        result = failure(error.sentence(), error.detail());
    } catch (const std::exception& error) {
        result = failure(
            Sentence::translate("capriccio::TrainingThread",
                                "The training had to stop because of an internal error. What was saved is kept."),
            QString::fromUtf8(error.what()));
    } catch (...) {
        result = failure(
            Sentence::translate("capriccio::TrainingThread",
                                "The training had to stop because of an internal error. What was saved is kept."),
            {});
    }
    Q_EMIT stateChanged(TrainingState::Ended);
    Q_EMIT ended(result);
}

} // namespace capriccio
