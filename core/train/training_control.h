#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>

namespace capriccio {

// The only way from a window or a signal handler into a running Trainer. Thread-safe; cancel() and requestCheckpoint()
// are also safe from a signal handler's watcher thread. Checked every step, between the D and G phases and while
// loading.
class TrainingControl {
public:
    void pause();
    void resume();
    void cancel(); // also wakes a paused run
    void requestCheckpoint();

    bool isCancelled() const { return cancelled_.load(std::memory_order_acquire); }
    bool isPaused() const { return paused_.load(std::memory_order_acquire); }
    // Returns whether a checkpoint was asked for since the last call.
    bool takeCheckpointRequest() { return checkpoint_.exchange(false); }
    // Blocks while paused; returns at once when cancelled or a checkpoint is asked for.
    void waitWhilePaused();

private:
    std::atomic<bool> paused_{false};
    std::atomic<bool> cancelled_{false};
    std::atomic<bool> checkpoint_{false};
    std::mutex mutex_;
    std::condition_variable wake_;
};

} // namespace capriccio
