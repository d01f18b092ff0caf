#include "core/data/file_bytes.h"
#include "core/data/text_decoder.h"
#include "core/io/midi_file.h"
#include "core/io/midi_limits.h"
#include "core/types/error.h"
#include "core/types/tune_edit.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QStringDecoder>
#include <algorithm>
#include <array>
#include <cmath>
#include <deque>
#include <map>

namespace capriccio {
namespace {

using namespace midi;

// Bytes with a place; every refusal names it.
class Cursor {
public:
    Cursor(const QByteArray& bytes, qint64 at, qint64 end, const QString& file, int track)
        : bytes_(bytes), at_(at), end_(end), file_(file), track_(track) {}

    qint64 at() const { return at_; }
    bool atEnd() const { return at_ >= end_; }
    [[noreturn]] void refuse(const Sentence& what, qint64 where) const {
        const Sentence message =
            track_ > 0 ? Sentence::translate(
                             "io", "%1 cannot be read: %2 (track %3, byte %4). Open it in a music program and save it "
                                   "as MIDI again, or get another copy.")
                             .arg(file_, what)
                             .arg(track_)
                             .arg(where)
                       : Sentence::translate("io", "%1 cannot be read: %2 (byte %3). Open it in a music "
                                                   "program and save it as MIDI again, or get another copy.")
                             .arg(file_, what)
                             .arg(where);
        throw Error(Error::Kind::BadInput, message);
    }
    quint8 byte() {
        if (atEnd())
            refuse(Sentence::translate("io", "it breaks off in the middle of an event"), at_);
        return quint8(bytes_[at_++]);
    }
    quint8 peek() const { return atEnd() ? 0 : quint8(bytes_[at_]); }
    quint8 dataByte() {
        const quint8 value = byte();
        if (value > 127)
            refuse(Sentence::translate("io", "a note or controller value is over 127"), at_ - 1);
        return value;
    }
    quint32 big(int count) {
        quint32 value = 0;
        for (int i = 0; i < count; ++i)
            value = value << 8 | byte();
        return value;
    }
    qint64 variableLength() {
        const qint64 start = at_;
        qint64 value = 0;
        for (int i = 0; i < 4; ++i) {
            const quint8 next = byte();
            value = value << 7 | (next & 0x7F);
            if ((next & 0x80) == 0)
                return value;
        }
        refuse(Sentence::translate("io", "a number has more than 4 bytes"), start);
    }
    QByteArray take(qint64 length, qint64 start) {
        if (length > end_ - at_)
            refuse(Sentence::translate("io", "an event is longer than its track"), start);
        const QByteArray piece = bytes_.mid(at_, length);
        at_ += length;
        return piece;
    }

private:
    const QByteArray& bytes_;
    qint64 at_;
    qint64 end_;
    QString file_;
    int track_; // from 1; 0 outside
};

// Whether half of the pairs of a text in GB 2312 are characters in everyday use: an o with dots before a sharp s would
// be a rare one.
bool isEverydayChinese(const QByteArray& bytes) {
    int pairs = 0;
    int everyday = 0;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const auto lead = quint8(bytes[i]);
        if (lead < 0x80)
            continue;
        ++pairs;
        everyday += lead >= 0xB0 && lead <= 0xD7 ? 1 : 0;
        ++i;
    }
    return 2 * everyday >= pairs;
}

// Texts are UTF-8 in new files and anything in old ones; Latin-1 reads every byte.
QString textFromBytes(const QByteArray& bytes) {
    QStringDecoder utf8(QStringConverter::Utf8,
                        QStringConverter::Flag::Stateless | QStringConverter::Flag::ConvertInitialBom);
    QString text = utf8(bytes);
    if (!utf8.hasError())
        return text;
    text = isEverydayChinese(bytes) ? chineseName(bytes) : QString();
    return text.isEmpty() ? QString::fromLatin1(bytes) : text;
}

// One track chunk as it was read.
struct ReadTrack {
    Track track;
    std::vector<std::size_t> open; // notes that never ended
    bool named = false;
};

class MidiReader {
public:
    MidiReader(const QByteArray& bytes, const QString& name) : bytes_(bytes), name_(name) {}

