#include "core/nn/winograd_kernels.h"

#include <algorithm>

#ifdef __x86_64__
#include "core/nn/winograd_transforms.h"

#include <array>
#endif

namespace capriccio {

namespace {

constexpr std::int64_t kTilesABlock = 48; // transformed together: their planes stay in the second cache
constexpr std::int64_t kPlaneGap = 16; // floats: planes of a power of two would all fall on the same lines of a cache

} // namespace

std::int64_t winogradPlane(std::int64_t values) {
    return values + kPlaneGap;
}

std::int64_t winogradScratch(const WinogradShape& shape) {
    return kWinogradPoints * (winogradPlane(kTilesABlock * shape.in) + winogradPlane(kTilesABlock * shape.out));
}

#ifdef __x86_64__

using namespace winograd;

namespace {

constexpr std::int64_t kPanel = 2 * kLanes; // channels of a panel of filters
constexpr int kRows = 6;                    // of a product that is kept in registers

struct Tile {
    std::int64_t picture;
    std::int64_t top; // px of its first row and column
    std::int64_t left;
};

Tile tileAt(const WinogradShape& shape, std::int64_t index) {
    const auto across = shape.width / kTile;
    const auto down = shape.height / kTile;
    return {index / (across * down), index / across % down * kTile, index % across * kTile};
}

// Where the values of pixels stand that have the size of the convolution, or half of it.
struct Grid {
    std::int64_t height;
    std::int64_t width;
    std::int64_t channels;
    int half; // 1 when it is, so that coordinates are shifted by it

