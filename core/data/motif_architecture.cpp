#include "core/data/sample_art.h"

#include <algorithm>
#include <cmath>

namespace capriccio {
namespace {

// Light comes from the left in every picture: walls have a bright front and a dark side.
struct Masonry {
    QColor wall;
    QColor roof;
    QColor dark; // openings
};

void block(QPainter& painter, const QRectF& body, const QColor& wall) {
    QPainterPath path;
    path.addRect(body);
    cutPaper(painter, path, wall, 1.4);
    painter.fillRect(QRectF(body.right() - body.width() * 0.28, body.top(), body.width() * 0.28, body.height()),
                     shaded(wall, -0.2));
}

QPainterPath archOpening(double centre, double foot, double width, double height) {
    QPainterPath path;
    const double half = width / 2;
    const double spring = foot - height + half;
    path.moveTo(centre - half, foot);
    path.lineTo(centre - half, spring);
    path.arcTo(QRectF(centre - half, spring - half, width, width), 180, -180);
    path.lineTo(centre + half, foot);
    path.closeSubpath();
    return path;
}

void windows(QPainter& painter, ArtRandom& random, const QRectF& wall, const QColor& dark, bool arched) {
    const int columns = std::max(1, int(wall.width() / 9));
    const int rows = std::clamp(int(wall.height() / 15), 1, 4);
    const double w = 3.2;
    const double h = random.real(4.4, 6);
    for (int r = 0; r < rows; ++r) {
        for (int c = 0; c < columns; ++c) {
            const double x = wall.left() + wall.width() * (c + 0.5) / columns;
            const double y = wall.top() + 7 + r * 13.0;
            if (y + h > wall.bottom() - 2)
                continue;
            if (arched)
                fill(painter, archOpening(x, y + h, w, h), dark);
            else
                painter.fillRect(QRectF(x - w / 2, y, w, h), dark);
        }
    }
}

void gable(QPainter& painter, const QRectF& body, double rise, const QColor& roof) {
    QPainterPath path;
    path.moveTo(body.left() - 1.5, body.top() + 0.5);
    path.lineTo(body.center().x(), body.top() - rise);
    path.lineTo(body.right() + 1.5, body.top() + 0.5);
    path.closeSubpath();
    cutPaper(painter, path, roof, 1.0);
    QPainterPath side;
    side.moveTo(body.center().x(), body.top() - rise);
    side.lineTo(body.right() + 1.5, body.top() + 0.5);
    side.lineTo(body.center().x() + body.width() * 0.2, body.top() + 0.5);
    side.closeSubpath();
    fill(painter, side, shaded(roof, -0.2));
}

void dome(QPainter& painter, const QRectF& body, const QColor& roof, const QColor& accent) {
    const double r = body.width() / 2;
    QPainterPath path;
    path.moveTo(body.left(), body.top());
    path.arcTo(QRectF(body.left(), body.top() - r * 1.15, 2 * r, 2.3 * r), 180, -180);
    path.closeSubpath();
    cutPaper(painter, path, roof, 1.0);
    QPainterPath shade;
    shade.moveTo(body.center().x() + r * 0.3, body.top());
    shade.quadTo(body.center().x() + r * 0.35, body.top() - r * 0.8, body.center().x(), body.top() - r * 1.15);
    shade.quadTo(body.right(), body.top() - r, body.right(), body.top());
    shade.closeSubpath();
    fill(painter, shade, shaded(roof, -0.2));
    painter.fillRect(QRectF(body.center().x() - 0.6, body.top() - r * 1.15 - 5, 1.2, 5.5), accent);
    fill(painter, circle({body.center().x(), body.top() - r * 1.15 - 5.5}, 1.3), accent);
}

void battlements(QPainter& painter, const QRectF& body, const QColor& wall) {
    const int n = std::max(3, int(body.width() / 5) | 1);
    const double step = body.width() / n;
    for (int i = 0; i < n; i += 2)
        painter.fillRect(QRectF(body.left() + i * step, body.top() - 3, step, 3.4),
                         i > n / 2 ? shaded(wall, -0.2) : wall);
}

void tower(QPainter& painter, ArtRandom& random, const Masonry& m, const Palette& palette, double x, double foot) {
    const double w = random.real(13, 20);
    const QRectF body(x - w / 2, foot - random.real(48, 76), w, 90);
    block(painter, body, m.wall);
    windows(painter, random, QRectF(body.left(), body.top(), body.width(), foot - body.top()), m.dark, true);
    switch (random.integer(0, 2)) {
    case 0:
        gable(painter, body, random.real(12, 24), m.roof);
        break;
    case 1:
        dome(painter, body, m.roof, palette.accent);
        break;
    default:
        battlements(painter, body, m.wall);
        break;
    }
}

void house(QPainter& painter, ArtRandom& random, const Masonry& m, double x, double foot) {
    const double w = random.real(22, 34);
    const QRectF body(x - w / 2, foot - random.real(24, 42), w, 90);
    block(painter, body, m.wall);
    windows(painter, random, QRectF(body.left(), body.top(), body.width(), foot - body.top() - 9), m.dark, false);
    fill(painter, archOpening(x - w * 0.12, foot, 6, 9.5), m.dark);
    gable(painter, body, random.real(8, 16), m.roof);
}

void arcade(QPainter& painter, ArtRandom& random, const Masonry& m, double x, double foot) {
    const int arches = random.integer(2, 4);
    const double bay = random.real(12, 16);
    const double w = arches * bay + 4;
    const int storeys = random.integer(1, 2);
    const double storey = random.real(22, 28);
    const QRectF body(x - w / 2, foot - storeys * storey - 4, w, 120);
    block(painter, body, m.wall);
    for (int s = 0; s < storeys; ++s) {
        const double base = foot - s * storey;
        for (int i = 0; i < arches; ++i) {
            const double centre = body.left() + 2 + bay * (i + 0.5);
            fill(painter, archOpening(centre, base, bay * 0.68, storey * 0.78), m.dark);
            if (s == 0) // the far wall seen through the arch, in half shadow
                fill(painter, archOpening(centre + bay * 0.08, base, bay * 0.5, storey * 0.66),
                     mixed(m.dark, m.wall, 0.22));
        }
        painter.fillRect(QRectF(body.left() - 1.5, base - storey - 0.8, w + 3, 1.8), shaded(m.wall, 0.25));
    }
    painter.fillRect(QRectF(body.left() - 1.5, body.top() - 1, w + 3, 2.4), m.roof);
}

void cypress(QPainter& painter, double x, double foot, double height, const QColor& colour) {
    cutPaper(painter, placed(leafShape(height, height * 0.26, 0.4), {x, foot}), colour, 0.8);
}

void stairs(QPainter& painter, double x, double foot, const QColor& stone) {
    for (int i = 0; i < 4; ++i)
        painter.fillRect(QRectF(x - 14 + i * 2.2, foot - 2.2 * (i + 1), 28 - i * 4.4, 2.3),
                         i % 2 == 0 ? stone : shaded(stone, -0.14));
}

} // namespace

void drawArchitecture(QPainter& painter, ArtRandom& random, const Palette& palette) {
    const bool night = palette.ground.lightness() < 110;
    wash(painter, night ? palette.ground : mixed(palette.ground, palette.tones[0], random.real(0.1, 0.7)),
         night ? palette.tones[0] : palette.ground);
    const QColor disc = night ? palette.highlight : palette.accent;
    if (random.chance(0.7))
        fill(painter, circle({random.real(16, 112), random.real(16, 44)}, random.real(6, 13)), disc);
    const QColor dark = palette.tones[3];
    const QColor stone = night ? palette.tones[2] : mixed(palette.highlight, palette.tones[0], 0.25);
    const std::array<Masonry, 4> kinds = {
        Masonry{stone, palette.tones[1], dark}, Masonry{palette.tones[0], palette.tones[2], dark},
        Masonry{shaded(palette.tones[1], 0.2), night ? palette.accent : palette.tones[3], dark},
        Masonry{mixed(palette.ground, palette.tones[1], 0.35), palette.accent, dark}};
    // Three rows from far to near; the nearest carries the composition.
    const double ground = random.real(104, 113);
    const int far = random.integer(2, 3);
    for (int i = 0; i < far; ++i) {
        const Masonry base = random.pick(kinds);
        const Masonry hazy{mixed(base.wall, palette.ground, 0.5), mixed(base.roof, palette.ground, 0.5),
                           mixed(base.dark, palette.ground, 0.45)};
        tower(painter, random, hazy, palette, 18 + 92.0 * i / std::max(1, far - 1) + random.real(-8, 8), ground - 8);
    }
    const int middle = random.integer(1, 2);
    for (int i = 0; i < middle; ++i) {
        const double x = random.real(24, 104);
        if (random.chance(0.5))
            house(painter, random, random.pick(kinds), x, ground);
        else
            tower(painter, random, random.pick(kinds), palette, x, ground);
    }
    const double x = random.real(38, 90);
    if (random.chance(0.65)) {
        arcade(painter, random, random.pick(kinds), x, ground);
        if (random.chance(0.4))
            house(painter, random, random.pick(kinds), x < 64 ? x + 44 : x - 44, ground);
    } else {
        house(painter, random, random.pick(kinds), x, ground);
        tower(painter, random, random.pick(kinds), palette, x + random.real(22, 30) * (random.chance(0.5) ? 1 : -1),
              ground);
    }
    QPainterPath floor;
    floor.addRect(QRectF(-4, ground, kSheet + 8, kSheet));
    cutPaper(painter, floor, night ? palette.tones[3] : mixed(palette.tones[2], palette.tones[1], 0.3), -1.2);
    if (random.chance(0.5))
        stairs(painter, x, ground + 9, shaded(stone, -0.05));
    const int trees = random.integer(0, 4);
    for (int i = 0; i < trees; ++i) {
        const double at = random.chance(0.5) ? random.real(4, 26) : random.real(102, 124);
        cypress(painter, at, ground + random.real(2, 9), random.real(24, 46),
                shaded(palette.tones[3], random.real(0, 0.14)));
    }
}

} // namespace capriccio
