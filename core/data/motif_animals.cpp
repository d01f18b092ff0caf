#include "core/data/sample_art.h"

#include <QTransform>
#include <algorithm>
#include <cmath>

namespace capriccio {
namespace {

bool isDark(const QColor& colour) {
    return colour.lightness() < 110;
}

void eye(QPainter& painter, QPointF at, double radius, const Palette& palette) {
    fill(painter, circle(at, radius), palette.highlight);
    fill(painter, circle(at + QPointF(radius * 0.15, 0), radius * 0.58), QColor(0x1a1a24));
}

struct FishLook {
    QColor body;
    QColor belly;
    QColor fin;
    int pattern;   // 0 plain, 1 bands, 2 scales, 3 dots
    double height; // of half the body, relative to its length
    int tail;      // 0 forked, 1 round
};

QPainterPath fishBody(double height) {
    QPainterPath body; // length 2, nose at the right
    body.moveTo(1, 0);
    body.cubicTo(0.72, -height * 0.95, 0.1, -height * 1.35, -0.72, -0.1);
    body.lineTo(-0.72, 0.1);
    body.cubicTo(0.1, height * 1.25, 0.72, height * 0.9, 1, 0);
    return body;
}

void fish(QPainter& painter, ArtRandom& random, const Palette& palette, const FishLook& look, QPointF at, double size,
          bool left, double tilt) {
    painter.save();
    painter.translate(at);
    painter.rotate(left ? -tilt : tilt);
    painter.scale(left ? -size : size, size);
    const double h = look.height;
    QPainterPath tail;
    tail.moveTo(-0.62, 0);
    if (look.tail == 0) {
        tail.quadTo(-0.95, -0.2, -1.12, -0.48);
        tail.quadTo(-0.98, 0, -1.12, 0.48);
        tail.quadTo(-0.95, 0.2, -0.62, 0);
    } else {
        tail.cubicTo(-0.9, -0.55, -1.25, -0.45, -1.18, 0);
        tail.cubicTo(-1.25, 0.45, -0.9, 0.55, -0.62, 0);
    }
    QPainterPath fins;
    fins.moveTo(0.35, -h * 0.8);
    fins.quadTo(-0.05, -h * 1.75, -0.42, -h * 1.05);
    fins.lineTo(-0.35, -h * 0.4);
    fins.closeSubpath();
    fins.moveTo(0.05, h * 0.8);
    fins.quadTo(-0.25, h * 1.55, -0.4, h * 1.2);
    fins.lineTo(-0.3, h * 0.4);
    fins.closeSubpath();
    fill(painter, tail, look.fin);
    fill(painter, fins, look.fin);
    const QPainterPath body = fishBody(h);
    cutPaper(painter, body, look.body, 0.05);
    painter.setClipPath(body);
    QPainterPath belly;
    belly.addEllipse(QPointF(0.1, h * 1.02), 1.1, h * 0.72);
    fill(painter, belly, look.belly);
    if (look.pattern == 1) {
        for (double x : {-0.42, -0.08, 0.26})
            fill(painter, placed(leafShape(3 * h, 0.2, 0.5), {x, 1.5 * h}), look.fin);
    } else if (look.pattern == 2) {
        for (int row = -3; row <= 3; ++row) {
            for (int i = 0; i < 6; ++i) {
                QPainterPath arc;
                const double x = -0.6 + 0.19 * i + (row % 2 == 0 ? 0 : 0.095);
                arc.arcMoveTo(QRectF(x - 0.1, row * 0.13 - 0.1, 0.2, 0.2), 90);
                arc.arcTo(QRectF(x - 0.1, row * 0.13 - 0.1, 0.2, 0.2), 90, -180);
                stroke(painter, arc, look.fin, 0.032);
            }
        }
    } else if (look.pattern == 3) {
        for (int i = 0; i < 9; ++i)
            fill(painter, circle({random.real(-0.55, 0.4), random.real(-h * 0.8, h * 0.4)}, random.real(0.035, 0.075)),
                 look.fin);
    }
    QPainterPath head; // the gill cover
    head.addEllipse(QPointF(0.86, 0), 0.4, h * 1.25);
    fill(painter, head, shaded(look.body, -0.16));
    painter.setClipping(false);
    fill(painter, placed(leafShape(0.42, 0.3, 0.6), {0.28, h * 0.22}, -105), shaded(look.fin, 0.12));
    eye(painter, {0.7, -h * 0.24}, 0.095, palette);
    painter.restore();
}

void seaweed(QPainter& painter, ArtRandom& random, const QColor& colour, double x) {
    QPainterPath line;
    const double height = random.real(28, 60);
    const double swing = random.real(3, 7) * (random.chance(0.5) ? 1 : -1);
    line.moveTo(x, 130);
    line.cubicTo(x + swing, 130 - height * 0.33, x - swing * 1.6, 130 - height * 0.66, x + swing * 0.6, 130 - height);
    stroke(painter, line, colour, 1.6);
    for (int i = 0; i < 6; ++i) {
        const double t = 0.22 + 0.13 * i;
        fill(painter,
             placed(leafShape(12 - i, 4.6, 0.5), line.pointAtPercent(t),
                    90 - line.angleAtPercent(t) + (i % 2 == 0 ? 42 : -42)),
             colour);
    }
}

} // namespace

void drawFish(QPainter& painter, ArtRandom& random, const Palette& palette) {
    const bool deep = random.chance(0.45) || isDark(palette.ground);
    const QColor top = deep ? palette.tones[2] : palette.ground;
    const QColor bottom = deep ? palette.tones[3] : mixed(palette.ground, palette.tones[0], 0.8);
    wash(painter, isDark(palette.ground) ? palette.ground : top, bottom);
    for (int i = 0; i < 3; ++i) { // bands of light under the surface
        QPainterPath wave;
        const double y = random.real(6, 110);
        const double phase = random.real(0, 6.28);
        for (double x = -2; x <= 130; x += 2) {
            const QPointF p(x, y + 2.2 * std::sin(x * 0.09 + phase));
            x < 0 ? wave.moveTo(p) : wave.lineTo(p);
        }
        stroke(painter, wave, mixed(mixed(top, bottom, y / kSheet), palette.highlight, 0.16), random.real(1.2, 2.4));
    }
    const QColor weed = deep ? mixed(palette.tones[1], palette.tones[3], 0.45) : palette.tones[2];
    const int weeds = random.integer(0, 5);
    for (int i = 0; i < weeds; ++i)
        seaweed(painter, random, weed, random.chance(0.5) ? random.real(4, 40) : random.real(88, 124));

    const std::array<QColor, 3> bodies =
        deep ? std::array<QColor, 3>{palette.accent, palette.tones[0], palette.highlight}
             : std::array<QColor, 3>{palette.accent, palette.tones[1], palette.tones[3]};
    FishLook look;
    look.body = random.pick(bodies);
    look.belly = shaded(look.body, 0.38);
    do {
        look.fin =
            random.pick(std::array<QColor, 4>{palette.tones[3], palette.tones[1], palette.accent, palette.highlight});
    } while (look.fin == look.body);
    look.pattern = random.integer(0, 3);
    look.height = random.real(0.36, 0.58);
    look.tail = random.integer(0, 1);
    const int count = random.pick(std::array<int, 6>{1, 1, 1, 2, 2, 3});
    const bool left = random.chance(0.5);
    if (count == 1) {
        fish(painter, random, palette, look, {random.real(58, 70), random.real(54, 74)}, random.real(38, 46), left,
             random.real(-14, 14));
    } else {
        const double step = 96.0 / count;
        for (int i = 0; i < count; ++i)
            fish(painter, random, palette, look, {random.real(42, 86), 20 + step * (i + 0.5)},
                 count == 2 ? random.real(27, 33) : random.real(19, 24), random.chance(0.85) ? left : !left,
                 random.real(-10, 10));
    }
    const int bubbles = random.integer(2, 8);
    for (int i = 0; i < bubbles; ++i)
        stroke(painter, circle({random.real(8, 120), random.real(6, 90)}, random.real(1, 2.8)),
               mixed(palette.highlight, top, deep ? 0.25 : 0.5), 0.8);
}

namespace {

struct BirdLook {
    QColor body;
    QColor belly;
    QColor wing;
    QColor beak;
    double tail;  // length
    double plump; // of the body
    bool crest;
};

void bird(QPainter& painter, ArtRandom& random, const Palette& palette, const BirdLook& look, QPointF foot, double size,
          bool left) {
    painter.save();
    painter.translate(foot);
    painter.scale(left ? -size : size, size);
    const double p = look.plump;
    QPainterPath legs;
    legs.moveTo(-0.06, -0.2);
    legs.lineTo(-0.08, 0.02);
    legs.moveTo(0.12, -0.2);
    legs.lineTo(0.1, 0.02);
    stroke(painter, legs, look.beak, 0.05);
    const QPointF tailFoot(-0.52, -0.42);
    for (double turn : {-8.0, 6.0})
        fill(painter, placed(leafShape(look.tail, 0.24, 0.7), tailFoot, -122 + turn),
             turn < 0 ? look.wing : shaded(look.wing, -0.2));
    const QPointF head(0.48, -0.98);
    QPainterPath body = smoothClosed({{-0.66, -0.4},
                                      {-0.3, -0.2 + 0.06 * p},
                                      {0.2, -0.14},
                                      {0.62, -0.42 * (0.8 + 0.2 * p)},
                                      {0.74, -0.86},
                                      {0.66, -1.16},
                                      {0.42, -1.24},
                                      {0.2, -1.04},
                                      {-0.16, -0.78}});
    cutPaper(painter, body, look.body, 0.05);
    painter.setClipPath(body);
    QPainterPath breast;
    breast.addEllipse(QPointF(0.46, -0.36), 0.4 * (0.9 + 0.2 * p), 0.42);
    fill(painter, breast, look.belly);
    painter.setClipping(false);
    if (look.crest) {
        for (double turn : {-52.0, -32.0, -12.0})
            fill(painter, placed(leafShape(0.32, 0.09, 0.6), head + QPointF(-0.08, -0.2), turn), look.wing);
    }
    QPainterPath beak;
    beak.moveTo(0.7, -1.1);
    beak.lineTo(0.99, -0.97);
    beak.lineTo(0.71, -0.88);
    beak.closeSubpath();
    fill(painter, beak, look.beak);
    const int feathers = random.integer(3, 4);
    for (int i = 0; i < feathers; ++i)
        cutPaper(painter,
                 placed(leafShape(0.86 - 0.13 * i, 0.34, 0.36), {0.26 - 0.03 * i, -0.7 + 0.07 * i}, -116 + 9 * i),
                 mixed(look.wing, look.belly, 0.22 * i), 0.03);
    eye(painter, head + QPointF(0.08, -0.04), 0.085, palette);
    painter.restore();
}

} // namespace

void drawBird(QPainter& painter, ArtRandom& random, const Palette& palette) {
    const bool night = isDark(palette.ground);
    wash(painter, palette.ground, mixed(palette.ground, palette.tones[0], night ? 0.7 : random.real(0.1, 0.6)));
    const bool left = random.chance(0.5);
    if (random.chance(0.65)) {
        const QColor disc = night
                                ? palette.highlight
                                : mixed(palette.ground, random.chance(0.5) ? palette.accent : palette.highlight, 0.75);
        fill(painter, circle({random.real(40, 88), random.real(34, 62)}, random.real(24, 40)), disc);
    }
    const QColor wood = night ? palette.tones[3] : mixed(palette.tones[3], palette.tones[2], 0.3);
    QPainterPath branch;
    const double y = random.real(88, 102);
    const double rise = random.real(-12, 12);
    branch.moveTo(-4, y + rise);
    branch.cubicTo(40, y + 6, 84, y - 6, 132, y - rise);
    const QColor leafColour = night ? palette.tones[1] : palette.tones[2];
    const int leaves = random.integer(4, 9);
    for (int i = 0; i < leaves; ++i) {
        const double t = random.chance(0.5) ? random.real(0.03, 0.3) : random.real(0.68, 0.97);
        const bool up = random.chance(0.5);
        const double angle = 90 - branch.angleAtPercent(t) + (up ? -48 : 48);
        cutPaper(painter,
                 placed(leafShape(random.real(14, 22), random.real(7, 10), 0.45), branch.pointAtPercent(t), angle),
                 random.chance(0.3) ? palette.tones[1] : leafColour, 0.8);
    }
    stroke(painter, branch, wood, random.real(2.4, 3.8));
    if (random.chance(0.35)) {
        for (double t : {0.12, 0.2, 0.82, 0.9})
            cutPaper(painter, circle(branch.pointAtPercent(t) + QPointF(0, 4.5), 2.4), palette.accent, 0.5);
    }
    BirdLook look;
    const std::array<QColor, 4> bodies = {palette.tones[1], palette.tones[2],
                                          night ? palette.tones[2] : palette.tones[3], palette.accent};
    look.body = random.pick(bodies);
    look.belly = random.chance(0.5) ? mixed(palette.highlight, look.body, 0.12) : shaded(look.body, 0.4);
    look.wing = look.body == palette.accent ? palette.tones[2] : shaded(look.body, random.chance(0.5) ? -0.3 : 0.25);
    look.beak = look.body == palette.accent ? palette.tones[3] : palette.accent;
    look.tail = random.real(0.6, 1.15);
    look.plump = random.real(0.2, 1.2);
    look.crest = random.chance(0.3);
    const int count = random.chance(0.8) ? 1 : 2;
    for (int i = 0; i < count; ++i) {
        const double t = count == 1 ? random.real(0.42, 0.58) : 0.3 + 0.4 * i;
        const QPointF foot = branch.pointAtPercent(t) - QPointF(0, 0.6);
        bird(painter, random, palette, look, foot, count == 1 ? random.real(46, 56) : random.real(32, 36),
             count == 1 ? left : i == 1);
    }
}

} // namespace capriccio
