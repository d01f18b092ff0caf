#include "core/nn/transformer_pass.h"

#include "core/data/text_codec.h"
#include "core/nn/pass_kernels.h"
#include "core/nn/torch.h"
#include "core/types/counter_random.h"

#include <ATen/Parallel.h>
#include <algorithm>
#include <cmath>

namespace capriccio {

namespace {

template <typename S>
S* memory(const torch::Tensor& tensor) {
    return static_cast<S*>(tensor.data_ptr());
}

void multiply(const torch::Tensor& a, const torch::Tensor& b, torch::Tensor& out) {
    at::mm_out(out, a, b);
}

// Weights in the precision of the products.
struct BlockWeights {
    torch::Tensor qkv, attentionOut, gateUp, down;
};

struct Weights {
    std::vector<BlockWeights> blocks;
    torch::Tensor head; // the embedding as output
};

struct Sizes {
    std::int64_t windows = 0; // of this share
    std::int64_t length = 0;
    std::int64_t width = 0;
    std::int64_t hidden = 0;
    std::int64_t heads = 0;
    std::int64_t vocabulary = 0;
    std::int64_t rows() const { return windows * length; }
};

// What a block keeps from the forward pass for the backward pass.
struct BlockTrace {
    torch::Tensor x, middle;                // (N, D) float32: what enters, and after attention
    torch::Tensor inverse, inverseMiddle;   // (N): of the norms
    torch::Tensor normed, normedMiddle;     // (N, D)
    torch::Tensor qkv, seen, gateUp, gated; // (N, 3 D), (N, D), (N, 2 H), (N, H)
    torch::Tensor logSums;                  // (B, heads, T) float32
};

struct BlockGradients {
    torch::Tensor attentionNorm, mlpNorm; // float32
    torch::Tensor qkv, attentionOut, gateUp, down;
};

// One thread's share of the batch: its activations and what it finds for the gradients. Buffers are kept from step to
// step.
template <typename S>
class Share {
public:
    Share(const Sizes& sizes, std::size_t layers, at::ScalarType type)
        : sizes_(sizes), scratch_(sizes.length, sizes.width / sizes.heads) {
        const std::int64_t n = sizes.rows();
        const std::int64_t d = sizes.width;
        const std::int64_t h = sizes.hidden;
        const auto floats = [](at::IntArrayRef shape) { return torch::empty(shape, at::kFloat); };
        const auto stored = [&](at::IntArrayRef shape) { return torch::empty(shape, type); };
        for (std::size_t i = 0; i < layers; ++i) {
            blocks_.push_back({floats({n, d}), floats({n, d}), floats({n}), floats({n}), stored({n, d}), stored({n, d}),
                               stored({n, 3 * d}), stored({n, d}), stored({n, 2 * h}), stored({n, h}),
                               floats({sizes.windows, sizes.heads, sizes.length})});
            gradients.push_back(
                {floats({d}), floats({d}), stored({3 * d, d}), stored({d, d}), stored({2 * h, d}), stored({d, h})});
        }
        x_ = floats({n, d});
        inverse_ = floats({n});
        dx_ = floats({n, d});
        branch_ = stored({n, d});
        dNormed_ = stored({n, d});
        dSeen_ = stored({n, d});
        dGated_ = stored({n, h});
        dGateUp_ = stored({n, 2 * h});
        dQkv_ = stored({n, 3 * d});
        normed_ = stored({n, d});
        dHead_ = stored({n, d});
        logits_ = stored({n, sizes.vocabulary});
        dHeadWeight_ = stored({sizes.vocabulary, d});
        dEmbedding = floats({sizes.vocabulary, d});
        dFinalNorm = floats({d});
    }

    const Sizes& sizes() const { return sizes_; }

    // ids, targets: N of this share. scale: what the loss of a position counts for. Returns the sum of the losses.
    double run(const Transformer& network, const Weights& weights, const std::int64_t* ids, const std::int64_t* targets,
               double smoothing, double scale, double dropout, std::uint64_t seed) {
        dropout_ = dropout;
        seed_ = seed;
        forward(network, weights, ids);
        const double loss = head(network, weights, targets, smoothing, scale);
        backward(network, weights, ids);
        return loss;
    }

