#include "core/sample/melody_sampler.h"

#include "core/data/melody_analysis.h"
#include "core/data/text_codec.h"
#include "core/types/error.h"
#include "core/types/tune_clock.h"
#include "core/types/tune_edit.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace capriccio {
namespace {

constexpr int kMostTokens = 20'000; // of one stretch
constexpr int kMostBars = 64;
constexpr int kFarthestMove = 36; // semitones by octaves, of a tune out of the range asked for

// The metre that new music in a tune keeps; empty where it begins from nothing.
std::optional<MetreChange> keptMetre(const ComposeRequest& request) {
    if (request.task == ComposeTask::Generate || request.task == ComposeTask::Interpolate)
        return {};
    std::optional<qint64> first;
    for (const Track& track : request.tune.tracks)
        if (!track.notes.empty())
            first = std::min(first.value_or(track.notes.front().tick), track.notes.front().tick);
    if (!first || (request.task == ComposeTask::Continue && request.from >= 0 && *first >= request.from))
        return {};
    qint64 at = 0;
    if (request.task == ComposeTask::Fill)
        at = request.from;
    else if (request.task == ComposeTask::Continue)
        at = (request.from < 0 ? endOfNotes(request.tune) : request.from) - 1;
    return TuneClock(request.tune).metreAt(std::max<qint64>(at, 0));
}

// What the melody is to be played by: what is asked for, else the instrument of the tune it is made from; empty where
// that comes with the music by itself.
std::optional<int> programOf(const ComposeRequest& request, const MelodyLayout& layout) {
    const bool rewritten = request.task == ComposeTask::Vary || request.task == ComposeTask::Interpolate;
    if (request.program || !rewritten || layout.tracks > 1 || request.tune.tracks.empty())
        return request.program;
    return request.tune.tracks[std::size_t(std::max(melodyTrackOf(request.tune), 0))].program;
}

// The end of the bar in which the last note ends, or of one so many bars further.
qint64 endOfBars(const Tune& tune, int further) {
    const TuneClock clock(tune);
    return clock.tickOfBar(clock.barAt(std::max<qint64>(endOfNotes(tune) - 1, 0)).bar + 1 + further);
}

[[noreturn]] void refuseMelody(const Sentence& message) {
    throw Error(Error::Kind::BadArgument, message);
}

} // namespace

MelodySampler::MelodySampler(std::shared_ptr<const SequenceSampler> model) : model_(std::move(model)) {
    if (model_->info().preset.medium != DataKind::Melodies)
        throw Error(Error::Kind::BadInput,
                    Sentence::translate("MelodySampler", "%1 is no model of music.").arg(model_->info().file));
    codec_ = makeMelodyCodec(model_->info().codec);
    if (codec_->vocabulary() != model_->vocabulary())
        throw Error(Error::Kind::BadInput,
                    Sentence::translate("MelodySampler", "%1 is damaged: its events do not fit its network.")
                        .arg(model_->info().file));
}

bool MelodySampler::canDo(ComposeTask task) const {
    switch (task) {
    case ComposeTask::Generate:
    case ComposeTask::Vary:
        return true;
    case ComposeTask::Continue:
    case ComposeTask::Fill:
        return !info().canEncode;
    case ComposeTask::Interpolate:
        return info().canEncode;
    }
    return false;
}

