#pragma once

#include <QImage>
#include <QPointF>
#include <QVariantAnimation>
#include <QWidget>

namespace capriccio {

// One picture, as large as fits, on the darkest ground. Enlarged crisp (whole pixels) or smooth (Lanczos); zoomed with
// wheel, pinch and keys; panned by dragging once it is larger than the canvas; dragged out as a file while it fits.
class Canvas : public QWidget {
    Q_OBJECT
public:
    explicit Canvas(QWidget* parent = nullptr);

    enum class Change {
        Follow, // under the hand: at once
        Fade,   // a new picture: cross-fades, unless motion is reduced
    };
    // milliseconds: what drawing it took, for the caption; below 0 = not drawn here.
    void setPicture(const QImage& picture, double milliseconds = -1, Change change = Change::Follow);
    void clear();
    QImage picture() const { return picture_; }

    void setSmooth(bool on);
    bool isSmooth() const { return smooth_; }

    // Screen pixels per picture pixel.
    double zoom() const;
    bool isFitted() const { return fitted_; }
    void setZoom(double zoom, QPointF keep); // keep: the widget position that stays where it is
    void zoomIn();
    void zoomOut();
    void fit();

    // "64 x 64, shown 8x, smooth - 9 ms"; empty without a picture.
    QString caption() const;

    QSize sizeHint() const override { return {560, 480}; }
    QSize minimumSizeHint() const override { return {200, 160}; }

Q_SIGNALS:
    void captionChanged(const QString& caption);
    void smoothChanged(bool on);
    void dragWanted();              // the artist pulls the picture out of the window
    void nudged(QPointF direction); // arrow keys while there is nothing to pan: -1, 0, 1 per axis
    void menuWanted(QPoint globalPosition);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    double fittingZoom() const;
    bool canPan() const;
    void clampPan();
    QRectF target(QSize size) const;
    const QImage& scaled();
    void retranslate();
    void announce();

    QImage picture_;
    QImage previous_; // already scaled, fading out
    QImage scaled_;   // picture_ at the zoom it is shown, made when painted
    double scaledFor_ = 0;
    double milliseconds_ = -1;
    double zoom_ = 1;
    bool fitted_ = true;
    bool smooth_ = true;
    QPointF pan_; // of the picture's centre from the canvas' centre, logical px
    QPointF pressed_;
    QPointF pressedPan_;
    bool panning_ = false;
    bool armed_ = false; // pressed on the picture, not moved far enough for a drag yet
    QVariantAnimation fade_;
};

} // namespace capriccio
