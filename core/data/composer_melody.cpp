// The melody of a phrase: the cheapest line by the rules, found by dynamic programming over pairs of notes.
#include "core/data/composer_parts.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace capriccio::composing {
namespace {

constexpr int kNever = 10'000'000;

struct Place {
    Sung note;
    Chord chord;
    int weight = 0; // of its beat
    int target = 0; // of the contour, tenths of a degree
    int like = kFree;
};

Chord chordAt(const std::vector<Chord>& chords, int unit) {
    int at = 0;
    for (const Chord& chord : chords) {
        at += chord.units;
        if (unit < at)
            return chord;
    }
    return chords.back();
}

int modulo7(int degree) {
    return ((degree % 7) + 7) % 7;
}

// How a step from one note to the next sounds by itself.
int intervalCost(int from, int to) {
    static constexpr int kCost[] = {90, 0, 55, 110, 150, 260, 420, 240};
    const int size = std::abs(to - from);
    if (size > 7)
        return kNever;
    // Fourth and seventh degree are a tritone apart.
    const int a = modulo7(from);
    const int b = modulo7(to);
    const bool tritone = (size == 3 || size == 4) && ((a == 3 && b == 6) || (a == 6 && b == 3));
    return kCost[size] + (tritone ? 400 : 0);
}

int placeCost(const Place& place, int degree) {
    const bool tone = isTone(degree, place.chord);
    int cost = 0;
    if (!tone)
        cost += place.weight >= 2 ? 420 : place.weight == 1 ? 150 : 25;
    if (!tone && place.note.units >= 6)
        cost += 300; // a long dissonance
    const int away = std::abs(10 * degree - place.target);
    cost += away * away / 90;
    if (place.like != kFree)
        cost += 170 * std::min(std::abs(degree - place.like), 3);
    return cost;
}

// What two notes in a row cost, whatever came before them.
int pairCost(const Place& a, const Place& b, int from, int to) {
    int cost = intervalCost(from, to);
    const int move = to - from;
    if (!isTone(from, a.chord) && std::abs(move) != 1)
        cost += 320; // dissonance goes on by step
    if (isDominant(a.chord) && modulo7(from) == 6 && b.weight >= 1 && move != 1)
        cost += move == -1 ? 60 : 200; // the leading tone leads
    return cost;
}

// How a note was come to decides how it may go on.
enum class Approach { Near, LeapUp, LeapDown, Again };
constexpr int kApproaches = 4;

Approach approachOf(int leap) {
    return leap >= 3    ? Approach::LeapUp
           : leap <= -3 ? Approach::LeapDown
           : leap == 0  ? Approach::Again
                        : Approach::Near;
}

int onwardCost(Approach approach, int move) {
    switch (approach) {
    case Approach::LeapUp: // a leap is turned back, and no leap follows it
        return (move > 0 ? 160 : 0) + (std::abs(move) >= 3 ? 160 : 0);
    case Approach::LeapDown:
        return (move < 0 ? 160 : 0) + (std::abs(move) >= 3 ? 160 : 0);
    case Approach::Again: // three alike
        return move == 0 ? 140 : 0;
    case Approach::Near:
        break;
    }
    return 0;
}

} // namespace

std::vector<Sung> placesOf(const PhrasePlan& plan, const Metre& metre) {
    std::vector<Sung> notes;
    if (plan.pickup > 0) {
        const int parts = metre.denominator != 8 && plan.pickup >= 4 ? 2 : 1;
        for (int i = 0; i < parts; ++i)
            notes.push_back({-plan.pickup + i * plan.pickup / parts, plan.pickup / parts, 0});
    }
    for (std::size_t bar = 0; bar < plan.rhythm.size(); ++bar) {
        int at = int(bar) * metre.units();
        for (const int units : plan.rhythm[bar]) {
            notes.push_back({at, units, 0});
            at += units;
        }
    }
    return notes;
}

