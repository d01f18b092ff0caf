#include "core/data/byte_pair_codec.h"

#include "core/data/utf8.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <algorithm>
#include <array>
#include <limits>

namespace capriccio {
namespace {

constexpr std::size_t kCachedChunks = 1 << 16;

enum class Class { Letter, Number, Newline, Space, Other };

Class classOf(char32_t c) {
    if (c < 0x80) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
            return Class::Letter;
        if (c >= '0' && c <= '9')
            return Class::Number;
        if (c == '\n')
            return Class::Newline;
        return c == ' ' || c == '\t' ? Class::Space : Class::Other;
    }
    switch (QChar::category(c)) {
    case QChar::Letter_Uppercase:
    case QChar::Letter_Lowercase:
    case QChar::Letter_Titlecase:
    case QChar::Letter_Modifier:
    case QChar::Letter_Other:
    case QChar::Mark_NonSpacing:
    case QChar::Mark_SpacingCombining:
    case QChar::Mark_Enclosing:
        return Class::Letter;
    case QChar::Number_DecimalDigit:
    case QChar::Number_Letter:
    case QChar::Number_Other:
        return Class::Number;
    case QChar::Separator_Space:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return Class::Space;
    default:
        return Class::Other;
    }
}

// Characters of one class that stay together at most.
int longestRun(Class kind, bool cjk) {
    switch (kind) {
    case Class::Letter:
        return cjk ? 16 : 40;
    case Class::Number:
        return 3;
    default:
        return 16;
    }
}

std::size_t contraction(std::string_view text, std::size_t at) {
    static constexpr std::array<std::string_view, 7> kEndings{"'s", "'t", "'m", "'d", "'re", "'ve", "'ll"};
    for (const std::string_view ending : kEndings) {
        if (text.substr(at, ending.size()) == ending)
            return ending.size();
    }
    return 0;
}

} // namespace

void splitChunks(std::string_view text, const std::function<void(std::size_t, std::size_t)>& chunk) {
    const auto step = [&](std::size_t at) {
        const Utf8Step s = utf8Step(text, at);
        return s.length == 0 ? Utf8Step{1, 0xFFFD} : s;
    };
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t from = at;
        if (text[at] == '\'') {
            if (const std::size_t length = contraction(text, at); length > 0) {
                chunk(from, length);
                at += length;
                continue;
            }
        }
        Utf8Step first = step(at);
        Class kind = classOf(first.code);
        if (text[at] == ' ' && at + 1 < text.size()) { // one space goes with what follows it
            const Utf8Step next = step(at + 1);
            const Class nextKind = classOf(next.code);
            if (nextKind != Class::Space && nextKind != Class::Newline) {
                ++at;
                first = next;
                kind = nextKind;
            }
        }
        const bool cjk = isCjk(first.code);
        int left = longestRun(kind, cjk);
        std::size_t last = at; // where the last character of the run begins
        while (at < text.size() && left-- > 0) {
            const Utf8Step s = step(at);
            if (classOf(s.code) != kind || (kind == Class::Letter && isCjk(s.code) != cjk))
                break;
            last = at;
            at += std::size_t(s.length);
        }
        // Of several spaces the last goes with the word behind them.
        if (kind == Class::Space && last > from && text[last] == ' ' && at < text.size()) {
            const Class next = classOf(step(at).code);
            if (next != Class::Space && next != Class::Newline)
                at = last;
        }
        chunk(from, at - from);
    }
}

