#include "core/nn/studio_gan.h"

#include "core/nn/torch.h"

#include <algorithm>
#include <cmath>

namespace capriccio {

namespace {

// Of the class beside the latent. Weighing as much it drowns the latent: its gradient is the steadier one, and every
// class ends as one picture, again and again.
constexpr double kClassWeight = 0.25;

// Up to this size features are doubled evenly: copies draw a plaid that a run of minutes does not unlearn. Emoji after
// 2,000 steps: with copies at every size a distance of 34.3 and a plaid, up to 16 px 29.9 and a faint one, up to 32 px
// 32.0 and none. Above, where edges are drawn, they are copied.
constexpr int kEvenUpTo = 32;

torch::Tensor doubledEvenly(const torch::Tensor& x) {
    return torch::upsample_bilinear2d(x, {x.size(2) * 2, x.size(3) * 2}, false);
}

// 32 px up to the first power of two that holds the picture.
std::vector<int> levelsFor(int resolution) {
    std::vector<int> levels{32};
    while (levels.back() < resolution)
        levels.push_back(levels.back() * 2);
    if (resolution != 28)
        doublings(resolution); // refuses what is no power of two
    return levels;
}

std::int64_t scaled(const NetworkShape& shape, std::int64_t channels) {
    const std::int64_t widest = shape.width > 0 ? shape.width : 128;
    return std::max<std::int64_t>(channels * widest / 128, 4);
}

// Channels at a size, for a widest layer of 128. Fine sizes are thin: they cost most. The last one is thinner still.
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
        return scaled(shape, shape.resolution > 64 ? 32 : 16);
    case 128:
        return scaled(shape, 16);
    default:
        return scaled(shape, 8);
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
    case 64:
        return scaled(shape, 16);
    default:
        return scaled(shape, 8);
    }
}

// Of features and one number that is a channel of its own: that one is convolved once, for all pictures. Channels come
// in eights (winograd.h).
torch::Tensor convolvedBeside(const ConvLayer& layer, const torch::Tensor& h, const torch::Tensor& number) {
    const auto features = h.size(1);
    const auto everywhere = torch::ones({1, 1, h.size(2), h.size(3)}, h.options().requires_grad(false));
    return convolved(h, layer.weight.narrow(1, 0, features), layer.bias, layer.stride, layer.padding) +
           number * convolved(everywhere, layer.weight.narrow(1, features, 1), {}, layer.stride, layer.padding);
}

torch::Tensor levelBuffer(const std::vector<int>& levels) {
    return torch::full({}, std::int64_t(levels.back()), at::kLong);
}

bool isPart(const std::string& name, const char* part) {
    return name.find(part) != std::string::npos;
}

} // namespace

// [N, in, H, W] -> [N, out, 2H, 2W]: batch norm, leaky ReLU, doubling, 3x3; then, when `deep`, a residual 3x3 at the
// new size. No shortcut across the upsampling: copies of coarse features would draw a plaid.
struct StudioGenerator::Up : torch::nn::Module {
    Up(std::int64_t in, std::int64_t out, bool deep, bool doublesEvenly) : evenly(doublesEvenly) {
        norm1 = register_module("norm1", std::make_shared<BatchNormLayer>(in));
        conv1 = register_module("conv1", std::make_shared<ConvLayer>(in, out, 3, 1, 1, false));
        if (deep) {
            norm2 = register_module("norm2", std::make_shared<BatchNormLayer>(out));
            conv2 = register_module("conv2", std::make_shared<ConvLayer>(out, out, 3, 1, 1, false));
        }
    }
    torch::Tensor forward(const torch::Tensor& x, Statistics statistics) const {
        const auto normed = norm1->forward(x, statistics);
        const auto h =
            evenly ? conv1->forward(doubledEvenly(activate(normed))) : conv1->forward(normed, kActivatedDoubled);
        return conv2 ? h + conv2->forward(norm2->forward(h, statistics), kActivated) : h;
    }
    bool evenly;
    std::shared_ptr<BatchNormLayer> norm1;
    std::shared_ptr<BatchNormLayer> norm2;
    std::shared_ptr<ConvLayer> conv1;
    std::shared_ptr<ConvLayer> conv2;
};

