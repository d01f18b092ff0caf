#pragma once

#include <cstdint>
#include <torch/nn/module.h>

namespace capriccio {

inline constexpr double kHalfLifeOfSeen = 0.05; // Karras et al. 2020

// Returns the share of the average that stays after a step of `batch` pictures: 0.5^(batch / half-life), in pictures.
// Early in a run the half-life is at most `ofSeen` of the pictures seen, so that the first random weights are
// forgotten.
double averageDecay(std::int64_t batch, std::int64_t imagesSeen, double halfLife, double ofSeen = kHalfLifeOfSeen);

// average <- decay * average + (1 - decay) * live, for every parameter and floating buffer; both of the same class.
void updateAverage(torch::nn::Module& average, const torch::nn::Module& live, double decay);

// Makes `target` an exact copy of `source`, buffers included.
void copyModule(torch::nn::Module& target, const torch::nn::Module& source);

} // namespace capriccio
