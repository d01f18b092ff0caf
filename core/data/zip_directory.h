#pragma once

#include "core/data/zip_archive.h"

namespace capriccio {

// A line of a .zip's central directory as it stands in the file.
struct ZipRecord {
    QByteArray name;
    std::int64_t headerOffset = 0;
    std::int64_t packedSize = 0;
    std::int64_t unpackedSize = 0;
    std::uint32_t crc = 0;
    int method = 0;
    int flags = 0;
    int madeBy = 0;
    std::uint32_t attributes = 0;

    bool isFolder() const { return name.endsWith('/'); }
    bool isSymbolicLink() const { return madeBy == 3 && ((attributes >> 16) & 0170000) == 0120000; }
};

struct ZipDirectory {
    std::vector<ZipRecord> records;
    std::int64_t start = 0; // of the directory in the file: entries must end before it
};

// Reads the central directory. Throws Error(BadInput) naming the archive. Any thread.
ZipDirectory readZipDirectory(const ReadableFile& file, const QString& path, const ZipLimits& limits);

// Throws Error(BadInput) when a name or a pair of names could be meant to write outside a folder.
void refuseDeceivingNames(const ZipDirectory& directory, const QString& path);

// Returns a name to show: UTF-8 where it is, else Latin-1 as a stand-in for the unknown code page; control characters
// replaced, at most 255 characters.
QString shownName(const QByteArray& raw);

} // namespace capriccio
