#include "core/data/melody_analysis.h"

#include "core/data/melody_codec.h"
#include "core/types/melody_key.h"
#include "core/types/tune_clock.h"

#include <QCryptographicHash>
#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace capriccio {
namespace {

constexpr double kTolerance = 1.0 / 40; // quarters
constexpr double kMostlyOnGrid = 0.995;

MelodyTrackInfo infoOf(const Track& track) {
    MelodyTrackInfo info;
    info.name = track.name;
    info.program = track.program;
    info.notes = int(track.notes.size());
    if (track.notes.empty())
        return info;
    info.lowest = 127;
    int together = 0;
    int drums = 0;
    for (std::size_t i = 0; i < track.notes.size(); ++i) {
        const Note& note = track.notes[i];
        info.lowest = std::min(info.lowest, note.pitch);
        info.highest = std::max(info.highest, note.pitch);
        drums += note.channel == kDrumChannel ? 1 : 0;
        const bool before = i > 0 && track.notes[i - 1].tick == note.tick;
        const bool behind = i + 1 < track.notes.size() && track.notes[i + 1].tick == note.tick;
        together += before || behind ? 1 : 0;
    }
    info.drums = 2 * drums > info.notes;
    info.together = double(together) / info.notes;
    return info;
}

struct LineNote {
    NoteId id;
    Note note;
};

// The highest note at every place, of one track or of all but drums (-1).
std::vector<LineNote> lineOf(const Tune& tune, int only) {
    std::vector<LineNote> all;
    for (int t = 0; t < int(tune.tracks.size()); ++t) {
        const std::vector<Note>& notes = tune.tracks[std::size_t(t)].notes;
        for (int i = 0; (only < 0 || t == only) && i < int(notes.size()); ++i) {
            if (notes[std::size_t(i)].channel != kDrumChannel)
                all.push_back({{t, i}, notes[std::size_t(i)]});
        }
    }
    std::stable_sort(all.begin(), all.end(), [](const LineNote& a, const LineNote& b) {
        return a.note.tick != b.note.tick ? a.note.tick < b.note.tick : a.note.pitch > b.note.pitch;
    });
    const auto sameTick = [](const LineNote& a, const LineNote& b) { return a.note.tick == b.note.tick; };
    all.erase(std::unique(all.begin(), all.end(), sameTick), all.end());
    return all;
}

} // namespace

NoteSelection passageNotes(const Tune& tune, const TuneOriginality& passage) {
    if (!passage.known || passage.notes < 2)
        return {};
    NoteSelection first; // what is taken when nothing fits
    // The passage was found on a grid, so that its ends may be a little beside the notes.
    const qint64 near = qint64(ticksPerQuarter(tune) / 2);
    for (const int track : {melodyTrackOf(tune), -1}) {
        const std::vector<LineNote> line = lineOf(tune, track);
        if (line.empty())
            continue;
        const auto begin = std::min_element(line.begin(), line.end(), [&](const LineNote& a, const LineNote& b) {
            return std::abs(a.note.tick - passage.from) < std::abs(b.note.tick - passage.from);
        });
        const auto end = begin + std::min<std::ptrdiff_t>(passage.notes, line.end() - begin);
        NoteSelection found;
        for (auto it = begin; it != end; ++it)
            found.push_back(it->id);
        std::sort(found.begin(), found.end());
        const Note& last = (end - 1)->note;
        if (int(found.size()) == passage.notes && std::abs(last.tick + last.duration - passage.to) <= near &&
            std::abs(begin->note.tick - passage.from) <= near)
            return found;
        if (first.empty())
            first = std::move(found);
    }
    return first;
}

std::vector<Note> skylineOf(const Track& track) {
    std::vector<Note> melody;
    for (const Note& note : track.notes) {
        if (!melody.empty() && melody.back().tick == note.tick) {
            if (note.pitch > melody.back().pitch)
                melody.back() = note;
        } else {
            melody.push_back(note);
        }
    }
    return melody;
}

