#include "core/io/durable_file.h"
#include "core/io/midi_file.h"
#include "core/io/midi_limits.h"
#include "core/types/error.h"
#include "core/types/tune_edit.h"

#include <QCoreApplication>
#include <QSet>
#include <algorithm>
#include <bit>

namespace capriccio {
namespace {

using namespace midi;

void appendBig(QByteArray& out, quint32 value, int bytes) {
    for (int i = bytes - 1; i >= 0; --i)
        out += char(value >> (8 * i) & 0xFF);
}

void appendVariableLength(QByteArray& out, quint32 value) {
    for (int shift = 21; shift > 0; shift -= 7) {
        if (value >> shift != 0)
            out += char((value >> shift & 0x7F) | 0x80);
    }
    out += char(value & 0x7F);
}

// An event with its place in the order of one tick: what belongs to the whole, ends of notes, texts, controllers, then
// beginnings, so that a repeated note ends before it begins again and sounds with its new program.
struct Event {
    qint64 tick;
    int rank;
    QByteArray bytes; // status and data
};

enum Rank { kNames, kMaps, kEnds, kTexts, kControls, kBeginnings };

class TrackWriter {
public:
    explicit TrackWriter(int ticksPerQuarter) : longest_(longestPause(ticksPerQuarter)) {}

    void add(qint64 tick, Rank rank, const QByteArray& bytes) { events_.push_back({tick, rank, bytes}); }
    void addMeta(qint64 tick, Rank rank, int type, const QByteArray& data) {
        QByteArray bytes;
        bytes += char(kMeta);
        bytes += char(type);
        appendVariableLength(bytes, quint32(data.size()));
        add(tick, rank, bytes + data);
    }

    // The chunk, with its end of track at `end` or the last event.
    QByteArray chunk(qint64 end) {
        std::stable_sort(events_.begin(), events_.end(), [](const Event& a, const Event& b) {
            return a.tick != b.tick ? a.tick < b.tick : a.rank < b.rank;
        });
        QByteArray body;
        qint64 tick = 0;
        int running = 0;
        for (const Event& event : events_) {
            appendPause(body, event.tick - tick, running);
            tick = event.tick;
            const int status = quint8(event.bytes[0]);
            if (status == running) {
                body += event.bytes.mid(1);
            } else {
                body += event.bytes;
                running = status < kSysex ? status : 0;
            }
        }
        appendPause(body, std::max<qint64>(0, end - tick), running);
        body += QByteArray("\xFF\x2F\x00", 3);
        QByteArray out("MTrk");
        appendBig(out, quint32(body.size()), 4);
        return out + body;
    }

private:
    // Longer than a delta time can be: empty texts in between, which readers pass over.
    void appendPause(QByteArray& out, qint64 ticks, int& running) const {
        for (; ticks > longest_; ticks -= longest_) {
            appendVariableLength(out, quint32(longest_));
            out += QByteArray("\xFF\x01\x00", 3);
            running = 0;
        }
        appendVariableLength(out, quint32(ticks));
    }

