#include "core/train/gan_step.h"

#include "core/nn/first_weights.h"
#include "core/nn/random.h"
#include "core/nn/torch.h"
#include "core/train/ema.h"
#include "core/train/growth.h"
#include "core/train/objective.h"
#include "core/train/schedule.h"

#include <chrono>

namespace capriccio {

namespace {

// Longer steps are undone on cancel instead of completed.
constexpr double kFinishWithinSeconds = 1.0;
// The averaged generator's batch norms are measured with its own weights on this many latents, every few hundred
// pictures.
constexpr std::int64_t kCalibrationBatch = 64;
constexpr std::int64_t kCalibrationPictures = 256; // pictures between two measurements, see calibrationInterval

std::shared_ptr<Generator> newGenerator(const NetworkShape& shape, std::uint64_t seed) {
    auto network = makeGenerator(shape);
    auto generator = streamGenerator(seed, RandomStream::InitGenerator, 0);
    network->initialise(generator);
    return network;
}

std::shared_ptr<Discriminator> newDiscriminator(const NetworkShape& shape, std::uint64_t seed) {
    auto network = makeDiscriminator(shape);
    auto generator = streamGenerator(seed, RandomStream::InitDiscriminator, 0);
    network->initialise(generator);
    return network;
}

// Gradients stop at the pictures while this lives: the discriminator's own would cost a tenth of the step.
class FrozenParameters {
public:
    explicit FrozenParameters(torch::nn::Module& module) : module_(module) { set(false); }
    ~FrozenParameters() { set(true); }
    FrozenParameters(const FrozenParameters&) = delete;
    FrozenParameters& operator=(const FrozenParameters&) = delete;

private:
    void set(bool learns) {
        for (auto& parameter : module_.parameters())
            parameter.set_requires_grad(learns);
    }
    torch::nn::Module& module_;
};

// Running statistics as they were, for a step that must not count.
class Buffers {
public:
    explicit Buffers(std::vector<torch::Tensor> live) : live_(std::move(live)) {
        for (const auto& buffer : live_)
            copies_.push_back(buffer.clone());
    }
    void restore() {
        const torch::NoGradGuard guard;
        for (std::size_t i = 0; i < live_.size(); ++i)
            live_[i].copy_(copies_[i]);
    }

private:
    std::vector<torch::Tensor> live_;
    std::vector<torch::Tensor> copies_;
};

// Steps between two measurements: the same share of the time for every batch.
std::int64_t calibrationInterval(std::int64_t batch) {
    return std::max<std::int64_t>(1, kCalibrationPictures / std::max<std::int64_t>(batch, 1));
}

// Gradients of a scalar, or of logits from their own, by parameter; undefined where it does not lead.
std::vector<torch::Tensor> gradientsOf(const torch::Tensor& of, const torch::Tensor& from,
                                       const std::vector<torch::Tensor>& parameters) {
    return torch::autograd::grad({of}, parameters, {from}, /*retain_graph=*/{}, /*create_graph=*/false,
                                 /*allow_unused=*/true);
}

void addTo(std::vector<torch::Tensor>& sums, const std::vector<torch::Tensor>& gradients) {
    for (std::size_t i = 0; i < sums.size(); ++i)
        if (gradients[i].defined())
            sums[i] = sums[i].defined() ? sums[i] + gradients[i] : gradients[i];
}

AdamOptions adamOptions(const GanOptions& options) {
    AdamOptions adam;
    adam.beta1 = options.beta1;
    adam.beta2 = options.beta2;
    return adam;
}

} // namespace

struct GanStep::Draws {
    const StepContext& context;
    std::int64_t pictures;
    torch::Tensor classWeights; // [N, classes] or undefined
    AugmentStrength strength;   // of the augmentation
    Growth growth;

