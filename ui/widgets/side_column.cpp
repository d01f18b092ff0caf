#include "ui/widgets/side_column.h"

#include <QEvent>
#include <QScrollBar>
#include <QVBoxLayout>

namespace capriccio {

SideColumn::SideColumn(QWidget* parent) : QScrollArea(parent) {
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    auto* inside = new QWidget(this);
    auto* outer = new QVBoxLayout(inside);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    column_ = new QVBoxLayout;
    column_->setSpacing(12);
    outer->addLayout(column_);
    outer->addStretch(1);
    setWidget(inside);
    inside->installEventFilter(this);
}

QSize SideColumn::minimumSizeHint() const {
    const int wide = widget()->minimumSizeHint().width() + verticalScrollBar()->sizeHint().width() + 2;
    return {wide, 120};
}

QSize SideColumn::sizeHint() const {
    return {qMax(minimumSizeHint().width(), widget()->sizeHint().width()), widget()->sizeHint().height()};
}

bool SideColumn::eventFilter(QObject* watched, QEvent* event) {
    // New labels (another language, another class list) may need more width.
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        updateGeometry();
    return QScrollArea::eventFilter(watched, event);
}

} // namespace capriccio

#include "moc_side_column.cpp"
