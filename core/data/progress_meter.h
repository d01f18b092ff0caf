#pragma once

#include "core/data/scan.h"
#include "core/types/sentence.h"

#include <chrono>

namespace capriccio {

// Thrown out of long work that was asked to stop. Scan and prepare turn it into their cancelled results; what writes
// the built-in samples lets it out.
struct Cancelled {};

// Counts one phase of long work and tells the callback, at most 10 times a second. One thread.
class ProgressMeter {
public:
    ProgressMeter(Sentence phase, qint64 total, const ProgressCallback& callback);
    // Counts n more pieces. Throws Cancelled.
    void advance(qint64 n = 1);
    // Asks the callback without counting; call while waiting. Throws Cancelled.
    void poll();
    // Reports the phase as complete, whatever the rate limit. Throws Cancelled.
    void finish();

private:
    using Clock = std::chrono::steady_clock;
    void report(Clock::time_point now);
    Sentence phase_; // follows the language while it goes on
    Progress progress_;
    const ProgressCallback& callback_;
    Clock::time_point start_;
    Clock::time_point reported_;
    double promised_ = -1; // seconds left as last told, -1 = not told yet
};

} // namespace capriccio
