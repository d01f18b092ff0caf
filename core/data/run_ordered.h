#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace capriccio {

// Runs produce(i) for i in [0, count) on `threads` threads and consume(i, result) on the calling thread, in order. At
// most a few results per thread wait, so memory stays bounded. idle() is called about 10 times a second while waiting.
// The first exception of any of the three is thrown here after all threads have ended; `stop` is set first, so that
// long work inside produce can give up.
template <typename Result>
void runOrdered(std::int64_t count, int threads, std::atomic<bool>& stop,
                const std::function<Result(std::int64_t)>& produce,
                const std::function<void(std::int64_t, Result&&)>& consume, const std::function<void()>& idle) {
    constexpr std::int64_t kWindowPerThread = 16;
    const std::int64_t window = kWindowPerThread * threads;
    std::mutex mutex;
    std::condition_variable changed;
    std::map<std::int64_t, Result> ready;
    std::int64_t next = 0;
    std::int64_t consumed = 0;
    std::exception_ptr failure;

    const auto work = [&] {
        std::unique_lock lock(mutex);
        for (;;) {
            changed.wait(lock, [&] { return stop || next >= count || next < consumed + window; });
            if (stop || next >= count)
                return;
            const std::int64_t index = next++;
            lock.unlock();
            try {
                Result result = produce(index);
                lock.lock();
                ready.emplace(index, std::move(result));
            } catch (...) {
                if (!lock.owns_lock())
                    lock.lock();
                if (!failure)
                    failure = std::current_exception();
                stop = true;
            }
            changed.notify_all();
        }
    };

    std::vector<std::jthread> workers;
    for (int t = 0; t < threads; ++t)
        workers.emplace_back(work);
    const auto endWorkers = [&] {
        {
            const std::lock_guard lock(mutex);
            stop = true;
        }
        changed.notify_all();
        workers.clear();
    };
    try {
        std::unique_lock lock(mutex);
        while (consumed < count && !failure) {
            const auto found = ready.find(consumed);
            if (found == ready.end()) {
                changed.wait_for(lock, std::chrono::milliseconds(100));
                lock.unlock();
                idle();
                lock.lock();
                continue;
            }
            Result result = std::move(found->second);
            ready.erase(found);
            lock.unlock();
            consume(consumed, std::move(result));
            lock.lock();
            ++consumed;
            changed.notify_all();
        }
    } catch (...) {
        endWorkers();
        throw;
    }
    endWorkers();
    if (failure)
        std::rethrow_exception(failure);
}

} // namespace capriccio