    MidiReading run() {
        Cursor file(bytes_, 0, bytes_.size(), name_, 0);
        const qint64 start = header(file);
        chunks(start);
        closeHungNotes();
        arrange();
        return std::move(reading_);
    }

private:
    qint64 header(Cursor& whole) {
        // RIFF (RMID): the MIDI file is the chunk "data".
        qint64 start = 0;
        if (bytes_.startsWith("RIFF") && bytes_.mid(8, 4) == "RMID") {
            start = bytes_.indexOf("MThd");
            if (start < 0 || start > 4096)
                whole.refuse(Sentence::translate("io", "there is no MIDI file in its RIFF wrapper"), 12);
        } else if (!bytes_.startsWith("MThd")) {
            throw Error(Error::Kind::BadInput,
                        Sentence::translate("io", "%1 is not a MIDI file: it does not begin with MThd (byte 0). Open "
                                                  "it in the program it comes from and export it as MIDI.")
                            .arg(name_));
        }
        Cursor cursor(bytes_, start + 4, bytes_.size(), name_, 0);
        const qint64 length = cursor.big(4);
        if (length < 6 || length > bytes_.size() - cursor.at())
            cursor.refuse(Sentence::translate("io", "its header has a wrong length"), start + 4);
        const qint64 next = cursor.at() + length;
        reading_.type = int(cursor.big(2));
        if (reading_.type > 2)
            cursor.refuse(Sentence::translate("io", "type %1 is unknown").arg(reading_.type), start + 8);
        announced_ = int(cursor.big(2)); // counted below, not believed
        const quint32 division = cursor.big(2);
        Tune& tune = reading_.tune;
        if ((division & 0x8000) != 0) {
            SmpteDivision smpte;
            smpte.framesPerSecond = 256 - int(division >> 8);
            smpte.ticksPerFrame = int(division & 0xFF);
            const int f = smpte.framesPerSecond;
            if ((f != 24 && f != 25 && f != 29 && f != 30) || smpte.ticksPerFrame == 0)
                cursor.refuse(Sentence::translate("io", "its division of time is none"), start + 12);
            tune.smpte = smpte;
            tune.ticksPerQuarter = std::max(1, f * smpte.ticksPerFrame / 2); // a quarter of half a second
        } else {
            tune.ticksPerQuarter = int(division);
        }
        if (division == 0)
            cursor.refuse(Sentence::translate("io", "its division of time is 0 ticks a quarter"), start + 12);
        return next;
    }

    void chunks(qint64 at) {
        int count = 0;
        while (at + 8 <= bytes_.size()) {
            Cursor head(bytes_, at + 4, bytes_.size(), name_, count + 1);
            const qint64 length = head.big(4);
            const bool track = bytes_.mid(at, 4) == "MTrk";
            if (!track && count > 0 && length > bytes_.size() - head.at())
                break; // padding behind the last track
            if (length > bytes_.size() - head.at())
                head.refuse(Sentence::translate("io", "the track is said to be %1 bytes long, and there are %2")
                                .arg(length)
                                .arg(bytes_.size() - head.at()),
                            at + 4);
            at = head.at() + length;
            if (!track)
                continue;
            if (count == kMostMidiTracks + 1) { // one may be the conductor
                reading_.repairs.tracksCapped = true;
                break;
            }
            ++count;
            readTrack(Cursor(bytes_, head.at(), at, name_, count));
        }
        if (bytes_.mid(at, 4) == "MTrk" && at + 8 > bytes_.size())
            Cursor(bytes_, at, bytes_.size(), name_, count + 1)
                .refuse(Sentence::translate("io", "it breaks off at the beginning of the track"), at);
        if (count < announced_ && !reading_.repairs.tracksCapped)
            reading_.repairs.missingTracks = announced_ - count;
        if (count == 0)
            throw Error(Error::Kind::BadInput,
                        Sentence::translate("io", "%1 holds no track (byte %2). Get another copy of the file.")
                            .arg(name_)
                            .arg(at));
    }

