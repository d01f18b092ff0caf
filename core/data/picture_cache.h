#pragma once

#include <QByteArray>
#include <QString>
#include <cstdint>
#include <optional>

namespace capriccio {

// The file of prepared pictures that ImageDataset maps into memory:
//   64 bytes    "CAPRIPIX", version (u32), byte order mark (u32), zeros
//   pixels      training pictures, then held-out ones; each channels x resolution x resolution bytes (planes)
//   labels      i32 for each picture, only when there are classes
//   128 bytes   "CAPRIEND", version, resolution, channels, labelled (u32 each), count, heldOut (u64 each), content hash
//               (32 bytes), SHA-256 over what stands before in this block (32 bytes), zeros
// All numbers are little-endian. What is known only at the end stands at the end, so that the file is written in one
// go.
struct CacheLayout {
    static constexpr std::int64_t kHeadBytes = 64;
    static constexpr std::int64_t kFootBytes = 128;

    int resolution = 0; // px
    int channels = 0;
    bool labelled = false;
    std::int64_t count = 0;   // training pictures
    std::int64_t heldOut = 0; // pictures never trained on
    QByteArray contentHash;   // 32 bytes

    std::int64_t pictureBytes() const { return std::int64_t(channels) * resolution * resolution; }
    std::int64_t pictures() const { return count + heldOut; }
    std::int64_t labelsAt() const { return kHeadBytes + pictures() * pictureBytes(); }
    std::int64_t fileBytes() const { return labelsAt() + (labelled ? 4 * pictures() : 0) + kFootBytes; }
};

// The first and the last block of a cache file.
QByteArray cacheHead();
QByteArray cacheFoot(const CacheLayout& layout);

// Returns the layout of a file, or nothing when it is missing, cut, of another version or not a cache; `problem` then
// says which. Any thread.
std::optional<CacheLayout> readCacheLayout(const QString& file, QString* problem = nullptr);

} // namespace capriccio
