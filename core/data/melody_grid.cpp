// Tunes on the grid: from MIDI times to units and back.
#include "core/data/melody_codec.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace capriccio {
namespace {

constexpr int kTicks = 480;
constexpr int kChordOctave = 48;

int intoRange(int pitch, const MelodyLayout& layout) {
    while (pitch < layout.lowest)
        pitch += 12;
    while (pitch > layout.highest)
        pitch -= 12;
    return pitch;
}

// One note at a time: of notes that begin together the highest; a note ends where the next begins.
void makeMelody(std::vector<GridNote>& notes) {
    std::vector<GridNote> melody;
    for (const GridNote& note : notes) {
        if (!melody.empty() && melody.back().at == note.at) {
            if (note.pitch >= melody.back().pitch)
                melody.back() = note;
        } else {
            melody.push_back(note);
        }
    }
    for (std::size_t i = 0; i + 1 < melody.size(); ++i)
        melody[i].duration = std::min(melody[i].duration, melody[i + 1].at - melody[i].at);
    notes = std::move(melody);
}

// The chord that fits best to what sounds, weights by pitch class; kNoChord where next to nothing does.
int chordOf(const std::array<double, 12>& weights, int bass) {
    double total = 0;
    for (const double weight : weights)
        total += weight;
    if (total <= 0)
        return kNoChord;
    int best = kNoChord;
    double most = 0;
    for (int chord = 0; chord < kNoChord; ++chord) {
        const int tones = chordTones(chord);
        double inside = 0;
        int missing = 0;
        for (int pc = 0; pc < 12; ++pc) {
            if ((tones >> pc & 1) == 0)
                continue;
            inside += weights[std::size_t(pc)];
            missing += weights[std::size_t(pc)] > 0 ? 0 : 1;
        }
        const double score = inside / total - 0.2 * missing + (chord / 4 == bass ? 0.1 : 0);
        if (score > most + 1e-9) {
            most = score;
            best = chord;
        }
    }
    return best;
}

// Chord symbols of all tracks but the melody's, one a quarter at most.
std::vector<GridChord> gridChords(const Tune& tune, int melodyTrack, double unit, int grid, int end) {
    const int beats = (end + grid - 1) / grid;
    std::vector<std::array<double, 12>> weights(std::size_t(beats), std::array<double, 12>{});
    std::vector<int> bass(std::size_t(beats), 128);
    for (int t = 0; t < int(tune.tracks.size()); ++t) {
        const Track& track = tune.tracks[std::size_t(t)];
        if (t == melodyTrack || isDrums(track))
            continue;
        for (const Note& note : track.notes) {
            const double from = double(note.tick) / unit / grid;
            const double to = double(note.tick + note.duration) / unit / grid;
            for (int beat = std::max(int(from + 0.01), 0); beat < std::min(double(beats), to - 0.01); ++beat) {
                weights[std::size_t(beat)][std::size_t(note.pitch % 12)] +=
                    std::min(to, beat + 1.0) - std::max(from, double(beat));
                bass[std::size_t(beat)] = std::min(bass[std::size_t(beat)], note.pitch);
            }
        }
    }
    std::vector<GridChord> chords;
    int last = kNoChord;
    for (int beat = 0; beat < beats; ++beat) {
        const int chord = chordOf(weights[std::size_t(beat)], bass[std::size_t(beat)] % 12);
        if (chord != last)
            chords.push_back({beat * grid, chord});
        last = chord;
    }
    return chords;
}

// Notes that begin with the one before them.
int struckTogether(const Track& track) {
    int together = 0;
    for (std::size_t i = 1; i < track.notes.size(); ++i)
        together += track.notes[i].tick == track.notes[i - 1].tick ? 1 : 0;
    return together;
}

} // namespace

// Of several tracks: a pitch that is struck again ends the note before it.
void cutRepeats(std::vector<GridNote>& notes) {
    std::map<int, std::size_t> sounding; // by track and pitch
    for (std::size_t i = 0; i < notes.size(); ++i) {
        const auto [found, fresh] = sounding.try_emplace(notes[i].track * 128 + notes[i].pitch, i);
        if (fresh)
            continue;
        GridNote& before = notes[found->second];
        before.duration = std::min(before.duration, notes[i].at - before.at);
        found->second = i;
    }
}

double ticksPerQuarter(const Tune& tune) {
    if (tune.smpte)
        return std::max(0.5 * tune.smpte->framesPerSecond * tune.smpte->ticksPerFrame, 1.0);
    return std::max(tune.ticksPerQuarter, 1);
}

int melodyTrackOf(const Tune& tune) {
    int best = -1;
    double most = -1e9;
    for (int t = 0; t < int(tune.tracks.size()); ++t) {
        const Track& track = tune.tracks[std::size_t(t)];
        if (track.notes.empty() || isDrums(track))
            continue;
        double pitch = 0;
        for (const Note& note : track.notes)
            pitch += note.pitch;
        const int together = struckTogether(track);
        const double n = double(track.notes.size());
        double score = pitch / n / 12 - 6 * together / n + std::min(n, 100.0) / 50;
        static constexpr const char16_t* kNames[] = {u"melody", u"vocal", u"lead", u"voice", u"sing", u"旋律"};
        score += std::any_of(
                     std::begin(kNames), std::end(kNames),
                     [&](const char16_t* word) { return track.name.contains(QStringView(word), Qt::CaseInsensitive); })
                     ? 3
                     : 0;
        if (score > most) {
            most = score;
            best = t;
        }
    }
    return best;
}