// [N, in, H, W] -> float32 [N, channels, H, W], before tanh.
struct StudioGenerator::Head : torch::nn::Module {
    Head(std::int64_t in, std::int64_t channels) {
        norm = register_module("norm", std::make_shared<BatchNormLayer>(in));
        conv = register_module("conv", std::make_shared<ConvLayer>(in, channels, 3, 1, 1));
    }
    torch::Tensor forward(const torch::Tensor& x, Statistics statistics) const {
        return atLeastFloat(conv->forward(norm->forward(x, statistics), kActivated));
    }
    std::shared_ptr<BatchNormLayer> norm;
    std::shared_ptr<ConvLayer> conv;
};

StudioGenerator::StudioGenerator(const NetworkShape& shape) : shape_(shape), levels_(levelsFor(shape.resolution)) {
    level_ = register_buffer("level", levelBuffer(levels_));
    if (shape.classes > 0)
        embedding_ =
            register_module("embedding", std::make_shared<EmbeddingLayer>(shape.classes, std::int64_t(shape.latent)));
    fromLatent_ =
        register_module("from_latent", std::make_shared<LinearLayer>(std::int64_t(shape.latent) * (embedding_ ? 2 : 1),
                                                                     generatorChannels(shape, 4) * 16));
    const int full = levels_.back();
    for (int size = 8; size <= full; size *= 2)
        up_[size] =
            register_module("up" + std::to_string(size),
                            std::make_shared<Up>(generatorChannels(shape, size / 2), generatorChannels(shape, size),
                                                 size <= 32 || size < full,
                                                 shape.upsampling == Upsampling::Bilinear && size <= kEvenUpTo));
    for (const int level : levels_)
        head_[level] = register_module("head" + std::to_string(level),
                                       std::make_shared<Head>(generatorChannels(shape, level), shape.channels));
}

torch::Tensor StudioGenerator::forward(const LatentInput& input, Statistics statistics) {
    auto z = input.z * torch::rsqrt(input.z.pow(2).mean(1, true) + 1e-8); // [N, latent], length of a typical z
    if (input.truncation.defined())
        z = z * input.truncation;
    if (embedding_)
        z = torch::cat({z, kClassWeight * embedding_->forward(input.classWeights)}, 1); // [N, 2 latent]
    auto h = fromLatent_->forward(z.to(precision_));                                    // [N, 128 * 16]
    h = channelsLast(h.view({z.size(0), -1, 4, 4}));
    const auto top = int(level_.item<std::int64_t>());
    torch::Tensor picture;
    for (int size = 8; size <= top; size *= 2) {
        h = up_.at(size)->forward(h, statistics); // [N, 128, 8, 8], [N, 96, 16, 16], [N, 48, 32, 32], ...
        if (const auto head = head_.find(size); head != head_.end()) {
            const auto drawn = head->second->forward(h, statistics); // [N, C, size, size]
            picture = picture.defined() ? drawn + torch::upsample_bilinear2d(picture, {size, size}, false) : drawn;
        }
    }
    picture = torch::tanh(picture);
    if (const int border = top == levels_.back() ? top - shape_.resolution : 0; border > 0)
        picture = picture.narrow(2, border / 2, shape_.resolution).narrow(3, border / 2, shape_.resolution);
    return picture;
}

