#include "core/types/tune_edit.h"

#include "core/types/melody_key.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace capriccio {
namespace {

constexpr qint64 kSlowest = 0xFFFFFF; // microseconds a quarter a MIDI file can say

struct Marked {
    Note note;
    bool selected = false;
};

bool isBefore(const Note& a, const Note& b) {
    return a.tick != b.tick ? a.tick < b.tick : a.pitch < b.pitch;
}

bool isValid(const Tune& tune, const NoteId& id) {
    return id.track >= 0 && id.track < int(tune.tracks.size()) && id.index >= 0 &&
           id.index < int(tune.tracks[std::size_t(id.track)].notes.size());
}

Note& noteOf(Tune& tune, const NoteId& id) {
    return tune.tracks[std::size_t(id.track)].notes[std::size_t(id.index)];
}

const Note& noteOf(const Tune& tune, const NoteId& id) {
    return tune.tracks[std::size_t(id.track)].notes[std::size_t(id.index)];
}

NoteSelection validOf(const Tune& tune, const NoteSelection& notes) {
    NoteSelection kept;
    std::copy_if(notes.begin(), notes.end(), std::back_inserter(kept),
                 [&tune](const NoteId& id) { return isValid(tune, id); });
    return kept;
}

// Sorts the touched tracks again; the selection follows its notes. The tune is as long as its notes at least.
TuneEdit settled(Tune tune, const NoteSelection& notes) {
    NoteSelection selection;
    for (int track = 0; track < int(tune.tracks.size()); ++track) {
        const auto first = std::lower_bound(notes.begin(), notes.end(), NoteId{track, 0});
        const auto last = std::lower_bound(notes.begin(), notes.end(), NoteId{track + 1, 0});
        if (first == last)
            continue;
        std::vector<Note>& all = tune.tracks[std::size_t(track)].notes;
        std::vector<Marked> marked;
        marked.reserve(all.size());
        for (const Note& note : all)
            marked.push_back({note, false});
        for (auto it = first; it != last; ++it)
            marked[std::size_t(it->index)].selected = true;
        std::stable_sort(marked.begin(), marked.end(),
                         [](const Marked& a, const Marked& b) { return isBefore(a.note, b.note); });
        for (std::size_t i = 0; i < marked.size(); ++i) {
            all[i] = marked[i].note;
            if (marked[i].selected)
                selection.push_back({track, int(i)});
        }
    }
    tune.endTick = std::max(tune.endTick, endOfNotes(tune));
    return {std::move(tune), std::move(selection)};
}

Track& trackOf(Tune& tune, int track) {
    while (int(tune.tracks.size()) <= track)
        tune.tracks.emplace_back();
    return tune.tracks[std::size_t(std::max(track, 0))];
}

bool isProgram(const ControlEvent& control) {
    return (control.status & 0xF0) == 0xC0;
}

// The first channel nothing sounds on; not the drums'.
std::optional<int> freeChannel(const Tune& tune) {
    std::array<bool, 16> taken{};
    taken[kDrumChannel] = true;
    for (const Track& one : tune.tracks) {
        for (const Note& note : one.notes)
            taken[std::size_t(note.channel & 0x0F)] = true;
        for (const ControlEvent& control : one.controls) {
            if (isProgram(control))
                taken[std::size_t(control.status & 0x0F)] = true;
        }
    }
    const auto free = std::find(taken.begin(), taken.end(), false);
    return free == taken.end() ? std::nullopt : std::optional(int(free - taken.begin()));
}

// Whether another track has notes on this channel.
bool isShared(const Tune& tune, int track, int channel) {
    for (int t = 0; t < int(tune.tracks.size()); ++t) {
        const std::vector<Note>& notes = tune.tracks[std::size_t(t)].notes;
        if (t != track &&
            std::any_of(notes.begin(), notes.end(), [channel](const Note& note) { return note.channel == channel; }))
            return true;
    }
    return false;
}

} // namespace

TuneEdit movedNotes(const Tune& tune, const NoteSelection& notes, qint64 ticks, int semitones) {
    const NoteSelection valid = validOf(tune, notes);
    if (valid.empty())
        return {tune, {}};
    int lowest = 127;
    int highest = 0;
    qint64 earliest = noteOf(tune, valid.front()).tick;
    for (const NoteId& id : valid) {
        const Note& note = noteOf(tune, id);
        lowest = std::min(lowest, note.pitch);
        highest = std::max(highest, note.pitch);
        earliest = std::min(earliest, note.tick);
    }
    const int step = std::clamp(semitones, -lowest, 127 - highest);
    const qint64 shift = std::max(ticks, -earliest);
    Tune edited = tune;
    for (const NoteId& id : valid) {
        Note& note = noteOf(edited, id);
        note.tick += shift;
        note.pitch += step;
    }
    return settled(std::move(edited), valid);
}

