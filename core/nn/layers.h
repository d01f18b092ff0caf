#pragma once

#include "core/nn/winograd.h"

#include <torch/nn/module.h>
#include <torch/types.h>

namespace capriccio {

// Layers with uninitialised parameters: the networks initialise them from a generator of their own, and a copy for
// sampling costs no random draw. Parameters are float32; every layer computes in the precision of its input (bfloat16
// inputs round the weights for the product only; gradients come back in float32).

// What a batch norm does with statistics.
enum class Statistics {
    Update,    // of this batch; running averages follow (training)
    BatchOnly, // of this batch; running averages stay (validation of live networks)
    Fixed,     // running averages (sampling)
};

// [N, in, H, W] -> [N, out, H', W'], with what is around it.
struct ConvLayer : torch::nn::Module {
    ConvLayer(std::int64_t in, std::int64_t out, std::int64_t kernel, std::int64_t strideBy = 1, std::int64_t padBy = 0,
              bool withBias = true);
    torch::Tensor forward(const torch::Tensor& x, const Around& around = {}) const;
    torch::Tensor weight; // [out, in, k, k]
    torch::Tensor bias;   // [out] or undefined
    std::int64_t stride;
    std::int64_t padding;
};

// The transposed convolution without bias of DCGAN, [N, in, H, W] -> [N, out, (H - 1) stride - 2 padding + k, same].
// Computed as what it is, the input gradient of a convolution, for which oneDNN has fast bfloat16 and channels-last
// kernels; ConvTranspose2d in LibTorch 1.13 falls back to float32 im2col. Not differentiable twice.
struct TransposedConvLayer : torch::nn::Module {
    TransposedConvLayer(std::int64_t in, std::int64_t out, std::int64_t kernel, std::int64_t strideBy,
                        std::int64_t padBy);
    torch::Tensor forward(const torch::Tensor& x) const;
    torch::Tensor weight; // [in, out, k, k], as torch.nn.ConvTranspose2d
    std::int64_t stride;
    std::int64_t padding;
};

// [N, in] -> [N, out].
struct LinearLayer : torch::nn::Module {
    LinearLayer(std::int64_t in, std::int64_t out, bool withBias = true);
    torch::Tensor forward(const torch::Tensor& x) const;
    torch::Tensor weight; // [out, in]
    torch::Tensor bias;   // [out] or undefined
};

// Batch norm (Ioffe & Szegedy 2015) over [N, C] or [N, C, H, W]; eps 1e-5 as in Torch.
struct BatchNormLayer : torch::nn::Module {
    explicit BatchNormLayer(std::int64_t channels);
    torch::Tensor forward(const torch::Tensor& x, Statistics statistics) const;
    double momentum = 0.1;     // of the running averages
    torch::Tensor weight;      // [C]
    torch::Tensor bias;        // [C]
    torch::Tensor runningMean; // [C], "running_mean"
    torch::Tensor runningVar;  // [C], "running_var"
};

// One row per class; forward takes weights, so that classes can be mixed: [N, classes] x [classes, width].
struct EmbeddingLayer : torch::nn::Module {
    EmbeddingLayer(std::int64_t classes, std::int64_t width);
    torch::Tensor forward(const torch::Tensor& classWeights) const;
    torch::Tensor weight; // [classes, width]
};

// Returns x with the layout convolutions like best (NHWC in memory); shape unchanged.
torch::Tensor channelsLast(const torch::Tensor& x);

// Returns bfloat16 as float32 and everything else as it is: where a network's own precision is not enough.
torch::Tensor atLeastFloat(const torch::Tensor& x);

constexpr double kLeakySlope = 0.2; // of every leaky ReLU here, as in Radford et al. 2016

// A leaky ReLU before a convolution; and then copies to twice the size; and means of 2x2 after it.
constexpr Around kActivated{kLeakySlope, false, false};
constexpr Around kActivatedDoubled{kLeakySlope, true, false};
constexpr Around kActivatedHalved{kLeakySlope, false, true};

// Returns a convolution with what is around it, in the precision of x. bias: [out] or undefined.
torch::Tensor convolved(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias,
                        std::int64_t stride, std::int64_t padding, const Around& around = {});

// Returns the leaky ReLU of x, element by element, in x's own type and shape.
torch::Tensor activate(const torch::Tensor& x);

// Returns x with a share of its activations left out, drawn from `generator`, and the others scaled up (Srivastava et
// al. 2014); x itself when the share is 0 or there is no generator.
torch::Tensor dropped(const torch::Tensor& x, double share, at::Generator* generator);

// Fill in place from `generator`: N(mean, std); He et al. 2015 fan-in normal for leaky ReLU of this slope (1 = linear);
// torch.nn.Linear's default uniform(+-1/sqrt(fan-in)) for weight and bias.
void fillNormal(torch::Tensor& tensor, double mean, double std, at::Generator& generator);
void fillHe(torch::Tensor& weight, double slope, at::Generator& generator);
void fillTorchDefault(LinearLayer& layer, at::Generator& generator);

} // namespace capriccio
