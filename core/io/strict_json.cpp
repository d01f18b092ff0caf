#include "core/io/strict_json.h"

#include "core/types/error.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonParseError>
#include <limits>
#include <unordered_set>

namespace capriccio {

namespace {

// Length of the UTF-8 sequence at `at`, 0 when it is malformed (Unicode 15, table 3-7).
std::size_t utf8Length(std::string_view s, std::size_t at) {
    const auto byte = [&](std::size_t i) { return i < s.size() ? static_cast<unsigned char>(s[i]) : 0U; };
    const auto follows = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
        return byte(i) >= low && byte(i) <= high;
    };
    const unsigned lead = byte(at);
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return follows(at + 1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        const unsigned low = lead == 0xE0 ? 0xA0 : 0x80;
        const unsigned high = lead == 0xED ? 0x9F : 0xBF;
        return follows(at + 1, low, high) && follows(at + 2) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        const unsigned low = lead == 0xF0 ? 0x90 : 0x80;
        const unsigned high = lead == 0xF4 ? 0x8F : 0xBF;
        return follows(at + 1, low, high) && follows(at + 2) && follows(at + 3) ? 4 : 0;
    }
    return 0;
}

void appendCodePoint(std::string& out, std::uint32_t c) {
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

bool isJsonDigit(char c) {
    return c >= '0' && c <= '9';
}

} // namespace

void JsonCursor::fail(const Sentence& reason) const {
    throw Error(Error::Kind::BadInput,
                Sentence::translate("StrictJson", "the JSON in it is damaged: %1 (byte %2)").arg(reason).arg(at_));
}

void JsonCursor::space() {
    while (at_ < text_.size()) {
        const char c = text_[at_];
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
            return;
        ++at_;
    }
}

char JsonCursor::peek() {
    space();
    if (at_ >= text_.size())
        fail(Sentence::translate("StrictJson", "it ends too early"));
    return text_[at_];
}

bool JsonCursor::take(char c) {
    if (peek() != c)
        return false;
    ++at_;
    return true;
}

void JsonCursor::expect(char c) {
    if (!take(c))
        fail(Sentence::translate("StrictJson", "'%1' was expected").arg(QString(QLatin1Char(c))));
}

void JsonCursor::enter() {
    if (++depth_ > kMaxDepth)
        fail(Sentence::translate("StrictJson", "it is nested too deeply"));
    first_ = true;
}

void JsonCursor::beginObject() {
    expect('{');
    enter();
}

bool JsonCursor::key(std::string& out) {
    if (take('}')) {
        --depth_;
        first_ = false;
        return false;
    }
    if (!first_)
        expect(',');
    out = string();
    expect(':');
    return true;
}

void JsonCursor::beginArray() {
    expect('[');
    enter();
}

bool JsonCursor::item() {
    if (take(']')) {
        --depth_;
        first_ = false;
        return false;
    }
    if (!first_)
        expect(',');
    first_ = false;
    if (peek() == ']')
        fail(Sentence::translate("StrictJson", "a value is missing"));
    return true;
}

std::uint32_t JsonCursor::hex4() {
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i, ++at_) {
        const char c = at_ < text_.size() ? text_[at_] : '\0';
        const char lower = char(c | 0x20);
        if (isJsonDigit(c))
            value = value * 16 + std::uint32_t(c - '0');
        else if (lower >= 'a' && lower <= 'f')
            value = value * 16 + std::uint32_t(lower - 'a' + 10);
        else
            fail(Sentence::translate("StrictJson", "a character code is malformed"));
    }
    return value;
}

void JsonCursor::appendEscape(std::string& out) {
    const char c = at_ < text_.size() ? text_[at_++] : '\0';
    constexpr std::string_view kNames = "\"\\/bfnrt";
    constexpr std::string_view kValues = "\"\\/\b\f\n\r\t";
    if (const auto i = kNames.find(c); c != '\0' && i != std::string_view::npos) {
        out += kValues[i];
        return;
    }
    if (c != 'u')
        fail(Sentence::translate("StrictJson", "an escaped character is malformed"));
    std::uint32_t code = hex4();
    if (code >= 0xD800 && code < 0xDC00 && text_.substr(at_, 2) == "\\u") {
        at_ += 2;
        const std::uint32_t low = hex4();
        if (low >= 0xDC00 && low < 0xE000)
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    }
    if (code >= 0xD800 && code < 0xE000)
        fail(Sentence::translate("StrictJson", "half a character stands alone"));
    appendCodePoint(out, code);
}

