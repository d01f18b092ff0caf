#include "core/nn/language_network.h"
#include "core/nn/layers.h"
#include "core/nn/sequence_kernels.h"
#include "core/nn/torch.h"
#include "core/nn/transformer_step.h"

#include <cmath>

namespace capriccio {

namespace {

namespace F = torch::nn::functional;

torch::Tensor normal(const torch::Tensor& parameter, double deviation, at::Generator& generator) {
    const torch::NoGradGuard guard;
    return parameter.detach().normal_(0, deviation, generator);
}

} // namespace

Transformer::Transformer(const SequenceShape& shape)
    : shape_(shape), hidden_((std::int64_t(shape.width) * 8 / 3 + 31) / 32 * 32) {
    const std::int64_t d = shape.width;
    embedding_ = register_parameter("embedding", torch::empty({shape.vocabulary, d}));
    for (int i = 0; i < shape.layers; ++i) {
        const std::string at = "block" + std::to_string(i) + "_";
        Block block;
        block.attentionNorm = register_parameter(at + "attention_norm", torch::empty({d}));
        block.qkv = register_parameter(at + "qkv", torch::empty({3 * d, d}));
        block.attentionOut = register_parameter(at + "attention_out", torch::empty({d, d}));
        block.mlpNorm = register_parameter(at + "mlp_norm", torch::empty({d}));
        block.gateUp = register_parameter(at + "gate_up", torch::empty({2 * hidden_, d}));
        block.down = register_parameter(at + "down", torch::empty({d, hidden_}));
        blocks_.push_back(std::move(block));
    }
    finalNorm_ = register_parameter("final_norm", torch::empty({d}));
    rotaryTable_ = rotaryTable(shape.context, d / shape.heads);
    mask_ = torch::full({shape.context, shape.context}, -std::numeric_limits<float>::infinity()).triu(1);
}

void Transformer::initialise(at::Generator& generator) {
    const torch::NoGradGuard guard;
    const double width = shape_.width;
    // The residual branches are scaled down with depth, so that the sum keeps its size (Radford et al. 2019).
    const double branch = 1 / std::sqrt(2.0 * shape_.layers);
    normal(embedding_, 1 / std::sqrt(width), generator);
    for (Block& block : blocks_) {
        block.attentionNorm.fill_(1);
        block.mlpNorm.fill_(1);
        normal(block.qkv, 1 / std::sqrt(width), generator);
        normal(block.attentionOut, branch / std::sqrt(width), generator);
        normal(block.gateUp, 1 / std::sqrt(width), generator);
        normal(block.down, branch / std::sqrt(double(hidden_)), generator);
    }
    // With tied embeddings a token would predict itself at first; small logits begin at even odds.
    finalNorm_.fill_(0.2);
}

torch::Tensor Transformer::forward(const torch::Tensor& ids, at::Generator* dropout) {
    const std::int64_t b = ids.size(0);
    const std::int64_t t = ids.size(1);
    const std::int64_t h = shape_.heads;
    const std::int64_t d = shape_.width / h;
    // The tied embedding is small for the output; as input it is brought to unit size.
    auto x = F::embedding(ids, embedding_) * std::sqrt(double(shape_.width)); // (B, T, H D)
    x = dropped(x, shape_.dropout, dropout);
    const auto mask = mask_.slice(0, 0, t).slice(1, 0, t); // (T, T)
    const double scale = 1 / std::sqrt(double(d));
    for (const Block& block : blocks_) {
        const auto normed = rmsNorm(x, block.attentionNorm);
        const auto qkv = rotary(F::linear(normed, block.qkv).view({b, t, 3, h, d}), rotaryTable_, 0); // (B, T, 3, H, D)
        const auto parts = qkv.permute({2, 0, 3, 1, 4});                                              // (3, B, H, T, D)
        const auto q = parts[0].reshape({b * h, t, d});
        const auto k = parts[1].reshape({b * h, t, d});
        const auto v = parts[2].reshape({b * h, t, d});
        // baddbmm adds the mask and scales in the product: (B H, T, T)
        const auto scores = torch::baddbmm(mask.expand({b * h, t, t}), q, k.transpose(1, 2), 1, scale);
        const auto weights = torch::softmax(scores, -1);
        const auto seen = torch::bmm(weights, v).view({b, h, t, d}).transpose(1, 2).reshape({b, t, h * d});
        x = x + dropped(F::linear(seen, block.attentionOut), shape_.dropout, dropout);
        const auto gated = swiGlu(F::linear(rmsNorm(x, block.mlpNorm), block.gateUp)); // (B, T, H)
        const auto mlp = F::linear(gated, block.down);
        x = x + dropped(mlp, shape_.dropout, dropout); // (B, T, H D)
    }
    return F::linear(rmsNorm(x, finalNorm_), embedding_); // (B, T, V)
}

torch::Tensor Transformer::next(const torch::Tensor& ids, SequenceMemory& memory) const {
    const std::int64_t t = ids.size(1);
    const std::int64_t from = memory.position;
    const std::int64_t h = shape_.heads;
    const std::int64_t d = shape_.width / h;
    if (memory.tensors.empty()) // keys and values of every block: (H, context, D)
        for (std::size_t i = 0; i < 2 * blocks_.size(); ++i)
            memory.tensors.push_back(torch::empty({h, shape_.context, d}));
    if (t == 1)
        return step(int(ids.item<std::int64_t>()), memory);
    auto x = F::embedding(ids, embedding_) * std::sqrt(double(shape_.width)); // (1, T, H D)
    const auto mask = mask_.slice(0, from, from + t).slice(1, 0, from + t);   // (T, from + T)
    const double scale = 1 / std::sqrt(double(d));
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
        const Block& block = blocks_[i];
        const auto qkv =
            rotary(F::linear(rmsNorm(x, block.attentionNorm), block.qkv).view({1, t, 3, h, d}), rotaryTable_, from);
        const auto parts = qkv[0].permute({1, 2, 0, 3}); // (3, H, T, D)
        memory.tensors[2 * i].slice(1, from, from + t).copy_(parts[1]);
        memory.tensors[2 * i + 1].slice(1, from, from + t).copy_(parts[2]);
        const auto k = memory.tensors[2 * i].slice(1, 0, from + t);
        const auto v = memory.tensors[2 * i + 1].slice(1, 0, from + t);
        const auto scores = torch::baddbmm(mask.expand({h, t, from + t}), parts[0], k.transpose(1, 2), 1, scale);
        const auto seen = torch::bmm(torch::softmax(scores, -1), v).transpose(0, 1).reshape({1, t, h * d});
        x = x + F::linear(seen, block.attentionOut);
        x = x + F::linear(swiGlu(F::linear(rmsNorm(x, block.mlpNorm), block.gateUp)), block.down);
    }
    memory.position += t;
    return F::linear(rmsNorm(x.slice(1, t - 1, t), finalNorm_), embedding_).view({-1}); // (V)
}

torch::Tensor Transformer::step(int token, SequenceMemory& memory) const {
    TransformerStep step;
    step.width = shape_.width;
    step.heads = shape_.heads;
    step.context = shape_.context;
    step.hidden = hidden_;
    step.vocabulary = shape_.vocabulary;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
        const Block& block = blocks_[i];
        step.blocks.push_back({block.attentionNorm.data_ptr<float>(), block.qkv.data_ptr<float>(),
                               block.attentionOut.data_ptr<float>(), block.mlpNorm.data_ptr<float>(),
                               block.gateUp.data_ptr<float>(), block.down.data_ptr<float>(),
                               memory.tensors[2 * i].data_ptr<float>(), memory.tensors[2 * i + 1].data_ptr<float>()});
    }
    step.embedding = embedding_.data_ptr<float>();
    step.finalNorm = finalNorm_.data_ptr<float>();
    step.rotary = rotaryTable_.data_ptr<float>() + memory.position * rotaryTable_.size(1);
    auto logits = torch::empty({shape_.vocabulary});
    step.run(token, memory.position, logits.data_ptr<float>());
    ++memory.position;
    return logits; // (V)
}

} // namespace capriccio
