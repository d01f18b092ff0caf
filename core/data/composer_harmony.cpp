// Harmony and rhythm of the built-in composer.
#include "core/data/composer_parts.h"

#include <cstdlib>

namespace capriccio::composing {
namespace {

// Two chords a bar where a number stands for each half: degrees from 0.
struct Bars {
    std::array<std::array<int, 2>, 4> halves;
};

constexpr Bars kMajorHalf[] = {{{{{0, 0}, {3, 0}, {0, 0}, {4, 4}}}}, {{{{0, 0}, {5, 5}, {3, 3}, {4, 4}}}},
                               {{{{0, 4}, {0, 0}, {1, 1}, {4, 4}}}}, {{{{0, 0}, {4, 4}, {5, 3}, {4, 4}}}},
                               {{{{0, 0}, {0, 3}, {0, 1}, {4, 4}}}}, {{{{0, 0}, {2, 2}, {3, 1}, {4, 4}}}}};
constexpr Bars kMajorFull[] = {{{{{0, 0}, {3, 0}, {1, 4}, {0, 0}}}}, {{{{0, 0}, {5, 5}, {1, 4}, {0, 0}}}},
                               {{{{3, 3}, {0, 0}, {4, 4}, {0, 0}}}}, {{{{0, 0}, {3, 3}, {0, 4}, {0, 0}}}},
                               {{{{0, 4}, {5, 3}, {4, 4}, {0, 0}}}}, {{{{0, 0}, {1, 1}, {4, 4}, {0, 0}}}}};
constexpr Bars kMajorContrast[] = {{{{{3, 3}, {0, 0}, {1, 1}, {4, 4}}}},
                                   {{{{5, 5}, {2, 2}, {3, 3}, {4, 4}}}},
                                   {{{{4, 4}, {0, 0}, {4, 4}, {0, 4}}}},
                                   {{{{5, 5}, {3, 3}, {0, 0}, {4, 4}}}}};
constexpr Bars kMinorHalf[] = {{{{{0, 0}, {3, 3}, {0, 0}, {4, 4}}}},
                               {{{{0, 0}, {6, 6}, {5, 5}, {4, 4}}}},
                               {{{{0, 0}, {0, 6}, {5, 3}, {4, 4}}}},
                               {{{{0, 0}, {5, 5}, {3, 3}, {4, 4}}}}};
constexpr Bars kMinorFull[] = {{{{{0, 0}, {3, 0}, {4, 4}, {0, 0}}}},
                               {{{{0, 6}, {5, 3}, {4, 4}, {0, 0}}}},
                               {{{{5, 5}, {2, 2}, {4, 4}, {0, 0}}}},
                               {{{{3, 3}, {0, 0}, {4, 4}, {0, 0}}}}};
constexpr Bars kMinorContrast[] = {
    {{{{2, 2}, {6, 6}, {0, 0}, {4, 4}}}}, {{{{5, 5}, {6, 6}, {2, 2}, {4, 4}}}}, {{{{3, 3}, {0, 0}, {5, 5}, {4, 4}}}}};
// In dorian the seventh stays low, and the chord on it takes the place of the dominant.
constexpr Bars kDorianHalf[] = {
    {{{{0, 0}, {6, 6}, {0, 0}, {6, 6}}}}, {{{{0, 0}, {0, 3}, {0, 0}, {6, 6}}}}, {{{{0, 0}, {2, 2}, {3, 3}, {6, 6}}}}};
constexpr Bars kDorianFull[] = {
    {{{{0, 0}, {6, 6}, {0, 6}, {0, 0}}}}, {{{{2, 2}, {6, 6}, {0, 6}, {0, 0}}}}, {{{{0, 0}, {3, 3}, {6, 6}, {0, 0}}}}};
constexpr Bars kDorianContrast[] = {{{{{2, 2}, {6, 6}, {0, 0}, {6, 6}}}}, {{{{3, 3}, {0, 0}, {2, 2}, {6, 6}}}}};

template <std::size_t N>
const Bars& pick(const Bars (&bars)[N], Dice& dice) {
    return bars[std::size_t(dice.below(int(N)))];
}

std::vector<Chord> chordsOf(const Bars& bars, const Metre& metre, bool dominantSevenths) {
    std::vector<Chord> chords;
    const int bar = metre.units();
    // Half a bar where there is one; in three the second chord comes on the last beat.
    const int first = metre.numerator == 3 ? bar * 2 / 3 : bar / 2;
    for (const auto& [a, b] : bars.halves) {
        if (a == b) {
            chords.push_back({a, bar, dominantSevenths && a == 4});
        } else {
            chords.push_back({a, first, dominantSevenths && a == 4});
            chords.push_back({b, bar - first, dominantSevenths && b == 4});
        }
    }
    return chords;
}

} // namespace

std::uint64_t Dice::next() {
    state_ += 0x9E3779B97F4A7C15ULL; // SplitMix64 (Steele et al. 2014)
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

int Dice::below(int n) {
    return int((next() >> 33) % std::uint64_t(n));
}

int Dice::among(const std::vector<int>& weights) {
    int total = 0;
    for (const int weight : weights)
        total += weight;
    int left = below(total);
    for (std::size_t i = 0; i < weights.size(); ++i) {
        left -= weights[i];
        if (left < 0)
            return int(i);
    }
    return 0;
}

int Metre::weight(int unit) const {
    const int bar = units();
    unit = ((unit % bar) + bar) % bar;
    if (unit == 0)
        return 3;
    if (denominator == 8) // two dotted quarters
        return unit % 6 == 0 ? 2 : unit % 2 == 0 ? 0 : -1;
    if (numerator == 4 && unit == 8)
        return 2;
    return unit % 4 == 0 ? 1 : unit % 2 == 0 ? 0 : -1;
}

std::vector<Chord> progression(Mode mode, Cadence cadence, bool contrast, const Metre& metre, Dice& dice) {
    const bool full = cadence == Cadence::Full;
    if (mode == Mode::Major)
        return chordsOf(contrast && !full ? pick(kMajorContrast, dice)
                        : full            ? pick(kMajorFull, dice)
                                          : pick(kMajorHalf, dice),
                        metre, true);
    if (mode == Mode::Minor)
        return chordsOf(contrast && !full ? pick(kMinorContrast, dice)
                        : full            ? pick(kMinorFull, dice)
                                          : pick(kMinorHalf, dice),
                        metre, true);
    return chordsOf(contrast && !full ? pick(kDorianContrast, dice)
                    : full            ? pick(kDorianFull, dice)
                                      : pick(kDorianHalf, dice),
                    metre, false);
}

std::vector<Chord> roundProgression(Mode mode, const Metre& metre, Dice& dice) {
    static constexpr Bars kMajor[] = {{{{{0, 0}, {4, 4}, {4, 4}, {0, 0}}}},
                                      {{{{0, 0}, {3, 3}, {4, 4}, {0, 0}}}},
                                      {{{{0, 0}, {0, 4}, {0, 4}, {0, 0}}}}};
    static constexpr Bars kMinor[] = {{{{{0, 0}, {3, 3}, {4, 4}, {0, 0}}}}, {{{{0, 0}, {4, 4}, {4, 4}, {0, 0}}}}};
    return chordsOf(mode == Mode::Major ? pick(kMajor, dice) : pick(kMinor, dice), metre, false);
}

bool isDominant(const Chord& chord) {
    return chord.degree == 4;
}

bool isTone(int degree, const Chord& chord) {
    const int above = (((degree - chord.degree) % 7) + 7) % 7;
    return above == 0 || above == 2 || above == 4 || (chord.seventh && above == 6);
}

int pitchOf(int degree, int tonic, Mode mode, bool overDominant, bool raiseSixth) {
    static constexpr std::array<int, 7> kMajorSteps{0, 2, 4, 5, 7, 9, 11};
    static constexpr std::array<int, 7> kMinorSteps{0, 2, 3, 5, 7, 8, 10};
    static constexpr std::array<int, 7> kDorianSteps{0, 2, 3, 5, 7, 9, 10};
    const int step = ((degree % 7) + 7) % 7;
    const int octave = (degree - step) / 7;
    const auto at = std::size_t(step);
    int pitch = tonic + 12 * octave;
    if (mode == Mode::Major)
        return pitch + kMajorSteps[at];
    if (mode == Mode::Dorian)
        return pitch + kDorianSteps[at];
    pitch += kMinorSteps[at];
    return pitch + (overDominant && (step == 6 || (step == 5 && raiseSixth)) ? 1 : 0);
}

std::vector<int> barRhythm(const Metre& metre, Gait gait, Dice& dice) {
    struct Cell {
        std::vector<int> units;
        std::array<int, 3> weight; // calm, walking, running
    };
    static const std::vector<Cell> kHalf = {
        {{8}, {6, 1, 0}},          {{4, 4}, {8, 8, 2}},        {{6, 2}, {6, 5, 1}},    {{4, 2, 2}, {3, 6, 6}},
        {{2, 2, 4}, {2, 5, 6}},    {{2, 2, 2, 2}, {0, 4, 14}}, {{3, 1, 4}, {0, 2, 1}}, {{2, 4, 2}, {0, 1, 1}},
        {{3, 1, 2, 2}, {0, 1, 2}}, {{2, 2, 3, 1}, {0, 1, 2}}};
    static const std::vector<Cell> kThree = {{{12}, {2, 0, 0}},
                                             {{8, 4}, {10, 5, 1}},
                                             {{4, 4, 4}, {6, 10, 3}},
                                             {{6, 2, 4}, {6, 6, 2}},
                                             {{4, 2, 2, 4}, {2, 6, 5}},
                                             {{4, 4, 2, 2}, {3, 6, 5}},
                                             {{8, 2, 2}, {4, 3, 2}},
                                             {{6, 2, 2, 2}, {1, 4, 5}},
                                             {{4, 2, 2, 2, 2}, {0, 3, 8}},
                                             {{2, 2, 2, 2, 2, 2}, {0, 1, 8}}};
    static const std::vector<Cell> kDotted = {
        {{6}, {8, 3, 1}}, {{4, 2}, {10, 9, 4}}, {{2, 2, 2}, {3, 9, 14}}, {{3, 1, 2}, {4, 3, 1}}, {{2, 4}, {1, 1, 0}}};
    const auto draw = [&](const std::vector<Cell>& cells, std::vector<int>& bar) {
        std::vector<int> weights;
        for (const Cell& cell : cells)
            weights.push_back(cell.weight[std::size_t(gait)]);
        const std::vector<int>& units = cells[std::size_t(dice.among(weights))].units;
        bar.insert(bar.end(), units.begin(), units.end());
    };
    std::vector<int> bar;
    if (metre.numerator == 3) {
        draw(kThree, bar);
    } else if (metre.denominator == 8) {
        draw(kDotted, bar);
        draw(kDotted, bar);
    } else {
        for (int half = 0; half < metre.units() / 8; ++half)
            draw(kHalf, bar);
    }
    return bar;
}

std::vector<int> cadenceRhythm(const Metre& metre, int pickup, bool last, Dice& dice) {
    const int units = metre.units() - pickup;
    if (last || units <= 4)
        return {units};
    if (metre.denominator == 8) {
        if (units == 12 && dice.percent(50))
            return {6, 6};
        return units > 6 && dice.percent(50) ? std::vector<int>{2, 2, 2, units - 6} : std::vector<int>{units};
    }
    if (metre.units() == 8)
        return units >= 8 && dice.percent(60) ? std::vector<int>{4, 4} : std::vector<int>{units};
    if (dice.percent(40))
        return {units};
    return {4, units - 4};
}

} // namespace capriccio::composing
