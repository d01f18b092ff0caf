#pragma once

#include "core/data/file_bytes.h"

#include <QHash>
#include <QString>
#include <atomic>
#include <cstdint>
#include <vector>

namespace capriccio {

struct ZipLimits {
    qsizetype mostEntries = 250'000;
    std::int64_t mostDirectoryBytes = 256LL << 20;
};

// One file inside a .zip. `name` is for people and unique in the archive; it never becomes a path on this machine.
struct ZipEntry {
    QString name;                  // separators are '/', control characters replaced, at most 255 characters
    std::int64_t dataOffset = 0;   // bytes from the start of the file
    std::int64_t packedSize = 0;   // bytes
    std::int64_t unpackedSize = 0; // bytes as declared, not to be trusted
    std::uint32_t crc = 0;
    int method = 0; // 0 stored, 8 deflated
    bool encrypted = false;
    bool symbolicLink = false;
    bool hidden = false; // housekeeping of an operating system (dot files, __MACOSX)
};

// A .zip read at any position, nothing unpacked to disk (PKWARE APPNOTE 6.3.10, with zip64). The constructor reads the
// directory and refuses archives built to deceive: names that climb out (`..`), absolute, drive-letter or backslash
// names, a symbolic link and a file of the same name, overlapping entries, more entries than the limit. Throws
// Error(BadInput) naming archive and reason. Immutable afterwards: any thread may read.
class ZipArchive {
public:
    explicit ZipArchive(const QString& file, const ZipLimits& limits = {});

    const std::vector<ZipEntry>& entries() const { return entries_; } // files only, in the order of the directory
    // The entry of that name; null when there is none.
    const ZipEntry* find(const QString& name) const;
    // Returns the unpacked bytes, or only the first `head` of them when head > 0. Throws Error(BadInput) naming the
    // entry when it is encrypted, packed in an unknown way, larger than `most`, or its checksum is wrong; Cancelled.
    QByteArray read(const ZipEntry& entry, std::int64_t most, std::int64_t head = 0,
                    const std::atomic<bool>* cancelled = nullptr) const;

    // True when the bytes begin like a .zip (also an empty one).
    static bool looksLikeZip(const QByteArray& head);

private:
    QString path_;
    ReadableFile file_;
    std::vector<ZipEntry> entries_;
    QHash<QString, std::size_t> byName_;
};

} // namespace capriccio
