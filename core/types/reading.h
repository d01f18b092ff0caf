#pragma once

#include <QString>
#include <QtGlobal>
#include <vector>

namespace capriccio {

// What is found by reading a text: passages that stand in the training text, and the sentences that say most.

inline constexpr int kCopiedCharacters = 30; // from so many on a passage counts as copied,
inline constexpr int kCopiedWords = 8;       // or from so many words (by ICU in Chinese and Japanese)

// A passage of a generated text that stands in the training text, letter for letter.
struct CopiedPassage {
    qsizetype at = 0;      // in the generated text, UTF-16 units
    qsizetype length = 0;  // UTF-16 units
    qint64 characters = 0; // code points
    QString source;        // title of the text it stands in
    qint64 line = 0;       // line of that text, from 1
};

struct Originality {
    std::vector<CopiedPassage> passages; // in order, not overlapping; each the longest there is at its place
    CopiedPassage longest;               // the longest run shared, copied or not; 0 characters: under 12 bytes
    qint64 characters = 0;               // of the generated text
    qint64 copiedCharacters = 0;         // in the passages
    double copiedShare() const { return characters == 0 ? 0 : double(copiedCharacters) / double(characters); }
};

// A sentence of a text with its rank among all of them.
struct RankedSentence {
    qsizetype at = 0;     // in the text, UTF-16 units
    qsizetype length = 0; // UTF-16 units
    double rank = 0;      // TextRank score; the mean of all sentences is 1
};

} // namespace capriccio
