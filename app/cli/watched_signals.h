#pragma once

#include <csignal>
#include <initializer_list>

namespace capriccio {

// The signals that mean "stop, and save": SIGINT, SIGTERM and SIGHUP, but for those the caller ignores (nohup stays in
// force). Any thread.
inline sigset_t watchedSignals() {
    sigset_t set;
    sigemptyset(&set);
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction current {};
        sigaction(number, nullptr, &current);
        if (current.sa_handler != SIG_IGN)
            sigaddset(&set, number);
    }
    return set;
}

} // namespace capriccio
