// Enlarging by a whole factor, and sheets of tiles.
#include "core/io/picture_export.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QPainter>
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace capriccio {

namespace {

constexpr int kLobes = 3;
constexpr int kTaps = 2 * kLobes;

double lanczos(double x) {
    if (std::abs(x) < 1e-12)
        return 1;
    if (std::abs(x) >= kLobes)
        return 0;
    const double t = std::numbers::pi * x;
    return kLobes * std::sin(t) * std::sin(t / kLobes) / (t * t);
}

// One output position within a source pixel: the six source pixels it is mixed from.
struct Phase {
    int first = 0; // offset of the first tap from the source pixel
    std::array<float, kTaps> weights{};
};

// The positions repeat with every source pixel, so `factor` of them are all there are.
std::vector<Phase> phases(int factor) {
    std::vector<Phase> all(std::size_t(factor), Phase{});
    for (int p = 0; p < factor; ++p) {
        const double centre = (p + 0.5) / factor - 0.5; // in source pixels, relative to the source pixel's centre
        Phase& phase = all[std::size_t(p)];
        phase.first = int(std::floor(centre)) - kLobes + 1;
        double sum = 0;
        for (int k = 0; k < kTaps; ++k)
            sum += lanczos(phase.first + k - centre);
        for (int k = 0; k < kTaps; ++k)
            phase.weights[std::size_t(k)] = float(lanczos(phase.first + k - centre) / sum);
    }
    return all;
}

// Enlarges along one axis. The source holds `lines` lines of `length` pixels of 3 values; the result is transposed, so
// that two calls make the whole.
std::vector<float> enlargedLines(const std::vector<float>& source, int length, int lines, int factor) {
    const std::vector<Phase> all = phases(factor);
    std::vector<float> out(source.size() * std::size_t(factor));
    for (int y = 0; y < lines; ++y) {
        const float* line = source.data() + std::size_t(y) * std::size_t(length) * 3;
        for (int x = 0; x < length * factor; ++x) {
            const Phase& phase = all[std::size_t(x % factor)];
            std::array<float, 3> sum{};
            for (int k = 0; k < kTaps; ++k) {
                const int from = std::clamp(x / factor + phase.first + k, 0, length - 1);
                for (int c = 0; c < 3; ++c)
                    sum[std::size_t(c)] += phase.weights[std::size_t(k)] * line[from * 3 + c];
            }
            float* to = out.data() + (std::size_t(x) * std::size_t(lines) + std::size_t(y)) * 3;
            std::copy(sum.begin(), sum.end(), to);
        }
    }
    return out;
}

QImage lanczosEnlarged(const QImage& rgb, int factor) {
    const int w = rgb.width();
    const int h = rgb.height();
    std::vector<float> values(std::size_t(w) * std::size_t(h) * 3);
    for (int y = 0; y < h; ++y) {
        const uchar* line = rgb.constScanLine(y);
        std::copy(line, line + w * 3, values.begin() + std::ptrdiff_t(y) * w * 3);
    }
    values = enlargedLines(values, w, h, factor);          // now columns of the result, h values long
    values = enlargedLines(values, h, w * factor, factor); // now its rows
    QImage result(w * factor, h * factor, QImage::Format_RGB888);
    for (int y = 0; y < result.height(); ++y) {
        uchar* line = result.scanLine(y);
        const float* from = values.data() + std::size_t(y) * std::size_t(w * factor) * 3;
        for (int i = 0; i < result.width() * 3; ++i)
            line[i] = uchar(std::clamp(std::lround(from[i]), 0L, 255L));
    }
    return result;
}

} // namespace

QImage enlarged(const QImage& picture, int factor, Enlarge how) {
    const QImage rgb = picture.convertToFormat(QImage::Format_RGB888);
    if (factor <= 1 || rgb.isNull())
        return rgb;
    if (how == Enlarge::Nearest)
        return rgb.scaled(rgb.width() * factor, rgb.height() * factor, Qt::IgnoreAspectRatio, Qt::FastTransformation);
    return lanczosEnlarged(rgb, factor);
}

QImage contactSheet(const std::vector<QImage>& tiles, int columns, int gap, quint32 ground,
                    const ExportOptions& options, const GoesOn& goesOn) {
    if (tiles.empty() || columns < 1 || gap < 0)
        throw Error(Error::Kind::BadArgument,
                    Sentence::translate("PictureExport", "A sheet needs at least one picture and one column."));
    const int count = int(tiles.size());
    columns = std::min(columns, count);
    const int rows = (count + columns - 1) / columns;
    qint64 cellWidth = 0;
    qint64 cellHeight = 0;
    for (const QImage& tile : tiles) {
        cellWidth = std::max<qint64>(cellWidth, qint64(tile.width()) * options.scale);
        cellHeight = std::max<qint64>(cellHeight, qint64(tile.height()) * options.scale);
    }
    const qint64 width = columns * cellWidth + (columns - 1) * qint64(gap);
    const qint64 height = rows * cellHeight + (rows - 1) * qint64(gap);
    constexpr qint64 kLargest = 32'000; // px; beyond this few programs open a PNG
    QImage sheet;
    if (width <= kLargest && height <= kLargest)
        sheet = QImage(int(width), int(height), QImage::Format_RGB888);
    if (sheet.isNull())
        throw Error(Error::Kind::BadArgument,
                    Sentence::translate("PictureExport",
                                        "A sheet of %1 x %2 pixels is too large. Choose fewer pictures, more "
                                        "columns or a smaller scale.")
                        .arg(width)
                        .arg(height));
    sheet.fill(QColor::fromRgb(ground | 0xff000000U));
    QPainter painter(&sheet);
    for (int i = 0; i < count; ++i) {
        if (goesOn && !goesOn())
            return {};
        painter.drawImage(QPoint(int((i % columns) * (cellWidth + gap)), int((i / columns) * (cellHeight + gap))),
                          enlarged(tiles[std::size_t(i)], options.scale, options.enlarge));
    }
    return sheet;
}

} // namespace capriccio
