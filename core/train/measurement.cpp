// The short measurement before a run: precision, threads and speed on this machine.
#include "core/io/durable_file.h"
#include "core/train/compute_policy.h"
#include "core/train/run_medium.h"
#include "core/train/run_plan.h"
#include "core/train/sizes.h"
#include "core/train/training_run.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QStandardPaths>
#include <algorithm>
#include <cmath>

namespace capriccio {
namespace {

struct MeasurementText {
    Q_DECLARE_TR_FUNCTIONS(Training)
};

constexpr double kEachSeconds = 1.6; // s measured for each candidate
constexpr int kFewestSteps = 2;
constexpr double kOverhead = 1.06; // previews, validation and checkpoints beside the steps
constexpr qsizetype kRemembered = 200;
constexpr qint64 kRememberedSeconds = 7 * 24 * 3600; // computers change: other programs, another power setting
constexpr double kTooSlow = 1.33; // steps that took longer by this, or shorter by its inverse, disprove a measurement
constexpr int kSteps = 1000;      // of the imagined run that is measured

struct Candidate {
    Precision precision = Precision::Float32;
    int threads = 1;
    std::vector<RunPhase> phases; // mean seconds of a step; empty = not measured
    double shortestStep = 0;      // s: what candidates are compared by, a busy machine only ever lengthens steps
};

QString processorName() {
    QFile info(QStringLiteral("/proc/cpuinfo"));
    if (!info.open(QIODevice::ReadOnly))
        return {};
    const QList<QByteArray> lines = info.readAll().split('\n');
    for (const QByteArray& line : lines) {
        if (line.startsWith("model name"))
            return QString::fromUtf8(line.mid(line.indexOf(':') + 1)).trimmed();
    }
    return {};
}

QString memoryFile() {
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) +
           QStringLiteral("/capriccio/measurements.json");
}

// What the speed depends on: machine, model with its options, shape of the data; not seed, limits or previews.
QString memoryKey(const TrainingJob& job, const StepShape& shape) {
    Preset preset = job.preset;
    RunOptions run;
    run.batch = preset.run.batch;
    run.threads = preset.run.threads;
    run.precision = preset.run.precision;
    preset.run = run;
    const QJsonObject what{{QStringLiteral("processor"), processorName()},
                           {QStringLiteral("usable"), usableThreads()},
                           {QStringLiteral("numerics"), numericsFingerprint(0, Precision::Auto)},
                           {QStringLiteral("preset"), toJson(preset)},
                           {QStringLiteral("channels"), shape.channels},
                           {QStringLiteral("resolution"), shape.resolution},
                           {QStringLiteral("classes"), shape.classes},
                           {QStringLiteral("vocabulary"), shape.vocabulary}};
    return QString::fromLatin1(
        QCryptographicHash::hash(QJsonDocument(what).toJson(QJsonDocument::Compact), QCryptographicHash::Sha256)
            .toHex()
            .left(32));
}

QJsonObject remembered() {
    QFile file(memoryFile());
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

// Losing a measurement costs seconds: errors here are not worth a word.
void rememberAll(const QJsonObject& all) {
    try {
        QDir().mkpath(QFileInfo(memoryFile()).path());
        saveDurably(memoryFile(), QJsonDocument(all).toJson());
    } catch (const Error&) {
    }
}

void remember(const QString& key, const Candidate& best) {
    QJsonObject all = remembered();
    while (all.size() > kRemembered)
        all.erase(all.begin());
    QJsonArray phases;
    for (const RunPhase& phase : best.phases)
        phases.append(QJsonArray{phase.from, phase.secondsPerStep});
    all.insert(key, QJsonObject{{QStringLiteral("precision"), precisionName(best.precision)},
                                {QStringLiteral("threads"), best.threads},
                                {QStringLiteral("phases"), phases},
                                {QStringLiteral("measuredAt"), QDateTime::currentSecsSinceEpoch()}});
    rememberAll(all);
}

std::optional<Candidate> recall(const QString& key) {
    const QJsonObject one = remembered().value(key).toObject();
    Candidate found;
    found.threads = one.value(QLatin1String("threads")).toInt();
    const QJsonArray phases = one.value(QLatin1String("phases")).toArray();
    for (const QJsonValue& phase : phases)
        found.phases.push_back({phase[0].toDouble(), phase[1].toDouble()});
    const qint64 age = QDateTime::currentSecsSinceEpoch() - one.value(QLatin1String("measuredAt")).toInteger();
    if (found.threads < 1 || !(meanSecondsPerStep(found.phases) > 0) || age < 0 || age > kRememberedSeconds)
        return std::nullopt;
    found.precision = one.value(QLatin1String("precision")).toString() == QLatin1String("bf16") ? Precision::BFloat16
                                                                                                : Precision::Float32;
    return found;
}

struct StepTimes {
    double mean = 0; // s; 0 = cancelled before anything was measured
    double shortest = 0;
};

// Runs the real step for a while, from this step of the imagined run on. The mean and not the median tells the speed:
// lazy regularisation makes every eighth step a long one.
StepTimes timeSteps(const TrainingJob& job, TrainingStep& step, std::int64_t from, const Dataset& data,
                    TrainingControl& control) {
    const std::int64_t batch = job.preset.run.batch;
    DataOrder order(data.size(Part::Training), job.preset.run.seed);
    StepContext context;
    context.totalSteps = kSteps;
    context.runSeed = job.preset.run.seed;
    context.control = &control;
    QElapsedTimer clock;
    QElapsedTimer whole;
    whole.start();
    StepTimes times;
    double counted = 0;
    int steps = 0;
    // The first two steps allocate and choose kernels; they do not count unless there is no time for others.
    for (int i = 0; i < 2 + kFewestSteps || counted < kEachSeconds; ++i) {
        if (control.isCancelled())
            return {};
        context.step = from + i;
        context.imagesSeen = i * batch;
        clock.start();
        if (!step.step(data.batch(order.items(i * batch, batch)), context).completed)
            return {};
        const double seconds = double(clock.nsecsElapsed()) / 1e9;
        if (i >= 2 || seconds > kEachSeconds) {
            counted += seconds;
            times.shortest = steps == 0 ? seconds : std::min(times.shortest, seconds);
            ++steps;
        }
        if (steps > 0 && double(whole.elapsed()) / 1000 > 2 * kEachSeconds)
            break;
    }
    times.mean = counted / steps;
    return times;
}

// Measures a candidate, in every phase or, where it only has to be compared, in the first. No phases when cancelled.
void timeCandidate(const TrainingJob& job, const StepShape& shape, const Dataset& data, Candidate& candidate,
                   TrainingControl& control, bool everyPhase) {
    setTorchThreads(candidate.threads);
    const auto step = makeTrainingStep(job.preset, shape, candidate.precision);
    const std::vector<double> starts = step->phases();
    for (std::size_t i = candidate.phases.size(); i < (everyPhase ? starts.size() : 1); ++i) {
        const StepTimes times = timeSteps(job, *step, std::int64_t(std::ceil(starts[i] * kSteps)), data, control);
        if (times.mean <= 0) {
            candidate.phases.clear();
            return;
        }
        candidate.phases.push_back({starts[i], times.mean});
        if (i == 0)
            candidate.shortestStep = times.shortest;
    }
}

Candidate fastest(const TrainingJob& job, const StepShape& shape, const Dataset& data, TrainingControl& control) {
    const RunOptions& options = job.preset.run;
    const int all = usableThreads();
    const int threads = options.threads > 0 ? options.threads : all;
    Candidate best;
    best.precision = options.precision == Precision::Auto ? Precision::BFloat16 : options.precision;
    best.threads = threads;
    timeCandidate(job, shape, data, best, control, false);
    const auto attempt = [&](Precision precision, int count) {
        if (control.isCancelled())
            return;
        Candidate other;
        other.precision = precision;
        other.threads = count;
        timeCandidate(job, shape, data, other, control, false);
        if (!other.phases.empty() && other.shortestStep < best.shortestStep)
            best = other;
    };
    if (options.precision == Precision::Auto)
        attempt(Precision::Float32, threads);
    if (options.threads == 0 && all > 2) // hyper-threads may only get in each other's way
        attempt(best.precision, all / 2);
    if (!best.phases.empty())
        timeCandidate(job, shape, data, best, control, true);
    return best;
}

// Remembered or measured, as `key` from now on; no phases when cancelled.
Candidate measured(const TrainingJob& job, const StepShape& shape, const Dataset& data, TrainingControl& control,
                   bool useRemembered, const QString& key) {
    if (const auto known = useRemembered ? recall(key) : std::nullopt)
        return *known;
    Candidate best = fastest(job, shape, data, control);
    if (!control.isCancelled() && !best.phases.empty())
        remember(key, best);
    return best;
}

} // namespace

TrainingEstimate measure(const TrainingJob& given, TrainingControl& control, bool useRemembered,
                         std::shared_ptr<const Dataset> opened) {
    double units = 1; // pictures or tokens of an item
    const KeptTorchThreads threads;

    TrainingEstimate estimate;
    const RunOptions& options = given.preset.run;
    try {
        TrainingJob job = given;
        job.preset = withSizes(given);
        if (!opened)
            opened = openData(job);
        const Dataset& data = *opened;
        const std::unique_ptr<RunMedium> medium = makeRunMedium(job, opened);
        const StepShape shape = medium->shape();
        units = double(medium->unitsPerItem());
        const auto speedOf = [&] {
            estimate.measurements.append(memoryKey(job, shape));
            return measured(job, shape, data, control, useRemembered, estimate.measurements.last());
        };
        Candidate best = speedOf();
        if (const double step = meanSecondsPerStep(best.phases) * kOverhead; step > 0 && sizesFollowSpeed(given)) {
            const Preset fitting = withSizes(given, options.batch * units / step);
            if (!(fitting.model == job.preset.model)) {
                job.preset = fitting;
                job.preset.run.precision = best.precision; // what is faster for one is for the other
                best = speedOf();
            }
        }
        estimate.model = job.preset.model;
        estimate.threads = best.threads;
        estimate.precision = best.precision;
        for (RunPhase& phase : best.phases) {
            phase.secondsPerStep *= kOverhead;
            estimate.phaseSeconds.push_back(phase.secondsPerStep);
        }
        estimate.secondsPerStep = meanSecondsPerStep(best.phases);
        estimate.totalSteps = RunPlan(options, best.phases).totalSteps();
    } catch (const Error&) {
        throw;
    } catch (const std::exception& error) {
        throw Error(
            Error::Kind::Training,
            Sentence::translate("Training",
                                "The measurement of this model failed. Choose a smaller batch, width or resolution."),
            QString::fromUtf8(error.what()));
    }
    if (estimate.secondsPerStep > 0) {
        estimate.imagesPerSecond = options.batch * units / estimate.secondsPerStep;
        estimate.totalSeconds = options.minutes > 0 ? options.minutes * 60 : 0;
        const double bySteps = double(options.steps) * estimate.secondsPerStep;
        if (options.steps > 0 && (estimate.totalSeconds <= 0 || bySteps < estimate.totalSeconds))
            estimate.totalSeconds = bySteps;
        estimate.recommendedMinutes = recommendedMinutes(given, estimate.imagesPerSecond);
        if (const auto* language = std::get_if<LanguageOptions>(&given.preset.model);
            language && options.steps <= 0 && (!given.sequences.paired || language->passes > 0)) {
            const Passes passes = passesOver(*language, given.sequences.tokens, options.batch * units, 0);
            estimate.materialSeconds = double(passes.mostSteps) * estimate.secondsPerStep;
            estimate.totalSeconds = std::min(estimate.totalSeconds, estimate.materialSeconds);
        }
    }
    return estimate;
}

void correctMeasurement(const QStringList& measurements, double slowdown) {
    if (slowdown < kTooSlow && slowdown > 1 / kTooSlow)
        return;
    QJsonObject all = remembered();
    for (const QString& key : measurements)
        all.remove(key);
    rememberAll(all);
}

} // namespace capriccio
