#pragma once

#include <cstdint>
#include <vector>

namespace capriccio {

inline constexpr int kMostHeldOut = 1000; // pictures

// Chooses the held-out pictures from what they look like: true for those whose key falls under the share. Whether one
// is held out does not depend on the others, so adding pictures moves none (but for the limit of kMostHeldOut, which
// keeps the smallest). With 10 pictures or more and share > 0 at least one is held out; at least 2 are left to train
// on.
std::vector<bool> heldOutSplit(const std::vector<std::uint64_t>& contentHashes, double share);

} // namespace capriccio
