// How tiles look. Where they are: tile_grid.cpp. What hands do with them: tile_grid_input.cpp.
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tile_grid.h"

#include <QPaintEvent>
#include <QPainter>
#include <QPainterPath>

namespace capriccio {
namespace {

constexpr double kRadius = 3;

} // namespace

QPixmap TileGrid::scaled(int index, const QSize& size) {
    if (QPixmap* kept = scaledTiles_.object(index))
        return *kept;
    const QImage& image = tiles_[static_cast<size_t>(index)].image;
    if (image.isNull())
        return {};
    const qreal ratio = devicePixelRatioF();
    const QSize room(qMax(1, qRound(size.width() * ratio)), qMax(1, qRound(size.height() * ratio)));
    const auto how = smooth_ ? Qt::SmoothTransformation : Qt::FastTransformation;
    QPixmap pixmap = QPixmap::fromImage(image.scaled(room, Qt::KeepAspectRatio, how));
    pixmap.setDevicePixelRatio(ratio);
    scaledTiles_.insert(index, new QPixmap(pixmap));
    return pixmap;
}

void TileGrid::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    if (tiles_.empty()) {
        if (!placeholder_.isEmpty()) {
            painter.setPen(themeColors().muted);
            painter.drawText(viewport()->rect().adjusted(12, 12, -12, -12),
                             static_cast<int>(Qt::AlignCenter) | Qt::TextWordWrap, placeholder_);
        }
        return;
    }
    painter.setRenderHint(QPainter::SmoothPixmapTransform, smooth_);
    for (int i = firstVisible(); i <= lastVisible(); ++i) {
        const QRect rect = tileRect(i);
        if (rect.adjusted(-3, -3, 3, 3).intersects(event->rect()))
            paintTile(painter, i, rect);
    }
}

void TileGrid::paintTile(QPainter& painter, int index, const QRect& rect) {
    const ThemeColors& c = themeColors();
    const Tile& tile = tiles_[static_cast<size_t>(index)];
    const QRect room(rect.topLeft(), tile_);
    const QPixmap pixmap = scaled(index, tile_);
    QRect place = room;
    if (pixmap.isNull()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(themeKind() == ThemeKind::Dark ? c.well.lighter(125) : c.well.darker(104));
        painter.setRenderHint(QPainter::Antialiasing, true);
        painter.drawRoundedRect(room, kRadius, kRadius);
    } else {
        const QSize size = pixmap.size() / pixmap.devicePixelRatio();
        place = QRect(room.x() + (room.width() - size.width()) / 2, room.y() + (room.height() - size.height()) / 2,
                      size.width(), size.height());
        const size_t at = static_cast<size_t>(index);
        const bool fading = at < fadeFrom_.size() && !fadeFrom_[at].isNull() && fadeTimer_.isActive();
        const double share = fading ? qMin(1.0, fadeClock_.elapsed() / double(kFadeMs)) : 1.0;
        if (fading)
            painter.drawPixmap(place.topLeft(), fadeFrom_[at]);
        painter.setOpacity(share * (tile.dimmed ? 0.32 : 1.0));
        painter.drawPixmap(place.topLeft(), pixmap);
        painter.setOpacity(1.0);
    }
    painter.setRenderHint(QPainter::Antialiasing, true);
    if (selected_.contains(index)) {
        // Two rings, light and dark, are visible on any picture; the accent alone would drown in orange ones.
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(c.accent, 2));
        painter.drawRoundedRect(QRectF(place).adjusted(1, 1, -1, -1), kRadius, kRadius);
        painter.setPen(QPen(QColor(0, 0, 0, 150), 1));
        painter.drawRoundedRect(QRectF(place).adjusted(2.5, 2.5, -2.5, -2.5), kRadius - 1, kRadius - 1);
    } else if (index == hover_) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(c.muted, 1));
        painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
    }
    if (index == current_ && hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(QColor(0, 0, 0), 1.4));
        painter.drawRoundedRect(QRectF(place).adjusted(1, 1, -1, -1), kRadius, kRadius);
        QPen dashes(Qt::white, 1.4);
        dashes.setDashPattern({3, 3});
        painter.setPen(dashes);
        painter.drawRoundedRect(QRectF(place).adjusted(1, 1, -1, -1), kRadius, kRadius);
    }
    if (tile.badge != TileBadge::None)
        paintBadge(painter, tile.badge, place);
    if (!tile.caption.isEmpty()) {
        painter.setFont(themeFont(12));
        painter.setPen(tile.dimmed ? c.muted : c.text);
        const QRect line(rect.x(), room.bottom() + 4, rect.width(), captionHeight_ - 4);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(tile.caption, Qt::ElideMiddle, line.width()));
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void TileGrid::paintBadge(QPainter& painter, TileBadge badge, const QRect& rect) const {
    const int size = qBound(14, rect.width() / 4, 20);
    const QRect place(rect.right() - size - 2, rect.top() + 3, size, size);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(22, 23, 24, 205));
    painter.drawEllipse(place);
    QString name;
    QColor color = Qt::white;
    switch (badge) {
    case TileBadge::None:
        return;
    case TileBadge::Favourite:
        name = QStringLiteral("heart-filled");
        color = QColor("#dba046");
        break;
    case TileBadge::Pinned:
        name = QStringLiteral("pin");
        break;
    case TileBadge::Warning:
        name = QStringLiteral("warning");
        color = QColor("#e3b341");
        break;
    case TileBadge::Removed:
        name = QStringLiteral("close");
        break;
    case TileBadge::Duplicate:
        name = QStringLiteral("duplicates");
        break;
    }
    const int inner = size - 6;
    painter.drawPixmap(place.x() + 3, place.y() + 3, iconPixmap(name, inner, color, devicePixelRatioF()));
}

} // namespace capriccio