void MelodySampler::check(const ComposeRequest& request) const {
    if (!canDo(request.task))
        refuseMelody(
            request.task == ComposeTask::Interpolate
                ? Sentence::translate(
                      "MelodySampler",
                      "Only a melody space (melody-vae) knows what lies between two tunes. Train one for that.")
                : Sentence::translate(
                      "MelodySampler",
                      "A melody space cannot go on with a tune or fill a gap. Train a music-transformer or a "
                      "melody-lstm for that."));
    if (request.bars < 1 || request.bars > kMostBars)
        refuseMelody(Sentence::translate("MelodySampler", "Between 1 and %1 bars can be composed at once, not %2.")
                         .arg(kMostBars)
                         .arg(request.bars));
    const int fewest = request.task == ComposeTask::Interpolate ? 2 : 1;
    if (request.count < fewest || request.count > kMostVariations)
        refuseMelody(Sentence::translate("MelodySampler", "Between %1 and %2 tunes can be composed at once, not %3.")
                         .arg(fewest)
                         .arg(kMostVariations)
                         .arg(request.count));
    if (const auto kept = info().canEncode ? std::nullopt : keptMetre(request);
        kept && request.metre &&
        (kept->numerator != request.metre->numerator || kept->denominator != request.metre->denominator))
        refuseMelody(
            Sentence::translate(
                "MelodySampler",
                "New music in a tune keeps its metre, here %1/%2, so that %3/%4 cannot be asked for. Leave the "
                "metre out.")
                .arg(kept->numerator)
                .arg(kept->denominator)
                .arg(request.metre->numerator)
                .arg(request.metre->denominator));
    if (request.metre &&
        codec_->layout().metres[std::size_t(codec_->metreOf({request.metre->numerator, request.metre->denominator}))] !=
            Metre{request.metre->numerator, request.metre->denominator}) {
        QStringList known;
        for (const Metre& metre : codec_->layout().metres)
            known << QStringLiteral("%1/%2").arg(metre.numerator).arg(metre.denominator);
        refuseMelody(Sentence::translate("MelodySampler", "This model has not learned %1/%2. It knows %3.")
                         .arg(request.metre->numerator)
                         .arg(request.metre->denominator)
                         .arg(known.join(QStringLiteral(", "))));
    }
    const int lowest = std::max(request.lowest, codec_->layout().lowest);
    const int highest = std::min(request.highest, codec_->layout().highest);
    if (highest - lowest < (request.scaleLock ? 2 : 0))
        refuseMelody(Sentence::translate("MelodySampler",
                                         "The pitch range leaves no notes: this model knows notes from %1 to %2.")
                         .arg(codec_->layout().lowest)
                         .arg(codec_->layout().highest));
    const auto hasNotes = [this](const Tune& tune) {
        if (codec_->layout().tracks == 1) // drums are no melody
            return melodyTrackOf(tune) >= 0;
        return std::any_of(tune.tracks.begin(), tune.tracks.end(), [](const Track& t) { return !t.notes.empty(); });
    };
    const bool needsTune = request.task == ComposeTask::Vary || request.task == ComposeTask::Interpolate ||
                           request.task == ComposeTask::Fill;
    if (needsTune &&
        (!hasNotes(request.tune) || (request.task == ComposeTask::Interpolate && !hasNotes(request.other))))
        refuseMelody(
            Sentence::translate("MelodySampler", "There are no notes to begin from. Choose a tune that has a melody."));
    if (request.task == ComposeTask::Fill && (request.from < 0 || request.to <= request.from))
        refuseMelody(
            Sentence::translate("MelodySampler", "The gap has no length. Select the place that is to be filled."));
    if (request.task == ComposeTask::Fill && request.from >= endOfBars(request.tune, 0))
        refuseMelody(Sentence::translate("MelodySampler",
                                         "The gap lies behind the end of the tune. Continue the tune instead."));
    // Silence up to there is composed as well: a few bars are meant, thousands are a mistake.
    if (request.task == ComposeTask::Continue && request.from > endOfBars(request.tune, kMostBars))
        refuseMelody(
            Sentence::translate("MelodySampler", "The music cannot go on more than %1 bars behind the end of the tune.")
                .arg(kMostBars));
}

MelodyLimits MelodySampler::limitsOf(const ComposeRequest& request) const {
    MelodyLimits limits;
    if (request.metre)
        limits.metre = codec_->metreOf({request.metre->numerator, request.metre->denominator});
    if (request.key) {
        limits.key = keyNumber(*request.key);
        limits.scaleKey = *limits.key;
    }
    if (request.tempo > 0)
        limits.tempo = codec_->tempoStep(request.tempo);
    limits.lowest = request.lowest;
    limits.highest = request.highest;
    limits.scaleLock = request.scaleLock;
    limits.density = std::clamp(request.density, -1.0, 1.0);
    return limits;
}

SequenceRequest MelodySampler::drawingOf(const ComposeRequest& request, quint64 seed) const {
    SequenceRequest drawing;
    drawing.length = kMostTokens;
    drawing.temperature = request.temperature;
    drawing.topK = request.topK;
    drawing.topP = request.topP;
    drawing.seed = seed;
    return drawing;
}

// Draws until the grammar says that the music ends; the token that ends it is left out (and told in `ending`).
std::vector<int> MelodySampler::drawn(const std::vector<int>& prompt, MelodyGrammar& grammar,
                                      const SequenceRequest& request, const Stopped& stopped,
                                      std::vector<int>* ending) const {
    SequenceRequest drawing = request;
    drawing.steer = [&](const std::vector<int>&, std::vector<float>& bias) { grammar.mask(bias); };
    bool ended = false;
    std::vector<int> ids = model_->generate(prompt, drawing, [&](const DrawnToken& token) {
        ended = grammar.ends(token.token);
        if (ended)
            return false;
        grammar.read(token.token);
        return !stopped || !stopped();
    });
    if (ended && !ids.empty()) {
        if (ending)
            ending->assign(1, ids.back());
        ids.pop_back();
    }
    return ids;
}

// The key of a tune as the model reads it: that it names, else that it is heard in.
int MelodySampler::keyIn(const GridTune& tune) {
    return tune.bars.front().key != kNoKey ? tune.bars.front().key : likeliestKey(tune.notes);
}

// From a tune in this key up to the key asked for, 0 to 11.
int MelodySampler::semitonesUp(int own, const ComposeRequest& request) {
    if (own == kNoKey || !request.key)
        return 0;
    return (towardsC(own) - towardsC(keyNumber(*request.key)) + 12) % 12;
}

