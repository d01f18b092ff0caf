#include "core/data/picture_cache.h"

#include "core/data/file_bytes.h"
#include "core/types/error.h"

#include <QCryptographicHash>
#include <QtEndian>

namespace capriccio {
namespace {

constexpr quint32 kVersion = 1;
constexpr quint32 kByteOrder = 0x01020304;
constexpr qsizetype kHashBytes = 32;
constexpr qsizetype kContentHashAt = 40;
constexpr qsizetype kFootHashAt = kContentHashAt + kHashBytes;

template <typename Int>
void append(QByteArray& bytes, Int value) {
    const Int little = qToLittleEndian(value);
    bytes.append(reinterpret_cast<const char*>(&little), sizeof little);
}

template <typename Int>
Int at(const QByteArray& bytes, qsizetype offset) {
    return qFromLittleEndian<Int>(bytes.constData() + offset);
}

QByteArray sha256(const QByteArray& bytes) {
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

} // namespace

QByteArray cacheHead() {
    QByteArray head("CAPRIPIX");
    append(head, kVersion);
    append(head, kByteOrder);
    return head.leftJustified(CacheLayout::kHeadBytes, '\0');
}

QByteArray cacheFoot(const CacheLayout& layout) {
    QByteArray foot("CAPRIEND");
    append(foot, kVersion);
    append(foot, quint32(layout.resolution));
    append(foot, quint32(layout.channels));
    append(foot, quint32(layout.labelled ? 1 : 0));
    append(foot, quint64(layout.count));
    append(foot, quint64(layout.heldOut));
    foot.append(layout.contentHash.leftJustified(kHashBytes, '\0', true));
    foot.append(sha256(foot));
    return foot.leftJustified(CacheLayout::kFootBytes, '\0');
}

std::optional<CacheLayout> readCacheLayout(const QString& file, QString* problem) {
    const auto fail = [&](const QString& why) {
        if (problem)
            *problem = why;
        return std::nullopt;
    };
    try {
        const ReadableFile cache(file);
        if (cache.read(0, CacheLayout::kHeadBytes) != cacheHead())
            return fail(QStringLiteral("not a cache of this version"));
        const QByteArray foot = cache.read(cache.size() - CacheLayout::kFootBytes, CacheLayout::kFootBytes);
        if (foot.size() != CacheLayout::kFootBytes || !foot.startsWith("CAPRIEND") ||
            foot.mid(kFootHashAt, kHashBytes) != sha256(foot.left(kFootHashAt)))
            return fail(QStringLiteral("the last block is missing or damaged"));
        CacheLayout layout;
        const auto resolution = at<quint32>(foot, 12);
        const auto channels = at<quint32>(foot, 16);
        const auto count = at<quint64>(foot, 24);
        const auto heldOut = at<quint64>(foot, 32);
        constexpr quint64 kMostPictures = 1U << 31;
        if (resolution < 1 || resolution > 4096 || (channels != 1 && channels != 3) || count > kMostPictures ||
            heldOut > kMostPictures)
            return fail(QStringLiteral("impossible numbers"));
        layout.resolution = int(resolution);
        layout.channels = int(channels);
        layout.labelled = at<quint32>(foot, 20) == 1;
        layout.count = std::int64_t(count);
        layout.heldOut = std::int64_t(heldOut);
        layout.contentHash = foot.mid(kContentHashAt, kHashBytes);
        if (layout.fileBytes() != cache.size())
            return fail(QStringLiteral("%1 bytes instead of %2").arg(cache.size()).arg(layout.fileBytes()));
        return layout;
    } catch (const Error& error) {
        return fail(error.message());
    }
}

} // namespace capriccio
