#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace capriccio {

// What a random draw is for. Every stream of a run is independent of the others, so adding a draw to one never moves
// another. The numbers stand in checkpoints' meaning: never reuse or renumber.
enum class RandomStream : std::uint64_t {
    InitGenerator = 1,
    InitDiscriminator = 2,
    Latent = 3,
    AugmentD = 4,
    AugmentG = 5,
    AugmentPenalty = 6,
    DropoutD = 7,
    DropoutG = 8,
    Penalty = 9,
    Noise = 10,     // VAE posterior samples
    LiveCheck = 11, // latents that validation draws
    DataOrder = 12,
    PointZ = 13,
    PointClass = 14,
    Calibration = 15,
    FillInMiddle = 16,
    WordDropout = 17,
    WrittenToken = 18,
    Variation = 19, // what of a tune is kept when it is varied
    Unguided = 20,  // which items of a sequence VAE are learned without their point
};

// Returns the 64-bit seed of draw `index` of a stream: SplitMix64 finalisers (Steele et al. 2014) over the three. The
// same on every machine. Any thread.
std::uint64_t streamSeed(std::uint64_t runSeed, RandomStream stream, std::uint64_t index);

// Philox4x32-10 (Salmon et al. 2011): 128 random bits of counter `counter` under key `key`.
std::array<std::uint32_t, 4> philox(std::uint64_t key, std::uint64_t counter);

// Returns n independent N(0, 1) values: Philox and Box-Muller in double precision, so the same on every machine.
std::vector<float> standardNormal(std::uint64_t seed, std::size_t n);

// Returns a word of philox as a number in [0, 1).
inline double unitOf(std::uint32_t word) {
    return double(word) / 4294967296.0;
}

} // namespace capriccio
