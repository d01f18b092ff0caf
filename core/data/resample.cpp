#include "core/data/resample.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <vector>

namespace capriccio {
namespace {

double lanczos3(double x) {
    x = std::abs(x);
    if (x < 1e-9)
        return 1;
    if (x >= 3)
        return 0;
    const double t = std::numbers::pi * x;
    return 3 * std::sin(t) * std::sin(t / 3) / (t * t);
}

double catmullRom(double x) {
    x = std::abs(x);
    if (x < 1)
        return (1.5 * x - 2.5) * x * x + 1;
    return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}

// The source pixels that make up one target pixel.
struct Taps {
    int first = 0;
    std::vector<float> weights; // sum 1
};

// `extent` is the picture's side in source pixels; with a last block that is not full it is less than `from`.
std::vector<Taps> tapsFor(int from, double extent, int to) {
    const double scale = extent / to;
    const bool reduce = scale > 1;
    const double stretch = reduce ? scale : 1;
    const double support = (reduce ? 3 : 2) * stretch;
    std::vector<Taps> all(static_cast<std::size_t>(to));
    for (int i = 0; i < to; ++i) {
        const double centre = (i + 0.5) * scale;
        const int first = std::max(0, int(std::floor(centre - support)));
        const int last = std::min(from, int(std::ceil(centre + support)));
        Taps& taps = all[std::size_t(i)];
        taps.first = first;
        double sum = 0;
        for (int k = first; k < last; ++k) {
            const double x = (k + 0.5 - centre) / stretch;
            const double weight = reduce ? lanczos3(x) : catmullRom(x);
            taps.weights.push_back(float(weight));
            sum += weight;
        }
        for (float& weight : taps.weights)
            weight = float(weight / sum);
    }
    return all;
}

// Averages blocks of x by y pixels; the last block of a row or column may be smaller.
QImage blockAveraged(const QImage& image, int x, int y) {
    QImage out((image.width() + x - 1) / x, (image.height() + y - 1) / y, image.format());
    for (int row = 0; row < out.height(); ++row) {
        auto* to = reinterpret_cast<QRgb*>(out.scanLine(row));
        const int bottom = std::min(image.height(), (row + 1) * y);
        for (int column = 0; column < out.width(); ++column) {
            const int right = std::min(image.width(), (column + 1) * x);
            std::uint64_t sum[4] = {};
            std::uint64_t n = 0;
            for (int v = row * y; v < bottom; ++v) {
                const auto* from = reinterpret_cast<const QRgb*>(image.constScanLine(v));
                for (int u = column * x; u < right; ++u, ++n) {
                    sum[0] += unsigned(qBlue(from[u]));
                    sum[1] += unsigned(qGreen(from[u]));
                    sum[2] += unsigned(qRed(from[u]));
                    sum[3] += unsigned(qAlpha(from[u]));
                }
            }
            to[column] = qRgba(int((sum[2] + n / 2) / n), int((sum[1] + n / 2) / n), int((sum[0] + n / 2) / n),
                               int((sum[3] + n / 2) / n));
        }
    }
    return out;
}

// Eight source pixels for each target pixel remain: what averaging lets through where it should not is then below 7 %.
int blockSide(int from, int to) {
    return std::max(1, from / (8 * to));
}

std::uint8_t rounded(float value, std::uint8_t most) {
    return std::uint8_t(std::clamp(std::lround(value), 0L, long(most)));
}

} // namespace

QImage resampled(const QImage& image, int width, int height) {
    if (image.width() == width && image.height() == height)
        return image;
    const int blockX = blockSide(image.width(), width);
    const int blockY = blockSide(image.height(), height);
    const QImage source = blockX > 1 || blockY > 1 ? blockAveraged(image, blockX, blockY) : image;

    const std::vector<Taps> across = tapsFor(source.width(), double(image.width()) / blockX, width);
    const std::vector<Taps> down = tapsFor(source.height(), double(image.height()) / blockY, height);
    const auto stride = std::size_t(width) * 4;
    std::vector<float> middle(stride * std::size_t(source.height()));
    for (int y = 0; y < source.height(); ++y) {
        const std::uint8_t* line = source.constScanLine(y);
        float* out = middle.data() + stride * std::size_t(y);
        for (const Taps& taps : across) {
            float sum[4] = {};
            const std::uint8_t* from = line + 4 * std::size_t(taps.first);
            for (const float weight : taps.weights) {
                for (int c = 0; c < 4; ++c)
                    sum[c] += weight * float(from[c]);
                from += 4;
            }
            std::copy_n(sum, 4, out);
            out += 4;
        }
    }

    QImage out(width, height, image.format());
    const bool premultiplied = image.format() == QImage::Format_ARGB32_Premultiplied;
    std::vector<float> sums(stride);
    for (int y = 0; y < height; ++y) {
        const Taps& taps = down[std::size_t(y)];
        std::fill(sums.begin(), sums.end(), 0.0F);
        for (std::size_t k = 0; k < taps.weights.size(); ++k) {
            const float* from = middle.data() + stride * (std::size_t(taps.first) + k);
            const float weight = taps.weights[k];
            for (std::size_t i = 0; i < stride; ++i)
                sums[i] += weight * from[i];
        }
        std::uint8_t* line = out.scanLine(y);
        for (std::size_t i = 0; i < stride; i += 4) {
            const std::uint8_t alpha = premultiplied ? rounded(sums[i + 3], 255) : 255;
            for (std::size_t c = 0; c < 3; ++c)
                line[i + c] = rounded(sums[i + c], alpha); // overshoot must not exceed what is premultiplied
            line[i + 3] = alpha;
        }
    }
    return out;
}

} // namespace capriccio
