#pragma once

#include "core/types/melody.h"

#include <QByteArray>
#include <QString>

namespace capriccio {

inline constexpr qint64 kMostMidiBytes = 16LL << 20; // of a file; a note takes at least 6
inline constexpr int kMostMidiTracks = 1024;         // read; what comes behind them is left out

// What reading put right, for the artist to know.
struct MidiRepairs {
    int hungNotes = 0;     // never ended: closed at the end of the tune
    int strayNoteEnds = 0; // ends of notes that never began: left out
    int strayMessages = 0; // system messages that no file may hold, tempo 0, metres and keys that are none: left out
    int missingTracks = 0; // announced in the header, not in the file
    int cappedPauses = 0;  // silences longer than 4,096 quarters: shortened to that
    bool tracksCapped = false; // more than kMostMidiTracks
    bool cutAtTheEnd = false;  // what came after 65,536 quarters was left out
    bool any() const {
        return hungNotes + strayNoteEnds + strayMessages + missingTracks + cappedPauses > 0 || tracksCapped ||
               cutAtTheEnd;
    }
};

struct MidiReading {
    Tune tune;
    int type = 1; // 0, 1 or 2, as the file says
    MidiRepairs repairs;
};

// Reads a Standard MIDI File (RP-001, MIDI Manufacturers Association 1996; also inside a RIFF wrapper). Each channel
// with notes of each track becomes a track: a voice with an instrument of its own. The independent patterns of type 2
// are laid end to end. A first track of type 1 without notes and controllers is the conductor: its name is the tune's
// title, its texts are the tune's. Notes of one pitch that overlap end in the order in which they began.
// System-exclusive messages and sequencer-specific events are left out. Throws Error(BadInput) naming `name`, the place
// (track and byte) and the remedy: no MIDI file, unknown type, division 0, a track that ends behind the file, a number
// of more than 4 bytes, data without a status, more than kMostMidiBytes. Memory: about 12 times the bytes. Any thread.
MidiReading readMidi(const QByteArray& bytes, const QString& name);
// The same from a file. Throws Error(BadInput) also when it cannot be read.
MidiReading readMidiFile(const QString& file);

struct MidiWriteOptions {
    bool singleTrack = false; // type 0: all tracks in one; for old instruments. Otherwise type 1
    QString note;             // a text event at the beginning: who made this, with which model, from which data
};

// Returns the tune as a Standard MIDI File: what readMidi read comes back note by note (tick, pitch, velocity,
// duration, channel), with tempi, metres, keys, division, names, texts and controllers. A track's `program` takes the
// place of its first program change, and is written at its beginning when it has none. Throws Error(BadArgument) for
// values no MIDI file can hold, naming track and note. Any thread.
QByteArray writeMidi(const Tune& tune, const MidiWriteOptions& options = {});
// Saves it durably. Throws Error(Storage) as well.
void writeMidiFile(const QString& file, const Tune& tune, const MidiWriteOptions& options = {});

} // namespace capriccio
