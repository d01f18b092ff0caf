#pragma once

#include "core/train/training_step.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace capriccio {

// Share of the run done before this step, 0..1.
inline double runFraction(const StepContext& context) {
    return std::clamp(double(context.step) / double(std::max<std::int64_t>(context.totalSteps, 1)), 0.0, 1.0);
}

// Learning rate on a half cosine that ends at (1 - decay) of the start (Loshchilov & Hutter 2017, one cycle).
inline double scheduledRate(double start, double decay, const StepContext& context) {
    return start * (1 - decay * 0.5 * (1 - std::cos(std::numbers::pi * runFraction(context))));
}

} // namespace capriccio
