#include "core/nn/pass_kernels.h"
#include "core/nn/simd.h"

#include <cmath>

namespace capriccio {

namespace {

constexpr float kEps = 1e-6F;

struct Sieve {
    std::uint32_t seed = 0;
    std::uint32_t below = 0; // hashes below are left out
    float scale = 1;
    explicit Sieve(const DropoutSite& site)
        : seed(site.seed), below(std::uint32_t(site.share * 4294967295.0)), scale(float(1 / (1 - site.share))) {}
};

// The finaliser of Wellons' hash-prospector, "lowbias32".
CAPRICCIO_INLINE float kept(std::int64_t at, const Sieve& sieve) {
    std::uint32_t x = std::uint32_t(at) * 0x9e3779b9U + sieve.seed;
    x = (x ^ (x >> 16)) * 0x7feb352dU;
    x = (x ^ (x >> 15)) * 0x846ca68bU;
    x ^= x >> 16;
    return x < sieve.below ? 0.0F : sieve.scale;
}

template <typename S>
CAPRICCIO_INLINE void addBody(const float* __restrict a, const S* __restrict b, float* __restrict out, std::int64_t n) {
    for (std::int64_t i = 0; i < n; ++i)
        out[i] = a[i] + load(b + i);
}
template <typename S>
CAPRICCIO_INLINE void addSievedBody(const float* __restrict a, const S* __restrict b, float* __restrict out,
                                    std::int64_t n, Sieve sieve) {
    for (std::int64_t i = 0; i < n; ++i)
        out[i] = a[i] + load(b + i) * kept(i, sieve);
}
template <typename S>
CAPRICCIO_INLINE void storeBody(const float* __restrict from, S* __restrict out, std::int64_t n) {
    for (std::int64_t i = 0; i < n; ++i)
        save(from[i], out + i);
}
template <typename S>
CAPRICCIO_INLINE void storeSievedBody(const float* __restrict from, S* __restrict out, std::int64_t n,
                                      Sieve sieve) {
    for (std::int64_t i = 0; i < n; ++i)
        save(from[i] * kept(i, sieve), out + i);
}

template <typename S>
CAPRICCIO_INLINE void normBody(const float* __restrict x, const float* __restrict w, S* __restrict out,
                               float* __restrict inverse, std::int64_t rows, std::int64_t d) {
    for (std::int64_t r = 0; r < rows; ++r, x += d, out += d) {
        float sum = 0;
        for (std::int64_t i = 0; i < d; ++i)
            sum += x[i] * x[i];
        const float scale = 1 / std::sqrt(sum / float(d) + kEps);
        inverse[r] = scale;
        for (std::int64_t i = 0; i < d; ++i)
            save(x[i] * scale * w[i], out + i);
    }
}

// dx += s (w dy - x s^2 mean(x w dy)); dw += dy x s.
template <typename S>
CAPRICCIO_INLINE void normBackBody(const float* __restrict x, const float* __restrict w,
                                   const float* __restrict inverse, const S* __restrict dy, float* __restrict dx,
                                   float* __restrict dw, std::int64_t rows, std::int64_t d) {
    for (std::int64_t r = 0; r < rows; ++r, x += d, dy += d, dx += d) {
        const float s = inverse[r];
        float dot = 0;
        for (std::int64_t i = 0; i < d; ++i)
            dot += x[i] * w[i] * load(dy + i);
        const float k = dot * s * s / float(d);
        for (std::int64_t i = 0; i < d; ++i) {
            const float slope = load(dy + i);
            dx[i] += s * (w[i] * slope - x[i] * k);
            dw[i] += slope * x[i] * s;
        }
    }
}

template <typename S>
CAPRICCIO_INLINE void gateBody(const S* __restrict gateUp, S* __restrict out, std::int64_t rows, std::int64_t h) {
    for (std::int64_t r = 0; r < rows; ++r, gateUp += 2 * h, out += h)
        for (std::int64_t i = 0; i < h; ++i) {
            const float gate = load(gateUp + i);
            save(gate / (1 + fastExp(-gate)) * load(gateUp + h + i), out + i);
        }
}

template <typename S>
CAPRICCIO_INLINE void gateBackBody(const S* __restrict gateUp, const S* __restrict dy, S* __restrict dGateUp,
                                   std::int64_t rows, std::int64_t h) {
    for (std::int64_t r = 0; r < rows; ++r, gateUp += 2 * h, dGateUp += 2 * h, dy += h)
        for (std::int64_t i = 0; i < h; ++i) {
            const float gate = load(gateUp + i);
            const float s = 1 / (1 + fastExp(-gate));
            const float silu = gate * s;
            const float slope = load(dy + i);
            save(slope * silu, dGateUp + h + i);
            save(slope * load(gateUp + h + i) * (s + silu * (1 - s)), dGateUp + i);
        }
}

CAPRICCIO_LEVEL_CLONES double entropyRow(float* __restrict row, std::int64_t n, std::int64_t target, float smoothing,
                                         float scale) {
    float highest = row[0];
    for (std::int64_t i = 1; i < n; ++i)
        highest = std::max(highest, row[i]);
    const float wanted = row[target];
    float sum = 0;
    float all = 0;
    for (std::int64_t i = 0; i < n; ++i) {
        all += row[i];
        row[i] = fastExp(row[i] - highest);
        sum += row[i];
    }
    const double logSum = double(highest) + std::log(double(sum));
    const float spread = smoothing / float(n);
    const float share = scale / sum;
    for (std::int64_t i = 0; i < n; ++i)
        row[i] = row[i] * share - scale * spread;
    row[target] -= scale * (1 - smoothing);
    return logSum - double(1 - smoothing) * double(wanted) - double(spread) * double(all);
}

template <typename S>
CAPRICCIO_INLINE void widenBody(const S* __restrict from, float* __restrict to, std::int64_t n) {
    for (std::int64_t i = 0; i < n; ++i)
        to[i] = load(from + i);
}
template <typename S>
CAPRICCIO_INLINE void accumulateBody(const S* __restrict from, float* __restrict to, std::int64_t n) {
    for (std::int64_t i = 0; i < n; ++i)
        to[i] += load(from + i);
}

// Versions by processor cannot be templates: each is written out for both kinds of storage.
#define CAPRICCIO_FOR(S)                                                                                               \
    CAPRICCIO_LEVEL_CLONES void add(const float* a, const S* b, float* out, std::int64_t n) {                          \
        addBody(a, b, out, n);                                                                                         \
    }                                                                                                                  \
    CAPRICCIO_LEVEL_CLONES void addSieved(const float* a, const S* b, float* out, std::int64_t n, const Sieve& s) {    \
        addSievedBody(a, b, out, n, s);                                                                                \
    }                                                                                                                  \
    CAPRICCIO_LEVEL_CLONES void storeAll(const float* from, S* out, std::int64_t n) {                                  \
        storeBody(from, out, n);                                                                                       \
    }                                                                                                                  \
    CAPRICCIO_LEVEL_CLONES void storeSieved(const float* from, S* out, std::int64_t n, const Sieve& s) {               \
        storeSievedBody(from, out, n, s);                                                                              \
    }                                                                                                                  \
    CAPRICCIO_LEVEL_CLONES void norm(const float* x, const float* w, S* out, float* inverse, std::int64_t rows,        \
                                     std::int64_t d) {                                                                 \
        normBody(x, w, out, inverse, rows, d);                                                                         \
    }                                                                                                                  \
    CAPRICCIO_LEVEL_CLONES void normBack(const float* x, const float* w, const float* inverse, const S* dy, float* dx, \
                                         float* dw, std::int64_t rows, std::int64_t d) {                               \
        normBackBody(x, w, inverse, dy, dx, dw, rows, d);                                                              \
    }                                                                                                                  \
    CAPRICCIO_LEVEL_CLONES void gate(const S* gateUp, S* out, std::int64_t rows, std::int64_t h) {                     \
        gateBody(gateUp, out, rows, h);                                                                                \
    }                                                                                                                  \
    CAPRICCIO_LEVEL_CLONES void gateBack(const S* gateUp, const S* dy, S* dGateUp, std::int64_t rows,                  \
                                         std::int64_t h) {                                                             \
        gateBackBody(gateUp, dy, dGateUp, rows, h);                                                                    \
    }                                                                                                                  \
    CAPRICCIO_LEVEL_CLONES void widen(const S* from, float* to, std::int64_t n) {                                      \
        widenBody(from, to, n);                                                                                        \
    }                                                                                                                  \
    CAPRICCIO_LEVEL_CLONES void accumulate(const S* from, float* to, std::int64_t n) {                                 \
        accumulateBody(from, to, n);                                                                                   \
    }
CAPRICCIO_FOR(float)
CAPRICCIO_FOR(std::uint16_t)
#undef CAPRICCIO_FOR

} // namespace

template <typename S>
void addBranch(const float* from, const S* branch, float* out, std::int64_t elements, const DropoutSite& dropout) {
    if (dropout.share > 0)
        addSieved(from, branch, out, elements, Sieve(dropout));
    else
        add(from, branch, out, elements);
}

template <typename S>
void branchGradient(const float* from, S* out, std::int64_t elements, const DropoutSite& dropout) {
    if (dropout.share > 0)
        storeSieved(from, out, elements, Sieve(dropout));
    else
        storeAll(from, out, elements);
}

void leaveOut(float* values, std::int64_t elements, const DropoutSite& dropout) {
    const Sieve sieve(dropout);
    for (std::int64_t i = 0; dropout.share > 0 && i < elements; ++i)
        values[i] *= kept(i, sieve);
}

template <typename S>
void normForward(const float* x, const float* weight, S* out, float* inverse, std::int64_t rows, std::int64_t d) {
    norm(x, weight, out, inverse, rows, d);
}

template <typename S>
void normBackward(const float* x, const float* weight, const float* inverse, const S* dOut, float* dx, float* dWeight,
                  std::int64_t rows, std::int64_t d) {
    normBack(x, weight, inverse, dOut, dx, dWeight, rows, d);
}

template <typename S>
void gateForward(const S* gateUp, S* out, std::int64_t rows, std::int64_t h) {
    gate(gateUp, out, rows, h);
}

template <typename S>
void gateBackward(const S* gateUp, const S* dOut, S* dGateUp, std::int64_t rows, std::int64_t h) {
    gateBack(gateUp, dOut, dGateUp, rows, h);
}

template <typename S>
double crossEntropy(S* logits, std::int64_t vocabulary, std::int64_t target, double smoothing, double scale) {
    thread_local std::vector<float> row;
    row.resize(std::size_t(vocabulary));
    widen(logits, row.data(), vocabulary);
    const double nats = entropyRow(row.data(), vocabulary, target, float(smoothing), float(scale));
    storeAll(row.data(), logits, vocabulary);
    return nats;
}

template <typename S>
void sumOf(const std::vector<const S*>& parts, float* out, std::int64_t elements) {
    constexpr std::int64_t kBlock = 4096; // elements that stay in the first cache
    for (std::int64_t at = 0; at < elements; at += kBlock) {
        const std::int64_t n = std::min(kBlock, elements - at);
        std::fill_n(out + at, n, 0.0F);
        for (const S* part : parts)
            accumulate(part + at, out + at, n);
    }
}

void toStorage(const float* from, std::uint16_t* to, std::int64_t elements) {
    storeAll(from, to, elements);
}

#define CAPRICCIO_FOR(S)                                                                                               \
    template void addBranch<S>(const float*, const S*, float*, std::int64_t, const DropoutSite&);                      \
    template void branchGradient<S>(const float*, S*, std::int64_t, const DropoutSite&);                               \
    template void normForward<S>(const float*, const float*, S*, float*, std::int64_t, std::int64_t);                  \
    template void normBackward<S>(const float*, const float*, const float*, const S*, float*, float*, std::int64_t,    \
                                  std::int64_t);                                                                       \
    template void gateForward<S>(const S*, S*, std::int64_t, std::int64_t);                                            \
    template void gateBackward<S>(const S*, const S*, S*, std::int64_t, std::int64_t);                                 \
    template double crossEntropy<S>(S*, std::int64_t, std::int64_t, double, double);                                   \
    template void sumOf<S>(const std::vector<const S*>&, float*, std::int64_t);
CAPRICCIO_FOR(float)
CAPRICCIO_FOR(std::uint16_t)
#undef CAPRICCIO_FOR

} // namespace capriccio
