#pragma once

#include <QString>
#include <QStringList>
#include <functional>
#include <vector>

namespace capriccio {

inline constexpr int kCopiedCharacters = 30; // from so many on a passage counts as copied,
inline constexpr int kCopiedWords = 8;       // or from so many words that are separated by spaces

// Where a text of the training data begins in the file.
struct OriginalitySource {
    QString title;
    qint64 byte = 0;
};

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
    qint64 characters = 0;               // of the generated text
    qint64 copiedCharacters = 0;         // in the passages
    double copiedShare() const { return characters == 0 ? 0 : double(copiedCharacters) / double(characters); }
};

// Looks up generated texts in a training text (UTF-8 file, any size): 12-byte windows of the generated texts are hashed
// and the training text streams past them once, mapped into memory; about a second for 500 MB, memory a few times the
// generated texts. One result for each text. tick is called every megabyte and returns false to cancel (the result is
// then empty). Throws Error(BadInput) when the file cannot be read. Any thread.
std::vector<Originality> originality(const QStringList& texts, const QString& trainingFile,
                                     const std::vector<OriginalitySource>& sources = {},
                                     const std::function<bool()>& tick = {});

} // namespace capriccio
