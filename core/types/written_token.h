#pragma once

#include <QtGlobal>
#include <functional>
#include <vector>

namespace capriccio {

// A token that could stand at a place, with the model's own probability (temperature 1, nothing banned), 0..1.
struct TokenChance {
    int token = 0;
    float probability = 0;
};

// One token as a model wrote it.
struct DrawnToken {
    int token = 0;
    float probability = 0;              // the model's own, before temperature, top-k, top-p and bans; 0..1
    std::vector<TokenChance> likeliest; // at most SequenceRequest::alternatives, most probable first
};

// Added to a logit, it keeps its token from being drawn.
inline constexpr float kNeverDrawn = -1e30F;

// How ids are drawn; text and music.
struct SequenceRequest {
    int length = 200;               // tokens at most
    double temperature = 0.8;       // 0 = always the likeliest
    int topK = 0;                   // only the k likeliest; 0 = all
    double topP = 1.0;              // nucleus (Holtzman et al. 2020); 1 = all
    double repetitionPenalty = 1.0; // Keskar et al. 2019, over the last 128 tokens; 1 = none
    quint64 seed = 1;               // the same seed, model and prompt give the same ids on one machine
    int alternatives = 0;           // how many of the likeliest tokens to report; 0 = none
    std::vector<int> banned;        // ids never drawn
    // Called before every draw with the ids so far, prompt included; adds to `bias`, [vocabulary], what the logits get
    // on top. A grammar that forbids says kNeverDrawn.
    std::function<void(const std::vector<int>& before, std::vector<float>& bias)> steer;
    // Sequence VAE only: how much of what the point asks for is added to what is written without one (Ho & Salimans
    // 2022, classifier-free guidance). 1 = the point alone, 0 = as if there were none.
    double guidance = 1.0;
    // Leading ids of the prompt that stay in front of what is read, however long the text grows: a standing note. At
    // most half of the context; 0 = none.
    int kept = 0;
    std::vector<int> stop; // ids that end the sequence (kept out of it)
};

} // namespace capriccio