BytePairCodec::BytePairCodec(std::vector<Merge> merges, QString alphabet)
    : merges_(std::move(merges)), alphabet_(std::move(alphabet)) {
    bytes_.reserve(merges_.size());
    ranks_.reserve(merges_.size() * 2);
    for (std::size_t i = 0; i < merges_.size(); ++i) {
        const auto [a, b] = merges_[i];
        const int own = kFirstOwnToken + int(i);
        const bool known = a >= kFirstToken && b >= kFirstToken && a < own && b < own;
        const QByteArray joined = known ? bytes(a) + bytes(b) : QByteArray();
        if (!known || std::size_t(joined.size()) > kLongestToken || !ranks_.emplace(keyOf(a, b), own).second)
            throw Error(Error::Kind::BadInput,
                        Sentence::translate("data", "The model's list of word pieces is damaged."),
                        QStringLiteral("merge %1").arg(i));
        bytes_.push_back(joined);
    }
}

void BytePairCodec::mergeInto(std::string_view chunk, std::vector<int>& ids) const {
    const auto begin = std::ptrdiff_t(ids.size());
    for (const char byte : chunk)
        ids.push_back(kFirstToken + int(static_cast<unsigned char>(byte)));
    while (std::ptrdiff_t(ids.size()) - begin > 1) {
        int best = std::numeric_limits<int>::max();
        for (auto i = std::size_t(begin); i + 1 < ids.size(); ++i) {
            if (const auto found = ranks_.find(keyOf(ids[i], ids[i + 1])); found != ranks_.end())
                best = std::min(best, found->second);
        }
        if (best == std::numeric_limits<int>::max())
            return;
        const auto [a, b] = merges_[std::size_t(best - kFirstOwnToken)];
        auto out = std::size_t(begin);
        for (auto i = std::size_t(begin); i < ids.size(); ++out) {
            const bool pair = i + 1 < ids.size() && ids[i] == a && ids[i + 1] == b;
            ids[out] = pair ? best : ids[i];
            i += pair ? 2 : 1;
        }
        ids.resize(out);
    }
}

std::vector<int> BytePairCodec::encode(const QString& text) const {
    std::string utf8;
    utf8.reserve(std::size_t(text.size()) + std::size_t(text.size()) / 2);
    appendUtf8(utf8, QStringView(text));
    std::vector<int> ids;
    ids.reserve(utf8.size() / 3);
    struct Place {
        std::size_t from;
        std::size_t length;
    };
    std::unordered_map<std::string_view, Place> cache; // where the ids of a chunk met before stand
    const std::string_view all(utf8);
    splitChunks(all, [&](std::size_t from, std::size_t length) {
        const std::string_view chunk = all.substr(from, length);
        if (const auto found = cache.find(chunk); found != cache.end()) {
            const Place place = found->second;
            for (std::size_t i = 0; i < place.length; ++i)
                ids.push_back(ids[place.from + i]);
            return;
        }
        const std::size_t at = ids.size();
        mergeInto(chunk, ids);
        if (cache.size() < kCachedChunks)
            cache.emplace(chunk, Place{at, ids.size() - at});
    });
    return ids;
}

QByteArray BytePairCodec::bytes(int token) const {
    if (token < kFirstToken || token - kFirstOwnToken >= int(bytes_.size()))
        return {};
    return token < kFirstOwnToken ? QByteArray(1, char(token - kFirstToken))
                                  : bytes_[std::size_t(token - kFirstOwnToken)];
}

QString BytePairCodec::unseen(const QString& text) const {
    QString missing;
    const auto known = alphabet_.toUcs4(); // ascending
    const auto points = text.toUcs4();
    std::vector<char32_t> told;
    for (const char32_t c : points) {
        if (std::binary_search(known.begin(), known.end(), c) || std::find(told.begin(), told.end(), c) != told.end())
            continue;
        told.push_back(c);
        appendUtf16(missing, c);
    }
    return missing;
}

QJsonObject BytePairCodec::toJson() const {
    QJsonArray merges;
    for (const auto& [a, b] : merges_) {
        merges.append(a);
        merges.append(b);
    }
    return {{QStringLiteral("kind"), QStringLiteral("byte-pairs")},
            {QStringLiteral("merges"), merges},
            {QStringLiteral("alphabet"), alphabet_}};
}

} // namespace capriccio
