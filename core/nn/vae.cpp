#include "core/nn/vae.h"

#include "core/nn/torch.h"

#include <algorithm>
#include <cmath>

namespace capriccio {

namespace {

torch::Tensor doubledByCopies(const torch::Tensor& x) {
    return torch::upsample_nearest2d(x, {x.size(2) * 2, x.size(3) * 2});
}

int pyramidSize(int resolution) {
    int size = 4;
    while (size < resolution)
        size *= 2;
    return size;
}

// Channels at 4 px, 8 px, ... The finest level stays thin: it costs most and needs least.
std::vector<std::int64_t> pyramid(const NetworkShape& shape, int levels) {
    const std::int64_t widest = shape.width > 0 ? shape.width : 128;
    std::vector<std::int64_t> widths;
    for (int i = 0; i < levels; ++i) {
        const std::int64_t width = i < 2 ? widest : widest >> (i - 1);
        widths.push_back(std::max<std::int64_t>(width, std::min<std::int64_t>(16, widest)));
    }
    return widths;
}

} // namespace

// Pre-activation residual block, half the size: [N, in, H, W] -> [N, out, H / 2, W / 2].
struct Vae::Down : torch::nn::Module {
    Down(std::int64_t in, std::int64_t out) {
        norm1 = register_module("norm1", std::make_shared<BatchNormLayer>(in));
        conv1 = register_module("conv1", std::make_shared<ConvLayer>(in, out, 4, 2, 1, false));
        norm2 = register_module("norm2", std::make_shared<BatchNormLayer>(out));
        conv2 = register_module("conv2", std::make_shared<ConvLayer>(out, out, 3, 1, 1, false));
        skip = register_module("skip", std::make_shared<ConvLayer>(in, out, 1, 1, 0, false));
    }
    torch::Tensor forward(const torch::Tensor& x, Statistics statistics) const {
        auto h = conv1->forward(activate(norm1->forward(x, statistics)));
        h = conv2->forward(norm2->forward(h, statistics), kActivated);
        return h + skip->forward(torch::avg_pool2d(x, 2));
    }
    std::shared_ptr<BatchNormLayer> norm1;
    std::shared_ptr<BatchNormLayer> norm2;
    std::shared_ptr<ConvLayer> conv1;
    std::shared_ptr<ConvLayer> conv2;
    std::shared_ptr<ConvLayer> skip;
};

// Pre-activation residual block, twice the size: [N, in, H, W] -> [N, out, 2H, 2W].
struct Vae::Up : torch::nn::Module {
    Up(std::int64_t in, std::int64_t out) {
        norm1 = register_module("norm1", std::make_shared<BatchNormLayer>(in));
        conv1 = register_module("conv1", std::make_shared<ConvLayer>(in, out, 3, 1, 1, false));
        norm2 = register_module("norm2", std::make_shared<BatchNormLayer>(out));
        conv2 = register_module("conv2", std::make_shared<ConvLayer>(out, out, 3, 1, 1, false));
        skip = register_module("skip", std::make_shared<ConvLayer>(in, out, 1, 1, 0, false));
    }
    torch::Tensor forward(const torch::Tensor& x, Statistics statistics) const {
        auto h = conv1->forward(norm1->forward(x, statistics), kActivatedDoubled);
        h = conv2->forward(norm2->forward(h, statistics), kActivated);
        return h + doubledByCopies(skip->forward(x));
    }
    std::shared_ptr<BatchNormLayer> norm1;
    std::shared_ptr<BatchNormLayer> norm2;
    std::shared_ptr<ConvLayer> conv1;
    std::shared_ptr<ConvLayer> conv2;
    std::shared_ptr<ConvLayer> skip;
};

Vae::Vae(const NetworkShape& shape) : shape_(shape), inner_(pyramidSize(shape.resolution)) {
    const int steps = doublings(inner_);
    const auto widths = pyramid(shape, steps + 1); // at 4 px, 8 px, ..., inner px
    const auto level = [](int size) { return std::to_string(size); };

    // Encoder: the stem halves once, the blocks down to 4 px.
    stem_ =
        register_module("stem", std::make_shared<ConvLayer>(shape.channels, widths[std::size_t(steps - 1)], 4, 2, 1));
    for (int i = steps - 1; i > 0; --i)
        down_.push_back(register_module("down" + level(4 << i),
                                        std::make_shared<Down>(widths[std::size_t(i)], widths[std::size_t(i - 1)])));
    encoderNorm_ = register_module("encoder_norm", std::make_shared<BatchNormLayer>(widths.front()));
    toPosterior_ = register_module("to_posterior",
                                   std::make_shared<LinearLayer>(widths.front() * 16, std::int64_t(shape.latent) * 2));
    // Decoder.
    fromLatent_ = register_module("from_latent", std::make_shared<LinearLayer>(shape.latent, widths.front() * 16));
    for (int i = 0; i < steps; ++i)
        up_.push_back(register_module("up" + level(8 << i),
                                      std::make_shared<Up>(widths[std::size_t(i)], widths[std::size_t(i + 1)])));
    decoderNorm_ = register_module("decoder_norm", std::make_shared<BatchNormLayer>(widths.back()));
    toPicture_ = register_module("to_picture", std::make_shared<ConvLayer>(widths.back(), shape.channels, 3, 1, 1));
}

void Vae::initialise(at::Generator& generator) {
    const torch::NoGradGuard guard;
    for (auto& item : named_parameters()) {
        auto& parameter = item.value();
        if (parameter.dim() > 1)
            fillHe(parameter, item.key().find("skip") != std::string::npos ? 1.0 : kLeakySlope, generator);
        else if (item.key().find("norm") != std::string::npos && item.key().ends_with("weight"))
            parameter.fill_(1);
        else
            parameter.zero_();
    }
    // The posterior starts near N(0, I): small weights, zero bias.
    toPosterior_->weight.mul_(0.1);
    toPicture_->weight.mul_(0.5);
}

Posterior Vae::encode(const torch::Tensor& x, Statistics statistics) {
    auto h = x;
    if (const int border = inner_ - shape_.resolution; border > 0) // 28 -> 32
        h = torch::replication_pad2d(h, {border / 2, border - border / 2, border / 2, border - border / 2});
    h = stem_->forward(channelsLast(h.to(precision_))); // [N, w, R / 2, R / 2]
    for (const auto& block : down_)
        h = block->forward(h, statistics); // ..., [N, 128, 4, 4]
    h = activate(encoderNorm_->forward(h, statistics));
    h = toPosterior_->forward(h.contiguous().flatten(1)).to(at::kFloat); // [N, 2 latent]
    const auto halves = h.chunk(2, 1);
    // Bounded so that exp() stays finite in the first steps.
    return {halves[0], halves[1].clamp(-12, 8)};
}

torch::Tensor Vae::decode(const torch::Tensor& z, Statistics statistics) {
    auto h = fromLatent_->forward(z.to(precision_)); // [N, 128 * 16]
    h = channelsLast(h.view({z.size(0), -1, 4, 4}));
    for (const auto& block : up_)
        h = block->forward(h, statistics); // [N, 128, 8, 8], ..., [N, 16, R, R]
    h = toPicture_->forward(decoderNorm_->forward(h, statistics), kActivated);
    h = torch::tanh(h.to(at::kFloat)); // [N, C, R, R]
    if (const int border = inner_ - shape_.resolution; border > 0)
        h = h.narrow(2, border / 2, shape_.resolution).narrow(3, border / 2, shape_.resolution);
    return h;
}

VaeTerms vaeTerms(const torch::Tensor& pictures, const torch::Tensor& decoded, const Posterior& posterior) {
    VaeTerms terms;
    terms.squaredError = torch::mse_loss(decoded, pictures);
    terms.kl = -0.5 * (1 + posterior.logVariance - posterior.mean.pow(2) - posterior.logVariance.exp()).sum(1).mean();
    return terms;
}

} // namespace capriccio