int accompanimentOf(const Tune& tune, int melody, const QString& name) {
    int best = -1;
    int most = 0;
    for (int t = 0; t < int(tune.tracks.size()); ++t) {
        const Track& track = tune.tracks[std::size_t(t)];
        if (t == melody || isDrums(track))
            continue;
        if (track.name == name || track.name == QLatin1String("Chords")) // written in this language or in none
            return t;
        if (const int together = struckTogether(track); together > most) {
            most = together;
            best = t;
        }
    }
    return best;
}

GridTune MelodyCodec::onGrid(const Tune& tune, int melodyTrack) const {
    const double unit = ticksPerQuarter(tune) / layout_.grid; // ticks
    const auto units = [&](qint64 ticks) { return int(std::lround(double(ticks) / unit)); };
    const bool several = layout_.tracks > 1;
    if (!several && (melodyTrack < 0 || melodyTrack >= int(tune.tracks.size())))
        melodyTrack = melodyTrackOf(tune);
    GridTune grid;
    int track = 0;
    for (int t = 0; t < int(tune.tracks.size()); ++t) {
        const Track& from = tune.tracks[std::size_t(t)];
        if (several ? from.notes.empty() || track == layout_.tracks : t != melodyTrack)
            continue;
        const bool drums = isDrums(from);
        if (several)
            grid.programs.push_back(drums ? kDrumProgram : std::clamp(from.program, 0, 127));
        for (const Note& note : from.notes) {
            GridNote one;
            one.at = std::max(units(note.tick), 0);
            one.duration = durationUnits(std::max(units(note.tick + note.duration) - units(note.tick), 1));
            one.pitch = intoRange(note.pitch, layout_);
            one.velocity = layout_.velocities > 1 ? velocityStep(note.velocity) : 0;
            one.track = track;
            grid.notes.push_back(one);
        }
        ++track;
    }
    const auto order = [](const GridNote& n) { return std::array<int, 3>{n.at, n.track, n.pitch}; };
    std::stable_sort(grid.notes.begin(), grid.notes.end(),
                     [&](const GridNote& a, const GridNote& b) { return order(a) < order(b); });
    if (several) // a pitch struck twice at once is one note
        grid.notes.erase(std::unique(grid.notes.begin(), grid.notes.end(),
                                     [&](const GridNote& a, const GridNote& b) { return order(a) == order(b); }),
                         grid.notes.end());
    if (several)
        cutRepeats(grid.notes);
    else
        makeMelody(grid.notes);
    for (GridNote& note : grid.notes) // cut to a duration there is a token for
        while (durationUnits(note.duration) > note.duration || durationUnits(note.duration) != note.duration)
            --note.duration;
    int last = 1;
    for (const GridNote& note : grid.notes)
        last = std::max(last, note.at + note.duration);

    std::size_t metreChange = 0;
    std::size_t keyChange = 0;
    int metre = metreOf({4, 4});
    int key = kNoKey;
    int at = 0;
    while (at < last) {
        for (; metreChange < tune.metres.size() && units(tune.metres[metreChange].tick) <= at; ++metreChange)
            metre = metreOf({tune.metres[metreChange].numerator, tune.metres[metreChange].denominator});
        for (; keyChange < tune.keys.size() && units(tune.keys[keyChange].tick) <= at; ++keyChange)
            key = keyNumber(tune.keys[keyChange]);
        grid.bars.push_back({at, metre, layout_.headings ? key : kNoKey});
        at += barUnits(metre);
    }
    grid.end = at;
    if (layout_.tempi) {
        grid.tempi.push_back({0, tempoStep(120)});
        for (const TempoChange& change : tune.tempi) {
            const int where = std::max(units(change.tick), 0);
            const int step = tempoStep(60e6 / std::max(change.microsecondsPerQuarter, 1));
            if (tune.smpte || where >= grid.end)
                break;
            if (where == grid.tempi.back().at)
                grid.tempi.back().tempo = step;
            else if (step != grid.tempi.back().tempo)
                grid.tempi.push_back({where, step});
        }
        if (!layout_.headings) // items of a few bars: where they stand is not known
            grid.tempi.clear();
    }
    if (layout_.chords)
        grid.chords = gridChords(tune, melodyTrack, unit, layout_.grid, grid.end);
    return grid;
}

