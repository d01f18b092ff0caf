#pragma once

#include "core/sample/image_sampler.h"

#include <algorithm>
#include <cmath>

namespace capriccio {

// A sampler without a network: every number of z moves, bends or tints one shape, so that two points give two pictures
// and the same point always the same one. For window tests that need pictures but no training.
class SketchSampler : public ImageSampler {
public:
    explicit SketchSampler(QStringList classes = {}, QString hash = QStringLiteral("5ce7c4"), bool encodes = false) {
        info_.hash = std::move(hash);
        info_.preset.id = QStringLiteral("studio-gan");
        info_.preset.title = QStringLiteral("Sketch");
        info_.resolution = 64;
        info_.channels = 3;
        info_.latent = 16;
        info_.classes = std::move(classes);
        info_.imagesSeen = 160000;
        info_.dataTitle = QStringLiteral("sketches");
        info_.dataHash = QStringLiteral("da7a");
        info_.sourceNote = QStringLiteral("own work");
        info_.licenceNote = QStringLiteral("CC BY 4.0");
        info_.softwareVersion = QStringLiteral("Capriccio");
        info_.canEncode = encodes;
    }

    const ModelInfo& info() const override { return info_; }

    std::vector<Pixels> render(const std::vector<LatentPoint>& points) const override {
        std::vector<Pixels> pictures;
        for (const LatentPoint& point : points)
            pictures.push_back(draw(point));
        return pictures;
    }

    // The mean colour of sixteen bands: coarse, but the same picture gives the same point.
    LatentPoint encode(const Pixels& picture) const override {
        LatentPoint point;
        point.z.assign(std::size_t(info_.latent), 0.0F);
        const std::size_t band = std::max<std::size_t>(1, picture.bytes.size() / point.z.size());
        for (std::size_t i = 0; i < picture.bytes.size(); ++i)
            point.z[std::min(i / band, point.z.size() - 1)] += float(picture.bytes[i]) / 127.5F - 1.0F;
        for (float& value : point.z)
            value = 2 * value / float(band);
        point.classWeights.assign(std::size_t(info_.classes.size()), 0.0F);
        if (!point.classWeights.empty())
            point.classWeights[0] = 1;
        return point;
    }

    StateDict state() const override { return {}; } // no weights

private:
    Pixels draw(const LatentPoint& point) const {
        const int n = info_.resolution;
        Pixels picture{n, n, 3, std::vector<std::uint8_t>(std::size_t(n) * std::size_t(n) * 3)};
        const auto z = [&point](std::size_t i) { return double(point.z[i]) * double(point.truncation); };
        double turn = z(9);
        for (std::size_t c = 0; c < point.classWeights.size(); ++c)
            turn += double(c) * double(point.classWeights[c]);
        const double lobes = 3 + std::floor(std::abs(z(0)) * 2.5);
        const double depth = 0.45 * std::tanh(z(1));
        const double size = 0.58 + 0.14 * std::tanh(z(2));
        for (int y = 0; y < n; ++y) {
            for (int x = 0; x < n; ++x) {
                const double u = (x + 0.5) / n * 2 - 1 - 0.2 * std::tanh(z(3));
                const double v = (y + 0.5) / n * 2 - 1 - 0.2 * std::tanh(z(4));
                const double angle = std::atan2(v, u) + turn;
                const double edge = size * (1 + depth * std::cos(lobes * angle));
                const double inside = std::clamp((edge - std::hypot(u, v)) * n / 3 + 0.5, 0.0, 1.0);
                const double eye = std::clamp((0.12 - std::hypot(u - 0.2, v + 0.15)) * n / 3 + 0.5, 0.0, 1.0);
                for (std::size_t c = 0; c < 3; ++c) {
                    const double ground = 0.93 + 0.06 * std::tanh(z(5 + c));
                    const double ink = 0.5 + 0.42 * std::sin(2.2 * z(10 + c) + 1.3 * double(c) + 1.2 * v);
                    const double value = ground + inside * (ink - ground);
                    picture.bytes[(std::size_t(y) * std::size_t(n) + std::size_t(x)) * 3 + c] =
                        std::uint8_t(std::lround(255 * std::clamp(value * (1 - 0.85 * eye * inside), 0.0, 1.0)));
                }
            }
        }
        return picture;
    }

    ModelInfo info_;
};

} // namespace capriccio
