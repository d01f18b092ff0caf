#pragma once

#include "core/nn/language_network.h"
#include "core/nn/transformer_pass.h"
#include "core/train/adam.h"
#include "core/train/muon.h"
#include "core/train/training_step.h"

namespace capriccio {

// Next-token prediction by maximum likelihood (cross-entropy), with AdamW (and Muon for the matrices of a Transformer),
// a warm-up and a cosine to a share of the learning rate, and an averaged copy of the weights (EMA) that validation and
// samplers use.
class LanguageStep : public TrainingStep {
public:
    LanguageStep(const Preset& preset, const StepShape& shape, Precision precision);
    Outcome step(const Batch& batch, const StepContext& context) override;
    // loss_heldout in nats per token.
    Validation validate(const Batch& heldOut, const Batch& training) override;
    std::shared_ptr<const Sampler> makeSampler(const ModelInfo& info) const override;
    void save(StateDict& state) const override;
    void load(const StateDict& state) override;

private:
    // Leaves the gradients of the mean loss of a batch in grad(). Returns it in nats per token.
    double gradients(const torch::Tensor& inputs, const torch::Tensor& targets, const StepContext& context);

    LanguageOptions options_;
    SequenceShape shape_;
    bool paired_;
    std::shared_ptr<LanguageNetwork> network_;
    std::shared_ptr<LanguageNetwork> average_; // null: no averaging
    Adam adam_;
    std::unique_ptr<TransformerPass> pass_; // null: by autograd
    std::unique_ptr<Muon> muon_;            // null: every parameter by AdamW
};

// Step size at this place of the run: rises linearly over `warmup` of it, then falls along a half cosine to `end` of
// `highest`.
double warmedRate(double highest, double warmup, double end, const StepContext& context);

// Mean cross-entropy in nats over the targets that count: logits (B, T, V), targets int64 (B, T), kPad never counts;
// from: int64 (B) first target that counts, undefined for all. smoothing: share of the target spread over all tokens.
torch::Tensor tokenLoss(const torch::Tensor& logits, const torch::Tensor& targets, double smoothing = 0);

// Targets of a paired batch that stand before the answer become kPad. inputs: int64 (B, T + 1).
torch::Tensor answersOnly(const torch::Tensor& inputs);

// Turns a share of the windows into prefix, suffix, middle (Bavarian et al. 2022): PREFIX a SUFFIX c MIDDLE b END, cut
// to the length of the window. inputs: int64 (B, T + 1). Drawn by counter.
torch::Tensor filledInMiddle(const torch::Tensor& inputs, double share, std::uint64_t runSeed, std::int64_t step);

} // namespace capriccio
