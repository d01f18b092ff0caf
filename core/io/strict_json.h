#pragma once

#include "core/types/sentence.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <cstdint>
#include <string>
#include <string_view>

namespace capriccio {

// Pull parser for JSON (RFC 8259) that comes from strangers. QJsonDocument keeps the last of two equal keys and builds
// the whole tree; this one sees every key, allocates nothing but the strings asked for, and refuses invalid UTF-8, lone
// surrogates and nesting deeper than kMaxDepth. Every method throws Error(BadInput) with the reason and the offset (not
// the file: the caller knows it). Works on memory that outlives it. Any thread, one at a time.
class JsonCursor {
public:
    static constexpr int kMaxDepth = 64;

    explicit JsonCursor(std::string_view text) : text_(text) {}

    // The next value must be an object; then key() until it returns false, reading one value after each true.
    void beginObject();
    bool key(std::string& out);
    // The same for arrays: item() before each value.
    void beginArray();
    bool item();

    // First character of the next value: one of {["tfn- or a digit when it is well-formed.
    char next() { return peek(); }
    std::string string();       // UTF-8
    std::int64_t wholeNumber(); // 0..2^63-1 without sign, fraction or exponent
    // Skips a value of any type, with everything in it checked, equal keys in one object included.
    void skip();
    // Only white space may follow.
    void end();

    [[noreturn]] void fail(const Sentence& reason) const;

private:
    void space();
    char peek();
    bool take(char c);
    void expect(char c);
    void word(std::string_view word);
    void number();
    void enter();
    std::uint32_t hex4();
    void appendEscape(std::string& out);
    void appendUtf8(std::string& out);

    std::string_view text_;
    std::size_t at_ = 0;
    int depth_ = 0;
    bool first_ = false; // right behind an opening bracket
};

// Parses text that must be one JSON object, strictly. Throws Error(BadInput). Any thread.
QJsonObject parseStrictObject(const QByteArray& text);

// Returns whether bytes are well-formed UTF-8 (no surrogates, no over-long forms, nothing above U+10FFFF).
bool isUtf8(std::string_view bytes);

// The string as a JSON string with its quotes.
std::string jsonString(std::string_view utf8);

} // namespace capriccio
