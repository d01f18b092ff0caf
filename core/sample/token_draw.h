#pragma once

#include "core/types/written_token.h"

#include <vector>

namespace capriccio {

// Draws the next token from logits: steering, bans, repetition penalty, temperature, top-k and nucleus, in this order;
// the probability and the alternatives reported are the model's own. Torch-free.
class TokenDraw {
public:
    // bias: added to the logits, [vocabulary] or empty.
    TokenDraw(const SequenceRequest& request, const std::vector<float>& bias);
    // `before`: everything so far, prompt included; `number`: how many have been drawn. Deterministic in (seed,
    // number).
    DrawnToken draw(const float* logits, int vocabulary, const std::vector<int>& before, int number);

private:
    SequenceRequest request_;
    std::vector<float> bias_;
    std::vector<float> work_;
    std::vector<float> steering_;
    std::vector<int> order_;
};

} // namespace capriccio
