#pragma once

#include "core/types/melody.h"
#include "core/types/sentence.h"

#include <QByteArray>
#include <QString>
#include <vector>

namespace capriccio {

inline constexpr qint64 kMostAbcBytes = 16LL << 20; // of a file
inline constexpr int kMostAbcTunes = 20'000;        // of a file; what comes behind is left out

// One tune of an ABC file.
struct AbcTune {
    Tune tune;       // 480 ticks a quarter; a track per voice, then the chord symbols as the track "Chords" (channel 1)
    int number = 0;  // X:
    int line = 0;    // of its X: field, from 1
    Sentence reason; // why it cannot be used; empty when it can
};

// Reads the tunes of an ABC file (abc notation standard 2.1) as they are played: accidentals by key and bar, broken
// rhythm, tuplets, ties, repeats and endings, the order of parts (also as the Nottingham collection writes it, in a Y:
// field), several voices. A pickup is placed at the end of a first whole bar. Grace notes, decorations, lyrics and
// overlays (&) are left out. Throws Error(BadInput) naming `name` when there is no tune in it or it is larger than
// kMostAbcBytes. Any thread.
std::vector<AbcTune> readAbc(const QByteArray& bytes, const QString& name);

} // namespace capriccio
