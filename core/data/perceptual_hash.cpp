#include "core/data/perceptual_hash.h"

#include "core/data/fit.h"
#include "core/data/resample.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <numbers>

namespace capriccio {
namespace {

constexpr int kGrid = 32; // px of the picture that is transformed
constexpr int kLow = 8;   // frequencies kept on each axis

// Rows 1 to 8 of the DCT-II matrix: the constant term says nothing about what is on the picture.
const std::array<std::array<float, kGrid>, kLow>& cosines() {
    static const auto table = [] {
        std::array<std::array<float, kGrid>, kLow> rows{};
        for (std::size_t k = 0; k < kLow; ++k) {
            for (std::size_t i = 0; i < kGrid; ++i)
                rows[k][i] = float(std::cos(std::numbers::pi / kGrid * (double(i) + 0.5) * double(k + 1)));
        }
        return rows;
    }();
    return table;
}

float lumaOf(QRgb pixel) {
    return 0.299F * float(qRed(pixel)) + 0.587F * float(qGreen(pixel)) + 0.114F * float(qBlue(pixel));
}

std::uint64_t hashOf(const std::array<float, kGrid * kGrid>& luma) {
    const auto& rows = cosines();
    std::array<float, kGrid * kLow> across{};
    for (std::size_t y = 0; y < kGrid; ++y) {
        for (std::size_t u = 0; u < kLow; ++u) {
            float sum = 0;
            for (std::size_t x = 0; x < kGrid; ++x)
                sum += rows[u][x] * luma[y * kGrid + x];
            across[y * kLow + u] = sum;
        }
    }
    std::array<float, kLow * kLow> terms{};
    for (std::size_t v = 0; v < kLow; ++v) {
        for (std::size_t u = 0; u < kLow; ++u) {
            float sum = 0;
            for (std::size_t y = 0; y < kGrid; ++y)
                sum += rows[v][y] * across[y * kLow + u];
            terms[v * kLow + u] = sum;
        }
    }
    std::array<float, kLow* kLow> sorted = terms;
    std::nth_element(sorted.begin(), sorted.begin() + kLow * kLow / 2, sorted.end());
    const float median = sorted[kLow * kLow / 2];
    constexpr float kNoise = 0.5F; // a plain ground has no frequencies, only rounding
    std::uint64_t hash = 0;
    for (std::size_t i = 0; i < terms.size(); ++i)
        hash |= std::uint64_t(terms[i] > median + kNoise) << i;
    return hash;
}

// Means over cells of size x size of a kGrid wide plane.
template <typename Value, std::size_t N>
void cellMeans(const Value& value, int cell, std::array<std::uint8_t, N>& out, std::size_t step, std::size_t offset) {
    const int cells = kGrid / cell;
    for (int v = 0; v < cells; ++v) {
        for (int u = 0; u < cells; ++u) {
            float sum = 0;
            for (int y = 0; y < cell; ++y) {
                for (int x = 0; x < cell; ++x)
                    sum += value(u * cell + x, v * cell + y);
            }
            out[std::size_t(v * cells + u) * step + offset] = std::uint8_t(std::lround(sum / float(cell * cell)));
        }
    }
}

template <std::size_t N>
int largestDifference(const std::array<std::uint8_t, N>& a, const std::array<std::uint8_t, N>& b) {
    int most = 0;
    for (std::size_t i = 0; i < N; ++i)
        most = std::max(most, std::abs(int(a[i]) - int(b[i])));
    return most;
}

} // namespace

Fingerprint fingerprint(const QImage& image) {
    Fingerprint print;
    const bool transparent = image.hasAlphaChannel();
    const QImage opaque = resampled(overBackground(image, 0xff808080u), kGrid, kGrid);
    const auto pixel = [&](int x, int y) { return reinterpret_cast<const QRgb*>(opaque.constScanLine(y))[x]; };
    std::array<float, kGrid * kGrid> luma{};
    for (int y = 0; y < kGrid; ++y) {
        for (int x = 0; x < kGrid; ++x)
            luma[std::size_t(y * kGrid + x)] = lumaOf(pixel(x, y));
    }
    print.hash = hashOf(luma);
    cellMeans([&](int x, int y) { return luma[std::size_t(y * kGrid + x)]; }, 2, print.luma, 1, 0);
    cellMeans([&](int x, int y) { return float(qRed(pixel(x, y))); }, 8, print.colour, 3, 0);
    cellMeans([&](int x, int y) { return float(qGreen(pixel(x, y))); }, 8, print.colour, 3, 1);
    cellMeans([&](int x, int y) { return float(qBlue(pixel(x, y))); }, 8, print.colour, 3, 2);
    print.alpha.fill(255);
    if (transparent) {
        const QImage cover = resampled(image.convertToFormat(QImage::Format_ARGB32_Premultiplied), kGrid, kGrid);
        cellMeans([&](int x, int y) { return float(qAlpha(reinterpret_cast<const QRgb*>(cover.constScanLine(y))[x])); },
                  8, print.alpha, 1, 0);
    }
    return print;
}

bool looksAlike(const Fingerprint& a, const Fingerprint& b) {
    // Resaving as JPEG and resizing change a sixteenth of a side by a few levels; another mouth on the same round face
    // changes some cell by far more.
    constexpr int kNearLuma = 20;
    constexpr int kNearColour = 12;
    return std::popcount(a.hash ^ b.hash) <= kNearHash && largestDifference(a.colour, b.colour) <= kNearColour &&
           largestDifference(a.alpha, b.alpha) <= kNearColour && largestDifference(a.luma, b.luma) <= kNearLuma;
}

} // namespace capriccio
