#pragma once

#include <QByteArray>
#include <QImage>

namespace capriccio {

// Returns the EXIF orientation, 1 to 8, from a TIFF-structured EXIF block (an "Exif\0\0" prefix is allowed); 1 when
// there is none or the block is damaged. EXIF 2.32, 4.6.4 tag 0x0112. Any thread, any bytes.
int exifOrientation(const QByteArray& exif);

// Returns the image as EXIF says it should be seen. The colour space is kept (Qt 6.4 loses it when turning by 90°).
QImage orientated(const QImage& image, int orientation);

// True when orientation swaps width and height.
inline bool orientationSwapsSides(int orientation) {
    return orientation >= 5 && orientation <= 8;
}

} // namespace capriccio
