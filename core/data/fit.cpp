#include "core/data/fit.h"

#include "core/data/resample.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <vector>

namespace capriccio {
namespace {

std::vector<QRgb> borderOf(const QImage& image) {
    std::vector<QRgb> border;
    const auto* top = reinterpret_cast<const QRgb*>(image.constScanLine(0));
    const auto* bottom = reinterpret_cast<const QRgb*>(image.constScanLine(image.height() - 1));
    border.insert(border.end(), top, top + image.width());
    border.insert(border.end(), bottom, bottom + image.width());
    for (int y = 1; y + 1 < image.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(image.constScanLine(y));
        border.push_back(line[0]);
        border.push_back(line[image.width() - 1]);
    }
    return border;
}

// The median of the border's colours, where at least `share` of the border is close to it.
std::optional<QRgb> borderColour(const QImage& image, double share) {
    constexpr int kClose = 12; // of 255: JPEG's noise on a flat ground
    const std::vector<QRgb> border = borderOf(image);
    std::array<int, 3> median{};
    for (std::size_t c = 0; c < 3; ++c) {
        std::vector<int> values;
        values.reserve(border.size());
        for (const QRgb pixel : border)
            values.push_back(int(pixel >> (8 * (2 - c))) & 255);
        const auto middle = values.begin() + std::ptrdiff_t(values.size() / 2);
        std::nth_element(values.begin(), middle, values.end());
        median[c] = *middle;
    }
    const auto close = std::count_if(border.begin(), border.end(), [&](QRgb pixel) {
        return std::abs(qRed(pixel) - median[0]) <= kClose && std::abs(qGreen(pixel) - median[1]) <= kClose &&
               std::abs(qBlue(pixel) - median[2]) <= kClose;
    });
    if (double(close) < share * double(border.size()))
        return std::nullopt;
    return qRgb(median[0], median[1], median[2]);
}

// Copies the image into the middle of a square of `side` px; what is left around it gets `colour`, or the nearest pixel
// of the picture.
QImage centred(const QImage& image, int side, std::optional<QRgb> colour) {
    QImage out(side, side, QImage::Format_RGB32);
    const int left = (side - image.width()) / 2;
    const int top = (side - image.height()) / 2;
    for (int y = 0; y < side; ++y) {
        auto* to = reinterpret_cast<QRgb*>(out.scanLine(y));
        const auto* from =
            reinterpret_cast<const QRgb*>(image.constScanLine(std::clamp(y - top, 0, image.height() - 1)));
        for (int x = 0; x < side; ++x) {
            const bool inside = x >= left && x < left + image.width() && y >= top && y < top + image.height();
            to[x] = inside || !colour ? from[std::clamp(x - left, 0, image.width() - 1)] : *colour;
        }
    }
    return out;
}

QImage paddedPicture(const QImage& image, bool transparent, const PrepareOptions& options) {
    const int side = options.resolution;
    const int longer = std::max(image.width(), image.height());
    const QRgb background = options.background | 0xff000000u;
    if (longer <= side && 4 * longer >= 3 * side) {
        if (transparent)
            return centred(image, side, background);
        return centred(image, side, borderColour(image, 0.5));
    }
    const int width = std::max(1, int(std::lround(double(image.width()) * side / longer)));
    const int height = std::max(1, int(std::lround(double(image.height()) * side / longer)));
    const std::optional<QRgb> own = transparent ? std::nullopt : borderColour(image, 0.95);
    return centred(resampled(image, width, height), side, own.value_or(background));
}

void turnGrey(QImage& image) {
    for (int y = 0; y < image.height(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < image.width(); ++x) { // ITU-R BT.601, as Pillow's "L"
            const int luma = (299 * qRed(line[x]) + 587 * qGreen(line[x]) + 114 * qBlue(line[x]) + 500) / 1000;
            line[x] = qRgb(luma, luma, luma);
        }
    }
}

} // namespace

QImage overBackground(const QImage& image, quint32 background) {
    if (!image.hasAlphaChannel())
        return image;
    QImage out(image.size(), QImage::Format_RGB32);
    const std::array<int, 3> ground{qRed(background), qGreen(background), qBlue(background)};
    for (int y = 0; y < image.height(); ++y) {
        const auto* from = reinterpret_cast<const QRgb*>(image.constScanLine(y));
        auto* to = reinterpret_cast<QRgb*>(out.scanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            const int alpha = qAlpha(from[x]);
            const auto mix = [&](int colour, int behind) {
                return (colour * alpha + behind * (255 - alpha) + 127) / 255;
            };
            to[x] =
                qRgb(mix(qRed(from[x]), ground[0]), mix(qGreen(from[x]), ground[1]), mix(qBlue(from[x]), ground[2]));
        }
    }
    return out;
}

bool hasFlatEdges(const QImage& opaque) {
    return borderColour(opaque, 0.95).has_value();
}

int shortSideFor(const PrepareOptions& options) {
    return 2 * options.resolution;
}

QImage fitted(const DecodedPicture& picture, const PrepareOptions& options) {
    const bool transparent = picture.image.hasAlphaChannel();
    QImage image = overBackground(picture.image, options.background);
    switch (options.fit) {
    case FitMode::Crop: {
        const int side = std::min(image.width(), image.height());
        image = image.copy((image.width() - side) / 2, (image.height() - side) / 2, side, side);
        image = resampled(image, options.resolution, options.resolution);
        break;
    }
    case FitMode::Stretch:
        image = resampled(image, options.resolution, options.resolution);
        break;
    case FitMode::Pad:
        image = paddedPicture(image, transparent, options);
        break;
    }
    if (options.grey)
        turnGrey(image);
    return image;
}

} // namespace capriccio
