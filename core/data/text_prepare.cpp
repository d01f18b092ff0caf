#include "core/data/byte_pair_codec.h"
#include "core/data/character_codec.h"
#include "core/data/sequence_cache.h"
#include "core/data/text_corpus_reader.h"
#include "core/data/text_scan.h"
#include "core/data/text_segments.h"
#include "core/data/utf8.h"
#include "core/io/durable_file.h"
#include "core/types/error.h"
#include "core/types/text_pairs.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QLocale>
#include <QSet>
#include <algorithm>

namespace capriccio {
namespace {

constexpr auto kFormat = "text sequences 2";

void checkTextOptions(const TextPrepareOptions& options) {
    const auto refuse = [](const Sentence& what) { throw Error(Error::Kind::BadArgument, what); };
    if (options.tokenizer == TokenizerKind::BytePairs && (options.vocabulary < 300 || options.vocabulary > 32000))
        refuse(Sentence::translate("data", "The number of word pieces must lie between 300 and 32,000, not %1.")
                   .arg(options.vocabulary));
    if (!(options.heldOutShare >= 0 && options.heldOutShare <= 0.5))
        refuse(Sentence::translate("data", "The share of text held out must lie between 0 and 0.5."));
    if (!(options.heldOutStart <= 1) || (options.heldOutStart < 0 && options.heldOutStart != -1))
        refuse(Sentence::translate("data", "The held-out part must begin between 0 and 1, or at -1 for the end."));
}

// Names the cache by everything that decides what is in it.
QString textCacheName(const TextCorpusInfo& info, const TextPrepareOptions& options) {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto add = [&](const QByteArray& bytes) { hash.addData(QByteArray::number(bytes.size()) + ':' + bytes); };
    add(kFormat);
    add(QByteArray::number(int(options.removeGutenberg)) + ' ' + QByteArray::number(int(options.removeDuplicates)) +
        ' ' + QByteArray::number(int(options.tokenizer)) + ' ' +
        QByteArray::number(options.tokenizer == TokenizerKind::BytePairs ? options.vocabulary : 0) + ' ' +
        QByteArray::number(options.heldOutShare, 'g', 17) + ' ' + QByteArray::number(options.heldOutStart, 'g', 17) +
        ' ' + QByteArray::number(int(options.sentences)));
    const TextScanOptions& scan = info.scanOptions;
    add(QByteArray::number(int(scan.replaceInvalid)) + ' ' +
        QByteArray::number(scan.encoding ? int(*scan.encoding) : -1));
    for (const TextItem& item : info.items) {
        if (item.verdict != ItemVerdict::Usable)
            continue;
        const QFileInfo file(item.source);
        add(item.source.toUtf8());
        add(item.entry.toUtf8());
        add(QByteArray::number(file.size()) + ' ' + QByteArray::number(file.lastModified().toMSecsSinceEpoch()));
        if (const std::optional<TextEncoding> chosen = scan.chosenFor(item.source, item.entry))
            add("read as " + QByteArray::number(int(*chosen)));
    }
    return QString::fromLatin1(hash.result().toHex().left(24));
}

// What is said of too little text; counts still to be put in: of what there is, where there is any, and of the least.
Sentence littleText(qint64 there, TextUse use) {
    if (use == TextUse::Evaluation)
        return there == 0 ? Sentence::translate("data", "There is no text to measure the model on. About %1 characters "
                                                        "are needed, about a page and a half.")
                          : Sentence::translate("data", "There are only %1 characters of text to measure the model on. "
                                                        "About %2 are needed.");
    return there == 0 ? Sentence::translate("data", "There is no text to train on. About %1 characters are "
                                                    "needed, about a page and a half.")
                      : Sentence::translate("data", "There are only %1 characters of text to train on. About "
                                                    "%2 are needed; 100,000 make a model worth reading.");
}

[[noreturn]] void refuseLittle(qint64 there, const TextCorpusInfo& info, TextUse use) {
    QString detail;
    for (const TextItem& item : info.items)
        detail += item.reason.isEmpty() ? QString() : item.reason.text() + u'\n';
    Sentence little = littleText(there, use);
    if (there > 0)
        little = little.arg(QLocale().toString(there));
    throw Error(Error::Kind::BadInput, little.arg(QLocale().toString(kLeastCharacters)), detail.trimmed());
}

Sentence fewSentences(TextUse use) {
    return use == TextUse::Evaluation
               ? Sentence::translate("data", "There are only %1 sentences of 3 to 40 words to measure the model on. At "
                                             "least %2 are needed.")
               : Sentence::translate("data", "There are only %1 sentences of 3 to 40 words. At least %2 are "
                                             "needed; 1,000 make a model worth reading.");
}

class Preparation {
public:
    Preparation(const TextCorpusInfo& info, const TextPrepareOptions& options, const ProgressCallback& progress,
                TextUse use)
        : info_(info), options_(options), progress_(progress), use_(use) {}

