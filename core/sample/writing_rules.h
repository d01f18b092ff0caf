#pragma once

#include "core/data/text_codec.h"
#include "core/types/written_token.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

namespace capriccio {

// What a text must keep to while it is drawn: whole characters, no banned word, the required ones. Torch-free; any
// thread, one at a time.

// A word found in a text, in any case. Where words stand between blanks, neither a letter nor a figure may stand
// directly before or behind it; ideographs, kana and hangul are found wherever they stand.
struct FoundWord {
    qsizetype end = 0; // behind its last character, UTF-16 units
    bool open = false; // the text ends with it: a letter behind it would make another word of it
};
// Returns the first of the words to end behind `from` (UTF-16 units).
std::optional<FoundWord> findWord(const QString& text, const QStringList& words, qsizetype from = 0);
// Returns how `word` goes on this text, behind a blank where one is due; nothing where it would become the end of
// another word.
std::optional<QString> following(const QString& text, const QString& word);
// Returns the tokens whose text would go on a word of this text's last letter; none where words need no blanks.
std::vector<int> goingOn(const TextCodec& codec, const QString& text);

// Returns whether the tokens of a text may be parted in front of ids[at], 0 < at < size: not within a character, nor
// within a word of a script that sets blanks between words.
bool mayCut(const TextCodec& codec, const std::vector<int>& ids, std::size_t at);

// Keeps half of a character from being written.
class WholeCharacters {
public:
    explicit WholeCharacters(const TextCodec& codec);
    // Returns whether the last character of these tokens lacks bytes.
    bool isUnfinished(const std::vector<int>& before) const { return !begun(before).empty(); }
    // Returns whether a token goes on as UTF-8 behind the bytes of a character that has begun (empty: behind a whole
    // one).
    bool mayFollow(const std::string& begun, int token) const;
    // Adds kNeverDrawn to `bias`, [vocabulary], for all that would not go on as UTF-8 behind `before`.
    void forbid(const std::vector<int>& before, std::vector<float>& bias) const;

private:
    std::string begun(const std::vector<int>& before) const;
    struct Inside {
        int token = 0;
        std::string bytes;
    };
    const TextCodec& codec_;
    std::vector<Inside> inside_; // tokens that begin within a character
};

// Holds tokens back while it is not certain that what they end in is no banned word: "art" may become "artist".
class BannedWords {
public:
    // before, after: the text around what is written, empty where it is a text of its own.
    BannedWords(const TextCodec& codec, const QStringList& words, const QString& before, const QString& after);

    // Of the tokens held: those in front that may be written, and whether the next one ends a banned word.
    struct Verdict {
        std::vector<DrawnToken> free;
        bool refused = false;
    };
    // The next token. A refused one is still held.
    Verdict take(const DrawnToken& token);
    // Nothing comes behind those held.
    Verdict end();
    // A token that is written whatever it makes.
    void pass(const DrawnToken& token);
    std::size_t held() const { return held_.size(); }
    void drop() { held_.clear(); }

private:
    Verdict judge(bool ended);
    void release(std::size_t count);

    const TextCodec& codec_;
    QStringList words_;
    QString text_;     // the end of what has been written
    QByteArray begun_; // bytes behind it of a character that is not complete
    QString after_;
    std::vector<DrawnToken> held_;
};

// Favours the next token of every required word that has not come yet.
class RequiredWords {
public:
    // before: the text in front of what is written.
    RequiredWords(const TextCodec& codec, const QStringList& words, const QString& before);
    // Bias for the first token of every missing word; [vocabulary], or empty when there is nothing to wish for.
    std::vector<float> bias(const QString& written) const;
    QStringList missing(const QString& written) const;

private:
    QStringList words_;
    QString before_;
    std::vector<std::vector<int>> firsts_; // of the forms of each word
    int vocabulary_;
};

} // namespace capriccio
