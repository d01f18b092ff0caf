#include "app/cli/stop_signals.h"

#include "app/cli/watched_signals.h"

#include <ctime>
#include <pthread.h>
#include <thread>
#include <unistd.h>

namespace capriccio {

StopSignals::StopSignals() {
    const sigset_t set = watchedSignals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr); // the launcher did, unless the program was started without it
    const timespec atOnce{};
    asked_ = sigtimedwait(&set, nullptr, &atOnce) > 0; // one that came before is known before anything begins
    std::thread([this] { watch(); }).detach();         // lives as long as the program
}

void StopSignals::watch() {
    const sigset_t set = watchedSignals();
    for (int times = 1;; ++times) {
        int number = 0;
        if (sigwait(&set, &number) != 0)
            return;
        if (times > 2)
            _exit(1);
        const std::lock_guard lock(mutex_);
        asked_.store(true);
        if (action_)
            action_();
    }
}

void StopSignals::onStop(std::function<void()> action) {
    const std::lock_guard lock(mutex_);
    action_ = std::move(action);
    if (asked_.load() && action_)
        action_();
}

} // namespace capriccio
