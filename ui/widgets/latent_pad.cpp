#include "ui/widgets/latent_pad.h"

#include "core/types/interpolation.h"
#include "ui/widgets/drop_field.h"
#include "ui/widgets/latent_mime.h"
#include "ui/widgets/theme.h"

#include <QContextMenuEvent>
#include <QLocale>
#include <QMimeData>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace capriccio {
namespace {

constexpr double kInset = 8; // of the corner pictures from the pad's edge
constexpr double kRadius = 8;
constexpr double kHandle = 9;
constexpr double kArrowStep = 0.04;
constexpr double kFineStep = 0.005;
constexpr int kMapTile = 48; // px per tile of the stored map

} // namespace

std::array<float, kPadCorners> cornerWeights(const std::array<bool, kPadCorners>& filled, QPointF place) {
    const std::vector<float> all = padWeights(kPadCorners, place.x(), place.y());
    std::array<float, kPadCorners> weights{};
    for (std::size_t corner = 0; corner < kPadCorners; ++corner) {
        const std::size_t beside = corner ^ 1u;
        const std::size_t over = corner ^ 2u;
        const std::size_t across = corner ^ 3u;
        if (filled[corner]) {
            weights[corner] += all[corner];
        } else if (filled[beside] && filled[over]) {
            weights[beside] += all[corner] / 2;
            weights[over] += all[corner] / 2;
        } else if (filled[beside]) {
            weights[beside] += all[corner];
        } else if (filled[over]) {
            weights[over] += all[corner];
        } else if (filled[across]) {
            weights[across] += all[corner];
        }
    }
    return weights;
}

LatentPad::LatentPad(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("latentPad"));
    setFocusPolicy(Qt::StrongFocus);
    setAcceptDrops(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    retranslate();
}

void LatentPad::setCorner(int corner, bool filled, const QImage& thumbnail) {
    filled_[std::size_t(corner)] = filled;
    thumbnails_[std::size_t(corner)] = filled ? thumbnail : QImage();
    update();
    announce();
}

int LatentPad::filledCount() const {
    return int(std::count(filled_.begin(), filled_.end(), true));
}

void LatentPad::setPlace(QPointF place) {
    place = {std::clamp(place.x(), 0.0, 1.0), std::clamp(place.y(), 0.0, 1.0)};
    if (place == place_)
        return;
    place_ = place;
    update();
    announce();
}

void LatentPad::setMap(const std::vector<QImage>& tiles, int columns) {
    map_ = {};
    if (!tiles.empty() && columns > 0) {
        const int rows = (int(tiles.size()) + columns - 1) / columns;
        map_ = QImage(columns * kMapTile, rows * kMapTile, QImage::Format_RGB32);
        map_.fill(Qt::black);
        QPainter painter(&map_);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        for (int i = 0; i < int(tiles.size()); ++i)
            painter.drawImage(QRect(i % columns * kMapTile, i / columns * kMapTile, kMapTile, kMapTile),
                              tiles[std::size_t(i)]);
    }
    update();
}

// The pad stays square and in the middle, whatever room it is given.
QRectF LatentPad::field() const {
    const double side = std::min(width(), height()) - 2;
    return {(width() - side) / 2, (height() - side) / 2, side, side};
}

QRectF LatentPad::travel() const {
    const QRectF area = field();
    const double inset = kInset + (area.width() * 0.19) / 2;
    return area.adjusted(inset, inset, -inset, -inset);
}

QRect LatentPad::cornerRect(int corner) const {
    const QRectF area = field();
    const double side = area.width() * 0.19;
    const double x = corner % 2 == 0 ? area.left() + kInset : area.right() - kInset - side;
    const double y = corner < 2 ? area.top() + kInset : area.bottom() - kInset - side;
    return QRectF(x, y, side, side).toAlignedRect();
}

QPointF LatentPad::toPlace(QPointF position) const {
    const QRectF area = travel();
    return {std::clamp((position.x() - area.left()) / area.width(), 0.0, 1.0),
            std::clamp((position.y() - area.top()) / area.height(), 0.0, 1.0)};
}

int LatentPad::cornerAt(QPointF position) const {
    for (int corner = 0; corner < kPadCorners; ++corner) {
        if (cornerRect(corner).contains(position.toPoint()))
            return corner;
    }
    return -1;
}

int LatentPad::nearestCorner(QPointF position) const {
    const QPointF centre = field().center();
    return (position.x() > centre.x() ? 1 : 0) + (position.y() > centre.y() ? 2 : 0);
}

void LatentPad::moveByHand(QPointF place) {
    const QPointF before = place_;
    setPlace(place);
    if (place_ != before)
        Q_EMIT moved(place_);
}

