#include "core/sample/torch_sequence_sampler.h"

#include "core/data/text_codec.h"
#include "core/io/safetensors.h"
#include "core/nn/tensor_state.h"
#include "core/nn/torch.h"
#include "core/sample/token_draw.h"
#include "core/types/counter_random.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <algorithm>

namespace capriccio {

namespace {

struct TorchSequenceSamplerText {
    Q_DECLARE_TR_FUNCTIONS(SequenceSampler)
};

constexpr auto kPrefixOfNames = "net_ema.";
constexpr std::int64_t kScoredAtOnce = 16; // windows
// Guidance of a point nobody's item has. Less writes more fluently and says less of the point; measured on sentences of
// Alice, where half of it turns letter salad into words, and on Nottingham melodies.
constexpr double kNobodys = 0.5;

[[noreturn]] void refuseTokens(const Sentence& why) {
    throw Error(Error::Kind::BadArgument, why);
}

torch::Tensor tokenRow(const std::vector<int>& ids) {
    auto tensor = torch::empty({1, std::int64_t(ids.size())}, at::kLong);
    std::copy(ids.begin(), ids.end(), tensor.data_ptr<std::int64_t>());
    return tensor;
}

// What the samplers of all sequence networks share: the hash, the state, checks.
template <typename Network>
class Frozen : public SequenceSampler {
public:
    Frozen(std::shared_ptr<Network> network, const SequenceShape& shape, ModelInfo info)
        : network_(std::move(network)), shape_(shape), info_(std::move(info)) {
        StateDict state;
        saveModule(*network_, kPrefixOfNames, state);
        info_.hash = hashOfTensors(state);
        for (auto& parameter : network_->parameters())
            parameter.set_requires_grad(false);
    }
    const ModelInfo& info() const override { return info_; }
    StateDict state() const override {
        StateDict state;
        saveModule(*network_, kPrefixOfNames, state);
        state.meta = toMeta(info_);
        return state;
    }
    int vocabulary() const override { return shape_.vocabulary; }
    int context() const override { return shape_.context; }

protected:
    void check(const std::vector<int>& ids) const {
        for (const int id : ids)
            if (id < 0 || id >= shape_.vocabulary)
                refuseTokens(Sentence::translate("SequenceSampler", "There is no token %1 in this model.").arg(id));
    }
    std::shared_ptr<Network> network_;
    SequenceShape shape_;
    ModelInfo info_;
};

class LanguageSampler final : public Frozen<LanguageNetwork> {
public:
    using Frozen::Frozen;

    std::vector<int> generate(const std::vector<int>& prompt, const SequenceRequest& request, const OnToken& onToken,
                              const std::vector<float>& extraBias) const override {
        const torch::NoGradGuard guard;
        check(prompt);
        std::vector<int> all = prompt.empty() ? std::vector<int>{kBegin} : prompt;
        std::vector<int> drawn;
        TokenDraw draw(request, extraBias);
        SequenceMemory memory;
        torch::Tensor logits = begin(all, request.kept, memory);
        for (int i = 0; i < request.length; ++i) {
            const DrawnToken token = draw.draw(logits.data_ptr<float>(), shape_.vocabulary, all, i);
            if (std::find(request.stop.begin(), request.stop.end(), token.token) != request.stop.end())
                break;
            all.push_back(token.token);
            drawn.push_back(token.token);
            if ((onToken && !onToken(token)) || i + 1 == request.length)
                break;
            // A full memory slides: most of it is read again, so that the cost stays small per token.
            if (isRecurrent() || memory.position < shape_.context) {
                logits = network_->next(tokenRow({token.token}), memory).contiguous();
            } else {
                memory = {};
                logits = begin(all, request.kept, memory);
            }
        }
        return drawn;
    }

    std::vector<float> nats(const std::vector<int>& ids, const std::function<bool()>& goesOn) const override {
        const torch::NoGradGuard guard;
        check(ids);
        std::vector<float> result(ids.size(), 0);
        if (ids.empty())
            return result;
        // inputs: BEGIN and all but the last; windows overlap by half, and only the second half of a window counts,
        // but for the first one: every token is predicted from at least half a context.
        std::vector<std::int64_t> inputs{kBegin};
        inputs.insert(inputs.end(), ids.begin(), ids.end() - 1);
        const auto total = std::int64_t(ids.size());
        const std::int64_t window = std::min<std::int64_t>(shape_.context, total);
        const std::int64_t half = std::max<std::int64_t>(window / 2, 1);
        std::vector<std::int64_t> starts;
        for (std::int64_t from = 0;; from += half) {
            starts.push_back(std::min(from, total - window));
            if (from + window >= total)
                break;
        }
        std::int64_t done = 0;
        for (std::size_t first = 0; first < starts.size(); first += kScoredAtOnce) {
            if (goesOn && !goesOn())
                return {};
            const std::size_t last = std::min(first + kScoredAtOnce, starts.size());
            auto in = torch::empty({std::int64_t(last - first), window}, at::kLong);
            auto out = torch::empty_like(in);
            for (std::size_t i = first; i < last; ++i) {
                std::copy_n(inputs.begin() + starts[i], window, in[std::int64_t(i - first)].data_ptr<std::int64_t>());
                std::copy_n(ids.begin() + starts[i], window, out[std::int64_t(i - first)].data_ptr<std::int64_t>());
            }
            const auto logits = network_->forward(in, nullptr);
            const auto chance =
                torch::log_softmax(logits, -1).gather(2, out.unsqueeze(2)).squeeze(2).neg().contiguous(); // (B, T)
            for (std::size_t i = first; i < last; ++i) {
                const auto* values = chance[std::int64_t(i - first)].data_ptr<float>();
                for (std::int64_t t = done - starts[i]; t < window; ++t)
                    result[std::size_t(starts[i] + t)] = values[t];
                done = starts[i] + window;
            }
        }
        return result;
    }

