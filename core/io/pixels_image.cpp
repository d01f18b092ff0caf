#include "core/io/pixels_image.h"

#include <QPainter>
#include <cstring>

namespace capriccio {

QImage toImage(const Pixels& pixels) {
    if (pixels.empty())
        return {};
    QImage image(pixels.width, pixels.height, QImage::Format_RGB888);
    const std::uint8_t* from = pixels.bytes.data();
    const auto row = std::size_t(pixels.width) * std::size_t(pixels.channels);
    for (int y = 0; y < pixels.height; ++y, from += row) {
        uchar* line = image.scanLine(y);
        if (pixels.channels == 3) {
            std::memcpy(line, from, row);
            continue;
        }
        for (int x = 0; x < pixels.width; ++x)
            line[3 * x] = line[3 * x + 1] = line[3 * x + 2] = from[x];
    }
    return image;
}

std::vector<QImage> toImages(const std::vector<Pixels>& pixels) {
    std::vector<QImage> images;
    images.reserve(pixels.size());
    for (const Pixels& one : pixels)
        images.push_back(toImage(one));
    return images;
}

Pixels toPixels(const QImage& image, int channels) {
    QImage flat = image;
    if (image.hasAlphaChannel()) {
        flat = QImage(image.size(), QImage::Format_RGB888);
        flat.fill(Qt::white);
        QPainter painter(&flat);
        painter.drawImage(0, 0, image);
    } else if (image.format() != QImage::Format_RGB888) {
        flat = image.convertToFormat(QImage::Format_RGB888);
    }
    Pixels pixels{flat.width(), flat.height(), channels, {}};
    pixels.bytes.resize(std::size_t(flat.width()) * std::size_t(flat.height()) * std::size_t(channels));
    std::uint8_t* to = pixels.bytes.data();
    for (int y = 0; y < flat.height(); ++y) {
        const uchar* line = flat.constScanLine(y);
        if (channels == 3) {
            std::memcpy(to, line, std::size_t(flat.width()) * 3);
            to += std::size_t(flat.width()) * 3;
            continue;
        }
        for (int x = 0; x < flat.width(); ++x)
            *to++ = std::uint8_t(qGray(line[3 * x], line[3 * x + 1], line[3 * x + 2]));
    }
    return pixels;
}

} // namespace capriccio
