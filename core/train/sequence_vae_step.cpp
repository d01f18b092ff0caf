#include "core/train/sequence_vae_step.h"

#include "core/data/text_codec.h"
#include "core/nn/random.h"
#include "core/nn/tensor_state.h"
#include "core/nn/torch.h"
#include "core/sample/torch_sequence_sampler.h"
#include "core/train/ema.h"
#include "core/train/language_step.h"
#include "core/train/schedule.h"

#include <QCoreApplication>
#include <algorithm>

namespace capriccio {

namespace {

constexpr double kCuts = 0.5;            // share of the items that are cut
constexpr std::int64_t kShortestCut = 4; // tokens
constexpr std::int64_t kTogether = 16;   // items

std::shared_ptr<SequenceVae> newSequenceVae(const SequenceShape& shape, std::uint64_t seed) {
    auto network = std::make_shared<SequenceVae>(shape);
    auto generator = streamGenerator(seed, RandomStream::InitGenerator, 0);
    network->initialise(generator);
    return network;
}

} // namespace

torch::Tensor cutOut(const torch::Tensor& items, double share, std::uint64_t runSeed, std::int64_t step) {
    if (share <= 0)
        return items;
    auto result = items.clone();
    const std::int64_t length = items.size(1);
    auto* rows = result.data_ptr<std::int64_t>();
    const auto seed = streamSeed(runSeed, RandomStream::FillInMiddle, std::uint64_t(step));
    for (std::int64_t i = 0; i < items.size(0); ++i) {
        std::int64_t* row = rows + i * length;
        const std::int64_t words = std::find(row + 1, row + length, std::int64_t(kEnd)) - row - 1;
        const auto random = philox(seed, std::uint64_t(i));
        if (unitOf(random[0]) >= share || words < 2 * kShortestCut)
            continue;
        const std::int64_t kept = kShortestCut + std::int64_t(random[1] % std::uint32_t(words - kShortestCut));
        const std::int64_t from = 1 + std::int64_t(random[2] % std::uint32_t(words - kept + 1));
        std::copy(row + from, row + from + kept, row + 1);
        row[0] = kPad;
        row[1 + kept] = kEnd;
        std::fill(row + 2 + kept, row + length, std::int64_t(kPad));
    }
    return result;
}

torch::Tensor writtenGreedily(const SequenceVae& network, const torch::Tensor& z, std::int64_t steps) {
    SequenceMemory memory;
    auto ids = torch::full({z.size(0), 1}, int(kBegin), at::kLong);
    std::vector<torch::Tensor> written;
    for (std::int64_t t = 0; t < steps; ++t) {
        ids = network.next(z, ids, memory).argmax(1, true);
        written.push_back(ids);
    }
    return torch::cat(written, 1);
}

SequenceVaeStep::SequenceVaeStep(const Preset& preset, const StepShape& shape, Precision precision)
    : options_(std::get<SequenceVaeOptions>(preset.model)),
      shape_(sequenceShape(preset, shape.vocabulary)),
      network_(newSequenceVae(shape_, preset.run.seed)),
      adam_(*network_, AdamOptions{0.9, 0.99, 1e-8, options_.weightDecay, options_.clip}) {
    network_->setPrecision(precision == Precision::BFloat16 ? at::kBFloat16 : at::kFloat);
    if (options_.emaShare > 0) {
        average_ = std::make_shared<SequenceVae>(shape_);
        for (auto& parameter : average_->parameters())
            parameter.set_requires_grad(false);
        copyModule(*average_, *network_);
    }
}

TrainingStep::Outcome SequenceVaeStep::step(const Batch& batch, const StepContext& context) {
    // (B, T + 1): BEGIN words END PAD
    const auto items = cutOut(batch.inputs, kCuts, context.runSeed, context.step);
    const auto targets = items.slice(1, 1).contiguous(); // (B, T)
    auto inputs = items.slice(1, 0, -1).clone();         // (B, T)
    auto noise = streamGenerator(context.runSeed, RandomStream::Noise, context.step);
    auto hidden = streamGenerator(context.runSeed, RandomStream::WordDropout, context.step);
    auto dropout = streamGenerator(context.runSeed, RandomStream::DropoutG, context.step);
    if (options_.wordDropout > 0) { // a hidden word reads as padding, the first token stays
        auto hide = torch::empty(inputs.sizes()).bernoulli_(options_.wordDropout, hidden).to(at::kBool);
        hide.select(1, 0).fill_(false);
        inputs.masked_fill_(hide, int(kPad));
    }

    adam_.zeroGradients();
    const auto epsilon = torch::empty({items.size(0), shape_.latent}).normal_(0, 1, noise);
    const auto lengths = (targets != int(kPad)).sum(1); // (B)
    const auto words = lengths.sum().item<double>();
    std::vector<torch::Tensor> means;
    std::vector<torch::Tensor> logVariances;
    torch::Tensor reconstruction = torch::zeros({}); // of the items with a point
    torch::Tensor plain = torch::zeros({});          // of those without
    double plainWords = 0;
    const auto lossOf = [this](const torch::Tensor& logits, const torch::Tensor& written) {
        return tokenLoss(logits, written, options_.labelSmoothing); // held-out figures are told without it
    };
    std::uint64_t group = 0;
    const auto seed = streamSeed(context.runSeed, RandomStream::Unguided, std::uint64_t(context.step));
    // Items of like length go together, without the padding none of them needs: half of a batch would be padding.
    for (const auto& rows : lengths.argsort().split(kTogether)) {
        const auto longest = lengths.index_select(0, rows).max().item<std::int64_t>();
        const auto written = targets.index_select(0, rows).slice(1, 0, longest).contiguous(); // (b, t)
        const auto seen = inputs.index_select(0, rows).slice(1, 0, longest).contiguous();     // (b, t)
        const double count = lengths.index_select(0, rows).sum().item<double>();
        const bool last = (std::int64_t(group) + 1) * kTogether >= items.size(0);
        // Whole groups, so that nothing is encoded in vain; the origin, where no item has its point, stands for "none".
        if (unitOf(philox(seed, group++)[0]) < options_.unguided && !(last && means.empty())) {
            const auto none = torch::zeros({rows.size(0), shape_.latent});
            plain = plain + lossOf(network_->decode(none, seen, &dropout), written) * count;
            plainWords += count;
            continue;
        }
        const auto posterior = network_->encode(written);
        const auto z =
            posterior.mean + (0.5 * posterior.logVariance).exp() * epsilon.index_select(0, rows); // (b, latent)
        reconstruction = reconstruction + lossOf(network_->decode(z, seen, &dropout), written) * count;
        means.push_back(posterior.mean);
        logVariances.push_back(posterior.logVariance);
    }
    const SequenceVae::Posterior posterior{torch::cat(means), torch::cat(logVariances)};
    const auto elements = posterior.divergence().mean(0); // (latent)
    const auto kl = elements.sum();                       // nats per item
    const auto punished = options_.freeBits > 0 ? elements.clamp_min(options_.freeBits).sum() : kl;
    const double warm = options_.klWarmup > 0 ? std::min(1.0, runFraction(context) / options_.klWarmup) : 1.0;
    // All terms in nats of the batch, then per token, so that the step size means the same for long and short items.
    const auto divergence = punished * double(posterior.mean.size(0));
    const auto loss = (reconstruction + plain + options_.beta * warm * divergence) / std::max(words, 1.0);
    loss.backward();
    const double rate = warmedRate(options_.learningRate, 0.02, options_.learningRateEnd, context);
    adam_.step(rate);
    if (average_)
        updateAverage(*average_, *network_, std::pow(0.5, 1 / std::max(1.0, options_.emaShare * double(context.step))));
    return {{{QString::fromLatin1(kReconstruction), reconstruction.item<double>() / std::max(words - plainWords, 1.0)},
             {QString::fromLatin1(kKl), kl.item<double>()},
             {QString::fromLatin1(kLearningRate), rate}},
            true};
}

Validation SequenceVaeStep::validate(const Batch& heldOut, const Batch& /*training*/) {
    if (!heldOut.inputs.defined() || heldOut.inputs.size(0) == 0)
        return {};
    const torch::NoGradGuard guard;
    const auto& network = average_ ? *average_ : *network_;
    const auto targets = heldOut.inputs.slice(1, 1).contiguous();
    const auto posterior = network.encode(targets);
    const auto loss =
        tokenLoss(network.decode(posterior.mean, heldOut.inputs.slice(1, 0, -1).contiguous(), nullptr), targets);
    const auto counts = targets != int(kPad);
    const auto right = (writtenGreedily(network, posterior.mean, targets.size(1)) == targets).logical_and(counts);
    return {
        {QString::fromLatin1(kReconstructionHeldOut), loss.item<double>()},
        {QString::fromLatin1(kKlHeldOut), posterior.divergence().sum(1).mean().item<double>()},
        {QString::fromLatin1(kTokenAccuracy), right.sum().item<double>() / std::max(counts.sum().item<double>(), 1.0)}};
}

std::shared_ptr<const Sampler> SequenceVaeStep::makeSampler(const ModelInfo& info) const {
    auto copy = std::make_shared<SequenceVae>(shape_);
    copyModule(*copy, average_ ? *average_ : *network_);
    return makeSequenceVaeSampler(std::move(copy), shape_, info);
}

void SequenceVaeStep::save(StateDict& state) const {
    saveModule(*network_, "net.", state);
    saveModule(average_ ? *average_ : *network_, "net_ema.", state);
    adam_.save("adam.", state);
}

void SequenceVaeStep::load(const StateDict& state) {
    StateReader reader(state);
    reader.readModule(*network_, "net.");
    if (average_)
        reader.readModule(*average_, "net_ema.");
    adam_.load("adam.", reader);
    reader.finish(QCoreApplication::translate("SequenceVaeStep", "The checkpoint"), {"net.", "adam."});
}

} // namespace capriccio