TuneEdit resizedNotes(const Tune& tune, const NoteSelection& notes, qint64 ticks, bool atBeginning, qint64 shortest) {
    const NoteSelection valid = validOf(tune, notes);
    Tune edited = tune;
    for (const NoteId& id : valid) {
        Note& note = noteOf(edited, id);
        const qint64 least = std::min(std::max<qint64>(shortest, 1), std::max<qint64>(note.duration, 1));
        if (atBeginning) {
            const qint64 end = note.tick + note.duration;
            note.tick = std::clamp<qint64>(note.tick + ticks, 0, std::max<qint64>(end - least, 0));
            note.duration = end - note.tick;
        } else {
            note.duration = std::max(note.duration + ticks, least);
        }
    }
    return settled(std::move(edited), valid);
}

TuneEdit withoutNotes(const Tune& tune, const NoteSelection& notes) {
    const NoteSelection valid = validOf(tune, notes);
    Tune edited = tune;
    for (auto it = valid.rbegin(); it != valid.rend(); ++it) {
        std::vector<Note>& all = edited.tracks[std::size_t(it->track)].notes;
        all.erase(all.begin() + it->index);
    }
    return {std::move(edited), {}};
}

TuneEdit duplicatedNotes(const Tune& tune, const NoteSelection& notes, qint64 ticks) {
    Tune edited = tune;
    NoteSelection copies;
    for (const NoteId& id : validOf(tune, notes)) {
        Note note = noteOf(tune, id);
        note.tick = std::max<qint64>(note.tick + ticks, 0);
        std::vector<Note>& all = edited.tracks[std::size_t(id.track)].notes;
        all.push_back(note);
        copies.push_back({id.track, int(all.size()) - 1});
    }
    return settled(std::move(edited), copies);
}

TuneEdit quantisedNotes(const Tune& tune, const NoteSelection& notes, const TickGrid& grid, double strength,
                        bool lengths) {
    const NoteSelection valid = validOf(tune, notes);
    if (grid.isEmpty())
        return {tune, valid};
    const double share = std::clamp(strength, 0.0, 1.0);
    const TuneClock clock(tune);
    const auto towards = [&](qint64 tick) {
        const BarPosition bar = clock.barAt(tick);
        const qint64 line = std::min(bar.barTick + grid.nearestTo(tick - bar.barTick), clock.tickOfBar(bar.bar + 1));
        return tick + std::llround(double(line - tick) * share);
    };
    Tune edited = tune;
    for (const NoteId& id : valid) {
        Note& note = noteOf(edited, id);
        const qint64 end = note.tick + note.duration;
        note.tick = towards(note.tick);
        if (lengths)
            note.duration =
                std::max(towards(end) - note.tick, std::min(grid.line(1), std::max<qint64>(note.duration, 1)));
    }
    return settled(std::move(edited), valid);
}

TuneEdit withVelocities(const Tune& tune, const NoteSelection& notes, const std::function<int(const Note&)>& change) {
    const NoteSelection valid = validOf(tune, notes);
    Tune edited = tune;
    for (const NoteId& id : valid)
        noteOf(edited, id).velocity = std::clamp(change(noteOf(tune, id)), 1, 127);
    return {std::move(edited), valid};
}

TuneEdit withNotes(const Tune& tune, int track, const std::vector<Note>& notes) {
    Tune edited = tune;
    NoteSelection added;
    std::vector<Note>& all = trackOf(edited, track).notes;
    for (const Note& note : notes) {
        all.push_back(note);
        added.push_back({std::max(track, 0), int(all.size()) - 1});
    }
    return settled(std::move(edited), added);
}

TuneEdit notesOnTrack(const Tune& tune, const NoteSelection& notes, int track) {
    std::vector<Note> moved = selectedNotes(tune, notes);
    const int channel = channelOfTrack(tune, track);
    for (Note& note : moved)
        note.channel = channel;
    return withNotes(withoutNotes(tune, notes).tune, track, moved);
}

std::optional<int> channelOf(const Track& track) {
    if (!track.notes.empty())
        return track.notes.front().channel;
    const auto program = std::find_if(track.controls.begin(), track.controls.end(), isProgram);
    return program == track.controls.end() ? std::nullopt : std::optional(program->status & 0x0F);
}

const ControlEvent* firstProgram(const Track& track) {
    const std::optional<int> channel = channelOf(track);
    const auto found = std::find_if(track.controls.begin(), track.controls.end(), [&](const ControlEvent& c) {
        return isProgram(c) && (c.status & 0x0F) == channel;
    });
    return found == track.controls.end() ? nullptr : &*found;
}

int channelOfTrack(const Tune& tune, int track) {
    if (track >= 0 && track < int(tune.tracks.size())) {
        if (const std::optional<int> channel = channelOf(tune.tracks[std::size_t(track)]))
            return *channel;
    }
    return freeChannel(tune).value_or(0);
}

Tune withTrack(const Tune& tune, const QString& name, int program) {
    Tune edited = tune;
    const int channel = channelOfTrack(tune, -1);
    Track track;
    track.name = name;
    track.program = program;
    track.controls.push_back({0, quint8(0xC0 | channel), quint8(program), 0});
    edited.tracks.push_back(std::move(track));
    return edited;
}

