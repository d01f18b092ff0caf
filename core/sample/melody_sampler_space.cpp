// A melody space: tunes as points, item by item of a few bars (Roberts et al. 2018).
#include "core/data/text_codec.h"
#include "core/sample/melody_sampler.h"
#include "core/types/counter_random.h"

#include <algorithm>
#include <cmath>

namespace capriccio {
namespace {

constexpr double kStrays =
    0.45; // how far an item strays from the first, of a tune drawn from nothing: it has one theme

std::vector<float> noise(quint64 seed, quint64 number, std::size_t size) {
    return standardNormal(streamSeed(seed, RandomStream::PointZ, number), size);
}

// A mix that keeps the length a point of the prior has: at share 1 nothing of `point` is left.
std::vector<float> mixedPoints(const std::vector<float>& point, const std::vector<float>& other, double share) {
    const double keep = std::sqrt(std::max(0.0, 1 - share * share));
    std::vector<float> result(point.size());
    for (std::size_t k = 0; k < point.size(); ++k)
        result[k] = float(keep * double(point[k]) + share * double(other[k]));
    return result;
}

// Moves a tune into a key by the shortest way that keeps it within [from, to]; between major and minor into the
// scale of the same notes. A tune without a key, or too wide to be moved, stays.
void moveIntoKey(GridTune& tune, int key, int from, int to) {
    const int heard = likeliestKey(tune.notes);
    if (heard == kNoKey || key == kNoKey || tune.notes.empty())
        return;
    const int up = (towardsC(heard) - towardsC(key) + 12) % 12;
    const auto [lowest, highest] = std::minmax_element(
        tune.notes.begin(), tune.notes.end(), [](const GridNote& a, const GridNote& b) { return a.pitch < b.pitch; });
    for (const int shift : {up > 6 ? up - 12 : up, up > 6 ? up : up - 12}) {
        if (lowest->pitch + shift < from || highest->pitch + shift > to)
            continue;
        for (GridNote& note : tune.notes)
            note.pitch += shift;
        for (GridBar& bar : tune.bars)
            bar.key = bar.key == kNoKey ? kNoKey : key;
        return;
    }
}

} // namespace

double MelodySampler::shareOf(const ComposeRequest& request, int index) {
    return double(index) / double(std::max(request.count - 1, 1));
}

std::vector<MelodySampler::Item> MelodySampler::itemsIn(const GridTune& tune) const {
    const auto bars = std::size_t(std::max(codec_->layout().itemBars, 1));
    const int heard = codec_->layout().oneKey ? likeliestKey(tune.notes) : kNoKey;
    std::vector<Item> items;
    for (std::size_t b = 0; b < tune.bars.size(); b += bars) {
        const int to = b + bars < tune.bars.size() ? tune.bars[b + bars].at : tune.end;
        GridTune item = codec_->part(tune, tune.bars[b].at, to);
        while (item.bars.size() < bars) { // the last item is filled up with silence
            item.bars.push_back({item.end, item.bars.back().metre, item.bars.back().key});
            item.end += codec_->barUnits(item.bars.back().metre);
        }
        const MelodyCodec::Told told = codec_->told(std::move(item), heard);
        items.push_back({model_->encode(codec_->ids(told.item)), told.key});
    }
    return items;
}

GridTune MelodySampler::decoded(const std::vector<Item>& items, const ComposeRequest& request, double guidance) const {
    GridTune tune;
    MelodyLimits whole = limitsOf(request);
    whole.bars = std::max(codec_->layout().itemBars, 1);
    for (const auto& [point, key] : items) {
        const int up = towardsC(key); // from the tune into the space
        MelodyLimits limits = whole;
        limits.lowest += up;
        limits.highest += up;
        limits.scaleKey = movedKey(limits.scaleKey, up);
        MelodyGrammar grammar(*codec_, limits);
        SequenceRequest drawing = drawingOf(request, request.seed);
        drawing.temperature = 0; // what varies is the point
        drawing.guidance = guidance;
        std::size_t seen = 1; // kBegin
        drawing.steer = [&](const std::vector<int>& before, std::vector<float>& bias) {
            for (; seen < before.size(); ++seen)
                grammar.read(before[seen]);
            grammar.mask(bias);
            // A bar line behind the last bar ends the item, as kEnd does.
            const auto bar = std::size_t(codec_->id(MelodyToken::Bar));
            if (grammar.ends(int(bar)))
                bias[bar] += kNeverDrawn;
        };
        GridTune item = codec_->parse(model_->decode(point, drawing));
        while (int(item.bars.size()) < limits.bars) { // cut at the longest item
            item.bars.push_back({item.end, item.bars.back().metre, item.bars.back().key});
            item.end += codec_->barUnits(item.bars.back().metre);
        }
        if (key != kNoKey) {
            for (GridNote& note : item.notes)
                note.pitch -= up;
            for (GridBar& bar : item.bars)
                bar.key = key;
        }
        if (!whole.metre) // the first item sets the metre of all
            whole.metre = item.bars.front().metre;
        MelodyCodec::append(tune, item);
    }
    return tune;
}

GridTune MelodySampler::fromSpace(const ComposeRequest& given, quint64 seed, int index) const {
    ComposeRequest request = given;
    const auto latent = std::size_t(info().latent);
    std::vector<Item> items;
    double guidance = guidanceAt(1);
    if (request.task == ComposeTask::Generate) {
        const int bars = std::max(codec_->layout().itemBars, 1);
        for (int i = 0; i * bars < request.bars; ++i) {
            Latent point = noise(seed, quint64(i), latent);
            if (i > 0)
                point = mixedPoints(items.front().point, point, kStrays);
            const int key = request.key ? keyNumber(*request.key) : 0; // C major
            items.push_back({std::move(point), codec_->layout().oneKey ? key : kNoKey});
        }
    } else {
        const GridTune first = gridOf(request.tune, request);
        if (!request.metre)
            request.metre = MetreChange{0, codec_->layout().metres[std::size_t(first.bars.front().metre)].numerator,
                                        codec_->layout().metres[std::size_t(first.bars.front().metre)].denominator};
        items = itemsIn(first);
        if (request.task == ComposeTask::Vary) {
            guidance = guidanceAt(request.amount);
            for (std::size_t i = 0; i < items.size(); ++i)
                items[i].point =
                    mixedPoints(items[i].point, noise(seed, i, latent), std::clamp(request.amount, 0.0, 1.0));
        } else {
            const GridTune second = gridOf(request.other, request);
            const std::vector<Item> others = itemsIn(second);
            const auto share = float(shareOf(request, index));
            guidance = guidanceBetween(double(share));
            const std::size_t count = std::max(items.size(), others.size());
            const std::vector<Item> from = items;
            items.clear();
            for (std::size_t i = 0; i < count; ++i) { // the shorter one goes round
                Item at = from[i % from.size()];
                const Item& to = others[i % others.size()];
                for (std::size_t k = 0; k < at.point.size(); ++k)
                    at.point[k] += share * (to.point[k] - at.point[k]);
                if (share > 0.5F) // keys do not mix: each half of the way stands in that of its end
                    at.key = to.key;
                items.push_back(std::move(at));
            }
            if (given.metre == std::nullopt && first.bars.front().metre != second.bars.front().metre)
                request.metre.reset(); // between two metres the model decides
        }
    }
    if (request.scaleLock && !request.key) { // the key is heard first, then kept
        request.scaleLock = false;
        const int key = likeliestKey(decoded(items, request, guidance).notes);
        request.scaleLock = true;
        if (key != kNoKey)
            request.key = keyOf(key);
    }
    GridTune tune = decoded(items, request, guidance);
    if (request.task == ComposeTask::Generate) { // whole items were drawn
        const auto bars = std::size_t(request.bars);
        if (tune.bars.size() > bars)
            tune = codec_->part(tune, 0, tune.bars[bars].at);
        if (request.key && !request.scaleLock &&
            !codec_->layout().oneKey) // a point has a key of its own; locked, the notes are the key's already
            moveIntoKey(tune, keyNumber(*request.key), std::max(codec_->layout().lowest, request.lowest),
                        std::min(codec_->layout().highest, request.highest));
    }
    return tune;
}

GridTune MelodySampler::rebuilt(const GridTune& tune) const {
    ComposeRequest request;
    return decoded(itemsIn(tune), request, 1);
}

} // namespace capriccio
