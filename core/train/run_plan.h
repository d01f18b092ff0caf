#pragma once

#include "core/types/preset.h"

#include <QJsonObject>

namespace capriccio {

// How long a run is. Schedules are pure functions of step / totalSteps, so totalSteps may change only at marked places:
// it is fixed for a run by steps; a run by minutes ends by the clock, and totalSteps is planned anew from the speed so
// far at widening intervals, which are kept in checkpoints, so that the schedules end when the clock does.
class RunPlan {
public:
    // Limits of the options: steps and minutes, whichever comes first; 0 = none. secondsPerStep from the measurement.
    RunPlan(const RunOptions& options, double secondsPerStep);

    qint64 totalSteps() const { return totalSteps_; }
    bool isEndless() const { return limitSteps_ == 0 && limitSeconds_ == 0; }
    bool isByClock() const { return limitSeconds_ > 0; }
    // Whether the run is over at this place.
    bool isOver(qint64 step, double elapsedSeconds) const;
    // Share of the run that is done, 0..1; 0 for an endless run.
    double fraction(qint64 step, double elapsedSeconds) const;
    // Seconds left, -1 = not known.
    double secondsLeft(qint64 step, double elapsedSeconds) const;
    // Tells what a step took lately (validation, previews and all) and plans anew where that is due.
    void observe(qint64 step, double elapsedSeconds, double secondsPerStep);

    QJsonObject toJson() const;
    // Takes the planned total and speed of a checkpoint; the limits are those of the options.
    void restore(const QJsonObject& json);

private:
    qint64 limitSteps_ = 0;
    double limitSeconds_ = 0;
    double secondsPerStep_ = 0;
    double nextPlanning_ = 2; // s of training
    qint64 totalSteps_ = 1;
    void plan(qint64 step, double elapsedSeconds);
};

} // namespace capriccio
