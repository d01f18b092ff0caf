#include "core/data/utf8.h"

#include <QChar>
#include <algorithm>

namespace capriccio {

Utf8Step utf8Step(std::string_view bytes, std::size_t at) {
    const auto byte = [&](std::size_t i) -> std::uint32_t {
        return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U;
    };
    const auto follows = [&](std::size_t i, std::uint32_t low = 0x80, std::uint32_t high = 0xBF) {
        return byte(i) >= low && byte(i) <= high;
    };
    const std::uint32_t lead = byte(at);
    if (lead < 0x80)
        return {1, char32_t(lead)};
    if (lead >= 0xC2 && lead <= 0xDF && follows(at + 1))
        return {2, char32_t((lead & 0x1F) << 6 | (byte(at + 1) & 0x3F))};
    if (lead >= 0xE0 && lead <= 0xEF && follows(at + 1, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF) &&
        follows(at + 2))
        return {3, char32_t((lead & 0x0F) << 12 | (byte(at + 1) & 0x3F) << 6 | (byte(at + 2) & 0x3F))};
    if (lead >= 0xF0 && lead <= 0xF4 && follows(at + 1, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF) &&
        follows(at + 2) && follows(at + 3))
        return {4, char32_t((lead & 0x07) << 18 | (byte(at + 1) & 0x3F) << 12 | (byte(at + 2) & 0x3F) << 6 |
                            (byte(at + 3) & 0x3F))};
    return {};
}

std::size_t unfinishedUtf8(std::string_view bytes) {
    for (std::size_t length = 1; length <= std::min<std::size_t>(bytes.size(), 3); ++length) {
        std::string filled(bytes.substr(bytes.size() - length));
        if (!beginsUtf8(filled.front()))
            continue;
        if (length == 1) // behind these two not every byte may follow
            filled += filled.front() == '\xE0' || filled.front() == '\xF0' ? '\xA0' : '\x80';
        filled += "\x80\x80";
        return utf8Step(filled, 0).length > int(length) ? length : 0;
    }
    return 0;
}

void appendUtf8(std::string& out, char32_t c) {
    if (c < 0x80) {
        out += char(c);
    } else if (c < 0x800) {
        out += char(0xC0 | (c >> 6));
        out += char(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        out += char(0xE0 | (c >> 12));
        out += char(0x80 | ((c >> 6) & 0x3F));
        out += char(0x80 | (c & 0x3F));
    } else {
        out += char(0xF0 | (c >> 18));
        out += char(0x80 | ((c >> 12) & 0x3F));
        out += char(0x80 | ((c >> 6) & 0x3F));
        out += char(0x80 | (c & 0x3F));
    }
}

void appendUtf16(QString& out, char32_t code) {
    if (code < 0x10000) {
        out += QChar(char16_t(code));
    } else {
        out += QChar(QChar::highSurrogate(code));
        out += QChar(QChar::lowSurrogate(code));
    }
}

void appendUtf8(std::string& out, QStringView text) {
    const char16_t* at = text.utf16();
    const char16_t* const end = at + text.size();
    while (at != end) {
        const char16_t c = *at++;
        if (c < 0x80)
            out += char(c);
        else if (!QChar::isSurrogate(c))
            appendUtf8(out, char32_t(c));
        else if (QChar::isHighSurrogate(c) && at != end && QChar::isLowSurrogate(*at))
            appendUtf8(out, char32_t(QChar::surrogateToUcs4(c, *at++)));
        else
            appendUtf8(out, char32_t(0xFFFD));
    }
}

QString textOfUtf8(std::string_view bytes) {
    QString text;
    text.reserve(qsizetype(bytes.size()));
    bool bad = false; // within malformed bytes that were already replaced
    for (std::size_t at = 0; at < bytes.size();) {
        const Utf8Step step = utf8Step(bytes, at);
        if (step.length == 0) {
            if (!bad || beginsUtf8(bytes[at]))
                text += QChar(QChar::ReplacementCharacter);
            bad = true;
            ++at;
            continue;
        }
        bad = false;
        appendUtf16(text, step.code);
        at += std::size_t(step.length);
    }
    return text;
}

qint64 codePoints(QStringView text) {
    qint64 n = text.size();
    const char16_t* const units = text.utf16();
    for (qsizetype i = 1; i < text.size(); ++i)
        n -= QChar::isLowSurrogate(units[i]) && QChar::isHighSurrogate(units[i - 1]) ? 1 : 0;
    return n;
}

qint64 codePoints(std::string_view utf8) {
    qint64 n = 0;
    for (const char c : utf8)
        n += beginsUtf8(c) ? 1 : 0;
    return n;
}

bool isCjk(char32_t c) {
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x3040 && c <= 0x31BF) ||
           (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x1100 && c <= 0x11FF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0x20000 && c <= 0x323AF) || c == 0x3007 || c == 0x3005;
}

} // namespace capriccio
