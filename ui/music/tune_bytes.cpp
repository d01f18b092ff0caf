#include "ui/music/tune_bytes.h"

#include <QDataStream>
#include <bit>

namespace capriccio {
namespace {

constexpr qint64 kLatestTick = 1LL << 40; // far behind any tune, and far from overflow

void putValue(QDataStream& stream, const Note& note) {
    stream << note.tick << note.duration << qint8(note.pitch) << qint8(note.velocity) << qint8(note.channel);
}
void putValue(QDataStream& stream, const ControlEvent& event) {
    stream << event.tick << event.status << event.data1 << event.data2;
}
void putValue(QDataStream& stream, const TextEvent& event) {
    stream << event.tick << qint32(event.type) << event.text;
}
void putValue(QDataStream& stream, const TempoChange& change) {
    stream << change.tick << qint32(change.microsecondsPerQuarter);
}
void putValue(QDataStream& stream, const MetreChange& change) {
    stream << change.tick << qint32(change.numerator) << qint32(change.denominator);
}
void putValue(QDataStream& stream, const KeyChange& change) {
    stream << change.tick << qint32(change.fifths) << change.minor;
}
void putValue(QDataStream& stream, const Track& track);
template <typename Part>
void putValue(QDataStream& stream, const std::vector<Part>& parts) {
    stream << quint32(parts.size());
    for (const Part& part : parts)
        putValue(stream, part);
}
void putValue(QDataStream& stream, const Track& track) {
    stream << track.name << qint32(track.program);
    putValue(stream, track.notes);
    putValue(stream, track.controls);
    putValue(stream, track.texts);
}

bool isTime(qint64 tick) {
    return tick >= 0 && tick < kLatestTick;
}

// Each returns whether it is a value a tune can hold.
bool takeValue(QDataStream& stream, Note& note) {
    qint8 pitch = 0;
    qint8 velocity = 0;
    qint8 channel = 0;
    stream >> note.tick >> note.duration >> pitch >> velocity >> channel;
    note.pitch = pitch;
    note.velocity = velocity;
    note.channel = channel;
    return isTime(note.tick) && isTime(note.duration) && pitch >= 0 && velocity >= 1 && channel >= 0 && channel < 16;
}
bool takeValue(QDataStream& stream, ControlEvent& event) {
    stream >> event.tick >> event.status >> event.data1 >> event.data2;
    return isTime(event.tick) && event.status >= 0xA0 && event.status < 0xF0 && event.data1 < 128 && event.data2 < 128;
}
bool takeValue(QDataStream& stream, TextEvent& event) {
    qint32 type = 0;
    stream >> event.tick >> type >> event.text;
    event.type = type;
    return isTime(event.tick) && type >= 1 && type <= 7;
}
bool takeValue(QDataStream& stream, TempoChange& change) {
    qint32 tempo = 0;
    stream >> change.tick >> tempo;
    change.microsecondsPerQuarter = tempo;
    return isTime(change.tick) && tempo > 0;
}
bool takeValue(QDataStream& stream, MetreChange& change) {
    qint32 numerator = 0;
    qint32 denominator = 0;
    stream >> change.tick >> numerator >> denominator;
    change.numerator = numerator;
    change.denominator = denominator;
    return isTime(change.tick) && numerator >= 1 && numerator <= 255 && denominator >= 1 && denominator <= 128 &&
           std::has_single_bit(quint32(denominator));
}
bool takeValue(QDataStream& stream, KeyChange& change) {
    qint32 fifths = 0;
    stream >> change.tick >> fifths >> change.minor;
    change.fifths = fifths;
    return isTime(change.tick) && fifths >= -7 && fifths <= 7;
}
bool takeValue(QDataStream& stream, Track& track);
template <typename Part>
bool takeValue(QDataStream& stream, std::vector<Part>& parts) {
    quint32 count = 0;
    stream >> count;
    for (quint32 i = 0; i < count; ++i) { // the count is only believed as far as there are bytes
        Part part;
        if (!takeValue(stream, part) || stream.status() != QDataStream::Ok)
            return false;
        parts.push_back(std::move(part));
    }
    return stream.status() == QDataStream::Ok;
}
bool takeValue(QDataStream& stream, Track& track) {
    qint32 program = 0;
    stream >> track.name >> program;
    track.program = program;
    return program >= 0 && program < 128 && takeValue(stream, track.notes) && takeValue(stream, track.controls) &&
           takeValue(stream, track.texts);
}

} // namespace

void putTune(QDataStream& stream, const Tune& tune) {
    stream << tune.title << qint32(tune.ticksPerQuarter) << tune.endTick << tune.smpte.has_value();
    if (tune.smpte)
        stream << qint32(tune.smpte->framesPerSecond) << qint32(tune.smpte->ticksPerFrame);
    putValue(stream, tune.tracks);
    putValue(stream, tune.tempi);
    putValue(stream, tune.metres);
    putValue(stream, tune.keys);
    putValue(stream, tune.texts);
}

std::optional<Tune> takeTune(QDataStream& stream) {
    Tune tune;
    qint32 division = 0;
    bool byTheClock = false;
    stream >> tune.title >> division >> tune.endTick >> byTheClock;
    tune.ticksPerQuarter = division;
    bool sound = division >= 1 && division <= 32767 && isTime(tune.endTick);
    if (byTheClock) {
        qint32 frames = 0;
        qint32 ticks = 0;
        stream >> frames >> ticks;
        tune.smpte = SmpteDivision{frames, ticks};
        sound = sound && frames >= 24 && frames <= 30 && ticks >= 1 && ticks <= 255;
    }
    sound = sound && takeValue(stream, tune.tracks) && takeValue(stream, tune.tempi) &&
            takeValue(stream, tune.metres) && takeValue(stream, tune.keys) && takeValue(stream, tune.texts);
    return sound ? std::optional(std::move(tune)) : std::nullopt;
}

} // namespace capriccio
