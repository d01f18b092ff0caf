#pragma once

#include <cstdint>
#include <vector>

namespace capriccio {

// The parts of a Transformer's training pass that are no large matrix product, on plain memory and on the calling
// thread. Activations are stored as S: float, or std::uint16_t for bfloat16 (rounded to nearest even); arithmetic is in
// float32. No Torch in here, so that these loops are compiled with optimisations Torch's headers do not stand.

// Leaves out a share of the activations and scales the others up (Srivastava et al. 2014): element i of a site is kept
// or not by a hash of (seed, i), so that the backward pass needs no stored mask. share 0: everything is kept.
struct DropoutSite {
    double share = 0;
    std::uint32_t seed = 0;
};

// out = from + left-out(branch), rows * d elements.
template <typename S>
void addBranch(const float* from, const S* branch, float* out, std::int64_t elements, const DropoutSite& dropout);
// out = left-out(from) as S: what flows back into a branch.
template <typename S>
void branchGradient(const float* from, S* out, std::int64_t elements, const DropoutSite& dropout);
void leaveOut(float* values, std::int64_t elements, const DropoutSite& dropout);

// RMSNorm (Zhang & Sennrich 2019): out = x * inverse * weight, inverse = 1 / sqrt(mean(x^2) + 1e-6) of every row.
template <typename S>
void normForward(const float* x, const float* weight, S* out, float* inverse, std::int64_t rows, std::int64_t d);
// dx += the gradient of x, dWeight += that of the weight.
template <typename S>
void normBackward(const float* x, const float* weight, const float* inverse, const S* dOut, float* dx, float* dWeight,
                  std::int64_t rows, std::int64_t d);

// SwiGLU (Shazeer 2020): gateUp (rows, 2 h), gate first; out (rows, h) = silu(gate) * up.
template <typename S>
void gateForward(const S* gateUp, S* out, std::int64_t rows, std::int64_t h);
template <typename S>
void gateBackward(const S* gateUp, const S* dOut, S* dGateUp, std::int64_t rows, std::int64_t h);

// Causal attention of one head over one window, positions turned on the way in (rotary, Su et al. 2021). q, k, v: the
// first elements of the head in rows of `stride` elements, `length` rows of `width`; table: rotaryTable's. Weights are
// never stored: the backward pass computes them again from logSums, length values (Dao et al. 2022).
struct Head {
    std::int64_t length = 0;
    std::int64_t width = 0;
    std::int64_t stride = 0;    // of q, k, v and their gradients
    std::int64_t outStride = 0; // of out and its gradient
    const float* table = nullptr;
};
class AttentionScratch { // of one thread
public:
    AttentionScratch(std::int64_t length, std::int64_t width);
    std::int64_t rows; // length and width rounded up to whole vectors, the rest is zero
    std::int64_t width;
    std::vector<float> q, k, v, turned, turnedV, out, dq, dk, dv, weights, slopes;
};
template <typename S>
void attend(const Head& head, const S* q, const S* k, const S* v, S* out, float* logSums, AttentionScratch& scratch);
template <typename S>
void attendBackward(const Head& head, const S* q, const S* k, const S* v, const float* logSums, const S* dOut, S* dq,
                    S* dk, S* dv, AttentionScratch& scratch);

// Cross-entropy in nats of one position and, in place, its gradient times `scale`. smoothing: share of the target
// spread over all tokens.
template <typename S>
double crossEntropy(S* logits, std::int64_t vocabulary, std::int64_t target, double smoothing, double scale);

// sum of the parts, elements each: what every thread found for a weight.
template <typename S>
void sumOf(const std::vector<const S*>& parts, float* out, std::int64_t elements);
void toStorage(const float* from, std::uint16_t* to, std::int64_t elements);

} // namespace capriccio