    at::Generator generator(RandomStream stream) const {
        return streamGenerator(context.runSeed, stream, context.step);
    }
    // A stream of each side's own.
    at::Generator generator(RandomStream stream, int side) const {
        return streamGenerator(context.runSeed, stream, 2 * context.step + side);
    }
    // What a plan for both sides says of one: 0 = real, 1 = drawn.
    AugmentPlan part(const AugmentPlan& plan, int side) const {
        return plan.defined() ? plan.narrow(0, side * pictures, pictures) : plan;
    }
};

struct GanStep::Judgement {
    torch::Tensor real; // undefined when nobody asked
    torch::Tensor drawn;
};

GanStep::GanStep(const Preset& preset, const StepShape& shape, Precision precision)
    : options_(std::get<GanOptions>(preset.model)),
      shape_(networkShape(preset, shape.resolution, shape.channels, shape.classes)),
      trainingPictures_(shape.trainingPictures),
      generator_(newGenerator(shape_, preset.run.seed)),
      discriminator_(newDiscriminator(shape_, preset.run.seed)),
      adamG_(*generator_, adamOptions(options_)),
      adamD_(*discriminator_, adamOptions(options_)),
      augmentationState_(torch::zeros({2}, at::kDouble)) {
    if (preset.architecture == Architecture::StudioGan && options_.firstWeights == FirstWeights::SampleSet)
        beginWith(sampleSetWeights(), *generator_, *discriminator_);
    const auto type = precision == Precision::BFloat16 ? at::kBFloat16 : at::kFloat;
    generator_->setPrecision(type);
    discriminator_->setPrecision(type);
    if (options_.emaHalfLife > 0) {
        average_ = makeGenerator(shape_);
        average_->setPrecision(type);
        for (auto& parameter : average_->parameters())
            parameter.set_requires_grad(false);
        copyModule(*average_, *generator_);
    }
    augmentation_.strength = options_.augmentStrength;
    setLevel(growthAt(StepContext{}, generator_->levels()).size);
}

torch::Tensor GanStep::classWeights(const torch::Tensor& labels, std::int64_t pictures) const {
    if (shape_.classes == 0)
        return {};
    // Pictures without a class take part in none.
    auto weights = torch::zeros({pictures, shape_.classes});
    if (labels.defined())
        weights.scatter_(1, labels.clamp_min(0).unsqueeze(1), (labels >= 0).to(at::kFloat).unsqueeze(1));
    return weights;
}

void GanStep::onBothSides(const std::function<void()>& real, const std::function<void()>& drawn) {
    if (discriminator_->isPure()) {
        second_.runBoth(real, drawn);
        return;
    }
    real();
    drawn();
}

GanStep::Judgement GanStep::judge(const torch::Tensor& real, const torch::Tensor& drawn, const Draws& draws,
                                  bool forGenerator) {
    const bool both = !forGenerator || comparesPairs(options_.objective);
    auto augmentDraws = draws.generator(forGenerator ? RandomStream::AugmentG : RandomStream::AugmentD);
    const auto plan = planAugmentation(draws.pictures * (both ? 2 : 1), shape_.channels, int(drawn.size(3)),
                                       draws.strength, augmentDraws);
    const auto side = [&](const torch::Tensor& pictures, int which) {
        auto dropout = draws.generator(forGenerator ? RandomStream::DropoutG : RandomStream::DropoutD, which);
        DiscriminatorContext context;
        context.classWeights = draws.classWeights;
        context.dropout = &dropout;
        return discriminator_->forward(augment(pictures, draws.part(plan, which)), context);
    };
    if (!both)
        return {{}, side(drawn, 0)};
    Judgement result;
    onBothSides([&] { result.real = side(real, 0); }, [&] { result.drawn = side(drawn, 1); });
    return result;
}

bool GanStep::hasWassersteinPenalty() const {
    return options_.objective == Objective::WassersteinGp && options_.gradientPenalty > 0;
}

// Of the R1 and R2 penalties in this step; 0 when none is due.
double GanStep::penaltyWeight(const Draws& draws) const {
    const int interval = std::max(1, options_.lazyInterval);
    if (hasWassersteinPenalty() || draws.context.step % interval != 0)
        return 0;
    // Lazy regularisation (Karras et al. 2020): rarer, and stronger by as much.
    return 0.5 * interval * std::pow(options_.gammaEnd, runFraction(draws.context));
}

// Leaves the discriminator's gradients; returns its loss without the penalties that keep it smooth.
torch::Tensor GanStep::learnToTell(const torch::Tensor& real, const torch::Tensor& drawn, const Draws& draws,
                                   Outcome& outcome) {
    const auto judged = judge(real, drawn, draws, false);
    // The loss is where the sides meet: both go back from it on their own.
    const auto logitsReal = judged.real.detach().requires_grad_();
    const auto logitsDrawn = judged.drawn.detach().requires_grad_();
    const auto loss = discriminatorLoss(options_.objective, logitsReal, logitsDrawn);
    loss.backward();

    const double weight = penaltyWeight(draws);
    AugmentPlan plan;
    if (auto penaltyDraws = draws.generator(RandomStream::AugmentPenalty); weight > 0)
        plan = planAugmentation(2 * draws.pictures, shape_.channels, int(drawn.size(3)), draws.strength, penaltyDraws);
    DiscriminatorContext context;
    context.classWeights = draws.classWeights;
    context.statistics = Statistics::BatchOnly;
    auto parameters = discriminator_->parameters();
    const auto goBack = [&](const torch::Tensor& logits, const torch::Tensor& from, const torch::Tensor& pictures,
                            int which, double gamma) {
        auto gradients = gradientsOf(logits, from, parameters);
        if (const double share = weight * gamma; share > 0) {
            const auto squares = squaredGradient(*discriminator_, augment(pictures, draws.part(plan, which)), context);
            addTo(gradients, gradientsOf(share * squares.mean(), {}, parameters));
        }
        return gradients;
    };
    std::vector<torch::Tensor> gradients;
    std::vector<torch::Tensor> others;
    onBothSides([&] { gradients = goBack(judged.real, logitsReal.grad(), real, 0, options_.r1Gamma); },
                [&] { others = goBack(judged.drawn, logitsDrawn.grad(), drawn, 1, options_.r2Gamma); });
    addTo(gradients, others);
    for (std::size_t i = 0; i < parameters.size(); ++i)
        parameters[i].mutable_grad() = gradients[i];
    if (hasWassersteinPenalty()) {
        auto mixDraws = draws.generator(RandomStream::Penalty);
        const auto mix = torch::empty({draws.pictures, 1, 1, 1}).uniform_(0, 1, mixDraws);
        (options_.gradientPenalty * wassersteinPenalty(*discriminator_, real, drawn, mix, context)).backward();
    }

    const torch::NoGradGuard guard;
    const auto share = accuracy(options_.objective, judged.real, judged.drawn);
    outcome.losses.push_back({QString::fromLatin1(kAccuracyReal), share.real});
    outcome.losses.push_back({QString::fromLatin1(kAccuracyDrawn), share.drawn});
    if (options_.augmentation == Augmentation::Adaptive) {
        const auto margin = comparesPairs(options_.objective) ? judged.real - judged.drawn : judged.real;
        augmentation_.observe(torch::sign(margin).mean().item<double>(), draws.pictures, options_.augmentTarget);
    }
    return loss.detach();
}

// Leaves the generator's gradients; returns its loss.
torch::Tensor GanStep::learnToDraw(const torch::Tensor& real, const torch::Tensor& drawn, const Draws& draws) {
    adamG_.zeroGradients();
    const FrozenParameters frozen(*discriminator_);
    const auto judged = judge(real, drawn, draws, true);
    const auto loss = generatorLoss(options_.objective, judged.real, judged.drawn);
    loss.backward();
    return loss.detach();
}

void GanStep::renewAverage(const Draws& draws) {
    if (!average_)
        return;
    const StepContext& context = draws.context;
    double halfLife = options_.emaHalfLife;
    if (options_.emaShare > 0)
        halfLife = std::min(halfLife, options_.emaShare * double(context.totalSteps * draws.pictures));
    const double ofSeen = std::max(kHalfLifeOfSeen, options_.emaShare);
    const std::int64_t seen = context.imagesSeen + draws.pictures;
    const double decay = averageDecay(draws.pictures, seen, halfLife, ofSeen);
    const torch::NoGradGuard guard;
    // Averaged weights meet other activations than live ones, so their statistics are measured, not averaged.
    auto to = average_->parameters();
    const auto from = generator_->parameters();
    for (std::size_t i = 0; i < to.size(); ++i)
        to[i].lerp_(from[i], 1 - decay);
    const auto sinceOpened = std::max<std::int64_t>(0, context.step - draws.growth.openedAt);
    const std::int64_t interval = calibrationInterval(draws.pictures);
    if (average_->buffers().empty() || (sinceOpened != 0 && context.step % interval != 0))
        return;
    // A plain mean at first, then a window of half the weights' own, so that it keeps up with them.
    const double window = std::max(1 - averageDecay(interval * draws.pictures, seen, 0.5 * halfLife, 0.5 * ofSeen),
                                   1 / (1 + double(sinceOpened) / double(interval)));
    const double momentum = std::clamp(window, 0.1, 1.0);
    for (const auto& module : average_->modules())
        if (auto* norm = module->as<BatchNormLayer>())
            norm->momentum = momentum;
    const auto z = normalDraws(kCalibrationBatch, shape_.latent, draws.generator(RandomStream::Calibration));
    torch::Tensor classes;
    if (shape_.classes > 0)
        classes = classWeights(torch::arange(kCalibrationBatch).remainder(shape_.classes), kCalibrationBatch);
    average_->forward({z, classes, {}}, Statistics::Update);
}

void GanStep::setLevel(int size) {
    generator_->setLevel(size);
    discriminator_->setLevel(size);
    if (average_)
        average_->setLevel(size);
}

AugmentStrength GanStep::strength(const StepContext& context) const {
    switch (options_.augmentation) {
    case Augmentation::Off:
        return {};
    case Augmentation::Fixed:
        return {options_.augmentStrength, options_.augmentStrength};
    case Augmentation::Adaptive:
        return {augmentation_.strength, augmentation_.strength};
    case Augmentation::Repetition:
        return repetitionStrength(context.imagesSeen, trainingPictures_);
    }
    return {};
}

TrainingStep::Outcome GanStep::step(const Batch& batch, const StepContext& context) {
    const auto started = std::chrono::steady_clock::now();
    Outcome outcome;
    Growth growth = growthAt(context, generator_->levels());
    if (growth.size < generator_->level()) // planned anew as a longer run: a level that is open stays open
        growth = {generator_->level(), 0};
    const Draws draws{context, batch.inputs.size(0), classWeights(batch.labels, batch.inputs.size(0)),
                      strength(context), growth};
    const bool generatorsTurn = context.step % std::max(1, options_.criticSteps) == 0;

    // A step that is stopped or paused in leaves no trace when finishing it would keep the artist waiting.
    const bool slow = secondsPerStep_ > kFinishWithinSeconds;
    auto buffers = generator_->buffers();
    for (const auto& buffer : discriminator_->buffers())
        buffers.push_back(buffer);
    Buffers statistics(std::move(buffers));
    const auto augmentationBefore = augmentation_;
    Adam::Snapshot discriminatorBefore;
    const auto abandoned = [&] {
        return slow && context.control != nullptr && (context.control->isCancelled() || context.control->isPaused());
    };
    const auto undo = [&] {
        statistics.restore();
        augmentation_ = augmentationBefore;
        adamD_.zeroGradients();
        adamG_.zeroGradients();
        return Outcome{{}, false};
    };

    setLevel(draws.growth.size);
    torch::Tensor drawn;
    {
        const torch::AutoGradMode mode(generatorsTurn);
        drawn = generator_->forward(
            {normalDraws(draws.pictures, shape_.latent, draws.generator(RandomStream::Latent)), draws.classWeights, {}},
            Statistics::Update);
    }
    if (abandoned())
        return undo();

    const auto real = resized(batch.inputs, drawn.size(3));
    const auto lossD = learnToTell(real, drawn.detach(), draws, outcome);
    if (abandoned())
        return undo();
    if (slow)
        discriminatorBefore = adamD_.snapshot();
    adamD_.step(scheduledRate(options_.learningRateD, options_.learningRateDecay, context));

    if (generatorsTurn) {
        const auto lossG = learnToDraw(real, drawn, draws);
        if (abandoned()) {
            adamD_.restore(discriminatorBefore);
            return undo();
        }
        adamG_.step(scheduledRate(options_.learningRateG, options_.learningRateDecay, context));
        renewAverage(draws);
        outcome.losses.push_back({QString::fromLatin1(kLossG), lossG.item<double>()});
    }
    outcome.losses.push_back({QString::fromLatin1(kLossD), lossD.item<double>()});
    outcome.losses.push_back({QString::fromLatin1(kLearningRate),
                              scheduledRate(options_.learningRateG, options_.learningRateDecay, context)});
    if (options_.augmentation != Augmentation::Off)
        outcome.losses.push_back({QString::fromLatin1(kAugment), draws.strength.place});
    secondsPerStep_ = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return outcome;
}

} // namespace capriccio
