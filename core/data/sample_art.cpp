#include "core/data/sample_art.h"

#include <QLinearGradient>
#include <QTransform>
#include <algorithm>
#include <cmath>

namespace capriccio {

const std::vector<Palette>& samplePalettes() {
    static const std::vector<Palette> palettes = {
        // dusk, forest, sea, ochre
        {0xf7dcb9, {0xe9a274, 0xc8553d, 0x7a3b4f, 0x35213f}, 0xf6c453, 0xfff3df},
        {0xeef1e1, {0xb8c99d, 0x7fa06b, 0x4b7350, 0x1f3d36}, 0xe58a4b, 0xfdfdf4},
        {0xe4f0f0, {0xa3ced4, 0x569fb0, 0x2b6a87, 0x173a56}, 0xf2a65a, 0xfbfefc},
        {0xf6ead2, {0xe3b866, 0xc98a3b, 0x8f5a2b, 0x4b2e1c}, 0x3f7f88, 0xfffaf0},
        // berry, night, mint, terracotta
        {0xfbe6e4, {0xf0a6b2, 0xd0567a, 0x86305a, 0x3f1d3b}, 0xf4c95d, 0xfff8f5},
        {0x222c50, {0x3a4a7d, 0x6377ad, 0x9fb0d8, 0x131a33}, 0xf5d06f, 0xf3efe0},
        {0xeff6ee, {0x9fd8c4, 0x4fae9b, 0x2b6f77, 0x1f3548}, 0xef7b5d, 0xfdfffb},
        {0xf4e2d1, {0xe0a583, 0xc06a4b, 0x81402f, 0x3d2b28}, 0x5f918a, 0xfff8ef},
        // lilac, lemon, ink and vermilion, turquoise and coral
        {0xeee7f6, {0xc7b3e0, 0x8f77bd, 0x5a4a8a, 0x2b2452}, 0xf3b562, 0xfcf9ff},
        {0xfdf4d3, {0xf3d55b, 0xe58f3c, 0x4d8076, 0x22394a}, 0xd1495b, 0xfffcee},
        {0xf2efe7, {0xc9c4b8, 0x8d8a84, 0x54565a, 0x1f2228}, 0xcc4630, 0xfdfcf8},
        {0xd8efe9, {0xf3a27f, 0xe2695b, 0x2a8c8c, 0x164a5b}, 0xfbd34d, 0xfbfff9},
    };
    return palettes;
}

QColor mixed(const QColor& from, const QColor& to, double t) {
    const auto between = [t](int a, int b) { return int(std::lround(a + (b - a) * t)); };
    return {between(from.red(), to.red()), between(from.green(), to.green()), between(from.blue(), to.blue())};
}

QColor shaded(const QColor& colour, double amount) {
    return amount >= 0 ? mixed(colour, QColor(255, 250, 240), amount) : mixed(colour, QColor(20, 18, 34), -amount);
}

void fill(QPainter& painter, const QPainterPath& path, const QColor& colour) {
    painter.fillPath(path, colour);
}

void cutPaper(QPainter& painter, const QPainterPath& path, const QColor& colour, double depth) {
    constexpr int kSteps = 4;
    const QColor shadow(24, 18, 40, 20);
    for (int i = kSteps; i > 0; --i)
        painter.fillPath(path.translated(0.35 * depth * i / kSteps, depth * i / kSteps), shadow);
    painter.fillPath(path, colour);
}

void stroke(QPainter& painter, const QPainterPath& path, const QColor& colour, double width) {
    painter.strokePath(path, QPen(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
}

void wash(QPainter& painter, const QColor& top, const QColor& bottom) {
    QLinearGradient gradient(0, 0, 0, kSheet);
    gradient.setColorAt(0, top);
    gradient.setColorAt(1, bottom);
    painter.fillRect(QRectF(0, 0, kSheet, kSheet), gradient);
}

QPainterPath circle(QPointF centre, double radius) {
    QPainterPath path;
    path.addEllipse(centre, radius, radius);
    return path;
}

QPainterPath leafShape(double length, double width, double fullness) {
    QPainterPath path;
    const double belly = -length * fullness;
    path.moveTo(0, 0);
    path.cubicTo(width * 0.55, belly * 0.35, width * 0.68, belly * 1.25, 0, -length);
    path.cubicTo(-width * 0.68, belly * 1.25, -width * 0.55, belly * 0.35, 0, 0);
    return path;
}

QPainterPath smoothClosed(const std::vector<QPointF>& points) {
    QPainterPath path;
    const std::size_t n = points.size();
    path.moveTo(points[0]);
    for (std::size_t i = 0; i < n; ++i) { // Catmull-Rom as Bezier pieces
        const QPointF& p0 = points[(i + n - 1) % n];
        const QPointF& p1 = points[i];
        const QPointF& p2 = points[(i + 1) % n];
        const QPointF& p3 = points[(i + 2) % n];
        path.cubicTo(p1 + (p2 - p0) / 6, p2 - (p3 - p1) / 6, p2);
    }
    path.closeSubpath();
    return path;
}

QPainterPath placed(const QPainterPath& path, QPointF at, double degrees, double scaleX, double scaleY) {
    QTransform transform;
    transform.translate(at.x(), at.y());
    transform.rotate(degrees);
    transform.scale(scaleX, scaleY);
    return transform.map(path);
}

} // namespace capriccio