GridTune MelodyCodec::part(const GridTune& tune, int from, int to) const {
    GridTune cut;
    cut.programs = tune.programs;
    for (const GridBar& bar : tune.bars)
        if (bar.at >= from && bar.at < to)
            cut.bars.push_back({bar.at - from, bar.metre, bar.key});
    int tempo = -1;
    int chord = kNoChord;
    for (const GridTempo& one : tune.tempi) {
        if (one.at <= from)
            tempo = one.tempo;
        else if (one.at < to)
            cut.tempi.push_back({one.at - from, one.tempo});
    }
    if (tempo >= 0)
        cut.tempi.insert(cut.tempi.begin(), {0, tempo});
    for (const GridChord& one : tune.chords) {
        if (one.at <= from)
            chord = one.chord;
        else if (one.at < to)
            cut.chords.push_back({one.at - from, one.chord});
    }
    if (chord != kNoChord)
        cut.chords.insert(cut.chords.begin(), {0, chord});
    for (GridNote note : tune.notes) {
        if (note.at < from || note.at >= to)
            continue;
        note.duration = std::min(note.duration, to - note.at);
        while (durationUnits(note.duration) != note.duration)
            --note.duration;
        note.at -= from;
        cut.notes.push_back(note);
    }
    cut.end = cut.bars.empty() ? 0 : cut.bars.back().at + barUnits(cut.bars.back().metre);
    return cut;
}

void MelodyCodec::append(GridTune& tune, const GridTune& next) {
    const int shift = tune.end;
    for (GridBar bar : next.bars) {
        bar.at += shift;
        tune.bars.push_back(bar);
    }
    for (GridNote note : next.notes) {
        note.at += shift;
        tune.notes.push_back(note);
    }
    for (GridChord chord : next.chords) {
        chord.at += shift;
        if ((tune.chords.empty() ? kNoChord : tune.chords.back().chord) != chord.chord)
            tune.chords.push_back(chord);
    }
    tune.end += next.end;
}

Tune MelodyCodec::tune(const GridTune& grid) const {
    const int unit = kTicks / layout_.grid;
    Tune tune;
    tune.ticksPerQuarter = kTicks;
    const auto steps = grid.tempi.empty() ? std::vector<GridTempo>{} : grid.tempi;
    if (steps.empty())
        tune.tempi.push_back({0, int(std::lround(60e6 / layout_.tempo))});
    for (const GridTempo& one : steps)
        tune.tempi.push_back({qint64(one.at) * unit, int(std::lround(60e6 / tempoOf(one.tempo)))});
    for (std::size_t b = 0; b < grid.bars.size(); ++b) {
        const GridBar& bar = grid.bars[b];
        const qint64 tick = qint64(bar.at) * unit;
        const Metre& metre = layout_.metres[std::size_t(bar.metre)];
        if (b == 0 || bar.metre != grid.bars[b - 1].metre)
            tune.metres.push_back({tick, metre.numerator, metre.denominator});
        if (bar.key != kNoKey && (b == 0 || bar.key != grid.bars[b - 1].key)) {
            KeyChange key = keyOf(bar.key);
            key.tick = tick;
            tune.keys.push_back(key);
        }
    }
    const bool several = layout_.tracks > 1;
    tune.tracks.resize(several ? std::max<std::size_t>(grid.programs.size(), 1) : 1);
    int channel = 0;
    std::vector<int> channels;
    for (std::size_t t = 0; t < tune.tracks.size(); ++t) {
        const bool drums = several && t < grid.programs.size() && grid.programs[t] == kDrumProgram;
        channels.push_back(drums ? kDrumChannel : channel);
        if (!drums && ++channel == kDrumChannel)
            ++channel;
        channel = std::min(channel, 15);
        if (several && t < grid.programs.size())
            tune.tracks[t].program = drums ? 0 : grid.programs[t];
    }
    if (!several)
        tune.tracks[0].name = QCoreApplication::translate("data", "Melody"); // as in tunes read from ABC
    for (const GridNote& note : grid.notes) {
        const auto t = std::size_t(std::min(note.track, int(tune.tracks.size()) - 1));
        tune.tracks[t].notes.push_back(
            {qint64(note.at) * unit, qint64(note.duration) * unit, note.pitch, velocityOf(note.velocity), channels[t]});
    }
    tune.endTick = qint64(grid.end) * unit;
    for (const GridNote& note : grid.notes)
        tune.endTick = std::max(tune.endTick, qint64(note.at + note.duration) * unit);
    if (layout_.chords && !grid.chords.empty()) {
        Track chords;
        chords.name = QCoreApplication::translate("data", "Chords");
        for (std::size_t i = 0; i < grid.chords.size(); ++i) {
            const int end = i + 1 < grid.chords.size() ? grid.chords[i + 1].at : grid.end;
            const int tones = chordTones(grid.chords[i].chord);
            const int root = grid.chords[i].chord / 4;
            std::vector<int> pitches;
            for (int step = 0; step < 12; ++step)
                if ((tones >> (root + step) % 12 & 1) != 0)
                    pitches.push_back(kChordOctave + root + step);
            std::sort(pitches.begin(), pitches.end());
            for (const int pitch : pitches)
                chords.notes.push_back({qint64(grid.chords[i].at) * unit, qint64(end - grid.chords[i].at) * unit, pitch,
                                        std::max(layout_.velocity * 2 / 3, 1), 1});
        }
        tune.tracks.push_back(std::move(chords));
    }
    return tune;
}

} // namespace capriccio