    void readTrack(Cursor cursor) {
        ReadTrack read;
        std::array<std::map<int, std::deque<std::size_t>>, 16> open; // by pitch: in the order they began
        qint64 tick = offset_;
        int running = 0;
        beginPattern();
        while (!cursor.atEnd()) {
            tick += pause(cursor.variableLength());
            if (tick > longestTune(tune().ticksPerQuarter)) {
                tick = longestTune(tune().ticksPerQuarter);
                reading_.repairs.cutAtTheEnd = true;
                break;
            }
            const qint64 start = cursor.at();
            int status = cursor.peek();
            if (status >= 0x80)
                cursor.byte();
            else if (running == 0)
                cursor.refuse(Sentence::translate("io", "data comes before any status"), start);
            else
                status = running;
            if (status == kMeta) {
                if (!meta(cursor, tick, read))
                    break;
            } else if (status == kSysex || status == kEscape) {
                const qint64 length = cursor.variableLength();
                cursor.take(length, start);
            } else if (status > kSysex) {
                // Time code, song position and the like belong on a cable.
                ++reading_.repairs.strayMessages;
                const int data = status == 0xF2 ? 2 : status == 0xF1 || status == 0xF3 ? 1 : 0;
                for (int i = 0; i < data; ++i)
                    cursor.dataByte();
            } else {
                running = status;
                channelMessage(cursor, status, tick, read.track, open);
            }
        }
        for (const auto& channel : open)
            for (const auto& [pitch, notes] : channel)
                read.open.insert(read.open.end(), notes.begin(), notes.end());
        reading_.repairs.hungNotes += int(read.open.size());
        end_ = std::max(end_, tick);
        if (reading_.type == 2)
            offset_ = tick;
        tracks_.push_back(std::move(read));
    }

    Tune& tune() { return reading_.tune; }

    qint64 pause(qint64 ticks) {
        const qint64 most = longestPause(tune().ticksPerQuarter);
        if (ticks <= most)
            return ticks;
        ++reading_.repairs.cappedPauses;
        return most;
    }

    // A pattern of type 2 knows nothing of the one before it.
    void beginPattern() {
        if (offset_ == 0)
            return;
        if (!tune().tempi.empty())
            tune().tempi.push_back({offset_, TempoChange{}.microsecondsPerQuarter});
        if (!tune().metres.empty())
            tune().metres.push_back({offset_, 4, 4});
    }

    void channelMessage(Cursor& cursor, int status, qint64 tick, Track& track,
                        std::array<std::map<int, std::deque<std::size_t>>, 16>& open) {
        const int kind = status & 0xF0;
        const int channel = status & 0x0F;
        const quint8 data1 = cursor.dataByte();
        const quint8 data2 = kind == kProgram || kind == kChannelPressure ? 0 : cursor.dataByte();
        if (kind == kNoteOn && data2 > 0) {
            open[std::size_t(channel)][data1].push_back(track.notes.size());
            track.notes.push_back({tick, 0, data1, data2, channel});
        } else if (kind == kNoteOn || kind == kNoteOff) {
            std::deque<std::size_t>& waiting = open[std::size_t(channel)][data1];
            if (waiting.empty()) {
                ++reading_.repairs.strayNoteEnds;
                return;
            }
            Note& note = track.notes[waiting.front()];
            note.duration = tick - note.tick;
            waiting.pop_front();
        } else {
            track.controls.push_back({tick, quint8(status), data1, data2});
        }
    }

    // Returns false at the end of the track.
    bool meta(Cursor& cursor, qint64 tick, ReadTrack& read) {
        const qint64 start = cursor.at() - 1;
        const int type = cursor.byte();
        const qint64 length = cursor.variableLength();
        const QByteArray data = cursor.take(length, start);
        const auto at = [&data](int i) { return int(quint8(data[i])); };
        if (type == kEndOfTrack)
            return false;
        if (type >= kFirstText && type <= kLastText) {
            const QString text = textFromBytes(data);
            if (type == kTrackName && tick == offset_ && !read.named && !text.isEmpty()) {
                read.track.name = text;
                read.named = true;
            } else if (!text.isEmpty()) {
                read.track.texts.push_back({tick, type, text});
            }
        } else if (type == kTempo && length >= 3 && (at(0) | at(1) | at(2)) != 0) {
            tune().tempi.push_back({tick, at(0) << 16 | at(1) << 8 | at(2)});
        } else if (type == kMetre && length >= 2 && at(0) > 0 && at(1) <= 7) {
            tune().metres.push_back({tick, at(0), 1 << at(1)});
        } else if (type == kKey && length >= 2 && std::abs(int(qint8(data[0]))) <= 7 && at(1) <= 1) {
            tune().keys.push_back({tick, int(qint8(data[0])), at(1) == 1});
        } else if (type == kTempo || type == kMetre || type == kKey) {
            ++reading_.repairs.strayMessages;
        }
        return true;
    }

