#include "core/train/language_step.h"

#include "core/data/text_codec.h"
#include "core/nn/random.h"
#include "core/nn/tensor_state.h"
#include "core/nn/torch.h"
#include "core/sample/torch_sequence_sampler.h"
#include "core/train/ema.h"
#include "core/train/schedule.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

namespace capriccio {

namespace {

constexpr std::int64_t kValidationChunk = 16; // windows at once
constexpr double kMuonRate = 5;               // step size of Muon over that of AdamW

std::shared_ptr<LanguageNetwork> newLanguageNetwork(const SequenceShape& shape, std::uint64_t seed) {
    auto network = makeLanguageNetwork(shape);
    auto generator = streamGenerator(seed, RandomStream::InitGenerator, 0);
    network->initialise(generator);
    return network;
}

// The matrices between embedding and output, which Muon moves. Transformer only.
std::vector<Muon::Matrix> muonMatrices(const LanguageNetwork& network) {
    std::vector<Muon::Matrix> matrices;
    if (dynamic_cast<const Transformer*>(&network) == nullptr)
        return matrices;
    for (const auto& item : network.named_parameters()) {
        if (item.value().dim() != 2 || item.key() == "embedding")
            continue;
        const int parts = item.key().ends_with("qkv") ? 3 : item.key().ends_with("gate_up") ? 2 : 1;
        matrices.push_back({item.key(), item.value(), parts});
    }
    return matrices;
}

std::set<std::string> namesOf(const std::vector<Muon::Matrix>& matrices) {
    std::set<std::string> names;
    for (const Muon::Matrix& matrix : matrices)
        names.insert(matrix.name);
    return names;
}

} // namespace

double warmedRate(double highest, double warmup, double end, const StepContext& context) {
    const double at = runFraction(context);
    const double warmSteps = warmup * double(std::max<std::int64_t>(context.totalSteps, 1));
    if (warmSteps > 0 && double(context.step) < warmSteps)
        return highest * (double(context.step) + 1) / (warmSteps + 1);
    const double fallen = warmup < 1 ? std::clamp((at - warmup) / (1 - warmup), 0.0, 1.0) : 1.0;
    return highest * (end + (1 - end) * 0.5 * (1 + std::cos(std::numbers::pi * fallen)));
}

torch::Tensor tokenLoss(const torch::Tensor& logits, const torch::Tensor& targets, double smoothing) {
    namespace F = torch::nn::functional;
    const auto options = F::CrossEntropyFuncOptions().ignore_index(int(kPad)).label_smoothing(smoothing);
    return F::cross_entropy(logits.reshape({-1, logits.size(-1)}), targets.reshape({-1}), options);
}

torch::Tensor answersOnly(const torch::Tensor& inputs) {
    auto targets = inputs.slice(1, 1).clone(); // (B, T)
    // A target counts from the token behind the separator on: where the inputs before it hold one.
    const auto behind = (inputs.slice(1, 0, -1) == int(kSeparator)).cumsum(1) > 0;
    const auto hasAnswer = behind.any(1, true);
    return targets.masked_fill(behind.logical_not().logical_and(hasAnswer), int(kPad));
}

torch::Tensor filledInMiddle(const torch::Tensor& inputs, double share, std::uint64_t runSeed, std::int64_t step) {
    if (share <= 0)
        return inputs;
    auto result = inputs.clone();
    const std::int64_t length = inputs.size(1);
    auto* rows = result.data_ptr<std::int64_t>();
    const auto seed = streamSeed(runSeed, RandomStream::FillInMiddle, std::uint64_t(step));
    for (std::int64_t i = 0; i < inputs.size(0); ++i) {
        const auto random = philox(seed, std::uint64_t(i));
        if (unitOf(random[0]) >= share || length < 16)
            continue;
        std::int64_t* row = rows + i * length;
        const std::vector<std::int64_t> before(row, row + length);
        const std::int64_t room = length - 4; // three marks and the end take the place of four tokens
        std::int64_t first = std::int64_t(random[1] % std::uint32_t(room));
        std::int64_t second = std::int64_t(random[2] % std::uint32_t(room));
        if (first > second)
            std::swap(first, second);
        std::int64_t at = 0;
        row[at++] = kPrefix;
        for (std::int64_t k = 0; k < first; ++k)
            row[at++] = before[std::size_t(k)];
        row[at++] = kSuffix;
        for (std::int64_t k = second; k < room; ++k)
            row[at++] = before[std::size_t(k)];
        row[at++] = kMiddle;
        for (std::int64_t k = first; k < second; ++k)
            row[at++] = before[std::size_t(k)];
        row[at++] = kEnd; // so that it knows when a gap is full
    }
    return result;
}

LanguageStep::LanguageStep(const Preset& preset, const StepShape& shape, Precision precision)
    : options_(std::get<LanguageOptions>(preset.model)),
      shape_(sequenceShape(preset, shape.vocabulary)),
      paired_(shape.paired),
      network_(newLanguageNetwork(shape_, preset.run.seed)),
      adam_(*network_, AdamOptions{options_.beta1, options_.beta2, 1e-8, options_.weightDecay, options_.clip},
            namesOf(muonMatrices(*network_))) {
    const auto type = precision == Precision::BFloat16 ? at::kBFloat16 : at::kFloat;
    if (auto* transformer = dynamic_cast<Transformer*>(network_.get()))
        pass_ = std::make_unique<TransformerPass>(*transformer, type);
    if (auto matrices = muonMatrices(*network_); !matrices.empty())
        muon_ = std::make_unique<Muon>(std::move(matrices), MuonOptions{0.95, options_.weightDecay}, type);
    if (options_.emaShare > 0) {
        average_ = makeLanguageNetwork(shape_);
        for (auto& parameter : average_->parameters())
            parameter.set_requires_grad(false);
        copyModule(*average_, *network_);
    }
}

TrainingStep::Outcome LanguageStep::step(const Batch& batch, const StepContext& context) {
    const bool mayFill = !paired_ && shape_.architecture == Architecture::Transformer;
    const auto inputs =
        mayFill ? filledInMiddle(batch.inputs, options_.fillInMiddle, context.runSeed, context.step) : batch.inputs;
    const auto targets = paired_ ? answersOnly(inputs) : inputs.slice(1, 1);
    const double loss = gradients(inputs.slice(1, 0, -1).contiguous(), targets.contiguous(), context);
    const double rate = warmedRate(options_.learningRate, options_.warmup, options_.learningRateEnd, context);
    adam_.step(rate);
    if (muon_)
        muon_->step(kMuonRate * rate);
    if (average_) {
        const double halfLife = std::max(1.0, options_.emaShare * double(context.step));
        updateAverage(*average_, *network_, std::pow(0.5, 1 / halfLife));
    }
    return {{{QString::fromLatin1(kLoss), loss}, {QString::fromLatin1(kLearningRate), rate}}, true};
}

double LanguageStep::gradients(const torch::Tensor& inputs, const torch::Tensor& targets, const StepContext& context) {
    if (pass_)
        return pass_->run({inputs, targets, options_.labelSmoothing,
                           streamSeed(context.runSeed, RandomStream::DropoutG, std::uint64_t(context.step))});
    auto dropout = streamGenerator(context.runSeed, RandomStream::DropoutG, context.step);
    adam_.zeroGradients();
    const auto loss = tokenLoss(network_->forward(inputs, &dropout), targets, options_.labelSmoothing);
    loss.backward();
    return loss.item<double>();
}

Validation LanguageStep::validate(const Batch& heldOut, const Batch& /*training*/) {
    if (!heldOut.inputs.defined() || heldOut.inputs.size(0) == 0)
        return {};
    const torch::NoGradGuard guard;
    auto& network = average_ ? *average_ : *network_;
    double sum = 0;
    double counted = 0;
    for (std::int64_t from = 0; from < heldOut.inputs.size(0); from += kValidationChunk) {
        const auto part =
            heldOut.inputs.slice(0, from, std::min(from + kValidationChunk, heldOut.inputs.size(0))).contiguous();
        const auto targets = (paired_ ? answersOnly(part) : part.slice(1, 1)).contiguous();
        const auto count = (targets != int(kPad)).sum().item<double>();
        if (count == 0)
            continue;
        sum += tokenLoss(network.forward(part.slice(1, 0, -1).contiguous(), nullptr), targets).item<double>() * count;
        counted += count;
    }
    if (counted == 0)
        return {};
    return {{QString::fromLatin1(kLossHeldOut), sum / counted}};
}

std::shared_ptr<const Sampler> LanguageStep::makeSampler(const ModelInfo& info) const {
    auto copy = makeLanguageNetwork(shape_);
    copyModule(*copy, average_ ? *average_ : *network_);
    return makeLanguageSampler(std::move(copy), shape_, info);
}

void LanguageStep::save(StateDict& state) const {
    saveModule(*network_, "net.", state);
    saveModule(average_ ? *average_ : *network_, "net_ema.", state);
    adam_.save("adam.", state);
    if (muon_)
        muon_->save("muon.", state);
}

void LanguageStep::load(const StateDict& state) {
    StateReader reader(state);
    reader.readModule(*network_, "net.");
    if (average_)
        reader.readModule(*average_, "net_ema.");
    adam_.load("adam.", reader);
    if (muon_)
        muon_->load("muon.", reader);
    reader.finish(QCoreApplication::translate("LanguageStep", "The checkpoint"), {"net.", "adam.", "muon."});
}

} // namespace capriccio
