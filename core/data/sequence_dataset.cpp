#include "core/data/sequence_dataset.h"

#include "core/data/text_codec.h"
#include "core/io/safetensors.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <algorithm>
#include <cstring>
#include <torch/types.h>

namespace capriccio {

namespace {

constexpr std::int64_t kBeginEvery = 64;      // windows for one that begins with kBegin
constexpr std::int64_t kLongDocument = 16;    // windows of text for each kBegin of its own: rarer is too rare
constexpr std::int64_t kSearchForLineEnd = 8; // windows

// Whether a token ends a line, by id; empty for music.
std::vector<std::uint8_t> lineEnds(const PreparedSequences& prepared) {
    const QString kind = prepared.codec.value(QLatin1String("kind")).toString();
    if (kind != QLatin1String("characters") && kind != QLatin1String("byte-pairs"))
        return {};
    const auto codec = makeTextCodec(prepared.codec);
    std::vector<std::uint8_t> ends(std::size_t(prepared.vocabulary));
    for (int id = kFirstToken; id < std::min(codec->vocabulary(), prepared.vocabulary); ++id)
        ends[std::size_t(id)] = codec->bytes(id).endsWith('\n');
    return ends;
}

Error damagedTokens(const QString& file) {
    return Error(Error::Kind::BadInput,
                 Sentence::translate("SequenceDataset", "%1 is damaged. Prepare the texts again.").arg(file));
}

void checkCache(const StateDict& header, const QString& file) {
    const auto holds = [&](const char* name, TensorType type) {
        const auto found = header.tensors.find(name);
        return found != header.tensors.end() && found->second.type == type && found->second.shape.size() == 1;
    };
    if (!holds("ids", TensorType::Int32) || !holds("starts", TensorType::Int64) || !holds("heldout", TensorType::UInt8))
        throw Error(
            Error::Kind::BadInput,
            Sentence::translate("SequenceDataset", "%1 is no prepared text of Capriccio. Prepare the texts again.")
                .arg(file));
}

template <typename Number>
std::vector<Number> numbers(const StateDict& state, const char* name) {
    const StoredTensor& tensor = state.tensors.at(name);
    std::vector<Number> values(std::size_t(tensor.shape[0]));
    std::memcpy(values.data(), tensor.data.constData(), values.size() * sizeof(Number));
    return values;
}

} // namespace

// Deals the documents of a cache file out to the halves while it is read piece by piece.
class SequenceDataset::Filling {
public:
    Filling(SequenceDataset& to, const PreparedSequences& prepared) : to_(to), prepared_(prepared) {}

    // Everything but the ids: where documents begin, and which are held out.
    void begin(const StateDict& state) {
        checkCache(state, prepared_.cacheFile);
        starts_ = numbers<std::int64_t>(state, "starts");
        heldOut_ = numbers<std::uint8_t>(state, "heldout");
        total_ = state.tensors.at("ids").shape[0];
        if (starts_.size() != heldOut_.size() || (!starts_.empty() && starts_.front() != 0))
            throw damagedTokens(prepared_.cacheFile);
        std::int64_t training = 0;
        std::int64_t heldOut = 0;
        for (std::size_t i = 0; i < starts_.size(); ++i) {
            const std::int64_t length = end(i) - starts_[i];
            if (length < 0 || end(i) > total_)
                throw damagedTokens(prepared_.cacheFile);
            (heldOut_[i] != 0 ? heldOut : training) += keeps(length) ? length : 0;
        }
        to_.training_.ids.reserve(std::size_t(training));
        to_.heldOut_.ids.reserve(std::size_t(heldOut));
        passEmpty();
    }

    // Ids as little-endian int32, in order.
    void add(const char* data, qsizetype bytes) {
        for (qsizetype at = 0; at < bytes; at += qsizetype(sizeof(std::int32_t)), ++at_) {
            std::int32_t id = 0;
            std::memcpy(&id, data + at, sizeof id);
            if (id < 0 || id >= prepared_.vocabulary)
                throw damagedTokens(prepared_.cacheFile);
            if (document_ >= starts_.size())
                continue;
            if (keeps(end(document_) - starts_[document_]))
                half().ids.append(id);
            if (at_ + 1 == end(document_)) {
                finish(end(document_) - starts_[document_]);
                ++document_;
                passEmpty();
            }
        }
    }

private:
    std::int64_t end(std::size_t i) const { return i + 1 < starts_.size() ? starts_[i + 1] : total_; }
    bool isLong(std::int64_t length) const { return to_.byDocument_ && length > to_.window_ + 1; }
    bool keeps(std::int64_t length) const { return length >= 2 && !(isLong(length) && prepared_.sentences); }
    Half& half() { return heldOut_[document_] != 0 ? to_.heldOut_ : to_.training_; }

    void passEmpty() {
        for (; document_ < starts_.size() && end(document_) == starts_[document_]; ++document_)
            ;
    }

    // A document of `length` tokens is complete.
    void finish(std::int64_t length) {
        const std::int64_t counted = isLong(length) && heldOut_[document_] == 0 ? 1 : 0;
        if (!keeps(length)) {
            to_.tooLong_.items += counted;
            return;
        }
        if (!to_.byDocument_)
            return;
        // Its tokens stay: what is measured on whole documents does not depend on the window.
        Half& part = half();
        const std::int64_t from = std::int64_t(part.ids.size()) - length;
        if (isLong(length) && !keepsAnswer(part.ids, from, length)) {
            to_.tooLong_.lostPairs += counted;
            return;
        }
        to_.tooLong_.cutPairs += counted;
        part.starts.push_back(from);
        part.lengths.push_back(std::min<std::int64_t>(length, to_.window_ + 1));
    }

