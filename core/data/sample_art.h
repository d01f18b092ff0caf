#pragma once

#include <QColor>
#include <QPainter>
#include <QPainterPath>
#include <QRandomGenerator>
#include <array>
#include <vector>

namespace capriccio {

// Motifs are drawn on a square of this many units, whatever the pixels.
inline constexpr double kSheet = 128;

// A small set of colours that go together, from light to dark.
struct Palette {
    QColor ground;               // paper, sky
    std::array<QColor, 4> tones; // light to dark
    QColor accent;               // sun, beak, fruit: little of it
    QColor highlight;            // lighter than everything else
};

const std::vector<Palette>& samplePalettes();

// The only source of chance while drawing: the same seed draws the same picture on every machine.
class ArtRandom {
public:
    explicit ArtRandom(quint32 seed) : generator_(seed) {}
    double real(double low, double high) { return low + (high - low) * generator_.generateDouble(); }
    int integer(int low, int high) { return generator_.bounded(low, high + 1); } // both included
    bool chance(double share) { return generator_.generateDouble() < share; }
    template <typename Values>
    const auto& pick(const Values& values) {
        return values[static_cast<std::size_t>(integer(0, int(std::size(values)) - 1))];
    }

private:
    QRandomGenerator generator_;
};

// A colour between two, t = 0 is the first.
QColor mixed(const QColor& from, const QColor& to, double t);
// The colour a little lighter (amount > 0) or darker (amount < 0), -1 to 1.
QColor shaded(const QColor& colour, double amount);

// Fills a shape with one colour.
void fill(QPainter& painter, const QPainterPath& path, const QColor& colour);
// The same as if cut from paper: a soft shadow falls on what lies below.
void cutPaper(QPainter& painter, const QPainterPath& path, const QColor& colour, double depth = 1.6);
// A line with round ends.
void stroke(QPainter& painter, const QPainterPath& path, const QColor& colour, double width);
// Fills the sheet with a vertical gradient.
void wash(QPainter& painter, const QColor& top, const QColor& bottom);

QPainterPath circle(QPointF centre, double radius);
// A leaf of that length and greatest width, its foot at (0, 0), pointing up; fullness 0.2 (widest near the foot) to
// 0.8.
QPainterPath leafShape(double length, double width, double fullness = 0.45);
// A closed smooth curve through points.
QPainterPath smoothClosed(const std::vector<QPointF>& points);
// Moves, turns (degrees, clockwise) and scales a path.
QPainterPath placed(const QPainterPath& path, QPointF at, double degrees = 0, double scaleX = 1, double scaleY = 1);

// The motifs; each draws one whole picture.
void drawLandscape(QPainter& painter, ArtRandom& random, const Palette& palette);
void drawLeaves(QPainter& painter, ArtRandom& random, const Palette& palette);
void drawFlowers(QPainter& painter, ArtRandom& random, const Palette& palette);
void drawArchitecture(QPainter& painter, ArtRandom& random, const Palette& palette);
void drawFish(QPainter& painter, ArtRandom& random, const Palette& palette);
void drawBird(QPainter& painter, ArtRandom& random, const Palette& palette);
void drawStillLife(QPainter& painter, ArtRandom& random, const Palette& palette);
void drawGeometry(QPainter& painter, ArtRandom& random, const Palette& palette);

} // namespace capriccio
