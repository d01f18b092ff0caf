#include "core/nn/pass_kernels.h"
#include "core/nn/simd.h"

#include <cmath>

namespace capriccio {

namespace {

constexpr std::int64_t kVector = 16; // float32 of the widest registers
constexpr std::int64_t kRows = 16;   // queries at once: what lies right of the diagonal is not computed

// Sixteen numbers that need not be aligned; the compiler splits them where registers are narrower.
typedef float Vector __attribute__((vector_size(4 * kVector), aligned(4), may_alias));

// A row of a head into the padded block, and back into storage; what is stored is rounded there.
template <typename In, typename Out>
CAPRICCIO_INLINE void copyBody(const In* __restrict from, Out* __restrict to, std::int64_t n) {
    for (std::int64_t i = 0; i < n; ++i)
        save(load(from + i), to + i);
}

// Turns every pair (i, i + d / 2) of a row by its position; sign -1 turns back.
template <typename In, typename Out>
CAPRICCIO_INLINE void turnBody(const In* __restrict from, const float* __restrict table, Out* __restrict to,
                               std::int64_t d, float sign, float scale) {
    const std::int64_t half = d / 2;
    for (std::int64_t i = 0; i < half; ++i) {
        const float cosine = table[i] * scale;
        const float sine = table[half + i] * scale * sign;
        const float a = load(from + i);
        const float b = load(from + half + i);
        save(a * cosine - b * sine, to + i);
        save(b * cosine + a * sine, to + half + i);
    }
}

// Rows of a head, turned by their position where the table is given, into a padded block.
template <typename S>
CAPRICCIO_INLINE void gatherBody(const S* from, std::int64_t stride, const float* table, float scale,
                                 std::int64_t length, std::int64_t d, float* to, std::int64_t width) {
    for (std::int64_t t = 0; t < length; ++t)
        if (table != nullptr)
            turnBody(from + t * stride, table + t * d, to + t * width, d, 1, scale);
        else
            copyBody(from + t * stride, to + t * width, d);
}
template <typename S>
CAPRICCIO_INLINE void scatterBody(const float* from, std::int64_t width, const float* table, float scale,
                                  std::int64_t length, std::int64_t d, S* to, std::int64_t stride) {
    for (std::int64_t t = 0; t < length; ++t)
        if (table != nullptr)
            turnBody(from + t * width, table + t * d, to + t * stride, d, -1, scale);
        else
            copyBody(from + t * width, to + t * stride, d);
}
#define CAPRICCIO_FOR(S)                                                                                               \
    CAPRICCIO_LEVEL_CLONES void gather(const S* from, std::int64_t stride, const float* table, float scale,            \
                                       std::int64_t length, std::int64_t d, float* to, std::int64_t width) {           \
        gatherBody(from, stride, table, scale, length, d, to, width);                                                  \
    }                                                                                                                  \
    CAPRICCIO_LEVEL_CLONES void scatter(const float* from, std::int64_t width, const float* table, float scale,        \
                                        std::int64_t length, std::int64_t d, S* to, std::int64_t stride) {             \
        scatterBody(from, width, table, scale, length, d, to, stride);                                                 \
    }
CAPRICCIO_FOR(float)
CAPRICCIO_FOR(std::uint16_t)
#undef CAPRICCIO_FOR

// C (m, n) = or += A (m, k) B (k, n); transposed: A is (k, m). m a multiple of 4, n of kVector.
template <bool transposed, bool adds>
CAPRICCIO_INLINE void product(std::int64_t m, std::int64_t n, std::int64_t k, const float* a, std::int64_t aStride,
                              const float* b, std::int64_t bStride, float* c, std::int64_t cStride) {
    const auto at = [&](std::int64_t i, std::int64_t p) {
        return transposed ? a[p * aStride + i] : a[i * aStride + p];
    };
    for (std::int64_t i = 0; i < m; i += 4) {
        std::int64_t j = 0;
        for (; j + 2 * kVector <= n; j += 2 * kVector) {
            Vector sums[4][2];
            for (int r = 0; r < 4; ++r)
                for (int s = 0; s < 2; ++s)
                    sums[r][s] =
                        adds ? *reinterpret_cast<const Vector*>(c + (i + r) * cStride + j + s * kVector) : Vector{};
            for (std::int64_t p = 0; p < k; ++p) {
                const Vector left = *reinterpret_cast<const Vector*>(b + p * bStride + j);
                const Vector right = *reinterpret_cast<const Vector*>(b + p * bStride + j + kVector);
                for (int r = 0; r < 4; ++r) {
                    const float factor = at(i + r, p);
                    sums[r][0] += factor * left;
                    sums[r][1] += factor * right;
                }
            }
            for (int r = 0; r < 4; ++r)
                for (int s = 0; s < 2; ++s)
                    *reinterpret_cast<Vector*>(c + (i + r) * cStride + j + s * kVector) = sums[r][s];
        }
        for (; j < n; j += kVector) {
            Vector sums[4];
            for (int r = 0; r < 4; ++r)
                sums[r] = adds ? *reinterpret_cast<const Vector*>(c + (i + r) * cStride + j) : Vector{};
            for (std::int64_t p = 0; p < k; ++p) {
                const Vector right = *reinterpret_cast<const Vector*>(b + p * bStride + j);
                for (int r = 0; r < 4; ++r)
                    sums[r] += at(i + r, p) * right;
            }
            for (int r = 0; r < 4; ++r)
                *reinterpret_cast<Vector*>(c + (i + r) * cStride + j) = sums[r];
        }
    }
}

CAPRICCIO_LEVEL_CLONES void transpose(const float* __restrict from, std::int64_t rows, std::int64_t width,
                                      float* __restrict to) {
    for (std::int64_t i = 0; i < rows; ++i)
        for (std::int64_t j = 0; j < width; ++j)
            to[j * rows + i] = from[i * width + j];
}

// out (rows, width) = softmax of the scores left of the diagonal, times v.
CAPRICCIO_LEVEL_CLONES void headForward(std::int64_t length, std::int64_t rows, std::int64_t width, const float* q,
                                        const float* turned, const float* v, float* out, float* logSums,
                                        float* weights) {
    for (std::int64_t from = 0; from < rows; from += kRows) {
        const std::int64_t columns = from + kRows;
        product<false, false>(kRows, columns, width, q + from * width, width, turned, rows, weights, rows);
        for (std::int64_t r = 0; r < kRows; ++r) {
            float* row = weights + r * rows;
            const std::int64_t seen = from + r + 1;
            float highest = row[0];
            for (std::int64_t j = 1; j < seen; ++j)
                highest = std::max(highest, row[j]);
            float sum = 0;
            for (std::int64_t j = 0; j < seen; ++j) {
                row[j] = fastExp(row[j] - highest);
                sum += row[j];
            }
            const float scale = 1 / sum;
            for (std::int64_t j = 0; j < seen; ++j)
                row[j] *= scale;
            for (std::int64_t j = seen; j < columns; ++j)
                row[j] = 0;
            if (from + r < length)
                logSums[from + r] = highest + std::log(sum);
        }
        product<false, false>(kRows, width, columns, weights, rows, v, width, out + from * width, width);
    }
}

CAPRICCIO_LEVEL_CLONES void headBackward(std::int64_t length, std::int64_t rows, std::int64_t width,
                                         AttentionScratch& scratch, const float* logSums) {
    const float* q = scratch.q.data();
    const float* k = scratch.k.data();
    const float* dOut = scratch.out.data();
    float* weights = scratch.weights.data();
    float* slopes = scratch.slopes.data();
    float* dk = scratch.dk.data();
    float* dv = scratch.dv.data();
    std::fill_n(dk, rows * width, 0.0F);
    std::fill_n(dv, rows * width, 0.0F);
    for (std::int64_t from = 0; from < rows; from += kRows) {
        const std::int64_t columns = from + kRows;
        product<false, false>(kRows, columns, width, q + from * width, width, scratch.turned.data(), rows, weights,
                              rows);
        product<false, false>(kRows, columns, width, dOut + from * width, width, scratch.turnedV.data(), rows, slopes,
                              rows);
        for (std::int64_t r = 0; r < kRows; ++r) {
            float* row = weights + r * rows;
            float* slope = slopes + r * rows;
            const std::int64_t seen = from + r < length ? from + r + 1 : 0;
            const float logSum = seen > 0 ? logSums[from + r] : 0;
            float mean = 0;
            for (std::int64_t j = 0; j < seen; ++j) {
                row[j] = fastExp(row[j] - logSum);
                mean += row[j] * slope[j];
            }
            for (std::int64_t j = 0; j < seen; ++j)
                slope[j] = row[j] * (slope[j] - mean);
            for (std::int64_t j = seen; j < columns; ++j)
                row[j] = slope[j] = 0;
        }
        product<false, false>(kRows, width, columns, slopes, rows, k, width, scratch.dq.data() + from * width, width);
        product<true, true>(columns, width, kRows, weights, rows, dOut + from * width, width, dv, width);
        product<true, true>(columns, width, kRows, slopes, rows, q + from * width, width, dk, width);
    }
}

std::int64_t padded(std::int64_t n) {
    return (n + kVector - 1) / kVector * kVector;
}

} // namespace

AttentionScratch::AttentionScratch(std::int64_t length, std::int64_t headWidth)
    : rows(padded(length)), width(padded(headWidth)) {
    for (auto* block : {&q, &k, &v, &turned, &turnedV, &out, &dq, &dk, &dv})
        block->assign(std::size_t(rows * width), 0.0F);
    weights.assign(std::size_t(kRows * rows), 0.0F);
    slopes.assign(std::size_t(kRows * rows), 0.0F);
}

template <typename S>
void attend(const Head& head, const S* q, const S* k, const S* v, S* out, float* logSums, AttentionScratch& scratch) {
    gather(q, head.stride, head.table, 1 / std::sqrt(float(head.width)), head.length, head.width, scratch.q.data(),
           scratch.width);
    gather(k, head.stride, head.table, 1, head.length, head.width, scratch.k.data(), scratch.width);
    gather(v, head.stride, nullptr, 1, head.length, head.width, scratch.v.data(), scratch.width);
    transpose(scratch.k.data(), scratch.rows, scratch.width, scratch.turned.data());
    headForward(head.length, scratch.rows, scratch.width, scratch.q.data(), scratch.turned.data(), scratch.v.data(),
                scratch.out.data(), logSums, scratch.weights.data());
    scatter(scratch.out.data(), scratch.width, nullptr, 1, head.length, head.width, out, head.outStride);
}

template <typename S>
void attendBackward(const Head& head, const S* q, const S* k, const S* v, const float* logSums, const S* dOut, S* dq,
                    S* dk, S* dv, AttentionScratch& scratch) {
    const float scale = 1 / std::sqrt(float(head.width));
    gather(q, head.stride, head.table, scale, head.length, head.width, scratch.q.data(), scratch.width);
    gather(k, head.stride, head.table, 1, head.length, head.width, scratch.k.data(), scratch.width);
    gather(v, head.stride, nullptr, 1, head.length, head.width, scratch.v.data(), scratch.width);
    // Rows of padding must stay zero: what the forward pass left there does not count.
    std::fill(scratch.out.begin() + head.length * scratch.width, scratch.out.end(), 0.0F);
    gather(dOut, head.outStride, nullptr, 1, head.length, head.width, scratch.out.data(), scratch.width);
    transpose(scratch.k.data(), scratch.rows, scratch.width, scratch.turned.data());
    transpose(scratch.v.data(), scratch.rows, scratch.width, scratch.turnedV.data());
    headBackward(head.length, scratch.rows, scratch.width, scratch, logSums);
    scatter(scratch.dq.data(), scratch.width, head.table, scale, head.length, head.width, dq, head.stride);
    scatter(scratch.dk.data(), scratch.width, head.table, 1, head.length, head.width, dk, head.stride);
    scatter(scratch.dv.data(), scratch.width, nullptr, 1, head.length, head.width, dv, head.stride);
}

#define CAPRICCIO_FOR(S)                                                                                               \
    template void attend<S>(const Head&, const S*, const S*, const S*, S*, float*, AttentionScratch&);                 \
    template void attendBackward<S>(const Head&, const S*, const S*, const S*, const float*, const S*, S*, S*, S*,     \
                                    AttentionScratch&);
CAPRICCIO_FOR(float)
CAPRICCIO_FOR(std::uint16_t)
#undef CAPRICCIO_FOR

} // namespace capriccio
