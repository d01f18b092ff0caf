#pragma once

#include <QByteArray>
#include <QList>

namespace capriccio::test {

inline QByteArray bigEndian(quint32 value, int bytes) {
    QByteArray out;
    for (int i = bytes - 1; i >= 0; --i)
        out += char(value >> (8 * i) & 0xFF);
    return out;
}

// Bytes from hexadecimal digits; white space between them counts for nothing.
inline QByteArray hex(const char* digits) {
    return QByteArray::fromHex(digits);
}

inline QByteArray midiTrack(const QByteArray& events, bool ended = true) {
    const QByteArray body = ended ? events + hex("00 FF 2F 00") : events;
    return "MTrk" + bigEndian(quint32(body.size()), 4) + body;
}

// A Standard MIDI File of these track chunks.
inline QByteArray midiFile(const QList<QByteArray>& tracks, int type = 1, quint32 division = 96) {
    QByteArray file = "MThd" + bigEndian(6, 4) + bigEndian(quint32(type), 2) + bigEndian(quint32(tracks.size()), 2) +
                      bigEndian(division, 2);
    for (const QByteArray& track : tracks)
        file += track;
    return file;
}

// C D E, a quarter each at 96 ticks.
inline QByteArray threeNotes(int channel = 0) {
    QByteArray events;
    for (const int pitch : {60, 62, 64}) {
        events += char(0);
        events += char(0x90 | channel);
        events += char(pitch);
        events += char(80);
        events += char(96);
        events += char(0x80 | channel);
        events += char(pitch);
        events += char(0);
    }
    return events;
}

} // namespace capriccio::test
