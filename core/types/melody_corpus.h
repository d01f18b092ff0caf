#pragma once

#include "core/types/dataset_info.h"
#include "core/types/melody.h"
#include "core/types/melody_options.h"
#include "core/types/sentence.h"

#include <QString>
#include <QStringList>
#include <vector>

namespace capriccio {

// One track as it was found.
struct MelodyTrackInfo {
    QString name;
    int program = 0; // General MIDI
    int notes = 0;
    int lowest = 0; // MIDI note numbers; 0 without notes
    int highest = 0;
    bool drums = false;
    double together = 0; // share of notes that begin with another one, 0..1: chords
};

// One tune as it was found. `source` is the file on disk; `entry` is the name inside an archive, empty for a plain
// file; `number` counts the tunes of an ABC file.
struct MelodyItem {
    QString source;
    QString entry;
    int number = -1; // from 0; -1: the file is one tune
    QString title;   // the tune's own, else the file's name
    qint64 bytes = 0;
    std::vector<MelodyTrackInfo> tracks; // those with notes or names, in the tune's order
    int melodyTrack = -1;                // index into `tracks` of the melody found; -1: none (drums only)
    qint64 notes = 0;                    // of all tracks
    qint64 melodyNotes = 0;
    int lowest = 0; // of the melody, MIDI note numbers
    int highest = 0;
    KeyChange key;            // Krumhansl-Schmuckler over all tracks but drums; tick unused
    double keyConfidence = 0; // 0..1: how much likelier than the other keys
    bool keyNamed = false;    // the file names a key itself
    KeyChange namedKey;       // the first one named
    MetreChange metre;        // of most of it; 4/4 where none is named
    bool metreNamed = false;
    double tempo = 120;   // quarters a minute, the first one
    int tempoChanges = 0; // behind the first
    double seconds = 0;   // to the end of the last note
    int bars = 0;         // to the end of the last note
    bool drums = false;   // has a drum track
    bool chords = false;  // has harmony beside the melody
    int grid = 4;         // coarsest places in a quarter that fit the melody: 1, 2, 3, 4, 6, 8, 12 or 24
    double onGrid = 1;    // share of the melody's notes on it
    int duplicateOf = -1; // index of the item that has the same melody (intervals and rhythm, whatever the key)
    int transposed = 0;   // semitones up from there
    Sentence repairs;     // what reading put right; empty when nothing
    ItemVerdict verdict = ItemVerdict::Usable;
    Sentence reason; // empty when usable
};

// Result of a scan: what was dropped, and what can be used. A value.
struct MelodyCorpusInfo {
    QStringList sources; // what the artist dropped, absolute paths
    std::vector<MelodyItem> items;
    qint64 notes = 0;       // of the usable items, all tracks
    qint64 melodyNotes = 0; // of the usable items
    double seconds = 0;     // of the usable items
    MelodyPrepareOptions suggested;
    double onGrid = 0;       // share of the melodies' notes that begin on the suggested grid; 0 = not known
    double onSixteenths = 0; // the same for sixteenths
    QString sourceNote;      // where the tunes come from, in the artist's words; follows every export
    QString licenceNote;     // under which licence; follows every export
    bool cancelled = false;

    int count(ItemVerdict verdict) const {
        int n = 0;
        for (const MelodyItem& item : items)
            n += item.verdict == verdict ? 1 : 0;
        return n;
    }
    int usable() const { return count(ItemVerdict::Usable); }
};

// Names it in MelodyPrepareOptions::trackOf.
inline QString tuneKey(const MelodyItem& item) {
    return tuneKey(item.source, item.entry, item.number);
}
// The track whose melody is learned with these options: the wanted one, else the one found as where that has no notes;
// -1: none. Any thread.
int learnedTrack(const MelodyItem& item, const MelodyPrepareOptions& options);

// Why this grid and this part are suggested, in the language of the moment; empty when nothing is usable.
QString whySuggested(const MelodyCorpusInfo& info);
// Of chosen tracks, for all tunes or for single ones: how many usable tunes have no notes there, so that their melody
// is learned instead, in the language of the moment; empty when all have, or none was chosen.
QString noteOnTrack(const MelodyCorpusInfo& info, const MelodyPrepareOptions& options);

} // namespace capriccio
