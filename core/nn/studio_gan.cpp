#include "core/nn/studio_gan.h"

#include <algorithm>
#include <cmath>
#include <torch/torch.h>

namespace capriccio {

namespace {

constexpr double kSlope = 0.2;

torch::Tensor activate(const torch::Tensor& x) {
    return torch::leaky_relu(x, kSlope);
}

torch::Tensor doubled(const torch::Tensor& x) {
    return torch::upsample_nearest2d(x, {x.size(2) * 2, x.size(3) * 2});
}

int pyramidSize(int resolution) {
    int size = 4;
    while (size < resolution)
        size *= 2;
    doublings(size);
    return size;
}

// Channels at a level of the pyramid, for a widest layer of 128. Fine levels are thin: they cost most.
std::int64_t scaled(const NetworkShape& shape, std::int64_t channels) {
    const std::int64_t widest = shape.width > 0 ? shape.width : 128;
    return std::max<std::int64_t>(channels * widest / 128, 4);
}

std::int64_t generatorChannels(const NetworkShape& shape, int pixels) {
    switch (pixels) {
    case 4:
    case 8:
        return scaled(shape, 128);
    case 16:
        return scaled(shape, 96);
    case 32:
        return scaled(shape, 48);
    case 64:
        return scaled(shape, 16);
    default:
        return scaled(shape, 12);
    }
}

std::int64_t discriminatorChannels(const NetworkShape& shape, int pixels) {
    switch (pixels) {
    case 4:
        return scaled(shape, 128);
    case 8:
        return scaled(shape, 96);
    case 16:
        return scaled(shape, 48);
    case 32:
        return scaled(shape, 24);
    default:
        return scaled(shape, 12);
    }
}

} // namespace

// [N, in, H, W] -> [N, out, 2H, 2W]: batch norm, leaky ReLU, nearest, 3x3; again at the doubled size when `deep`.
struct StudioGenerator::Up : torch::nn::Module {
    Up(std::int64_t in, std::int64_t out, bool deep) {
        norm1 = register_module("norm1", std::make_shared<BatchNormLayer>(in));
        conv1 = register_module("conv1", std::make_shared<ConvLayer>(in, out, 3, 1, 1, false));
        if (deep) {
            norm2 = register_module("norm2", std::make_shared<BatchNormLayer>(out));
            conv2 = register_module("conv2", std::make_shared<ConvLayer>(out, out, 3, 1, 1, false));
        }
        if (in != out)
            skip = register_module("skip", std::make_shared<ConvLayer>(in, out, 1, 1, 0, false));
    }
    torch::Tensor forward(const torch::Tensor& x, Statistics statistics) const {
        auto h = conv1->forward(doubled(activate(norm1->forward(x, statistics))));
        if (conv2)
            h = conv2->forward(activate(norm2->forward(h, statistics)));
        return h + doubled(skip ? skip->forward(x) : x);
    }
    std::shared_ptr<BatchNormLayer> norm1;
    std::shared_ptr<BatchNormLayer> norm2;
    std::shared_ptr<ConvLayer> conv1;
    std::shared_ptr<ConvLayer> conv2;
    std::shared_ptr<ConvLayer> skip;
};

StudioGenerator::StudioGenerator(const NetworkShape& shape) : shape_(shape), inner_(pyramidSize(shape.resolution)) {
    if (shape.classes > 0)
        embedding_ =
            register_module("embedding", std::make_shared<EmbeddingLayer>(shape.classes, std::int64_t(shape.latent)));
    const std::int64_t first = generatorChannels(shape, 4);
    fromLatent_ = register_module(
        "from_latent",
        std::make_shared<LinearLayer>(std::int64_t(shape.latent) * (shape.classes > 0 ? 2 : 1), first * 16));
    for (int size = 8; size <= inner_; size *= 2) // the finest level has one convolution only
        up_.push_back(register_module(
            "up" + std::to_string(size),
            std::make_shared<Up>(generatorChannels(shape, size / 2), generatorChannels(shape, size), size < inner_)));
    const std::int64_t last = generatorChannels(shape, inner_);
    norm_ = register_module("norm", std::make_shared<BatchNormLayer>(last));
    toPicture_ = register_module("to_picture", std::make_shared<ConvLayer>(last, shape.channels, 3, 1, 1));
}

torch::Tensor StudioGenerator::forward(const LatentInput& input, Statistics statistics) {
    auto z = input.z * torch::rsqrt(input.z.pow(2).mean(1, true) + 1e-8); // [N, latent], length of a typical z
    if (input.truncation.defined())
        z = z * input.truncation;
    if (embedding_)
        z = torch::cat({z, embedding_->forward(input.classWeights)}, 1); // [N, 2 latent]
    auto h = fromLatent_->forward(z.to(precision_));                     // [N, 128 * 16]
    h = channelsLast(h.view({z.size(0), -1, 4, 4}));
    for (const auto& block : up_)
        h = block->forward(h, statistics); // [N, 128, 8, 8], [N, 96, 16, 16], [N, 48, 32, 32], [N, 16, 64, 64]
    h = toPicture_->forward(activate(norm_->forward(h, statistics)));
    h = torch::tanh(h.to(at::kFloat)); // [N, C, R, R]
    if (const int border = inner_ - shape_.resolution; border > 0)
        h = h.narrow(2, border / 2, shape_.resolution).narrow(3, border / 2, shape_.resolution);
    return h;
}

void StudioGenerator::initialise(at::Generator& generator) {
    const torch::NoGradGuard guard;
    for (auto& item : named_parameters()) {
        auto& parameter = item.value();
        const auto& name = item.key();
        if (name == "embedding.weight")
            parameter.normal_(0, 1, generator);
        else if (name == "to_picture.weight")
            parameter.normal_(0, 0.5 / std::sqrt(9.0 * double(parameter.size(1))), generator);
        else if (parameter.dim() > 1)
            fillHe(parameter, name.find("skip") != std::string::npos ? 1.0 : kSlope, generator);
        else
            parameter.fill_(name.find("norm") != std::string::npos && name.ends_with("weight") ? 1 : 0);
    }
}

// [N, in, H, W] -> [N, out, H / 2, W / 2]: leaky ReLU, 3x3, leaky ReLU, 3x3, mean of 2x2; no norm.
struct StudioDiscriminator::Down : torch::nn::Module {
    Down(std::int64_t in, std::int64_t out) {
        conv1 = register_module("conv1", std::make_shared<ConvLayer>(in, out, 3, 1, 1));
        conv2 = register_module("conv2", std::make_shared<ConvLayer>(out, out, 3, 1, 1));
        skip = register_module("skip", std::make_shared<ConvLayer>(in, out, 1, 1, 0, false));
    }
    torch::Tensor forward(const torch::Tensor& x) const {
        const auto h = conv2->forward(activate(conv1->forward(activate(x))));
        // 0.7071: the sum of two branches keeps the variance of one.
        return (torch::avg_pool2d(h, 2) + skip->forward(torch::avg_pool2d(x, 2))) * 0.7071;
    }
    std::shared_ptr<ConvLayer> conv1;
    std::shared_ptr<ConvLayer> conv2;
    std::shared_ptr<ConvLayer> skip;
};

StudioDiscriminator::StudioDiscriminator(const NetworkShape& shape)
    : shape_(shape), inner_(pyramidSize(shape.resolution)) {
    stem_ = register_module(
        "stem", std::make_shared<ConvLayer>(shape.channels, discriminatorChannels(shape, inner_ / 2), 4, 2, 1));
    for (int size = inner_ / 2; size > 4; size /= 2)
        down_.push_back(register_module(
            "down" + std::to_string(size),
            std::make_shared<Down>(discriminatorChannels(shape, size), discriminatorChannels(shape, size / 2))));
    const std::int64_t width = discriminatorChannels(shape, 4);
    last_ = register_module("last", std::make_shared<ConvLayer>(width + 1, width, 3, 1, 1));
    hidden_ = register_module("hidden", std::make_shared<LinearLayer>(width * 16, width));
    logit_ = register_module("logit", std::make_shared<LinearLayer>(width, 1));
    if (shape.classes > 0)
        projection_ = register_module("projection", std::make_shared<EmbeddingLayer>(shape.classes, width));
}

torch::Tensor StudioDiscriminator::forward(const torch::Tensor& x, const DiscriminatorContext& context) {
    auto h = x.to(precision_);
    if (const int border = inner_ - shape_.resolution; border > 0)
        h = torch::replication_pad2d(h, {border / 2, border - border / 2, border / 2, border - border / 2});
    h = stem_->forward(channelsLast(h)); // [N, 24, R / 2, R / 2]
    for (const auto& block : down_)
        h = block->forward(h); // [N, 48, 16, 16], [N, 96, 8, 8], [N, 128, 4, 4]
    h = activate(h);

    // Minibatch standard deviation: one number per group, the same for all its pictures, as a constant channel.
    std::vector<torch::Tensor> spread;
    for (const auto& group : h.chunk(context.groups)) {
        const auto centred = group.to(at::kFloat) - group.to(at::kFloat).mean(0, true);
        const auto deviation = (centred.pow(2).mean(0) + 1e-8).sqrt().mean();
        spread.push_back(deviation.view({1, 1, 1, 1}).expand({group.size(0), 1, h.size(2), h.size(3)}));
    }
    h = channelsLast(torch::cat({h, torch::cat(spread).to(h.scalar_type())}, 1)); // [N, 129, 4, 4]

    h = activate(last_->forward(h));                            // [N, 128, 4, 4]
    h = activate(hidden_->forward(h.contiguous().flatten(1)));  // [N, 128]
    auto logits = logit_->forward(h).to(at::kFloat).squeeze(1); // [N]
    if (projection_)
        logits = logits + (h.to(at::kFloat) * projection_->forward(context.classWeights)).sum(1);
    return logits;
}

void StudioDiscriminator::initialise(at::Generator& generator) {
    const torch::NoGradGuard guard;
    for (auto& item : named_parameters()) {
        auto& parameter = item.value();
        const auto& name = item.key();
        if (name == "projection.weight")
            parameter.normal_(0, 1 / std::sqrt(double(parameter.size(1))), generator);
        else if (parameter.dim() > 1)
            fillHe(parameter, name.find("skip") != std::string::npos || name == "logit.weight" ? 1.0 : kSlope,
                   generator);
        else
            parameter.zero_();
    }
}

} // namespace capriccio
