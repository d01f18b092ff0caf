#include "core/io/picture_bytes.h"

#include <QBuffer>

namespace capriccio {

QByteArray pictureBytes(const QImage& picture, const char* format, int quality) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!picture.isNull() && !picture.save(&buffer, format, quality))
        bytes.clear();
    return bytes;
}

} // namespace capriccio
