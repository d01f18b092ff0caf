#pragma once

#include <immintrin.h>

// The transforms of F(4x4, 3x3), eight channels at a time, for x86-64 only; of winograd_kernels.cpp.

// Compiled for a processor that has these, whatever the rest of the program is compiled for.
#define CAPRICCIO_AVX2 __attribute__((target("avx2,fma")))
#define CAPRICCIO_AVX2_INLINE __attribute__((target("avx2,fma"), always_inline)) inline

namespace capriccio::winograd {

constexpr int kPoints = 6; // of one direction
constexpr int kTile = 4;   // px
constexpr int kTaps = 3;
constexpr int kLanes = 8;

using Lanes = __m256;

CAPRICCIO_AVX2_INLINE Lanes all(float value) {
    return _mm256_set1_ps(value);
}
// a + b * c, and a - b * c.
CAPRICCIO_AVX2_INLINE Lanes plus(Lanes a, float b, Lanes c) {
    return _mm256_fmadd_ps(all(b), c, a);
}
CAPRICCIO_AVX2_INLINE Lanes minus(Lanes a, float b, Lanes c) {
    return _mm256_fnmadd_ps(all(b), c, a);
}

// One direction of the transforms, for the points 0, 1, -1, 2, -2 and infinity; the names are those of Lavin & Gray.

// B^T d, of the input.
struct OfInput {
    static constexpr int from = kPoints;
    static constexpr int to = kPoints;
    CAPRICCIO_AVX2_INLINE static void apply(const Lanes* d, Lanes* t) {
        t[0] = plus(minus(d[4], 5, d[2]), 4, d[0]);
        const Lanes even = minus(d[4], 4, d[2]);
        const Lanes odd = minus(d[3], 4, d[1]);
        t[1] = even + odd;
        t[2] = even - odd;
        const Lanes evenOfTwo = d[4] - d[2];
        const Lanes oddOfTwo = d[3] - d[1];
        t[3] = plus(evenOfTwo, 2, oddOfTwo);
        t[4] = minus(evenOfTwo, 2, oddOfTwo);
        t[5] = plus(minus(d[5], 5, d[3]), 4, d[1]);
    }
};

// A^T m, to the output.
struct ToOutput {
    static constexpr int from = kPoints;
    static constexpr int to = kTile;
    CAPRICCIO_AVX2_INLINE static void apply(const Lanes* m, Lanes* y) {
        const Lanes ones = m[1] + m[2];
        const Lanes oneSlope = m[1] - m[2];
        const Lanes twos = m[3] + m[4];
        const Lanes twoSlope = m[3] - m[4];
        y[0] = m[0] + ones + twos;
        y[1] = plus(oneSlope, 2, twoSlope);
        y[2] = plus(ones, 4, twos);
        y[3] = plus(oneSlope, 8, twoSlope) + m[5];
    }
};

// A y, of the output's gradient.
struct OfGradient {
    static constexpr int from = kTile;
    static constexpr int to = kPoints;
    CAPRICCIO_AVX2_INLINE static void apply(const Lanes* y, Lanes* e) {
        const Lanes even = y[0] + y[2];
        const Lanes odd = y[1] + y[3];
        e[0] = y[0];
        e[1] = even + odd;
        e[2] = even - odd;
        const Lanes evenOfTwo = plus(y[0], 4, y[2]);
        const Lanes oddOfTwo = plus(y[1], 4, y[3]);
        e[3] = plus(evenOfTwo, 2, oddOfTwo);
        e[4] = minus(evenOfTwo, 2, oddOfTwo);
        e[5] = y[3];
    }
};

// G g, of the filters.
struct OfFilters {
    static constexpr int from = kTaps;
    static constexpr int to = kPoints;
    CAPRICCIO_AVX2_INLINE static void apply(const Lanes* g, Lanes* u) {
        u[0] = g[0] * all(1 / 4.0F);
        const Lanes even = (g[0] + g[2]) * all(-1 / 6.0F);
        u[1] = minus(even, 1 / 6.0F, g[1]);
        u[2] = plus(even, 1 / 6.0F, g[1]);
        const Lanes evenOfTwo = plus(g[0] * all(1 / 24.0F), 1 / 6.0F, g[2]);
        u[3] = plus(evenOfTwo, 1 / 12.0F, g[1]);
        u[4] = minus(evenOfTwo, 1 / 12.0F, g[1]);
        u[5] = g[2];
    }
};

// G^T u, to the filters' gradient.
struct ToFilters {
    static constexpr int from = kPoints;
    static constexpr int to = kTaps;
    CAPRICCIO_AVX2_INLINE static void apply(const Lanes* u, Lanes* g) {
        const Lanes ones = u[1] + u[2];
        const Lanes twos = u[3] + u[4];
        g[0] = plus(minus(u[0] * all(1 / 4.0F), 1 / 6.0F, ones), 1 / 24.0F, twos);
        g[1] = plus((u[2] - u[1]) * all(1 / 6.0F), 1 / 12.0F, u[3] - u[4]);
        g[2] = plus(u[5], 1 / 6.0F, twos - ones);
    }
};

// T d T^T for eight channels. read(row, column) gives what is transformed, write(row, column, value) takes the result.
template <typename T, typename Read, typename Write>
CAPRICCIO_AVX2_INLINE void transformBothWays(const Read& read, const Write& write) {
    Lanes half[T::to][T::from];
#pragma GCC unroll 6
    for (int j = 0; j < T::from; ++j) {
        Lanes column[T::from];
        Lanes made[T::to];
#pragma GCC unroll 6
        for (int i = 0; i < T::from; ++i)
            column[i] = read(i, j);
        T::apply(column, made);
#pragma GCC unroll 6
        for (int i = 0; i < T::to; ++i)
            half[i][j] = made[i];
    }
#pragma GCC unroll 6
    for (int i = 0; i < T::to; ++i) {
        Lanes made[T::to];
        T::apply(half[i], made);
#pragma GCC unroll 6
        for (int j = 0; j < T::to; ++j)
            write(i, j, made[j]);
    }
}

} // namespace capriccio::winograd
