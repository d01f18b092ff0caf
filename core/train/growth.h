#pragma once

#include "core/train/training_step.h"

#include <torch/types.h>
#include <vector>

namespace capriccio {

// How far a growing network is (Karras et al. 2018): level i of n above the first opens at i / 2n of the run, so that
// the full size always has the second half.
struct Growth {
    int size = 0;              // px, one of the levels
    std::int64_t openedAt = 0; // step
};

// Returns the level of this step. levels: px, ascending, not empty.
Growth growthAt(const StepContext& context, const std::vector<int>& levels);

// Returns the share of the run at which each level opens, the first 0.
std::vector<double> growthPhases(const std::vector<int>& levels);

// Returns float32 [N, C, H, W] at the size of a lower level: means of 2x2, as often as it takes.
torch::Tensor resized(torch::Tensor pictures, std::int64_t size);

} // namespace capriccio
