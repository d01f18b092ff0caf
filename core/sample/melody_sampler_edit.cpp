// Music that goes into a tune there is: continuing, filling a gap, varying.
#include "core/data/text_codec.h"
#include "core/sample/melody_sampler.h"
#include "core/types/counter_random.h"
#include "core/types/tune_clock.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>

namespace capriccio {
namespace {

constexpr int kCandidates = 4;            // for a gap, of a model that does not see what comes after it
constexpr std::size_t kJudgedTokens = 48; // of what comes after the gap

// Draws of one variation: whether a thing is changed.
class VariationDice {
public:
    explicit VariationDice(quint64 seed) : seed_(streamSeed(seed, RandomStream::Variation, 0)) {}
    bool below(double share) { return unitOf(philox(seed_, number_++)[0]) < share; }

private:
    std::uint64_t seed_;
    std::uint64_t number_ = 0;
};

// First token that stands at `units` or later.
std::size_t tokenAt(const MelodyCodec& codec, const std::vector<int>& ids, int units) {
    MelodyGrammar place(codec, {});
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const MelodyCodec::Token t = codec.token(ids[i]);
        if ((t.kind == MelodyToken::Bar && place.nextBar() >= units) ||
            (t.kind == MelodyToken::Position && place.bar() + t.value >= units))
            return i;
        place.read(ids[i]);
    }
    return ids.size();
}

// The nearest pitch of a scale (a bit mask of pitch classes) in [lowest, highest]; of two as near the lower.
int nearestPitch(int pitch, int scale, int lowest, int highest) {
    for (int distance = 0; distance <= 127; ++distance)
        for (const int candidate : {pitch - distance, pitch + distance})
            if (candidate >= lowest && candidate <= highest && (scale >> candidate % 12 & 1) != 0)
                return candidate;
    return pitch;
}

// Puts the notes of `grid` that begin in [from, to) units into the tune, in its own ticks; what began there goes.
// `whole`: the tune as it was read into the grid, with the same tracks.
void replacePart(Tune& tune, const Tune& whole, const MelodyCodec& codec, const GridTune& grid, int from, int to) {
    const double unit = ticksPerQuarter(tune) / codec.layout().grid;
    const Tune fresh = codec.tune(grid);
    const double scale = unit * codec.layout().grid / fresh.ticksPerQuarter;
    const auto ticks = [&](double units) { return qint64(std::llround(units * unit)); };
    const auto own = [&](qint64 tick) { return qint64(std::llround(double(tick) * scale)); };
    const bool several = codec.layout().tracks > 1;
    std::vector<std::size_t> targets; // track of the tune for each of the fresh ones
    const int melody = melodyTrackOf(whole);
    for (std::size_t t = 0; several && t < whole.tracks.size(); ++t)
        if (!whole.tracks[t].notes.empty())
            targets.push_back(t);
    if (!several && melody >= 0)
        targets.push_back(std::size_t(melody));
    for (std::size_t f = targets.size(); f < fresh.tracks.size(); ++f) {
        const int played = several ? -1 : accompanimentOf(whole, melody, fresh.tracks[f].name);
        targets.push_back(played < 0 ? tune.tracks.size() : std::size_t(played));
        if (played < 0) {
            tune.tracks.push_back(fresh.tracks[f]);
            tune.tracks.back().notes.clear();
        }
    }
    for (std::size_t f = 0; f < fresh.tracks.size(); ++f) {
        std::vector<Note>& notes = tune.tracks[targets[f]].notes;
        const bool known = targets[f] < whole.tracks.size();
        const int channel =
            isDrums(fresh.tracks[f]) ? kDrumChannel : channelOfTrack(known ? whole : tune, int(targets[f]));
        const bool chords = !several && f > 0;
        // By the nearest unit, as the grid sees them.
        std::erase_if(notes, [&](const Note& note) {
            const auto at = int(std::lround(double(note.tick) / unit));
            return at >= from && at < to;
        });
        for (Note& note : notes)
            if (note.tick < ticks(from) && note.tick + note.duration > ticks(from) + qint64(unit))
                note.duration = ticks(from) - note.tick;
        for (Note note : fresh.tracks[f].notes) {
            qint64 end = own(note.tick + note.duration);
            note.tick = own(note.tick);
            if (chords) { // one that stands there already is struck again, and none reaches over the new music
                end = std::min(end, ticks(to));
                if (end > ticks(from))
                    note.tick = std::max(note.tick, ticks(from));
            }
            const auto at = int(std::lround(double(note.tick) / unit));
            if (at < from || at >= to)
                continue;
            note.duration = std::max<qint64>(end - note.tick, 1);
            note.channel = channel;
            notes.push_back(note);
        }
        std::stable_sort(notes.begin(), notes.end(), [](const Note& a, const Note& b) {
            return a.tick != b.tick ? a.tick < b.tick : a.pitch < b.pitch;
        });
    }
}

// Locked, new bars stay in the key that the tune has there: it would name no other.
void keepKey(MelodyLimits& limits, int key) {
    if (!limits.scaleLock || limits.key || key == kNoKey)
        return;
    limits.key = key;
    limits.scaleKey = key;
}

template <typename Change>
void cutChanges(std::vector<Change>& changes, qint64 tick) {
    std::erase_if(changes, [&](const Change& change) { return change.tick >= tick && change.tick > 0; });
}

} // namespace

