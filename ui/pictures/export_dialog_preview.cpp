#include "ui/pictures/export_dialog_preview.h"

#include "ui/widgets/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>

namespace capriccio {

ExportPreview::ExportPreview(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void ExportPreview::setSheet(std::vector<QImage> tiles, int columns, double gap, QColor ground, bool separate) {
    tiles_ = std::move(tiles);
    columns_ = std::max(1, columns);
    gap_ = gap;
    ground_ = ground;
    separate_ = separate;
    update();
}

void ExportPreview::paintEvent(QPaintEvent*) {
    const ThemeColors& colors = themeColors();
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    QPainterPath well;
    well.addRoundedRect(rect(), 8, 8);
    painter.fillPath(well, colors.well);
    const QRectF area = QRectF(rect()).adjusted(14, 14, -14, -14);
    if (tiles_.empty())
        return;
    const auto draw = [&](const QRectF& where, const QImage& image) {
        if (image.isNull())
            painter.fillRect(where, colors.raised);
        else
            painter.drawImage(where, image);
    };
    if (separate_) { // the first files of the series, one behind the other
        const int shown = int(std::min<std::size_t>(tiles_.size(), 5));
        const double side = std::min(area.width(), area.height()) * (shown > 1 ? 0.72 : 1.0);
        const double shift = shown > 1 ? (std::min(area.width(), area.height()) - side) / (shown - 1) : 0;
        const QPointF corner = area.center() - QPointF(side + shift * (shown - 1), side + shift * (shown - 1)) / 2;
        for (int i = shown - 1; i >= 0; --i) {
            const QRectF where(corner + QPointF(shift, shift) * i, QSizeF(side, side));
            draw(where, tiles_[std::size_t(i)]);
            painter.setPen(QPen(colors.well, 2));
            painter.drawRect(where);
        }
        return;
    }
    const int columns = std::min(columns_, int(tiles_.size()));
    const int rows = (int(tiles_.size()) + columns - 1) / columns;
    const double wide = columns + gap_ * (columns - 1);
    const double high = rows + gap_ * (rows - 1);
    const double tile = std::min(area.width() / wide, area.height() / high);
    const QRectF sheet(area.center() - QPointF(wide, high) * tile / 2, QSizeF(wide, high) * tile);
    painter.fillRect(sheet, ground_);
    for (int i = 0; i < int(tiles_.size()); ++i) {
        const QPointF at(i % columns * (1 + gap_), i / columns * (1 + gap_));
        draw(QRectF(sheet.topLeft() + at * tile, QSizeF(tile, tile)), tiles_[std::size_t(i)]);
    }
}

} // namespace capriccio
