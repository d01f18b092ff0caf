// The played side of ABC: repeats and parts expanded, elements to notes.
#include "core/data/abc_reader.h"

#include "core/data/abc_elements.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QStringDecoder>
#include <algorithm>
#include <cmath>
#include <map>

namespace capriccio {
namespace abc {
namespace {

// Plays one stretch: from the beginning of a part to its end.
void playStretch(const std::vector<Element>& elements, std::size_t from, std::size_t to, std::size_t most,
                 std::vector<const Element*>& out) {
    std::size_t begin = from; // where a repeat goes back to
    int pass = 1;
    bool inEnding = false;
    const auto endingBehind = [&](std::size_t at, int wanted) {
        for (std::size_t i = at; i < to; ++i) {
            const Element& element = elements[i];
            if (element.kind == Element::Kind::Ending && (element.endings >> (wanted - 1) & 1) != 0)
                return i;
            if (element.kind == Element::Kind::Bar && element.repeatStart && i > at)
                break;
        }
        return to;
    };
    for (std::size_t i = from; i < to && out.size() < most;) {
        const Element& element = elements[i];
        if (element.kind == Element::Kind::Ending) {
            if (pass <= 32 && (element.endings >> (pass - 1) & 1) != 0) {
                inEnding = true;
                ++i;
                continue;
            }
            const std::size_t found = pass <= 32 ? endingBehind(i + 1, pass) : to;
            if (found < to) {
                i = found;
                continue;
            }
            // No ending for this time: on behind the repeat.
            while (i < to && !(elements[i].kind == Element::Kind::Bar && elements[i].repeatEnd))
                ++i;
            pass = 1;
            inEnding = false;
            begin = ++i;
            continue;
        }
        out.push_back(&element);
        if (element.kind == Element::Kind::Bar) {
            const bool another = endingBehind(i, pass + 1) < to && inEnding;
            if (element.repeatEnd && (pass < element.times || another) && (pass == 1 || another || element.times > 2)) {
                ++pass;
                inEnding = false;
                i = begin;
                continue;
            }
            if (element.repeatEnd || element.repeatStart || (element.doubled && (inEnding || pass == 1))) {
                pass = 1;
                inEnding = false;
                begin = i + 1;
            }
        }
        ++i;
    }
}

} // namespace

std::vector<const Element*> played(const Voice& voice, const QString& parts, std::size_t most) {
    struct Stretch {
        QString name;
        std::size_t from;
        std::size_t to;
    };
    const std::vector<Element>& elements = voice.elements;
    std::vector<Stretch> stretches{{QString(), 0, 0}};
    for (std::size_t i = 0; i < elements.size(); ++i) {
        if (elements[i].kind == Element::Kind::Part) {
            stretches.back().to = i;
            stretches.push_back({elements[i].name, i + 1, i + 1});
        }
    }
    stretches.back().to = elements.size();
    std::vector<const Element*> out;
    std::vector<std::size_t> order;
    for (const QChar name : parts) {
        for (std::size_t i = 1; i < stretches.size(); ++i) {
            if (stretches[i].name == name) {
                order.push_back(i);
                break;
            }
        }
    }
    if (order.empty()) {
        for (std::size_t i = 0; i < stretches.size(); ++i)
            order.push_back(i);
    } else {
        order.insert(order.begin(), 0); // the pickup before the first part
    }
    for (const std::size_t i : order)
        playStretch(elements, stretches[i].from, stretches[i].to, most, out);
    return out;
}

namespace {

constexpr int kTicks = 480;             // a quarter
constexpr std::size_t kMost = 100'000;  // elements played
constexpr double kLongestTune = 16'000; // whole notes; a MIDI file holds 16,384
constexpr int kMelodyVelocity = 96;
constexpr int kChordVelocity = 64;

class Performance {
public:
    explicit Performance(const Score& score) : score_(score) {
        tune_.title = score.title;
        tune_.ticksPerQuarter = kTicks;
        if (!score.composer.isEmpty())
            tune_.texts.push_back({0, 1, score.composer});
    }

    Tune run() {
        int channel = 0;
        for (const Voice& voice : score_.voices) {
            perform(voice, channel);
            channel = channel == 0 ? 2 : channel == 8 ? 10 : channel == 15 ? 2 : channel + 1; // 1: chords, 9: drums
        }
        if (!chords_.notes.empty())
            tune_.tracks.push_back(std::move(chords_));
        for (const Track& track : tune_.tracks) {
            for (const Note& note : track.notes)
                tune_.endTick = std::max(tune_.endTick, note.tick + note.duration);
        }
        tune_.endTick = std::max(tune_.endTick, end_);
        return std::move(tune_);
    }

private:
    static qint64 ticks(double wholes) { return std::llround(wholes * 4 * kTicks); }

    // The part of a first bar that is missing before a pickup, in whole notes.
    static double missingBeforePickup(const std::vector<const Element*>& elements) {
        double length = 0;
        for (const Element* element : elements) {
            if (element->kind == Element::Kind::Notes)
                length += element->length;
            if (element->kind != Element::Kind::Bar || length == 0)
                continue;
            const double whole = double(element->metre.numerator) / element->metre.denominator;
            return element->metreKnown && length < whole - 1e-9 ? whole - length : 0;
        }
        return 0;
    }

