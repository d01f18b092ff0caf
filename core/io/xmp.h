#pragma once

namespace capriccio {

inline constexpr auto kXmpNamespace = "http://capriccio.studio/ns/1.0/";
inline constexpr auto kXmpPrefix = "capriccio";

// Prepares exiv2's XMP toolkit once for the process: with a lock, since it keeps global state, and with our namespace
// registered. Call it before any use of exiv2. Any thread.
void prepareXmp();

} // namespace capriccio