    std::vector<float> encode(const std::vector<int>&) const override { refuseTokens(noSpace()); }
    std::vector<int> decode(const std::vector<float>&, const SequenceRequest&) const override {
        refuseTokens(noSpace());
    }

private:
    static Sentence noSpace() {
        return Sentence::translate("SequenceSampler", "This model has no latent space. Train a sentence VAE for that.");
    }
    bool isRecurrent() const { return shape_.architecture == Architecture::Lstm; }
    // Reads the first `kept` of `all` and its end into an empty memory. Returns the logits of the token to come.
    torch::Tensor begin(const std::vector<int>& all, int kept, SequenceMemory& memory) const {
        const auto context = std::size_t(shape_.context);
        if (all.size() < context)
            return network_->next(tokenRow(all), memory).contiguous();
        // Longer texts: three quarters of the context are read, the rest is room to write.
        const std::size_t seen = std::max<std::size_t>(context * 3 / 4, 1);
        const std::size_t front = std::min({std::size_t(std::max(kept, 0)), context / 2, seen - 1});
        std::vector<int> read(all.begin(), all.begin() + std::ptrdiff_t(front));
        read.insert(read.end(), all.end() - std::ptrdiff_t(seen - front), all.end());
        return network_->next(tokenRow(read), memory).contiguous();
    }
};

class SequenceVaeSampler final : public Frozen<SequenceVae> {
public:
    SequenceVaeSampler(std::shared_ptr<SequenceVae> network, const SequenceShape& shape, ModelInfo info)
        : Frozen(std::move(network), shape, std::move(info)) {
        info_.canEncode = true;
        info_.latent = shape.latent;
    }

    std::vector<int> generate(const std::vector<int>&, const SequenceRequest&, const OnToken&,
                              const std::vector<float>&) const override {
        refuseTokens(Sentence::translate(
            "SequenceSampler", "A sentence model writes from points between sentences; it cannot go on with a text."));
    }

    std::vector<float> nats(const std::vector<int>& ids, const std::function<bool()>& goesOn) const override {
        const torch::NoGradGuard guard;
        check(ids);
        // Item by item, from one end mark to the next: reconstruction given the posterior mean.
        std::vector<float> result(ids.size(), 0);
        std::size_t from = 0;
        while (from < ids.size()) {
            if (ids[from] == kBegin || ids[from] == kPad) {
                ++from;
                continue;
            }
            if (goesOn && !goesOn())
                return {};
            std::size_t to = from;
            while (to < ids.size() && ids[to] != kEnd && ids[to] != kBegin && to - from < std::size_t(shape_.context))
                ++to;
            if (to < ids.size() && ids[to] == kEnd)
                ++to;
            const std::vector<int> item(ids.begin() + std::ptrdiff_t(from), ids.begin() + std::ptrdiff_t(to));
            std::vector<int> inputs{kBegin};
            inputs.insert(inputs.end(), item.begin(), item.end() - 1);
            const auto targets = tokenRow(item);
            const auto logits = network_->decode(posteriorOf(item).mean, tokenRow(inputs), nullptr);
            const auto chance = torch::log_softmax(logits, -1).gather(2, targets.unsqueeze(2)).neg().contiguous();
            std::copy_n(chance.data_ptr<float>(), item.size(), result.begin() + std::ptrdiff_t(from));
            from = to;
        }
        return result;
    }

    std::vector<float> encode(const std::vector<int>& ids) const override {
        const torch::NoGradGuard guard;
        check(ids);
        const auto mean = posteriorOf(ended(ids)).mean.contiguous();
        return {mean.data_ptr<float>(), mean.data_ptr<float>() + mean.numel()};
    }

