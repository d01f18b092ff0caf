#include "core/train/training_control.h"

namespace capriccio {

void TrainingControl::pause() {
    paused_.store(true, std::memory_order_release);
}

void TrainingControl::resume() {
    {
        const std::lock_guard lock(mutex_);
        paused_.store(false, std::memory_order_release);
    }
    wake_.notify_all();
}

void TrainingControl::cancel() {
    {
        const std::lock_guard lock(mutex_);
        cancelled_.store(true, std::memory_order_release);
    }
    wake_.notify_all();
}

void TrainingControl::requestCheckpoint() {
    {
        const std::lock_guard lock(mutex_);
        checkpoint_.store(true);
    }
    wake_.notify_all();
}

void TrainingControl::waitWhilePaused() {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [this] { return !paused_.load() || cancelled_.load() || checkpoint_.load(); });
}

} // namespace capriccio
