#pragma once

#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

namespace capriccio {

// A note as a Standard MIDI File holds it. Times in ticks of the tune's division.
struct Note {
    qint64 tick = 0;     // of the note-on, from the beginning of the tune
    qint64 duration = 0; // ticks to the note-off; 0 is allowed (some programs write it)
    int pitch = 60;      // MIDI note number, 0..127
    int velocity = 96;   // 1..127
    int channel = 0;     // 0..15; 9 = drums (General MIDI)
    bool operator==(const Note&) const = default;
};

// A channel message that is no note: program, controller, pitch bend, pressure. Kept so that a file exported unchanged
// sounds as it did.
struct ControlEvent {
    qint64 tick = 0;
    quint8 status = 0; // with channel: 0xA0..0xEF without 0x80/0x90
    quint8 data1 = 0;  // 0..127
    quint8 data2 = 0;  // 0..127; 0 where the message has one byte
    bool operator==(const ControlEvent&) const = default;
};

// Text, lyric, marker and cue events (meta types 1..7).
struct TextEvent {
    qint64 tick = 0;
    int type = 1; // MIDI meta type
    QString text;
    bool operator==(const TextEvent&) const = default;
};

struct Track {
    QString name;
    int program = 0;         // General MIDI, 0..127: of its channel's first program change, 0 when there is none
    std::vector<Note> notes; // by tick, then pitch
    std::vector<ControlEvent> controls;
    std::vector<TextEvent> texts;
    bool operator==(const Track&) const = default;
};

constexpr int kDrumChannel = 9; // General MIDI, counted from 0

// Whether a track is one of drums, where a pitch names an instrument and not a tone: by the channel of its first note.
inline bool isDrums(const Track& track) {
    return !track.notes.empty() && track.notes.front().channel == kDrumChannel;
}

struct TempoChange {
    qint64 tick = 0;
    int microsecondsPerQuarter = 500'000; // 120 quarters a minute
    bool operator==(const TempoChange&) const = default;
};

struct MetreChange {
    qint64 tick = 0;
    int numerator = 4;
    int denominator = 4; // a power of two
    bool operator==(const MetreChange&) const = default;
};

struct KeyChange {
    qint64 tick = 0;
    int fifths = 0;     // sharps (positive) or flats (negative), -7..7
    bool minor = false; // mode
    bool operator==(const KeyChange&) const = default;
};

// Time by the clock instead of by quarters (SMPTE).
struct SmpteDivision {
    int framesPerSecond = 25; // 24, 25, 29 (29.97 drop) or 30
    int ticksPerFrame = 40;
    bool operator==(const SmpteDivision&) const = default;
};

// A piece of music: what a MIDI file or an ABC tune is read into, what models write, what the piano roll edits and the
// player plays. A value; 10,000 notes are about 400 kB. Maps of tempo, metre and key are ascending by tick; an empty
// map means 120 quarters a minute, 4/4, key unknown.
struct Tune {
    QString title;
    int ticksPerQuarter = 480;          // of a tune by quarters, 1..32767
    std::optional<SmpteDivision> smpte; // set: ticks are ticksPerFrame * framesPerSecond a second
    std::vector<Track> tracks;
    std::vector<TempoChange> tempi;
    std::vector<MetreChange> metres;
    std::vector<KeyChange> keys;
    std::vector<TextEvent> texts; // of the whole piece: copyright, remarks, words that belong to no track
    qint64 endTick = 0;           // of the last end-of-track event; at least the end of the last note
    bool operator==(const Tune&) const = default;
};

} // namespace capriccio
