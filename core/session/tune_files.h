#pragma once

#include "core/types/composing.h"
#include "core/types/melody.h"
#include "core/types/sentence.h"
#include "core/types/tune_edit.h"

#include <QString>
#include <vector>

namespace capriccio {

// Tune files for the window, which reaches core only through its types, session and io.

// One tune out of a file.
struct TuneOfFile {
    Tune tune;       // its title is never empty
    Sentence reason; // why it cannot be used; empty when it can
};

// By the name's ending: MIDI or ABC.
bool isTuneFile(const QString& file);
// Returns the tunes of a MIDI file (one) or an ABC file (any number). Throws Error(BadInput) naming file and place. Any
// thread.
std::vector<TuneOfFile> readTuneFile(const QString& file);

// The notes of a tune that a shared passage is made of (passageNotes of core/data). Any thread.
NoteSelection notesOfPassage(const Tune& tune, const TuneOriginality& passage);

} // namespace capriccio
