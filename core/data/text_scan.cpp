#include "core/data/text_scan.h"

#include "core/data/duplicate_passages.h"
#include "core/data/text_corpus_reader.h"
#include "core/data/text_sources.h"
#include "core/data/text_words.h"
#include "core/data/utf8.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSet>
#include <algorithm>

namespace capriccio {
namespace {

constexpr int kFrequentWords = 100;
constexpr std::size_t kMostDuplicates = 10'000; // reported
constexpr qint64 kTicked = 1 << 20;             // bytes that are read between two ticks

void countWords(TextCorpusInfo& info, const DocumentSpool& spool, const ProgressCallback& progress) {
    ProgressMeter meter(Sentence::translate("data", "Counting words"), spool.spool().size(), progress);
    WordCounter counter;
    // Short documents (poems, rows) together, for speed; a line end between them ends words.
    QString gathered;
    const auto count = [&] {
        counter.add(gathered);
        gathered.clear();
    };
    const auto read = [&](qint64 at, qint64 bytes) {
        spool.read(at, bytes, [&](std::string_view piece) {
            gathered += textOfUtf8(piece);
            if (gathered.size() > 100'000)
                count();
            meter.advance(qint64(piece.size()));
        });
        if (!gathered.isEmpty() && !gathered.endsWith(u'\n'))
            gathered += u'\n';
    };
    for (const SpooledDocument& document : spool.documents()) {
        const qint64 source = document.separator < 0 ? document.bytes : document.separator;
        read(document.at, source);
        if (source < document.bytes) // the target of a pair: its first word is not the end of the source's last
            read(document.at + source, document.bytes - source);
    }
    count();
    info.words = counter.words();
    info.vocabulary = counter.vocabulary();
    info.alphabet = counter.alphabet();
    info.cjkShare = counter.cjkShare();
    info.frequentWords = counter.frequent(kFrequentWords, false);
    info.frequentContent = counter.frequent(kFrequentWords, true);
    meter.finish();
}

void noteDuplicateTexts(TextCorpusInfo& info, const DocumentSpool& spool, const ProgressCallback& progress) {
    ProgressMeter meter(Sentence::translate("data", "Looking for repeated passages"), 0, progress);
    const std::vector<FoundPassage> passages = findDuplicatePassages(spool, [&meter] { meter.poll(); });
    for (const FoundPassage& passage : passages) {
        if (info.duplicates.size() >= kMostDuplicates)
            break;
        DuplicatePassage note;
        note.item = spool.documents()[passage.document].item;
        note.firstItem = spool.documents()[passage.firstDocument].item;
        note.characters = passage.characters;
        const auto beginning =
            textOfUtf8(spool.spool().read(passage.at, std::min<qint64>(passage.bytes, 320))).toUcs4();
        note.beginning = QString::fromUcs4(reinterpret_cast<const char32_t*>(beginning.constData()),
                                           std::min<qsizetype>(beginning.size(), 80));
        info.duplicates.push_back(note);
    }
    meter.finish();
}

TextCorpusInfo scanTextsOrThrow(const QStringList& paths, const TextScanOptions& options,
                                const ProgressCallback& progress) {
    TextCorpusInfo info;
    info.scanOptions = options;
    for (const QString& path : paths)
        info.sources.push_back(QFileInfo(path).absoluteFilePath());
    {
        ProgressMeter meter(Sentence::translate("data", "Looking for texts"), 0, progress);
        info.items = findTexts(info.sources, [&meter] { meter.poll(); });
    }
    DocumentSpool spool;
    {
        ProgressMeter meter(Sentence::translate("data", "Reading texts"), bytesOf(info.items), progress);
        readCorpus(info.items, options, true, spool, meter);
        meter.finish();
    }
    for (const TextItem& item : info.items)
        if (item.verdict == ItemVerdict::Usable)
            info.characters += item.characters;
    countWords(info, spool, progress);
    noteDuplicateTexts(info, spool, progress);
    suggestPreparation(info);
    return info;
}

} // namespace

qint64 bytesOf(const std::vector<TextItem>& items) {
    qint64 bytes = 0;
    QSet<QString> archives;
    for (const TextItem& item : items) {
        if (item.verdict != ItemVerdict::Usable || (!item.entry.isEmpty() && archives.contains(item.source)))
            continue;
        if (!item.entry.isEmpty())
            archives.insert(item.source);
        bytes += QFileInfo(item.source).size();
    }
    return std::max<qint64>(bytes, 1);
}

void readCorpus(std::vector<TextItem>& items, const TextScanOptions& options, bool removeGutenberg,
                DocumentSpool& spool, ProgressMeter& meter) {
    // An archive counts when its last text has been read: unpacked sizes are not known before.
    TextSources sources;
    for (std::size_t i = 0; i < items.size(); ++i) {
        TextItem& item = items[i];
        meter.poll();
        if (item.verdict != ItemVerdict::Usable)
            continue;
        spool.beginItem(int(i));
        const qint64 size = QFileInfo(item.source).size();
        qint64 told = 0; // a large text moves the bar while it is read: looked at once, then read
        sources.read(item, options, removeGutenberg, spool, [&] {
            const qint64 more = item.entry.isEmpty() ? std::min(kTicked / 2, size - told) : 0;
            told += more;
            meter.advance(more);
        });
        if (item.verdict != ItemVerdict::Usable)
            spool.takeBack();
        const bool lastOfArchive = i + 1 == items.size() || items[i + 1].source != item.source;
        if (item.entry.isEmpty() || lastOfArchive)
            meter.advance(size - told);
    }
}

void suggestPreparation(TextCorpusInfo& info) {
    constexpr qint64 kEnoughForPieces = 4'000'000; // characters
    TextPrepareOptions& suggested = info.suggested;
    suggested = {};
    qint64 repeated = 0;
    for (const DuplicatePassage& passage : info.duplicates)
        repeated += passage.characters;
    suggested.removeDuplicates = repeated * 5 > info.characters; // a fifth would be learned by heart
    if (info.cjkShare <= kMostlyCjk && info.characters >= kEnoughForPieces) {
        suggested.tokenizer = TokenizerKind::BytePairs;
        suggested.vocabulary = info.characters < 20'000'000 ? 2048 : info.characters < 100'000'000 ? 4096 : 8192;
    }
}

TextCorpusInfo scanTexts(const QStringList& paths, const TextScanOptions& options, const ProgressCallback& progress) {
    try {
        return scanTextsOrThrow(paths, options, progress);
    } catch (const Cancelled&) {
        TextCorpusInfo info;
        info.sources = paths;
        info.scanOptions = options;
        info.cancelled = true;
        return info;
    }
}

TextCorpusInfo scanTexts(const QStringList& paths, const ProgressCallback& progress) {
    return scanTexts(paths, TextScanOptions{}, progress);
}

QString readText(const TextItem& item, const TextScanOptions& scanOptions, const TextPrepareOptions& options,
                 qint64 characters) {
    struct Enough {};
    class Gather : public DocumentSink {
    public:
        explicit Gather(qint64 most) : most_(most) {}
        void text(QStringView piece) override {
            text_ += piece;
            if (text_.size() > 2 * most_)
                throw Enough{};
        }
        void separator() override { text_ += u'\t'; }
        void end() override { text_ += text_.endsWith(u'\n') ? QStringLiteral("\n") : QStringLiteral("\n\n"); }
        QString result() const {
            const auto points = text_.toUcs4();
            return points.size() <= most_
                       ? text_.trimmed()
                       : QString::fromUcs4(reinterpret_cast<const char32_t*>(points.constData()), most_);
        }

    private:
        qint64 most_;
        QString text_;
    };
    Gather gather(characters);
    TextItem copy = item;
    copy.verdict = ItemVerdict::Usable;
    try {
        TextSources().read(copy, scanOptions, options.removeGutenberg, gather, {});
    } catch (const Enough&) {
        return gather.result();
    }
    if (copy.verdict != ItemVerdict::Usable)
        throw Error(Error::Kind::BadInput, copy.reason, copy.source);
    return gather.result();
}

} // namespace capriccio