ComposedTune MelodySampler::continued(const ComposeRequest& request, quint64 seed, const Stopped& stopped) const {
    GridTune grid = gridOf(request.tune, request);
    const double unit = ticksPerQuarter(request.tune) / codec_->layout().grid;
    const auto unitOf = [unit](qint64 tick) { return int(std::lround(double(tick) / unit)); };
    // The end of all that sounds, not of the melody alone; or a cursor behind it.
    const int wanted = unitOf(request.from < 0 ? endOfNotes(request.tune) : request.from);
    while (grid.end < wanted) {
        grid.bars.push_back({grid.end, grid.bars.back().metre, grid.bars.back().key});
        grid.end += codec_->barUnits(grid.bars.back().metre);
    }
    const int from = request.from < 0 ? grid.end : wanted;
    const auto isBefore = [&](const Note& note) { return unitOf(note.tick) < from; };
    ComposedTune composed;
    if (std::none_of(request.tune.tracks.begin(), request.tune.tracks.end(), [&](const Track& track) {
            return std::any_of(track.notes.begin(), track.notes.end(), isBefore);
        })) {
        composed.tune = finished(generated(request, seed, stopped), request);
        composed.newTo = composed.tune.endTick;
        return composed;
    }
    grid = codec_->part(grid, 0, from);
    const GridBar last = grid.bars.back();
    const int stop = grid.end + request.bars * codec_->barUnits(last.metre);
    if (grid.notes.empty()) { // drums alone, of which a model of melodies hears nothing: they get a melody behind them
        ComposeRequest melody = request;
        const Metre& metre = codec_->layout().metres[std::size_t(last.metre)];
        melody.metre = MetreChange{0, metre.numerator, metre.denominator};
        if (last.key != kNoKey)
            melody.key = keyOf(last.key);
        codec_->append(grid, generated(melody, seed, stopped));
    } else {
        const std::vector<int> before = codec_->ids(grid);
        MelodyLimits limits = limitsOf(request);
        limits.metre = last.metre;
        keepKey(limits, last.key);
        limits.stop = stop;
        MelodyGrammar grammar(*codec_, limits);
        for (const int id : before)
            grammar.read(id);
        grammar.notBefore(from);
        std::vector<int> prompt{kBegin};
        prompt.insert(prompt.end(), before.begin(), before.end());
        std::vector<int> ids = before;
        const std::vector<int> fresh = drawn(prompt, grammar, drawingOf(request, seed), stopped);
        ids.insert(ids.end(), fresh.begin(), fresh.end());
        grid = codec_->parse(ids);
    }

    composed.tune = request.tune;
    const auto fromTick = qint64(std::llround(from * unit));
    const auto toTick = qint64(std::llround(stop * unit));
    for (Track& track : composed.tune.tracks) {
        std::erase_if(track.notes, [&](const Note& note) { return !isBefore(note); });
        cutChanges(track.controls, fromTick);
        cutChanges(track.texts, fromTick);
    }
    cutChanges(composed.tune.tempi, fromTick);
    cutChanges(composed.tune.metres, fromTick);
    cutChanges(composed.tune.keys, fromTick);
    replacePart(composed.tune, request.tune, *codec_, grid, from, stop);
    composed.newFrom = fromTick;
    composed.newTo = toTick;
    composed.tune.endTick = toTick;
    return composed;
}

