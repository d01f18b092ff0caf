#pragma once

#include <mutex>

namespace capriccio {

inline constexpr auto kXmpNamespace = "http://capriccio.studio/ns/1.0/";
inline constexpr auto kXmpPrefix = "capriccio";

// Prepares exiv2's XMP toolkit once for the process, with our namespace registered, and returns the lock that must be
// held while exiv2 is used: its toolkit keeps global state, and the lock it asks for does not cover all of it (packets
// read while another thread wrote one came back empty). Any thread; never hold it while a picture is encoded.
[[nodiscard]] std::unique_lock<std::mutex> lockXmp();

} // namespace capriccio
