#pragma once

#include "core/types/pixels.h"

#include <cstdint>
#include <torch/types.h>
#include <vector>

namespace capriccio {

// Distances between two sets of pictures, with the definitions, constants and generator seeds of the reference script
// image_distance.py, so that figures agree with it number by number. All functions: any thread, no gradients.

// Returns pictures of one size as float [N,C,H,W] in [-1,1] (value / 127.5 - 1).
torch::Tensor toTensor(const std::vector<Pixels>& pictures);
// Returns [N,3,S,S]: grey becomes three equal channels; 28 px is padded to 32 with black, as the script does.
torch::Tensor comparable(const torch::Tensor& pictures);

// Sliced Wasserstein distance x1000 of normalised 7 x 7 patches (64 a picture) for each Laplacian-pyramid level, finest
// first, down to 16 px (Karras et al. 2018, section 5 and appendix B). a, b: float [N,3,S,S] in [-1,1].
std::vector<double> slicedWasserstein(const torch::Tensor& a, const torch::Tensor& b);
double mean(const std::vector<double>& values);

// Returns float [N, 3*32*32]: 32 x 32 means of float [N,C,S,S]; grey becomes three equal channels.
torch::Tensor pooled(const torch::Tensor& pictures);
// Mean RMSE of 500 random pairs of each set of pooled pictures, drawn over real: 1 = as varied as the data.
double diversity(const torch::Tensor& pooledReal, const torch::Tensor& pooledDrawn);
// Mean RMSE over all pairs of pooled pictures, in units of [-1,1]: steadier than random pairs for a few tiles.
double meanPairwise(const torch::Tensor& pooledPictures);
// Mean RMSE between a pooled picture and the one nearest to it among the others, in units of [-1,1]; 0 for fewer
// than 2. A few compositions drawn again and again lie far from one another in pairs, and close to their nearest.
double meanNearestOther(const torch::Tensor& pooledPictures);

// Distance below which a drawn picture counts as a copy: RMSE of 32 x 32 means, pixel values 0..1.
inline constexpr double kCopyDistance = 0.02;

} // namespace capriccio
