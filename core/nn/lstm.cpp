#include "core/nn/language_network.h"
#include "core/nn/layers.h"
#include "core/nn/torch.h"

#include <cmath>

namespace capriccio {

namespace {

namespace F = torch::nn::functional;

} // namespace

LstmNetwork::LstmNetwork(const SequenceShape& shape) : shape_(shape) {
    const std::int64_t d = shape.width;
    embedding_ = register_parameter("embedding", torch::empty({shape.vocabulary, d}));
    for (int i = 0; i < shape.layers; ++i) {
        const std::string at = "layer" + std::to_string(i) + "_";
        weights_.push_back(register_parameter(at + "input", torch::empty({4 * d, d})));
        weights_.push_back(register_parameter(at + "hidden", torch::empty({4 * d, d})));
        weights_.push_back(register_parameter(at + "input_bias", torch::empty({4 * d})));
        weights_.push_back(register_parameter(at + "hidden_bias", torch::empty({4 * d})));
    }
    outputBias_ = register_parameter("output_bias", torch::empty({shape.vocabulary}));
}

void LstmNetwork::initialise(at::Generator& generator) {
    const torch::NoGradGuard guard;
    const std::int64_t d = shape_.width;
    embedding_.normal_(0, 1 / std::sqrt(double(d)), generator);
    for (auto& weight : weights_) {
        if (weight.dim() == 2) {
            weight.normal_(0, 1 / std::sqrt(double(d)), generator);
        } else {
            weight.zero_();
            weight.slice(0, d, 2 * d).fill_(0.5); // the forget gates begin open (Jozefowicz et al. 2015), twice 0.5
        }
    }
    outputBias_.zero_();
}

torch::Tensor LstmNetwork::forward(const torch::Tensor& ids, at::Generator* dropout) {
    const auto state = torch::zeros({shape_.layers, ids.size(0), shape_.width});
    auto x = F::embedding(ids, embedding_) * std::sqrt(double(shape_.width)); // (B, T, D)
    x = dropped(x, shape_.dropout, dropout);
    const auto y = std::get<0>(torch::lstm(x, {state, state}, weights_, true, shape_.layers, 0, false, false, true));
    return F::linear(dropped(y, shape_.dropout, dropout), embedding_, outputBias_); // (B, T, V)
}

torch::Tensor LstmNetwork::next(const torch::Tensor& ids, SequenceMemory& memory) const {
    if (memory.tensors.empty())
        memory.tensors.assign(2, torch::zeros({shape_.layers, 1, shape_.width}));
    const auto x = F::embedding(ids, embedding_) * std::sqrt(double(shape_.width));
    const auto [y, hidden, cell] =
        torch::lstm(x, {memory.tensors[0], memory.tensors[1]}, weights_, true, shape_.layers, 0, false, false, true);
    memory.tensors = {hidden, cell};
    memory.position += ids.size(1);
    return F::linear(y.slice(1, ids.size(1) - 1, ids.size(1)), embedding_, outputBias_).view({-1}); // (V)
}

} // namespace capriccio
