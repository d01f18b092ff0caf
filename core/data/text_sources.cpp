#include "core/data/text_sources.h"

#include "core/data/file_bytes.h"
#include "core/data/found_files.h"
#include "core/data/gutenberg_filter.h"
#include "core/data/text_decoder.h"
#include "core/data/utf8.h"
#include "core/data/zip_archive.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>
#include <algorithm>
#include <optional>

namespace capriccio {
namespace {

constexpr qint64 kBlock = 1 << 20;
constexpr qint64 kMostEntry = 256LL << 20; // bytes of a text inside an archive
constexpr qint64 kMostJson = 300LL << 20;  // JSON is looked at as a whole
constexpr qsizetype kPreview = 400;        // characters
constexpr qsizetype kFrontWithin = 16'000; // characters

// Passes on and keeps the beginning and the counts for the item.
class WatchedSink : public DocumentSink {
public:
    explicit WatchedSink(DocumentSink& sink) : sink_(sink) {}
    void text(QStringView piece) override {
        if (preview_.size() < 2 * kPreview)
            preview_ += piece.left(2 * kPreview - preview_.size());
        visible_ = visible_ || !piece.trimmed().isEmpty();
        characters_ += codePoints(piece);
        sink_.text(piece);
    }
    void separator() override {
        preview_ += u'\t';
        sink_.separator();
    }
    void end() override {
        if (!preview_.endsWith(u'\n'))
            preview_ += u'\n';
        pieces_ += visible_ ? 1 : 0;
        visible_ = false;
        sink_.end();
    }
    qint64 pieces() const { return pieces_; }
    qint64 characters() const { return characters_; }
    QString preview() const {
        QString text = preview_.trimmed();
        qsizetype to = std::min(text.size(), kPreview);
        if (to > 0 && to < text.size() && text[to].isLowSurrogate())
            --to;
        return text.left(to);
    }

private:
    DocumentSink& sink_;
    QString preview_;
    bool visible_ = false;
    qint64 pieces_ = 0;
    qint64 characters_ = 0;
};

// The reason an item is left out; becomes its verdict.
struct Unusable {
    Sentence reason;
};

// Streams the decoded, normalised text. Throws InvalidText and Unusable.
void streamText(TextItem& item, const TextBytes& bytes, const TextScanOptions& options,
                const std::function<void()>& tick, const std::function<void(QStringView)>& sink) {
    FoundEncoding found = findEncoding(bytes, options.encoding, tick);
    item.foundEncoding = found.encoding;
    if (const std::optional<TextEncoding> chosen = options.chosenFor(item.source, item.entry))
        found = chosenEncoding(bytes, *chosen);
    item.encoding = found.encoding;
    item.encodingSure = found.sure;
    TextDecoder decoder(found.encoding, options.replaceInvalid, found.bom);
    TextNormaliser normaliser;
    QString text;
    qint64 at = found.bom;
    bool first = true;
    do {
        if (tick)
            tick();
        const QByteArray block = bytes.read(at, kBlock);
        at += block.size();
        const bool last = block.isEmpty() || at >= bytes.size;
        text.clear();
        decoder.feed(block, last, text);
        const qsizetype before = text.size();
        const qint64 controls = normaliser.controlCharacters();
        if (!normaliser.apply(text) ||
            (first && (normaliser.controlCharacters() - controls) * 20 > before && before > 16))
            throw Unusable{
                Sentence::translate("data", "%1 is not a text: it holds binary data.").arg(shownNameOf(item))};
        first = false;
        sink(text);
        if (last)
            break;
    } while (at < bytes.size);
    item.carriageReturns = normaliser.carriageReturns();
    item.controlCharacters = normaliser.controlCharacters();
    item.invalidAt = decoder.firstInvalid();
    item.replaced = item.invalidAt >= 0;
}

bool isMarkdown(const QString& name) {
    const QString suffix = QFileInfo(name).suffix().toLower();
    return suffix == QLatin1String("md") || suffix == QLatin1String("markdown");
}

// Returns how long the lines are with which notes say what they are (title, date, tags) between two rows of dashes, of
// a text that begins so. These are a program's words, and a model would write them.
qsizetype frontMatterOf(QStringView text) {
    static const QRegularExpression frame(
        QStringLiteral("^---[ \\t]*\\n[\\w-]+[ \\t]*:(?:[^\\n]*\\n){1,200}?(?:---|\\.\\.\\.)[ \\t]*(?:\\n|$)"));
    const auto found = frame.match(text.left(kFrontWithin).toString());
    return found.hasMatch() ? found.capturedLength() : 0;
}

void readPlain(TextItem& item, const TextBytes& bytes, const TextScanOptions& options, bool removeGutenberg,
               DocumentSink& sink, const std::function<void()>& tick) {
    GutenbergFilter filter(removeGutenberg, [&](QStringView text) { sink.text(text); });
    bool note = isMarkdown(item.entry.isEmpty() ? item.source : item.entry);
    streamText(item, bytes, options, tick, [&](QStringView text) {
        const qsizetype front = std::exchange(note, false) ? frontMatterOf(text) : 0; // within the first block
        item.frontMatter += codePoints(text.left(front));
        filter.feed(text.mid(front));
    });
    filter.finish();
    sink.end();
    item.gutenberg = filter.found();
    item.gutenbergCharacters = filter.characters();
}

void readHtml(TextItem& item, const TextBytes& bytes, const TextScanOptions& options, bool removeGutenberg,
              DocumentSink& sink, const std::function<void()>& tick) {
    GutenbergFilter filter(removeGutenberg, [&](QStringView text) { sink.text(text); });
    HtmlText html([&](QStringView text) { filter.feed(text); });
    streamText(item, bytes, options, tick, [&](QStringView text) { html.feed(text); });
    html.finish();
    filter.finish();
    sink.end();
    item.gutenberg = filter.found();
    item.gutenbergCharacters = filter.characters();
}

void readTable(TextItem& item, const TextBytes& bytes, const TextScanOptions& options, QChar delimiter,
               DocumentSink& sink, const std::function<void()>& tick) {
    TableDocuments documents(sink);
    std::optional<TableRows> rows;
    streamText(item, bytes, options, tick, [&](QStringView text) {
        if (!rows)
            rows.emplace(delimiter == u',' ? delimiterOf(text) : delimiter,
                         [&](const QStringList& fields) { documents.row(fields); });
        rows->feed(text);
    });
    if (rows)
        rows->finish();
    documents.finish();
    item.paired = documents.paired();
}

void readJson(TextItem& item, const TextBytes& bytes, const TextScanOptions& options, DocumentSink& sink,
              const std::function<void()>& tick) {
    if (bytes.size > kMostJson)
        throw Unusable{Sentence::translate("data", "%1 is larger than %2 MB. Save it as plain text.")
                           .arg(shownNameOf(item))
                           .arg(kMostJson >> 20)};
    std::string utf8;
    utf8.reserve(std::size_t(bytes.size));
    streamText(item, bytes, options, tick, [&](QStringView text) { appendUtf8(utf8, text); });
    item.paired = jsonDocuments(utf8, sink, tick);
}

TextItem unusableItem(const QString& path, const QString& entry, const Sentence& reason) {
    TextItem item;
    item.source = path;
    item.entry = entry;
    item.title = QFileInfo(entry.isEmpty() ? path : entry).completeBaseName();
    item.verdict = ItemVerdict::Unreadable;
    item.reason = reason;
    return item;
}

Sentence damagedAt(const TextItem& item, qint64 byte) {
    return Sentence::translate("data", "%1 is damaged, or in an encoding that was not found out: byte %2 begins no "
                                       "character. Choose the encoding, or have such bytes replaced: on the Data page, "
                                       "or with --encoding and --replace-invalid on the command line.")
        .arg(shownNameOf(item))
        .arg(byte);
}

Sentence noTextIn(const TextItem& item) {
    if (item.bytes > 0 && textFormatOf(item.entry.isEmpty() ? item.source : item.entry) == TextFormat::Json)
        return Sentence::translate(
                   "data",
                   "%1 holds no text that would be found: lists of strings, objects with text, content, body or "
                   "paragraphs, and pairs such as question and answer or source and target.")
            .arg(shownNameOf(item));
    return Sentence::translate("data", "%1 holds no text.").arg(shownNameOf(item));
}

Sentence textNotRead(const QString& name) {
    return Sentence::translate("data", "%1 is no text: .txt, .md, .html, .json, .csv, .tsv and .zip are read.")
        .arg(QFileInfo(name).fileName());
}

} // namespace

struct TextSources::Archive {
    QString path;
    ZipArchive zip;
};

TextSources::TextSources() = default;
TextSources::~TextSources() = default;

QString shownNameOf(const TextItem& item) {
    const QString file = QFileInfo(item.source).fileName();
    return item.entry.isEmpty() ? file : file + QStringLiteral(" : ") + item.entry;
}

TextFormat textFormatOf(const QString& name) {
    const QString suffix = QFileInfo(name).suffix().toLower();
    if (suffix == QLatin1String("txt") || suffix == QLatin1String("text") || isMarkdown(name))
        return TextFormat::Plain;
    if (suffix == QLatin1String("html") || suffix == QLatin1String("htm") || suffix == QLatin1String("xhtml"))
        return TextFormat::Html;
    if (suffix == QLatin1String("json"))
        return TextFormat::Json;
    if (suffix == QLatin1String("csv"))
        return TextFormat::Comma;
    if (suffix == QLatin1String("tsv"))
        return TextFormat::Tab;
    return suffix == QLatin1String("zip") ? TextFormat::Zip : TextFormat::None;
}

QString plainText(const QByteArray& bytes, const QString& file, const TextScanOptions& options) {
    TextItem item;
    item.source = file;
    QString text;
    try {
        streamText(item, textBytes(bytes), options, {}, [&text](QStringView piece) { text += piece; });
    } catch (const InvalidText& invalid) {
        throw Error(Error::Kind::BadInput, damagedAt(item, invalid.at));
    } catch (const Unusable& unusable) {
        throw Error(Error::Kind::BadInput, unusable.reason);
    }
    return text;
}

bool holdTexts(const QStringList& paths) {
    return mostFilesAre(paths, [](const QString& name, bool dropped) {
        const TextFormat format = textFormatOf(name);
        if (format == TextFormat::None)
            return -1;
        // A README beside pictures says nothing.
        static const QRegularExpression note(QStringLiteral("^(readme|licen[cs]e|changelog|credits|notice)\\b.*\\.md$"),
                                             QRegularExpression::CaseInsensitiveOption);
        return !dropped && note.match(QFileInfo(name).fileName()).hasMatch() ? 0 : 1;
    });
}

std::vector<TextItem> findTexts(const QStringList& paths, const std::function<void()>& tick) {
    const auto use = [](const QString& name) {
        const TextFormat format = textFormatOf(name);
        return format == TextFormat::Zip    ? FileUse::Archive
               : format == TextFormat::None ? FileUse::None
                                            : FileUse::Read;
    };
    std::vector<TextItem> items;
    for (const FoundFile& file : findFiles(paths, use, textNotRead, tick)) {
        if (file.reason.isEmpty()) {
            TextItem item;
            item.source = file.source;
            item.entry = file.entry;
            item.title = QFileInfo(file.entry.isEmpty() ? file.source : file.entry).completeBaseName();
            items.push_back(item);
        } else {
            items.push_back(unusableItem(file.source, file.entry, file.reason));
        }
    }
    return items;
}

void TextSources::read(TextItem& item, const TextScanOptions& options, bool removeGutenberg, DocumentSink& sink,
                       const std::function<void()>& tick) {
    const auto refuse = [&item](const Sentence& reason) {
        item.verdict = ItemVerdict::Unreadable;
        item.reason = reason;
    };
    WatchedSink watched(sink);
    try {
        std::unique_ptr<ReadableFile> file;
        TextBytes bytes;
        if (item.entry.isEmpty()) {
            file = std::make_unique<ReadableFile>(item.source);
            bytes = {file->size(), [&file](qint64 offset, qint64 length) { return file->read(offset, length); }};
        } else {
            if (!archive_ || archive_->path != item.source)
                archive_.reset(new Archive{item.source, ZipArchive(item.source)});
            const ZipEntry* entry = archive_->zip.find(item.entry);
            if (entry == nullptr)
                throw Unusable{goneReason(shownNameOf(item))};
            bytes = textBytes(archive_->zip.read(*entry, kMostEntry));
        }
        item.bytes = bytes.size;
        item.frontMatter = 0;
        switch (textFormatOf(item.entry.isEmpty() ? item.source : item.entry)) {
        case TextFormat::Html:
            readHtml(item, bytes, options, removeGutenberg, watched, tick);
            break;
        case TextFormat::Json:
            readJson(item, bytes, options, watched, tick);
            break;
        case TextFormat::Comma:
            readTable(item, bytes, options, u',', watched, tick);
            break;
        case TextFormat::Tab:
            readTable(item, bytes, options, u'\t', watched, tick);
            break;
        default:
            readPlain(item, bytes, options, removeGutenberg, watched, tick);
        }
        item.preview = watched.preview();
        item.pieces = watched.pieces();
        item.characters = watched.characters() + (removeGutenberg ? item.gutenbergCharacters : 0);
        if (item.pieces == 0)
            refuse(noTextIn(item));
    } catch (const InvalidText& invalid) {
        item.invalidAt = invalid.at;
        item.preview = watched.preview();
        refuse(damagedAt(item, invalid.at));
    } catch (const Unusable& unusable) {
        refuse(unusable.reason);
    } catch (const std::bad_alloc&) {
        refuse(Sentence::translate("data", "%1 needs more memory than there is.").arg(shownNameOf(item)));
    } catch (const Error& error) {
        if (error.kind() == Error::Kind::Storage)
            throw;
        refuse(error.message().contains(shownNameOf(item)) || !item.entry.isEmpty()
                   ? error.sentence()
                   : Sentence::translate("data", "%1 cannot be used: %2").arg(shownNameOf(item), error.sentence()));
    }
}

} // namespace capriccio
