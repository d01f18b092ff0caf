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

constexpr std::size_t kBeginEvery = 64;       // windows for one that begins with kBegin
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

template <typename Number>
std::vector<Number> numbers(const StateDict& state, const char* name, TensorType type, const QString& file) {
    const auto found = state.tensors.find(name);
    if (found == state.tensors.end() || found->second.type != type || found->second.shape.size() != 1)
        throw Error(Error::Kind::BadInput,
                    QCoreApplication::translate("SequenceDataset",
                                                "%1 is no prepared text of Capriccio. Prepare the texts again.")
                        .arg(file));
    std::vector<Number> values(std::size_t(found->second.shape[0]));
    std::memcpy(values.data(), found->second.data.constData(), values.size() * sizeof(Number));
    return values;
}

// Whether something of a pair's answer stands in the first window + 1 tokens. What is no pair is all answer.
bool keepsAnswer(const std::int32_t* document, std::int64_t length, int window) {
    const std::int32_t* separator = std::find(document, document + length, std::int32_t(kSeparator));
    return separator == document + length || separator - document < window;
}

} // namespace

SequenceDataset::SequenceDataset(const PreparedSequences& prepared, int window)
    : byDocument_(prepared.sentences || prepared.paired), window_(std::max(window, 2)) {
    const QString& file = prepared.cacheFile;
    const auto damaged = [&] {
        return Error(
            Error::Kind::BadInput,
            QCoreApplication::translate("SequenceDataset", "%1 is damaged. Prepare the texts again.").arg(file));
    };
    const StateDict state = readSafetensors(file);
    const auto ids = numbers<std::int32_t>(state, "ids", TensorType::Int32, file);
    const auto starts = numbers<std::int64_t>(state, "starts", TensorType::Int64, file);
    const auto heldOut = numbers<std::uint8_t>(state, "heldout", TensorType::UInt8, file);
    if (starts.size() != heldOut.size() || (!starts.empty() && starts.front() != 0))
        throw damaged();
    for (const std::int32_t id : ids)
        if (id < 0 || id >= prepared.vocabulary)
            throw damaged();
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const std::int64_t end = i + 1 < starts.size() ? starts[i + 1] : std::int64_t(ids.size());
        if (starts[i] > end || end > std::int64_t(ids.size()))
            throw damaged();
        Half& part = heldOut[i] != 0 ? heldOut_ : training_;
        const std::int64_t length = end - starts[i];
        if (length < 2)
            continue;
        const bool isLong = byDocument_ && length > window_ + 1;
        const std::int64_t counted = isLong && heldOut[i] == 0 ? 1 : 0;
        if (isLong && prepared.sentences) {
            tooLong_.items += counted;
            continue;
        }
        const auto from = std::int64_t(part.ids.size());
        part.ids.insert(part.ids.end(), ids.begin() + starts[i], ids.begin() + end);
        if (!byDocument_)
            continue;
        // Its tokens stay: what is measured on whole documents does not depend on the window.
        if (isLong && !keepsAnswer(ids.data() + starts[i], length, window_)) {
            tooLong_.lostPairs += counted;
            continue;
        }
        tooLong_.cutPairs += counted;
        part.starts.push_back(from);
        part.ends.push_back(from + std::min<std::int64_t>(length, window_ + 1));
    }
    if (byDocument_)
        return;
    for (Half* part : {&training_, &heldOut_}) {
        const auto total = std::int64_t(part->ids.size());
        const std::int64_t stride = part == &training_ ? std::max(window_ / 8, 1) : window_;
        for (std::int64_t from = 0; from + window_ + 1 <= total; from += stride) {
            part->starts.push_back(from);
            part->ends.push_back(from + window_ + 1);
        }
        if (part->starts.empty() && total >= 2) { // less than one window: what there is
            part->starts.push_back(0);
            part->ends.push_back(total);
        }
    }
    beginAtLines(prepared);
}

void SequenceDataset::beginAtLines(const PreparedSequences& prepared) {
    const auto& ids = training_.ids;
    const auto total = std::int64_t(ids.size());
    const auto documents = std::int64_t(std::count(ids.begin(), ids.end(), kBegin));
    const std::vector<std::uint8_t> ending = lineEnds(prepared);
    if (ending.empty() || total < documents * kLongDocument * window_)
        return;
    const auto endsLine = [&](std::int32_t id) { return ending[std::size_t(id)] != 0; };
    const bool hasLines = std::any_of(ids.begin(), ids.end(), endsLine);
    training_.begun.assign(training_.starts.size(), 0);
    for (std::size_t item = kBeginEvery - 1; item < training_.starts.size(); item += kBeginEvery) {
        const auto from = ids.begin() + training_.starts[item];
        const auto last = ids.begin() + std::min(training_.starts[item] + kSearchForLineEnd * window_, total - window_);
        // A text that is one line begins anywhere.
        const auto at = hasLines && from < last ? std::find_if(from, last, endsLine) : from;
        if (hasLines && at >= last)
            continue;
        training_.starts[item] = at - ids.begin();
        training_.ends[item] = training_.starts[item] + window_ + 1;
        training_.begun[item] = 1;
    }
}

std::int64_t SequenceDataset::size(Part part) const {
    return std::int64_t(half(part).starts.size());
}

Batch SequenceDataset::batch(const std::vector<std::int64_t>& indices, Part part) const {
    const Half& from = half(part);
    auto inputs = torch::full({std::int64_t(indices.size()), window_ + 1}, int(kPad), at::kLong); // (N, T + 1)
    auto* to = inputs.data_ptr<std::int64_t>();
    for (std::size_t i = 0; i < indices.size(); ++i) {
        if (indices[i] < 0 || indices[i] >= size(part))
            throw Error(Error::Kind::BadArgument,
                        QCoreApplication::translate("SequenceDataset", "There is no passage %1.").arg(indices[i]));
        const auto item = std::size_t(indices[i]);
        std::copy(from.ids.begin() + from.starts[item], from.ids.begin() + from.ends[item],
                  to + std::int64_t(i) * (window_ + 1));
        if (!from.begun.empty() && from.begun[item] != 0)
            to[std::int64_t(i) * (window_ + 1)] = kBegin;
    }
    return {inputs, {}};
}

std::vector<int> SequenceDataset::tokens(Part part, std::int64_t most) const {
    const auto& ids = half(part).ids;
    return {ids.begin(), ids.begin() + std::min<std::int64_t>(most, std::int64_t(ids.size()))};
}

} // namespace capriccio
