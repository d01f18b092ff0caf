#pragma once

#include "core/nn/language_network.h"
#include "core/train/adam.h"
#include "core/train/training_step.h"

namespace capriccio {

// Sequence VAE on one screen (Bowman et al. 2016): reconstruction of the item plus beta times KL, with KL annealing,
// free bits per latent element (Kingma et al. 2016) and word dropout.
class SequenceVaeStep : public TrainingStep {
public:
    SequenceVaeStep(const Preset& preset, const StepShape& shape, Precision precision);
    Outcome step(const Batch& batch, const StepContext& context) override;
    // reconstruction_heldout in nats per token and kl_heldout in nats per item, both from the posterior mean;
    // token_accuracy: share of held-out tokens that come back when the item is written greedily from its point.
    Validation validate(const Batch& heldOut, const Batch& training) override;
    std::shared_ptr<const Sampler> makeSampler(const ModelInfo& info) const override;
    void save(StateDict& state) const override;
    void load(const StateDict& state) override;

private:
    SequenceVaeOptions options_;
    SequenceShape shape_;
    std::shared_ptr<SequenceVae> network_;
    std::shared_ptr<SequenceVae> average_; // null: no averaging
    Adam adam_;
};

// Turns a share of the items into a piece of themselves, which begins with kPad instead of kBegin: what is written from
// a point still begins at a beginning, while the encoder sees far more orders of words than the corpus has items.
// items: int64 (B, T + 1). Drawn by counter.
torch::Tensor cutOut(const torch::Tensor& items, double share, std::uint64_t runSeed, std::int64_t step);

// Writes items greedily from their points, `steps` tokens each. z: (B, latent). Returns ids int64 (B, steps).
torch::Tensor writtenGreedily(const SequenceVae& network, const torch::Tensor& z, std::int64_t steps);

} // namespace capriccio