    void perform(const Voice& voice, int channel) {
        const std::vector<const Element*> elements = played(voice, score_.parts, kMost);
        Track track;
        track.name = voice.name.isEmpty() ? QCoreApplication::translate("data", "Melody") : voice.name;
        double at = missingBeforePickup(elements);
        std::map<int, std::size_t> tied; // pitch: note that goes on
        const bool first = tune_.tracks.empty();
        qint64 chordFrom = 0;
        const Element* chord = nullptr;
        const auto endChord = [&](qint64 tick) {
            if (chord != nullptr && tick > chordFrom) {
                chords_.name = QCoreApplication::translate("data", "Chords");
                chords_.texts.push_back({chordFrom, 1, chord->name});
                std::vector<int> pitches = chord->pitches;
                std::sort(pitches.begin(), pitches.end());
                for (const int pitch : pitches)
                    chords_.notes.push_back({chordFrom, tick - chordFrom, pitch, kChordVelocity, 1});
            }
            chord = nullptr;
        };
        for (const Element* element : elements) {
            if (first)
                noteChanges(*element, ticks(at));
            if (element->kind == Element::Kind::Chord && first) {
                endChord(ticks(at));
                chord = element->pitches.empty() ? nullptr : element;
                chordFrom = ticks(at);
            }
            if (element->kind != Element::Kind::Notes)
                continue;
            if (at > kLongestTune)
                break;
            std::map<int, std::size_t> going;
            const qint64 from = ticks(at);
            const qint64 to = ticks(at + element->length);
            std::vector<int> pitches = element->pitches;
            std::sort(pitches.begin(), pitches.end());
            pitches.erase(std::unique(pitches.begin(), pitches.end()), pitches.end());
            for (const int pitch : pitches) {
                const auto before = tied.find(pitch);
                std::size_t index = track.notes.size();
                if (before != tied.end()) {
                    index = before->second;
                    track.notes[index].duration = to - track.notes[index].tick;
                } else {
                    track.notes.push_back({from, to - from, pitch, kMelodyVelocity, channel});
                }
                if (std::find(element->tied.begin(), element->tied.end(), pitch) != element->tied.end())
                    going[pitch] = index;
            }
            tied = std::move(going);
            at += element->length;
        }
        endChord(ticks(at));
        end_ = std::max(end_, ticks(at));
        if (!track.notes.empty())
            tune_.tracks.push_back(std::move(track));
    }

    // Changes stand where the music that they hold for begins.
    void noteChanges(const Element& element, qint64 tick) {
        if (element.kind != Element::Kind::Notes && element.kind != Element::Kind::Chord)
            return;
        const qint64 at = tune_.keys.empty() && tune_.metres.empty() && !begun_ ? 0 : tick;
        begun_ = true;
        if (element.metreKnown && (tune_.metres.empty() || !same(tune_.metres.back(), element.metre)))
            tune_.metres.push_back({at, element.metre.numerator, element.metre.denominator});
        if (element.keyKnown && (tune_.keys.empty() || tune_.keys.back().fifths != element.key.fifths ||
                                 tune_.keys.back().minor != element.key.minor))
            tune_.keys.push_back({at, element.key.fifths, element.key.minor});
        if (element.tempo > 0 && (tune_.tempi.empty() || tune_.tempi.back().microsecondsPerQuarter != element.tempo))
            tune_.tempi.push_back({at, element.tempo});
    }

    static bool same(const MetreChange& a, const MetreChange& b) {
        return a.numerator == b.numerator && a.denominator == b.denominator;
    }

    const Score& score_;
    Tune tune_;
    Track chords_;
    qint64 end_ = 0;
    bool begun_ = false;
};

} // namespace
} // namespace abc

std::vector<AbcTune> readAbc(const QByteArray& bytes, const QString& name) {
    if (bytes.size() > kMostAbcBytes)
        throw Error(Error::Kind::BadInput,
                    Sentence::translate("data", "%1 is larger than %2 MB. Split it into several files.")
                        .arg(name)
                        .arg(kMostAbcBytes >> 20));
    // UTF-16 and UTF-32 by their mark, as Windows editors save them; else UTF-8, else Latin 1, the first standard's.
    QStringDecoder decoder(QStringConverter::encodingForData(bytes).value_or(QStringConverter::Utf8));
    QString text = decoder(bytes);
    if (decoder.hasError() || text.contains(QChar(0)))
        text = bytes.contains('\0') ? QString() : QString::fromLatin1(bytes);
    text.replace(QLatin1String("\r\n"), QLatin1String("\n"));
    text.replace(u'\r', u'\n');
    const QStringList lines = text.split(u'\n');
    std::vector<AbcTune> tunes;
    for (qsizetype i = 0; i < lines.size() && tunes.size() < std::size_t(kMostAbcTunes);) {
        if (!lines[i].startsWith(QLatin1String("X:"))) {
            ++i;
            continue;
        }
        qsizetype end = i + 1;
        while (end < lines.size() && !lines[end].startsWith(QLatin1String("X:")))
            ++end;
        AbcTune read;
        read.line = int(i + 1);
        read.number = lines[i].mid(2).trimmed().section(u' ', 0, 0).toInt();
        const abc::Score score = abc::readScore(lines.mid(i + 1, end - i - 1));
        read.tune = abc::Performance(score).run();
        if (!score.keySeen)
            read.reason = Sentence::translate(
                              "data", "Tune %1 of %2 (line %3) has no K: field, so its music does not begin. Add its "
                                      "key, for example K:C.")
                              .arg(read.number)
                              .arg(name)
                              .arg(read.line);
        else if (read.tune.tracks.empty())
            read.reason = Sentence::translate("data", "Tune %1 of %2 (line %3) has no notes. Write them below its K: "
                                                      "field.")
                              .arg(read.number)
                              .arg(name)
                              .arg(read.line);
        tunes.push_back(std::move(read));
        i = end;
    }
    if (tunes.empty())
        throw Error(Error::Kind::BadInput,
                    Sentence::translate("data", "%1 holds no ABC tune: none of its lines begins with X: and a "
                                                "number. Add X:1 before the tune.")
                        .arg(name));
    return tunes;
}

} // namespace capriccio