void JsonCursor::appendUtf8(std::string& out) {
    const std::size_t length = utf8Length(text_, at_);
    if (length == 0)
        fail(Sentence::translate("StrictJson", "it is not UTF-8 text"));
    out.append(text_, at_, length);
    at_ += length;
}

std::string JsonCursor::string() {
    expect('"');
    first_ = false;
    std::string out;
    for (;;) {
        if (at_ >= text_.size())
            fail(Sentence::translate("StrictJson", "a text has no end"));
        const char c = text_[at_];
        if (static_cast<unsigned char>(c) < 0x20)
            fail(Sentence::translate("StrictJson", "a text holds a control character"));
        if (c == '"') {
            ++at_;
            return out;
        }
        if (c == '\\') {
            ++at_;
            appendEscape(out);
        } else {
            appendUtf8(out);
        }
    }
}

std::int64_t JsonCursor::wholeNumber() {
    peek();
    first_ = false;
    const std::size_t start = at_;
    std::uint64_t value = 0;
    while (at_ < text_.size() && isJsonDigit(text_[at_])) {
        const auto digit = std::uint64_t(text_[at_] - '0');
        if (value > (std::uint64_t(std::numeric_limits<std::int64_t>::max()) - digit) / 10)
            fail(Sentence::translate("StrictJson", "a number is too large"));
        value = value * 10 + digit;
        ++at_;
    }
    const bool leadingZero = at_ - start > 1 && text_[start] == '0';
    const char next = at_ < text_.size() ? text_[at_] : '\0';
    if (at_ == start || leadingZero || next == '.' || next == 'e' || next == 'E')
        fail(Sentence::translate("StrictJson", "a whole number from 0 was expected"));
    return std::int64_t(value);
}

void JsonCursor::word(std::string_view word) {
    if (text_.substr(at_, word.size()) != word)
        fail(Sentence::translate("StrictJson", "a value was expected"));
    at_ += word.size();
}

void JsonCursor::number() {
    const auto digits = [&] {
        const std::size_t start = at_;
        while (at_ < text_.size() && isJsonDigit(text_[at_]))
            ++at_;
        if (at_ == start)
            fail(Sentence::translate("StrictJson", "a number is malformed"));
        return at_ - start;
    };
    const auto next = [&] { return at_ < text_.size() ? text_[at_] : '\0'; };
    if (next() == '-')
        ++at_;
    const bool zero = next() == '0';
    if (digits() > 1 && zero)
        fail(Sentence::translate("StrictJson", "a number is malformed"));
    if (next() == '.') {
        ++at_;
        digits();
    }
    if (next() == 'e' || next() == 'E') {
        ++at_;
        if (next() == '+' || next() == '-')
            ++at_;
        digits();
    }
}

void JsonCursor::skip() {
    const char c = peek();
    switch (c) {
    case '{': {
        beginObject();
        std::unordered_set<std::string> seen;
        std::string name;
        while (key(name)) {
            if (!seen.insert(name).second)
                fail(Sentence::translate("StrictJson", "\"%1\" stands in it twice").arg(QString::fromStdString(name)));
            skip();
        }
        break;
    }
    case '[':
        beginArray();
        while (item())
            skip();
        break;
    case '"':
        string();
        break;
    case 't':
        word("true");
        break;
    case 'f':
        word("false");
        break;
    case 'n':
        word("null");
        break;
    default:
        number();
    }
    first_ = false;
}

void JsonCursor::end() {
    space();
    if (at_ != text_.size())
        fail(Sentence::translate("StrictJson", "something stands behind its end"));
}

QJsonObject parseStrictObject(const QByteArray& text) {
    JsonCursor cursor(std::string_view(text.constData(), std::size_t(text.size())));
    cursor.skip();
    cursor.end();
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(text, &problem);
    if (!document.isObject())
        throw Error(Error::Kind::BadInput, Sentence::translate("StrictJson", "its description is not a JSON object"),
                    problem.errorString());
    return document.object();
}

bool isUtf8(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t length = utf8Length(bytes, at);
        if (length == 0)
            return false;
        at += length;
    }
    return true;
}

std::string jsonString(std::string_view utf8) {
    constexpr char kHex[] = "0123456789abcdef";
    std::string out = "\"";
    for (const char c : utf8) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            out += "\\u00";
            out += kHex[(c >> 4) & 0xF];
            out += kHex[c & 0xF];
        } else {
            out += c;
        }
    }
    return out + '"';
}

} // namespace capriccio
