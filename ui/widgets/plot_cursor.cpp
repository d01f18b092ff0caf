#include "ui/widgets/plot_cursor.h"

#include "ui/widgets/theme.h"

#include <QFontMetrics>
#include <QPainter>
#include <algorithm>

namespace capriccio {

PlotCursor::PlotCursor(QWidget* parent) : QWidget(parent) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
}

void PlotCursor::showAt(double x, const QRect& area, const QString& heading, std::vector<Mark> marks) {
    shown_ = true;
    x_ = x;
    area_ = area;
    heading_ = heading;
    marks_ = std::move(marks);
    update();
}

void PlotCursor::conceal() {
    if (!shown_)
        return;
    shown_ = false;
    update();
}

void PlotCursor::setRinged(bool on) {
    ringed_ = on;
    update();
}

void PlotCursor::paintEvent(QPaintEvent*) {
    if (!shown_ && !ringed_)
        return;
    const ThemeColors& colors = themeColors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (ringed_) {
        painter.setPen(QPen(colors.accent, 1.5));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 5, 5);
    }
    if (!shown_)
        return;
    painter.setPen(QPen(colors.muted, 1, Qt::DotLine));
    painter.drawLine(QPointF(x_, area_.top()), QPointF(x_, area_.bottom()));
    for (const Mark& mark : marks_) {
        if (mark.y < area_.top() - 1 || mark.y > area_.bottom() + 1)
            continue;
        painter.setPen(QPen(colors.card, 1.5));
        painter.setBrush(mark.color);
        painter.drawEllipse(QPointF(x_, mark.y), 4, 4);
    }

    const QFont font = themeFont(12);
    const QFontMetrics metrics(font);
    const int line = metrics.height() + 2;
    int width = metrics.horizontalAdvance(heading_);
    for (const Mark& mark : marks_)
        width = std::max(width, metrics.horizontalAdvance(mark.text) + 14);
    const int pad = 8;
    QRect sheet(0, 0, width + 2 * pad, line * (1 + static_cast<int>(marks_.size())) + 2 * pad - 4);
    const int left = static_cast<int>(x_) + 12;
    sheet.moveTopLeft({left, area_.top() + 4});
    if (sheet.right() > area_.right())
        sheet.moveRight(static_cast<int>(x_) - 12);
    sheet.moveLeft(std::max(0, sheet.left()));
    QColor ground = colors.raised;
    ground.setAlphaF(0.96F);
    painter.setPen(QPen(colors.line, 1));
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(sheet).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    painter.setFont(font);
    int y = sheet.top() + pad - 2;
    painter.setPen(colors.muted);
    painter.drawText(QRect(sheet.left() + pad, y, width, line), Qt::AlignVCenter | Qt::AlignLeft, heading_);
    for (const Mark& mark : marks_) {
        y += line;
        painter.setPen(Qt::NoPen);
        painter.setBrush(mark.color);
        painter.drawEllipse(QPointF(sheet.left() + pad + 4, y + line / 2.0), 3.5, 3.5);
        painter.setPen(colors.text);
        painter.drawText(QRect(sheet.left() + pad + 14, y, width, line), Qt::AlignVCenter | Qt::AlignLeft, mark.text);
    }
}

} // namespace capriccio