    void run(const QString& cacheFile, PreparedSequences& prepared) {
        readAll();
        chooseSegments();
        const std::shared_ptr<const TextCodec> codec = trainedCodec();
        prepared.codec = codec->toJson();
        prepared.vocabulary = codec->vocabulary();
        prepared.paired = isPaired(info_) && !options_.sentences;
        prepared.sentences = options_.sentences;
        writeText(prepared.textFile);
        encode(*codec, cacheFile, prepared);
    }

private:
    void readAll() {
        std::vector<TextItem> items = info_.items;
        ProgressMeter meter(Sentence::translate("data", "Reading texts"), bytesOf(items), progress_);
        readCorpus(items, info_.scanOptions, options_.removeGutenberg, spool_, meter);
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (info_.items[i].verdict == ItemVerdict::Usable && items[i].verdict != ItemVerdict::Usable)
                throw Error(Error::Kind::BadInput,
                            Sentence::translate("data", "%1 Drop the texts again.").arg(items[i].reason),
                            items[i].source);
        }
        meter.finish();
    }

    void chooseSegments() {
        ProgressMeter meter(Sentence::translate("data", "Choosing what is held out"), 0, progress_);
        const auto tick = [&meter] { meter.poll(); };
        segments_ = segmentsOf(spool_, options_, tick);
        if (options_.sentences) {
            DocumentSpool sentences;
            gatherSentences(spool_, segments_, sentences, tick);
            spool_ = std::move(sentences);
            segments_ = segmentsOf(spool_, {}, tick);
            splitByContent(spool_, segments_, options_.heldOutShare);
        } else {
            segments_ = splitByPlace(spool_, std::move(segments_), options_);
        }
        qint64 characters = 0;
        for (const TextSegment& segment : segments_) {
            characters += segment.heldOut ? 0 : segment.characters;
            trainingBytes_ += segment.heldOut ? 0 : segment.bytes;
            bytes_ += segment.bytes;
        }
        if (characters < kLeastCharacters)
            refuseLittle(characters, info_, use_);
        if (options_.sentences && segments_.size() < std::size_t(kLeastSentences))
            throw Error(Error::Kind::BadInput, fewSentences(use_).arg(segments_.size()).arg(kLeastSentences));
        meter.finish();
    }

    // Calls piece with all the text of the training part, never with that of two documents or halves in one.
    void readTraining(const std::function<void(std::string_view)>& piece) const {
        for (const TextSegment& segment : segments_) {
            if (!segment.heldOut)
                readHalves(spool_, segment, piece);
        }
    }

    std::shared_ptr<const TextCodec> trainedCodec() {
        if (options_.tokenizer == TokenizerKind::Characters) {
            ProgressMeter meter(Sentence::translate("data", "Counting characters"), trainingBytes_, progress_);
            CharacterCounter counter;
            readTraining([&](std::string_view piece) {
                counter.add(textOfUtf8(piece));
                meter.advance(qint64(piece.size()));
            });
            meter.finish();
            return counter.codec();
        }
        BytePairTrainer trainer;
        {
            ProgressMeter meter(Sentence::translate("data", "Counting words"), trainingBytes_, progress_);
            readTraining([&](std::string_view piece) {
                trainer.add(textOfUtf8(piece));
                meter.advance(qint64(piece.size()));
            });
            meter.finish();
        }
        ProgressMeter meter(Sentence::translate("data", "Learning word pieces"), options_.vocabulary - kFirstOwnToken,
                            progress_);
        qint64 told = 0;
        auto codec = trainer.train(options_.vocabulary, [&](qint64 done, qint64) {
            meter.advance(done - told); // throws when it is cancelled
            told = done;
            return true;
        });
        meter.finish();
        return codec;
    }

