#pragma once

#include "core/nn/network.h"
#include "core/types/preset.h"

#include <torch/types.h>

namespace capriccio {

// real, drawn: float32 logits [N] of the discriminator. Both return a scalar.
//   NonSaturating  D: softplus(-real) + softplus(drawn), the binary cross-entropy of both halves; G: softplus(-drawn)
//   Hinge          D: relu(1 - real) + relu(1 + drawn);                                           G: -drawn
//   WassersteinGp  D: drawn - real;                                                               G: -drawn
//   Relativistic   D: softplus(drawn - real), pair by pair;                                       G: softplus(real -
//   drawn)
torch::Tensor discriminatorLoss(Objective objective, const torch::Tensor& real, const torch::Tensor& drawn);
torch::Tensor generatorLoss(Objective objective, const torch::Tensor& real, const torch::Tensor& drawn);

// Whether the generator's loss looks at real pictures too.
bool comparesPairs(Objective objective);

// Zero-centred gradient penalty, R1 (Mescheder et al. 2018) on real and R2 on drawn pictures: the squared length of
// the logit's gradient with respect to the picture, per picture, [N]. Differentiable in the parameters of `network`.
torch::Tensor squaredGradient(Discriminator& network, const torch::Tensor& pictures,
                              const DiscriminatorContext& context);

// One-centred penalty of WGAN-GP (Gulrajani et al. 2017): mean of (|gradient| - 1)^2 at points between real and drawn;
// mix [N, 1, 1, 1] in [0, 1] says where. Scalar.
torch::Tensor wassersteinPenalty(Discriminator& network, const torch::Tensor& real, const torch::Tensor& drawn,
                                 const torch::Tensor& mix, const DiscriminatorContext& context);

// Accuracy of a discriminator, shares in 0..1. Objectives without an absolute zero (Wasserstein, relativistic) are
// judged at the middle of the two means.
struct Accuracy {
    double real = 0;
    double drawn = 0;
    double boundary = 0; // logit above which a picture counts as real
};
Accuracy accuracy(Objective objective, const torch::Tensor& real, const torch::Tensor& drawn);

} // namespace capriccio
