#include "core/data/sample_art.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace capriccio {
namespace {

std::vector<QColor> inks(const Palette& palette) {
    return {palette.tones[0], palette.tones[1], palette.tones[2], palette.tones[3], palette.accent, palette.highlight};
}

// One tile of a patchwork: quarter discs, halves, leaves, rings, triangles.
void tile(QPainter& painter, ArtRandom& random, const QRectF& square, const QColor& ground, const QColor& ink,
          const QColor& third) {
    painter.save();
    painter.setClipRect(square);
    painter.fillRect(square, ground);
    painter.translate(square.center());
    painter.rotate(90.0 * random.integer(0, 3));
    const double s = std::max(square.width(), square.height());
    const QPointF corner(-s / 2, -s / 2);
    QPainterPath triangle;
    switch (random.integer(0, 7)) {
    case 0:
        fill(painter, circle(corner, s), ink);
        if (random.chance(0.6))
            fill(painter, circle(corner, s * 0.5), third);
        break;
    case 1:
        fill(painter, circle({-s / 2, 0}, s / 2), ink);
        break;
    case 2:
        fill(painter, circle(corner, s).intersected(circle(-corner, s)), ink);
        break;
    case 3:
        fill(painter, circle({0, 0}, s * 0.4), ink);
        fill(painter, circle({0, 0}, s * 0.2), third);
        break;
    case 4:
        triangle.moveTo(corner);
        triangle.lineTo(s / 2, -s / 2);
        triangle.lineTo(-s / 2, s / 2);
        triangle.closeSubpath();
        fill(painter, triangle, ink);
        break;
    case 5:
        for (int i = 0; i < 3; ++i)
            painter.fillRect(QRectF(-s / 2 + s * (2 * i) / 6, -s / 2, s / 6, s), ink);
        break;
    case 6:
        for (int i = 4; i > 0; --i)
            fill(painter, circle(corner, s * i / 4), i % 2 == 0 ? ink : third);
        break;
    default:
        fill(painter, circle({0, -s / 2}, s / 2), ink);
        fill(painter, circle({0, s / 2}, s / 2), third);
        break;
    }
    painter.restore();
}

void patchwork(QPainter& painter, ArtRandom& random, const Palette& palette) {
    const int n = random.pick(std::array<int, 4>{2, 3, 3, 4});
    // Whole half units, so that the edges of tiles fall between pixels and leave no seams.
    const auto edge = [n](int i) { return std::round(2 * kSheet * i / n) / 2; };
    std::vector<QColor> colours = inks(palette);
    // Few colours make a picture, all of them make confetti.
    while (colours.size() > 4)
        colours.erase(colours.begin() + random.integer(0, int(colours.size()) - 1));
    for (int row = 0; row < n; ++row) {
        for (int column = 0; column < n; ++column) {
            const int first = random.integer(0, 3);
            const int second = (first + random.integer(1, 3)) % 4;
            const int third = (second + 1) % 4 == first ? (second + 2) % 4 : (second + 1) % 4;
            const QRectF square(QPointF(edge(column), edge(row)), QPointF(edge(column + 1), edge(row + 1)));
            tile(painter, random, square, colours[std::size_t(first)], colours[std::size_t(second)],
                 colours[std::size_t(third)]);
        }
    }
}

// Large plain forms in balance around one disc.
void composition(QPainter& painter, ArtRandom& random, const Palette& palette) {
    painter.fillRect(QRectF(0, 0, kSheet, kSheet), random.chance(0.8) ? palette.ground : palette.tones[3]);
    const QPointF heart(random.real(44, 84), random.real(44, 84));
    const double radius = random.real(24, 38);
    const double tilt = random.pick(std::array<double, 4>{0, 30, 45, -30});
    painter.save();
    painter.translate(heart);
    painter.rotate(tilt);
    QPainterPath bar;
    bar.addRect(QRectF(-90, -radius * 0.22 + random.real(-10, 10), 180, radius * random.real(0.2, 0.45)));
    cutPaper(painter, bar, palette.tones[2], 1);
    QPainterPath upright;
    upright.addRect(QRectF(random.real(-34, 24), -96, random.real(5, 14), 192));
    cutPaper(painter, upright, palette.tones[0], 1);
    painter.restore();
    cutPaper(painter, circle(heart, radius), random.chance(0.5) ? palette.accent : palette.tones[1], 2);
    // One thing inside the disc; two would make an eye of it.
    switch (random.integer(0, 3)) {
    case 0:
        fill(painter, circle(heart, radius * 0.62), palette.highlight);
        break;
    case 1:
        fill(painter, circle(heart + QPointF(random.real(-8, 8), random.real(-8, 8)), radius * 0.32), palette.tones[3]);
        break;
    case 2: {
        QPainterPath half;
        half.addRect(QRectF(-radius, 0, 2 * radius, radius));
        half = placed(half, heart, tilt).intersected(circle(heart, radius));
        fill(painter, half, palette.highlight);
        break;
    }
    default:
        break;
    }
    QPainterPath wedge;
    const QPointF at(heart.x() < 64 ? random.real(86, 112) : random.real(16, 42), random.real(78, 108));
    const double size = random.real(18, 30);
    wedge.moveTo(at + QPointF(-size, size * 0.6));
    wedge.lineTo(at + QPointF(size, size * 0.6));
    wedge.lineTo(at + QPointF(random.chance(0.5) ? 0 : -size, -size));
    wedge.closeSubpath();
    cutPaper(painter, wedge, palette.tones[1], 1.6);
    const int dots = random.integer(1, 4);
    const QPointF row(random.real(12, 70), heart.y() < 64 ? random.real(104, 118) : random.real(10, 24));
    for (int i = 0; i < dots; ++i)
        cutPaper(painter, circle(row + QPointF(i * 12.0, 0), 3.6),
                 palette.tones[3] == palette.ground ? palette.accent : palette.tones[3], 0.8);
    if (random.chance(0.6)) {
        QPainterPath arc;
        const double r = radius + random.real(8, 16);
        const QRectF box(heart.x() - r, heart.y() - r, 2 * r, 2 * r);
        const double start = random.real(0, 360);
        arc.arcMoveTo(box, start);
        arc.arcTo(box, start, random.real(90, 220));
        painter.strokePath(arc, QPen(palette.tones[3], random.real(1.6, 3.4)));
    }
}

// Concentric arches, as a rainbow or the rings of a tree.
void arches(QPainter& painter, ArtRandom& random, const Palette& palette) {
    const std::vector<QColor> colours = inks(palette);
    painter.fillRect(QRectF(0, 0, kSheet, kSheet), palette.ground);
    const int count = random.integer(1, 3);
    for (int i = 0; i < count; ++i) {
        const QPointF foot(count == 1 ? 64 : 20 + 88.0 * i / (count - 1), random.real(96, 128));
        double radius = count == 1 ? random.real(50, 62) : random.real(28, 44);
        int colour = random.integer(0, 5);
        const double band = radius / random.integer(3, 6);
        while (radius > band * 0.6) {
            QPainterPath arch;
            arch.moveTo(foot + QPointF(-radius, 40));
            arch.lineTo(foot + QPointF(-radius, 0));
            arch.arcTo(QRectF(foot.x() - radius, foot.y() - radius, 2 * radius, 2 * radius), 180, -180);
            arch.lineTo(foot + QPointF(radius, 40));
            arch.closeSubpath();
            cutPaper(painter, arch, colours[std::size_t(colour)], -1.0);
            colour = (colour + random.integer(1, 2)) % 6;
            radius -= band;
        }
    }
    if (random.chance(0.6))
        cutPaper(painter, circle({random.real(18, 110), random.real(16, 34)}, random.real(7, 12)), palette.accent, 1);
}

} // namespace

void drawGeometry(QPainter& painter, ArtRandom& random, const Palette& palette) {
    const double kind = random.real(0, 1);
    if (kind < 0.4)
        patchwork(painter, random, palette);
    else if (kind < 0.78)
        composition(painter, random, palette);
    else
        arches(painter, random, palette);
}

} // namespace capriccio
