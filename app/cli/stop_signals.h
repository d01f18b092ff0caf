#pragma once

#include <atomic>
#include <functional>
#include <mutex>

namespace capriccio {

// SIGINT, SIGTERM and SIGHUP as a wish to stop: they are blocked in every thread and taken by a watcher thread, so no
// handler ever interrupts a save. Make it before any other thread starts. The third signal ends the program at once.
class StopSignals {
public:
    StopSignals();
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;

    bool asked() const { return asked_.load(); }
    // Called on the watcher thread when a signal comes, at once when one has come already. Empty = nothing.
    void onStop(std::function<void()> action);

private:
    void watch();
    std::atomic<bool> asked_{false};
    std::mutex mutex_;
    std::function<void()> action_;
};

} // namespace capriccio
