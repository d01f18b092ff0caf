#include "core/data/held_out_split.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace capriccio {
namespace {

// splitmix64's finaliser: perceptual hashes are far from evenly spread, their keys are.
std::uint64_t splitKey(std::uint64_t hash) {
    hash += 0x9e3779b97f4a7c15ULL;
    hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9ULL;
    hash = (hash ^ (hash >> 27)) * 0x94d049bb133111ebULL;
    return hash ^ (hash >> 31);
}

} // namespace

std::vector<bool> heldOutSplit(const std::vector<std::uint64_t>& contentHashes, double share) {
    const std::size_t n = contentHashes.size();
    std::vector<bool> held(n, false);
    if (!(share > 0) || n < 3)
        return held;
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return splitKey(contentHashes[a]) < splitKey(contentHashes[b]);
    });
    const double limit = std::ldexp(std::clamp(share, 0.0, 0.9), 64);
    const std::size_t most = std::min<std::size_t>(kMostHeldOut, n - 2);
    std::size_t taken = 0;
    while (taken < most && double(splitKey(contentHashes[order[taken]])) < limit)
        held[order[taken++]] = true;
    if (taken == 0 && n >= 10)
        held[order[0]] = true;
    return held;
}

} // namespace capriccio
