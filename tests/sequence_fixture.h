#pragma once

#include "core/data/text_codec.h"
#include "core/io/safetensors.h"
#include "core/types/text_corpus.h"

#include <QTemporaryDir>
#include <cstring>

// Prepared sequences a test makes itself.
namespace fixture {

using namespace capriccio;

template <typename Number>
StoredTensor stored(TensorType type, const std::vector<Number>& values) {
    StoredTensor tensor;
    tensor.type = type;
    tensor.shape = {std::int64_t(values.size())};
    tensor.data = QByteArray(reinterpret_cast<const char*>(values.data()), qsizetype(values.size() * sizeof(Number)));
    return tensor;
}

// Documents of ids (BEGIN and END are added) become a cache file below `folder`.
inline PreparedSequences prepared(const QString& folder, const std::vector<std::vector<int>>& training,
                                  const std::vector<std::vector<int>>& heldOut, int vocabulary) {
    std::vector<std::int32_t> ids;
    std::vector<std::int64_t> starts;
    std::vector<std::uint8_t> held;
    PreparedSequences sequences;
    for (const auto* part : {&training, &heldOut})
        for (const std::vector<int>& document : *part) {
            starts.push_back(std::int64_t(ids.size()));
            held.push_back(part == &heldOut);
            ids.push_back(kBegin);
            ids.insert(ids.end(), document.begin(), document.end());
            ids.push_back(kEnd);
            const auto predicted = qint64(document.size()) + 1;
            (part == &heldOut ? sequences.heldOutTokens : sequences.tokens) += predicted;
            (part == &heldOut ? sequences.heldOutCharacters : sequences.characters) += qint64(document.size());
        }
    StateDict state;
    state.tensors["ids"] = stored(TensorType::Int32, ids);
    state.tensors["starts"] = stored(TensorType::Int64, starts);
    state.tensors["heldout"] = stored(TensorType::UInt8, held);
    sequences.cacheFile = folder + QStringLiteral("/cache.safetensors");
    writeSafetensors(sequences.cacheFile, state);
    sequences.documents = qint64(training.size());
    sequences.vocabulary = vocabulary;
    sequences.contentHash = QStringLiteral("fixture");
    sequences.title = QStringLiteral("fixture");
    return sequences;
}

// Characters of a small text, the last tenth held out.
inline PreparedSequences preparedText(const QString& folder, const QString& text) {
    const auto codec = trainCharacterCodec({text});
    const qsizetype cut = text.size() * 9 / 10;
    PreparedSequences sequences =
        prepared(folder, {codec->encode(text.left(cut))}, {codec->encode(text.mid(cut))}, codec->vocabulary());
    sequences.codec = codec->toJson();
    return sequences;
}

// A text with rules that a small model finds out within a few hundred steps.
inline QString sillyText(int sentences) {
    const QStringList who{QStringLiteral("the cat"), QStringLiteral("a dog"), QStringLiteral("my fish")};
    const QStringList what{QStringLiteral("sees"), QStringLiteral("likes")};
    QString text;
    for (int i = 0; i < sentences; ++i)
        text += who[i * 7 % 3] + u' ' + what[i * 5 / 2 % 2] + u' ' + who[i * 11 / 3 % 3] + QStringLiteral(".\n");
    return text;
}

} // namespace fixture
