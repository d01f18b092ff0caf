#pragma once

#include <QImage>
#include <array>
#include <cstdint>

namespace capriccio {

// What two pictures are compared by: a hash that finds candidates fast, and a tiny picture that tells whether simple
// drawings which share a hash really look alike.
struct Fingerprint {
    static constexpr int kSide = 16;
    std::uint64_t hash = 0;                         // pHash: signs of the low frequencies of a 32 x 32 DCT
    std::array<std::uint8_t, kSide * kSide> luma{}; // 16 x 16
    std::array<std::uint8_t, 3 * 4 * 4> colour{};   // 4 x 4, RGB
    std::array<std::uint8_t, 4 * 4> alpha{};        // 4 x 4 coverage
};

// Returns the fingerprint of an RGB32 or ARGB32 picture of any size. Transparent parts count as mid grey. Any thread.
Fingerprint fingerprint(const QImage& image);

// True when two pictures would be taken for the same: hashes at most kNearHash bits apart and tiny pictures that
// differ nowhere by more than resaving or resizing does.
bool looksAlike(const Fingerprint& a, const Fingerprint& b);

inline constexpr int kNearHash = 7; // bits of 64

} // namespace capriccio
