#include "ui/widgets/canvas.h"

#include "core/io/picture_export.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QGestureEvent>
#include <QNativeGestureEvent>
#include <QPainter>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

namespace capriccio {
namespace {

constexpr double kMostZoom = 64;
constexpr int kMostLanczos = 8; // beyond this the painter's own smoothing is as good to the eye
constexpr int kFadeMilliseconds = 120;
constexpr double kRadius = 9;  // of the cards it stands on
constexpr double kMargin = 20; // logical px around a fitted picture

} // namespace

Canvas::Canvas(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("canvas"));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    grabGesture(Qt::PinchGesture);
    fade_.setStartValue(0.0);
    fade_.setEndValue(1.0);
    fade_.setDuration(kFadeMilliseconds);
    connect(&fade_, &QVariantAnimation::valueChanged, this, qOverload<>(&QWidget::update));
    connect(&fade_, &QVariantAnimation::finished, this, [this] {
        previous_ = {};
        update();
    });
    retranslate();
}

void Canvas::setPicture(const QImage& picture, double milliseconds, Change change) {
    const bool fades =
        change == Change::Fade && !reducedMotion() && !picture_.isNull() && picture_ != picture && isVisible();
    fade_.stop();
    previous_ = fades ? scaled() : QImage();
    const bool resized = picture.size() != picture_.size();
    picture_ = picture;
    scaled_ = {};
    milliseconds_ = milliseconds;
    if (resized || fitted_) {
        pan_ = resized ? QPointF() : pan_;
        if (fitted_)
            zoom_ = fittingZoom();
    }
    clampPan();
    if (fades)
        fade_.start();
    update();
    announce();
}

void Canvas::clear() {
    setPicture({});
}

void Canvas::setSmooth(bool on) {
    if (smooth_ == on)
        return;
    smooth_ = on;
    scaled_ = {};
    update();
    announce();
    Q_EMIT smoothChanged(on);
}

double Canvas::zoom() const {
    return zoom_;
}

// The largest whole factor that fits keeps every picture pixel the same size on the screen; only where that would leave
// more than a third of the room empty does a fraction look better.
double Canvas::fittingZoom() const {
    if (picture_.isNull())
        return 1;
    const double ratio = devicePixelRatioF();
    const double wide = std::max(1.0, (width() - 2 * kMargin) * ratio) / picture_.width();
    const double high = std::max(1.0, (height() - 2 * kMargin) * ratio) / picture_.height();
    const double free = std::min(wide, high);
    const double whole = std::floor(free);
    return whole >= 1 && whole >= 0.67 * free ? whole : free;
}

void Canvas::setZoom(double zoom, QPointF keep) {
    if (picture_.isNull())
        return;
    const double least = std::min(1.0, fittingZoom());
    zoom = std::clamp(zoom, least, kMostZoom);
    const QPointF centre = QRectF(rect()).center();
    const QPointF under = (keep - centre - pan_) / zoom_;
    zoom_ = zoom;
    fitted_ = false;
    pan_ = keep - centre - under * zoom_;
    clampPan();
    scaled_ = {};
    update();
    announce();
}

void Canvas::zoomIn() {
    setZoom(std::floor(zoom_ * 1.25 + 1e-6) + 1, QRectF(rect()).center());
}

void Canvas::zoomOut() {
    setZoom(std::max(1.0, std::ceil(zoom_ / 1.25 - 1e-6) - 1), QRectF(rect()).center());
}

void Canvas::fit() {
    fitted_ = true;
    pan_ = {};
    zoom_ = fittingZoom();
    scaled_ = {};
    update();
    announce();
}

QString Canvas::caption() const {
    if (picture_.isNull())
        return {};
    const QString factor = QLocale().toString(std::round(zoom_ * 10) / 10, 'g', 4);
    const QString how = smooth_ ? tr("%1 × %2, shown %3×, smooth") : tr("%1 × %2, shown %3×, crisp");
    const QString size = how.arg(picture_.width()).arg(picture_.height()).arg(factor);
    if (milliseconds_ < 0)
        return size;
    const QString time =
        milliseconds_ < 10 ? QLocale().toString(milliseconds_, 'f', 1) : QLocale().toString(qRound(milliseconds_));
    return tr("%1 · drawn in %2 ms").arg(size, time);
}

bool Canvas::canPan() const {
    const QSizeF size = QSizeF(picture_.size()) * zoom_ / devicePixelRatioF();
    return !picture_.isNull() && (size.width() > width() || size.height() > height());
}

// At least the middle of the canvas stays covered, so that the picture cannot be lost.
void Canvas::clampPan() {
    const QSizeF size = QSizeF(picture_.size()) * zoom_ / devicePixelRatioF();
    const double x = std::max(0.0, (size.width() - width()) / 2 + kMargin);
    const double y = std::max(0.0, (size.height() - height()) / 2 + kMargin);
    pan_ = size.width() <= width() ? QPointF(0, pan_.y()) : QPointF(std::clamp(pan_.x(), -x, x), pan_.y());
    pan_ = size.height() <= height() ? QPointF(pan_.x(), 0) : QPointF(pan_.x(), std::clamp(pan_.y(), -y, y));
}

