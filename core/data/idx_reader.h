#pragma once

#include "core/data/file_bytes.h"

#include <QByteArray>
#include <QString>
#include <atomic>
#include <memory>
#include <vector>

namespace capriccio {

// The first bytes of an IDX file (LeCun, http://yann.lecun.com/exdb/mnist): two zeros, the type, the number of sides,
// then each side as a big-endian number.
struct IdxShape {
    int type = 0x08; // 0x08 = bytes, the only one pictures and labels are read from
    std::vector<std::int64_t> sides;
    std::int64_t headerBytes = 0;
    std::int64_t dataBytes = 0;
};

// True when the (unpacked) bytes begin like an IDX file.
bool looksLikeIdx(const QByteArray& head);
// The same for a file on disk, looking through gzip. False when it cannot be read.
bool isIdxFile(const QString& path);
// True when the file is a placeholder that git-annex or Git LFS left where the data should be.
bool isPointerFile(const QByteArray& head);
// Throws Error(BadInput) that says so, naming the file, when it is one.
void refusePointerFile(const QString& path);
// Throws the error of a placeholder of that name.
[[noreturn]] void refusePointer(const QString& name, const QString& path = {});

// An IDX file, plain or .gz, with random access. A .gz is unpacked once into cacheFolder (never beyond the size its
// header declares) and found there again. Throws Error(BadInput) naming file and reason for everything the format
// forbids: unknown type, 0 or more than 4 sides, a product that overflows, fewer or more bytes than the header says.
// Immutable; any thread may read.
class IdxFile {
public:
    // Without a cache folder (previews) a .gz is unpacked into an unnamed temporary file.
    IdxFile(const QString& path, const QString& cacheFolder, const std::atomic<bool>* cancelled = nullptr);
    ~IdxFile();

    const IdxShape& shape() const { return shape_; }
    std::int64_t count() const { return shape_.sides.front(); }
    // Bytes of items [first, first + n), n * itemBytes() long.
    QByteArray read(std::int64_t first, std::int64_t n) const;
    std::int64_t itemBytes() const { return itemBytes_; }
    int height() const { return int(shape_.sides.at(1)); }
    int width() const { return int(shape_.sides.at(2)); }
    int channels() const { return shape_.sides.size() == 4 ? int(shape_.sides.at(3)) : 1; }

private:
    struct Unpacked;
    IdxShape shape_;
    std::int64_t itemBytes_ = 0;
    std::unique_ptr<Unpacked> unpacked_;
    std::unique_ptr<ReadableFile> file_;
};

// Throws Error(BadInput) unless the file holds pictures: [N,H,W] or [N,H,W,1 or 3].
void refuseUnlessPictures(const IdxFile& idx, const QString& path);
// Returns the labels of a labels file. Throws Error(BadInput) when it is not one or not `count` long.
QByteArray readIdxLabels(const QString& path, std::int64_t count, const QString& imagesPath,
                         const QString& cacheFolder);
// The name a labels file of this images file has by custom ("...-images-idx3-ubyte.gz" -> "...-labels-idx1-ubyte.gz"),
// in the same folder and present; empty when there is none.
QString labelsBeside(const QString& imagesPath);

} // namespace capriccio
