#include "core/data/text_codec.h"
#include "core/nn/language_network.h"
#include "core/nn/sequence_kernels.h"
#include "core/nn/torch.h"

#include <cmath>

namespace capriccio {

namespace {

namespace F = torch::nn::functional;

constexpr std::int64_t kPlace = 16; // numbers of every place
constexpr std::int64_t kTaps = 3;   // places a block looks at, `dilation` apart
constexpr int kDilations = 4;       // dilations 1, 2, 4, 8, then again

std::int64_t dilationOf(std::size_t block) {
    return std::int64_t(1) << (block % kDilations);
}

// Every place beside the two that stand `dilation` and twice as far before it, or one before and one behind:
// y (B, T, D), `before` places of zeros in front. Returns (B, T, kTaps D).
torch::Tensor taps(const torch::Tensor& y, std::int64_t dilation, std::int64_t before) {
    const std::int64_t reach = (kTaps - 1) * dilation;
    const auto padded = F::pad(y, F::PadFuncOptions({0, 0, before, reach - before})); // (B, T + reach, D)
    std::vector<torch::Tensor> parts;
    for (std::int64_t tap = 0; tap < kTaps; ++tap)
        parts.push_back(padded.narrow(1, tap * dilation, y.size(1)));
    return torch::cat(parts, 2);
}

} // namespace

SequenceVae::SequenceVae(const SequenceShape& shape) : shape_(shape), dropout_(shape.dropout) {
    const std::int64_t d = shape.width;
    embedding_ = register_parameter("embedding", torch::empty({shape.vocabulary, d}));
    const auto blocks = [&](const std::string& name, std::vector<Block>& list) {
        for (int i = 0; i < shape.layers; ++i) {
            const std::string at = name + std::to_string(i) + "_";
            list.push_back({register_parameter(at + "norm", torch::empty({d})),
                            register_parameter(at + "taps", torch::empty({2 * d, kTaps * d})),
                            register_parameter(at + "taps_bias", torch::empty({2 * d})),
                            register_parameter(at + "out", torch::empty({d, d}))});
        }
    };
    blocks("encoder", encoder_);
    encoderNorm_ = register_parameter("encoder_norm", torch::empty({d}));
    place_ = register_parameter("place", torch::empty({kPlace, d}));
    toPosterior_ = register_parameter("to_posterior", torch::empty({2 * shape.latent, d + shape.context * kPlace}));
    posteriorBias_ = register_parameter("posterior_bias", torch::empty({2 * shape.latent}));
    latentPlace_ = register_parameter("latent_place", torch::empty({shape.context * kPlace, shape.latent}));
    position_ = register_parameter("position", torch::empty({shape.context, d}));
    latentIn_ = register_parameter("latent_in", torch::empty({d, shape.latent}));
    placeIn_ = register_parameter("place_in", torch::empty({d, kPlace}));
    blocks("decoder", decoder_);
    decoderNorm_ = register_parameter("decoder_norm", torch::empty({d}));
    placeOut_ = register_parameter("place_out", torch::empty({d, kPlace}));
    output_ = register_parameter("output", torch::empty({shape.vocabulary, d}));
    outputBias_ = register_parameter("output_bias", torch::empty({shape.vocabulary}));
}

void SequenceVae::initialise(at::Generator& generator) {
    const torch::NoGradGuard guard;
    for (auto& item : named_parameters()) {
        auto& parameter = item.value();
        if (parameter.dim() == 2)
            parameter.normal_(0, 0.6 / std::sqrt(double(parameter.size(1))), generator);
        else if (item.key().ends_with("norm"))
            parameter.fill_(1);
        else
            parameter.zero_();
    }
    for (auto* blocks : {&encoder_, &decoder_})
        for (auto& block : *blocks)
            block.out.zero_(); // a block begins as nothing at all
    embedding_.normal_(0, 1, generator);
    position_.normal_(0, 0.02, generator);
    toPosterior_.slice(0, shape_.latent).mul_(0.1); // variances begin near 1
}

torch::Tensor SequenceVae::Posterior::divergence() const {
    return 0.5 * (mean.square() + logVariance.exp() - 1 - logVariance);
}

SequenceVae::Posterior SequenceVae::encode(const torch::Tensor& ids) const {
    // Padding is nothing at all in every block, so that it does not count how much of it there is.
    const auto real = (ids != int(kPad)).unsqueeze(2).to(at::kFloat); // (B, T, 1)
    auto x = F::embedding(ids, embedding_);                           // (B, T, D)
    for (std::size_t i = 0; i < encoder_.size(); ++i) {
        const auto y = rmsNorm(x, encoder_[i].norm) * real;
        x = x + branch(encoder_[i], taps(y.to(precision_), dilationOf(i), dilationOf(i)));
    }
    const auto y = rmsNorm(x, encoderNorm_) * real;                 // (B, T, D)
    const auto pooled = y.sum(1) / real.sum(1).clamp_min(1).sqrt(); // (B, D)
    const auto places = F::linear(y, place_).flatten(1);            // (B, T kPlace)
    const auto missing = shape_.context * kPlace - places.size(1);
    const auto all = torch::cat({pooled, F::pad(places, F::PadFuncOptions({0, missing}))}, 1);
    const auto both = F::linear(all, toPosterior_, posteriorBias_).chunk(2, 1);
    return {both[0], both[1].clamp(-8, 4)};
}

torch::Tensor SequenceVae::product(const torch::Tensor& x, const torch::Tensor& weight,
                                   const torch::Tensor& bias) const {
    if (precision_ == at::kFloat)
        return F::linear(x, weight, bias);
    return F::linear(x.to(precision_), weight.to(precision_), bias.defined() ? bias.to(precision_) : bias)
        .to(at::kFloat);
}

torch::Tensor SequenceVae::branch(const Block& block, const torch::Tensor& seen) const {
    return product(swiGlu(product(seen, block.taps, block.tapsBias)), block.out); // (B, T, 3 D) to (B, T, D)
}

torch::Tensor SequenceVae::placesOf(const torch::Tensor& z, std::int64_t first, std::int64_t places) const {
    const auto weight = latentPlace_.slice(0, first * kPlace, (first + places) * kPlace);
    return F::linear(z, weight).view({z.size(0), places, kPlace});
}

torch::Tensor SequenceVae::decoderInput(const torch::Tensor& z, const torch::Tensor& ids, const torch::Tensor& places,
                                        std::int64_t first) const {
    return F::embedding(ids, embedding_) + F::linear(places, placeIn_) + F::linear(z, latentIn_).unsqueeze(1) +
           position_.slice(0, first, first + ids.size(1)); // (B, T, D)
}

torch::Tensor SequenceVae::scores(const torch::Tensor& seen, const torch::Tensor& places) const {
    return product(seen + F::linear(places, placeOut_), output_, outputBias_);
}

torch::Tensor SequenceVae::decode(const torch::Tensor& z, const torch::Tensor& inputs, at::Generator* dropout) const {
    const auto places = placesOf(z, 0, inputs.size(1)); // (B, T, kPlace)
    auto x = decoderInput(z, inputs, places, 0);        // (B, T, D)
    for (std::size_t i = 0; i < decoder_.size(); ++i) {
        const std::int64_t reach = (kTaps - 1) * dilationOf(i);
        x = x + branch(decoder_[i], taps(rmsNorm(x, decoder_[i].norm).to(precision_), dilationOf(i), reach));
    }
    auto seen = rmsNorm(x, decoderNorm_);
    if (dropout_ > 0 && dropout != nullptr)
        seen = seen * torch::empty_like(seen, seen.options().requires_grad(false))
                          .bernoulli_(1 - dropout_, *dropout)
                          .div_(1 - dropout_);
    return scores(seen, places); // (B, T, V)
}

torch::Tensor SequenceVae::next(const torch::Tensor& z, const torch::Tensor& ids, SequenceMemory& memory) const {
    if (memory.tensors.empty())
        for (std::size_t i = 0; i < decoder_.size(); ++i)
            memory.tensors.push_back(torch::zeros({ids.size(0), (kTaps - 1) * dilationOf(i), shape_.width}));
    const auto places = placesOf(z, memory.position, 1);
    auto x = decoderInput(z, ids, places, memory.position); // (B, 1, D)
    for (std::size_t i = 0; i < decoder_.size(); ++i) {
        // What the block saw of the places before, as far back as it reaches: (B, reach + 1, D)
        const auto seen = torch::cat({memory.tensors[i], rmsNorm(x, decoder_[i].norm)}, 1);
        memory.tensors[i] = seen.slice(1, 1);
        const auto window = seen.slice(1, 0, seen.size(1), dilationOf(i)).flatten(1).unsqueeze(1); // (B, 1, kTaps D)
        x = x + branch(decoder_[i], window);
    }
    memory.position += 1;
    return scores(rmsNorm(x, decoderNorm_), places).squeeze(1); // (B, V)
}

} // namespace capriccio
