#include "core/data/exif_orientation.h"

#include <QColorSpace>
#include <QTransform>
#include <QtEndian>

namespace capriccio {
namespace {

template <typename Int>
Int exifNumber(const char* at, bool little) {
    return little ? qFromLittleEndian<Int>(at) : qFromBigEndian<Int>(at);
}

} // namespace

int exifOrientation(const QByteArray& exif) {
    constexpr int kUpright = 1;
    const qsizetype start = exif.startsWith(QByteArrayView("Exif\0\0", 6)) ? 6 : 0;
    const char* data = exif.constData() + start;
    const qint64 size = exif.size() - start;
    if (size < 8)
        return kUpright;
    const bool little = data[0] == 'I' && data[1] == 'I';
    if (!little && !(data[0] == 'M' && data[1] == 'M'))
        return kUpright;
    if (exifNumber<quint16>(data + 2, little) != 42)
        return kUpright;
    const qint64 directory = exifNumber<quint32>(data + 4, little);
    if (directory < 8 || directory + 2 > size)
        return kUpright;
    const int entries = exifNumber<quint16>(data + directory, little);
    for (int i = 0; i < entries; ++i) {
        const qint64 at = directory + 2 + qint64(12) * i;
        if (at + 12 > size)
            return kUpright;
        if (exifNumber<quint16>(data + at, little) != 0x0112)
            continue;
        constexpr int kShort = 3;
        const int value = exifNumber<quint16>(data + at + 8, little);
        return exifNumber<quint16>(data + at + 2, little) == kShort && value >= 1 && value <= 8 ? value : kUpright;
    }
    return kUpright;
}

QImage orientated(const QImage& image, int orientation) {
    const QColorSpace space = image.colorSpace();
    QImage turned;
    switch (orientation) {
    case 2:
        turned = image.mirrored(true, false);
        break;
    case 3:
        turned = image.mirrored(true, true);
        break;
    case 4:
        turned = image.mirrored(false, true);
        break;
    case 5:
        turned = image.mirrored(true, false).transformed(QTransform().rotate(270));
        break;
    case 6:
        turned = image.transformed(QTransform().rotate(90));
        break;
    case 7:
        turned = image.mirrored(true, false).transformed(QTransform().rotate(90));
        break;
    case 8:
        turned = image.transformed(QTransform().rotate(270));
        break;
    default:
        return image;
    }
    turned.setColorSpace(space);
    return turned;
}

} // namespace capriccio
