#pragma once

#include "core/types/text_corpus.h"

#include <QByteArray>
#include <QString>
#include <functional>
#include <memory>
#include <optional>

struct UConverter;

namespace capriccio {

// Bytes that can be read at any position: a file, or an entry of an archive in memory.
struct TextBytes {
    qint64 size = 0;
    std::function<QByteArray(qint64 offset, qint64 length)> read;
};
TextBytes textBytes(QByteArray bytes);

// Thrown at bytes that belong to no character; caught where the text's name is known.
struct InvalidText {
    qint64 at = 0; // byte offset from the start of the file
};

struct FoundEncoding {
    TextEncoding encoding = TextEncoding::Utf8;
    bool sure = true;
    int bom = 0; // bytes of the byte order mark
};

// Byte order marks, then UTF-8 (the whole text is looked at), then UTF-16 without a mark, whichever order of its bytes
// gives more everyday characters (or puts zeros in every second byte; a line of six to eleven characters has to be
// everyday Chinese from end to end), then GB18030 when all of the first megabyte decodes and is Chinese. Otherwise
// UTF-8, and decoding it will say where it is broken. tick is called for every block and may throw.
FoundEncoding findEncoding(const TextBytes& bytes, const std::optional<TextEncoding>& wanted,
                           const std::function<void()>& tick);

// A name that may be GB 2312 without saying so, as programs on Chinese Windows write them: returns it decoded, empty when
// it is none. Its pairs leave most other encodings alone: their letters with accents hardly ever come two by two, each of
// them in this range. Any thread.
QString chineseName(const QByteArray& raw);

// Returns the encoding as it was chosen for this text alone, whatever its bytes look like; a byte order mark of that
// very encoding is no part of the text. Throws what reading throws. Any thread.
FoundEncoding chosenEncoding(const TextBytes& bytes, TextEncoding chosen);

// Bytes in blocks to UTF-16. Not copyable; one thread.
class TextDecoder {
public:
    // offset: where the first byte fed stands in the file.
    TextDecoder(TextEncoding encoding, bool replaceInvalid, qint64 offset = 0);
    ~TextDecoder();
    TextDecoder(const TextDecoder&) = delete;
    TextDecoder& operator=(const TextDecoder&) = delete;

    // Appends the text of the bytes; a character cut by the block's end comes with the next block. Throws InvalidText
    // unless malformed bytes are replaced by U+FFFD.
    void feed(QByteArrayView bytes, bool last, QString& out);
    qint64 firstInvalid() const { return firstInvalid_; } // -1 = none

private:
    void feedUtf8(std::string_view bytes, bool last, QString& out);
    void feedUtf16(std::string_view bytes, bool last, QString& out);
    void feedGb18030(std::string_view bytes, bool last, QString& out);
    void invalid(qint64 at, QString& out);

    struct CloseConverter {
        void operator()(UConverter* converter) const;
    };
    TextEncoding encoding_;
    bool replace_;
    qint64 offset_; // of the next byte to decode
    qint64 firstInvalid_ = -1;
    std::string carry_; // the beginning of a character
    std::unique_ptr<UConverter, CloseConverter> converter_;
};

// Brings decoded text into the one form everything else sees: line ends are LF, control characters other than line end
// and tab are taken out. In place; one thread.
class TextNormaliser {
public:
    // Returns false when a NUL is met: the file is no text.
    bool apply(QString& text);

    qint64 carriageReturns() const { return carriageReturns_; }
    qint64 controlCharacters() const { return controls_; }

private:
    bool afterReturn_ = false;
    qint64 carriageReturns_ = 0;
    qint64 controls_ = 0;
};

} // namespace capriccio
