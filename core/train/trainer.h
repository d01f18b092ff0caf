#pragma once

#include "core/sample/sampler.h"
#include "core/train/training_control.h"
#include "core/types/training.h"

#include <memory>

namespace capriccio {

class Dataset;

// Hears what a Trainer does, on the training thread. Every call is expected to return quickly.
class TrainingListener {
public:
    virtual ~TrainingListener() = default;
    virtual void onState(TrainingState) {}
    virtual void onEstimate(const TrainingEstimate&) {}
    virtual void onStats(const TrainingStats&) {} // at most 10 a second
    virtual void onHealth(const HealthReport&) {}
    virtual void onPreview(const Preview&) {}
    virtual void onSampler(std::shared_ptr<const Sampler>) {} // a published EMA copy, with every preview
    virtual void onCheckpoint(const CheckpointInfo&) {}       // after it is durable and verified
    virtual void onNotice(const Sentence&) {}                 // "not bit-exact: ...", "disk full, training pauses"
};

// The loop: data order, schedules, previews, validation, health, checkpoints, rollback. No thread and no Qt signal of
// its own, so tests and the command line call it directly. Writes model.safetensors, samples.png and checkpoints/ into
// job.folder.
class Trainer {
public:
    explicit Trainer(TrainingJob job);
    ~Trainer();
    // Runs to the end, to cancel (saves a checkpoint and the model first), or to failure. Never throws: errors become
    // results. Blocks the calling thread.
    TrainingResult run(TrainingControl& control, TrainingListener& listener);

private:
    TrainingJob job_;
};

// Short measurement (about 3 to 8 s) of this preset on this machine: precision, threads and speed; remembered per
// machine, preset, resolution and channels in the user's cache folder for a week. Calling thread's Torch thread count
// is changed meanwhile and restored. Throws Error(Training). Stops early when control is cancelled. opened: the data of
// the job where somebody has them open (large texts fill memory); without, they are opened here.
TrainingEstimate measure(const TrainingJob& job, TrainingControl& control, bool useRemembered = true,
                         std::shared_ptr<const Dataset> opened = nullptr);

// Takes what a run says about its measurements (TrainingEstimate::measurements): when steps took a third longer or a
// quarter less than measured, what is remembered came from a computer that was busier or idler, and the next run
// measures anew. Throws nothing.
void correctMeasurement(const QStringList& measurements, double slowdown);

} // namespace capriccio
