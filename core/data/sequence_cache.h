#pragma once

#include "core/types/text_corpus.h"

#include <QJsonObject>
#include <QString>
#include <QTemporaryFile>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace capriccio {

// Writes the cache file of PreparedSequences piece by piece, in bounded memory: token ids go to a temporary file beside
// it first. Text and music. One thread.
class SequenceCacheWriter {
public:
    // file: absolute path of the cache file to be. Throws Error(Storage).
    explicit SequenceCacheWriter(const QString& file);
    void beginDocument(bool heldOut); // puts kBegin
    void add(const int* ids, std::size_t count);
    // Puts kEnd when the text ends here. characters: code points (or notes) of the document.
    void endDocument(bool complete, qint64 characters);
    // Writes the file durably with `meta` as its description and fills in cacheFile, contentHash, tokens, documents and
    // characters of `prepared`. tick is called now and then and may throw. Throws Error(Storage).
    void finish(const QJsonObject& meta, PreparedSequences& prepared, const std::function<void()>& tick = {});

private:
    void flush();
    QString file_;
    std::unique_ptr<QTemporaryFile> ids_;
    std::vector<std::int32_t> pending_;
    std::vector<std::int64_t> starts_;
    std::vector<std::uint8_t> heldOut_;
    qint64 written_ = 0; // ids
    PreparedSequences counts_;
};

// The description of a cache file written before; empty when there is none or it is damaged.
QJsonObject readSequenceMeta(const QString& file);
// Music: in how many keys every training tune stands in the cache; its tokens and characters count them all. 1 for
// text.
int keysOf(const PreparedSequences& prepared);
// Fills `prepared` in from the cache file of an earlier preparation of this kind; false when there is none or the file
// beside it (textFile) is gone.
bool reuseSequences(const QString& cacheFile, const char* kind, PreparedSequences& prepared);

} // namespace capriccio
