#pragma once

#include <torch/types.h>

namespace capriccio {

// The elementwise parts of a Transformer block, each in one pass over memory with a backward pass of its own: composed
// from Torch operators they cost as much time as the matrix products. float32, contiguous, CPU. Differentiable once.

// Root mean square norm (Zhang & Sennrich 2019): x: (..., D), weight: (D). Returns x / sqrt(mean(x^2) + 1e-6) * weight.
torch::Tensor rmsNorm(const torch::Tensor& x, const torch::Tensor& weight);

// Gated activation (Shazeer 2020): gateUp: (..., 2 H), first half the gate. Returns silu(gate) * up: (..., H).
torch::Tensor swiGlu(const torch::Tensor& gateUp);

// Rotary positions (Su et al. 2021). qkv: (B, T, 3, H, D) with D even; queries and keys are turned by their position,
// the first of which is `from`, values stay. table: (positions, D) of rotaryTable, at least from + T rows.
torch::Tensor rotary(const torch::Tensor& qkv, const torch::Tensor& table, std::int64_t from);
// Cosines, then sines, of position * 10000^(-2 i / D): (positions, D).
torch::Tensor rotaryTable(std::int64_t positions, std::int64_t headWidth);

} // namespace capriccio
