#include "core/data/thumbnail_store.h"

#include "core/data/resample.h"
#include "core/io/picture_bytes.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryFile>
#include <algorithm>
#include <cmath>

namespace capriccio {

ThumbnailStore::ThumbnailStore(const QString& cacheFolder)
    : folder_(cacheFolder.isEmpty() ? QString() : QDir(cacheFolder).filePath(QStringLiteral("thumbnails"))) {}

QString ThumbnailStore::fileFor(const PictureItem& item) const {
    const QFileInfo info(item.source);
    QCryptographicHash hash(QCryptographicHash::Sha1); // a name, not a proof
    hash.addData(item.source.toUtf8());
    hash.addData(QByteArrayView("\0", 1));
    hash.addData(item.entry.toUtf8());
    hash.addData(QByteArrayView("\0", 1));
    hash.addData(QByteArray::number(info.size()));
    hash.addData(QByteArray::number(info.lastModified().toMSecsSinceEpoch()));
    const QString name = QString::fromLatin1(hash.result().toHex());
    return folder_ + u'/' + name.left(2) + u'/' + name.mid(2);
}

bool ThumbnailStore::write(const PictureItem& item, const QImage& picture) const {
    if (folder_.isEmpty())
        return false;
    const QString path = fileFor(item);
    if (QFile::exists(path))
        return true;
    QDir().mkpath(QFileInfo(path).path());
    QTemporaryFile file(path + QLatin1String(".XXXXXX"));
    constexpr int kQuality = 88;
    const QImage small = reducedTo(picture, kThumbnailSide);
    const QByteArray bytes = picture.hasAlphaChannel() ? pictureBytes(small) : pictureBytes(small, "JPG", kQuality);
    if (bytes.isEmpty() || !file.open() || file.write(bytes) != bytes.size() || !file.flush() || !file.rename(path))
        return false;
    file.setAutoRemove(false);
    return true;
}

QImage ThumbnailStore::read(const PictureItem& item) const {
    if (folder_.isEmpty())
        return {};
    const QString path = fileFor(item);
    QImage image;
    for (const char* format : {"JPG", "PNG"}) {
        if (image.load(path, format))
            break;
    }
    if (!image.isNull())
        image.convertTo(image.hasAlphaChannel() ? QImage::Format_ARGB32 : QImage::Format_RGB32);
    return image;
}

bool ThumbnailStore::worthStoring(const PictureItem& item) {
    constexpr int kQuick = 160; // px
    return std::max(item.width, item.height) > kQuick;
}

QImage reducedTo(const QImage& image, int size) {
    const int longer = std::max(image.width(), image.height());
    if (longer <= size)
        return image;
    const auto side = [&](int px) { return std::max(1, int(std::lround(double(px) * size / longer))); };
    if (!image.hasAlphaChannel())
        return resampled(image, side(image.width()), side(image.height()));
    return resampled(image.convertToFormat(QImage::Format_ARGB32_Premultiplied), side(image.width()),
                     side(image.height()))
        .convertToFormat(QImage::Format_ARGB32);
}

} // namespace capriccio
