#pragma once

#include "core/types/composing.h"
#include "core/types/melody.h"
#include "core/types/melody_corpus.h"
#include "core/types/tune_edit.h"

#include <QByteArray>
#include <vector>

namespace capriccio {

// The melody of a track: of notes that begin together the highest. Ascending by tick.
std::vector<Note> skylineOf(const Track& track);

// The notes of a tune that a shared passage is made of, ascending: those of its melody, or of the highest line where
// the passage goes across tracks. Empty when it shares no more than a note.
NoteSelection passageNotes(const Tune& tune, const TuneOriginality& passage);

// Fills in what a tune is like: tracks, melody, range, key, metre, tempo, length, grid. Leaves names, verdict and
// duplicates alone. Any thread.
void describe(const Tune& tune, MelodyItem& item);

// Share of notes whose beginnings stand on a grid of so many places in a quarter, 0..1; 1 without notes. A note is on
// the grid when it is less than a fortieth of a quarter away.
double shareOnGrid(const std::vector<Note>& notes, double ticksPerQuarter, int grid);

// What a melody is whatever its key and tempo: a hash of its intervals and of the distances between its notes in 24ths
// of a quarter. Empty for fewer than 4 notes.
QByteArray melodyPrint(const std::vector<Note>& melody, double ticksPerQuarter);

} // namespace capriccio
