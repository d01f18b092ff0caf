#include "core/data/sequence_cache.h"

#include "core/data/text_codec.h"
#include "core/io/durable_file.h"
#include "core/io/safetensors.h"
#include "core/io/strict_json.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFileInfo>
#include <QJsonDocument>
#include <QtEndian>
#include <algorithm>

namespace capriccio {
namespace {

constexpr std::size_t kFlushed = 1 << 18; // ids
constexpr qint64 kCopied = 1 << 20;       // bytes

[[noreturn]] void refuseCache(const QString& file, const Sentence& reason) {
    throw Error(Error::Kind::Storage,
                Sentence::translate("data", "%1 cannot be written: %2. Choose another folder or free some space.")
                    .arg(file, reason));
}

} // namespace

SequenceCacheWriter::SequenceCacheWriter(const QString& file)
    : file_(file), ids_(std::make_unique<QTemporaryFile>(file + QStringLiteral(".XXXXXX"))) {
    if (!ids_->open())
        refuseCache(file, ids_->errorString());
}

void SequenceCacheWriter::flush() {
    const auto bytes = qint64(pending_.size() * sizeof(std::int32_t));
    if (ids_->write(reinterpret_cast<const char*>(pending_.data()), bytes) != bytes)
        refuseCache(file_, ids_->errorString());
    written_ += qint64(pending_.size());
    pending_.clear();
}

void SequenceCacheWriter::beginDocument(bool heldOut) {
    starts_.push_back(written_ + qint64(pending_.size()));
    heldOut_.push_back(heldOut ? 1 : 0);
    pending_.push_back(kBegin);
}

void SequenceCacheWriter::add(const int* ids, std::size_t count) {
    pending_.insert(pending_.end(), ids, ids + count);
    if (pending_.size() >= kFlushed)
        flush();
}

void SequenceCacheWriter::endDocument(bool complete, qint64 characters) {
    if (complete)
        pending_.push_back(kEnd);
    const qint64 predicted = written_ + qint64(pending_.size()) - starts_.back() - 1;
    if (heldOut_.back() != 0) {
        counts_.heldOutTokens += predicted;
        counts_.heldOutCharacters += characters;
    } else {
        counts_.tokens += predicted;
        counts_.characters += characters;
        ++counts_.documents;
    }
    if (pending_.size() >= kFlushed)
        flush();
}

void SequenceCacheWriter::finish(const QJsonObject& meta, PreparedSequences& prepared,
                                 const std::function<void()>& tick) {
    flush();
    if (!ids_->flush())
        refuseCache(file_, ids_->errorString());
    const qint64 startBytes = qint64(starts_.size()) * 8;
    const qint64 idBytes = written_ * 4;
    const auto documents = qint64(starts_.size());
    const auto shape = [](const char* type, qint64 n, qint64 from, qint64 to) {
        return QStringLiteral("{\"dtype\":\"%1\",\"shape\":[%2],\"data_offsets\":[%3,%4]}")
            .arg(QLatin1String(type))
            .arg(n)
            .arg(from)
            .arg(to)
            .toStdString();
    };
    // Pieces in the order in which they stand: the widest type first, so that all are aligned.
    const auto pieces = [&](const ByteSink& sink) {
        if (startBytes > 0)
            sink(reinterpret_cast<const char*>(starts_.data()), startBytes);
        if (!ids_->seek(0))
            refuseCache(file_, ids_->errorString());
        for (qint64 left = idBytes; left > 0;) {
            if (tick)
                tick();
            const QByteArray block = ids_->read(std::min(kCopied, left));
            if (block.isEmpty())
                refuseCache(file_, ids_->errorString());
            sink(block.constData(), block.size());
            left -= block.size();
        }
        if (documents > 0)
            sink(reinterpret_cast<const char*>(heldOut_.data()), documents);
    };
    QCryptographicHash hash(QCryptographicHash::Sha256);
    pieces([&](const char* data, qsizetype size) { hash.addData(QByteArrayView(data, size)); });
    prepared.contentHash = QString::fromLatin1(hash.result().toHex());
    prepared.cacheFile = file_;
    prepared.tokens = counts_.tokens;
    prepared.heldOutTokens = counts_.heldOutTokens;
    prepared.documents = counts_.documents;
    prepared.characters = counts_.characters;
    prepared.heldOutCharacters = counts_.heldOutCharacters;

    QJsonObject described = meta;
    described.insert(QStringLiteral("contentHash"), prepared.contentHash);
    described.insert(QStringLiteral("tokens"), prepared.tokens);
    described.insert(QStringLiteral("heldOutTokens"), prepared.heldOutTokens);
    described.insert(QStringLiteral("documents"), prepared.documents);
    described.insert(QStringLiteral("characters"), prepared.characters);
    described.insert(QStringLiteral("heldOutCharacters"), prepared.heldOutCharacters);
    const std::string metaText = QJsonDocument(described).toJson(QJsonDocument::Compact).toStdString();
    std::string header = "{\"__metadata__\":{\"capriccio\":" + jsonString(metaText) +
                         "},\"starts\":" + shape("I64", documents, 0, startBytes) +
                         ",\"ids\":" + shape("I32", written_, startBytes, startBytes + idBytes) + ",\"heldout\":" +
                         shape("U8", documents, startBytes + idBytes, startBytes + idBytes + documents) + "}";
    while (header.size() % 8 != 0)
        header += ' ';
    saveDurably(file_, [&](const ByteSink& sink) {
        char length[8];
        qToLittleEndian<quint64>(header.size(), length);
        sink(length, sizeof length);
        sink(header.data(), qsizetype(header.size()));
        pieces(sink);
    });
    ids_->remove();
}

QJsonObject readSequenceMeta(const QString& file) {
    if (!QFileInfo::exists(file))
        return {};
    try {
        return readSafetensorsHeader(file).meta;
    } catch (const Error&) {
        return {};
    }
}

int keysOf(const PreparedSequences& prepared) {
    return std::max(readSequenceMeta(prepared.cacheFile).value(QLatin1String("keys")).toInt(1), 1);
}

bool reuseSequences(const QString& cacheFile, const char* kind, PreparedSequences& prepared) {
    const QJsonObject meta = readSequenceMeta(cacheFile);
    if (meta.value(QLatin1String("kind")).toString() != QLatin1String(kind) || !QFileInfo::exists(prepared.textFile))
        return false;
    prepared.cacheFile = cacheFile;
    prepared.contentHash = meta.value(QLatin1String("contentHash")).toString();
    prepared.tokens = meta.value(QLatin1String("tokens")).toInteger();
    prepared.heldOutTokens = meta.value(QLatin1String("heldOutTokens")).toInteger();
    prepared.documents = meta.value(QLatin1String("documents")).toInteger();
    prepared.characters = meta.value(QLatin1String("characters")).toInteger();
    prepared.heldOutCharacters = meta.value(QLatin1String("heldOutCharacters")).toInteger();
    prepared.vocabulary = meta.value(QLatin1String("vocabulary")).toInt();
    prepared.paired = meta.value(QLatin1String("paired")).toBool();
    prepared.sentences = meta.value(QLatin1String("sentences")).toBool();
    prepared.codec = meta.value(QLatin1String("codec")).toObject();
    return true;
}

} // namespace capriccio
