#pragma once

#include "core/types/counter_random.h"

#include <ATen/CPUGeneratorImpl.h>
#include <torch/types.h>

namespace capriccio {

// Returns a fresh generator for draw `index` of a stream. Torch's default generator is never used: every draw of a run
// is a pure function of (run seed, stream, index). Any thread.
inline at::Generator streamGenerator(std::uint64_t runSeed, RandomStream stream, std::int64_t index) {
    return at::make_generator<at::CPUGeneratorImpl>(streamSeed(runSeed, stream, std::uint64_t(index)));
}

// Returns float32 [rows, columns] of N(0, 1).
inline torch::Tensor normalDraws(std::int64_t rows, std::int64_t columns, at::Generator generator) {
    return at::empty({rows, columns}, at::kFloat).normal_(0, 1, std::move(generator));
}

} // namespace capriccio
