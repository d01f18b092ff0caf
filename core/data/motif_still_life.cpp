#include "core/data/sample_art.h"

#include <algorithm>
#include <cmath>

namespace capriccio {
namespace {

// Half widths of a vessel from foot to mouth, relative to its height.
struct Profile {
    std::array<double, 6> half;
};

const std::array<Profile, 6>& profiles() {
    static const std::array<Profile, 6> all = {
        Profile{{0.17, 0.31, 0.36, 0.26, 0.11, 0.17}}, // amphora
        Profile{{0.20, 0.30, 0.34, 0.31, 0.24, 0.22}}, // jar
        Profile{{0.14, 0.19, 0.20, 0.16, 0.08, 0.09}}, // bottle
        Profile{{0.12, 0.30, 0.42, 0.48, 0.51, 0.52}}, // bowl
        Profile{{0.22, 0.22, 0.20, 0.21, 0.25, 0.30}}, // trumpet
        Profile{{0.16, 0.38, 0.40, 0.20, 0.10, 0.14}}, // gourd
    };
    return all;
}

double halfAt(const Profile& profile, double t) {
    const double at = std::clamp(t, 0.0, 1.0) * 5;
    const auto i = std::size_t(std::min(4.0, std::floor(at)));
    const double f = at - double(i);
    const double p0 = profile.half[i == 0 ? 0 : i - 1];
    const double p1 = profile.half[i];
    const double p2 = profile.half[i + 1];
    const double p3 = profile.half[std::min<std::size_t>(5, i + 2)];
    return 0.5 *
           (2 * p1 + (p2 - p0) * f + (2 * p0 - 5 * p1 + 4 * p2 - p3) * f * f + (3 * p1 - p0 - 3 * p2 + p3) * f * f * f);
}

QPainterPath vesselBand(const Profile& profile, QPointF foot, double height, double from, double to) {
    QPainterPath path;
    constexpr int kSteps = 24;
    for (int i = 0; i <= kSteps; ++i) {
        const double t = from + (to - from) * i / kSteps;
        const QPointF p(foot.x() + halfAt(profile, t) * height, foot.y() - t * height);
        i == 0 ? path.moveTo(p) : path.lineTo(p);
    }
    for (int i = kSteps; i >= 0; --i) {
        const double t = from + (to - from) * i / kSteps;
        path.lineTo(foot.x() - halfAt(profile, t) * height, foot.y() - t * height);
    }
    path.closeSubpath();
    return path;
}

void sprig(QPainter& painter, ArtRandom& random, const Palette& palette, QPointF foot, double height,
           const QColor& green) {
    const int stems = random.integer(2, 4);
    const bool bloom = random.chance(0.6);
    for (int s = 0; s < stems; ++s) {
        const double lean = -28 + 56.0 * s / (stems - 1);
        const double a = lean * M_PI / 180;
        QPainterPath line;
        line.moveTo(foot);
        const double reach = height * random.real(0.8, 1.15);
        line.quadTo(foot + QPointF(0, -reach * 0.5), foot + QPointF(std::sin(a) * reach, -std::cos(a) * reach));
        stroke(painter, line, green, 1.1);
        for (int i = 0; i < 4; ++i) {
            const double t = 0.35 + 0.18 * i;
            cutPaper(painter,
                     placed(leafShape(9, 4.4, 0.45), line.pointAtPercent(t),
                            90 - line.angleAtPercent(t) + (i % 2 == 0 ? 50 : -50)),
                     i % 2 == 0 ? green : shaded(green, 0.18), 0.5);
        }
        if (bloom) {
            const QColor colour = random.chance(0.6) ? palette.accent : palette.highlight;
            for (int p = 0; p < 6; ++p)
                fill(painter, placed(leafShape(5.4, 4.2, 0.6), line.pointAtPercent(1), 60.0 * p), colour);
            fill(painter, circle(line.pointAtPercent(1), 1.5), palette.tones[3]);
        }
    }
}

void castShadow(QPainter& painter, QPointF foot, double width) {
    QPainterPath shadow;
    shadow.addEllipse(foot + QPointF(width * 0.55, 0.8), width * 1.25, width * 0.2 + 1);
    fill(painter, shadow, QColor(24, 18, 40, 60));
}

void vessel(QPainter& painter, ArtRandom& random, const Palette& palette, QPointF foot, double height,
            const QColor& clay) {
    const Profile profile = random.pick(profiles());
    const bool bowl = profile.half[5] > 0.45;
    if (bowl)
        height *= 0.6;
    castShadow(painter, foot, halfAt(profile, 0.1) * height + 3);
    const QPointF mouth = foot - QPointF(0, height);
    if (!bowl && random.chance(0.45))
        sprig(painter, random, palette, mouth + QPointF(0, 4), random.real(26, 40),
              palette.tones[2] == clay ? palette.tones[3] : palette.tones[2]);
    if (bowl) {
        for (int i = 0; i < 4; ++i)
            cutPaper(painter, circle(mouth + QPointF((i - 1.5) * height * 0.24, -1), height * 0.17),
                     i % 2 == 0 ? palette.accent : palette.tones[1], 0.6);
    }
    QPainterPath lip;
    lip.addEllipse(mouth, halfAt(profile, 1) * height, std::max(1.2, halfAt(profile, 1) * height * 0.2));
    fill(painter, lip, shaded(clay, -0.5));
    const QPainterPath body = vesselBand(profile, foot, height, 0, 1);
    cutPaper(painter, body, clay, 1.2);
    const QColor glaze =
        random.pick(std::array<QColor, 4>{palette.highlight, palette.accent, shaded(clay, -0.35), shaded(clay, 0.4)});
    switch (random.integer(0, 3)) {
    case 0:
        for (double t : {0.3, 0.44, 0.58})
            fill(painter, vesselBand(profile, foot, height, t, t + 0.06), glaze);
        break;
    case 1:
        fill(painter, vesselBand(profile, foot, height, 0.5, 1), glaze);
        break;
    case 2: {
        QPainterPath zigzag;
        const double t = 0.42;
        const double half = halfAt(profile, t) * height;
        for (int i = 0; i <= 8; ++i) {
            const QPointF p(foot.x() - half + 2 * half * i / 8, foot.y() - (t + (i % 2 == 0 ? -0.05 : 0.05)) * height);
            i == 0 ? zigzag.moveTo(p) : zigzag.lineTo(p);
        }
        painter.setClipPath(body);
        stroke(painter, zigzag, glaze, 1.6);
        painter.setClipping(false);
        break;
    }
    default:
        break;
    }
    painter.setClipPath(body); // the side away from the light
    QPainterPath shade = body.translated(halfAt(profile, 0.4) * height * 0.62, 0);
    QColor dark(24, 18, 40, 58);
    fill(painter, shade, dark);
    painter.setClipping(false);
}

void fruit(QPainter& painter, ArtRandom& random, const Palette& palette, QPointF foot, double radius) {
    castShadow(painter, foot, radius * 0.8);
    const QColor skin = random.pick(std::array<QColor, 3>{palette.accent, palette.tones[1], palette.tones[0]});
    const QPointF centre = foot - QPointF(0, radius * 0.94);
    QPainterPath body;
    switch (random.integer(0, 2)) {
    case 0: // apple
        body = circle(centre, radius);
        break;
    case 1: // pear
        body = smoothClosed({centre + QPointF(0, radius), centre + QPointF(radius, radius * 0.3),
                             centre + QPointF(radius * 0.42, -radius * 0.8), centre + QPointF(0, -radius * 1.35),
                             centre + QPointF(-radius * 0.42, -radius * 0.8), centre + QPointF(-radius, radius * 0.3)});
        break;
    default: // lemon
        body.addEllipse(centre + QPointF(0, radius * 0.2), radius * 1.25, radius * 0.78);
        break;
    }
    cutPaper(painter, body, skin, 0.9);
    painter.setClipPath(body);
    fill(painter, circle(centre + QPointF(-radius * 0.35, -radius * 0.3), radius * 0.62), shaded(skin, 0.22));
    fill(painter, body.translated(radius * 1.05, radius * 0.2), QColor(24, 18, 40, 50));
    painter.setClipping(false);
    QPainterPath stalk;
    stalk.moveTo(body.boundingRect().center().x(), body.boundingRect().top() + 1);
    stalk.lineTo(body.boundingRect().center().x() + 1.4, body.boundingRect().top() - 3);
    stroke(painter, stalk, palette.tones[3], 1);
}

} // namespace

void drawStillLife(QPainter& painter, ArtRandom& random, const Palette& palette) {
    const bool night = palette.ground.lightness() < 110;
    const QColor wall = random.chance(0.3) ? palette.tones[random.chance(0.5) ? 0 : 2] : palette.ground;
    wash(painter, wall, mixed(wall, palette.highlight, night ? 0.05 : 0.2));
    if (random.chance(0.35)) { // a window or a picture on the wall
        const QRectF frame(random.real(8, 70), random.real(8, 20), random.real(26, 40), random.real(30, 42));
        painter.fillRect(frame, mixed(wall, palette.tones[3], 0.25));
        painter.fillRect(frame.adjusted(2, 2, -2, -2), mixed(wall, palette.highlight, 0.7));
    }
    const double edge = random.real(84, 98);
    QPainterPath table;
    table.addRect(QRectF(-4, edge, kSheet + 8, kSheet));
    QColor cloth = random.pick(std::array<QColor, 3>{palette.tones[1], palette.tones[2], palette.tones[3]});
    if (cloth == wall)
        cloth = palette.tones[3];
    cutPaper(painter, table, cloth, -1.4);
    painter.fillRect(QRectF(0, edge, kSheet, 1.3), shaded(cloth, 0.25));

    std::vector<QColor> clays = {palette.highlight, palette.tones[0], palette.accent,
                                 palette.tones[1],  palette.tones[2], palette.tones[3]};
    std::erase_if(clays, [&](const QColor& c) { return c == wall || c == cloth; });
    const int vessels = random.integer(1, 3);
    for (int i = 0; i < vessels; ++i) {
        const double x = vessels == 1 ? random.real(52, 76) : 26 + 76.0 * i / (vessels - 1) + random.real(-5, 5);
        const double height = vessels == 1 ? random.real(54, 72) : random.real(34, 62);
        vessel(painter, random, palette, {x, edge + random.real(6, 14)}, height, random.pick(clays));
    }
    const int fruits = random.integer(0, 4);
    double x = random.real(12, 60);
    for (int i = 0; i < fruits; ++i) {
        fruit(painter, random, palette, {x, edge + random.real(18, 27)}, random.real(6, 9.5));
        x += random.real(15, 24);
    }
}

} // namespace capriccio
