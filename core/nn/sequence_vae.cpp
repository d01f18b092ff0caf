#include "core/data/text_codec.h"
#include "core/nn/language_network.h"

#include <cmath>
#include <torch/torch.h>

namespace capriccio {

namespace {

namespace F = torch::nn::functional;

constexpr std::int64_t kPlace = 16; // numbers of every place

} // namespace

SequenceVae::SequenceVae(const SequenceShape& shape) : shape_(shape), dropout_(shape.dropout) {
    const std::int64_t d = shape.width;
    const std::int64_t e = d / 2;
    embedding_ = register_parameter("embedding", torch::empty({shape.vocabulary, e}));
    const auto lstm = [&](const std::string& name, std::int64_t in, std::vector<torch::Tensor>& weights) {
        weights.push_back(register_parameter(name + "_input", torch::empty({4 * d, in})));
        weights.push_back(register_parameter(name + "_hidden", torch::empty({4 * d, d})));
        weights.push_back(register_parameter(name + "_input_bias", torch::empty({4 * d})));
        weights.push_back(register_parameter(name + "_hidden_bias", torch::empty({4 * d})));
    };
    lstm("encoder_forward", e, encoder_);
    lstm("encoder_backward", e, encoder_);
    place_ = register_parameter("place", torch::empty({kPlace, 2 * d}));
    toPosterior_ = register_parameter("to_posterior", torch::empty({2 * shape.latent, 2 * d + shape.context * kPlace}));
    posteriorBias_ = register_parameter("posterior_bias", torch::empty({2 * shape.latent}));
    fromLatent_ = register_parameter("from_latent", torch::empty({2 * d, shape.latent}));
    latentPlace_ = register_parameter("latent_place", torch::empty({shape.context * kPlace, shape.latent}));
    lstm("decoder", e + shape.latent + kPlace, decoder_);
    output_ = register_parameter("output", torch::empty({e, d + kPlace}));
    outputBias_ = register_parameter("output_bias", torch::empty({shape.vocabulary}));
}

void SequenceVae::initialise(at::Generator& generator) {
    const torch::NoGradGuard guard;
    const std::int64_t d = shape_.width;
    for (auto& item : named_parameters()) {
        auto& parameter = item.value();
        if (parameter.dim() == 2)
            parameter.normal_(0, 1 / std::sqrt(double(parameter.size(1))), generator);
        else
            parameter.zero_();
    }
    for (auto* weights : {&encoder_, &decoder_})
        for (auto& weight : *weights)
            if (weight.dim() == 1)
                weight.slice(0, d, 2 * d).fill_(0.5); // forget gates begin open
    embedding_.normal_(0, 1, generator);
    toPosterior_.slice(0, shape_.latent).mul_(0.1); // variances begin near 1
}

torch::Tensor SequenceVae::Posterior::divergence() const {
    return 0.5 * (mean.square() + logVariance.exp() - 1 - logVariance);
}

SequenceVae::Posterior SequenceVae::encode(const torch::Tensor& ids) const {
    const auto state = torch::zeros({2, ids.size(0), shape_.width});
    const auto x = F::embedding(ids, embedding_);                                                        // (B, T, E)
    const auto y = std::get<0>(torch::lstm(x, {state, state}, encoder_, true, 1, 0, false, true, true)); // (B, T, 2 D)
    // The largest value over the item: padding, which the backward LSTM reads first, must not count.
    const auto pad = (ids == int(kPad)).unsqueeze(2);
    const auto pooled = std::get<0>(y.masked_fill(pad, -2).max(1));          // (B, 2 D)
    const auto places = F::linear(y, place_).masked_fill(pad, 0).flatten(1); // (B, T kPlace)
    const auto missing = shape_.context * kPlace - places.size(1);
    const auto all = torch::cat({pooled, F::pad(places, F::PadFuncOptions({0, missing}))}, 1);
    const auto both = F::linear(all, toPosterior_, posteriorBias_).chunk(2, 1);
    return {both[0], both[1].clamp(-8, 4)};
}

torch::Tensor SequenceVae::placesOf(const torch::Tensor& z, std::int64_t first, std::int64_t places) const {
    const auto weight = latentPlace_.slice(0, first * kPlace, (first + places) * kPlace);
    return F::linear(z, weight).view({z.size(0), places, kPlace});
}

torch::Tensor SequenceVae::decoderInput(const torch::Tensor& z, const torch::Tensor& ids,
                                        const torch::Tensor& places) const {
    const auto words = F::embedding(ids, embedding_);                                    // (B, T, E)
    return torch::cat({words, z.unsqueeze(1).expand({-1, ids.size(1), -1}), places}, 2); // (B, T, E + latent + kPlace)
}

torch::Tensor SequenceVae::scores(const torch::Tensor& seen, const torch::Tensor& places) const {
    return F::linear(F::linear(torch::cat({seen, places}, -1), output_), embedding_, outputBias_);
}

std::vector<torch::Tensor> SequenceVae::firstState(const torch::Tensor& z) const {
    const auto both = F::linear(z, fromLatent_).unsqueeze(0).chunk(2, 2); // (1, B, D) each
    return {both[0].tanh().contiguous(), both[1].contiguous()};
}

torch::Tensor SequenceVae::decode(const torch::Tensor& z, const torch::Tensor& inputs, at::Generator* dropout) const {
    const auto places = placesOf(z, 0, inputs.size(1));
    const auto y = std::get<0>(
        torch::lstm(decoderInput(z, inputs, places), firstState(z), decoder_, true, 1, 0, false, false, true));
    auto seen = y; // (B, T, D)
    if (dropout_ > 0 && dropout != nullptr)
        seen = y * torch::empty_like(y, y.options().requires_grad(false))
                       .bernoulli_(1 - dropout_, *dropout)
                       .div_(1 - dropout_);
    return scores(seen, places); // (B, T, V)
}

torch::Tensor SequenceVae::next(const torch::Tensor& z, const torch::Tensor& ids, SequenceMemory& memory) const {
    if (memory.tensors.empty())
        memory.tensors = firstState(z);
    const auto places = placesOf(z, memory.position, 1);
    const auto [y, hidden, cell] =
        torch::lstm(decoderInput(z, ids, places), memory.tensors, decoder_, true, 1, 0, false, false, true);
    memory.tensors = {hidden, cell};
    memory.position += 1;
    return scores(y.select(1, 0), places.select(1, 0)); // (B, V)
}

} // namespace capriccio