// A tune that is written anew as a whole, in the key and the range that were asked for. It is moved as a whole, by the
// way that leaves the fewest notes outside the range, of two as good the shorter; between major and minor into the
// scale of the same notes. Drums stay, and so do changes of key, unless every note is to be of one scale.
GridTune MelodySampler::settled(const GridTune& tune, int own, const ComposeRequest& request) const {
    const MelodyLayout& layout = codec_->layout();
    const int key = request.key ? keyNumber(*request.key) : own;
    const int up = semitonesUp(own, request);
    const int lowest = std::max(request.lowest, layout.lowest);
    const int highest = std::min(request.highest, layout.highest);
    const auto outside = [&](int shift) {
        return std::count_if(tune.notes.begin(), tune.notes.end(), [&](const GridNote& note) {
            return !isDrum(tune, note.track) && (note.pitch + shift < lowest || note.pitch + shift > highest);
        });
    };
    int best = up;
    for (int shift = up - kFarthestMove; shift <= up + kFarthestMove; shift += 12)
        if (std::pair(outside(shift), std::abs(shift)) < std::pair(outside(best), std::abs(best)))
            best = shift;
    GridTune moved = codec_->moved(tune, best);
    for (std::size_t i = 0; i < moved.notes.size(); ++i)
        if (isDrum(tune, tune.notes[i].track))
            moved.notes[i] = tune.notes[i];
    const auto order = [](const GridNote& note) { return std::array<int, 3>{note.at, note.track, note.pitch}; };
    std::stable_sort(moved.notes.begin(), moved.notes.end(),
                     [&](const GridNote& a, const GridNote& b) { return order(a) < order(b); });
    const bool oneScale = request.key && request.scaleLock;
    for (std::size_t b = 0; b < moved.bars.size() && layout.headings; ++b)
        if (oneScale || tune.bars[b].key == kNoKey || tune.bars[b].key == own)
            moved.bars[b].key = key;
    return moved;
}

// The tune as the model is to see it: in its own key, in the one asked for where the new music is told in it.
GridTune MelodySampler::gridOf(const Tune& tune, const ComposeRequest& request) const {
    GridTune grid = codec_->onGrid(tune);
    const int own = keyIn(grid);
    if (request.task == ComposeTask::Vary || request.task == ComposeTask::Interpolate)
        return settled(grid, own, request);
    const int key = request.key ? keyNumber(*request.key) : own;
    if (codec_->layout().headings)
        for (GridBar& bar : grid.bars)
            if (request.key || bar.key == kNoKey)
                bar.key = key;
    return grid;
}

// The tune of a grid with exactly the tempo and key that were asked for.
Tune MelodySampler::finished(const GridTune& grid, const ComposeRequest& request) const {
    Tune tune = codec_->tune(grid);
    if (request.tempo > 0)
        tune.tempi = {{0, int(std::lround(60e6 / request.tempo))}};
    else if (!codec_->layout().tempi && request.tune.smpte)
        tune.tempi = {{0, 500'000}}; // as long by the clock: its quarter is half a second
    else if (!codec_->layout().tempi && !request.tune.tempi.empty())
        tune.tempi = {{0, request.tune.tempi.front().microsecondsPerQuarter}};
    if (request.key) {
        KeyChange key = *request.key;
        key.tick = 0;
        if (tune.keys.empty() || keyNumber(tune.keys.front()) != keyNumber(key))
            tune.keys = {key};
        else // in the spelling asked for; what a varied tune does later on stays
            tune.keys.front() = key;
    } else if (tune.keys.empty()) {
        const int key = likeliestKey(grid.notes);
        if (key != kNoKey)
            tune.keys = {keyOf(key)};
    }
    return tune;
}

GridTune MelodySampler::generated(const ComposeRequest& request, quint64 seed, const Stopped& stopped) const {
    MelodyLimits limits = limitsOf(request);
    limits.bars = request.bars;
    MelodyGrammar grammar(*codec_, limits);
    return codec_->parse(drawn({kBegin}, grammar, drawingOf(request, seed), stopped));
}

ComposedTune MelodySampler::compose(const ComposeRequest& request, int index, const Stopped& stopped) const {
    check(request);
    const quint64 seed = request.seed + quint64(index);
    ComposedTune composed;
    if (request.task == ComposeTask::Continue) {
        composed = continued(request, seed, stopped);
    } else if (request.task == ComposeTask::Fill) {
        composed = filled(request, seed, stopped);
    } else {
        const GridTune grid = info().canEncode                    ? fromSpace(request, seed, index)
                              : request.task == ComposeTask::Vary ? varied(request, seed, stopped)
                                                                  : generated(request, seed, stopped);
        composed.tune = finished(grid, request);
        if (request.task != ComposeTask::Generate)
            keepParts(composed, request, index);
        composed.newTo = composed.tune.endTick;
    }
    const bool within = request.task == ComposeTask::Continue || request.task == ComposeTask::Fill;
    if (within && request.tempo > 0) // one tempo for old and new, as a variation gets it
        composed.tune.tempi = {{0, int(std::lround(60e6 / request.tempo))}};
    if (const auto program = programOf(request, codec_->layout()); program && !composed.tune.tracks.empty()) {
        // Written as a melody it stands before what is kept beside it.
        const bool first = !within && codec_->layout().tracks == 1;
        composed.tune = withProgram(composed.tune, first ? 0 : std::max(melodyTrackOf(composed.tune), 0), *program);
    }
    composed.seed = seed;
    return composed;
}

} // namespace capriccio
