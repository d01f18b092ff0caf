#pragma once

#include <cstdint>
#include <vector>

namespace capriccio {

// Streams of randomness of one run; each is seeded on its own, so that drawing from one never changes another.
enum class Stream : std::uint64_t { Shuffle = 1, Figures = 2, Retry = 3 };

// Returns the seed of a stream at a place: splitmix64 (Steele et al. 2014) over run seed, stream, epoch and index. The
// same on every machine.
std::uint64_t streamSeed(std::uint64_t runSeed, Stream stream, std::uint64_t epoch, std::uint64_t index = 0);

// Returns a permutation of 0..size-1 (Fisher-Yates with rejection, so every order is equally likely).
std::vector<std::int64_t> permutation(std::int64_t size, std::uint64_t seed);

// In which order pictures are trained on: every epoch its own permutation, a pure function of run seed and position.
// So the whole state of the order is one number, the count of items CONSUMED, and a resumed run continues exactly.
class DataOrder {
public:
    // size >= 1 items.
    DataOrder(std::int64_t size, std::uint64_t runSeed);
    // Returns the `count` items at `cursor` (items consumed so far); goes on into the next epoch.
    std::vector<std::int64_t> items(std::int64_t cursor, std::int64_t count);

private:
    std::int64_t size_;
    std::uint64_t runSeed_;
    std::int64_t epoch_ = -1; // of permutation_
    std::vector<std::int64_t> permutation_;
};

} // namespace capriccio
