#pragma once

#include "core/types/training.h"

#include <deque>
#include <functional>
#include <map>

namespace capriccio {

// Training time: runs while training runs, stands still in pauses, goes on where an earlier sitting stopped. Seconds.
class TrainingClock {
public:
    // now: seconds of a clock that only goes forward; empty = the computer's.
    explicit TrainingClock(std::function<double()> now = {});
    void start(double earlierSeconds);
    void pause();
    void resume();
    double seconds() const;

private:
    std::function<double()> now_;
    double before_ = 0;
    bool running_ = false;
    double since_ = 0;
};

// Means of what the steps report since the last report, and the speed lately.
class StatsMeter {
public:
    // Forgets the speed so far: after a pause, a rollback, a resume.
    void restart(qint64 step, qint64 imagesSeen, double elapsedSeconds);
    void add(const std::vector<NamedValue>& losses);
    // A figure that is reported once, in the next report.
    void set(const QString& name, double value);
    // Returns the means since the last call and begins anew.
    std::vector<NamedValue> takeValues();

    // Takes note of a place; speed counts over the last 15 s, so it holds previews and validation, too.
    void mark(qint64 step, qint64 imagesSeen, double elapsedSeconds);
    double imagesPerSecond() const; // 0 = not known yet
    double secondsPerStep() const;  // 0 = not known yet

private:
    struct Sum {
        double sum = 0;
        int count = 0;
    };
    struct Mark {
        qint64 step = 0;
        qint64 imagesSeen = 0;
        double elapsedSeconds = 0;
    };
    std::map<QString, Sum> sums_;
    std::map<QString, double> once_;
    std::deque<Mark> marks_;
};

} // namespace capriccio
