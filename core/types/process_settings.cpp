#include "core/types/process_settings.h"

#include <cstdlib>
#include <malloc.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace capriccio {

void reexecWithSettings(char** argv) {
    // 32 MB is the largest value glibc takes; blocks under it come from the heap and stay there between steps.
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 512 << 20);
    mallopt(M_TOP_PAD, 32 << 20);
    if (std::getenv("OMP_WAIT_POLICY") || std::getenv("GOMP_SPINCOUNT") || std::getenv("CAPRICCIO_RESTARTED"))
        return;
    setenv("OMP_WAIT_POLICY", "passive", 1);
    setenv("CAPRICCIO_RESTARTED", "1", 1); // never restart twice, whatever becomes of the other variable
    execv("/proc/self/exe", argv);         // returns only when it fails: then we go on as we are
}

void giveWay(int nice) {
    setpriority(PRIO_PROCESS, id_t(syscall(SYS_gettid)), nice);
}

} // namespace capriccio
