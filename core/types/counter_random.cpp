#include "core/types/counter_random.h"

#include <cmath>
#include <numbers>

namespace capriccio {

namespace {

std::uint64_t splitMix(std::uint64_t x) {
    x += 0x9e3779b97f4a7c15ULL;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

// Uniform in the open interval (0, 1): never 0, whose logarithm Box-Muller takes.
double openUniform(std::uint32_t high, std::uint32_t low) {
    const std::uint64_t bits = ((std::uint64_t(high) << 32) | low) >> 12;
    return (double(bits) + 0.5) * 0x1p-52;
}

} // namespace

std::uint64_t streamSeed(std::uint64_t runSeed, RandomStream stream, std::uint64_t index) {
    return splitMix(splitMix(splitMix(runSeed) ^ std::uint64_t(stream)) ^ index);
}

std::array<std::uint32_t, 4> philox(std::uint64_t key, std::uint64_t counter) {
    std::array<std::uint32_t, 4> c{std::uint32_t(counter), std::uint32_t(counter >> 32), 0, 0};
    std::uint32_t k0 = std::uint32_t(key);
    std::uint32_t k1 = std::uint32_t(key >> 32);
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t p0 = std::uint64_t(0xD2511F53U) * c[0];
        const std::uint64_t p1 = std::uint64_t(0xCD9E8D57U) * c[2];
        c = {std::uint32_t(p1 >> 32) ^ c[1] ^ k0, std::uint32_t(p1), std::uint32_t(p0 >> 32) ^ c[3] ^ k1,
             std::uint32_t(p0)};
        k0 += 0x9E3779B9U;
        k1 += 0xBB67AE85U;
    }
    return c;
}

std::vector<float> standardNormal(std::uint64_t seed, std::size_t n) {
    std::vector<float> values;
    values.reserve(n + 1);
    for (std::uint64_t counter = 0; values.size() < n; ++counter) {
        const auto bits = philox(seed, counter);
        const double radius = std::sqrt(-2 * std::log(openUniform(bits[0], bits[1])));
        const double angle = 2 * std::numbers::pi * openUniform(bits[2], bits[3]);
        values.push_back(float(radius * std::cos(angle)));
        values.push_back(float(radius * std::sin(angle)));
    }
    values.resize(n);
    return values;
}

} // namespace capriccio