double shareOnGrid(const std::vector<Note>& notes, double ticksPerQuarter, int grid) {
    if (notes.empty())
        return 1;
    qint64 on = 0;
    for (const Note& note : notes) {
        const double place = double(note.tick) / ticksPerQuarter * grid;
        on += std::abs(place - std::round(place)) <= kTolerance * grid ? 1 : 0;
    }
    return double(on) / double(notes.size());
}

QByteArray melodyPrint(const std::vector<Note>& melody, double ticksPerQuarter) {
    constexpr std::size_t kLeast = 4;
    if (melody.size() < kLeast)
        return {};
    QByteArray steps;
    for (std::size_t i = 1; i < melody.size(); ++i) {
        const auto units = std::llround(24.0 * double(melody[i].tick - melody[i - 1].tick) / ticksPerQuarter);
        steps += QByteArray::number(melody[i].pitch - melody[i - 1].pitch) + ',' + QByteArray::number(units) + ';';
    }
    return QCryptographicHash::hash(steps, QCryptographicHash::Sha256).left(16);
}

namespace {

// The metre that most of a tune stands in: an upbeat is often a short bar of its own.
MetreChange longestMetre(const Tune& tune, qint64 end) {
    std::map<std::pair<int, int>, qint64> ticks;
    MetreChange now; // 4/4 up to the first that is named
    const auto add = [&](qint64 to) { ticks[{now.numerator, now.denominator}] += std::max<qint64>(to - now.tick, 0); };
    for (const MetreChange& change : tune.metres) {
        add(std::min(change.tick, end));
        now = change;
    }
    add(end);
    const auto most =
        std::max_element(ticks.begin(), ticks.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    return {0, most->first.first, most->first.second};
}

} // namespace

void describe(const Tune& tune, MelodyItem& item) {
    item.tracks.clear();
    item.notes = 0;
    const qint64 end = endOfNotes(tune);
    for (const Track& track : tune.tracks) {
        item.tracks.push_back(infoOf(track));
        item.notes += item.tracks.back().notes;
        item.drums = item.drums || item.tracks.back().drums;
    }
    item.melodyTrack = melodyTrackOf(tune);
    if (item.melodyTrack >= 0) {
        const MelodyTrackInfo& melody = item.tracks[std::size_t(item.melodyTrack)];
        item.lowest = melody.lowest;
        item.highest = melody.highest;
        const std::vector<Note> notes = skylineOf(tune.tracks[std::size_t(item.melodyTrack)]);
        item.melodyNotes = qint64(notes.size());
        for (const int grid : {1, 2, 3, 4, 6, 8, 12, 24}) {
            item.grid = grid;
            item.onGrid = shareOnGrid(notes, ticksPerQuarter(tune), grid);
            if (item.onGrid >= kMostlyOnGrid)
                break;
        }
    }
    for (int i = 0; i < int(item.tracks.size()); ++i) {
        const MelodyTrackInfo& track = item.tracks[std::size_t(i)];
        item.chords = item.chords || (track.notes > 0 && !track.drums && i != item.melodyTrack);
    }
    const FoundKey found = findKey(tune);
    item.key = found.key;
    item.keyConfidence = found.confidence;
    item.keyNamed = !tune.keys.empty();
    if (item.keyNamed)
        item.namedKey = {0, tune.keys.front().fifths, tune.keys.front().minor};
    item.metreNamed = !tune.metres.empty();
    if (item.metreNamed)
        item.metre = longestMetre(tune, end);
    if (!tune.tempi.empty() && !tune.smpte) {
        item.tempo = 60e6 / std::max(tune.tempi.front().microsecondsPerQuarter, 1);
        item.tempoChanges = int(tune.tempi.size()) - 1;
    }
    const TuneClock clock(tune);
    item.seconds = clock.secondsAt(double(end));
    item.bars = end > 0 ? clock.barAt(end - 1).bar + 1 : 0;
}

} // namespace capriccio