void StudioGenerator::initialise(at::Generator& generator) {
    const torch::NoGradGuard guard;
    const auto first = "head" + std::to_string(levels_.front()) + ".conv.weight";
    for (auto& item : named_parameters()) {
        auto& parameter = item.value();
        const auto& name = item.key();
        if (name == "embedding.weight")
            parameter.normal_(0, 1, generator);
        else if (name == first)
            parameter.normal_(0, 0.5 / std::sqrt(9.0 * double(parameter.size(1))), generator);
        else if (isPart(name, "head") && parameter.dim() > 1) // a new level starts by changing nothing
            parameter.zero_();
        else if (parameter.dim() > 1)
            fillHe(parameter, kLeakySlope, generator);
        else
            parameter.fill_(isPart(name, "norm") && name.ends_with("weight") ? 1 : 0);
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
        const auto h = conv2->forward(conv1->forward(x, kActivated), kActivatedHalved);
        // 0.7071: the sum of two branches keeps the variance of one.
        return (h + skip->forward(torch::avg_pool2d(x, 2))) * 0.7071;
    }
    std::shared_ptr<ConvLayer> conv1;
    std::shared_ptr<ConvLayer> conv2;
    std::shared_ptr<ConvLayer> skip;
};

StudioDiscriminator::StudioDiscriminator(const NetworkShape& shape)
    : shape_(shape), levels_(levelsFor(shape.resolution)) {
    level_ = register_buffer("level", levelBuffer(levels_));
    for (const int level : levels_)
        stem_[level] = register_module(
            "stem" + std::to_string(level),
            std::make_shared<ConvLayer>(shape.channels, discriminatorChannels(shape, level / 2), 4, 2, 1));
    for (int size = levels_.back() / 2; size > 4; size /= 2)
        down_[size] = register_module(
            "down" + std::to_string(size),
            std::make_shared<Down>(discriminatorChannels(shape, size), discriminatorChannels(shape, size / 2)));
    const std::int64_t width = discriminatorChannels(shape, 4);
    last_ = register_module("last", std::make_shared<ConvLayer>(width + 1, width, 3, 1, 1));
    hidden_ = register_module("hidden", std::make_shared<LinearLayer>(width * 16, width));
    logit_ = register_module("logit", std::make_shared<LinearLayer>(width, 1));
    if (shape.classes > 0)
        projection_ = register_module("projection", std::make_shared<EmbeddingLayer>(shape.classes, width));
}

torch::Tensor StudioDiscriminator::forward(const torch::Tensor& x, const DiscriminatorContext& context) {
    const auto top = int(level_.item<std::int64_t>());
    auto picture = x; // [N, C, top, top]
    if (const int border = top - int(x.size(3)); border > 0)
        picture = torch::replication_pad2d(x, {border / 2, border - border / 2, border / 2, border - border / 2});
    picture = channelsLast(picture.to(precision_));
    torch::Tensor h;
    for (int size = top; size > 8; size /= 2) {
        // Each level looks at the picture in its own size too.
        if (const auto stem = stem_.find(size); stem != stem_.end()) {
            const auto seen = stem->second->forward(picture); // [N, 24, 32 / 2, 32 / 2] at the first level
            h = h.defined() ? h + seen : seen;
            if (size > levels_.front())
                picture = torch::avg_pool2d(picture, 2);
        }
        h = down_.at(size / 2)->forward(h); // [N, 48, 16, 16], [N, 96, 8, 8], [N, 128, 4, 4]
    }
    h = activate(h); // [N, 128, 4, 4]

    // Minibatch standard deviation: one number, the same for all pictures, as a constant channel beside the others.
    const auto exact = atLeastFloat(h);
    const auto centred = exact - exact.mean(0, true);
    const auto spread = (centred.pow(2).mean(0) + 1e-8).sqrt().mean().to(h.scalar_type());
    h = activate(convolvedBeside(*last_, h, spread));          // [N, 128, 4, 4]
    h = activate(hidden_->forward(h.contiguous().flatten(1))); // [N, 128]
    auto logits = atLeastFloat(logit_->forward(h)).squeeze(1); // [N]
    if (projection_)
        logits = logits + (atLeastFloat(h) * projection_->forward(context.classWeights)).sum(1);
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
            fillHe(parameter, isPart(name, "skip") || name == "logit.weight" ? 1.0 : kLeakySlope, generator);
        else
            parameter.zero_();
    }
    for (const int level : levels_)
        if (level > levels_.front()) { // a new level starts by changing nothing
            down_.at(level / 2)->conv2->weight.zero_();
            down_.at(level / 2)->skip->weight.zero_();
        }
}

} // namespace capriccio
