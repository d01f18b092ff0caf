#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <algorithm>
#include <cstdio>
#include <functional>
#include <vector>

namespace capriccio::bench {

// How alive the window is: a 16 ms timer on the GUI thread, and what really passes between its beats. GUI thread.
class Heartbeat {
public:
    // counts: whether this beat is one of those that are measured.
    explicit Heartbeat(std::function<bool()> counts) : counts_(std::move(counts)) {
        beat_.setTimerType(Qt::PreciseTimer);
        QObject::connect(&beat_, &QTimer::timeout, &beat_, [this] {
            const double gap = static_cast<double>(since_.nsecsElapsed()) / 1e6;
            since_.start();
            if (counts_())
                gaps_.push_back(gap);
        });
    }
    // Begins, or begins anew.
    void start() {
        gaps_.clear();
        since_.start();
        beat_.start(16);
    }
    // Prints the fields of the figures, without the braces of their object.
    void print() {
        std::sort(gaps_.begin(), gaps_.end());
        const auto at = [this](double share) {
            return gaps_.empty() ? 0.0 : gaps_[static_cast<std::size_t>(share * static_cast<double>(gaps_.size() - 1))];
        };
        std::printf("\"beats\":%zu,\"median_ms\":%.1f,\"p99_ms\":%.1f,\"longest_ms\":%.1f", gaps_.size(), at(0.5),
                    at(0.99), at(1));
    }

private:
    std::function<bool()> counts_;
    std::vector<double> gaps_; // ms
    QElapsedTimer since_;
    QTimer beat_;
};

} // namespace capriccio::bench