// What stands between `before` and `after`. A Transformer that learned to fill in sees both; another one goes on from
// `before` a few times, and the one that leads best into `after` is taken.
std::vector<int> MelodySampler::middle(const std::vector<int>& before, const std::vector<int>& after,
                                       const MelodyLimits& limits, int from, const ComposeRequest& request,
                                       quint64 seed, const Stopped& stopped) const {
    const auto* language = std::get_if<LanguageOptions>(&info().preset.model);
    const bool sees = language && language->fillInMiddle > 0 &&
                      info().preset.architecture == Architecture::Transformer && !after.empty();
    const auto grammarHere = [&] {
        MelodyGrammar grammar(*codec_, limits);
        for (const int id : before)
            grammar.read(id);
        grammar.notBefore(from);
        return grammar;
    };
    const auto joined = [](std::initializer_list<std::vector<int>> parts) {
        std::vector<int> all;
        for (const std::vector<int>& one : parts)
            all.insert(all.end(), one.begin(), one.end());
        return all;
    };
    const auto context = std::size_t(model_->context());
    if (sees) {
        const std::size_t room = context * 2 / 3;
        const std::size_t keepAfter = std::min(after.size(), room / 2);
        const std::size_t keepBefore = std::min(before.size(), room - keepAfter);
        MelodyGrammar grammar = grammarHere();
        return drawn(joined({{kPrefix},
                             {before.end() - std::ptrdiff_t(keepBefore), before.end()},
                             {kSuffix},
                             {after.begin(), after.begin() + std::ptrdiff_t(keepAfter)},
                             {kMiddle}}),
                     grammar, drawingOf(request, seed), stopped);
    }
    std::vector<int> best;
    double least = 1e300;
    const std::vector<int> judged(after.begin(), after.begin() + std::ptrdiff_t(std::min(after.size(), kJudgedTokens)));
    for (int i = 0; i < (after.empty() ? 1 : kCandidates); ++i) {
        MelodyGrammar grammar = grammarHere();
        const std::vector<int> ids =
            drawn(joined({{kBegin}, before}), grammar, drawingOf(request, seed + quint64(i) * 1'000'003), stopped);
        std::vector<int> all = joined({before, ids, judged});
        if (all.size() > context)
            all.erase(all.begin(), all.end() - std::ptrdiff_t(context));
        const std::vector<float> nats = model_->nats(all);
        const double sum =
            std::accumulate(nats.end() - std::ptrdiff_t(std::min(judged.size(), nats.size())), nats.end(), 0.0);
        if (sum < least) {
            least = sum;
            best = ids;
        }
        if (stopped && stopped())
            break;
    }
    return best;
}

ComposedTune MelodySampler::filled(const ComposeRequest& request, quint64 seed, const Stopped& stopped) const {
    const GridTune grid = gridOf(request.tune, request);
    const double unit = ticksPerQuarter(request.tune) / codec_->layout().grid;
    const int from = std::clamp(int(std::lround(double(request.from) / unit)), 0, std::max(grid.end - 1, 0));
    const int to =
        std::clamp(int(std::min(std::round(double(request.to) / unit), double(grid.end))), from + 1, grid.end);
    GridTune open = grid; // with the gap empty
    std::erase_if(open.notes, [&](const GridNote& note) { return note.at >= from && note.at < to; });
    std::erase_if(open.chords, [&](const GridChord& chord) { return chord.at >= from && chord.at < to; });
    for (GridNote& note : open.notes)
        if (note.at < from && note.at + note.duration > from)
            for (note.duration = from - note.at; codec_->durationUnits(note.duration) != note.duration;)
                --note.duration;
    const std::vector<int> all = codec_->ids(open);
    const std::size_t first = tokenAt(*codec_, all, from);
    const std::size_t second = tokenAt(*codec_, all, to);
    const std::vector<int> before(all.begin(), all.begin() + std::ptrdiff_t(first));
    const std::vector<int> after(all.begin() + std::ptrdiff_t(second), all.end());
    MelodyLimits limits = limitsOf(request);
    const auto behind =
        std::find_if(grid.bars.begin(), grid.bars.end(), [from](const GridBar& bar) { return bar.at > from; });
    limits.metre = std::prev(behind)->metre;
    keepKey(limits, std::prev(behind)->key);
    limits.stop = to;
    std::vector<int> ids = before;
    const std::vector<int> fresh = middle(before, after, limits, from, request, seed, stopped);
    ids.insert(ids.end(), fresh.begin(), fresh.end());
    ComposedTune composed;
    composed.tune = request.tune;
    replacePart(composed.tune, request.tune, *codec_, codec_->parse(ids), from, to);
    composed.newFrom = qint64(std::llround(from * unit));
    composed.newTo = qint64(std::llround(to * unit));
    return composed;
}

