#pragma once

#include "core/types/text_corpus.h"

#include <QString>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace capriccio {

// Cuts text into words and sentences with ICU's rules (UAX 29; a dictionary for Chinese and Japanese). Costly to make,
// cheap to use; one thread.
class TextBoundaries {
public:
    TextBoundaries();
    ~TextBoundaries();
    // Calls word for each word that holds a letter, an ideograph or a digit, in order.
    void words(QStringView text, const std::function<void(QStringView)>& word);
    // Calls sentence for each sentence, in order, white space at both ends left out. A blank line ends a sentence; so
    // does any line end when `lines` is set.
    void sentences(QStringView text, bool lines, const std::function<void(QStringView)>& sentence);

private:
    struct Iterators;
    std::unique_ptr<Iterators> icu_;
};

// Words of a text, lower-case.
QStringList wordsOf(const QString& text);
// Sentences of a text as they stand in it.
struct SentencePlace {
    qsizetype at = 0; // UTF-16 units
    qsizetype length = 0;
};
std::vector<SentencePlace> sentencesOf(const QString& text);

// Counts words (lower-case) and characters of a corpus that comes in pieces cut at white space. Memory is bounded:
// after a million different words new ones are counted only in total.
class WordCounter {
public:
    WordCounter();
    void add(QStringView text);
    qint64 words() const { return words_; }
    int vocabulary() const { return int(counts_.size()); }
    int alphabet() const;
    double cjkShare() const;
    // The `most` most frequent words, ties by spelling; contentOnly leaves stop words and figures out.
    std::vector<WordCount> frequent(int most, bool contentOnly) const;

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::u16string_view s) const { return std::hash<std::u16string_view>()(s); }
    };
    TextBoundaries boundaries_;
    std::unordered_map<std::u16string, qint64, Hash, std::equal_to<>> counts_;
    std::vector<bool> characters_;
    qint64 words_ = 0;
    qint64 letters_ = 0;
    qint64 cjk_ = 0;
};

// Words that say little about what a text is about: English and Chinese (simplified and traditional). Lower-case.
bool isStopWord(QStringView word);

} // namespace capriccio
