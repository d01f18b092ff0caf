// What people start as `capriccio` and `capriccio-cli`: settles what has to stand before LibTorch is loaded, which
// keeps the loader busy for the best part of a second, and becomes the program itself, which lies in libexec/capriccio.
// It is linked statically where that is possible: nothing has to be loaded before its first line.
#include "app/cli/watched_signals.h"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <unistd.h>

namespace {

// The folder this program lies in, links followed; empty where /proc is not mounted.
std::string ownFolder() {
    char path[4096];
    const ssize_t length = readlink("/proc/self/exe", path, sizeof path);
    const std::string own(path, length > 0 ? std::size_t(length) : 0);
    return own.substr(0, own.rfind('/') + 1);
}

} // namespace

int main(int, char** argv) {
#if CAPRICCIO_BLOCKS_SIGNALS
    // The mask and what waits live through the exec: the program's watcher takes a signal that came while it was
    // loaded.
    const sigset_t set = capriccio::watchedSignals();
    sigprocmask(SIG_BLOCK, &set, nullptr);
#endif
    // OpenMP reads these when it is loaded. A busy second process halves or quarters training with active waiting;
    // GNU's looks for work a tenth of a millisecond longer, since a step is made of hundreds of operations and waking a
    // thread for each costs a fifth of it. What the user has set is respected.
    if (!std::getenv("OMP_WAIT_POLICY") && !std::getenv("GOMP_SPINCOUNT")) {
        setenv("OMP_WAIT_POLICY", "passive", 1);
        setenv("GOMP_SPINCOUNT", "10000", 1);
    }

    const std::string folder = ownFolder();
    for (const char* there : {CAPRICCIO_PROGRAM_BUILT, CAPRICCIO_PROGRAM_INSTALLED})
        execv((folder + there).c_str(), argv); // returns only when it fails
    std::fprintf(stderr,
                 "%s%s is missing, or cannot be started. Build or install Capriccio anew, and move it as a whole.\n",
                 folder.c_str(), CAPRICCIO_PROGRAM_INSTALLED);
    return 1;
}
