#pragma once

#include "core/types/melody.h"

#include <QString>
#include <array>
#include <optional>
#include <vector>

// The small languages inside ABC music (abc notation standard 2.1): keys, metres, tempi, chord symbols.
namespace capriccio::abc {

// Of C D E F G A B above C.
constexpr std::array<int, 7> kSemitones{0, 2, 4, 5, 7, 9, 11};

// K: field. Which notes are raised or lowered, and the key signature that stands for it.
struct Key {
    KeyChange change;                 // tick unused
    std::array<int, 7> alterations{}; // of C D E F G A B, in semitones
    bool known = true;                // false: "none", a highland bagpipe, or nonsense
};
// "G", "F#m", "D mixolydian", "Bb dor ^g"; nothing when there is no key in it.
std::optional<Key> keyFrom(QStringView text);

// M: field; "C" is 4/4, "C|" is 2/2, "2+3/8" is 5/8. Nothing for "none" and nonsense.
std::optional<MetreChange> metreFrom(QStringView text);

// "1/8" as a part of a whole note; 0 when it is none.
double lengthFrom(QStringView text);

// Q: field ("1/4=120", "120", "\"Allegro\" 3/8=100") in microseconds a quarter. Nothing when no speed is named.
std::optional<int> tempoFrom(QStringView text, double unitLength);

// Chord symbol ("Am7", "F#dim/A"): MIDI note numbers around an octave below middle C, lowest first; empty for remarks.
// In the Nottingham collection "d" and "a" behind a root mean diminished and augmented.
std::vector<int> chordPitches(QStringView symbol);

// P: field of the head ("A(AB)2C") as the parts in order, at most 200; empty when it is none.
QString partOrder(QStringView text);

} // namespace capriccio::abc
