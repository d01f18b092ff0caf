// What stands beside the music a model writes: the parts of the tunes it began from.
#include "core/sample/melody_sampler.h"
#include "core/types/melody_key.h"
#include "core/types/tune_clock.h"
#include "core/types/tune_edit.h"

#include <algorithm>
#include <cmath>

namespace capriccio {
namespace {

// Tracks with notes that the model did not read as notes: of a melody all the others, of several tracks those beyond
// its number.
std::vector<int> partsBeside(const Tune& tune, const MelodyLayout& layout) {
    const int melody = melodyTrackOf(tune);
    std::vector<int> parts;
    int read = 0;
    for (int t = 0; t < int(tune.tracks.size()); ++t) {
        if (tune.tracks[std::size_t(t)].notes.empty())
            continue;
        if (layout.tracks > 1 ? ++read > layout.tracks : t != melody)
            parts.push_back(t);
    }
    return parts;
}

template <typename Event>
void stretchTimes(std::vector<Event>& events, double scale) {
    for (Event& event : events)
        event.tick = qint64(std::llround(double(event.tick) * scale));
}

Track stretchedTrack(Track track, double scale) {
    for (Note& note : track.notes)
        note.duration = qint64(std::llround(double(note.tick + note.duration) * scale)) -
                        qint64(std::llround(double(note.tick) * scale));
    stretchTimes(track.notes, scale);
    stretchTimes(track.controls, scale);
    stretchTimes(track.texts, scale);
    return track;
}

// What begins in the first `period` ticks, again and again up to `end`.
void goRound(std::vector<Note>& notes, qint64 period, qint64 end) {
    std::vector<Note> all;
    for (qint64 round = 0; round < end; round += period) {
        for (Note note : notes) {
            note.tick += round;
            if (note.tick < std::min(round + period, end))
                all.push_back(note);
        }
    }
    notes = std::move(all);
}

// Every note in the scale of the key that the tune names there; two that meet are one.
void keepInScale(std::vector<Note>& notes, const std::vector<KeyChange>& keys) {
    for (Note& note : notes) {
        const auto next =
            std::find_if(keys.begin(), keys.end(), [&note](const KeyChange& key) { return key.tick > note.tick; });
        if (next != keys.begin())
            note.pitch = nearestInScale(note.pitch, *std::prev(next));
    }
    std::stable_sort(notes.begin(), notes.end(), [](const Note& a, const Note& b) {
        return a.tick != b.tick ? a.tick < b.tick : a.pitch < b.pitch;
    });
    notes.erase(std::unique(notes.begin(), notes.end(),
                            [](const Note& a, const Note& b) { return a.tick == b.tick && a.pitch == b.pitch; }),
                notes.end());
}

} // namespace

// A variation keeps them, moved into its key, where its bars are those of the tune and the model put no chords of its
// own in their place. On a walk, whose melodies follow neither harmony, the drums of the nearer end play on alone, from
// their beginning again where its melody goes round.
void MelodySampler::keepParts(ComposedTune& composed, const ComposeRequest& request, int index) const {
    const MelodyLayout& layout = codec_->layout();
    const bool walk = request.task == ComposeTask::Interpolate;
    const Tune& from = walk && shareOf(request, index) > 0.5 ? request.other : request.tune;
    const GridTune grid = codec_->onGrid(from);
    if (layout.tracks == 1)
        composed.lowerLeftOut = int(from.tracks[std::size_t(melodyTrackOf(from))].notes.size() - grid.notes.size());
    const int first = grid.bars.front().metre;
    const Metre own = layout.metres[std::size_t(first)];
    const auto isOwn = [own](const MetreChange& metre) { return Metre{metre.numerator, metre.denominator} == own; };
    const bool sameBars =
        walk ? std::all_of(grid.bars.begin(), grid.bars.end(), [first](auto& bar) { return bar.metre == first; }) &&
                   std::all_of(composed.tune.metres.begin(), composed.tune.metres.end(), isOwn)
             : !request.metre || isOwn(*request.metre);
    const double scale = ticksPerQuarter(composed.tune) / ticksPerQuarter(from);
    if (!walk && sameBars && !from.metres.empty()) { // as the tune writes them, known to the model or not
        composed.tune.metres = from.metres;
        stretchTimes(composed.tune.metres, scale);
    }
    if (!walk && !layout.tempi && request.tempo <= 0 && !from.smpte && !from.tempi.empty()) {
        composed.tune.tempi = from.tempi;
        stretchTimes(composed.tune.tempi, scale);
    }
    const int up = semitonesUp(keyIn(grid), request);
    const Tune moved = transposed(from, up > 6 ? up - 12 : up);
    const bool chords = layout.chords && composed.tune.tracks.size() > 1;
    const int replaced = chords ? accompanimentOf(from, melodyTrackOf(from), composed.tune.tracks[1].name) : -1;
    const qint64 items = std::max(layout.itemBars, 1); // a melody goes round by whole ones
    const qint64 bars = (qint64(grid.bars.size()) + items - 1) / items * items;
    const qint64 period = bars * codec_->barUnits(first) * composed.tune.ticksPerQuarter / layout.grid;
    for (const int part : partsBeside(from, layout)) {
        Track track = stretchedTrack(moved.tracks[std::size_t(part)], scale);
        if (part == replaced) { // its chords are written already
            composed.tune.tracks[1].name = track.name;
            composed.tune = withProgram(composed.tune, 1, track.program);
        } else if (isDrums(track) && sameBars) {
            if (walk)
                goRound(track.notes, period, composed.tune.endTick);
            composed.tune.tracks.push_back(std::move(track));
        } else if (!isDrums(track) && sameBars && !walk && !layout.chords) {
            if (request.scaleLock)
                keepInScale(track.notes, composed.tune.keys);
            composed.tune.tracks.push_back(std::move(track));
            if (layout.tracks > 1) // whose channels the model's own tracks have taken
                composed.tune = withProgram(composed.tune, int(composed.tune.tracks.size()) - 1,
                                            composed.tune.tracks.back().program);
        } else {
            ++composed.leftOut;
        }
    }
    composed.tune.endTick = std::max(composed.tune.endTick, endOfNotes(composed.tune));
}

} // namespace capriccio