    Grid(const WinogradShape& shape, std::int64_t channelsOf, bool isHalf)
        : height(shape.height >> int(isHalf)), width(shape.width >> int(isHalf)), channels(channelsOf), half(isHalf) {}
    std::int64_t at(std::int64_t picture, std::int64_t row, std::int64_t column) const {
        return ((picture * height + (row >> half)) * width + (column >> half)) * channels;
    }
};

// A tile and one pixel around it, pixel by pixel; beyond the picture there are zeros.
std::array<const float*, kWinogradPoints> pixelsAround(const float* x, const WinogradShape& shape, const Grid& grid,
                                                       const Tile& tile) {
    alignas(32) static constexpr float kNothing[kMostWinogradChannels] = {};
    std::array<const float*, kWinogradPoints> pixels{};
    for (int i = 0; i < kPoints; ++i)
        for (int j = 0; j < kPoints; ++j) {
            const auto row = tile.top + i - 1;
            const auto column = tile.left + j - 1;
            const bool inside = row >= 0 && column >= 0 && row < shape.height && column < shape.width;
            pixels[std::size_t(i * kPoints + j)] = inside ? x + grid.at(tile.picture, row, column) : kNothing;
        }
    return pixels;
}

// A leaky ReLU; what is no number stays so.
CAPRICCIO_AVX2_INLINE Lanes leaky(Lanes value, float slope) {
    return _mm256_max_ps(value * all(slope), value);
}

// `count` tiles of the input from `first`: [36][count][in].
template <bool Bent>
CAPRICCIO_AVX2 void transformInput(const WinogradInput& x, const WinogradShape& shape, std::int64_t first,
                                   std::int64_t count, float* planes, std::int64_t plane) {
    const Grid grid(shape, shape.in, shape.readsHalf);
    for (std::int64_t t = 0; t < count; ++t) {
        const auto pixels = pixelsAround(x.values, shape, grid, tileAt(shape, first + t));
        for (std::int64_t c = 0; c < shape.in; c += kLanes) {
            float* to = planes + t * shape.in + c;
            transformBothWays<OfInput>(
                [&](int i, int j) CAPRICCIO_AVX2 {
                    const Lanes value = _mm256_loadu_ps(pixels[std::size_t(i * kPoints + j)] + c);
                    return Bent ? leaky(value, x.slope) : value;
                },
                [&](int i, int j, Lanes value)
                    CAPRICCIO_AVX2 { _mm256_storeu_ps(to + (i * kPoints + j) * plane, value); });
        }
    }
}

void transformAnyInput(const WinogradInput& x, const WinogradShape& shape, std::int64_t first, std::int64_t count,
                       float* planes, std::int64_t plane) {
    if (x.slope < 1)
        transformInput<true>(x, shape, first, count, planes, plane);
    else
        transformInput<false>(x, shape, first, count, planes, plane);
}

// Where the values of a tile stand, pixel by pixel.
std::array<std::int64_t, std::size_t(kTile* kTile)> pixelsOf(const Grid& grid, const Tile& tile) {
    std::array<std::int64_t, std::size_t(kTile * kTile)> pixels{};
    for (int i = 0; i < kTile; ++i)
        for (int j = 0; j < kTile; ++j)
            pixels[std::size_t(i * kTile + j)] = grid.at(tile.picture, tile.top + i, tile.left + j);
    return pixels;
}

// `count` tiles of the output's gradient from `first`: [36][count][out].
CAPRICCIO_AVX2 void transformGradient(const float* gradient, const WinogradShape& shape, std::int64_t first,
                                      std::int64_t count, float* planes, std::int64_t plane) {
    const Grid grid(shape, shape.out, shape.writesHalf);
    for (std::int64_t t = 0; t < count; ++t) {
        const auto pixels = pixelsOf(grid, tileAt(shape, first + t));
        for (std::int64_t c = 0; c < shape.out; c += kLanes) {
            float* to = planes + t * shape.out + c;
            transformBothWays<OfGradient>(
                [&](int i, int j)
                    CAPRICCIO_AVX2 { return _mm256_loadu_ps(gradient + pixels[std::size_t(i * kTile + j)] + c); },
                [&](int i, int j, Lanes value)
                    CAPRICCIO_AVX2 { _mm256_storeu_ps(to + (i * kPoints + j) * plane, value); });
        }
    }
}

CAPRICCIO_AVX2_INLINE void write(const WinogradOutput& y, std::int64_t at, Lanes value, Lanes offset) {
    value = value * all(y.scale) + offset;
    if (y.signs != nullptr) {
        const Lanes above = _mm256_cmp_ps(_mm256_loadu_ps(y.signs + at), _mm256_setzero_ps(), _CMP_GT_OQ);
        value = _mm256_blendv_ps(value * all(y.slope), value, above);
    }
    _mm256_storeu_ps(y.values + at, value);
}

// [36][count][out] to `count` tiles of the output from `first`.
template <bool Half>
CAPRICCIO_AVX2 void writeOutput(const float* planes, std::int64_t plane, const WinogradOutput& y,
                                const WinogradShape& shape, std::int64_t first, std::int64_t count) {
    const Grid grid(shape, shape.out, shape.writesHalf);
    for (std::int64_t t = 0; t < count; ++t) {
        const auto pixels = pixelsOf(grid, tileAt(shape, first + t));
        for (std::int64_t c = 0; c < shape.out; c += kLanes) {
            const float* from = planes + t * shape.out + c;
            const Lanes offset = y.bias != nullptr ? _mm256_loadu_ps(y.bias + c) : _mm256_setzero_ps();
            Lanes made[kTile][kTile];
            transformBothWays<ToOutput>(
                [&](int i, int j) CAPRICCIO_AVX2 { return _mm256_loadu_ps(from + (i * kPoints + j) * plane); },
                [&](int i, int j, Lanes value) CAPRICCIO_AVX2 { made[i][j] = value; });
            constexpr int step = Half ? 2 : 1;
#pragma GCC unroll 4
            for (int i = 0; i < kTile; i += step)
#pragma GCC unroll 4
                for (int j = 0; j < kTile; j += step) {
                    Lanes value = made[i][j];
                    if constexpr (Half)
                        value = (value + made[i][j + 1] + made[i + 1][j] + made[i + 1][j + 1]) * all(0.25F);
                    write(y, pixels[std::size_t(i * kTile + j)] + c, value, offset);
                }
        }
    }
}

// R rows and V vectors of a product. Every loop is unrolled: what is indexed by a variable would live in memory.
template <int R, int V>
struct Block {
    Lanes sum[R][V];

