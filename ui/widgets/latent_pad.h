#pragma once

#include "core/types/latent_point.h"

#include <QImage>
#include <QPointF>
#include <QWidget>
#include <array>
#include <vector>

namespace capriccio {

inline constexpr int kPadCorners = 4; // top left, top right, bottom left, bottom right

// Weights of the filled corners at a place of the pad (0..1 each way), one per corner, 0 for empty ones, sum 1. Four
// filled corners: padWeights. An empty corner gives its share to its filled neighbours in halves, so that three corners
// make a triangle with soft sides and two make a way from one to the other. All zero when every corner is empty.
std::array<float, kPadCorners> cornerWeights(const std::array<bool, kPadCorners>& filled, QPointF place);

// A square to move between two to four pictures with the hand. The corners show their pictures; behind them lies a
// faint map of what waits where. Arrow keys move (Shift: fine), 1 to 4 jump to a corner, Home to the middle.
class LatentPad : public QWidget {
    Q_OBJECT
public:
    explicit LatentPad(QWidget* parent = nullptr);

    void setCorner(int corner, bool filled, const QImage& thumbnail);
    bool isFilled(int corner) const { return filled_[std::size_t(corner)]; }
    int filledCount() const;
    void setPlace(QPointF place); // 0..1 each way
    QPointF place() const { return place_; }
    // Pictures of the pad's surface, rows of `columns`; empty takes the map away.
    void setMap(const std::vector<QImage>& tiles, int columns);
    // Files dropped on a corner are taken only while on (a model that can encode).
    void setAcceptsFiles(bool on) { acceptsFiles_ = on; }
    // Widget rectangle of a corner's picture.
    QRect cornerRect(int corner) const;

    // The pad is square within whatever room it gets; low windows make it smaller before they scroll.
    QSize sizeHint() const override { return {272, 272}; }
    QSize minimumSizeHint() const override { return {150, 210}; }

Q_SIGNALS:
    void moved(QPointF place); // by the artist's hand
    void movingStarted();      // a drag begins: what follows until movingEnded is one step of undo
    void movingEnded();
    void pointDropped(int corner, const capriccio::LatentPoint& point);
    void filesDropped(int corner, const QStringList& files);
    void cornerMenuWanted(int corner, QPoint globalPosition);
    void emptyCornerClicked(int corner);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QRectF field() const;
    QRectF travel() const; // where the handle's centre moves
    QPointF toPlace(QPointF position) const;
    int cornerAt(QPointF position) const; // -1 = none
    int nearestCorner(QPointF position) const;
    void moveByHand(QPointF place);
    void paintCorner(QPainter& painter, int corner) const;
    void retranslate();
    void announce();

    std::array<bool, kPadCorners> filled_{};
    std::array<QImage, kPadCorners> thumbnails_;
    QImage map_;
    QPointF place_{0.5, 0.5};
    bool dragging_ = false;
    bool acceptsFiles_ = false;
    int dropCorner_ = -1;
};

} // namespace capriccio
