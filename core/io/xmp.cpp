#include "core/io/xmp.h"

#include <exiv2/exiv2.hpp>

namespace capriccio {

namespace {

std::mutex outer;           // held by whoever uses exiv2
std::recursive_mutex inner; // the one exiv2 itself takes

void lockInner(void* mutex, bool lock) {
    auto* m = static_cast<std::recursive_mutex*>(mutex);
    if (lock)
        m->lock();
    else
        m->unlock();
}

} // namespace

std::unique_lock<std::mutex> lockXmp() {
    std::unique_lock<std::mutex> lock(outer);
    static bool prepared = false;
    if (!prepared) {
        Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
        Exiv2::XmpParser::initialize(lockInner, &inner);
        Exiv2::XmpProperties::registerNs(kXmpNamespace, kXmpPrefix);
        prepared = true;
    }
    return lock;
}

} // namespace capriccio
