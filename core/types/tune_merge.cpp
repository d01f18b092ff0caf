#include "core/types/tune_merge.h"

#include "core/types/tune_clock.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace capriccio {
namespace {

bool isEarlier(const Note& a, const Note& b) {
    const auto order = [](const Note& n) { return std::tuple(n.tick, n.pitch, n.duration, n.velocity, n.channel); };
    return order(a) < order(b);
}

// The notes of a that are not in b; one that stands twice in a and once in b is left once.
std::vector<Note> without(std::vector<Note> a, std::vector<Note> b) {
    std::sort(a.begin(), a.end(), isEarlier);
    std::sort(b.begin(), b.end(), isEarlier);
    std::vector<Note> rest;
    std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(rest), isEarlier);
    return rest;
}

bool touches(const std::vector<Note>& notes, const TickSpan& place) {
    return std::any_of(notes.begin(), notes.end(), [&place](const Note& note) {
        return note.tick < place.end && std::max(note.tick + note.duration, note.tick + 1) > place.begin;
    });
}

// What the hand left as it was follows the model.
template <typename Value>
void follow(Value& now, const Value& before, const Value& composed) {
    if (now == before)
        now = composed;
}

} // namespace

std::optional<Tune> mergedTune(const Tune& before, const Tune& composed, const Tune& now, const TickSpan& place) {
    const std::size_t tracks = before.tracks.size();
    const bool grown = composed.tracks.size() > tracks;
    if (now.ticksPerQuarter != before.ticksPerQuarter || composed.ticksPerQuarter != before.ticksPerQuarter ||
        now.smpte != before.smpte || composed.smpte != before.smpte || composed.tracks.size() < tracks ||
        (grown ? now.tracks.size() != tracks : now.tracks.size() < tracks))
        return {};
    Tune merged = now;
    merged.tracks.resize(std::max(now.tracks.size(), composed.tracks.size()));
    for (std::size_t t = 0; t < merged.tracks.size(); ++t) {
        static const Track none;
        const Track& was = t < tracks ? before.tracks[t] : none;
        const Track& wanted = t < composed.tracks.size() ? composed.tracks[t] : none;
        Track& track = merged.tracks[t];
        if (touches(without(track.notes, was.notes), place) || touches(without(was.notes, track.notes), place))
            return {};
        const std::vector<Note> gone = without(was.notes, wanted.notes);
        if (!without(gone, track.notes).empty())
            return {};
        const std::vector<Note> fresh = without(wanted.notes, was.notes);
        track.notes = without(track.notes, gone);
        track.notes.insert(track.notes.end(), fresh.begin(), fresh.end());
        std::sort(track.notes.begin(), track.notes.end(), isEarlier);
        if (t >= composed.tracks.size())
            continue; // of the hand alone
        follow(track.name, was.name, wanted.name);
        follow(track.program, was.program, wanted.program);
        follow(track.controls, was.controls, wanted.controls);
        follow(track.texts, was.texts, wanted.texts);
    }
    follow(merged.title, before.title, composed.title);
    follow(merged.tempi, before.tempi, composed.tempi);
    follow(merged.metres, before.metres, composed.metres);
    follow(merged.keys, before.keys, composed.keys);
    follow(merged.texts, before.texts, composed.texts);
    follow(merged.endTick, before.endTick, composed.endTick);
    merged.endTick = std::max(merged.endTick, endOfNotes(merged));
    return merged;
}

} // namespace capriccio
