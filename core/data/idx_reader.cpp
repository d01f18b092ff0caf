#include "core/data/idx_reader.h"

#include "core/data/picture_reader.h"
#include "core/data/progress_meter.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QTemporaryFile>
#include <QtEndian>
#include <limits>
#include <unistd.h>
#include <zlib.h>

namespace capriccio {
namespace {

constexpr std::int64_t kMostHeader = 4 + 4 * 4;
constexpr std::int64_t kMostData = 8LL << 30; // bytes; the largest set in this format (EMNIST) has 0.6 GB

QString nameOf(const QString& path) {
    return QFileInfo(path).fileName();
}

[[noreturn]] void refuseIdx(const QString& path, const Sentence& message, const QString& detail = {}) {
    throw Error(Error::Kind::BadInput, message, detail.isEmpty() ? path : path + QLatin1String(": ") + detail);
}

bool isGzip(const QByteArray& head) {
    return head.startsWith("\x1f\x8b");
}

// A gzip file read from the beginning.
class GzipStream {
public:
    explicit GzipStream(const ReadableFile& file) : stream_(gzdopen(::dup(file.descriptor()), "rb")) {
        if (stream_) {
            gzbuffer(stream_, 128 * 1024);
            gzrewind(stream_);
        }
    }
    ~GzipStream() {
        if (stream_)
            gzclose_r(stream_);
    }
    GzipStream(const GzipStream&) = delete;
    GzipStream& operator=(const GzipStream&) = delete;

