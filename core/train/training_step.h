#pragma once

#include "core/data/dataset.h"
#include "core/io/state_dict.h"
#include "core/sample/sampler.h"
#include "core/train/training_control.h"
#include "core/types/training.h"

#include <memory>
#include <vector>

namespace capriccio {

// Where a step stands in its run. All schedules (learning rate, KL warm-up, EMA) are pure functions of these.
struct StepContext {
    std::int64_t step = 0;       // 0-based, over all sittings
    std::int64_t imagesSeen = 0; // before this step
    std::int64_t totalSteps = 1; // planned; fixed at the start of the run and stored in checkpoints
    std::uint64_t runSeed = 0;
    TrainingControl* control = nullptr; // may be null; asked between the D and G phases
};

// What held-out data says about the model. Values by the kValue keys of training.h.
using Validation = std::vector<NamedValue>;

// One objective on one screen, in its paper's vocabulary: the only model abstraction the Trainer knows. Lives on the
// training thread.
class TrainingStep {
public:
    virtual ~TrainingStep() = default;
    // One optimiser step of every network. Returns losses by the kValue keys. When control says cancel or pause between
    // phases the step is completed anyway if that takes under a second, else the state is left as before the step and
    // `completed` is false; the same step gives the same bits later.
    struct Outcome {
        std::vector<NamedValue> losses;
        bool completed = true;
    };
    virtual Outcome step(const Batch& batch, const StepContext& context) = 0;
    // Figures on held-out pictures that need the live networks (discriminator accuracy, VAE reconstruction and KL),
    // and the same of training pictures under the plain names, to tell learning from memorising.
    virtual Validation validate(const Batch& heldOut, const Batch& training) = 0;
    // A deep copy of the averaged (EMA) model in eval mode, float32, safe to use on another thread while training goes
    // on.
    virtual std::shared_ptr<const Sampler> makeSampler(const ModelInfo& info) const = 0;
    // Everything for a bit-exact resume: parameters and buffers of every network and its EMA, optimiser moments by
    // parameter name, generator states, augmentation accumulators, lazy counters. load() throws Error(BadInput) listing
    // missing, surplus and misshapen tensors.
    virtual void save(StateDict& state) const = 0;
    virtual void load(const StateDict& state) = 0;
    // Shares of the run, ascending from 0, at which a step begins to cost something else: where a network grows.
    virtual std::vector<double> phases() const { return {0}; }
};

// Builds the step for the preset's architecture. precision is never Auto. Deterministic: initial weights depend only on
// preset.run.seed.
struct StepShape {
    int channels = 3;                  // of the pictures
    int resolution = 64;               // px
    int classes = 0;                   // 0 = none
    int vocabulary = 0;                // text and music: token ids are in [0, vocabulary)
    bool paired = false;               // text: only the target is learned
    std::int64_t trainingPictures = 0; // items; mirrored copies included: rules by size of the data
};
std::unique_ptr<TrainingStep> makeTrainingStep(const Preset& preset, const StepShape& shape, Precision precision);

} // namespace capriccio
