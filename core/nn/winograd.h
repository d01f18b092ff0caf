#pragma once

#include <torch/types.h>

namespace capriccio {

// What stands around a 3x3 convolution and is computed along with it.
struct Around {
    double slope = 1;     // of a leaky ReLU before it, 0..1; 1 = none
    bool doubled = false; // then every value is copied to 2x2
    bool halved = false;  // means of 2x2 of its output
};

// Whether `winogradConvolution` takes these: float32 on a processor with AVX2, x [N, in, H, W] with sides that are
// (when doubled: become) multiples of 4, weight [out, in, 3, 3] with channels that are multiples of 8, not too many;
// pictures of up to 4 channels may come out. Any thread.
bool hasWinogradConvolution(const torch::Tensor& x, const torch::Tensor& weight, const Around& around);

// Returns what torch::conv2d(x, weight, bias, 1, 1) returns with what is around it, to some 1e-5 of its size, channels
// last, in a third of the time (Lavin & Gray 2016; winograd_kernels.h). Differentiable as often as it takes. bias:
// [out] or undefined. The same number of Torch threads gives the same bits. Any thread.
torch::Tensor winogradConvolution(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias,
                                  const Around& around);

} // namespace capriccio
