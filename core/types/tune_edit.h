#pragma once

#include "core/types/melody.h"
#include "core/types/tune_clock.h"

#include <compare>
#include <functional>
#include <optional>
#include <vector>

namespace capriccio {

// A note of a tune by its place; valid until the tune changes.
struct NoteId {
    int track = 0;
    int index = 0;
    auto operator<=>(const NoteId&) const = default;
};
using NoteSelection = std::vector<NoteId>; // ascending, none twice

// A tune after an edit, and where the notes the hand holds are now.
struct TuneEdit {
    Tune tune;
    NoteSelection selection;
};

// The edits of the piano roll: values in, values out. Notes are kept sorted, pitches in 0..127, velocities in 1..127,
// ticks not below 0; a group keeps its shape at the edges (it stops there as a whole). Any thread.

TuneEdit movedNotes(const Tune& tune, const NoteSelection& notes, qint64 ticks, int semitones);
// Longer or shorter at the end, or at the beginning; no note gets shorter than `shortest` ticks.
TuneEdit resizedNotes(const Tune& tune, const NoteSelection& notes, qint64 ticks, bool atBeginning, qint64 shortest);
TuneEdit withoutNotes(const Tune& tune, const NoteSelection& notes);
// The copies are selected; they stand `ticks` later.
TuneEdit duplicatedNotes(const Tune& tune, const NoteSelection& notes, qint64 ticks);
// Moves beginnings towards the lines of a grid, which begins anew with every bar, by `strength` (0..1); with lengths
// the ends as well. An empty grid changes nothing.
TuneEdit quantisedNotes(const Tune& tune, const NoteSelection& notes, const TickGrid& grid, double strength,
                        bool lengths);
// Sets each velocity to what `change` gives.
TuneEdit withVelocities(const Tune& tune, const NoteSelection& notes, const std::function<int(const Note&)>& change);
// Adds notes to a track and selects them. A track number beyond the end makes tracks.
TuneEdit withNotes(const Tune& tune, int track, const std::vector<Note>& notes);
// Moves notes to another track, onto its channel.
TuneEdit notesOnTrack(const Tune& tune, const NoteSelection& notes, int track);

// Tracks. The channel a track sounds on: of its first note, else of its first program change; none when it has neither.
std::optional<int> channelOf(const Track& track);
// The first program change on that channel, which says the track's instrument; null when there is none. Valid until the
// track changes.
const ControlEvent* firstProgram(const Track& track);
// Channel a track's new notes go to: that it sounds on, else the first free one (not the drums').
int channelOfTrack(const Tune& tune, int track);
Tune withTrack(const Tune& tune, const QString& name, int program); // appended
Tune withoutTrack(const Tune& tune, int track);
// The instrument from the beginning on; later program changes of the track's voice go. Where other tracks sound on its
// channel, the voice moves to a free one (drums do not, nor where none is free), so that it alone changes.
Tune withProgram(const Tune& tune, int track, int program);
Tune withTrackName(const Tune& tune, int track, const QString& name);
// The tempo at the beginning (quarters a minute, 4..1000); changes later in the tune keep their proportion to it. A
// tune by the clock (SMPTE) is counted in quarters from now on, on the same ticks: by the clock it could have no tempo.
Tune withTempo(const Tune& tune, double quartersPerMinute);
// One metre from beginning to end, one key.
Tune withMetre(const Tune& tune, int numerator, int denominator);
Tune withKey(const Tune& tune, const KeyChange& key);
// The tune with what is understood where it names nothing: 120 quarters a minute, 4/4, and the key it is heard in where
// that is plain. For tunes that were made here; an imported one is as its file says.
Tune withUnderstood(const Tune& tune);

// Notes that begin in [from, to) with pitches in [lowest, highest]; of one track, or of all (track -1).
NoteSelection notesWithin(const Tune& tune, qint64 from, qint64 to, int lowest, int highest, int track = -1);
NoteSelection allNotes(const Tune& tune, int track = -1);
// The notes of a selection as values, ascending by tick.
std::vector<Note> selectedNotes(const Tune& tune, const NoteSelection& notes);
// From the first beginning to the last end of a selection (0, 0 when empty).
struct TickSpan {
    qint64 begin = 0;
    qint64 end = 0;
};
TickSpan spanOf(const Tune& tune, const NoteSelection& notes);

} // namespace capriccio