    void closeHungNotes() {
        for (ReadTrack& read : tracks_) {
            for (const std::size_t note : read.open)
                read.track.notes[note].duration = end_ - read.track.notes[note].tick;
        }
        tune().endTick = end_;
    }

    template <typename Change>
    static void settle(std::vector<Change>& changes) {
        std::stable_sort(changes.begin(), changes.end(),
                         [](const Change& a, const Change& b) { return a.tick < b.tick; });
        // Of several at one tick the last one holds.
        std::vector<Change> kept;
        for (const Change& change : changes) {
            if (!kept.empty() && kept.back().tick == change.tick)
                kept.back() = change;
            else
                kept.push_back(change);
        }
        changes = std::move(kept);
    }

    void arrange() {
        settle(tune().tempi);
        settle(tune().metres);
        settle(tune().keys);
        const bool conductor =
            reading_.type != 2 && tracks_.front().track.notes.empty() && tracks_.front().track.controls.empty();
        if (conductor || (reading_.type == 0 && tracks_.size() == 1)) {
            tune().title = tracks_.front().track.name;
            tune().texts = std::move(tracks_.front().track.texts);
            tracks_.front().track.texts.clear();
        }
        if (conductor)
            tracks_.erase(tracks_.begin());
        for (Track& track : voices(reading_.type == 0 && tracks_.size() == 1)) {
            std::stable_sort(track.notes.begin(), track.notes.end(), [](const Note& a, const Note& b) {
                return a.tick != b.tick ? a.tick < b.tick : a.pitch < b.pitch;
            });
            if (const ControlEvent* first = firstProgram(track))
                track.program = first->data1;
            if (tune().tracks.size() == std::size_t(kMostMidiTracks)) {
                reading_.repairs.tracksCapped = true;
                break;
            }
            tune().tracks.push_back(std::move(track));
        }
    }

    // What is heard as one: each channel with notes of each track. Tracks stay whole where there would be more voices
    // than tracks can be written.
    std::vector<Track> voices(bool nameOfTheWhole) {
        std::vector<Track> voices;
        std::vector<Track> whole;
        for (ReadTrack& read : tracks_) {
            Track& track = read.track;
            if (track.notes.empty() && track.controls.empty() && track.texts.empty() && track.name.isEmpty())
                continue;
            std::vector<Track> channels = channelsOf(track);
            if (nameOfTheWhole && channels.size() > 1)
                channels.front().name.clear();
            std::move(channels.begin(), channels.end(), std::back_inserter(voices));
            whole.push_back(std::move(track));
        }
        return voices.size() > std::size_t(kMostMidiTracks) ? whole : voices;
    }

    // Name, texts and controllers of channels without notes stay with the first; lists call the others by instrument.
    static std::vector<Track> channelsOf(const Track& track) {
        std::map<int, Track> channels;
        for (const Note& note : track.notes)
            channels[note.channel].notes.push_back(note);
        if (channels.size() < 2)
            return {track};
        Track& first = channels.begin()->second;
        first.name = track.name;
        first.texts = track.texts;
        for (const ControlEvent& control : track.controls) {
            const auto own = channels.find(control.status & 0x0F);
            (own == channels.end() ? first : own->second).controls.push_back(control);
        }
        std::vector<Track> list;
        for (auto& [channel, voice] : channels)
            list.push_back(std::move(voice));
        return list;
    }

    const QByteArray& bytes_;
    QString name_;
    MidiReading reading_;
    std::vector<ReadTrack> tracks_;
    int announced_ = 0; // tracks, by the header
    qint64 offset_ = 0; // where the pattern in hand begins (type 2)
    qint64 end_ = 0;
};

} // namespace

MidiReading readMidi(const QByteArray& bytes, const QString& name) {
    if (bytes.size() > kMostMidiBytes)
        throw Error(Error::Kind::BadInput,
                    Sentence::translate("io", "%1 is larger than %2 MB. Split it in a music program.")
                        .arg(name)
                        .arg(kMostMidiBytes >> 20));
    return MidiReader(bytes, name).run();
}

MidiReading readMidiFile(const QString& file) {
    return readMidi(readWholeFile(file, kMostMidiBytes), QFileInfo(file).fileName());
}

} // namespace capriccio
