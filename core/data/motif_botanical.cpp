#include "core/data/sample_art.h"

#include <QTransform>
#include <cmath>

namespace capriccio {
namespace {

// A stem and where things grow on it.
struct Stem {
    QPainterPath line;
    QPointF pointAt(double t) const { return line.pointAtPercent(t); }
    // Degrees clockwise from straight up.
    double directionAt(double t) const { return 90 - line.angleAtPercent(t); }
};

Stem stemFrom(QPointF foot, double lean, double height, double bow) {
    const double a = lean * M_PI / 180;
    const QPointF tip = foot + QPointF(std::sin(a) * height, -std::cos(a) * height);
    const QPointF middle = (foot + tip) / 2 + QPointF(std::cos(a), std::sin(a)) * bow;
    Stem stem;
    stem.line.moveTo(foot);
    stem.line.quadTo(middle, tip);
    return stem;
}

void veinedLeaf(QPainter& painter, QPointF at, double degrees, double length, double width, double fullness,
                const QColor& colour, bool veins) {
    cutPaper(painter, placed(leafShape(length, width, fullness), at, degrees), colour, 0.9);
    // The right half a little darker: the leaf is folded along its rib.
    QPainterPath half;
    const double belly = -length * fullness;
    half.moveTo(0, 0);
    half.cubicTo(width * 0.55, belly * 0.35, width * 0.68, belly * 1.25, 0, -length);
    half.closeSubpath();
    fill(painter, placed(half, at, degrees), shaded(colour, -0.16));
    if (!veins)
        return;
    QPainterPath lines;
    lines.moveTo(0, 0);
    lines.lineTo(0, -length * 0.9);
    for (double t : {0.3, 0.5, 0.7}) {
        lines.moveTo(0, -length * t);
        lines.lineTo(width * 0.26, -length * (t + 0.13));
        lines.moveTo(0, -length * t);
        lines.lineTo(-width * 0.26, -length * (t + 0.13));
    }
    stroke(painter, placed(lines, at, degrees), shaded(colour, 0.35), 0.55);
}

void blossom(QPainter& painter, ArtRandom& random, const Palette& palette, QPointF at, double radius) {
    struct Colours {
        QColor outer, inner, heart;
    };
    const std::array<Colours, 4> choices = {
        Colours{palette.tones[1], palette.tones[0], palette.accent},
        Colours{palette.accent, shaded(palette.accent, 0.35), palette.tones[3]},
        Colours{palette.tones[0], palette.highlight, palette.accent},
        Colours{palette.tones[2], palette.tones[1], palette.highlight},
    };
    const Colours colours = random.pick(choices);
    const int petals = random.integer(5, 12);
    const double width = radius * 2 * std::sin(M_PI / petals) * random.real(1.05, 1.5);
    const double fullness = random.real(0.5, 0.78);
    const double turn = random.real(0, 360);
    for (int i = 0; i < petals; ++i)
        cutPaper(painter, placed(leafShape(radius, width, fullness), at, turn + 360.0 * i / petals), colours.outer,
                 0.8);
    if (random.chance(0.7)) {
        for (int i = 0; i < petals; ++i)
            fill(painter,
                 placed(leafShape(radius * 0.66, width * 0.62, fullness), at, turn + 360.0 * (i + 0.5) / petals),
                 colours.inner);
    }
    const double heart = radius * random.real(0.2, 0.33);
    cutPaper(painter, circle(at, heart), colours.heart, 0.7);
    const int dots = random.integer(0, 8);
    for (int i = 0; i < dots; ++i) {
        const double a = 2 * M_PI * i / dots;
        fill(painter, circle(at + QPointF(std::cos(a), std::sin(a)) * heart * 0.6, heart * 0.14),
             shaded(colours.heart, -0.45));
    }
}

void tulip(QPainter& painter, ArtRandom& random, const Palette& palette, QPointF at, double size, double degrees) {
    const QColor colour = random.chance(0.5) ? palette.accent : palette.tones[1];
    for (double side : {-1.0, 1.0})
        cutPaper(painter, placed(leafShape(size * 1.5, size * 0.85, 0.45), at, degrees + side * 22), colour, 0.6);
    cutPaper(painter, placed(leafShape(size * 1.42, size, 0.42), at, degrees), shaded(colour, 0.25), 0.6);
}

QColor plantColour(ArtRandom& random, const Palette& palette) {
    return random.chance(0.5) ? palette.tones[2] : palette.tones[1];
}

void paper(QPainter& painter, ArtRandom& random, const Palette& palette) {
    const QColor ground = random.chance(0.22) ? palette.tones[3] : palette.ground;
    painter.fillRect(QRectF(0, 0, kSheet, kSheet), ground);
    if (random.chance(0.4)) {
        QColor disc = mixed(ground, random.chance(0.5) ? palette.tones[0] : palette.highlight, 0.55);
        fill(painter, circle({64 + random.real(-8, 8), 60 + random.real(-8, 8)}, random.real(38, 54)), disc);
    }
}

} // namespace

void drawLeaves(QPainter& painter, ArtRandom& random, const Palette& palette) {
    paper(painter, random, palette);
    const int stems = random.integer(1, 3);
    const int kind = random.integer(0, 3);
    const bool veins = random.chance(0.6);
    const QColor base = plantColour(random, palette);
    const QColor other = random.chance(0.4) ? palette.accent : shaded(base, random.real(0.12, 0.3));
    for (int s = 0; s < stems; ++s) {
        const double spread = stems == 1 ? random.real(-8, 8) : -26 + 52.0 * s / (stems - 1) + random.real(-5, 5);
        const double height = random.real(86, 104) - 8 * std::abs(spread) / 26;
        const Stem stem = stemFrom({64 + spread * 0.25, 124}, spread, height, random.real(-12, 12));
        stroke(painter, stem.line, shaded(base, -0.3), 1.5);
        const int pairs = stems == 1 ? random.integer(5, 8) : random.integer(4, 6);
        const double size = (stems == 1 ? 30 : 22) * random.real(0.85, 1.15);
        for (int i = 0; i < pairs; ++i) {
            const double t = 0.2 + 0.76 * i / pairs;
            const double shrink = 1 - 0.45 * t;
            for (int side = -1; side <= 1; side += 2) {
                const double along = kind == 1 && side > 0 ? std::min(0.97, t + 0.38 / pairs) : t;
                const double length = size * shrink * random.real(0.92, 1.08) * (kind == 2 ? 0.72 : 1);
                const double width = length * (kind == 2 ? 0.95 : kind == 3 ? 0.28 : 0.5);
                veinedLeaf(painter, stem.pointAt(along), stem.directionAt(along) + side * random.real(44, 62), length,
                           width, kind == 2 ? 0.55 : 0.42, (i + (side > 0 ? 1 : 0)) % 2 == 0 ? base : other,
                           veins && kind != 3);
            }
        }
        veinedLeaf(painter, stem.pointAt(1), stem.directionAt(1), size * 0.62, size * (kind == 3 ? 0.2 : 0.32), 0.42,
                   base, veins && kind != 3);
        if (random.chance(0.25)) {
            for (double t : {0.35, 0.6, 0.85})
                cutPaper(painter, circle(stem.pointAt(t) + QPointF(random.real(-5, 5), 0), random.real(1.8, 2.8)),
                         palette.accent, 0.6);
        }
    }
}

void drawFlowers(QPainter& painter, ArtRandom& random, const Palette& palette) {
    paper(painter, random, palette);
    const int flowers = random.integer(1, 4);
    const bool tulips = random.chance(0.25);
    const QColor green = plantColour(random, palette);
    for (int f = 0; f < flowers; ++f) {
        const double spread = flowers == 1 ? random.real(-7, 7) : -27 + 54.0 * f / (flowers - 1) + random.real(-4, 4);
        const double height = random.real(flowers == 1 ? 70 : 52, flowers == 1 ? 80 : 90);
        const Stem stem = stemFrom({64 + spread * 0.3, 126}, spread, height, random.real(-9, 9));
        stroke(painter, stem.line, shaded(green, -0.15), 1.7);
        for (int i = 0; i < random.integer(1, 3); ++i) {
            const double t = random.real(0.12, 0.55);
            const double side = (i + f) % 2 == 0 ? 1 : -1;
            veinedLeaf(painter, stem.pointAt(t), stem.directionAt(t) + side * random.real(34, 58), random.real(17, 27),
                       random.real(8, 12), 0.42, green, true);
        }
        if (tulips)
            tulip(painter, random, palette, stem.pointAt(1), random.real(14, 18), stem.directionAt(1));
        else
            blossom(painter, random, palette, stem.pointAt(1),
                    flowers == 1 ? random.real(26, 36) : random.real(14, 22));
    }
}

} // namespace capriccio
