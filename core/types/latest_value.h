#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <utility>

namespace capriccio {

// One slot between a fast producer and a slow consumer: the newest value wins and nothing piles up.
// Thread-safe. put() returns true when the slot was empty, which is the only time a wake-up has to be posted.
template <typename T>
class LatestValue {
public:
    bool put(T value) {
        const std::lock_guard lock(mutex_);
        const bool wasEmpty = !slot_.has_value();
        slot_ = std::move(value);
        return wasEmpty;
    }

    // Returns the newest value and empties the slot; nullopt when nothing came since the last take().
    std::optional<T> take() {
        const std::lock_guard lock(mutex_);
        return std::exchange(slot_, std::nullopt);
    }

private:
    std::mutex mutex_;
    std::optional<T> slot_;
};

} // namespace capriccio
