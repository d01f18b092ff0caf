// The short measurement before a run: precision, threads and speed on this machine.
#include "core/io/durable_file.h"
#include "core/train/compute_policy.h"
#include "core/train/run_plan.h"
#include "core/train/training_run.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QStandardPaths>
#include <algorithm>

namespace capriccio {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Training)
};

constexpr double kEachSeconds = 1.6; // s measured for each candidate
constexpr int kFewestSteps = 2;
constexpr double kOverhead = 1.06; // previews, validation and checkpoints beside the steps
constexpr qsizetype kRemembered = 200;

struct Candidate {
    Precision precision = Precision::Float32;
    int threads = 1;
    double secondsPerStep = 0; // mean; 0 = not measured
    double shortestStep = 0;   // s: what candidates are compared by, a busy machine only ever lengthens steps
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

// Forgetting a measurement costs seconds: errors here are not worth a word.
void remember(const QString& key, const Candidate& best) {
    QJsonObject all = remembered();
    while (all.size() > kRemembered)
        all.erase(all.begin());
    all.insert(key, QJsonObject{{QStringLiteral("precision"), precisionName(best.precision)},
                                {QStringLiteral("threads"), best.threads},
                                {QStringLiteral("secondsPerStep"), best.secondsPerStep}});
    try {
        QDir().mkpath(QFileInfo(memoryFile()).path());
        saveDurably(memoryFile(), QJsonDocument(all).toJson());
    } catch (const Error&) {
    }
}

std::optional<Candidate> recall(const QString& key) {
    const QJsonObject one = remembered().value(key).toObject();
    Candidate found;
    found.threads = one.value(QLatin1String("threads")).toInt();
    found.secondsPerStep = one.value(QLatin1String("secondsPerStep")).toDouble();
    if (found.threads < 1 || !(found.secondsPerStep > 0))
        return std::nullopt;
    found.precision = one.value(QLatin1String("precision")).toString() == QLatin1String("bf16") ? Precision::BFloat16
                                                                                                : Precision::Float32;
    return found;
}

// Runs the real step for a while and notes its times; none when cancelled. The mean and not the median tells the speed:
// lazy regularisation makes every sixteenth step a long one.
void timeSteps(const TrainingJob& job, const StepShape& shape, const Dataset& data, Candidate& candidate,
               TrainingControl& control) {
    setTorchThreads(candidate.threads);
    const auto step = makeTrainingStep(job.preset, shape, candidate.precision);
    const std::int64_t batch = job.preset.run.batch;
    DataOrder order(data.size(Part::Training), job.preset.run.seed);
    StepContext context;
    context.totalSteps = 1000;
    context.runSeed = job.preset.run.seed;
    context.control = &control;
    QElapsedTimer clock;
    QElapsedTimer whole;
    whole.start();
    double counted = 0;
    int steps = 0;
    // The first two steps allocate and choose kernels; they do not count unless there is no time for others.
    for (int i = 0; i < 2 + kFewestSteps || counted < kEachSeconds; ++i) {
        if (control.isCancelled())
            return;
        context.step = i;
        context.imagesSeen = i * batch;
        clock.start();
        if (!step->step(data.batch(order.items(i * batch, batch)), context).completed)
            return;
        const double seconds = double(clock.nsecsElapsed()) / 1e9;
        if (i >= 2 || seconds > kEachSeconds) {
            counted += seconds;
            candidate.shortestStep = steps == 0 ? seconds : std::min(candidate.shortestStep, seconds);
            ++steps;
        }
        if (steps > 0 && double(whole.elapsed()) / 1000 > 2 * kEachSeconds)
            break;
    }
    candidate.secondsPerStep = counted / steps;
}

Candidate fastest(const TrainingJob& job, const StepShape& shape, const Dataset& data, TrainingControl& control) {
    const RunOptions& options = job.preset.run;
    const int all = usableThreads();
    const int threads = options.threads > 0 ? options.threads : all;
    Candidate best{options.precision == Precision::Auto ? Precision::BFloat16 : options.precision, threads};
    timeSteps(job, shape, data, best, control);
    const auto attempt = [&](Candidate other) {
        if (control.isCancelled())
            return;
        timeSteps(job, shape, data, other, control);
        if (other.secondsPerStep > 0 && other.shortestStep < best.shortestStep)
            best = other;
    };
    if (options.precision == Precision::Auto)
        attempt({Precision::Float32, threads});
    if (options.threads == 0 && all > 2) // hyper-threads may only get in each other's way
        attempt({best.precision, all / 2});
    return best;
}

} // namespace

TrainingEstimate measure(const TrainingJob& given, TrainingControl& control, bool useRemembered) {
    double units = 1; // pictures or tokens of an item
    const int before = torchThreads();
    struct Restore {
        int threads;
        ~Restore() { setTorchThreads(threads); }
    } const restore{before};

    TrainingEstimate estimate;
    try {
        TrainingJob job = given;
        job.preset = withSizes(given);
        const std::shared_ptr<const Dataset> opened = openData(job);
        const Dataset& data = *opened;
        const std::unique_ptr<RunMedium> medium = makeRunMedium(job, opened);
        const StepShape shape = medium->shape();
        units = double(medium->unitsPerItem());
        const QString key = memoryKey(job, shape);
        std::optional<Candidate> best = useRemembered ? recall(key) : std::nullopt;
        if (!best) {
            best = fastest(job, shape, data, control);
            if (!control.isCancelled() && best->secondsPerStep > 0)
                remember(key, *best);
        }
        estimate.threads = best->threads;
        estimate.precision = best->precision;
        estimate.secondsPerStep = best->secondsPerStep * kOverhead;
    } catch (const Error&) {
        throw;
    } catch (const std::exception& error) {
        throw Error(Error::Kind::Training,
                    Text::tr("The measurement of this model failed. Choose a smaller batch, width or resolution."),
                    QString::fromUtf8(error.what()));
    }
    if (estimate.secondsPerStep > 0) {
        const RunOptions& options = given.preset.run;
        estimate.imagesPerSecond = options.batch * units / estimate.secondsPerStep;
        estimate.totalSteps = RunPlan(options, estimate.secondsPerStep).totalSteps();
        estimate.totalSeconds = options.minutes > 0 ? options.minutes * 60 : 0;
        const double bySteps = double(options.steps) * estimate.secondsPerStep;
        if (options.steps > 0 && (estimate.totalSeconds <= 0 || bySteps < estimate.totalSeconds))
            estimate.totalSeconds = bySteps;
        estimate.recommendedMinutes = recommendedMinutes(given, estimate.imagesPerSecond);
    }
    return estimate;
}

} // namespace capriccio