void LatentPad::paintCorner(QPainter& painter, int corner) const {
    const ThemeColors& colors = themeColors();
    const QRectF rect = cornerRect(corner);
    const std::size_t i = std::size_t(corner);
    QPainterPath clip;
    clip.addRoundedRect(rect, 4, 4);
    if (filled_[i]) {
        painter.save();
        painter.setClipPath(clip);
        painter.fillRect(rect, colors.raised);
        if (!thumbnails_[i].isNull())
            painter.drawImage(rect, thumbnails_[i]);
        painter.restore();
        painter.setPen(QPen(colors.line, 1));
    } else {
        painter.fillPath(clip, colors.card);
        painter.setPen(colors.muted);
        painter.setFont(themeFont(12));
        painter.drawText(rect, Qt::AlignCenter, QString::number(corner + 1));
        painter.setPen(QPen(colors.muted, 1, Qt::DashLine));
    }
    if (corner == dropCorner_)
        painter.setPen(QPen(colors.accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(clip);
}

void LatentPad::paintEvent(QPaintEvent*) {
    const ThemeColors& colors = themeColors();
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    const QRectF area = field();
    QPainterPath ground;
    ground.addRoundedRect(area, kRadius, kRadius);
    painter.fillPath(ground, colors.well);
    const bool usable = filledCount() >= 2;
    if (usable && !map_.isNull()) {
        painter.save();
        painter.setClipPath(ground);
        painter.setOpacity(isEnabled() ? 0.34 : 0.15);
        painter.drawImage(area, map_);
        painter.restore();
    }
    for (int corner = 0; corner < kPadCorners; ++corner)
        paintCorner(painter, corner);

    const QRectF way = travel();
    if (!usable) {
        painter.setPen(colors.muted);
        painter.setFont(themeFont(12));
        painter.drawText(way, Qt::AlignCenter | Qt::TextWordWrap, tr("Drag samples onto two or more corners."));
    } else {
        const QPointF at(way.left() + place_.x() * way.width(), way.top() + place_.y() * way.height());
        QColor halo = colors.accent;
        halo.setAlpha(dragging_ ? 110 : 70);
        painter.setPen(Qt::NoPen);
        painter.setBrush(halo);
        painter.drawEllipse(at, kHandle + 5, kHandle + 5);
        painter.setBrush(isEnabled() ? colors.accent : colors.muted);
        painter.setPen(QPen(colors.onAccent, 1.5)); // stands out from any picture of the map
        painter.drawEllipse(at, kHandle, kHandle);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(hasFocus() ? QPen(colors.accent, 2) : QPen(colors.line, 1));
    painter.drawPath(ground);
}

void LatentPad::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return;
    const int corner = cornerAt(event->position());
    if (corner >= 0 && !filled_[std::size_t(corner)]) {
        Q_EMIT emptyCornerClicked(corner);
        return;
    }
    if (filledCount() < 2)
        return;
    dragging_ = true;
    Q_EMIT movingStarted();
    moveByHand(toPlace(event->position()));
    update();
}

void LatentPad::mouseMoveEvent(QMouseEvent* event) {
    if (dragging_)
        moveByHand(toPlace(event->position()));
}

void LatentPad::mouseReleaseEvent(QMouseEvent* event) {
    if (!dragging_ || event->button() != Qt::LeftButton)
        return;
    dragging_ = false;
    update();
    Q_EMIT movingEnded();
}

void LatentPad::keyPressEvent(QKeyEvent* event) {
    const double step = event->modifiers() & Qt::ShiftModifier ? kFineStep : kArrowStep;
    QPointF place = place_;
    switch (event->key()) {
    case Qt::Key_Left:
        place.rx() -= step;
        break;
    case Qt::Key_Right:
        place.rx() += step;
        break;
    case Qt::Key_Up:
        place.ry() -= step;
        break;
    case Qt::Key_Down:
        place.ry() += step;
        break;
    case Qt::Key_Home:
        place = {0.5, 0.5};
        break;
    case Qt::Key_1:
    case Qt::Key_2:
    case Qt::Key_3:
    case Qt::Key_4: {
        const int corner = event->key() - Qt::Key_1;
        place = {corner % 2 == 0 ? 0.0 : 1.0, corner < 2 ? 0.0 : 1.0};
        break;
    }
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    if (filledCount() >= 2)
        moveByHand(place);
}

void LatentPad::contextMenuEvent(QContextMenuEvent* event) {
    const int corner = cornerAt(event->pos());
    if (corner >= 0)
        Q_EMIT cornerMenuWanted(corner, event->globalPos());
}

void LatentPad::dragEnterEvent(QDragEnterEvent* event) {
    if (latentPointOf(*event->mimeData()) || (acceptsFiles_ && !localFiles(event->mimeData()).isEmpty()))
        event->acceptProposedAction();
}

void LatentPad::dragMoveEvent(QDragMoveEvent* event) {
    dropCorner_ = nearestCorner(event->position());
    event->acceptProposedAction();
    update();
}

void LatentPad::dragLeaveEvent(QDragLeaveEvent*) {
    dropCorner_ = -1;
    update();
}

void LatentPad::dropEvent(QDropEvent* event) {
    const int corner = nearestCorner(event->position());
    dropCorner_ = -1;
    update();
    event->acceptProposedAction();
    if (const auto point = latentPointOf(*event->mimeData()))
        Q_EMIT pointDropped(corner, *point);
    else if (acceptsFiles_)
        Q_EMIT filesDropped(corner, localFiles(event->mimeData()));
}

void LatentPad::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        announce();
    }
    QWidget::changeEvent(event);
    update();
}

void LatentPad::retranslate() {
    setAccessibleName(tr("Latent pad"));
    setToolTip(
        tr("Each corner is a picture; moving the dot blends them. Arrow keys move it (Shift: finely), 1 to 4 jump "
           "to a corner, Home to the middle."));
}

void LatentPad::announce() {
    const auto weights = cornerWeights(filled_, place_);
    const QLocale locale;
    QStringList parts;
    for (int corner = 0; corner < kPadCorners; ++corner) {
        if (isFilled(corner))
            parts << tr("corner %1: %2 %")
                         .arg(corner + 1)
                         .arg(locale.toString(std::round(weights[std::size_t(corner)] * 100.0), 'f', 0));
    }
    setAccessibleDescription(locale.createSeparatedList(parts));
}

} // namespace capriccio
