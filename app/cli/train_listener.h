#pragma once

#include "app/cli/output.h"
#include "core/train/trainer.h"

namespace capriccio {

// What `train` prints.
class TrainListener : public TrainingListener {
public:
    TrainListener(Output& output, const TrainingJob& job) : output_(output), job_(job) {}
    QString lastCheckpoint() const { return lastCheckpoint_; }

    void onState(TrainingState state) override;
    void onEstimate(const TrainingEstimate& estimate) override;
    void onStats(const TrainingStats& stats) override;
    void onHealth(const HealthReport& report) override;
    void onCheckpoint(const CheckpointInfo& checkpoint) override;
    void onNotice(const Sentence& text) override;

private:
    Output& output_;
    const TrainingJob& job_;
    QString lastCheckpoint_;
    QString lastLine_; // of the health
};

} // namespace capriccio
