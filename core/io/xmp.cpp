#include "core/io/xmp.h"

#include <exiv2/exiv2.hpp>
#include <mutex>

namespace capriccio {

namespace {

void lockXmp(void* mutex, bool lock) {
    auto* m = static_cast<std::recursive_mutex*>(mutex);
    if (lock)
        m->lock();
    else
        m->unlock();
}

} // namespace

void prepareXmp() {
    static std::recursive_mutex mutex;
    static std::once_flag once;
    std::call_once(once, [] {
        Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
        Exiv2::XmpParser::initialize(lockXmp, &mutex);
        Exiv2::XmpProperties::registerNs(kXmpNamespace, kXmpPrefix);
    });
}

} // namespace capriccio
