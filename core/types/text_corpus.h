#pragma once

#include "core/types/dataset_info.h"
#include "core/types/melody_options.h"
#include "core/types/sentence.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

namespace capriccio {

enum class TextEncoding { Utf8, Utf16LittleEndian, Utf16BigEndian, Gb18030 };

// The encoding the artist chose for one text after a look at it.
struct TextEncodingChoice {
    QString source; // absolute path of the file
    QString entry;  // name inside an archive; empty for a plain file
    TextEncoding encoding = TextEncoding::Utf8;
    bool operator==(const TextEncodingChoice&) const = default;
};

// How texts are read. The artist changes it after a look at the previews and scans again.
struct TextScanOptions {
    bool replaceInvalid = false;            // malformed bytes become U+FFFD instead of a refusal
    std::optional<TextEncoding> encoding;   // of every text without a byte order mark; empty = found out
    std::vector<TextEncodingChoice> chosen; // for single texts, whatever their mark or the others say; one for a text
                                            // that is not there (any more) says nothing

    // Returns what is chosen for this text itself; nothing when it is read like the others. Any thread.
    std::optional<TextEncoding> chosenFor(const QString& source, const QString& entry) const;
    // Chooses for this text itself; nothing takes its choice back. Any thread, none other using this value.
    void choose(const QString& source, const QString& entry, std::optional<TextEncoding> wanted);

    bool operator==(const TextScanOptions&) const = default;
};

// One text as it was found. `source` is the file on disk; `entry` is the name inside an archive, empty for a plain
// file.
struct TextItem {
    QString source;
    QString entry;
    QString title; // for display and originality: file name, or title of the poem collection
    TextEncoding encoding = TextEncoding::Utf8;
    bool encodingSure = true;                        // false: guessed, the artist should look at the preview
    TextEncoding foundEncoding = TextEncoding::Utf8; // what it would be read in if none were chosen for it alone
    QString preview;                                 // first 400 characters as decoded
    qint64 invalidAt = -1; // byte offset of the first malformed character; refused unless `replaced`
    bool replaced = false; // malformed bytes are read as U+FFFD
    bool paired = false;   // two columns: source and target
    qint64 bytes = 0;
    qint64 characters = 0;          // Unicode code points after decoding and normalising line ends
    qint64 pieces = 1;              // documents: poems of a JSON list, rows of a table; 1 for plain text
    bool gutenberg = false;         // has a Project Gutenberg header or footer
    qint64 gutenbergCharacters = 0; // what removing it takes away
    qint64 carriageReturns = 0;     // line ends that were CR or CRLF
    qint64 controlCharacters = 0;   // other than line end and tab; taken out
    qint64 frontMatter = 0;         // characters of what a Markdown note says about itself (YAML); taken out
    ItemVerdict verdict = ItemVerdict::Usable;
    Sentence reason; // empty when usable
};

struct WordCount {
    QString word;
    qint64 count = 0;
};

// A passage of at least 200 characters that stands more than once.
struct DuplicatePassage {
    int item = 0;      // index into TextCorpusInfo::items of the later one
    int firstItem = 0; // where it stood first
    qint64 characters = 0;
    QString beginning; // its first 80 characters
};

enum class TokenizerKind {
    Characters, // one token a character; seldom ones (and unseen ones) fall back to bytes
    BytePairs,  // byte-level BPE trained on the corpus (Sennrich et al. 2016, Radford et al. 2019)
};

// How usable texts become training tokens.
struct TextPrepareOptions {
    bool removeGutenberg = true;
    bool removeDuplicates = false; // later copies of duplicate passages
    TokenizerKind tokenizer = TokenizerKind::Characters;
    int vocabulary = 2048;     // byte pairs only: tokens at most, 300..32000
    double heldOutShare = 0.1; // never trained on; 0 = none
    double heldOutStart = -1;  // 0..1: where the held-out part begins in the corpus; -1 = its end (last tenth)
    bool sentences = false;    // items are sentences (text-vae) instead of running text
    bool operator==(const TextPrepareOptions&) const = default;
};

inline constexpr double kMostlyCjk = 0.5; // of the letters: above it a text counts as Chinese, Japanese or Korean

// Result of a scan: what was dropped, and what can be used. A value.
struct TextCorpusInfo {
    QStringList sources; // what the artist dropped, absolute paths
    std::vector<TextItem> items;
    qint64 characters = 0;                  // of the usable items, code points
    qint64 words = 0;                       // ICU word boundaries that hold a letter, an ideograph or a digit
    int vocabulary = 0;                     // different words
    int alphabet = 0;                       // different characters
    double cjkShare = 0;                    // share of ideographs, kana and hangul among letters
    std::vector<WordCount> frequentWords;   // at most 100, most frequent first
    std::vector<WordCount> frequentContent; // the same without stop words (English and Chinese lists)
    std::vector<DuplicatePassage> duplicates;
    TextScanOptions scanOptions;
    TextPrepareOptions suggested;
    QString sourceNote;  // where the texts come from, in the artist's words; follows every export
    QString licenceNote; // under which licence; follows every export
    bool cancelled = false;
};

// Why this tokenizer is suggested, in the language of the moment.
QString whySuggested(const TextCorpusInfo& info);

// Token ids on disk that SequenceDataset reads; of text and of music. Immutable once written. The cache file
// is a safetensors file: "ids" int32 [N], "starts" int64 [D] (first token of every document, ascending, starts[0] = 0),
// "heldout" bool as uint8 [D]; documents of a paired corpus hold source, separator and target.
struct PreparedSequences {
    QString cacheFile;        // absolute path
    QString contentHash;      // SHA-256 (hex) of ids, starts and split: identifies the data in checkpoints
    qint64 tokens = 0;        // in the training part; those a model predicts: all but kBegin
    qint64 heldOutTokens = 0; // the same of the held-out part
    qint64 documents = 0;     // in the training part
    qint64 characters = 0;    // code points in the training part; notes for music
    qint64 heldOutCharacters =
        0;              // the same of the held-out part: nats per character = nats per token * tokens / characters
    int vocabulary = 0; // token ids are in [0, vocabulary)
    bool paired = false;
    bool sentences = false;
    QJsonObject codec;                          // what makeTextCodec (or makeMelodyCodec) builds the codec from
    TextPrepareOptions options;                 // of text
    std::optional<MelodyPrepareOptions> melody; // of music; empty where it was prepared before this was kept
    QString title;                              // name of the data for model cards
    QString sourceNote;
    QString licenceNote;
    QString textFile; // UTF-8 copy of the training text beside the cache, for originality; music: the training tunes
};

} // namespace capriccio