    // Whether something of a pair's answer stands in the first window + 1 tokens. What is no pair is all answer.
    bool keepsAnswer(const TokenIds& ids, std::int64_t from, std::int64_t length) const {
        std::int64_t separator = 0;
        while (separator < length && ids[std::size_t(from + separator)] != kSeparator)
            ++separator;
        return separator == length || separator < to_.window_;
    }

    SequenceDataset& to_;
    const PreparedSequences& prepared_;
    std::vector<std::int64_t> starts_;
    std::vector<std::uint8_t> heldOut_;
    std::int64_t total_ = 0;
    std::int64_t at_ = 0;      // ids seen
    std::size_t document_ = 0; // the one that is read
};

SequenceDataset::SequenceDataset(const PreparedSequences& prepared, int window)
    : byDocument_(prepared.sentences || prepared.paired), window_(std::max(window, 2)) {
    training_.ids = heldOut_.ids = TokenIds(prepared.vocabulary);
    checkCache(readSafetensorsHeader(prepared.cacheFile), prepared.cacheFile);
    Filling filling(*this, prepared);
    readSafetensors(
        prepared.cacheFile, "ids", [&](const StateDict& state) { filling.begin(state); },
        [&](const char* data, qsizetype bytes) { filling.add(data, bytes); });
    if (byDocument_)
        return;
    for (Half* part : {&training_, &heldOut_}) {
        const auto total = std::int64_t(part->ids.size());
        part->stride = part == &training_ ? std::max(window_ / 8, 1) : window_;
        if (total > window_)
            part->windows = (total - window_ - 1) / part->stride + 1;
        else if (total >= 2)
            part->windows = 1; // less than one window: what there is
    }
    beginAtLines(prepared);
}

void SequenceDataset::beginAtLines(const PreparedSequences& prepared) {
    const TokenIds& ids = training_.ids;
    const auto total = std::int64_t(ids.size());
    std::int64_t documents = 0;
    for (std::int64_t at = 0; at < total; ++at)
        documents += ids[std::size_t(at)] == kBegin ? 1 : 0;
    const std::vector<std::uint8_t> ending = lineEnds(prepared);
    if (ending.empty() || total < documents * kLongDocument * window_)
        return;
    const auto firstEnd = [&](std::int64_t from, std::int64_t last) {
        while (from < last && ending[std::size_t(ids[std::size_t(from)])] == 0)
            ++from;
        return from;
    };
    const bool hasLines = firstEnd(0, total) < total;
    for (std::int64_t item = kBeginEvery - 1; item < training_.windows; item += kBeginEvery) {
        const std::int64_t from = item * training_.stride;
        const std::int64_t last = std::min(from + kSearchForLineEnd * window_, total - window_);
        // A text that is one line begins anywhere.
        const std::int64_t at = hasLines && from < last ? firstEnd(from, last) : from;
        training_.begun.push_back(hasLines && at >= last ? -1 : at);
    }
}

SequenceDataset::Span SequenceDataset::span(const Half& half, std::int64_t item) const {
    if (byDocument_)
        return {half.starts[std::size_t(item)], half.lengths[std::size_t(item)], false};
    if (const auto place = std::size_t(item / kBeginEvery);
        item % kBeginEvery == kBeginEvery - 1 && place < half.begun.size() && half.begun[place] >= 0)
        return {half.begun[place], window_ + 1, true};
    const std::int64_t from = item * half.stride;
    return {from, std::min<std::int64_t>(window_ + 1, std::int64_t(half.ids.size()) - from), false};
}

std::int64_t SequenceDataset::size(Part part) const {
    return byDocument_ ? std::int64_t(half(part).starts.size()) : half(part).windows;
}

Batch SequenceDataset::batch(const std::vector<std::int64_t>& indices, Part part) const {
    const Half& from = half(part);
    auto inputs = torch::full({std::int64_t(indices.size()), window_ + 1}, int(kPad), at::kLong); // (N, T + 1)
    auto* to = inputs.data_ptr<std::int64_t>();
    for (std::size_t i = 0; i < indices.size(); ++i, to += window_ + 1) {
        if (indices[i] < 0 || indices[i] >= size(part))
            throw Error(Error::Kind::BadArgument,
                        Sentence::translate("SequenceDataset", "There is no passage %1.").arg(indices[i]));
        const Span item = span(from, indices[i]);
        for (std::int64_t t = 0; t < item.length; ++t)
            to[t] = from.ids[std::size_t(item.from + t)];
        if (item.begun)
            to[0] = kBegin;
    }
    return {inputs, {}};
}

std::vector<int> SequenceDataset::tokens(Part part, std::int64_t most) const {
    const TokenIds& ids = half(part).ids;
    std::vector<int> first(std::min<std::size_t>(std::size_t(most), ids.size()));
    for (std::size_t at = 0; at < first.size(); ++at)
        first[at] = ids[at];
    return first;
}

} // namespace capriccio
