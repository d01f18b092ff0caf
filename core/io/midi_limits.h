#pragma once

#include <QtGlobal>
#include <algorithm>

// What reader and writer of MIDI files must agree on.
namespace capriccio::midi {

enum Status : quint8 {
    kNoteOff = 0x80,
    kNoteOn = 0x90,
    kProgram = 0xC0,
    kChannelPressure = 0xD0,
    kSysex = 0xF0,
    kEscape = 0xF7,
    kMeta = 0xFF,
};

enum Meta : quint8 {
    kFirstText = 0x01,
    kTrackName = 0x03,
    kLastText = 0x07,
    kEndOfTrack = 0x2F,
    kTempo = 0x51,
    kMetre = 0x58,
    kKey = 0x59,
};

// The longest silence kept, in ticks; below the 2^28 a delta time can hold. A division of a few ticks stands for a
// clock of its own (milliseconds), hence the second bound.
inline qint64 longestPause(int ticksPerQuarter) {
    return std::max<qint64>(4096LL * ticksPerQuarter, 1 << 20);
}

inline qint64 longestTune(int ticksPerQuarter) {
    return 16 * longestPause(ticksPerQuarter);
}

} // namespace capriccio::midi
