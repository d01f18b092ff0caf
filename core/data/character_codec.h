#pragma once

#include "core/data/text_codec.h"

#include <unordered_map>
#include <vector>

namespace capriccio {

inline constexpr int kByteTokens = 256;
inline constexpr int kFirstOwnToken = kFirstToken + kByteTokens; // ids below it are the same in every codec of text
inline constexpr int kMostCharacters = 65'000;

// Counts the characters of a corpus given in pieces; memory: one figure for each Unicode code point.
class CharacterCounter {
public:
    CharacterCounter() : counts_(0x110000, 0) {}
    void add(QStringView text);
    // The codec of the corpus so far.
    std::shared_ptr<const TextCodec> codec() const;
    // Every character that stands at least twice, the kMostCharacters most frequent at most, in order of code point;
    // when none does (a very short text), all of them.
    std::vector<char32_t> characters() const;
    // Every character met, in order of code point.
    QString alphabet() const;

private:
    std::vector<std::uint32_t> counts_;
};

// One token a character; others as the bytes of their UTF-8.
class CharacterCodec : public TextCodec {
public:
    // characters: ascending, without surrogates; once: those met, but too seldom for a token. Throws Error(BadInput)
    // otherwise.
    explicit CharacterCodec(std::vector<char32_t> characters, QString once = {});

    int vocabulary() const override { return kFirstOwnToken + int(characters_.size()); }
    std::vector<int> encode(const QString& text) const override;
    QByteArray bytes(int token) const override;
    QString unseen(const QString& text) const override;
    std::vector<int> neverDrawn() const override;
    QJsonObject toJson() const override;

private:
    int tokenOf(char32_t code) const;
    std::vector<char32_t> characters_;
    QString once_;
    std::vector<int> basic_; // token of each character below 0x10000, -1 = none
    std::unordered_map<char32_t, int> beyond_;
};

} // namespace capriccio