QRectF Canvas::target(QSize size) const {
    const double ratio = devicePixelRatioF();
    const QSizeF shown = QSizeF(size) * zoom_ / ratio;
    const QPointF corner = QRectF(rect()).center() + pan_ - QPointF(shown.width(), shown.height()) / 2;
    // Whole device pixels: a crisp enlargement off the grid would show uneven pixels.
    return {QPointF(std::round(corner.x() * ratio) / ratio, std::round(corner.y() * ratio) / ratio), shown};
}

const QImage& Canvas::scaled() {
    if (!scaled_.isNull() && scaledFor_ == zoom_)
        return scaled_;
    scaledFor_ = zoom_;
    const int factor = std::clamp(int(std::ceil(zoom_ - 1e-6)), 1, kMostLanczos);
    scaled_ = smooth_ && factor > 1 && !picture_.isNull() ? enlarged(picture_, factor, Enlarge::Lanczos) : picture_;
    return scaled_;
}

void Canvas::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(themeColors().well);
    painter.drawRoundedRect(rect(), kRadius, kRadius);
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (picture_.isNull())
        return;
    const QRectF where = target(picture_.size());
    const double fading = fade_.state() == QAbstractAnimation::Running ? fade_.currentValue().toDouble() : 1.0;
    painter.setRenderHint(QPainter::SmoothPixmapTransform, smooth_ || zoom_ < 1);
    if (!previous_.isNull() && fading < 1)
        painter.drawImage(where, previous_);
    painter.setOpacity(fading);
    painter.drawImage(where, scaled());
    painter.setOpacity(1);
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(themeColors().accent, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5), 8, 8);
    }
}

void Canvas::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (fitted_ && !picture_.isNull()) {
        zoom_ = fittingZoom();
        announce();
    }
    clampPan();
}

void Canvas::wheelEvent(QWheelEvent* event) {
    if (picture_.isNull())
        return;
    // Touchpads send small pixel steps to pan with; wheels and Ctrl zoom.
    if (!event->pixelDelta().isNull() && !(event->modifiers() & Qt::ControlModifier) && canPan()) {
        pan_ += event->pixelDelta();
        clampPan();
        update();
    } else if (event->angleDelta().y() != 0) {
        setZoom(zoom_ * std::pow(1.2, event->angleDelta().y() / 120.0), event->position());
    }
    event->accept();
}

void Canvas::mousePressEvent(QMouseEvent* event) {
    pressed_ = event->position();
    pressedPan_ = pan_;
    const bool wantsFile = event->modifiers() & Qt::ControlModifier;
    if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && canPan() && !wantsFile)) {
        panning_ = true;
        setCursor(Qt::ClosedHandCursor);
    } else if (event->button() == Qt::LeftButton) {
        armed_ = !picture_.isNull() && target(picture_.size()).contains(event->position());
    }
}

void Canvas::mouseMoveEvent(QMouseEvent* event) {
    if (panning_) {
        pan_ = pressedPan_ + event->position() - pressed_;
        clampPan();
        update();
    } else if (armed_ && (event->position() - pressed_).manhattanLength() >= QApplication::startDragDistance()) {
        armed_ = false;
        Q_EMIT dragWanted();
    }
}

void Canvas::mouseReleaseEvent(QMouseEvent*) {
    panning_ = false;
    armed_ = false;
    unsetCursor();
}

void Canvas::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return;
    if (fitted_)
        setZoom(zoom_ * 2, event->position());
    else
        fit();
}

void Canvas::keyPressEvent(QKeyEvent* event) {
    const double step = event->modifiers() & Qt::ShiftModifier ? 8 : 48;
    QPointF direction;
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomIn();
        return;
    case Qt::Key_Minus:
        zoomOut();
        return;
    case Qt::Key_0:
        fit();
        return;
    case Qt::Key_Left:
        direction = {-1, 0};
        break;
    case Qt::Key_Right:
        direction = {1, 0};
        break;
    case Qt::Key_Up:
        direction = {0, -1};
        break;
    case Qt::Key_Down:
        direction = {0, 1};
        break;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    if (canPan()) {
        pan_ -= direction * step;
        clampPan();
        update();
    } else {
        Q_EMIT nudged(direction);
    }
}

void Canvas::contextMenuEvent(QContextMenuEvent* event) {
    if (!picture_.isNull())
        Q_EMIT menuWanted(event->globalPos());
}

void Canvas::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        announce();
    }
    QWidget::changeEvent(event);
}

bool Canvas::event(QEvent* event) {
    if (event->type() == QEvent::NativeGesture) {
        auto* gesture = static_cast<QNativeGestureEvent*>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            setZoom(zoom_ * (1 + gesture->value()), gesture->position());
            return true;
        }
    } else if (event->type() == QEvent::Gesture) {
        auto* gestures = static_cast<QGestureEvent*>(event);
        if (auto* pinch = static_cast<QPinchGesture*>(gestures->gesture(Qt::PinchGesture))) {
            setZoom(zoom_ * pinch->scaleFactor(), mapFromGlobal(pinch->hotSpot()));
            gestures->accept(pinch);
            return true;
        }
    }
    return QWidget::event(event);
}

void Canvas::retranslate() {
    setAccessibleName(tr("Picture"));
    setToolTip(
        tr("The picture at the point you chose. Wheel or + and − zoom, 0 fits, drag it out of the window to use it "
           "elsewhere."));
}

void Canvas::announce() {
    const QString text = caption();
    if (accessibleDescription() != text)
        setAccessibleDescription(text);
    Q_EMIT captionChanged(text);
}

} // namespace capriccio
