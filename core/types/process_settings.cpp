#include "core/types/process_settings.h"

#include <malloc.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace capriccio {

void keepLargeBlocks() {
    // 32 MB is the largest value glibc takes; blocks under it come from the heap and stay there between steps.
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 512 << 20);
    mallopt(M_TOP_PAD, 32 << 20);
}

void giveWay(int nice) {
    setpriority(PRIO_PROCESS, id_t(syscall(SYS_gettid)), nice);
}

} // namespace capriccio