    void writeText(const QString& file) {
        ProgressMeter meter(Sentence::translate("data", "Saving the training text"), trainingBytes_, progress_);
        saveDurably(file, [&](const ByteSink& sink) {
            qint64 at = 0;
            int item = -1;
            const auto put = [&](std::string_view bytes) {
                sink(bytes.data(), qsizetype(bytes.size()));
                at += qint64(bytes.size());
            };
            for (const TextSegment& segment : segments_) {
                if (segment.heldOut)
                    continue;
                if (segment.item != item) {
                    item = segment.item;
                    sources_.append(QJsonObject{{QStringLiteral("title"), info_.items[std::size_t(item)].title},
                                                {QStringLiteral("byte"), at}});
                }
                char last = '\n';
                const auto copy = [&](std::string_view piece) {
                    put(piece);
                    last = piece.empty() ? last : piece.back();
                    meter.advance(qint64(piece.size()));
                };
                if (segment.separator >= 0) {
                    spool_.read(segment.at, segment.separator, copy);
                    put("\t");
                    spool_.read(segment.at + segment.separator, segment.bytes - segment.separator, copy);
                } else {
                    spool_.read(segment.at, segment.bytes, copy);
                }
                if (last != '\n')
                    put("\n");
                if (!options_.sentences && segment.separator < 0)
                    put("\n");
            }
        });
        meter.finish();
    }

    void encode(const TextCodec& codec, const QString& cacheFile, PreparedSequences& prepared) {
        ProgressMeter meter(Sentence::translate("data", "Turning text into tokens"), bytes_, progress_);
        SequenceCacheWriter writer(cacheFile);
        const auto put = [&](qint64 at, qint64 bytes) {
            spool_.read(at, bytes, [&](std::string_view piece) {
                const std::vector<int> ids = codec.encode(textOfUtf8(piece));
                writer.add(ids.data(), ids.size());
                meter.advance(qint64(piece.size()));
            });
        };
        for (const TextSegment& segment : segments_) {
            writer.beginDocument(segment.heldOut);
            if (segment.separator >= 0) {
                const int separator = kSeparator;
                put(segment.at, segment.separator);
                writer.add(&separator, 1);
                put(segment.at + segment.separator, segment.bytes - segment.separator);
            } else {
                put(segment.at, segment.bytes);
            }
            writer.endDocument(segment.complete, segment.characters);
        }
        meter.finish();
        writer.finish({{QStringLiteral("kind"), QLatin1String(kFormat)},
                       {QStringLiteral("codec"), prepared.codec},
                       {QStringLiteral("vocabulary"), prepared.vocabulary},
                       {QStringLiteral("paired"), prepared.paired},
                       {QStringLiteral("sentences"), prepared.sentences},
                       {QStringLiteral("sources"), sources_}},
                      prepared, [&meter] { meter.poll(); });
    }

    const TextCorpusInfo& info_;
    const TextPrepareOptions& options_;
    const ProgressCallback& progress_;
    TextUse use_;
    DocumentSpool spool_;
    std::vector<TextSegment> segments_;
    QJsonArray sources_;
    qint64 trainingBytes_ = 0;
    qint64 bytes_ = 0;
};

} // namespace

PreparedSequences prepareTexts(const TextCorpusInfo& info, const TextPrepareOptions& options, const QString& title,
                               const QString& cacheFolder, const ProgressCallback& progress, TextUse use) {
    checkTextOptions(options);
    PreparedSequences prepared;
    prepared.options = options;
    prepared.title = title;
    prepared.sourceNote = info.sourceNote;
    prepared.licenceNote = info.licenceNote;
    const QDir folder(QDir(cacheFolder).absolutePath());
    if (!folder.mkpath(QStringLiteral(".")))
        throw Error(
            Error::Kind::Storage,
            Sentence::translate("data", "The folder %1 cannot be made. Choose another one.").arg(folder.path()));
    const QString name = textCacheName(info, options);
    const QString cacheFile = folder.filePath(QStringLiteral("text-%1.safetensors").arg(name));
    prepared.textFile = folder.filePath(QStringLiteral("text-%1.txt").arg(name));
    if (reuseSequences(cacheFile, kFormat, prepared))
        return prepared;
    try {
        Preparation(info, options, progress, use).run(cacheFile, prepared);
        return prepared;
    } catch (const Cancelled&) {
        QFile::remove(prepared.textFile);
        prepared.cacheFile.clear();
        prepared.textFile.clear();
        return prepared;
    }
}

std::vector<TrainingSource> trainingSources(const PreparedSequences& prepared) {
    std::vector<TrainingSource> sources;
    const QJsonObject meta = readSequenceMeta(prepared.cacheFile);
    if (meta.isEmpty())
        throw Error(Error::Kind::BadInput,
                    Sentence::translate("data", "The prepared text %1 is gone. Prepare the texts again.")
                        .arg(prepared.cacheFile));
    for (const QJsonValue& one : meta.value(QLatin1String("sources")).toArray())
        sources.push_back({one[QLatin1String("title")].toString(), one[QLatin1String("byte")].toInteger()});
    return sources;
}

} // namespace capriccio