    CAPRICCIO_AVX2_INLINE void clear() {
#pragma GCC unroll 6
        for (int r = 0; r < R; ++r)
#pragma GCC unroll 2
            for (int v = 0; v < V; ++v)
                sum[r][v] = _mm256_setzero_ps();
    }
    CAPRICCIO_AVX2_INLINE void load(const float* from, std::int64_t stride) {
#pragma GCC unroll 6
        for (int r = 0; r < R; ++r)
#pragma GCC unroll 2
            for (int v = 0; v < V; ++v)
                sum[r][v] = _mm256_loadu_ps(from + r * stride + v * kLanes);
    }
    CAPRICCIO_AVX2_INLINE void save(float* to, std::int64_t stride) const {
#pragma GCC unroll 6
        for (int r = 0; r < R; ++r)
#pragma GCC unroll 2
            for (int v = 0; v < V; ++v)
                _mm256_storeu_ps(to + r * stride + v * kLanes, sum[r][v]);
    }
    // sum[r] += left[r * stride] * right.
    CAPRICCIO_AVX2_INLINE void add(const float* left, std::int64_t stride, const float* right) {
        Lanes vectors[V];
#pragma GCC unroll 2
        for (int v = 0; v < V; ++v)
            vectors[v] = _mm256_loadu_ps(right + v * kLanes);
#pragma GCC unroll 6
        for (int r = 0; r < R; ++r) {
            const Lanes factor = _mm256_broadcast_ss(left + r * stride);
#pragma GCC unroll 2
            for (int v = 0; v < V; ++v)
                sum[r][v] = _mm256_fmadd_ps(factor, vectors[v], sum[r][v]);
        }
    }
};

// y[R][V] = x[R][depth] * filters[depth][V].
template <int R, int V>
CAPRICCIO_AVX2 void multiplyRows(const float* x, std::int64_t depth, const float* filters, float* y,
                                 std::int64_t stride) {
    Block<R, V> block;
    block.clear();
    for (std::int64_t k = 0; k < depth; ++k)
        block.add(x + k, depth, filters + k * V * kLanes);
    block.save(y, stride);
}

// One panel of filters with all tiles of a block.
template <int V>
CAPRICCIO_AVX2 void multiplyPanel(const float* x, std::int64_t tiles, std::int64_t depth, const float* filters,
                                  float* y, std::int64_t stride) {
    constexpr auto kByRows = std::array{&multiplyRows<1, V>, &multiplyRows<2, V>, &multiplyRows<3, V>,
                                        &multiplyRows<4, V>, &multiplyRows<5, V>, &multiplyRows<kRows, V>};
    for (std::int64_t t = 0; t < tiles; t += kRows)
        kByRows[std::size_t(std::min<std::int64_t>(tiles - t, kRows) - 1)](x + t * depth, depth, filters,
                                                                           y + t * stride, stride);
}

// The sum over tiles of x[tile][R]^T * gradient[tile][V], added to sums[R][V] or, at `first`, in their place.
template <int R, int V>
CAPRICCIO_AVX2 void multiplyTiles(const float* x, std::int64_t in, const float* gradient, std::int64_t out,
                                  std::int64_t tiles, bool first, float* sums) {
    Block<R, V> block;
    if (first)
        block.clear();
    else
        block.load(sums, out);
    for (std::int64_t t = 0; t < tiles; ++t)
        block.add(x + t * in, 1, gradient + t * out);
    block.save(sums, out);
}

template <int V>
CAPRICCIO_AVX2 void multiplyTilesPanel(const float* x, std::int64_t in, const float* gradient, std::int64_t out,
                                       std::int64_t tiles, bool first, float* sums) {
    std::int64_t row = 0;
    for (; row + kRows <= in; row += kRows)
        multiplyTiles<kRows, V>(x + row, in, gradient, out, tiles, first, sums + row * out);
    if (in - row == 4) // channels come in eights: two, four or none are left
        multiplyTiles<4, V>(x + row, in, gradient, out, tiles, first, sums + row * out);
    else if (in - row == 2)
        multiplyTiles<2, V>(x + row, in, gradient, out, tiles, first, sums + row * out);
}

} // namespace

bool hasWinogradKernels() {
    static const bool has = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    return has;
}

CAPRICCIO_AVX2 void winogradFilters(const float* filters, FilterUse use, const WinogradShape& shape,
                                    float* transformed) {
    const bool forward = use == FilterUse::Forward;
    const auto plane = winogradPlane(shape.in * shape.out);
    alignas(32) float taps[kTaps * kTaps][kLanes];
    for (std::int64_t panel = 0; panel < shape.out; panel += kPanel) {
        const auto width = std::min(kPanel, shape.out - panel);
        for (std::int64_t i = 0; i < shape.in; ++i)
            for (std::int64_t o = panel; o < panel + width; o += kLanes) { // [panel][in][width], as in memory
                for (int lane = 0; lane < kLanes; ++lane) {
                    const float* one =
                        filters + (forward ? (o + lane) * shape.in + i : i * shape.out + o + lane) * kTaps * kTaps;
                    for (int tap = 0; tap < kTaps * kTaps; ++tap)
                        taps[forward ? tap : kTaps * kTaps - 1 - tap][lane] = one[tap];
                }
                float* to = transformed + panel * shape.in + i * width + (o - panel);
                transformBothWays<OfFilters>(
                    [&](int row, int column) CAPRICCIO_AVX2 { return _mm256_load_ps(taps[row * kTaps + column]); },
                    [&](int row, int column, Lanes value)
                        CAPRICCIO_AVX2 { _mm256_storeu_ps(to + (row * kPoints + column) * plane, value); });
            }
    }
}

void winogradConvolve(const WinogradInput& x, const float* filters, const WinogradOutput& y, const WinogradShape& shape,
                      std::int64_t first, std::int64_t last, float* scratch) {
    const auto planeIn = winogradPlane(kTilesABlock * shape.in);
    const auto planeOut = winogradPlane(kTilesABlock * shape.out);
    const auto planeFilters = winogradPlane(shape.in * shape.out);
    float* made = scratch + kWinogradPoints * planeIn;
    for (; first < last; first += kTilesABlock) {
        const auto count = std::min(kTilesABlock, last - first);
        transformAnyInput(x, shape, first, count, scratch, planeIn);
        for (std::int64_t p = 0; p < kWinogradPoints; ++p) {
            const float* from = scratch + p * planeIn;
            const float* with = filters + p * planeFilters;
            float* to = made + p * planeOut;
            std::int64_t o = 0;
            for (; o + kPanel <= shape.out; o += kPanel)
                multiplyPanel<2>(from, count, shape.in, with + o * shape.in, to + o, shape.out);
            if (o < shape.out)
                multiplyPanel<1>(from, count, shape.in, with + o * shape.in, to + o, shape.out);
        }
        if (shape.writesHalf)
            writeOutput<true>(made, planeOut, y, shape, first, count);
        else
            writeOutput<false>(made, planeOut, y, shape, first, count);
    }
}

void winogradFilterGradient(const WinogradInput& x, const float* gradient, float* transformed,
                            const WinogradShape& shape, std::int64_t first, std::int64_t last, float* scratch) {
    const auto planeIn = winogradPlane(kTilesABlock * shape.in);
    const auto planeOut = winogradPlane(kTilesABlock * shape.out);
    const auto planeFilters = winogradPlane(shape.in * shape.out);
    float* gradients = scratch + kWinogradPoints * planeIn;
    for (const auto begin = first; first < last; first += kTilesABlock) {
        const auto count = std::min(kTilesABlock, last - first);
        transformAnyInput(x, shape, first, count, scratch, planeIn);
        transformGradient(gradient, shape, first, count, gradients, planeOut);
        for (std::int64_t p = 0; p < kWinogradPoints; ++p) {
            const float* from = scratch + p * planeIn;
            const float* with = gradients + p * planeOut;
            float* sums = transformed + p * planeFilters;
            std::int64_t o = 0;
            for (; o + kPanel <= shape.out; o += kPanel)
                multiplyTilesPanel<2>(from, shape.in, with + o, shape.out, count, first == begin, sums + o);
            if (o < shape.out)
                multiplyTilesPanel<1>(from, shape.in, with + o, shape.out, count, first == begin, sums + o);
        }
    }
}

CAPRICCIO_AVX2 void winogradFilterGradientBack(const float* transformed, const WinogradShape& shape, float scale,
                                               float* gradient) {
    const auto plane = winogradPlane(shape.in * shape.out);
    alignas(32) float taps[kTaps * kTaps][kLanes];
    for (std::int64_t i = 0; i < shape.in; ++i)
        for (std::int64_t o = 0; o < shape.out; o += kLanes) {
            const float* from = transformed + i * shape.out + o;
            transformBothWays<ToFilters>(
                [&](int row, int column)
                    CAPRICCIO_AVX2 { return _mm256_loadu_ps(from + (row * kPoints + column) * plane); },
                [&](int row, int column, Lanes value)
                    CAPRICCIO_AVX2 { _mm256_store_ps(taps[row * kTaps + column], value * all(scale)); });
            for (int lane = 0; lane < kLanes; ++lane)
                for (int tap = 0; tap < kTaps * kTaps; ++tap)
                    gradient[((o + lane) * shape.in + i) * kTaps * kTaps + tap] = taps[tap][lane];
        }
}

#else // the functions below are not called there

bool hasWinogradKernels() {
    return false;
}
void winogradFilters(const float*, FilterUse, const WinogradShape&, float*) {}
void winogradConvolve(const WinogradInput&, const float*, const WinogradOutput&, const WinogradShape&, std::int64_t,
                      std::int64_t, float*) {}
void winogradFilterGradient(const WinogradInput&, const float*, float*, const WinogradShape&, std::int64_t,
                            std::int64_t, float*) {}
void winogradFilterGradientBack(const float*, const WinogradShape&, float, float*) {}

#endif

} // namespace capriccio