    SequenceBound bound(const std::vector<int>& ids, quint64 seed) const override {
        const torch::NoGradGuard guard;
        check(ids);
        const std::vector<int> item = ended(ids);
        std::vector<int> inputs{kBegin};
        inputs.insert(inputs.end(), item.begin(), item.end() - 1);
        const auto targets = tokenRow(item);      // (1, T)
        const auto posterior = posteriorOf(item); // (1, latent)
        const std::vector<float> noise =
            standardNormal(streamSeed(seed, RandomStream::Noise, 0), std::size_t(shape_.latent));
        auto epsilon = torch::empty({1, shape_.latent});
        std::copy(noise.begin(), noise.end(), epsilon.data_ptr<float>());
        const auto z = posterior.mean + (0.5 * posterior.logVariance).exp() * epsilon;
        const auto logits = network_->decode(z, tokenRow(inputs), nullptr); // (1, T, V)
        const auto chance = torch::log_softmax(logits, -1).gather(2, targets.unsqueeze(2));
        return {-chance.sum().item<double>(), posterior.divergence().sum().item<double>()};
    }

    std::vector<int> decode(const std::vector<float>& latent, const SequenceRequest& request) const override {
        const torch::NoGradGuard guard;
        if (latent.size() != std::size_t(shape_.latent))
            refuseTokens(
                Sentence::translate("SequenceSampler",
                                    "This point has %1 values, the model needs %2. It belongs to another model.")
                    .arg(latent.size())
                    .arg(shape_.latent));
        auto z = torch::empty({1, shape_.latent});
        std::copy(latent.begin(), latent.end(), z.data_ptr<float>());
        TokenDraw draw(request, {});
        SequenceMemory memory;
        const auto* options = std::get_if<SequenceVaeOptions>(&info_.preset.model);
        const bool guided = request.guidance != 1 && options != nullptr && options->unguided > 0;
        if (guided)
            z = torch::cat({z, torch::zeros_like(z)}); // (2, latent): the origin is no point
        std::vector<int> all{kBegin};
        for (int i = 0; i < std::min(request.length, shape_.context); ++i) {
            auto logits =
                network_->next(z, tokenRow({all.back()}).expand({z.size(0), 1}), memory).contiguous(); // (1|2, V)
            if (guided)
                logits = logits[1].lerp(logits[0], request.guidance).contiguous();
            const int token = draw.draw(logits.data_ptr<float>(), shape_.vocabulary, all, i).token;
            if (token == kEnd || token == kPad)
                break;
            all.push_back(token);
        }
        return {all.begin() + 1, all.end()};
    }

private:
    // An item as the network reads it: cut to its context, with its end.
    std::vector<int> ended(const std::vector<int>& ids) const {
        std::vector<int> item(ids.begin(),
                              ids.begin() + std::ptrdiff_t(std::min(ids.size(), std::size_t(shape_.context) - 1)));
        item.push_back(kEnd);
        return item;
    }
    // Filled up as in training: the backward LSTM reads the padding first, and begins an item otherwise without it.
    SequenceVae::Posterior posteriorOf(std::vector<int> item) const {
        item.resize(std::max(item.size(), std::size_t(shape_.context)), kPad);
        return network_->encode(tokenRow(item));
    }
};

} // namespace

double guidanceAt(double distance) {
    return 1 - (1 - kNobodys) * std::clamp(distance, 0.0, 1.0);
}

double guidanceBetween(double share) {
    return guidanceAt(4 * share * (1 - share));
}

SequenceBound SequenceSampler::bound(const std::vector<int>&, quint64) const {
    refuseTokens(
        Sentence::translate("SequenceSampler", "This model has no latent space. Train a sentence VAE for that."));
}

std::shared_ptr<const SequenceSampler> makeLanguageSampler(std::shared_ptr<LanguageNetwork> network,
                                                           const SequenceShape& shape, ModelInfo info) {
    info.canEncode = false;
    return std::make_shared<LanguageSampler>(std::move(network), shape, std::move(info));
}

std::shared_ptr<const SequenceSampler> makeSequenceVaeSampler(std::shared_ptr<SequenceVae> network,
                                                              const SequenceShape& shape, ModelInfo info) {
    return std::make_shared<SequenceVaeSampler>(std::move(network), shape, std::move(info));
}

std::shared_ptr<const SequenceSampler> loadSequenceSampler(const QString& file) {
    const StateDict state = readSafetensors(file);
    ModelInfo info = modelInfo(state, file);
    info.warning = notFiniteWarning(state, file);
    const SequenceShape shape = sequenceShape(info);
    StateReader reader(state);
    if (shape.architecture == Architecture::SequenceVae) {
        auto network = std::make_shared<SequenceVae>(shape);
        reader.readModule(*network, kPrefixOfNames);
        reader.finish(file, {kPrefixOfNames});
        return makeSequenceVaeSampler(std::move(network), shape, std::move(info));
    }
    auto network = makeLanguageNetwork(shape);
    reader.readModule(*network, kPrefixOfNames);
    reader.finish(file, {kPrefixOfNames});
    return makeLanguageSampler(std::move(network), shape, std::move(info));
}

} // namespace capriccio
