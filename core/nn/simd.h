#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>

// For kernels on plain memory: several versions of a function, of which the loader picks the one for this processor.
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) &&               \
    !defined(__SANITIZE_THREAD__)
#define CAPRICCIO_LEVEL_CLONES __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
// ... by vector width alone, compiled with the optimiser's options that are given.
#define CAPRICCIO_SIMD_CLONES(...) __attribute__((target_clones("default", "avx2", "avx512f"), optimize(__VA_ARGS__)))
#else
#define CAPRICCIO_LEVEL_CLONES
#define CAPRICCIO_SIMD_CLONES(...)
#endif
// A function that is compiled anew for every version it is used in.
#define CAPRICCIO_INLINE inline __attribute__((always_inline))

namespace capriccio {

// exp(x) by powers of two and a polynomial, relative error below 3e-7: the library's is not vectorised.
CAPRICCIO_INLINE float fastExp(float x) {
    x = std::min(std::max(x, -87.0F), 88.0F);
    const float scaled = x * 1.44269504F;
    const int n = int(scaled + (scaled < 0 ? -0.5F : 0.5F));
    const float r = x - float(n) * 0.693359375F + float(n) * 2.12194440e-4F;
    float p = 1.9875691500e-4F;
    p = p * r + 1.3981999507e-3F;
    p = p * r + 8.3334519073e-3F;
    p = p * r + 4.1665795894e-2F;
    p = p * r + 1.6666665459e-1F;
    p = p * r + 5.0000001201e-1F;
    p = p * r * r + r + 1;
    return p * std::bit_cast<float>((n + 127) << 23);
}

// Activations are stored as float32 or, in 16 bits, as bfloat16 rounded to nearest even.
CAPRICCIO_INLINE float load(const float* from) {
    return *from;
}
CAPRICCIO_INLINE float load(const std::uint16_t* from) {
    return std::bit_cast<float>(std::uint32_t(*from) << 16);
}
CAPRICCIO_INLINE void save(float value, float* to) {
    *to = value;
}
CAPRICCIO_INLINE void save(float value, std::uint16_t* to) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    *to = std::uint16_t((bits + 0x7fffU + ((bits >> 16) & 1U)) >> 16);
}

} // namespace capriccio