    std::vector<BlockGradients> gradients;
    torch::Tensor dEmbedding, dFinalNorm; // float32

private:
    DropoutSite site(std::size_t index) const {
        return {dropout_, std::uint32_t(streamSeed(seed_, RandomStream::DropoutG, index))};
    }
    Head headShape(const Transformer& network) const {
        return {sizes_.length, sizes_.width / sizes_.heads, 3 * sizes_.width, sizes_.width,
                network.rotaryPositions().template data_ptr<float>()};
    }
    // The place of a head's first element, and of its log sums.
    template <typename Visit>
    void eachHead(const Visit& visit) const {
        const std::int64_t d = sizes_.width / sizes_.heads;
        for (std::int64_t b = 0; b < sizes_.windows; ++b)
            for (std::int64_t h = 0; h < sizes_.heads; ++h)
                visit(b * sizes_.length * 3 * sizes_.width + h * d, b * sizes_.length * sizes_.width + h * d,
                      (b * sizes_.heads + h) * sizes_.length);
    }

    void forward(const Transformer& network, const Weights& weights, const std::int64_t* ids) {
        const std::int64_t n = sizes_.rows();
        const std::int64_t d = sizes_.width;
        const auto scale = float(std::sqrt(double(d)));
        const auto* table = network.embedding().template data_ptr<float>();
        auto* first = blocks_.empty() ? memory<float>(x_) : memory<float>(blocks_[0].x);
        for (std::int64_t i = 0; i < n; ++i)
            for (std::int64_t j = 0; j < d; ++j)
                first[i * d + j] = table[ids[i] * d + j] * scale;
        leaveOut(first, n * d, site(0));
        for (std::size_t i = 0; i < blocks_.size(); ++i) {
            BlockTrace& trace = blocks_[i];
            const BlockWeights& w = weights.blocks[i];
            const Transformer::Block& block = network.blocks()[i];
            normForward(memory<float>(trace.x), block.attentionNorm.template data_ptr<float>(), memory<S>(trace.normed),
                        memory<float>(trace.inverse), n, d);
            multiply(trace.normed, w.qkv.t(), trace.qkv);
            const Head shape = headShape(network);
            eachHead([&](std::int64_t in, std::int64_t out, std::int64_t sums) {
                const S* q = memory<S>(trace.qkv) + in;
                attend(shape, q, q + d, q + 2 * d, memory<S>(trace.seen) + out, memory<float>(trace.logSums) + sums,
                       scratch_);
            });
            multiply(trace.seen, w.attentionOut.t(), branch_);
            addBranch(memory<float>(trace.x), memory<S>(branch_), memory<float>(trace.middle), n * d, site(1 + 2 * i));
            normForward(memory<float>(trace.middle), block.mlpNorm.template data_ptr<float>(),
                        memory<S>(trace.normedMiddle), memory<float>(trace.inverseMiddle), n, d);
            multiply(trace.normedMiddle, w.gateUp.t(), trace.gateUp);
            gateForward(memory<S>(trace.gateUp), memory<S>(trace.gated), n, sizes_.hidden);
            multiply(trace.gated, w.down.t(), branch_);
            auto& next = i + 1 < blocks_.size() ? blocks_[i + 1].x : x_;
            addBranch(memory<float>(trace.middle), memory<S>(branch_), memory<float>(next), n * d, site(2 + 2 * i));
        }
    }

    // Loss, and its gradient down to the last block's output.
    double head(const Transformer& network, const Weights& weights, const std::int64_t* targets, double smoothing,
                double scale) {
        const std::int64_t n = sizes_.rows();
        const std::int64_t d = sizes_.width;
        const std::int64_t v = sizes_.vocabulary;
        const auto* norm = network.finalNorm().template data_ptr<float>();
        normForward(memory<float>(x_), norm, memory<S>(normed_), memory<float>(inverse_), n, d);
        multiply(normed_, weights.head.t(), logits_);
        double sum = 0;
        for (std::int64_t i = 0; i < n; ++i) {
            S* row = memory<S>(logits_) + i * v;
            if (targets[i] == kPad)
                std::fill_n(row, v, S(0));
            else
                sum += crossEntropy(row, v, targets[i], smoothing, scale);
        }
        multiply(logits_, weights.head, dHead_);
        multiply(logits_.t(), normed_, dHeadWeight_);
        dx_.zero_();
        dFinalNorm.zero_();
        normBackward(memory<float>(x_), norm, memory<float>(inverse_), memory<S>(dHead_), memory<float>(dx_),
                     memory<float>(dFinalNorm), n, d);
        return sum;
    }

