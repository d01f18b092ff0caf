#include "core/train/vae_step.h"

#include "core/nn/random.h"
#include "core/nn/torch.h"
#include "core/sample/torch_image_sampler.h"
#include "core/train/ema.h"
#include "core/train/schedule.h"

#include <QCoreApplication>
#include <chrono>

namespace capriccio {

namespace {

constexpr double kFinishWithinSeconds = 1.0; // longer steps are undone on cancel instead of completed

std::shared_ptr<Vae> newVae(const NetworkShape& shape, std::uint64_t seed) {
    auto network = std::make_shared<Vae>(shape);
    auto generator = streamGenerator(seed, RandomStream::InitGenerator, 0);
    network->initialise(generator);
    return network;
}

} // namespace

double klWeight(const VaeOptions& options, const StepContext& context) {
    if (options.klWarmup <= 0)
        return options.beta;
    return options.beta * std::min(1.0, runFraction(context) / options.klWarmup);
}

VaeStep::VaeStep(const Preset& preset, const StepShape& shape, Precision precision)
    : options_(std::get<VaeOptions>(preset.model)),
      shape_(networkShape(preset, shape.resolution, shape.channels, shape.classes)),
      network_(newVae(shape_, preset.run.seed)),
      adam_(*network_, AdamOptions{}) {
    network_->setPrecision(precision == Precision::BFloat16 ? at::kBFloat16 : at::kFloat);
    if (options_.emaHalfLife > 0) {
        average_ = std::make_shared<Vae>(shape_);
        for (auto& parameter : average_->parameters())
            parameter.set_requires_grad(false);
        copyModule(*average_, *network_);
    }
}

TrainingStep::Outcome VaeStep::step(const Batch& batch, const StepContext& context) {
    const auto started = std::chrono::steady_clock::now();
    const auto pictures = batch.inputs.size(0);
    const auto values = double(batch.inputs.numel() / pictures);
    const bool slow = secondsPerStep_ > kFinishWithinSeconds;
    std::vector<torch::Tensor> statistics;
    for (const auto& buffer : network_->buffers())
        statistics.push_back(buffer.clone());

    adam_.zeroGradients();
    const auto posterior = network_->encode(batch.inputs, Statistics::Update);
    auto noise = streamGenerator(context.runSeed, RandomStream::Noise, context.step);
    const auto epsilon = torch::empty(posterior.mean.sizes()).normal_(0, 1, noise);
    const auto z = posterior.mean + (0.5 * posterior.logVariance).exp() * epsilon;
    const auto decoded = network_->decode(z, Statistics::Update);
    const auto terms = vaeTerms(batch.inputs, decoded, posterior);
    const auto loss = 0.5 * values * (terms.squaredError + 1e-6).log() + klWeight(options_, context) * terms.kl;
    (loss / values).backward();
    if (slow && context.control != nullptr && (context.control->isCancelled() || context.control->isPaused())) {
        const torch::NoGradGuard guard;
        auto live = network_->buffers();
        for (std::size_t i = 0; i < live.size(); ++i)
            live[i].copy_(statistics[i]);
        adam_.zeroGradients();
        return {{}, false};
    }
    const double rate = scheduledRate(options_.learningRate, options_.learningRateDecay, context);
    adam_.step(rate);
    if (average_)
        updateAverage(*average_, *network_, averageDecay(pictures, context.imagesSeen, options_.emaHalfLife));
    secondsPerStep_ = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return {{{QString::fromLatin1(kReconstruction), terms.squaredError.item<double>()},
             {QString::fromLatin1(kKl), terms.kl.item<double>()},
             {QString::fromLatin1(kLearningRate), rate}},
            true};
}

Validation VaeStep::validate(const Batch& heldOut, const Batch& training) {
    if (!heldOut.inputs.defined() || heldOut.inputs.size(0) == 0)
        return {};
    const torch::NoGradGuard guard;
    auto& network = average_ ? *average_ : *network_;
    struct Mean {
        double error = 0; // squared, of a value
        double kl = 0;    // nats
    };
    const auto meanOver = [&network](const torch::Tensor& pictures) {
        constexpr std::int64_t kChunk = 64;
        Mean mean;
        const auto count = pictures.size(0);
        for (std::int64_t from = 0; from < count; from += kChunk) {
            const auto part = pictures.narrow(0, from, std::min(kChunk, count - from));
            const auto posterior = network.encode(part, Statistics::Fixed);
            const auto terms = vaeTerms(part, network.decode(posterior.mean, Statistics::Fixed), posterior);
            const double share = double(part.size(0)) / double(count);
            mean.error += terms.squaredError.item<double>() * share;
            mean.kl += terms.kl.item<double>() * share;
        }
        return mean;
    };
    const Mean unseen = meanOver(heldOut.inputs);
    Validation figures{{QString::fromLatin1(kReconstructionHeldOut), unseen.error},
                       {QString::fromLatin1(kKlHeldOut), unseen.kl}};
    // By the same network, so that the two can be told apart: the gap is what it knows by heart.
    if (training.inputs.defined() && training.inputs.size(0) > 0)
        figures.push_back({QString::fromLatin1(kReconstruction), meanOver(training.inputs).error});
    return figures;
}

std::shared_ptr<const Sampler> VaeStep::makeSampler(const ModelInfo& info) const {
    auto copy = std::make_shared<Vae>(shape_);
    copyModule(*copy, average_ ? *average_ : *network_);
    return makeVaeSampler(std::move(copy), shape_, info);
}

void VaeStep::save(StateDict& state) const {
    saveModule(*network_, "vae.", state);
    saveModule(average_ ? *average_ : *network_, "vae_ema.", state);
    adam_.save("adam.", state);
}

void VaeStep::load(const StateDict& state) {
    StateReader reader(state);
    reader.readModule(*network_, "vae.");
    if (average_)
        reader.readModule(*average_, "vae_ema.");
    adam_.load("adam.", reader);
    reader.finish(QCoreApplication::translate("VaeStep", "The checkpoint"), {"vae.", "adam.", "g.", "d."});
}

} // namespace capriccio
