#pragma once

#include "core/types/preset.h"

#include <QJsonObject>
#include <vector>

namespace capriccio {

// A part of the run in which every step costs the same; a growing network has several.
struct RunPhase {
    double from = 0;           // share of the run at which it begins, 0..1; ascending, the first is 0
    double secondsPerStep = 0; // s, validation, previews and all
};

// Mean seconds per step over a whole run, 0 for no phases.
double meanSecondsPerStep(const std::vector<RunPhase>& phases);

// Seconds from one measurement on held-out material to the next, for one that took `cost` seconds: it takes at most a
// fortieth of the time, and up to a twentieth where a run of `runSeconds` would see fewer than eight of them; 0 = the
// length of the run is not known. At least 15 s.
double validationInterval(double cost, double runSeconds);

// How long a run is. Schedules are pure functions of step / totalSteps, so totalSteps may change only at marked places:
// it is fixed for a run by steps; a run by minutes ends by the clock, and totalSteps is planned anew from the speed so
// far at widening intervals, which are kept in checkpoints, so that the schedules end when the clock does. What later
// phases cost is foreseen: a level that opens does not shorten the schedules.
class RunPlan {
public:
    // Limits of the options: steps and minutes, whichever comes first; 0 = none. Costs from the measurement.
    RunPlan(const RunOptions& options, double secondsPerStep);
    RunPlan(const RunOptions& options, std::vector<RunPhase> phases);

    qint64 totalSteps() const { return totalSteps_; }
    bool isEndless() const { return limitSteps_ == 0 && limitSeconds_ == 0; }
    bool isByClock() const { return limitSeconds_ > 0; }
    // Whether the run is over at this place.
    bool isOver(qint64 step, double elapsedSeconds) const;
    // Share of the run that is done, 0..1; 0 for an endless run.
    double fraction(qint64 step, double elapsedSeconds) const;
    // Seconds left, -1 = not known.
    double secondsLeft(qint64 step, double elapsedSeconds) const;
    // Tells what a step took lately, over at most 15 s (validation, previews and all), and plans anew where that is
    // due.
    void observe(qint64 step, double elapsedSeconds, double secondsPerStep);
    // How much longer steps take than the measurement said; 1 when nothing was observed yet.
    double slowdown() const;

    QJsonObject toJson() const;
    // Takes the planned total and speed of a checkpoint; the limits are those of the options.
    void restore(const QJsonObject& json);

private:
    qint64 limitSteps_ = 0;
    double limitSeconds_ = 0;
    std::vector<RunPhase> phases_;
    double measured_ = 0;     // s, of a step of the first phase, before anything was observed
    std::size_t opened_ = 0;  // phases that have begun stay begun, however the plan changes
    double openedAt_ = -1;    // s of training; -1 = since the beginning of this sitting
    double nextPlanning_ = 2; // s of training
    qint64 totalSteps_ = 1;

    std::size_t phaseAt(qint64 step, qint64 total) const;
    double secondsBetween(qint64 step, qint64 total) const;
    void plan(qint64 step, double elapsedSeconds);
};

} // namespace capriccio
