#pragma once

#include <QByteArrayView>
#include <QString>
#include <cstdint>
#include <string>
#include <string_view>

namespace capriccio {

// One step through UTF-8: length in bytes (1..4) and code point; length 0 when the bytes there are malformed
// (surrogates, over-long forms and cut characters included).
struct Utf8Step {
    int length = 0;
    char32_t code = 0;
};
Utf8Step utf8Step(std::string_view bytes, std::size_t at);

// Bytes at the end that begin a character and do not end it, 0..3; 0 where they could begin none.
std::size_t unfinishedUtf8(std::string_view bytes);

// Appends the code point as UTF-8.
void appendUtf8(std::string& out, char32_t code);

// Appends a code point as UTF-16.
void appendUtf16(QString& out, char32_t code);

// UTF-8 of text; lone surrogates become U+FFFD. Unlike QString::toUtf8 it appends.
void appendUtf8(std::string& out, QStringView text);

// Text of UTF-8. Malformed bytes become U+FFFD, each run that cannot begin or go on a character once; a leading byte
// order mark stays (QString::fromUtf8 drops it).
QString textOfUtf8(std::string_view bytes);

// Unicode code points in it; a lone surrogate counts as one.
qint64 codePoints(QStringView text);
// Code points of well-formed UTF-8.
qint64 codePoints(std::string_view utf8);

// Whether a byte begins a character of well-formed UTF-8.
inline bool beginsUtf8(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

// Ideographs, kana, hangul and bopomofo: scripts in which a character is about a word or a syllable.
bool isCjk(char32_t code);

} // namespace capriccio
