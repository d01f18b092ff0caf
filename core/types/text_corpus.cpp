#include "core/types/text_corpus.h"

#include <QCoreApplication>
#include <QLocale>

namespace capriccio {

std::optional<TextEncoding> TextScanOptions::chosenFor(const QString& source, const QString& entry) const {
    for (const TextEncodingChoice& one : chosen)
        if (one.source == source && one.entry == entry)
            return one.encoding;
    return std::nullopt;
}

void TextScanOptions::choose(const QString& source, const QString& entry, std::optional<TextEncoding> wanted) {
    std::erase_if(chosen, [&](const TextEncodingChoice& one) { return one.source == source && one.entry == entry; });
    if (wanted)
        chosen.push_back({source, entry, *wanted});
}

QString whySuggested(const TextCorpusInfo& info) {
    const QString size = QLocale().toString(info.characters);
    if (info.suggested.tokenizer == TokenizerKind::BytePairs)
        return QCoreApplication::translate("data", "Word pieces: %1 characters are enough to learn %2 pieces, and the "
                                                   "model looks back three to four times as far as with letters.")
            .arg(size, QLocale().toString(info.suggested.vocabulary));
    if (info.cjkShare > kMostlyCjk)
        return QCoreApplication::translate("data", "Characters: in Chinese, Japanese and Korean a character is already "
                                                   "a unit of meaning; this text has %1 different ones.")
            .arg(QLocale().toString(info.alphabet));
    return QCoreApplication::translate("data", "Characters: with %1 characters of text there is too little of each "
                                               "word piece to learn from; letters are learned quickly.")
        .arg(size);
}

} // namespace capriccio
