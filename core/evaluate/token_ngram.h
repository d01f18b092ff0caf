#pragma once

#include <cstdint>
#include <functional>
#include <unordered_map>
#include <vector>

namespace capriccio {

// Markov model with interpolated Witten-Bell smoothing (Witten and Bell 1991) over ids of any kind: the reference every
// sequence model must beat. order = ids of context, 0..8. Memory grows with the material: about 100 bytes an id at
// order 5.
class TokenNgram {
public:
    // alphabet: how many different ids there can be; 0 = as many as are met, and one more.
    explicit TokenNgram(int order, int alphabet = 0) : order_(order), alphabet_(alphabet) {}
    // Once. tick is called now and then; returns false when it did (the table is of no use then).
    bool train(const std::vector<int>& ids, const std::function<bool()>& tick = {});
    // Nats of every id with `context` ids of context, 0..order (-1 = order), the first ones with the shorter context
    // there is.
    std::vector<double> nats(const std::vector<int>& ids, int context = -1) const;

private:
    struct Context {
        std::uint32_t total = 0;
        std::uint32_t different = 0; // ids met behind it
    };
    int order_;
    int alphabet_;
    std::unordered_map<std::uint64_t, Context> contexts_;
    std::unordered_map<std::uint64_t, std::uint32_t> counts_; // of a context and the id behind it
};

} // namespace capriccio
