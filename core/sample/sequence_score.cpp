#include "core/sample/sequence_score.h"

#include "core/data/text_codec.h"

#include <algorithm>

namespace capriccio {
namespace {

constexpr qint64 kAskedAfter = 8; // contexts that SequenceSampler::nats scores between two questions

qint64 charactersOf(const TextCodec* codec, const std::vector<int>& ids) {
    return codec ? codec->decode(ids).toUcs4().size() : 0;
}

void addBound(const SequenceSampler& sampler, const std::vector<int>& document, SequenceScore& score) {
    std::vector<int> item;
    std::copy_if(document.begin(), document.end(), std::back_inserter(item),
                 [](int id) { return id != kBegin && id != kEnd && id != kPad; });
    if (item.empty())
        return;
    const SequenceBound bound = sampler.bound(item, quint64(score.items));
    score.nats += bound.reconstruction + bound.divergence;
    score.divergence += bound.divergence;
    score.tokens += qint64(item.size()) + 1;
    ++score.items;
}

} // namespace

std::vector<std::vector<int>> documentsOf(const std::vector<int>& ids) {
    std::vector<std::vector<int>> documents;
    for (const int id : ids) {
        if (id == kPad)
            continue;
        if (id == kBegin || documents.empty())
            documents.emplace_back();
        documents.back().push_back(id);
    }
    return documents;
}

std::optional<SequenceScore> scoreDocuments(const SequenceSampler& sampler, const std::vector<int>& ids,
                                            const TextCodec* codec, const std::function<bool(qint64, qint64)>& goesOn) {
    SequenceScore score;
    const auto total = qint64(ids.size());
    qint64 done = 0;
    const ModelInfo& info = sampler.info();
    if (!info.canEncode && !info.paired) {
        qint64 asked = 0;
        const std::vector<float> nats = sampler.nats(ids, [&] {
            done = std::min(asked++ * kAskedAfter * sampler.context(), total);
            return !goesOn || goesOn(done, total);
        });
        if (nats.size() != ids.size())
            return std::nullopt;
        for (std::size_t i = 0; i < ids.size(); ++i) {
            if (ids[i] == kPad || ids[i] == kBegin)
                continue;
            score.nats += double(nats[i]);
            ++score.tokens;
        }
        score.characters = charactersOf(codec, ids);
        return score;
    }
    for (const std::vector<int>& document : documentsOf(ids)) {
        if (goesOn && !goesOn(done, total))
            return std::nullopt;
        done += qint64(document.size());
        if (info.canEncode) {
            addBound(sampler, document, score);
            score.characters += charactersOf(codec, document);
            continue;
        }
        const auto separator = std::find(document.begin(), document.end(), int(kSeparator));
        if (separator == document.end())
            continue;
        // Begin mark and source are given; nats() begins with a mark of its own.
        const std::vector<int> given(document.begin() + (document.front() == kBegin ? 1 : 0), document.end());
        const std::vector<float> nats = sampler.nats(given);
        const auto answer = document.end() - separator - 1;
        for (auto i = nats.end() - answer; i != nats.end(); ++i)
            score.nats += double(*i);
        score.tokens += answer;
        score.characters += charactersOf(codec, {separator + 1, document.end()});
    }
    return score;
}

} // namespace capriccio
