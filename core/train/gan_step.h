#pragma once

#include "core/nn/network.h"
#include "core/train/adam.h"
#include "core/train/augment.h"
#include "core/train/second_thread.h"
#include "core/train/training_step.h"

namespace capriccio {

// Alternating training of a generator against a discriminator (Goodfellow et al. 2014), for every network pair and
// objective: the discriminator learns on real and drawn pictures, then the generator learns on the same latents against
// the renewed discriminator.
class GanStep final : public TrainingStep {
public:
    GanStep(const Preset& preset, const StepShape& shape, Precision precision);

    Outcome step(const Batch& batch, const StepContext& context) override;
    Validation validate(const Batch& heldOut, const Batch& training) override;
    std::shared_ptr<const Sampler> makeSampler(const ModelInfo& info) const override;
    void save(StateDict& state) const override;
    void load(const StateDict& state) override;
    std::vector<double> phases() const override;

private:
    struct Draws;     // everything one step looks at besides the networks
    struct Judgement; // logits of one batch
    Judgement judge(const torch::Tensor& real, const torch::Tensor& drawn, const Draws& draws, bool forGenerator);
    void onBothSides(const std::function<void()>& real, const std::function<void()>& drawn);
    bool hasWassersteinPenalty() const;
    double penaltyWeight(const Draws& draws) const;
    torch::Tensor learnToTell(const torch::Tensor& real, const torch::Tensor& drawn, const Draws& draws,
                              Outcome& outcome);
    torch::Tensor learnToDraw(const torch::Tensor& real, const torch::Tensor& drawn, const Draws& draws);
    void renewAverage(const Draws& draws);
    void setLevel(int size);
    AugmentStrength strength(const StepContext& context) const;
    torch::Tensor classWeights(const torch::Tensor& labels, std::int64_t pictures) const;

    GanOptions options_;
    NetworkShape shape_;
    std::int64_t trainingPictures_;
    std::shared_ptr<Generator> generator_;
    std::shared_ptr<Generator> average_; // null when emaHalfLife is 0
    std::shared_ptr<Discriminator> discriminator_;
    Adam adamG_;
    Adam adamD_;
    SecondThread second_; // for the drawn side, while the caller's thread sees to the real one
    AdaptiveStrength augmentation_;
    torch::Tensor augmentationState_; // float64 [2]: what checkpoints hold of augmentation_
    double secondsPerStep_ = 0;
};

} // namespace capriccio