std::vector<Sung> sing(const PhrasePlan& plan, const Metre& metre, Dice& dice) {
    std::vector<Place> places;
    const std::vector<Sung> notes = placesOf(plan, metre);
    const int length = metre.units() * int(plan.rhythm.size());
    for (std::size_t i = 0; i < notes.size(); ++i) {
        Place place;
        place.note = notes[i];
        place.chord = chordAt(plan.chords, std::max(notes[i].at, 0));
        place.weight = metre.weight(notes[i].at);
        const int half = length / 2;
        const int at = std::max(notes[i].at, 0);
        place.target = at < half ? 10 * plan.from + 10 * (plan.turn - plan.from) * at / half
                                 : 10 * plan.turn + 10 * (plan.to - plan.turn) * (at - half) / half;
        if (i < plan.like.size())
            place.like = plan.like[i];
        places.push_back(place);
    }
    const int width = plan.highest - plan.lowest + 1;
    const auto last = places.size() - 1;
    // Chance is part of the price of each note, so that the line is the best of one mood and not an average.
    std::vector<std::vector<int>> price(places.size(), std::vector<int>(std::size_t(width)));
    for (std::size_t i = 0; i < places.size(); ++i) {
        for (int d = 0; d < width; ++d) {
            const int degree = plan.lowest + d;
            int cost = placeCost(places[i], degree) + dice.below(places[i].like == kFree ? 190 : 60);
            if (int(i) < plan.kept && degree != places[i].like)
                cost = kNever;
            if (i == last && plan.cadence == Cadence::Full && modulo7(degree) != 0)
                cost = kNever;
            if (i == last && plan.cadence == Cadence::Half && !isTone(degree, places[i].chord))
                cost = kNever;
            if (i + 1 == last && plan.cadence == Cadence::Full && modulo7(degree) != 1 && modulo7(degree) != 6)
                cost += 150; // the tonic is come to from a neighbour
            price[i][std::size_t(d)] = cost;
        }
    }
    // best[i][p][d]: cheapest line that ends with degrees p, d at notes i - 1, i.
    const auto cell = [width](int p, int d) { return std::size_t(p * width + d); };
    const std::size_t cells = std::size_t(width) * std::size_t(width);
    std::vector<std::vector<int>> best(places.size(), std::vector<int>(cells, kNever * 4));
    std::vector<std::vector<int>> came(places.size(), std::vector<int>(cells, 0));
    if (places.size() < 2)
        return notes;
    for (int p = 0; p < width; ++p)
        for (int d = 0; d < width; ++d)
            best[1][cell(p, d)] = price[0][std::size_t(p)] + price[1][std::size_t(d)] +
                                  pairCost(places[0], places[1], plan.lowest + p, plan.lowest + d);
    struct Way {
        int cost = kNever * 4;
        int before = 0;
    };
    for (std::size_t i = 2; i < places.size(); ++i) {
        for (int p = 0; p < width; ++p) {
            // The cheapest way to p of each kind: that is all that what follows can tell apart.
            std::array<Way, kApproaches> ways;
            const bool dissonant = !isTone(plan.lowest + p, places[i - 1].chord);
            for (int b = 0; b < width; ++b) {
                const int leap = p - b;
                const int cost = best[i - 1][cell(b, p)] + (dissonant && std::abs(leap) > 1 ? 200 : 0);
                Way& way = ways[std::size_t(approachOf(leap))];
                if (cost < way.cost)
                    way = {cost, b};
            }
            for (int d = 0; d < width; ++d) {
                const int own =
                    price[i][std::size_t(d)] + pairCost(places[i - 1], places[i], plan.lowest + p, plan.lowest + d);
                for (int kind = 0; kind < kApproaches; ++kind) {
                    const Way& way = ways[std::size_t(kind)];
                    const int cost = std::min(way.cost + own + onwardCost(Approach(kind), d - p), kNever * 4);
                    if (cost < best[i][cell(p, d)]) {
                        best[i][cell(p, d)] = cost;
                        came[i][cell(p, d)] = way.before;
                    }
                }
            }
        }
    }
    std::size_t end = 0;
    for (std::size_t c = 1; c < cells; ++c)
        end = best[last][c] < best[last][end] ? c : end;
    std::vector<Sung> line = notes;
    int d = int(end) % width;
    int p = int(end) / width;
    for (std::size_t i = last;; --i) {
        line[i].degree = plan.lowest + d;
        if (i == 1) {
            line[0].degree = plan.lowest + p;
            break;
        }
        const int b = came[i][cell(p, d)];
        d = p;
        p = b;
    }
    return line;
}

} // namespace capriccio::composing