// Some bars are written anew, of the others some notes get another pitch, and so does every note out of the scale lock
// or the range (a chord out of the scale becomes another one); the model chooses both.
GridTune MelodySampler::varied(const ComposeRequest& request, quint64 seed, const Stopped& stopped) const {
    const GridTune grid = gridOf(request.tune, request);
    const double amount = std::clamp(request.amount, 0.0, 1.0);
    const std::vector<int> original = codec_->ids(grid);
    MelodyLimits limits = limitsOf(request);
    VariationDice dice(seed);
    std::vector<int> ids;
    std::size_t at = 0;
    quint64 stretch = 0;
    const auto prompt = [&] {
        std::vector<int> all{kBegin};
        all.insert(all.end(), ids.begin(), ids.end());
        return all;
    };
    const auto drawing = [&] { return drawingOf(request, seed + ++stretch * 1'000'003); };
    const int lowest = std::max(limits.lowest, codec_->layout().lowest);
    const int highest = std::min(limits.highest, codec_->layout().highest);
    const auto scaleAt = [&](const MelodyGrammar& grammar) {
        return request.scaleLock ? scaleOf(grammar.key() != kNoKey ? grammar.key() : limits.scaleKey) : 0xFFF;
    };
    const auto fits = [&](const MelodyCodec::Token& t, int scale) {
        if (t.kind == MelodyToken::Chord)
            return (chordTones(t.value) & ~scale) == 0;
        return t.kind != MelodyToken::Pitch ||
               (t.value >= lowest && t.value <= highest && (scale >> t.value % 12 & 1) != 0);
    };
    // Another pitch or chord in place of `id`; where the model may choose none, the nearest pitch and no chord.
    const auto another = [&](int id, const MelodyGrammar& grammar) {
        const MelodyCodec::Token old = codec_->token(id);
        const int scale = scaleAt(grammar);
        SequenceRequest one = drawing();
        one.length = 1;
        one.banned = {id};
        one.steer = [&](const std::vector<int>&, std::vector<float>& bias) {
            grammar.mask(bias);
            for (int token = 0; token < int(bias.size()); ++token)
                if (codec_->token(token).kind != old.kind)
                    bias[std::size_t(token)] += kNeverDrawn;
        };
        const std::vector<int> fresh = model_->generate(prompt(), one);
        const MelodyCodec::Token chosen = fresh.empty() ? MelodyCodec::Token() : codec_->token(fresh.front());
        if (chosen.kind == old.kind && fits(chosen, scale))
            return fresh.front();
        return old.kind == MelodyToken::Chord
                   ? codec_->id(MelodyToken::Chord, kNoChord)
                   : codec_->id(MelodyToken::Pitch, nearestPitch(old.value, scale, lowest, highest));
    };
    for (std::size_t b = 0; b < grid.bars.size() && !(stopped && stopped()); ++b) {
        const int end = b + 1 < grid.bars.size() ? grid.bars[b + 1].at : grid.end;
        const std::size_t next = b + 1 < grid.bars.size() ? tokenAt(*codec_, original, end) : original.size();
        const auto barToken = std::find(original.begin() + std::ptrdiff_t(at), original.begin() + std::ptrdiff_t(next),
                                        codec_->id(MelodyToken::Bar));
        std::size_t i = std::size_t(barToken - original.begin()) + 1; // behind the heading and the bar line
        while (i < next && (codec_->token(original[i]).kind == MelodyToken::Metre ||
                            codec_->token(original[i]).kind == MelodyToken::Key))
            ++i;
        ids.insert(ids.end(), original.begin() + std::ptrdiff_t(at), original.begin() + std::ptrdiff_t(i));
        limits.stop = end;
        limits.metre = grid.bars[b].metre;
        const bool anew = dice.below(amount * amount);
        MelodyGrammar grammar(*codec_, limits);
        for (const int id : ids)
            grammar.read(id);
        if (anew) {
            const std::vector<int> fresh = drawn(prompt(), grammar, drawing(), stopped);
            ids.insert(ids.end(), fresh.begin(), fresh.end());
        } else {
            int track = 0; // begins anew in every bar
            for (; i < next; ++i) {
                int id = original[i];
                const MelodyCodec::Token t = codec_->token(id);
                if (t.kind == MelodyToken::Position && grammar.bar() + t.value < grammar.soundEnd() &&
                    codec_->layout().tracks == 1 && !codec_->layout().chords) {
                    // A note of a bar written anew still sounds: what it covers is left out.
                    while (i + 1 < next && codec_->token(original[i + 1]).kind != MelodyToken::Position)
                        ++i;
                    continue;
                }
                track = t.kind == MelodyToken::Track ? t.value : track;
                const bool changes = t.kind == MelodyToken::Pitch && dice.below(amount);
                if (changes || (!isDrum(grid, track) && !fits(t, scaleAt(grammar))))
                    id = another(id, grammar);
                ids.push_back(id);
                grammar.read(id);
            }
        }
        at = next;
    }
    GridTune result = codec_->parse(ids);
    return result;
}

} // namespace capriccio
