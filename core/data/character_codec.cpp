#include "core/data/character_codec.h"

#include "core/data/utf8.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <algorithm>
#include <limits>
#include <numeric>

namespace capriccio {

void CharacterCounter::add(QStringView text) {
    const char16_t* at = text.utf16();
    const char16_t* const end = at + text.size();
    while (at != end) {
        char32_t c = *at++;
        if (QChar::isHighSurrogate(c) && at != end && QChar::isLowSurrogate(*at))
            c = QChar::surrogateToUcs4(char16_t(c), *at++);
        std::uint32_t& count = counts_[c];
        count += count != std::numeric_limits<std::uint32_t>::max() ? 1 : 0;
    }
}

std::vector<char32_t> CharacterCounter::characters() const {
    std::vector<char32_t> chosen;
    for (const std::uint32_t atLeast : {2U, 1U}) {
        for (char32_t c = 0; c < counts_.size(); ++c) {
            if (counts_[c] >= atLeast && !QChar::isSurrogate(c))
                chosen.push_back(c);
        }
        if (!chosen.empty())
            break;
    }
    if (chosen.size() > std::size_t(kMostCharacters)) {
        std::stable_sort(chosen.begin(), chosen.end(),
                         [this](char32_t a, char32_t b) { return counts_[a] > counts_[b]; });
        chosen.resize(std::size_t(kMostCharacters));
        std::sort(chosen.begin(), chosen.end());
    }
    return chosen;
}

QString CharacterCounter::alphabet() const {
    QString all;
    for (char32_t c = 0; c < counts_.size(); ++c) {
        if (counts_[c] > 0 && !QChar::isSurrogate(c))
            appendUtf16(all, c);
    }
    return all;
}

std::shared_ptr<const TextCodec> CharacterCounter::codec() const {
    const std::vector<char32_t> chosen = characters();
    QString once;
    const auto all = alphabet().toUcs4();
    for (const char32_t c : all) {
        if (!std::binary_search(chosen.begin(), chosen.end(), c))
            appendUtf16(once, c);
    }
    return std::make_shared<CharacterCodec>(chosen, once);
}

CharacterCodec::CharacterCodec(std::vector<char32_t> characters, QString once)
    : characters_(std::move(characters)), once_(std::move(once)), basic_(0x10000, -1) {
    const auto refuse = [](const QString& what) {
        throw Error(Error::Kind::BadInput, Sentence::translate("data", "The model's list of characters is damaged."),
                    what);
    };
    if (characters_.size() > std::size_t(kMostCharacters))
        refuse(QStringLiteral("too many characters"));
    for (std::size_t i = 0; i < characters_.size(); ++i) {
        const char32_t c = characters_[i];
        if (c > 0x10FFFF || QChar::isSurrogate(c) || (i > 0 && c <= characters_[i - 1]))
            refuse(QStringLiteral("character %1").arg(i));
        const int token = kFirstOwnToken + int(i);
        if (c < 0x10000)
            basic_[c] = token;
        else
            beyond_.emplace(c, token);
    }
}

int CharacterCodec::tokenOf(char32_t code) const {
    if (code < 0x10000)
        return basic_[code];
    const auto found = beyond_.find(code);
    return found == beyond_.end() ? -1 : found->second;
}

std::vector<int> CharacterCodec::encode(const QString& text) const {
    std::vector<int> ids;
    ids.reserve(std::size_t(text.size()));
    const char16_t* at = QStringView(text).utf16();
    const char16_t* const end = at + text.size();
    std::string bytes;
    while (at != end) {
        char32_t c = *at++;
        if (QChar::isHighSurrogate(c) && at != end && QChar::isLowSurrogate(*at))
            c = QChar::surrogateToUcs4(char16_t(c), *at++);
        else if (QChar::isSurrogate(c))
            c = QChar::ReplacementCharacter; // no valid text
        if (const int token = tokenOf(c); token >= 0) {
            ids.push_back(token);
            continue;
        }
        bytes.clear();
        appendUtf8(bytes, c);
        for (const char byte : bytes)
            ids.push_back(kFirstToken + int(static_cast<unsigned char>(byte)));
    }
    return ids;
}

QByteArray CharacterCodec::bytes(int token) const {
    if (token < kFirstToken || token >= vocabulary())
        return {};
    if (token < kFirstOwnToken)
        return QByteArray(1, char(token - kFirstToken));
    std::string utf8;
    appendUtf8(utf8, characters_[std::size_t(token - kFirstOwnToken)]);
    return QByteArray::fromStdString(utf8);
}

// A character that has no token stood once in the corpus or not at all: nothing to be learned from its bytes, and a
// half-learned model would write half of one.
std::vector<int> CharacterCodec::neverDrawn() const {
    std::vector<int> bytes(std::size_t(kFirstOwnToken - kFirstToken));
    std::iota(bytes.begin(), bytes.end(), int(kFirstToken));
    return bytes;
}

QString CharacterCodec::unseen(const QString& text) const {
    QString missing;
    std::vector<char32_t> told;
    const auto points = text.toUcs4();
    const auto once = once_.toUcs4();
    for (const char32_t c : points) {
        if (tokenOf(c) >= 0 || once.contains(c) || std::find(told.begin(), told.end(), c) != told.end())
            continue;
        told.push_back(c);
        appendUtf16(missing, c);
    }
    return missing;
}

QJsonObject CharacterCodec::toJson() const {
    QString all;
    for (const char32_t c : characters_)
        appendUtf16(all, c);
    // Control characters and noncharacters pass through JSON unharmed; Qt escapes what it must.
    QJsonObject json{{QStringLiteral("kind"), QStringLiteral("characters")}, {QStringLiteral("characters"), all}};
    if (!once_.isEmpty())
        json.insert(QStringLiteral("once"), once_);
    return json;
}

std::shared_ptr<const TextCodec> trainCharacterCodec(const std::vector<QString>& texts) {
    CharacterCounter counter;
    for (const QString& text : texts)
        counter.add(text);
    return counter.codec();
}

} // namespace capriccio
