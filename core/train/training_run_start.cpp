// How a run begins: data, measurement, the step, and what a checkpoint says.
#include "core/io/durable_file.h"
#include "core/io/safetensors.h"
#include "core/train/compute_policy.h"
#include "core/train/sizes.h"
#include "core/train/training_run.h"
#include "core/types/error.h"
#include "core/types/run_limits.h"

#include <QDir>
#include <QJsonDocument>
#include <algorithm>
#include <cmath>

namespace capriccio {
namespace {

// The preset a step is built with after `rollbacks`: every return halves the learning rate.
Preset calmed(Preset preset, int rollbacks) {
    const double factor = std::pow(0.5, rollbacks);
    if (auto* gan = std::get_if<GanOptions>(&preset.model)) {
        gan->learningRateG *= factor;
        gan->learningRateD *= factor;
    } else if (auto* vae = std::get_if<VaeOptions>(&preset.model)) {
        vae->learningRate *= factor;
    } else if (auto* language = std::get_if<LanguageOptions>(&preset.model)) {
        language->learningRate *= factor;
    } else if (auto* sequence = std::get_if<SequenceVaeOptions>(&preset.model)) {
        sequence->learningRate *= factor;
    }
    return preset;
}

qint64 stepOf(const StateDict& checkpoint) {
    return checkpoint.meta.value(QLatin1String("training")).toObject().value(QLatin1String("step")).toInteger();
}

// A run that goes on or branches off has the sizes of the network it goes on with, whatever the preset leaves open.
void keepSizes(Preset& preset, const Preset& then) {
    if (auto* gan = std::get_if<GanOptions>(&preset.model)) {
        if (const auto* earlier = std::get_if<GanOptions>(&then.model); earlier && gan->width == 0)
            gan->width = earlier->width;
    } else if (auto* language = std::get_if<LanguageOptions>(&preset.model)) {
        if (const auto* earlier = std::get_if<LanguageOptions>(&then.model)) {
            language->layers = earlier->layers;
            language->width = earlier->width;
            language->heads = earlier->heads;
            language->context = earlier->context;
            if (language->learningRate <= 0)
                language->learningRate = earlier->learningRate;
            if (language->dropout <= 0)
                language->dropout = earlier->dropout;
        }
    } else if (auto* sequence = std::get_if<SequenceVaeOptions>(&preset.model)) {
        if (const auto* earlier = std::get_if<SequenceVaeOptions>(&then.model)) {
            sequence->latent = earlier->latent;
            sequence->layers = earlier->layers;
            sequence->width = earlier->width;
            sequence->length = earlier->length;
        }
    }
}

} // namespace

ModelInfo TrainingRun::info(bool checkpoint) const {
    ModelInfo info;
    info.preset = job_.preset;
    info.step = place_.step;
    info.imagesSeen = place_.imagesSeen;
    info.trainedSeconds = clock_.seconds();
    info.softwareVersion = QStringLiteral("Capriccio " CAPRICCIO_VERSION);
    info.isCheckpoint = checkpoint;
    medium_->describe(info);
    return info;
}

void TrainingRun::prepare() {
    listener_.onState(TrainingState::Starting);
    if (!QDir().mkpath(job_.folder))
        throw Error(
            Error::Kind::Storage,
            Sentence::translate("Training", "The folder %1 cannot be made. Choose another one.").arg(job_.folder));
    removeUnfinishedSaves(job_.folder);
    removeUnfinishedSaves(job_.folder + QStringLiteral("/checkpoints"));
    std::optional<StateDict> state = startState();
    const bool resumes = state && !job_.branch;
    if (state)
        keepSizes(job_.preset, modelInfo(*state, job_.startFrom).preset);
    const TrainingJob asked = job_;
    job_.preset = withSizes(job_);
    data_ = parts_.openData(job_);
    medium_ = makeRunMedium(job_, data_);
    shape_ = medium_->shape();
    // Who goes on has been told, and can change nothing about it: the network has its size.
    if (const Sentence tooLong = resumes ? Sentence() : medium_->tooLong(); !tooLong.isEmpty())
        listener_.onNotice(tooLong);

    // A resume computes as before: another precision or thread count would not give the same bits.
    TrainingEstimate estimate;
    RunOptions& options = job_.preset.run;
    if (resumes) {
        const QJsonObject training = state->meta.value(QLatin1String("training")).toObject();
        const QJsonObject then = training.value(QLatin1String("fingerprint")).toObject();
        threads_ = options.threads > 0 ? options.threads
                                       : std::clamp(then.value(QLatin1String("threads")).toInt(1), 1, usableThreads());
        precision_ = options.precision != Precision::Auto
                         ? options.precision
                         : precisionFromName(then.value(QLatin1String("precision")).toString());
        if (precision_ == Precision::Auto)
            precision_ = Precision::Float32;
        estimate.secondsPerStep =
            training.value(QLatin1String("plan")).toObject().value(QLatin1String("secondsPerStep")).toDouble();
        estimate.imagesPerSecond =
            estimate.secondsPerStep > 0
                ? double(options.batch) * double(medium_->unitsPerItem()) / estimate.secondsPerStep
                : 0;
        compareFingerprint(then);
    } else {
        setState(TrainingState::Measuring);
        estimate = parts_.measure(asked, data_, control_);
        measurements_ = estimate.measurements;
        job_.preset.model = estimate.model;
        threads_ = std::max(estimate.threads, 1);
        precision_ = estimate.precision == Precision::Auto ? Precision::Float32 : estimate.precision;
    }
    boundPasses(estimate.secondsPerStep, resumes ? stepOf(*state) : -1);
    setTorchThreads(threads_);
    buildStep();
    const std::vector<double> starts = step_->phases();
    std::vector<RunPhase> phases;
    for (std::size_t i = 0; i < starts.size(); ++i)
        phases.push_back({starts[i], estimate.phaseSeconds.size() == starts.size() ? estimate.phaseSeconds[i]
                                                                                   : estimate.secondsPerStep});
    plan_.emplace(options, std::move(phases));
    if (state)
        resumeFrom(std::move(*state), job_.startFrom);
    else
        clock_.start(0);
    if (!resumes)
        setAsideAfter(job_.folder, -1);

    estimate.threads = threads_;
    estimate.precision = precision_;
    estimate.totalSteps = plan_->totalSteps();
    estimate.totalSeconds =
        options.minutes > 0 ? options.minutes * 60 : double(options.steps) * estimate.secondsPerStep;
    if (options.steps > 0 && options.minutes > 0)
        estimate.totalSeconds = std::min(estimate.totalSeconds, double(options.steps) * estimate.secondsPerStep);
    if (estimate.recommendedMinutes <= 0 && estimate.imagesPerSecond > 0)
        estimate.recommendedMinutes = recommendedMinutes(job_, estimate.imagesPerSecond);
    listener_.onEstimate(estimate);

    if (control_.isCancelled())
        return; // a stop while measuring: only the checkpoint is still written
    if (!interrupted()) {
        medium_->begin(job_.preset.run.seed, info(false));
        canLook_ = true;
    }
    clock_.start(clock_.seconds()); // the time of training begins here
    lastCheckpoint_ = nextPreview_ = clock_.seconds();
    nextValidation_ = clock_.seconds() + 5;
    meter_.restart(place_.step, place_.imagesSeen, clock_.seconds());
    toldSpeedAt_ = clock_.seconds();
}

// A run by minutes ends where its material is used up, unless it is there already: then somebody wants it to go on.
// stepsDone: of a run that goes on, which keeps its dropout; -1 = a new run.
void TrainingRun::boundPasses(double secondsPerStep, qint64 stepsDone) {
    auto* language = std::get_if<LanguageOptions>(&job_.preset.model);
    if (language == nullptr)
        return;
    RunOptions& options = job_.preset.run;
    double steps = options.steps > 0 ? double(options.steps) : INFINITY;
    if (options.minutes > 0 && secondsPerStep > 0)
        steps = std::min(steps, options.minutes * 60 / secondsPerStep);
    const Passes passes =
        passesOver(*language, job_.sequences.tokens, double(options.batch) * double(medium_->unitsPerItem()), steps);
    if (stepsDone < 0 && language->dropout <= 0 && std::isfinite(steps))
        language->dropout = passes.dropout;
    // What one half of a pair makes of the other takes far more passes to learn than what prose is like; the best state
    // on held-out pairs is kept.
    if ((job_.sequences.paired && language->passes <= 0) || options.steps > 0 || options.minutes <= 0 ||
        stepsDone >= passes.mostSteps)
        return;
    options.steps = passes.mostSteps;
    if (passes.planned > passes.most)
        listener_.onNotice(
            Sentence::translate("Training",
                                "The training ends after %1 passes over the material, before its time is up: after "
                                "that it would learn it by heart. With more material more time is worth while.")
                .arg(std::lround(passes.most)));
}

std::optional<StateDict> TrainingRun::startState() {
    if (job_.startFrom.isEmpty())
        return std::nullopt;
    try {
        return readCheckpoint(job_.startFrom);
    } catch (const Error& error) {
        if (job_.branch || error.kind() != Error::Kind::BadInput)
            throw;
        FoundCheckpoint found = newestCheckpoint(job_.folder);
        if (found.file.isEmpty())
            throw;
        listener_.onNotice(
            Sentence::translate("Training", "%1 Going on from %2 instead.").arg(error.sentence(), found.file));
        job_.startFrom = found.file;
        return std::move(found.state);
    }
}

void TrainingRun::compareFingerprint(const QJsonObject& then) {
    const QJsonObject now = numericsFingerprint(threads_, precision_);
    if (now == then)
        return;
    QStringList changed;
    for (auto it = now.begin(); it != now.end(); ++it) {
        if (then.value(it.key()) != it.value())
            changed << QStringLiteral("%1 %2 -> %3")
                           .arg(it.key(), then.value(it.key()).toVariant().toString(),
                                it.value().toVariant().toString());
    }
    listener_.onNotice(
        Sentence::translate("Training",
                            "Going on, but not bit-exact: this computer computes differently than before (%1).")
            .arg(changed.join(QStringLiteral(", "))));
}

void TrainingRun::buildStep() {
    step_.reset(); // two copies of networks and optimisers at once would be the memory peak of the whole run
    const Preset preset = calmed(job_.preset, place_.rollbacks);
    step_ = parts_.makeStep(preset, shape_, precision_);
    const std::uint64_t seed = place_.rollbacks == 0
                                   ? job_.preset.run.seed
                                   : streamSeed(job_.preset.run.seed, Stream::Retry, std::uint64_t(place_.rollbacks));
    order_.emplace(data_->size(Part::Training), seed);
}

void TrainingRun::restorePlace(const QJsonObject& training) {
    place_.step = training.value(QLatin1String("step")).toInteger();
    place_.imagesSeen = training.value(QLatin1String("imagesSeen")).toInteger();
    place_.cursor = training.value(QLatin1String("cursor")).toInteger();
}

void TrainingRun::resumeFrom(StateDict state, const QString& file) {
    const ModelInfo then = modelInfo(state, file);
    if (const Sentence why = medium_->mismatch(then, file); !why.isEmpty())
        throw Error(Error::Kind::BadInput, why);
    const QJsonObject training = state.meta.value(QLatin1String("training")).toObject();
    if (job_.branch) { // its weights in a run of its own, which begins at zero
        step_->load(state);
        clock_.start(0);
        return;
    }
    place_.rollbacks = std::clamp(training.value(QLatin1String("rollbacks")).toInt(), 0, 100);
    if (place_.rollbacks > 0)
        buildStep();
    step_->load(state);
    restorePlace(training);
    clock_.start(training.value(QLatin1String("elapsedSeconds")).toDouble());
    plan_->restore(training.value(QLatin1String("plan")).toObject());
    medium_->restoreHealth(training.value(QLatin1String("health")).toObject(), reachedItsLimit(then));
    const QJsonObject best = training.value(QLatin1String("best")).toObject();
    if (!best.isEmpty())
        best_ = {best.value(QLatin1String("value")).toDouble(), best.value(QLatin1String("step")).toInteger(-1)};
    savedStep_ = place_.step;
    if (then.dataHash != medium_->dataHash()) {
        place_.cursor = 0; // the order of other pictures begins at its beginning
        listener_.onNotice(Sentence::translate(
            "Training", "The data has changed since this run was saved. It goes on with the present one, "
                        "not bit-exact."));
    }
    setAsideAfter(job_.folder, place_.step);
}

} // namespace capriccio
