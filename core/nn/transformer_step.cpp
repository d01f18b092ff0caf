#include "core/nn/transformer_step.h"

#include "core/nn/simd.h"

#include <algorithm>
#include <cmath>

namespace capriccio {
namespace {

constexpr float kEps = 1e-6F; // as in rmsNorm

// y = W x, W: (rows, d). Four rows at once share the loads of x.
CAPRICCIO_SIMD_CLONES("O3", "fast-math")
void rowsTimes(const float* __restrict w, const float* __restrict x, float* __restrict y, std::int64_t rows,
               std::int64_t d) {
    std::int64_t r = 0;
    for (; r + 4 <= rows; r += 4) {
        const float* a = w + r * d;
        const float* b = a + d;
        const float* c = b + d;
        const float* e = c + d;
        float sa = 0;
        float sb = 0;
        float sc = 0;
        float se = 0;
        for (std::int64_t i = 0; i < d; ++i) {
            sa += a[i] * x[i];
            sb += b[i] * x[i];
            sc += c[i] * x[i];
            se += e[i] * x[i];
        }
        y[r] = sa;
        y[r + 1] = sb;
        y[r + 2] = sc;
        y[r + 3] = se;
    }
    for (; r < rows; ++r) {
        float sum = 0;
        for (std::int64_t i = 0; i < d; ++i)
            sum += w[r * d + i] * x[i];
        y[r] = sum;
    }
}

CAPRICCIO_SIMD_CLONES("O3", "fast-math")
void normed(const float* __restrict x, const float* __restrict w, float* __restrict y, std::int64_t d) {
    float sum = 0;
    for (std::int64_t i = 0; i < d; ++i)
        sum += x[i] * x[i];
    const float scale = 1 / __builtin_sqrtf(sum / float(d) + kEps);
    for (std::int64_t i = 0; i < d; ++i)
        y[i] = x[i] * scale * w[i];
}

CAPRICCIO_SIMD_CLONES("O3", "fast-math")
void gated(const float* __restrict gate, const float* __restrict up, float* __restrict y, std::int64_t n) {
    for (std::int64_t i = 0; i < n; ++i)
        y[i] = gate[i] / (1 + __builtin_expf(-gate[i])) * up[i];
}

// One head: q, (seen, d) keys and values. scores: room for `seen`.
CAPRICCIO_SIMD_CLONES("O3", "fast-math")
void attended(const float* __restrict q, const float* __restrict keys, const float* __restrict values,
              float* __restrict scores, float* __restrict out, std::int64_t seen, std::int64_t d, float scale) {
    float highest = -1e30F;
    for (std::int64_t t = 0; t < seen; ++t) {
        float sum = 0;
        for (std::int64_t i = 0; i < d; ++i)
            sum += q[i] * keys[t * d + i];
        scores[t] = sum * scale;
        highest = scores[t] > highest ? scores[t] : highest;
    }
    float total = 0;
    for (std::int64_t t = 0; t < seen; ++t) {
        scores[t] = __builtin_expf(scores[t] - highest);
        total += scores[t];
    }
    for (std::int64_t i = 0; i < d; ++i)
        out[i] = 0;
    for (std::int64_t t = 0; t < seen; ++t) {
        const float share = scores[t] / total;
        for (std::int64_t i = 0; i < d; ++i)
            out[i] += share * values[t * d + i];
    }
}

CAPRICCIO_SIMD_CLONES("O3", "fast-math") void add(float* __restrict x, const float* __restrict y, std::int64_t n) {
    for (std::int64_t i = 0; i < n; ++i)
        x[i] += y[i];
}

// Turns a head by the position; the halves are a pair (Su et al. 2021).
void turn(const float* from, const float* table, float* to, std::int64_t d) {
    const std::int64_t half = d / 2;
    for (std::int64_t i = 0; i < half; ++i) {
        const float a = from[i];
        const float b = from[i + half];
        to[i] = a * table[i] - b * table[half + i];
        to[i + half] = b * table[i] + a * table[half + i];
    }
}

} // namespace

void TransformerStep::run(int token, std::int64_t position, float* logits) const {
    const std::int64_t d = width / heads;
    const float scale = 1 / std::sqrt(float(d));
    std::vector<float> x(embedding + token * width, embedding + (token + 1) * width); // (D)
    const float unit = std::sqrt(float(width));
    for (float& one : x)
        one *= unit;
    std::vector<float> y(std::size_t(std::max(width, hidden)));
    std::vector<float> wide(std::size_t(std::max(3 * width, 2 * hidden)));
    std::vector<float> seen(static_cast<std::size_t>(width));
    std::vector<float> query(static_cast<std::size_t>(d));
    std::vector<float> scores(static_cast<std::size_t>(position) + 1);
    for (const Block& block : blocks) {
        normed(x.data(), block.attentionNorm, y.data(), width);
        rowsTimes(block.qkv, y.data(), wide.data(), 3 * width, width); // (3, H, d)
        for (std::int64_t h = 0; h < heads; ++h) {
            float* keys = block.keys + h * context * d;
            float* values = block.values + h * context * d;
            turn(wide.data() + h * d, rotary, query.data(), d);
            turn(wide.data() + width + h * d, rotary, keys + position * d, d);
            std::copy_n(wide.data() + 2 * width + h * d, d, values + position * d);
            attended(query.data(), keys, values, scores.data(), seen.data() + h * d, position + 1, d, scale);
        }
        rowsTimes(block.attentionOut, seen.data(), y.data(), width, width);
        add(x.data(), y.data(), width);
        normed(x.data(), block.mlpNorm, y.data(), width);
        rowsTimes(block.gateUp, y.data(), wide.data(), 2 * hidden, width);
        gated(wide.data(), wide.data() + hidden, y.data(), hidden);
        rowsTimes(block.down, y.data(), seen.data(), width, hidden);
        add(x.data(), seen.data(), width);
    }
    normed(x.data(), finalNorm, y.data(), width);
    rowsTimes(embedding, y.data(), logits, vocabulary, width);
}

} // namespace capriccio
