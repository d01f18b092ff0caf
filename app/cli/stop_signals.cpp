#include "app/cli/stop_signals.h"

#include <csignal>
#include <ctime>
#include <pthread.h>
#include <thread>
#include <unistd.h>

namespace capriccio {
namespace {

sigset_t watched() {
    sigset_t set;
    sigemptyset(&set);
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction current {};
        sigaction(number, nullptr, &current);
        if (current.sa_handler != SIG_IGN) // nohup stays in force
            sigaddset(&set, number);
    }
    return set;
}

// LibTorch takes the first second to load, twice with reexecWithSettings. A signal that comes meanwhile waits for the
// watcher: this runs before the libraries make their globals, and the mask and what waits live through the exec. Before
// it, while the loader still binds them, a signal ends the program as it would any other: nothing has begun.
void blockEarly() {
    const sigset_t set = watched();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

[[gnu::section(".preinit_array"), gnu::used]] void (*const kBlockEarly)() = blockEarly;

} // namespace

StopSignals::StopSignals() {
    const sigset_t set = watched();
    const timespec atOnce{};
    asked_ = sigtimedwait(&set, nullptr, &atOnce) > 0; // one that came before is known before anything begins
    std::thread([this] { watch(); }).detach();         // lives as long as the program
}

void StopSignals::watch() {
    const sigset_t set = watched();
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
