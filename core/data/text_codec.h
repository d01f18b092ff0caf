#pragma once

#include "core/types/text_corpus.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <functional>
#include <memory>
#include <vector>

namespace capriccio {

// Ids every codec has, text or music. Ordinary tokens begin at kFirstToken.
enum SpecialToken : int {
    kPad = 0,       // fills up short sequences; never predicted
    kBegin = 1,     // before every document
    kEnd = 2,       // after every document
    kSeparator = 3, // paired corpora: between source and target
    kPrefix = 4,    // fill-in-the-middle (Bavarian et al. 2022): PREFIX a SUFFIX c MIDDLE b
    kSuffix = 5,
    kMiddle = 6,
    kFirstToken = 7,
};

// Text to token ids and back. Immutable after construction; any thread.
class TextCodec {
public:
    virtual ~TextCodec() = default;
    virtual int vocabulary() const = 0; // specials included
    // Returns ids of UTF-8 text; never fails: what the codec does not know falls back to byte tokens.
    virtual std::vector<int> encode(const QString& text) const = 0;
    // Bytes of one token; empty for specials. Bytes of several tokens joined are the text in UTF-8 (a character may be
    // spread over tokens).
    virtual QByteArray bytes(int token) const = 0;
    // Text of ids, specials left out, incomplete UTF-8 as U+FFFD. decode(encode(t)) == t for every valid text.
    QString decode(const std::vector<int>& ids) const;
    // Characters of the text that were never seen in the corpus, once each, in order: they are written as bytes, which
    // the model has hardly learned, and the artist is told so.
    virtual QString unseen(const QString& text) const = 0;
    // Tokens that stand for text but that no writing should draw: they carry what was typed and never learned.
    virtual std::vector<int> neverDrawn() const { return {}; }
    // {"kind": "characters"|"byte-pairs", ...}: makeTextCodec(toJson()) is the same codec. Deterministic.
    virtual QJsonObject toJson() const = 0;
};

// Throws Error(BadInput) naming what is wrong in the description.
std::shared_ptr<const TextCodec> makeTextCodec(const QJsonObject& json);

// Builds the codec of a corpus. Characters: every character that stands at least twice (the 65,000 most frequent at
// most) has a token of its own. 256 byte tokens stand in every codec.
std::shared_ptr<const TextCodec> trainCharacterCodec(const std::vector<QString>& texts);
// progress(done, total) is called now and then; returns nullptr when it returns false.
std::shared_ptr<const TextCodec> trainBytePairCodec(const std::vector<QString>& texts, int vocabulary,
                                                    const std::function<bool(qint64, qint64)>& progress = {});

} // namespace capriccio
