#include "core/nn/dcgan.h"

#include "core/nn/torch.h"

namespace capriccio {

namespace {

// A module whose only job is the name "main" in front of the layers, as nn.Sequential gives it in the reference.
struct Stack : torch::nn::Module {};

// Channels at the widest layer: 64 (the paper's) at the finest, doubled with every halving.
std::int64_t widest(const NetworkShape& shape) {
    return shape.width > 0 ? shape.width : 64LL << (doublings(shape.resolution) - 1);
}

void initialiseStack(torch::nn::Module& module, at::Generator& generator) {
    const torch::NoGradGuard guard;
    for (auto& item : module.named_parameters()) {
        auto& parameter = item.value();
        if (parameter.dim() > 1) // convolution weights: N(0, 0.02)
            parameter.normal_(0, 0.02, generator);
        else if (item.key().ends_with("weight")) // batch norm: N(1, 0.02)
            parameter.normal_(1, 0.02, generator);
        else
            parameter.zero_();
    }
}

} // namespace

DcganGenerator::DcganGenerator(const NetworkShape& shape) : resolution_(shape.resolution) {
    auto main = register_module("main", std::make_shared<Stack>());
    const int steps = doublings(shape.resolution);
    std::int64_t in = shape.latent;
    std::int64_t out = widest(shape);
    int index = 0; // of the reference's nn.Sequential: conv, norm, ReLU, conv, ...
    for (int i = 0; i < steps; ++i) {
        const bool first = i == 0;
        conv_.push_back(main->register_module(
            std::to_string(index), std::make_shared<TransposedConvLayer>(in, out, 4, first ? 1 : 2, first ? 0 : 1)));
        norm_.push_back(main->register_module(std::to_string(index + 1), std::make_shared<BatchNormLayer>(out)));
        index += 3;
        in = out;
        out /= 2;
    }
    conv_.push_back(main->register_module(std::to_string(index),
                                          std::make_shared<TransposedConvLayer>(in, shape.channels, 4, 2, 1)));
}

torch::Tensor DcganGenerator::forward(const LatentInput& input, Statistics statistics) {
    auto h = input.truncation.defined() ? input.z * input.truncation : input.z; // [N, latent]
    h = h.to(precision_).unsqueeze(2).unsqueeze(3);                             // [N, latent, 1, 1]
    for (std::size_t i = 0; i < norm_.size(); ++i) // [N, 512, 4, 4], [N, 256, 8, 8], ..., [N, 64, R / 2, R / 2]
        h = norm_[i]->forward(conv_[i]->forward(h), statistics).relu_();
    return torch::tanh(conv_.back()->forward(h).to(at::kFloat)); // [N, C, R, R]
}

void DcganGenerator::initialise(at::Generator& generator) {
    initialiseStack(*this, generator);
}

DcganDiscriminator::DcganDiscriminator(const NetworkShape& shape) {
    auto main = register_module("main", std::make_shared<Stack>());
    const int steps = doublings(shape.resolution);
    std::int64_t in = shape.channels;
    std::int64_t out = widest(shape) >> (steps - 1);
    int index = 0; // of the reference's nn.Sequential: conv, leaky ReLU, conv, norm, leaky ReLU, ...
    for (int i = 0; i < steps; ++i) {
        conv_.push_back(
            main->register_module(std::to_string(index), std::make_shared<ConvLayer>(in, out, 4, 2, 1, false)));
        if (i > 0)
            norm_.push_back(main->register_module(std::to_string(index + 1), std::make_shared<BatchNormLayer>(out)));
        index += i > 0 ? 3 : 2;
        in = out;
        out *= 2;
    }
    conv_.push_back(main->register_module(std::to_string(index), std::make_shared<ConvLayer>(in, 1, 4, 1, 0, false)));
}

torch::Tensor DcganDiscriminator::forward(const torch::Tensor& x, const DiscriminatorContext& context) {
    auto h = channelsLast(x.to(precision_));       // [N, C, R, R]
    h = activate(conv_.front()->forward(h));       // [N, 64, R / 2, R / 2]
    for (std::size_t i = 0; i < norm_.size(); ++i) // [N, 128, R / 4, R / 4], ..., [N, 512, 4, 4]
        h = activate(norm_[i]->forward(conv_[i + 1]->forward(h), context.statistics));
    const auto weight = conv_.back()->weight.to(precision_); // [1, 512, 4, 4]: the whole picture, a dot product
    return h.contiguous().flatten(1).mm(weight.flatten(1).t()).to(at::kFloat).squeeze(1); // [N]
}

void DcganDiscriminator::initialise(at::Generator& generator) {
    initialiseStack(*this, generator);
}

} // namespace capriccio
