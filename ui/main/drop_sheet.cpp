#include "ui/main/drop_sheet.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"

#include <QPainter>

namespace capriccio {

DropSheet::DropSheet(QWidget* parent) : QWidget(parent) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

void DropSheet::showHint(const QString& hint, bool accepted) {
    hint_ = hint;
    accepted_ = accepted;
    setAccessibleName(hint);
    if (parentWidget())
        setGeometry(parentWidget()->rect());
    raise();
    show();
    update();
}

void DropSheet::paintEvent(QPaintEvent*) {
    const ThemeColors& c = themeColors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor veil = c.window;
    veil.setAlpha(205);
    painter.fillRect(rect(), veil);
    const QColor ink = accepted_ ? c.accentText : c.muted;
    QPen pen(ink, 2, Qt::DashLine);
    pen.setDashPattern({5, 4});
    painter.setPen(pen);
    painter.drawRoundedRect(QRectF(rect()).adjusted(14, 14, -14, -14), 12, 12);
    const int size = 44;
    const QPoint middle = rect().center();
    painter.drawPixmap(
        middle.x() - size / 2, middle.y() - size - 8,
        iconPixmap(accepted_ ? QStringLiteral("drop") : QStringLiteral("close"), size, ink, devicePixelRatioF()));
    painter.setFont(themeFont(20, QFont::DemiBold));
    painter.setPen(c.strong);
    painter.drawText(QRect(60, middle.y() + 10, width() - 120, 120),
                     static_cast<int>(Qt::AlignHCenter | Qt::AlignTop) | Qt::TextWordWrap, hint_);
}

} // namespace capriccio

#include "moc_drop_sheet.cpp"
