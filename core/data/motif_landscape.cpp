#include "core/data/sample_art.h"

#include <cmath>

namespace capriccio {
namespace {

bool isNight(const Palette& palette) {
    return palette.ground.lightness() < 110;
}

// The height of a ridge at x: a few waves laid over each other.
struct Ridge {
    double base;
    double height;
    double phase;
    double waves;
    double roughness;
    bool peaked;

    double at(double x) const {
        const double t = x / kSheet * waves * 2 * M_PI + phase;
        double y =
            std::sin(t) + roughness * std::sin(2.3 * t + 1.7 * phase) + 0.5 * roughness * std::sin(4.1 * t + phase);
        if (peaked) // the absolute value turns valleys into passes between peaks
            y = 1.6 * std::abs(std::sin(0.8 * t)) + 0.35 * roughness * std::sin(5.7 * t) - 0.6;
        return base - height * y;
    }

    QPainterPath path() const {
        QPainterPath shape;
        shape.moveTo(-4, kSheet + 4);
        for (double x = -4; x <= kSheet + 4; x += 1)
            shape.lineTo(x, at(x));
        shape.lineTo(kSheet + 4, kSheet + 4);
        shape.closeSubpath();
        return shape;
    }
};

void pine(QPainter& painter, QPointF foot, double height, const QColor& colour) {
    for (int tier = 0; tier < 3; ++tier) {
        QPainterPath part;
        const double bottom = foot.y() - height * (0.12 + 0.24 * tier);
        const double half = height * (0.24 - 0.055 * tier);
        part.moveTo(foot.x() - half, bottom);
        part.lineTo(foot.x() + half, bottom);
        part.lineTo(foot.x(), bottom - height * 0.42);
        part.closeSubpath();
        fill(painter, part, colour);
    }
    painter.fillRect(QRectF(foot.x() - height * 0.03, foot.y() - height * 0.15, height * 0.06, height * 0.17), colour);
}

void roundTree(QPainter& painter, QPointF foot, double height, const QColor& colour, const QColor& trunk) {
    QPainterPath line;
    line.moveTo(foot);
    line.lineTo(foot.x(), foot.y() - height * 0.6);
    stroke(painter, line, trunk, height * 0.08);
    QPainterPath crown;
    crown.addEllipse(QPointF(foot.x(), foot.y() - height * 0.68), height * 0.25, height * 0.34);
    fill(painter, crown, colour);
}

void sunOrMoon(QPainter& painter, ArtRandom& random, const Palette& palette, QPointF at, double radius) {
    const QColor disc = isNight(palette) ? palette.highlight : random.chance(0.7) ? palette.accent : palette.highlight;
    if (random.chance(0.5)) {
        for (int ring = 3; ring > 0; --ring) {
            QColor halo = disc;
            halo.setAlpha(34);
            fill(painter, circle(at, radius * (1 + 0.38 * ring)), halo);
        }
    }
    if (isNight(palette) && random.chance(0.5)) {
        const QPainterPath crescent =
            circle(at, radius).subtracted(circle(at + QPointF(radius * 0.45, -radius * 0.2), radius * 0.92));
        fill(painter, crescent, disc);
        return;
    }
    fill(painter, circle(at, radius), disc);
}

void clouds(QPainter& painter, ArtRandom& random, const Palette& palette) {
    QColor colour = mixed(palette.ground, palette.highlight, 0.75);
    if (isNight(palette))
        colour = palette.tones[0];
    const int n = random.integer(1, 3);
    for (int i = 0; i < n; ++i) {
        const double x = random.real(10, 118);
        const double y = random.real(14, 48);
        const double w = random.real(12, 26);
        QPainterPath cloud;
        cloud.addRoundedRect(QRectF(x - w, y, 2 * w, w * 0.28), w * 0.14, w * 0.14);
        cloud.addEllipse(QPointF(x - w * 0.2, y + w * 0.02), w * 0.42, w * 0.3);
        cloud.addEllipse(QPointF(x + w * 0.35, y + w * 0.06), w * 0.3, w * 0.22);
        cloud.setFillRule(Qt::WindingFill);
        cutPaper(painter, cloud, colour, 1.0);
    }
}

void stars(QPainter& painter, ArtRandom& random, const Palette& palette) {
    const int n = random.integer(12, 26);
    for (int i = 0; i < n; ++i)
        fill(painter, circle({random.real(2, 126), random.real(2, 64)}, random.real(0.5, 1.2)), palette.highlight);
}

} // namespace

void drawLandscape(QPainter& painter, ArtRandom& random, const Palette& palette) {
    const bool night = isNight(palette);
    const QColor low = night ? palette.tones[1] : mixed(palette.tones[0], palette.highlight, 0.35);
    wash(painter, palette.ground, low);
    if (night)
        stars(painter, random, palette);
    const double horizon = random.real(50, 74);
    sunOrMoon(painter, random, palette, {random.real(22, 106), horizon - random.real(2, 34)}, random.real(8, 17));
    if (random.chance(0.45))
        clouds(painter, random, palette);

    const int layers = random.integer(4, 6);
    const bool peaks = random.chance(0.4);
    const bool pines = random.chance(0.5);
    const QColor far = night ? palette.tones[2] : mixed(palette.ground, palette.tones[0], 0.8);
    const QColor near = palette.tones[3];
    for (int i = 0; i < layers; ++i) {
        const double depth = double(i) / (layers - 1);
        Ridge ridge{horizon + 6 + (kSheet - horizon - 14) * depth * random.real(0.85, 1.0),
                    random.real(4, 8) * (1.3 - 0.5 * depth),
                    random.real(0, 2 * M_PI),
                    random.real(0.5, 1.4),
                    random.real(0.1, 0.45),
                    false};
        if (peaks && i < 2) {
            ridge.peaked = true;
            ridge.height = random.real(14, 22) * (1 - 0.3 * i);
            ridge.waves = random.real(0.9, 1.6);
        }
        // Through the middle tones, so that a layer is a colour of its own and not a mixture of two ends.
        const double tone = depth * 3;
        const int step = std::min(2, int(tone));
        QColor colour =
            i == 0 ? far : mixed(palette.tones[std::size_t(step)], palette.tones[std::size_t(step + 1)], tone - step);
        if (i == layers - 1)
            colour = near;
        cutPaper(painter, ridge.path(), colour, 2.2);
        if (i >= 1 && i < layers && random.chance(0.62)) {
            const int trees = random.integer(2, 7);
            const double middle = random.real(10, 118);
            for (int t = 0; t < trees; ++t) {
                const double x = middle + random.real(-26, 26);
                const double size = (7 + 17 * depth) * random.real(0.75, 1.2);
                const QPointF foot(x, ridge.at(x) + 1);
                const QColor leaf = i == layers - 1 ? shaded(colour, random.real(0.06, 0.16)) : shaded(colour, -0.22);
                if (pines)
                    pine(painter, foot, size, leaf);
                else
                    roundTree(painter, foot, size, leaf, shaded(leaf, -0.3));
            }
        }
    }
}

} // namespace capriccio
