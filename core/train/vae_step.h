#pragma once

#include "core/nn/vae.h"
#include "core/train/adam.h"
#include "core/train/training_step.h"

namespace capriccio {

// Variational autoencoder (Kingma & Welling 2014), beta-VAE (Higgins et al. 2017) with a calibrated decoder (Rybkin et
// al. 2021: the decoder's variance is its best value, the mean squared error of the batch, so that reconstruction and
// KL weigh in nats whatever the pictures): loss = D / 2 ln(squared error) + beta KL, D values per picture.
class VaeStep final : public TrainingStep {
public:
    VaeStep(const Preset& preset, const StepShape& shape, Precision precision);

    Outcome step(const Batch& batch, const StepContext& context) override;
    Validation validate(const Batch& heldOut, const Batch& training) override;
    std::shared_ptr<const Sampler> makeSampler(const ModelInfo& info) const override;
    void save(StateDict& state) const override;
    void load(const StateDict& state) override;

private:
    VaeOptions options_;
    NetworkShape shape_;
    std::shared_ptr<Vae> network_;
    std::shared_ptr<Vae> average_; // null when emaHalfLife is 0
    Adam adam_;
    double secondsPerStep_ = 0;
};

// Weight of the KL term now: rises linearly from 0 to beta over the first klWarmup of the run.
double klWeight(const VaeOptions& options, const StepContext& context);

} // namespace capriccio
