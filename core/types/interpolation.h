#pragma once

#include "core/types/latent_point.h"

#include <vector>

namespace capriccio {

enum class PathKind { Linear, Spherical };

// Weighted mix of two to four points; weights are normalised to sum 1. Linear: weighted mean of z. Spherical:
// Shoemake's slerp applied pairwise, so that the length of z stays plausible under N(0, I). Class weights and
// truncation mix linearly. seed is -1 unless one weight is 1. Throws Error(BadArgument) for no points or different
// latent sizes. Any thread.
LatentPoint mixPoints(const std::vector<LatentPoint>& points, const std::vector<float>& weights, PathKind kind);

// Bilinear weights of a pad with corners top-left, top-right, bottom-left, bottom-right; x, y in [0, 1].
std::vector<float> padWeights(int corners, double x, double y);

// Returns `steps` points (ends included, at least 2) on the way through all given points in order.
std::vector<LatentPoint> pathThrough(const std::vector<LatentPoint>& points, int steps, PathKind kind);

} // namespace capriccio