    void backward(const Transformer& network, const Weights& weights, const std::int64_t* ids) {
        const std::int64_t n = sizes_.rows();
        const std::int64_t d = sizes_.width;
        auto* dx = memory<float>(dx_);
        for (std::size_t i = blocks_.size(); i-- > 0;) {
            BlockTrace& trace = blocks_[i];
            BlockGradients& found = gradients[i];
            const BlockWeights& w = weights.blocks[i];
            const Transformer::Block& block = network.blocks()[i];
            branchGradient(dx, memory<S>(branch_), n * d, site(2 + 2 * i));
            multiply(branch_, w.down, dGated_);
            multiply(branch_.t(), trace.gated, found.down);
            gateBackward(memory<S>(trace.gateUp), memory<S>(dGated_), memory<S>(dGateUp_), n, sizes_.hidden);
            multiply(dGateUp_, w.gateUp, dNormed_);
            multiply(dGateUp_.t(), trace.normedMiddle, found.gateUp);
            found.mlpNorm.zero_();
            normBackward(memory<float>(trace.middle), block.mlpNorm.template data_ptr<float>(),
                         memory<float>(trace.inverseMiddle), memory<S>(dNormed_), dx, memory<float>(found.mlpNorm), n,
                         d);
            branchGradient(dx, memory<S>(branch_), n * d, site(1 + 2 * i));
            multiply(branch_, w.attentionOut, dSeen_);
            multiply(branch_.t(), trace.seen, found.attentionOut);
            const Head shape = headShape(network);
            eachHead([&](std::int64_t in, std::int64_t out, std::int64_t sums) {
                const S* q = memory<S>(trace.qkv) + in;
                S* dq = memory<S>(dQkv_) + in;
                attendBackward(shape, q, q + d, q + 2 * d, memory<float>(trace.logSums) + sums, memory<S>(dSeen_) + out,
                               dq, dq + d, dq + 2 * d, scratch_);
            });
            multiply(dQkv_, w.qkv, dNormed_);
            multiply(dQkv_.t(), trace.normed, found.qkv);
            found.attentionNorm.zero_();
            normBackward(memory<float>(trace.x), block.attentionNorm.template data_ptr<float>(),
                         memory<float>(trace.inverse), memory<S>(dNormed_), dx, memory<float>(found.attentionNorm), n,
                         d);
        }
        leaveOut(dx, n * d, site(0));
        dEmbedding.copy_(dHeadWeight_); // the embedding is tied: what the output found, then the input
        auto* table = memory<float>(dEmbedding);
        const auto scale = float(std::sqrt(double(d)));
        for (std::int64_t i = 0; i < n; ++i)
            for (std::int64_t j = 0; j < d; ++j)
                table[ids[i] * d + j] += dx[i * d + j] * scale;
    }

    Sizes sizes_;
    AttentionScratch scratch_;
    std::vector<BlockTrace> blocks_;
    torch::Tensor x_, inverse_;             // (N, D), (N) float32: behind the last block
    torch::Tensor normed_, dHead_, logits_; // (N, D), (N, D), (N, V)
    torch::Tensor dHeadWeight_;             // (V, D), the same
    torch::Tensor dx_;                      // (N, D) float32
    torch::Tensor branch_, dNormed_, dSeen_, dGated_, dGateUp_, dQkv_;
    double dropout_ = 0;
    std::uint64_t seed_ = 0;
};

torch::Tensor newGradient(const torch::Tensor& parameter) {
    return torch::empty(parameter.sizes(), at::kFloat);
}

} // namespace

struct TransformerPass::Impl {
    virtual ~Impl() = default;
    virtual double run(const Request& request) = 0;
};

namespace {

template <typename S>
class TypedPass final : public TransformerPass::Impl {
public:
    TypedPass(Transformer& network, at::ScalarType type) : network_(network), type_(type) {}

