#include "ui/widgets/bar_list.h"

#include "ui/widgets/theme.h"

#include <QEvent>
#include <QLocale>
#include <QPainter>
#include <algorithm>

namespace capriccio {
namespace {
constexpr int kLine = 22; // px
constexpr int kMost = 60; // bars
} // namespace

BarList::BarList(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void BarList::setCounts(const QStringList& names, const std::vector<qint64>& counts) {
    names_ = names;
    counts_ = counts;
    QStringList spoken;
    for (qsizetype i = 0; i < names_.size() && i < kMost; ++i)
        spoken << tr("%1: %2", "name: count").arg(names_[i]).arg(counts_[static_cast<size_t>(i)]);
    setAccessibleDescription(spoken.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

QSize BarList::sizeHint() const {
    const int lines = static_cast<int>(qMin<qsizetype>(names_.size(), kMost + 1));
    return {200, qMax(1, lines) * kLine};
}

void BarList::paintEvent(QPaintEvent*) {
    const ThemeColors& c = themeColors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qint64 most = counts_.empty() ? 1 : qMax<qint64>(1, *std::max_element(counts_.begin(), counts_.end()));
    const int nameWidth = width() * 2 / 5;
    const int countWidth = painter.fontMetrics().horizontalAdvance(QLocale().toString(most)) + 6;
    for (qsizetype i = 0; i < names_.size(); ++i) {
        const QRect line(0, static_cast<int>(i) * kLine, width(), kLine);
        if (i == kMost) {
            painter.setPen(c.muted);
            painter.drawText(line, Qt::AlignVCenter,
                             tr("and %Ln more", nullptr, static_cast<int>(names_.size() - kMost)));
            break;
        }
        painter.setPen(c.text);
        painter.drawText(QRect(0, line.y(), nameWidth - 8, kLine), Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(names_[i], Qt::ElideRight, nameWidth - 8));
        const int room = width() - nameWidth - countWidth - 6;
        const qint64 count = counts_[static_cast<size_t>(i)];
        painter.setPen(Qt::NoPen);
        painter.setBrush(c.line);
        painter.drawRoundedRect(QRectF(nameWidth, line.center().y() - 1, room, 4), 2, 2);
        painter.setBrush(c.muted);
        painter.drawRoundedRect(
            QRectF(nameWidth, line.center().y() - 1, qMax(3.0, double(room) * double(count) / double(most)), 4), 2, 2);
        painter.setPen(c.muted);
        painter.drawText(QRect(width() - countWidth, line.y(), countWidth, kLine), Qt::AlignVCenter | Qt::AlignRight,
                         QLocale().toString(count));
    }
}

void BarList::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange)
        update();
    QWidget::changeEvent(event);
}

} // namespace capriccio

#include "moc_bar_list.cpp"
