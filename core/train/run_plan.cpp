#include "core/train/run_plan.h"

#include <QJsonArray>
#include <algorithm>
#include <cmath>

namespace capriccio {
namespace {

constexpr qint64 kEndless = qint64(1) << 40; // steps: schedules of an endless run stay where they begin
constexpr double kWindow = 15;               // s over which the speed that is told was taken

// First step of a phase, as the growing networks count it.
qint64 firstStep(const RunPhase& phase, qint64 total) {
    return qint64(std::ceil(phase.from * double(total) - 1e-9));
}

constexpr double kValidationEvery = 15; // s of training, at least
constexpr double kValidationShare = 1.0 / 40;
constexpr double kDearValidationShare = 1.0 / 20;
constexpr int kValidations = 8; // a run has that many where the share allows it

} // namespace

double validationInterval(double cost, double runSeconds) {
    double interval = cost / kValidationShare;
    if (runSeconds > 0)
        interval = std::min(interval, std::max(cost / kDearValidationShare, runSeconds / kValidations));
    return std::max(interval, kValidationEvery);
}

double meanSecondsPerStep(const std::vector<RunPhase>& phases) {
    double mean = 0;
    for (std::size_t i = 0; i < phases.size(); ++i)
        mean += phases[i].secondsPerStep * ((i + 1 < phases.size() ? phases[i + 1].from : 1.0) - phases[i].from);
    return mean;
}

RunPlan::RunPlan(const RunOptions& options, double secondsPerStep)
    : RunPlan(options, std::vector<RunPhase>{{0, secondsPerStep}}) {}

RunPlan::RunPlan(const RunOptions& options, std::vector<RunPhase> phases)
    : limitSteps_(options.steps), limitSeconds_(options.minutes * 60), phases_(std::move(phases)) {
    if (phases_.empty())
        phases_.push_back({});
    measured_ = phases_.front().secondsPerStep;
    plan(0, 0);
}

std::size_t RunPlan::phaseAt(qint64 step, qint64 total) const {
    std::size_t at = opened_;
    while (at + 1 < phases_.size() && step >= firstStep(phases_[at + 1], total))
        ++at;
    return at;
}

// From here to the end of a run of `total` steps.
double RunPlan::secondsBetween(qint64 step, qint64 total) const {
    double seconds = 0;
    for (std::size_t at = phaseAt(step, total); at < phases_.size(); ++at) {
        const qint64 end = at + 1 < phases_.size() ? std::max(step, firstStep(phases_[at + 1], total)) : total;
        seconds += double(std::max<qint64>(end - step, 0)) * phases_[at].secondsPerStep;
        step = end;
    }
    return seconds;
}

void RunPlan::plan(qint64 step, double elapsedSeconds) {
    qint64 total = limitSteps_ > 0 ? limitSteps_ : kEndless;
    if (limitSeconds_ > 0 && phases_.front().secondsPerStep > 0) {
        const double left = std::max(limitSeconds_ - elapsedSeconds, 0.0);
        qint64 low = step; // the fewest steps that fill the time
        qint64 high = kEndless;
        while (low < high) {
            const qint64 middle = low + (high - low) / 2;
            if (secondsBetween(step, middle) < left * (1 - 1e-12))
                low = middle + 1;
            else
                high = middle;
        }
        total = std::min(total, low);
    }
    totalSteps_ = std::max<qint64>(total, 1);
}

bool RunPlan::isOver(qint64 step, double elapsedSeconds) const {
    return (limitSteps_ > 0 && step >= limitSteps_) || (limitSeconds_ > 0 && elapsedSeconds >= limitSeconds_);
}

double RunPlan::fraction(qint64 step, double elapsedSeconds) const {
    const double bySteps = limitSteps_ > 0 ? double(step) / double(limitSteps_) : 0;
    const double byClock = limitSeconds_ > 0 ? elapsedSeconds / limitSeconds_ : 0;
    return std::clamp(std::max(bySteps, byClock), 0.0, 1.0);
}

double RunPlan::secondsLeft(qint64 step, double elapsedSeconds) const {
    if (isEndless())
        return -1;
    double left = limitSeconds_ > 0 ? limitSeconds_ - elapsedSeconds : INFINITY;
    if (limitSteps_ > 0)
        left = std::min(left, secondsBetween(step, limitSteps_));
    return std::max(left, 0.0);
}

void RunPlan::observe(qint64 step, double elapsedSeconds, double secondsPerStep) {
    if (const std::size_t phase = phaseAt(step, totalSteps_); phase != opened_) {
        opened_ = phase;
        openedAt_ = elapsedSeconds;
    }
    // Until the window holds only steps of this phase, what was foreseen is the better guess.
    const double known = phases_[opened_].secondsPerStep;
    if (secondsPerStep > 0 && (openedAt_ < 0 || elapsedSeconds - openedAt_ >= kWindow)) {
        for (RunPhase& phase : phases_)
            phase.secondsPerStep = known > 0 ? phase.secondsPerStep * secondsPerStep / known : secondsPerStep;
        if (measured_ <= 0)
            measured_ = phases_.front().secondsPerStep;
    }
    if (!isByClock() || elapsedSeconds < nextPlanning_)
        return;
    plan(step, elapsedSeconds);
    // Often at first, when the speed is least known, and at the end, when an error shows most.
    const double left = limitSeconds_ - elapsedSeconds;
    nextPlanning_ = elapsedSeconds + std::clamp(std::min(elapsedSeconds * 0.5, left * 0.3), 0.5, 60.0);
}

double RunPlan::slowdown() const {
    return measured_ > 0 ? phases_.front().secondsPerStep / measured_ : 1;
}

QJsonObject RunPlan::toJson() const {
    QJsonArray phases;
    for (const RunPhase& phase : phases_)
        phases.append(QJsonObject{{QStringLiteral("from"), phase.from},
                                  {QStringLiteral("secondsPerStep"), phase.secondsPerStep}});
    return {{QStringLiteral("totalSteps"), totalSteps_},
            {QStringLiteral("secondsPerStep"), phases_[opened_].secondsPerStep},
            {QStringLiteral("phases"), phases},
            {QStringLiteral("phase"), qint64(opened_)},
            {QStringLiteral("nextPlanning"), nextPlanning_},
            {QStringLiteral("limitSteps"), limitSteps_},
            {QStringLiteral("limitSeconds"), limitSeconds_}};
}

void RunPlan::restore(const QJsonObject& json) {
    const QJsonArray phases = json.value(QLatin1String("phases")).toArray();
    if (std::size_t(phases.size()) == phases_.size()) {
        for (std::size_t i = 0; i < phases_.size(); ++i)
            phases_[i].secondsPerStep =
                phases[qsizetype(i)].toObject().value(QLatin1String("secondsPerStep")).toDouble();
        opened_ = std::size_t(
            std::clamp<qint64>(json.value(QLatin1String("phase")).toInteger(), 0, qint64(phases_.size()) - 1));
    } else { // one speed is known, of the place where the checkpoint was written
        const double known = json.value(QLatin1String("secondsPerStep")).toDouble();
        for (RunPhase& phase : phases_)
            phase.secondsPerStep = known > 0 ? known : phase.secondsPerStep;
    }
    measured_ = phases_.front().secondsPerStep;
    openedAt_ = -1;
    const bool sameLimits = json.value(QLatin1String("limitSteps")).toInteger() == limitSteps_ &&
                            json.value(QLatin1String("limitSeconds")).toDouble() == limitSeconds_;
    if (sameLimits) { // otherwise the run was lengthened or cut, and the schedules stretch with it
        totalSteps_ = std::max<qint64>(json.value(QLatin1String("totalSteps")).toInteger(totalSteps_), 1);
        nextPlanning_ = json.value(QLatin1String("nextPlanning")).toDouble(nextPlanning_);
    } else {
        nextPlanning_ = 0;
    }
}

} // namespace capriccio
