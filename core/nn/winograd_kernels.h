#pragma once

#include <cstdint>

namespace capriccio {

// Convolutions of 3x3, stride 1, padding 1, of float32 on plain memory by minimal filtering, F(4x4, 3x3) (Winograd
// 1980; Lavin & Gray 2016): a tile of 4x4 is made with 36 products a pair of channels instead of 144. Pictures are [N,
// H, W, C].

// What is convolved. height and width: of the convolution, multiples of 4. in and out: multiples of 8, at most
// kMostWinogradChannels.
struct WinogradShape {
    std::int64_t pictures = 0;
    std::int64_t height = 0;
    std::int64_t width = 0;
    std::int64_t in = 0;     // channels that are read
    std::int64_t out = 0;    // channels that are written
    bool readsHalf = false;  // what is read has half the sides; every value of it stands for 2x2
    bool writesHalf = false; // what is written has half the sides: means of 2x2

    std::int64_t tiles() const { return pictures * (height / 4) * (width / 4); }
};

struct WinogradInput {
    const float* values = nullptr; // [N, H, W, in]
    float slope = 1;               // of what is below zero, 0..1: a leaky ReLU before the convolution
};

struct WinogradOutput {
    float* values = nullptr;     // [N, H, W, out]
    const float* bias = nullptr; // [out]
    float scale = 1;             // of the result, before the bias
    const float* signs =
        nullptr; // of the size of `values`: where it is not above zero, the result counts `slope` times
    float slope = 1;
};

constexpr std::int64_t kMostWinogradChannels = 256; // filters of more would leave the caches
constexpr std::int64_t kWinogradPoints = 36;        // products of a tile

enum class FilterUse {
    Forward,   // filters [out, in, 3, 3]
    Transposed // filters [in, out, 3, 3], seen from behind: the input gradient of a convolution from `out` to `in`
};

// Whether this processor has what the functions below are made of (AVX2 and FMA). Any thread.
bool hasWinogradKernels();

// Floats that stand between two of the 36 planes of a transformed block of `values` floats a plane.
std::int64_t winogradPlane(std::int64_t values);

// Puts 3x3 filters into the form `winogradConvolve` multiplies with: 36 planes of winogradPlane(in * out) floats.
void winogradFilters(const float* filters, FilterUse use, const WinogradShape& shape, float* transformed);

// Convolves the tiles from `first` to `last`. filters: as winogradFilters made them. scratch: winogradScratch(shape)
// floats, of this call alone.
void winogradConvolve(const WinogradInput& x, const float* filters, const WinogradOutput& y, const WinogradShape& shape,
                      std::int64_t first, std::int64_t last, float* scratch);

// Writes the share of the tiles from `first` to `last` (at least one) of the gradient of the filters, in transformed
// form: 36 planes of winogradPlane(in * out) floats. gradient: of the convolution's output; when that is halved, as if
// each of its values stood for 2x2.
void winogradFilterGradient(const WinogradInput& x, const float* gradient, float* transformed,
                            const WinogradShape& shape, std::int64_t first, std::int64_t last, float* scratch);

// Brings that gradient back, `scale` times: [out, in, 3, 3].
void winogradFilterGradientBack(const float* transformed, const WinogradShape& shape, float scale, float* gradient);

// Floats of scratch for one call of winogradConvolve or winogradFilterGradient.
std::int64_t winogradScratch(const WinogradShape& shape);

} // namespace capriccio
