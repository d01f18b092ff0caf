#pragma once

#include "core/nn/random.h"
#include "core/nn/torch.h"

#include <cstdint>

namespace capriccio {

// What the tests of networks and pictures share: numbers that are the same on every run.
inline at::Generator numbers(std::uint64_t seed) {
    return streamGenerator(seed, RandomStream::Noise, 0);
}

// float32 of a standard normal distribution.
inline torch::Tensor normal(at::IntArrayRef sizes, std::uint64_t seed = 1) {
    auto generator = numbers(seed);
    return torch::empty(sizes).normal_(0, 1, generator);
}

// The largest absolute value.
inline double largest(const torch::Tensor& t) {
    return t.abs().max().item<double>();
}

} // namespace capriccio