    double run(const TransformerPass::Request& request) override {
        const torch::NoGradGuard guard;
        const std::int64_t windows = request.ids.size(0);
        const std::int64_t length = request.ids.size(1);
        const auto ids = request.ids.contiguous();
        const auto targets = request.targets.contiguous();
        shareOut(windows, length);
        castWeights();
        const double counted = (targets != int(kPad)).sum().item<double>();
        const double scale = 1 / std::max(counted, 1.0);
        std::vector<std::int64_t> firstRow;
        std::int64_t next = 0;
        for (const auto& share : shares_) {
            firstRow.push_back(next);
            next += share->sizes().rows();
        }
        std::vector<double> losses(shares_.size(), 0.0);
        const auto* id = ids.data_ptr<std::int64_t>();
        const auto* target = targets.data_ptr<std::int64_t>();
        at::parallel_for(0, std::int64_t(shares_.size()), 1, [&](std::int64_t begin, std::int64_t end) {
            const torch::NoGradGuard withoutGraph; // a matter of the thread
            for (auto i = std::size_t(begin); i < std::size_t(end); ++i)
                losses[i] = shares_[i]->run(network_, weights_, id + firstRow[i], target + firstRow[i],
                                            request.smoothing, scale, network_.shape().dropout,
                                            streamSeed(request.dropoutSeed, RandomStream::DropoutG, i));
        });
        collect();
        double sum = 0;
        for (const double loss : losses)
            sum += loss;
        return sum * scale;
    }

private:
    void shareOut(std::int64_t windows, std::int64_t length) {
        const std::int64_t threads =
            std::clamp<std::int64_t>(at::get_num_threads(), 1, std::max<std::int64_t>(windows, 1));
        std::int64_t have = 0;
        for (const auto& share : shares_)
            have += share->sizes().windows;
        if (std::int64_t(shares_.size()) == threads && have == windows && shares_[0]->sizes().length == length)
            return;
        shares_.clear();
        for (std::int64_t i = 0; i < threads; ++i) {
            Sizes sizes;
            sizes.windows = (i + 1) * windows / threads - i * windows / threads;
            sizes.length = length;
            sizes.width = network_.shape().width;
            sizes.hidden = network_.hidden();
            sizes.heads = network_.shape().heads;
            sizes.vocabulary = network_.shape().vocabulary;
            shares_.push_back(std::make_unique<Share<S>>(sizes, network_.blocks().size(), type_));
        }
    }

    torch::Tensor cast(const torch::Tensor& parameter, at::ScalarType type) const {
        if (type == at::kFloat)
            return parameter.detach();
        auto copy = torch::empty(parameter.sizes(), type);
        const auto* from = parameter.data_ptr<float>();
        auto* to = memory<std::uint16_t>(copy);
        at::parallel_for(0, parameter.numel(), 65536, [&](std::int64_t begin, std::int64_t end) {
            toStorage(from + begin, to + begin, end - begin);
        });
        return copy;
    }

    void castWeights() {
        weights_.blocks.clear();
        for (const Transformer::Block& block : network_.blocks())
            weights_.blocks.push_back({cast(block.qkv, type_), cast(block.attentionOut, type_),
                                       cast(block.gateUp, type_), cast(block.down, type_)});
        weights_.head = cast(network_.embedding(), type_);
    }

    // The sum of what the shares found becomes the parameter's gradient.
    template <typename Part, typename Found>
    void sumUp(const torch::Tensor& parameter, const Found& found) {
        std::vector<const Part*> parts;
        for (const auto& share : shares_)
            parts.push_back(memory<Part>(found(*share)));
        auto gradient = newGradient(parameter);
        auto* to = gradient.template data_ptr<float>();
        at::parallel_for(0, parameter.numel(), 32768, [&](std::int64_t begin, std::int64_t end) {
            std::vector<const Part*> here;
            for (const Part* part : parts)
                here.push_back(part + begin);
            sumOf<Part>(here, to + begin, end - begin);
        });
        auto handle = parameter;
        handle.mutable_grad() = gradient;
    }

    void collect() {
        for (std::size_t i = 0; i < network_.blocks().size(); ++i) {
            const Transformer::Block& block = network_.blocks()[i];
            sumUp<float>(block.attentionNorm, [i](Share<S>& s) { return s.gradients[i].attentionNorm; });
            sumUp<float>(block.mlpNorm, [i](Share<S>& s) { return s.gradients[i].mlpNorm; });
            sumUp<S>(block.qkv, [i](Share<S>& s) { return s.gradients[i].qkv; });
            sumUp<S>(block.attentionOut, [i](Share<S>& s) { return s.gradients[i].attentionOut; });
            sumUp<S>(block.gateUp, [i](Share<S>& s) { return s.gradients[i].gateUp; });
            sumUp<S>(block.down, [i](Share<S>& s) { return s.gradients[i].down; });
        }
        sumUp<float>(network_.finalNorm(), [](Share<S>& s) { return s.dFinalNorm; });
        sumUp<float>(network_.embedding(), [](Share<S>& s) { return s.dEmbedding; });
    }

    Transformer& network_;
    at::ScalarType type_;
    Weights weights_;
    std::vector<std::unique_ptr<Share<S>>> shares_;
};

} // namespace

TransformerPass::TransformerPass(Transformer& network, at::ScalarType precision) {
    if (precision == at::kBFloat16)
        impl_ = std::make_unique<TypedPass<std::uint16_t>>(network, precision);
    else
        impl_ = std::make_unique<TypedPass<float>>(network, at::kFloat);
}

TransformerPass::~TransformerPass() = default;

double TransformerPass::run(const Request& request) {
    return impl_->run(request);
}

} // namespace capriccio
