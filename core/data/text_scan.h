#pragma once

#include "core/data/scan.h"
#include "core/types/text_corpus.h"

#include <QString>
#include <QStringList>

namespace capriccio {

inline constexpr qint64 kLeastCharacters = 2000; // of text to train on
inline constexpr int kLeastSentences = 50;

// Looks at everything dropped: .txt, .md, .html, .json, .csv, .tsv, folders and .zip of them. Reads every text once, in
// bounded memory (about 250 MB for words and passages, whatever the size). A text that cannot be used is an item with
// verdict and reason; a dropped archive or folder that cannot be opened throws Error(BadInput). Words, alphabet and
// duplicates are those of the text without Gutenberg's header and footer. Cancelled: returns with cancelled = true. Any
// thread.
TextCorpusInfo scanTexts(const QStringList& paths, const ProgressCallback& progress = {});
TextCorpusInfo scanTexts(const QStringList& paths, const TextScanOptions& options,
                         const ProgressCallback& progress = {});

// What texts are prepared for, as is said where there are too few.
enum class TextUse { Training, Evaluation };

// Turns the usable texts into tokens: one cache file under cacheFolder and the training text beside it (both durable),
// reused when content and options are the same. The codec is built from the training part alone. Throws
// Error(BadInput) when there is too little text, saying how much is needed, Error(BadArgument) for options out of
// range, Error(Storage). Cancelled: returns an empty cacheFile. Memory: about 300 MB, whatever the size. Any thread.
PreparedSequences prepareTexts(const TextCorpusInfo& info, const TextPrepareOptions& options, const QString& title,
                               const QString& cacheFolder, const ProgressCallback& progress = {},
                               TextUse use = TextUse::Training);

// Reads one item again: its normalised text, at most `characters` of it (documents separated by blank lines, source and
// target by a tab); header and footer as the options say. Throws Error(BadInput). Any thread.
QString readText(const TextItem& item, const TextScanOptions& scanOptions, const TextPrepareOptions& options,
                 qint64 characters = 1'000'000);

// The training text of prepared sequences comes from these texts: in textFile (UTF-8) each begins at `byte` and ends
// where the next one begins. Empty for music. Throws Error(BadInput) when the cache is gone. Any thread.
struct TrainingSource {
    QString title;
    qint64 byte = 0;
};
std::vector<TrainingSource> trainingSources(const PreparedSequences& prepared);

} // namespace capriccio