Tune withoutTrack(const Tune& tune, int track) {
    Tune edited = tune;
    if (track >= 0 && track < int(edited.tracks.size()))
        edited.tracks.erase(edited.tracks.begin() + track);
    return edited;
}

Tune withProgram(const Tune& tune, int track, int program) {
    if (track < 0 || track >= int(tune.tracks.size()))
        return tune;
    Tune edited = tune;
    const int channel = channelOfTrack(tune, track);
    Track& one = edited.tracks[std::size_t(track)];
    one.program = std::clamp(program, 0, 127);
    std::erase_if(one.controls, [channel](const ControlEvent& control) { return control.status == (0xC0 | channel); });
    int home = channel;
    if (channel != kDrumChannel && isShared(tune, track, channel))
        home = freeChannel(tune).value_or(channel);
    for (Note& note : one.notes) {
        if (note.channel == channel)
            note.channel = home;
    }
    for (ControlEvent& control : one.controls) {
        if ((control.status & 0x0F) == channel)
            control.status = quint8((control.status & 0xF0) | home);
    }
    one.controls.insert(one.controls.begin(), {0, quint8(0xC0 | home), quint8(one.program), 0});
    return edited;
}

Tune withTrackName(const Tune& tune, int track, const QString& name) {
    Tune edited = tune;
    if (track >= 0 && track < int(edited.tracks.size()))
        edited.tracks[std::size_t(track)].name = name;
    return edited;
}

Tune withTempo(const Tune& tune, double quartersPerMinute) {
    Tune edited = tune;
    if (edited.smpte) {
        edited.ticksPerQuarter = TuneClock(tune).ticksPerQuarter();
        edited.smpte.reset();
        edited.tempi.clear();
    }
    if (edited.tempi.empty() || edited.tempi.front().tick > 0)
        edited.tempi.insert(edited.tempi.begin(), TempoChange{});
    const double scale = TuneClock(edited).quartersPerMinuteAt(0) / std::clamp(quartersPerMinute, 4.0, 1000.0);
    for (TempoChange& change : edited.tempi)
        change.microsecondsPerQuarter =
            int(std::clamp<qint64>(std::llround(change.microsecondsPerQuarter * scale), 1, kSlowest));
    return edited;
}

Tune withMetre(const Tune& tune, int numerator, int denominator) {
    Tune edited = tune;
    edited.metres = {{0, std::clamp(numerator, 1, 32), std::clamp(denominator, 1, 32)}};
    return edited;
}

Tune withKey(const Tune& tune, const KeyChange& key) {
    Tune edited = tune;
    edited.keys = {{0, std::clamp(key.fifths, -7, 7), key.minor}};
    return edited;
}

Tune withUnderstood(const Tune& tune) {
    Tune told = tune;
    if (told.tempi.empty() && !told.smpte)
        told.tempi = {TempoChange{}};
    if (told.metres.empty())
        told.metres = {MetreChange{}};
    const FoundKey heard = told.keys.empty() ? findKey(tune) : FoundKey{};
    if (heard.known && heard.confidence >= kSureKey)
        told.keys = {{0, heard.key.fifths, heard.key.minor}};
    return told;
}

NoteSelection notesWithin(const Tune& tune, qint64 from, qint64 to, int lowest, int highest, int track) {
    NoteSelection found;
    for (int t = 0; t < int(tune.tracks.size()); ++t) {
        if (track >= 0 && t != track)
            continue;
        const std::vector<Note>& notes = tune.tracks[std::size_t(t)].notes;
        for (int i = 0; i < int(notes.size()); ++i) {
            const Note& note = notes[std::size_t(i)];
            if (note.tick >= from && note.tick < to && note.pitch >= lowest && note.pitch <= highest)
                found.push_back({t, i});
        }
    }
    return found;
}

NoteSelection allNotes(const Tune& tune, int track) {
    NoteSelection found;
    for (int t = 0; t < int(tune.tracks.size()); ++t) {
        for (int i = 0; (track < 0 || t == track) && i < int(tune.tracks[std::size_t(t)].notes.size()); ++i)
            found.push_back({t, i});
    }
    return found;
}

std::vector<Note> selectedNotes(const Tune& tune, const NoteSelection& notes) {
    std::vector<Note> found;
    for (const NoteId& id : validOf(tune, notes))
        found.push_back(noteOf(tune, id));
    std::stable_sort(found.begin(), found.end(), isBefore);
    return found;
}

TickSpan spanOf(const Tune& tune, const NoteSelection& notes) {
    const std::vector<Note> found = selectedNotes(tune, notes);
    if (found.empty())
        return {};
    TickSpan span{found.front().tick, 0};
    for (const Note& note : found)
        span.end = std::max(span.end, note.tick + note.duration);
    return span;
}

} // namespace capriccio
