#pragma once

#include "core/session/run_recorder.h"
#include "core/train/trainer.h"

namespace capriccio {

// Writes what a run does into its folder and project before anyone else hears of it: what a window shows as saved is
// saved. Used on the training thread. Throws Error(Storage) from the recorder; the Trainer pauses then and tries again.
class RecordingListener : public TrainingListener {
public:
    // Both outlive this object.
    RecordingListener(RunRecorder& recorder, TrainingListener& next) : recorder_(recorder), next_(next) {}

    void onState(TrainingState state) override { next_.onState(state); }
    void onEstimate(const TrainingEstimate& estimate) override { next_.onEstimate(estimate); }
    void onHealth(const HealthReport& report) override { next_.onHealth(report); }
    void onSampler(std::shared_ptr<const Sampler> sampler) override { next_.onSampler(std::move(sampler)); }
    void onNotice(const Sentence& text) override { next_.onNotice(text); }
    void onStats(const TrainingStats& stats) override {
        recorder_.stats(stats);
        next_.onStats(stats);
    }
    void onPreview(const Preview& preview) override {
        recorder_.preview(preview);
        next_.onPreview(preview);
    }
    void onCheckpoint(const CheckpointInfo& checkpoint) override {
        recorder_.checkpoint(checkpoint);
        next_.onCheckpoint(checkpoint);
    }

private:
    RunRecorder& recorder_;
    TrainingListener& next_;
};

} // namespace capriccio
