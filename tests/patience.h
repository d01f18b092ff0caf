#pragma once

namespace capriccio {

// ms a test waits for what other threads do, at most: a small machine may have much else to do.
inline constexpr int kPatience = 60'000;

} // namespace capriccio
