#include "core/train/run_stats.h"

#include <chrono>
#include <utility>

namespace capriccio {
namespace {
constexpr double kSpeedWindow = 15; // s over which speed is measured
constexpr double kApart = 0.25;     // s between marks
constexpr double kEnough = 0.5;     // s before a speed is told
} // namespace

TrainingClock::TrainingClock(std::function<double()> now) : now_(std::move(now)) {
    if (!now_)
        now_ = [] {
            return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
        };
}

void TrainingClock::start(double earlierSeconds) {
    before_ = earlierSeconds;
    running_ = true;
    since_ = now_();
}

void TrainingClock::pause() {
    before_ = seconds();
    running_ = false;
}

void TrainingClock::resume() {
    if (!running_)
        since_ = now_();
    running_ = true;
}

double TrainingClock::seconds() const {
    return before_ + (running_ ? now_() - since_ : 0);
}

void StatsMeter::restart(qint64 step, qint64 imagesSeen, double elapsedSeconds) {
    sums_.clear();
    once_.clear();
    marks_.assign(1, {step, imagesSeen, elapsedSeconds});
}

void StatsMeter::add(const std::vector<NamedValue>& losses) {
    for (const NamedValue& loss : losses) {
        Sum& sum = sums_[loss.name];
        sum.sum += loss.value;
        ++sum.count;
    }
}

void StatsMeter::set(const QString& name, double value) {
    once_[name] = value;
}

std::vector<NamedValue> StatsMeter::takeValues() {
    std::vector<NamedValue> values;
    for (const auto& [name, sum] : sums_)
        values.push_back({name, sum.sum / sum.count});
    for (const auto& [name, value] : once_)
        values.push_back({name, value});
    sums_.clear();
    once_.clear();
    return values;
}

void StatsMeter::mark(qint64 step, qint64 imagesSeen, double elapsedSeconds) {
    if (!marks_.empty() && marks_.size() > 1 && elapsedSeconds - marks_[marks_.size() - 2].elapsedSeconds < kApart)
        marks_.back() = {step, imagesSeen, elapsedSeconds};
    else
        marks_.push_back({step, imagesSeen, elapsedSeconds});
    while (marks_.size() > 2 && elapsedSeconds - marks_[1].elapsedSeconds > kSpeedWindow)
        marks_.pop_front();
}

double StatsMeter::imagesPerSecond() const {
    if (marks_.size() < 2)
        return 0;
    const double seconds = marks_.back().elapsedSeconds - marks_.front().elapsedSeconds;
    return seconds < kEnough ? 0 : double(marks_.back().imagesSeen - marks_.front().imagesSeen) / seconds;
}

double StatsMeter::secondsPerStep() const {
    if (marks_.size() < 2 || marks_.back().step <= marks_.front().step)
        return 0;
    const double seconds = marks_.back().elapsedSeconds - marks_.front().elapsedSeconds;
    return seconds < kEnough ? 0 : seconds / double(marks_.back().step - marks_.front().step);
}

} // namespace capriccio
