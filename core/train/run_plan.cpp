#include "core/train/run_plan.h"

#include <algorithm>
#include <cmath>

namespace capriccio {
namespace {

constexpr qint64 kEndless = qint64(1) << 40; // steps: schedules of an endless run stay where they begin

} // namespace

RunPlan::RunPlan(const RunOptions& options, double secondsPerStep)
    : limitSteps_(options.steps), limitSeconds_(options.minutes * 60), secondsPerStep_(secondsPerStep) {
    plan(0, 0);
}

void RunPlan::plan(qint64 step, double elapsedSeconds) {
    qint64 total = limitSteps_ > 0 ? limitSteps_ : kEndless;
    if (limitSeconds_ > 0 && secondsPerStep_ > 0) {
        const double left = std::max(limitSeconds_ - elapsedSeconds, 0.0) / secondsPerStep_;
        total = std::min(total, step + qint64(std::ceil(std::min(left, double(kEndless)))));
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
        left = std::min(left, double(limitSteps_ - step) * secondsPerStep_);
    return std::max(left, 0.0);
}

void RunPlan::observe(qint64 step, double elapsedSeconds, double secondsPerStep) {
    if (secondsPerStep > 0)
        secondsPerStep_ = secondsPerStep;
    if (!isByClock() || elapsedSeconds < nextPlanning_)
        return;
    plan(step, elapsedSeconds);
    // Often at first, when the speed is least known, and at the end, when an error shows most.
    const double left = limitSeconds_ - elapsedSeconds;
    nextPlanning_ = elapsedSeconds + std::clamp(std::min(elapsedSeconds * 0.5, left * 0.3), 0.5, 60.0);
}

QJsonObject RunPlan::toJson() const {
    return {{QStringLiteral("totalSteps"), totalSteps_},
            {QStringLiteral("secondsPerStep"), secondsPerStep_},
            {QStringLiteral("nextPlanning"), nextPlanning_},
            {QStringLiteral("limitSteps"), limitSteps_},
            {QStringLiteral("limitSeconds"), limitSeconds_}};
}

void RunPlan::restore(const QJsonObject& json) {
    secondsPerStep_ = json.value(QLatin1String("secondsPerStep")).toDouble(secondsPerStep_);
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
