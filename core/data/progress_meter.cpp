#include "core/data/progress_meter.h"

#include <algorithm>

namespace capriccio {
namespace {

constexpr std::chrono::milliseconds kInterval{100};
// Earlier the rate says little: the first pictures pay for cold caches.
constexpr double kSecondsBeforeEstimate = 1.5;

} // namespace

ProgressMeter::ProgressMeter(Sentence phase, qint64 total, const ProgressCallback& callback)
    : phase_(std::move(phase)), callback_(callback), start_(Clock::now()) {
    progress_.total = total;
    report(start_);
}

void ProgressMeter::advance(qint64 n) {
    progress_.done += n;
    poll();
}

void ProgressMeter::poll() {
    const auto now = Clock::now();
    if (now - reported_ >= kInterval)
        report(now);
}

void ProgressMeter::finish() {
    if (progress_.total > 0)
        progress_.done = progress_.total;
    promised_ = 0;
    report(Clock::now());
}

void ProgressMeter::report(Clock::time_point now) {
    reported_ = now;
    const double elapsed = std::chrono::duration<double>(now - start_).count();
    if (progress_.total > 0 && progress_.done > 0 && elapsed >= kSecondsBeforeEstimate) {
        const double estimate = elapsed / double(progress_.done) * double(progress_.total - progress_.done);
        // The figure may stand still when the work slows down, but an artist who was told "2 minutes" is never told
        // "3".
        const double kept = promised_ < 0 ? estimate * 1.1 : promised_;
        promised_ = std::clamp(estimate, 0.0, kept);
        progress_.secondsLeft = promised_;
    }
    if (progress_.total > 0 && progress_.done >= progress_.total)
        progress_.secondsLeft = 0;
    progress_.phase = phase_.text();
    if (callback_ && !callback_(progress_))
        throw Cancelled{};
}

} // namespace capriccio
