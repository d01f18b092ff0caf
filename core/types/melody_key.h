#pragma once

#include "core/types/melody.h"

#include <QString>
#include <array>
#include <span>
#include <vector>

namespace capriccio {

// The likeliest key of some notes.
struct FoundKey {
    KeyChange key;          // tick unused
    double correlation = 0; // with its profile, -1..1
    double confidence = 0;  // 0..1, the share of the likelihood that this key has among the 24; 0 without notes
    bool known = false;     // false: there are no notes
};

inline constexpr double kSureKey = 0.5; // confidence from which a key is said without a question mark

// Krumhansl-Schmuckler: the correlation of the pitch classes, weighed by their durations, with the probe-tone profiles
// of Krumhansl & Kessler (1982) turned to each of the 24 keys. Drum notes (channel 9) count for nothing. Any thread.
FoundKey findKey(std::span<const Note> notes);
FoundKey findKey(const Tune& tune);
// The same from weights of the 12 pitch classes, from C.
FoundKey findKey(const std::array<double, 12>& weights);

int tonicOf(const KeyChange& key);                  // pitch class 0..11
KeyChange keyWithTonic(int pitchClass, bool minor); // with at most 6 sharps or flats
// Whether a pitch is in the scale. Minor: natural, and the raised sixth and seventh.
bool isInScale(int pitch, const KeyChange& key);
// The nearest pitch of the scale; of two as near the lower.
int nearestInScale(int pitch, const KeyChange& key);
// "G", "F♯m": short, the same in every language.
QString keyName(const KeyChange& key);
// From "Gmaj", "F#m", "Bb minor", "ebmin"; false when it is none.
bool keyFromName(const QString& name, KeyChange& key);

// All notes but drums `semitones` higher, and the keys named with them; a note that would leave 0..127 stays within by
// octaves. Any thread.
Tune transposed(const Tune& tune, int semitones);

} // namespace capriccio
