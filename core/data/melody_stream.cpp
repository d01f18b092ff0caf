// Tunes on the grid as ids and back.
#include "core/data/melody_codec.h"

#include <algorithm>
#include <array>

namespace capriccio {

std::vector<int> MelodyCodec::ids(const GridTune& tune) const {
    std::vector<int> result;
    if (tune.bars.empty())
        return result;
    const GridBar& head = tune.bars.front();
    result.push_back(id(MelodyToken::Metre, head.metre));
    if (layout_.headings)
        result.push_back(id(MelodyToken::Key, head.key));
    std::size_t tempo = 0;
    if (layout_.headings && layout_.tempi) {
        result.push_back(id(MelodyToken::Tempo, tune.tempi.empty() ? tempoStep(layout_.tempo) : tune.tempi[0].tempo));
        tempo = 1;
    }
    for (std::size_t t = 0; t < tune.programs.size() && layout_.tracks > 1; ++t) {
        result.push_back(id(MelodyToken::Track, int(t)));
        result.push_back(id(MelodyToken::Program, tune.programs[t]));
    }
    std::size_t note = 0;
    std::size_t chord = 0;
    for (std::size_t b = 0; b < tune.bars.size(); ++b) {
        const GridBar& bar = tune.bars[b];
        result.push_back(id(MelodyToken::Bar));
        if (b > 0 && bar.metre != tune.bars[b - 1].metre)
            result.push_back(id(MelodyToken::Metre, bar.metre));
        if (b > 0 && layout_.headings && bar.key != tune.bars[b - 1].key)
            result.push_back(id(MelodyToken::Key, bar.key));
        const int end = bar.at + barUnits(bar.metre);
        int track = 0; // of the note before; begins anew in every bar
        for (;;) {
            int at = end;
            if (note < tune.notes.size())
                at = std::min(at, tune.notes[note].at);
            if (chord < tune.chords.size() && layout_.chords)
                at = std::min(at, tune.chords[chord].at);
            if (tempo < tune.tempi.size() && layout_.tempi)
                at = std::min(at, tune.tempi[tempo].at);
            if (at >= end)
                break;
            result.push_back(id(MelodyToken::Position, at - bar.at));
            for (; tempo < tune.tempi.size() && layout_.tempi && tune.tempi[tempo].at == at; ++tempo)
                result.push_back(id(MelodyToken::Tempo, tune.tempi[tempo].tempo));
            for (; chord < tune.chords.size() && layout_.chords && tune.chords[chord].at == at; ++chord)
                result.push_back(id(MelodyToken::Chord, tune.chords[chord].chord));
            for (; note < tune.notes.size() && tune.notes[note].at == at; ++note) {
                const GridNote& one = tune.notes[note];
                if (layout_.tracks > 1 && one.track != track)
                    result.push_back(id(MelodyToken::Track, one.track));
                track = one.track;
                result.push_back(id(MelodyToken::Pitch, one.pitch));
                result.push_back(id(MelodyToken::Duration, one.duration));
                if (layout_.velocities > 1)
                    result.push_back(id(MelodyToken::Velocity, one.velocity));
            }
        }
    }
    return result;
}

GridTune MelodyCodec::parse(const std::vector<int>& ids) const {
    GridTune grid;
    int metre = 0;
    int key = kNoKey;
    int at = 0;        // of the bar
    int next = 0;      // of the next bar
    int position = -1; // in units from the beginning; -1 = none yet in this bar
    int track = 0;
    bool inBar = false;
    int pitch = -1;
    for (const int one : ids) {
        const Token t = token(one);
        switch (t.kind) {
        case MelodyToken::Bar:
            at = next;
            inBar = true;
            grid.bars.push_back({at, metre, key});
            next = at + barUnits(metre);
            position = -1;
            pitch = -1;
            track = 0;
            break;
        case MelodyToken::Metre:
            metre = t.value;
            if (inBar && position < 0) {
                grid.bars.back().metre = metre;
                next = at + barUnits(metre);
            }
            break;
        case MelodyToken::Key:
            key = t.value;
            if (inBar && position < 0)
                grid.bars.back().key = key;
            break;
        case MelodyToken::Tempo:
            if (!inBar || position >= 0) {
                const int where = inBar ? position : 0;
                if (!grid.tempi.empty() && grid.tempi.back().at == where)
                    grid.tempi.back().tempo = t.value;
                else if (grid.tempi.empty() || grid.tempi.back().tempo != t.value)
                    grid.tempi.push_back({where, t.value});
            }
            break;
        case MelodyToken::Position:
            if (inBar && at + t.value < next && at + t.value > position)
                position = at + t.value;
            pitch = -1;
            break;
        case MelodyToken::Chord:
            if (position >= 0 && (grid.chords.empty() || grid.chords.back().at < position) &&
                (grid.chords.empty() ? kNoChord : grid.chords.back().chord) != t.value)
                grid.chords.push_back({position, t.value});
            break;
        case MelodyToken::Track:
            track = t.value;
            if (!inBar && int(grid.programs.size()) <= track)
                grid.programs.resize(std::size_t(track) + 1, 0);
            break;
        case MelodyToken::Program:
            if (!inBar && track < int(grid.programs.size()))
                grid.programs[std::size_t(track)] = t.value;
            break;
        case MelodyToken::Pitch:
            pitch = position >= 0 ? t.value : -1;
            break;
        case MelodyToken::Duration: {
            if (pitch < 0)
                break;
            const GridNote note{position, t.value, pitch, 0, track};
            pitch = -1;
            if (layout_.tracks == 1 && !grid.notes.empty()) { // one at a time
                GridNote& before = grid.notes.back();
                if (before.at == position)
                    break;
                before.duration = std::min(before.duration, position - before.at);
            }
            if (int(grid.programs.size()) <= track && layout_.tracks > 1)
                grid.programs.resize(std::size_t(track) + 1, 0);
            grid.notes.push_back(note);
            break;
        }
        case MelodyToken::Velocity:
            if (!grid.notes.empty() && grid.notes.back().at == position)
                grid.notes.back().velocity = t.value;
            break;
        case MelodyToken::Special:
            break;
        }
    }
    if (layout_.tracks > 1) {
        const auto unordered = [](const GridNote& a, const GridNote& b) {
            return std::array<int, 3>{a.at, a.track, a.pitch} < std::array<int, 3>{b.at, b.track, b.pitch};
        };
        std::stable_sort(grid.notes.begin(), grid.notes.end(), unordered);
        cutRepeats(grid.notes);
        std::erase_if(grid.notes, [](const GridNote& note) { return note.duration < 1; });
    }
    if (grid.bars.empty()) {
        grid.bars.push_back({0, metre, key});
        next = barUnits(metre);
    }
    grid.end = next;
    return grid;
}

} // namespace capriccio
