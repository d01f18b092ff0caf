#pragma once

#include "core/types/melody.h"

#include <QString>
#include <QtGlobal>
#include <optional>
#include <vector>

namespace capriccio {

enum class ComposeTask {
    Generate,    // from nothing
    Continue,    // goes on after `tune`, or after its tick `from`
    Fill,        // writes what stands in `tune` between `from` and `to` anew
    Vary,        // tunes around `tune`, by `amount`
    Interpolate, // on the way from `tune` to `other`: `count` steps, ends included (melody-vae)
};

inline constexpr int kMostVariations = 16; // at once; of an interpolation steps

// A metre of a tune whose bars are of a length that a model has not learned, and the one it takes them for.
struct StrangeMetre {
    MetreChange metre;
    MetreChange instead;
    bool operator==(const StrangeMetre&) const = default;
};

// What to compose, and how. Defaults are what the Composing page begins with.
struct ComposeRequest {
    ComposeTask task = ComposeTask::Generate;
    Tune tune;  // what is gone on from, filled, varied; the first of an interpolation
    Tune other; // the second of an interpolation
    // Tick of `tune`. Continue: music from there on is left out; -1 = its end. Fill: beginning of the gap; the gap
    // takes whole grid positions.
    qint64 from = -1;
    qint64 to = -1;               // Fill: end of the gap
    int bars = 4;                 // of new music, 1..64; Generate and Continue
    int count = 8;                // variations, 1..kMostVariations; variation i is drawn with seed + i
    quint64 seed = 1;             // the same seed, model and request compose the same on one machine
    double temperature = 0.95;    // 0 = always the likeliest, up to 2
    int topK = 0;                 // only the k likeliest; 0 = all
    double topP = 0.98;           // nucleus; 1 = all
    double amount = 0.3;          // Vary: 0 = the tune itself, 1 = nothing of it is left
    std::optional<KeyChange> key; // empty: of `tune`, else the model's choice
    bool scaleLock = false;       // every note in the scale of the key (natural minor and raised 6 and 7 in minor)
    // Empty: of `tune`, else the model's choice. Continue, Fill and Vary keep that of `tune` (a melody-vae can vary in
    // another).
    std::optional<MetreChange> metre;
    // General MIDI, 0..127, of the melody. Empty: of `tune`, else the model's choice.
    std::optional<int> program;
    double tempo = 0; // quarters a minute, 20..300; 0 = of `tune`, else the model's choice
    int lowest = 0;   // pitch range, MIDI note numbers, inclusive
    int highest = 127;
    double density = 0; // -1 = few long notes .. 1 = many short ones; 0 = as the model likes
    bool operator==(const ComposeRequest&) const = default;
};

// The longest passage of a tune that stands in the training set: the same intervals and the same rhythm, in whatever
// key.
struct TuneOriginality {
    bool known = false; // false: no training tunes to compare with
    int notes = 0;      // of the longest shared passage; 0 = nothing in common
    qint64 from = 0;    // where it stands in the tune, ticks
    qint64 to = 0;
    QString title;         // of the training tune it stands in
    QString file;          // its source file, absolute; may be empty
    qint64 sourceTick = 0; // where it begins there, ticks of the source as it was learned
    int transposed = 0;    // semitones from the source up to the tune
    bool operator==(const TuneOriginality&) const = default;
};

// One tune as it was composed. Continue and Fill: the whole tune, old and new; new music stands in [newFrom, newTo).
struct ComposedTune {
    Tune tune;
    quint64 seed = 0;
    qint64 newFrom = 0; // ticks of `tune`
    qint64 newTo = 0;
    // Parts beside the melody that a variation, or the nearer end of a walk, has and this tune lacks.
    int leftOut = 0;
    // Notes of its melody that a variation, or the nearer end of a walk, has and this tune lacks, because they begin
    // with a higher one and the model writes one at a time.
    int lowerLeftOut = 0;
    TuneOriginality originality; // of the new music
};

} // namespace capriccio
