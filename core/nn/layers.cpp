#include "core/nn/layers.h"

#include "core/nn/torch.h"
#include "core/nn/winograd.h"

#include <cmath>

namespace capriccio {

namespace {

// Gradient of the function below is exact in both arguments; the second derivative is not needed, since penalties go
// through discriminators only.
struct TransposedConvolution : torch::autograd::Function<TransposedConvolution> {
    static torch::Tensor forward(torch::autograd::AutogradContext* context, const torch::Tensor& x,
                                 const torch::Tensor& weight, std::int64_t stride, std::int64_t padding) {
        context->save_for_backward({x, weight});
        context->saved_data["stride"] = stride;
        context->saved_data["padding"] = padding;
        const auto grow = [&](std::int64_t size, std::int64_t kernel) {
            return (size - 1) * stride - 2 * padding + kernel;
        };
        // Only the shape of this tensor is looked at.
        const auto shape =
            torch::empty({x.size(0), weight.size(1), grow(x.size(2), weight.size(2)), grow(x.size(3), weight.size(3))},
                         x.options(), at::MemoryFormat::ChannelsLast);
        return std::get<0>(at::convolution_backward(x, shape, weight, c10::nullopt, {stride, stride},
                                                    {padding, padding}, {1, 1}, false, {0, 0}, 1,
                                                    {true, false, false}));
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                   torch::autograd::variable_list gradients) {
        const auto saved = context->get_saved_variables();
        const auto& x = saved[0];
        const auto& weight = saved[1];
        const auto stride = context->saved_data["stride"].toInt();
        const auto padding = context->saved_data["padding"].toInt();
        const auto gradient = gradients[0].contiguous(at::MemoryFormat::ChannelsLast);
        torch::Tensor gradX;
        torch::Tensor gradWeight;
        if (context->needs_input_grad(0))
            gradX = at::conv2d(gradient, weight, {}, stride, padding);
        if (context->needs_input_grad(1))
            gradWeight = std::get<1>(at::convolution_backward(x, gradient, weight, c10::nullopt, {stride, stride},
                                                              {padding, padding}, {1, 1}, false, {0, 0}, 1,
                                                              {false, true, false}));
        return {gradX, gradWeight, torch::Tensor(), torch::Tensor()};
    }
};

torch::Tensor in(const torch::Tensor& parameter, const torch::Tensor& x) {
    return parameter.defined() ? parameter.to(x.scalar_type()) : parameter;
}

double fanIn(const torch::Tensor& weight) {
    return double(weight.numel()) / double(weight.size(0));
}

} // namespace

ConvLayer::ConvLayer(std::int64_t in, std::int64_t out, std::int64_t kernel, std::int64_t strideBy, std::int64_t padBy,
                     bool withBias)
    : stride(strideBy), padding(padBy) {
    weight = register_parameter("weight", torch::empty({out, in, kernel, kernel}));
    if (withBias)
        bias = register_parameter("bias", torch::empty({out}));
}

torch::Tensor ConvLayer::forward(const torch::Tensor& x, const Around& around) const {
    return convolved(x, weight, bias, stride, padding, around);
}

TransposedConvLayer::TransposedConvLayer(std::int64_t in, std::int64_t out, std::int64_t kernel, std::int64_t strideBy,
                                         std::int64_t padBy)
    : stride(strideBy), padding(padBy) {
    weight = register_parameter("weight", torch::empty({in, out, kernel, kernel}));
}

torch::Tensor TransposedConvLayer::forward(const torch::Tensor& x) const {
    const auto w = in(weight, x);
    // From one pixel it is a matrix product: [N, in] x [in, out * k * k].
    if (x.size(2) == 1 && x.size(3) == 1 && padding == 0)
        return channelsLast(x.flatten(1).mm(w.flatten(1)).view({x.size(0), w.size(1), w.size(2), w.size(3)}));
    return TransposedConvolution::apply(x, w, stride, padding);
}

LinearLayer::LinearLayer(std::int64_t in, std::int64_t out, bool withBias) {
    weight = register_parameter("weight", torch::empty({out, in}));
    if (withBias)
        bias = register_parameter("bias", torch::empty({out}));
}

torch::Tensor LinearLayer::forward(const torch::Tensor& x) const {
    return torch::linear(x, in(weight, x), in(bias, x));
}

BatchNormLayer::BatchNormLayer(std::int64_t channels) {
    weight = register_parameter("weight", torch::ones({channels}));
    bias = register_parameter("bias", torch::zeros({channels}));
    runningMean = register_buffer("running_mean", torch::zeros({channels}));
    runningVar = register_buffer("running_var", torch::ones({channels}));
}

torch::Tensor BatchNormLayer::forward(const torch::Tensor& x, Statistics statistics) const {
    constexpr double kEps = 1e-5;
    const bool own = statistics != Statistics::BatchOnly;
    return torch::batch_norm(x, weight, bias, own ? runningMean : torch::Tensor(), own ? runningVar : torch::Tensor(),
                             statistics != Statistics::Fixed, momentum, kEps, false);
}

EmbeddingLayer::EmbeddingLayer(std::int64_t classes, std::int64_t width) {
    weight = register_parameter("weight", torch::empty({classes, width}));
}

torch::Tensor EmbeddingLayer::forward(const torch::Tensor& classWeights) const {
    return classWeights.mm(weight);
}

torch::Tensor convolved(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias,
                        std::int64_t stride, std::int64_t padding, const Around& around) {
    if (stride == 1 && padding == 1 && hasWinogradConvolution(x, weight, around))
        return winogradConvolution(x, weight, bias, around);
    auto h = around.slope < 1 ? torch::leaky_relu(x, around.slope) : x;
    if (around.doubled)
        h = torch::upsample_nearest2d(h, {h.size(2) * 2, h.size(3) * 2});
    h = torch::conv2d(h, in(weight, h), in(bias, h), stride, padding);
    return around.halved ? torch::avg_pool2d(h, 2) : h;
}

torch::Tensor channelsLast(const torch::Tensor& x) {
    return x.contiguous(at::MemoryFormat::ChannelsLast);
}

torch::Tensor atLeastFloat(const torch::Tensor& x) {
    return x.scalar_type() == at::kBFloat16 ? x.to(at::kFloat) : x;
}

torch::Tensor activate(const torch::Tensor& x) {
    return torch::leaky_relu(x, kLeakySlope);
}

torch::Tensor dropped(const torch::Tensor& x, double share, at::Generator* generator) {
    if (share <= 0 || generator == nullptr)
        return x;
    const auto keep = torch::empty_like(x, x.options().requires_grad(false)).bernoulli_(1 - share, *generator);
    return x * keep.div_(1 - share);
}

void fillNormal(torch::Tensor& tensor, double mean, double std, at::Generator& generator) {
    const torch::NoGradGuard guard;
    tensor.normal_(mean, std, generator);
}

void fillHe(torch::Tensor& weight, double slope, at::Generator& generator) {
    fillNormal(weight, 0, std::sqrt(2 / (1 + slope * slope) / fanIn(weight)), generator);
}

void fillTorchDefault(LinearLayer& layer, at::Generator& generator) {
    const torch::NoGradGuard guard;
    const double bound = 1 / std::sqrt(fanIn(layer.weight));
    layer.weight.uniform_(-bound, bound, generator);
    if (layer.bias.defined())
        layer.bias.uniform_(-bound, bound, generator);
}

} // namespace capriccio
