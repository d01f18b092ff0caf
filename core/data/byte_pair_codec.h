#pragma once

#include "core/data/character_codec.h"
#include "core/data/text_codec.h"

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace capriccio {

// Splits text as GPT-2 does (a word with the space before it, numbers, punctuation, white space), so that no token
// crosses a word. Runs of letters without spaces (Chinese) are cut after 16 characters. Calls chunk(from, length) in
// order; together they are the text. utf8 is well-formed.
void splitChunks(std::string_view utf8, const std::function<void(std::size_t from, std::size_t length)>& chunk);

// Byte-level byte pair encoding (Sennrich et al. 2016; Radford et al. 2019): 256 bytes, then one token a merge.
class BytePairCodec : public TextCodec {
public:
    using Merge = std::pair<int, int>;                // ids of the two parts
    static constexpr std::size_t kLongestToken = 256; // bytes; what is longer is no token
    // The two parts of a merge as one number, to be found by.
    static std::uint64_t keyOf(int a, int b) { return std::uint64_t(std::uint32_t(a)) << 32 | std::uint32_t(b); }
    // alphabet: every character of the corpus. Throws Error(BadInput) when a merge names a token that is not there yet.
    BytePairCodec(std::vector<Merge> merges, QString alphabet);

    int vocabulary() const override { return kFirstOwnToken + int(merges_.size()); }
    std::vector<int> encode(const QString& text) const override;
    QByteArray bytes(int token) const override;
    QString unseen(const QString& text) const override;
    QJsonObject toJson() const override;

private:
    void mergeInto(std::string_view chunk, std::vector<int>& ids) const;
    std::vector<Merge> merges_;
    std::vector<QByteArray> bytes_; // of the merged tokens
    std::unordered_map<std::uint64_t, int> ranks_;
    QString alphabet_;
};

// Counts the chunks of a corpus given in pieces (cut them at white space) and learns the merges. Memory is bounded:
// beyond two million different chunks those seen once are forgotten.
class BytePairTrainer {
public:
    void add(QStringView text);
    // vocabulary: tokens at most, specials and bytes included; pairs seen once are not merged. nullptr when progress
    // says no.
    std::shared_ptr<const TextCodec> train(int vocabulary, const std::function<bool(qint64, qint64)>& progress) const;

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>()(s); }
    };
    std::unordered_map<std::string, qint64, Hash, std::equal_to<>> chunks_;
    CharacterCounter characters_;
    std::string utf8_;
};

} // namespace capriccio
