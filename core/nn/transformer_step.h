#pragma once

#include <cstdint>
#include <vector>

namespace capriccio {

// One token through a Transformer with a memory of keys and values, without an operator call: a token of a small
// network is too little work for them. float32; every pointer stays the caller's.
struct TransformerStep {
    struct Block {
        const float* attentionNorm = nullptr; // (D)
        const float* qkv = nullptr;           // (3 D, D)
        const float* attentionOut = nullptr;  // (D, D)
        const float* mlpNorm = nullptr;       // (D)
        const float* gateUp = nullptr;        // (2 hidden, D)
        const float* down = nullptr;          // (D, hidden)
        float* keys = nullptr;                // (heads, context, D / heads), filled up to position
        float* values = nullptr;              // the same
    };
    std::int64_t width = 0; // D
    std::int64_t heads = 0;
    std::int64_t context = 0;
    std::int64_t hidden = 0;
    std::int64_t vocabulary = 0;
    std::vector<Block> blocks;
    const float* embedding = nullptr; // (vocabulary, D)
    const float* finalNorm = nullptr; // (D)
    const float* rotary = nullptr;    // (D / heads): cosines, then sines of the position

    // position: of this token, below context. Adds its keys and values to the memory and writes the logits of the token
    // to come: (vocabulary). The same as Transformer::next up to rounding. One thread.
    void run(int token, std::int64_t position, float* logits) const;
};

} // namespace capriccio