    qint64 longest_;
    std::vector<Event> events_;
};

[[noreturn]] void refuseTune(const QString& what) {
    throw Error(Error::Kind::BadArgument,
                Sentence::translate("io", "The tune cannot be written as MIDI: %1.").arg(what));
}

void addMaps(TrackWriter& out, const Tune& tune) {
    for (const TempoChange& tempo : tune.tempi) {
        if (tempo.tick < 0 || tempo.microsecondsPerQuarter < 1 || tempo.microsecondsPerQuarter > 0xFFFFFF)
            refuseTune(QCoreApplication::translate("io", "a tempo of %1 microseconds a quarter")
                           .arg(tempo.microsecondsPerQuarter));
        QByteArray data;
        appendBig(data, quint32(tempo.microsecondsPerQuarter), 3);
        out.addMeta(tempo.tick, kMaps, kTempo, data);
    }
    for (const MetreChange& metre : tune.metres) {
        const auto denominator = unsigned(metre.denominator);
        if (metre.tick < 0 || metre.numerator < 1 || metre.numerator > 255 || metre.denominator < 1 ||
            metre.denominator > 128 || !std::has_single_bit(denominator))
            refuseTune(
                QCoreApplication::translate("io", "a metre of %1/%2").arg(metre.numerator).arg(metre.denominator));
        // MIDI clocks (24 a quarter) between clicks of the metronome: a dotted beat in 6/8, 9/8, 12/8.
        const bool compound = metre.denominator >= 8 && metre.numerator > 3 && metre.numerator % 3 == 0;
        const int click = std::clamp(96 * (compound ? 3 : 1) / metre.denominator, 1, 255);
        QByteArray data;
        data += char(metre.numerator);
        data += char(std::countr_zero(denominator));
        data += char(click);
        data += char(8); // 32nds in a quarter
        out.addMeta(metre.tick, kMaps, kMetre, data);
    }
    for (const KeyChange& key : tune.keys) {
        if (key.tick < 0 || key.fifths < -7 || key.fifths > 7)
            refuseTune(QCoreApplication::translate("io", "a key of %1 sharps").arg(key.fifths));
        QByteArray data;
        data += char(key.fifths);
        data += char(key.minor ? 1 : 0);
        out.addMeta(key.tick, kMaps, kKey, data);
    }
}

void addTexts(TrackWriter& out, const std::vector<TextEvent>& texts) {
    for (const TextEvent& text : texts) {
        if (text.tick < 0 || text.type < kFirstText || text.type > kLastText)
            refuseTune(QCoreApplication::translate("io", "a text event of type %1").arg(text.type));
        out.addMeta(text.tick, kTexts, text.type, text.text.toUtf8());
    }
}

void addNotes(TrackWriter& out, const std::vector<Note>& notes, const QString& track) {
    for (const Note& note : notes) {
        if (note.tick < 0 || note.duration < 0 || note.pitch < 0 || note.pitch > 127 || note.velocity < 1 ||
            note.velocity > 127 || note.channel < 0 || note.channel > 15)
            refuseTune(
                QCoreApplication::translate(
                    "io", "track \"%1\" has a note at tick %2 with pitch %3, velocity %4, channel %5, duration %6")
                    .arg(track)
                    .arg(note.tick)
                    .arg(note.pitch)
                    .arg(note.velocity)
                    .arg(note.channel)
                    .arg(note.duration));
        QByteArray on;
        on += char(kNoteOn | note.channel);
        on += char(note.pitch);
        on += char(note.velocity);
        QByteArray off = on;
        off[2] = 0; // note-on with velocity 0, so that running status holds
        if (note.duration == 0) {
            // Ends in the tick it begins: behind the ends of earlier notes, before longer notes of that pitch begin.
            out.add(note.tick, kControls, on);
            out.add(note.tick, kControls, off);
        } else {
            out.add(note.tick, kBeginnings, on);
            out.add(note.tick + note.duration, kEnds, off);
        }
    }
}

void addControls(TrackWriter& out, const Track& track) {
    const ControlEvent* programmed = firstProgram(track);
    if (!programmed && track.program != 0) {
        QSet<int> channels;
        for (const Note& note : track.notes)
            channels.insert(note.channel);
        QList<int> sorted(channels.begin(), channels.end());
        std::sort(sorted.begin(), sorted.end());
        for (const int channel : sorted) {
            QByteArray bytes;
            bytes += char(kProgram | channel);
            bytes += char(track.program);
            out.add(0, kControls, bytes);
        }
    }
    for (const ControlEvent& control : track.controls) {
        const int kind = control.status & 0xF0;
        if (control.tick < 0 || control.status < 0xA0 || control.status >= kSysex || control.data1 > 127 ||
            control.data2 > 127)
            refuseTune(QCoreApplication::translate("io", "track \"%1\" has a controller that is none at tick %2")
                           .arg(track.name)
                           .arg(control.tick));
        QByteArray bytes;
        bytes += char(control.status);
        bytes += char(&control == programmed ? track.program : control.data1);
        if (kind != kProgram && kind != kChannelPressure)
            bytes += char(control.data2);
        out.add(control.tick, kControls, bytes);
    }
}

} // namespace

QByteArray writeMidi(const Tune& tune, const MidiWriteOptions& options) {
    quint32 division = quint32(tune.ticksPerQuarter);
    if (tune.smpte) {
        const SmpteDivision& smpte = *tune.smpte;
        if (smpte.framesPerSecond < 1 || smpte.framesPerSecond > 127 || smpte.ticksPerFrame < 1 ||
            smpte.ticksPerFrame > 255)
            refuseTune(QCoreApplication::translate("io", "a division of %1 frames a second and %2 ticks a frame")
                           .arg(smpte.framesPerSecond)
                           .arg(smpte.ticksPerFrame));
        division = quint32(256 - smpte.framesPerSecond) << 8 | quint32(smpte.ticksPerFrame);
    } else if (tune.ticksPerQuarter < 1 || tune.ticksPerQuarter > 0x7FFF) {
        refuseTune(QCoreApplication::translate("io", "a division of %1 ticks a quarter").arg(tune.ticksPerQuarter));
    }
    if (tune.tracks.size() > std::size_t(kMostMidiTracks))
        refuseTune(QCoreApplication::translate("io", "%1 tracks").arg(tune.tracks.size()));
    qint64 end = tune.endTick;
    for (const Track& track : tune.tracks) {
        if (track.program < 0 || track.program > 127)
            refuseTune(
                QCoreApplication::translate("io", "track \"%1\" has program %2").arg(track.name).arg(track.program));
        for (const Note& note : track.notes)
            end = std::max(end, note.tick + note.duration);
    }
    std::vector<QByteArray> chunks;
    TrackWriter conductor(tune.ticksPerQuarter);
    if (!tune.title.isEmpty())
        conductor.addMeta(0, kNames, kTrackName, tune.title.toUtf8());
    addMaps(conductor, tune);
    const bool noted = std::any_of(tune.texts.begin(), tune.texts.end(),
                                   [&options](const TextEvent& text) { return text.text == options.note; });
    if (!options.note.isEmpty() && !noted)
        conductor.addMeta(0, kTexts, kFirstText, options.note.toUtf8());
    addTexts(conductor, tune.texts);
    if (!options.singleTrack)
        chunks.push_back(conductor.chunk(end));
    for (const Track& track : tune.tracks) {
        TrackWriter own(tune.ticksPerQuarter);
        TrackWriter& out = options.singleTrack ? conductor : own;
        if (!track.name.isEmpty() && !options.singleTrack)
            out.addMeta(0, kNames, kTrackName, track.name.toUtf8());
        addTexts(out, track.texts);
        addControls(out, track);
        addNotes(out, track.notes, track.name);
        if (!options.singleTrack)
            chunks.push_back(own.chunk(end));
    }
    if (options.singleTrack)
        chunks.push_back(conductor.chunk(end));
    QByteArray file("MThd");
    appendBig(file, 6, 4);
    appendBig(file, options.singleTrack ? 0 : 1, 2);
    appendBig(file, quint32(chunks.size()), 2);
    appendBig(file, division, 2);
    for (const QByteArray& chunk : chunks)
        file += chunk;
    return file;
}

void writeMidiFile(const QString& file, const Tune& tune, const MidiWriteOptions& options) {
    saveDurably(file, writeMidi(tune, options));
}

} // namespace capriccio
