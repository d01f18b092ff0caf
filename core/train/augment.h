#pragma once

#include <torch/types.h>

namespace capriccio {

// Differentiable augmentation (Zhao et al. 2020): what the discriminator sees of real and drawn pictures alike, so that
// few pictures last longer. Each transformation hits each picture with a probability, its strength:
//   of colour: brightness +-0.5; saturation x 0..2 (colour only); contrast x 0.5..1.5;
//   of place: shift by up to an eighth of the side, filled with 0; cutout of a square of half the side, filled with 0.
struct AugmentStrength {
    double place = 0;  // 0..1
    double colour = 0; // 0..1
};

// What happens to each picture of a batch: float32 [N, 8]; see augment.cpp for the columns.
using AugmentPlan = torch::Tensor;

// Draws a plan. Strengths of 0 plan nothing. Uses only `generator`.
AugmentPlan planAugmentation(std::int64_t pictures, int channels, int resolution, const AugmentStrength& strength,
                             at::Generator& generator);

// Applies a plan to float32 [N, C, H, W]; differentiable once in x. Returns x itself for an undefined plan.
torch::Tensor augment(const torch::Tensor& x, const AugmentPlan& plan);

// Strength by repetition: 0 while every picture is new, a quarter more with each tenfold repetition, at most 0.8.
// Colours are left alone until pictures have been seen some 40 times and follow twice as fast from there: in runs of
// 1,600 steps drawn colours were nearer so, in longer ones no difference is known (tests/bench/README.md).
AugmentStrength repetitionStrength(std::int64_t imagesSeen, std::int64_t trainingPictures);

// Adaptive strength (Karras et al. 2020): raised while the discriminator is surer of the training pictures than
// `target`, lowered otherwise; moves by at most 1 per 50,000 pictures.
struct AdaptiveStrength {
    double strength = 0;
    double sureness = 0; // running mean of the heuristic r_t = E[sign(D)], -1..1
    void observe(double sign, std::int64_t pictures, double target);
};

} // namespace capriccio
