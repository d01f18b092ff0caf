#pragma once

#include "core/types/sentence.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <cstdint>

namespace capriccio {

// A regular file opened for reading at any position. Opening never blocks: pipes, devices and folders are refused.
class ReadableFile {
public:
    // Throws Error(BadInput) naming file and reason.
    explicit ReadableFile(const QString& path);
    ~ReadableFile();
    ReadableFile(const ReadableFile&) = delete;
    ReadableFile& operator=(const ReadableFile&) = delete;

    std::int64_t size() const { return size_; } // bytes, when it was opened
    int descriptor() const { return descriptor_; }
    // Returns the bytes there, fewer than asked for at the end of the file. Throws Error(BadInput) when the disk cannot
    // be read. Any thread.
    QByteArray read(std::int64_t offset, std::int64_t length) const;

private:
    QString path_;
    int descriptor_ = -1;
    std::int64_t size_ = 0;
};

// Returns the whole file. Throws Error(BadInput) when it is larger than `most` bytes or cannot be read. Any thread.
QByteArray readWholeFile(const QString& path, std::int64_t most);

// Returns up to the first 256 bytes; empty when the file cannot be read or is no ordinary file. Any thread.
QByteArray readHead(const QString& path);

// Returns what is said of a file or folder that is not there (any more). Any thread.
Sentence goneReason(const QString& path);

// Returns those of the dropped paths that are not there; a link to nothing is. Throws Error(BadInput) naming the first
// where that is all of them. Any thread.
QStringList goneAmong(const QStringList& paths);

} // namespace capriccio