    // Returns up to n bytes; fewer at the end or at an error.
    QByteArray read(std::int64_t n) {
        QByteArray bytes(qsizetype(n), Qt::Uninitialized);
        const int got = stream_ ? gzread(stream_, bytes.data(), unsigned(n)) : -1;
        bytes.truncate(std::max(0, got));
        failed_ = failed_ || got < 0;
        return bytes;
    }
    // True when the stream ended before its own end.
    bool cutOff() const {
        int code = Z_OK;
        if (stream_)
            gzerror(stream_, &code);
        return code == Z_BUF_ERROR;
    }
    // True also when its checksum is wrong.
    bool broken() const {
        int code = Z_OK;
        if (stream_)
            gzerror(stream_, &code);
        return failed_ || !stream_ || code != Z_OK;
    }

private:
    gzFile stream_;
    bool failed_ = false;
};

// Multiplies without overflow; -1 when the product is beyond `most`.
std::int64_t checkedProduct(std::int64_t a, std::int64_t b, std::int64_t most) {
    return b != 0 && a > most / b ? -1 : a * b;
}

IdxShape parseShape(const QByteArray& head, const QString& path) {
    if (head.size() < 4 || head[0] != 0 || head[1] != 0)
        refuseIdx(path, Sentence::translate("data", "%1 is not an IDX file.").arg(nameOf(path)));
    IdxShape shape;
    shape.type = static_cast<unsigned char>(head[2]);
    const int sides = static_cast<unsigned char>(head[3]);
    const bool known = shape.type == 0x08 || shape.type == 0x09 || (shape.type >= 0x0b && shape.type <= 0x0e);
    if (!known)
        refuseIdx(path, Sentence::translate("data", "%1 holds values of an unknown type (0x%2).")
                            .arg(nameOf(path), QString::number(shape.type, 16)));
    if (sides < 1 || sides > 4)
        refuseIdx(path, Sentence::translate("data", "%1 says it has %2 dimensions; pictures have 3, labels 1.")
                            .arg(nameOf(path), QString::number(sides)));
    if (shape.type != 0x08)
        refuseIdx(path,
                  Sentence::translate(
                      "data", "%1 stores its values as numbers of another kind; only bytes (0 to 255) can be read.")
                      .arg(nameOf(path)),
                  QStringLiteral("type 0x%1").arg(shape.type, 2, 16, QLatin1Char('0')));
    shape.headerBytes = 4 + 4 * sides;
    if (head.size() < shape.headerBytes)
        refuseIdx(path, Sentence::translate("data", "%1 ends inside its header.").arg(nameOf(path)));
    shape.dataBytes = 1;
    for (int i = 0; i < sides; ++i) {
        const std::int64_t side = qFromBigEndian<quint32>(head.constData() + 4 + 4 * i);
        shape.sides.push_back(side);
        shape.dataBytes = shape.dataBytes < 0 ? -1 : checkedProduct(shape.dataBytes, side, kMostData);
    }
    if (shape.dataBytes < 0)
        refuseIdx(path, Sentence::translate("data", "%1 says it holds more than any such file can.").arg(nameOf(path)));
    return shape;
}

// A .gz whose data are wrong, or all there but for the end that vouches for them: how many entries it holds says
// nothing.
[[noreturn]] void refuseGzip(const QString& path, bool cutOff) {
    refuseIdx(path,
              (cutOff ? Sentence::translate(
                            "data", "%1 ends too early: it was cut off while it was copied or downloaded. Copy or "
                                    "download it again.")
                      : Sentence::translate("data",
                                            "%1 is damaged: its compressed data are wrong. Copy or download it again."))
                  .arg(nameOf(path)));
}

[[noreturn]] void refuseSize(const QString& path, const IdxShape& shape, std::int64_t got, bool more) {
    const std::int64_t item = shape.sides.front() > 0 ? shape.dataBytes / shape.sides.front() : 0;
    if (more)
        refuseIdx(path, Sentence::translate("data", "%1 goes on after its last entry: expected %2 bytes.")
                            .arg(nameOf(path), QString::number(shape.headerBytes + shape.dataBytes)));
    refuseIdx(path,
              Sentence::translate("data", "%1 ends early: expected %2 entries, got %3. Copy or download it again.")
                  .arg(nameOf(path), QString::number(shape.sides.front()),
                       QString::number(item > 0 ? std::max<std::int64_t>(0, got - shape.headerBytes) / item : 0)));
}

} // namespace

struct IdxFile::Unpacked {
    QTemporaryFile temporary;
};

namespace {

// Unpacks a .gz as far as its header says, into `out`.
void unpack(const QString& path, const ReadableFile& packed, QFile& out, const std::atomic<bool>* cancelled) {
    GzipStream stream(packed);
    const QByteArray head = stream.read(kMostHeader);
    if (head.size() < kMostHeader && stream.broken())
        refuseGzip(path, stream.cutOff());
    const IdxShape shape = parseShape(head, path);
    const std::int64_t expected = shape.headerBytes + shape.dataBytes;
    std::int64_t done = 0;
    const auto store = [&](const QByteArray& bytes) {
        done += bytes.size();
        if (done > expected)
            refuseSize(path, shape, done, true);
        if (out.write(bytes) != bytes.size())
            throw Error(Error::Kind::Storage,
                        Sentence::translate("data", "%1 cannot be unpacked: %2. Free some space, then try again.")
                            .arg(nameOf(path), out.errorString()),
                        out.fileName());
    };
    store(head);
    constexpr std::int64_t kPiece = 1 << 20;
    for (;;) {
        if (cancelled && *cancelled)
            throw Cancelled{};
        const QByteArray piece = stream.read(kPiece);
        if (piece.isEmpty())
            break;
        store(piece);
    }
    if (stream.broken() && (done == expected || !stream.cutOff()))
        refuseGzip(path, stream.cutOff());
    if (done < expected)
        refuseSize(path, shape, done, false);
    if (!out.flush())
        throw Error(Error::Kind::Storage,
                    Sentence::translate("data", "%1 cannot be unpacked: %2. Free some space, then try again.")
                        .arg(nameOf(path), out.errorString()),
                    out.fileName());
}

QString unpackedName(const QString& path, const ReadableFile& file) {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(path.toUtf8());
    hash.addData(QByteArray::number(qint64(file.size())));
    hash.addData(QByteArray::number(QFileInfo(path).lastModified().toMSecsSinceEpoch()));
    return QLatin1String("unpacked-") + QString::fromLatin1(hash.result().toHex().left(24)) + QLatin1String(".idx");
}

} // namespace

IdxFile::IdxFile(const QString& path, const QString& cacheFolder, const std::atomic<bool>* cancelled) {
    refusePointerFile(path);
    file_ = std::make_unique<ReadableFile>(path);
    if (isGzip(file_->read(0, 2))) {
        QString ready;
        if (cacheFolder.isEmpty()) {
            unpacked_ = std::make_unique<Unpacked>();
            if (!unpacked_->temporary.open())
                throw Error(Error::Kind::Storage,
                            Sentence::translate("data", "%1 cannot be unpacked: %2. Free some space, then try again.")
                                .arg(nameOf(path), unpacked_->temporary.errorString()));
            unpack(path, *file_, unpacked_->temporary, cancelled);
            ready = unpacked_->temporary.fileName();
        } else {
            QDir().mkpath(cacheFolder);
            ready = QDir(cacheFolder).filePath(unpackedName(path, *file_));
            if (!QFileInfo::exists(ready)) {
                QTemporaryFile temporary(ready + QLatin1String(".XXXXXX"));
                if (!temporary.open())
                    throw Error(
                        Error::Kind::Storage,
                        Sentence::translate("data", "%1 cannot be unpacked: %2. Free some space, then try again.")
                            .arg(nameOf(path), temporary.errorString()),
                        ready);
                unpack(path, *file_, temporary, cancelled);
                temporary.setAutoRemove(!temporary.rename(ready));
            }
        }
        file_ = std::make_unique<ReadableFile>(ready);
    }
    shape_ = parseShape(file_->read(0, kMostHeader), path);
    const std::int64_t expected = shape_.headerBytes + shape_.dataBytes;
    if (file_->size() != expected)
        refuseSize(path, shape_, file_->size(), file_->size() > expected);
    itemBytes_ = count() > 0 ? shape_.dataBytes / count() : 0;
}

IdxFile::~IdxFile() = default;

QByteArray IdxFile::read(std::int64_t first, std::int64_t n) const {
    if (first < 0 || n < 0 || first + n > count())
        return {};
    return file_->read(shape_.headerBytes + first * itemBytes_, n * itemBytes_);
}

bool looksLikeIdx(const QByteArray& head) {
    if (head.size() < 8 || head[0] != 0 || head[1] != 0)
        return false;
    // Type and sides may be wrong: such a file is named as a broken IDX file, not as a broken picture. The reserved
    // types and a first zero keep icons and movies (which also start with zeros) out.
    const int type = static_cast<unsigned char>(head[2]);
    return type >= 0x08 && type <= 0x0e;
}

bool isIdxFile(const QString& path) {
    try {
        const ReadableFile file(path);
        const QByteArray head = file.read(0, 16);
        if (!isGzip(head))
            return looksLikeIdx(head);
        GzipStream stream(file);
        const QByteArray unpacked = stream.read(16);
        // Cut off in its first bytes, or spoilt there, it is an IDX file by its name: that is where the trouble is
        // told.
        return looksLikeIdx(unpacked) ||
               (unpacked.size() < 16 && stream.broken() && nameOf(path).contains(QLatin1String("-ubyte")));
    } catch (const Error&) {
        return false;
    }
}

bool isPointerFile(const QByteArray& head) {
    return head.startsWith("/annex/objects/") || head.contains(".git/annex/objects/") ||
           head.startsWith("version https://git-lfs.github.com/") || head.startsWith("version https://hawser");
}

void refusePointer(const QString& name, const QString& path) {
    throw Error(Error::Kind::BadInput,
                Sentence::translate("data", "%1 is only a placeholder left by git-annex or Git LFS, not the data "
                                            "itself. Fetch it (git annex get, git lfs pull), then drop it again.")
                    .arg(name),
                path);
}

void refusePointerFile(const QString& path) {
    if (isPointerFile(readHead(path)))
        refusePointer(nameOf(path), path);
}

void refuseUnlessPictures(const IdxFile& idx, const QString& path) {
    const std::vector<std::int64_t>& sides = idx.shape().sides;
    const bool shaped = sides.size() == 3 || (sides.size() == 4 && (sides[3] == 1 || sides[3] == 3));
    if (!shaped)
        refuseIdx(path, Sentence::translate("data", "%1 holds no pictures (it has %2 dimensions, pictures have 3).")
                            .arg(nameOf(path), QString::number(sides.size())));
    if (sides[1] < 1 || sides[2] < 1 || sides[1] > kLongestSide || sides[2] > kLongestSide ||
        sides[1] * sides[2] > kMostPixels)
        refuseIdx(path, Sentence::translate("data", "%1 says its pictures are %2 × %3 pixels, which cannot be read.")
                            .arg(nameOf(path), QString::number(sides[2]), QString::number(sides[1])));
}

QByteArray readIdxLabels(const QString& path, std::int64_t count, const QString& imagesPath,
                         const QString& cacheFolder) {
    const IdxFile labels(path, cacheFolder);
    if (labels.shape().sides.size() != 1)
        refuseIdx(path, Sentence::translate("data", "%1 holds no labels.").arg(nameOf(path)));
    if (labels.count() != count)
        refuseIdx(path,
                  Sentence::translate("data", "%1 holds %2 labels, but %3 holds %4 pictures. Do they belong together?")
                      .arg(nameOf(path), QString::number(labels.count()), nameOf(imagesPath), QString::number(count)));
    return labels.read(0, count);
}

QString labelsBeside(const QString& imagesPath) {
    const QFileInfo info(imagesPath);
    QString name = info.fileName();
    if (!name.contains(QLatin1String("images")))
        return {};
    name.replace(QLatin1String("images"), QLatin1String("labels"))
        .replace(QLatin1String("idx3"), QLatin1String("idx1"));
    QString bare = name;
    if (bare.endsWith(QLatin1String(".gz")))
        bare.chop(3);
    for (const QString& candidate : {name, bare, bare + QLatin1String(".gz")}) {
        const QString path = info.dir().filePath(candidate);
        if (QFileInfo(path).isFile())
            return path;
    }
    return {};
}

} // namespace capriccio
