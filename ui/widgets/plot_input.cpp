#include "ui/widgets/plot_private.h"
#include "ui/widgets/plot_text.h"
#include "ui/widgets/theme.h"

#include <QAbstractScrollArea>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <cmath>

namespace capriccio {

void Plot::Private::buildMenu() {
    menu = new QMenu(q);
    fitAction = menu->addAction(QString(), q, &Plot::fit);
    menu->addSeparator();
    timeAction = menu->addAction(QString());
    timeAction->setCheckable(true);
    QObject::connect(timeAction, &QAction::triggered, q,
                     [this](bool on) { q->setAxis(on ? PlotAxis::Seconds : PlotAxis::Amount); });
    amountLogAction = menu->addAction(QString());
    amountLogAction->setCheckable(true);
    QObject::connect(amountLogAction, &QAction::triggered, q, &Plot::setAmountLogarithmic);
    valueLogAction = menu->addAction(QString());
    valueLogAction->setCheckable(true);
    QObject::connect(valueLogAction, &QAction::triggered, q, &Plot::setValueLogarithmic);
    menu->addSeparator();
    exportAction = menu->addAction(QString(), q, &Plot::exportAs);
    menu->setToolTipsVisible(true);
}

void Plot::Private::retranslate() {
    fitAction->setText(Plot::tr("Show everything"));
    fitAction->setToolTip(Plot::tr("Back to the whole run; the plot follows new values again (double-click)"));
    timeAction->setText(Plot::tr("Time along the lower edge"));
    timeAction->setToolTip(Plot::tr("Counts minutes of training instead of pictures seen"));
    amountLogAction->setText(Plot::tr("Logarithmic lower edge"));
    amountLogAction->setToolTip(Plot::tr("Gives the first minutes as much room as the last hours"));
    valueLogAction->setText(Plot::tr("Logarithmic values"));
    valueLogAction->setToolTip(Plot::tr("Shows small and large values at once"));
    exportAction->setText(Plot::tr("Export the plot…"));
    exportAction->setToolTip(Plot::tr("Saves the picture (PNG, PDF) or all the numbers (CSV)"));
    timeAction->setChecked(axis == PlotAxis::Seconds);
    amountLogAction->setChecked(amountLog);
    valueLogAction->setChecked(valueLog);
    q->setToolTip(Plot::tr("Wheel: closer. Drag a rectangle: into it. Shift and drag: along. Double-click: everything. "
                           "Left and right arrow: walk along the curves."));
    view->setToolTip(QString());
}

QMenu* Plot::menu() {
    return d_->menu;
}

void Plot::Private::showCursorAt(double pixelX) {
    const QRect area = view->axisRect()->rect();
    cursorX = pixelX;
    bool any = false;
    for (const auto& curve : curves)
        any = any || !curve->middle.empty();
    if (!any || pixelX < area.left() || pixelX > area.right()) {
        cursorX = -1;
        cursor->conceal();
        return;
    }
    const double place = view->xAxis->pixelToCoord(pixelX);
    std::vector<PlotCursor::Mark> marks;
    const PlotSample* closest = nullptr;
    for (const auto& curve : curves) {
        const PlotSample* sample = nearest(*curve, place);
        if (!sample)
            continue;
        if (!closest || std::abs(along(*sample, axis) - place) < std::abs(along(*closest, axis) - place))
            closest = sample;
        const double y = valueLog && sample->value <= 0 ? -1 : view->yAxis->coordToPixel(sample->value);
        marks.push_back({curve->label->color(),
                         Plot::tr("%1 %2", "curve name and its value").arg(curve->about.name, written(sample->value)),
                         y});
    }
    cursor->showAt(pixelX, area, writtenPlace(*closest), std::move(marks));
}

void Plot::Private::refreshCursor() {
    if (cursorX >= 0)
        showCursorAt(cursorX);
    else
        cursor->conceal();
}

// Walks to the next or previous point of the finest curve.
void Plot::Private::stepCursor(int direction) {
    const QRect area = view->axisRect()->rect();
    const double from = cursorX >= 0 ? cursorX : direction > 0 ? area.left() : area.right();
    const double step = std::max(2.0, area.width() / 100.0);
    showCursorAt(std::clamp<double>(from + direction * step, area.left(), area.right()));
}

void Plot::Private::zoomAlong(QCPAxis* which, double factor, double aroundPixel) {
    which->scaleRange(factor, which->pixelToCoord(aroundPixel));
    (which == view->xAxis ? followX : followY) = false;
    changed();
}

bool Plot::Private::wheel(QWheelEvent* event) {
    const double notches = event->angleDelta().y() / 120.0;
    if (notches == 0)
        return false;
    const double factor = std::pow(0.85, notches);
    const QRect area = view->axisRect()->rect();
    const QPointF at = event->position();
    if (at.x() < area.left() || event->modifiers().testFlag(Qt::ControlModifier))
        zoomAlong(view->yAxis, factor, std::clamp<double>(at.y(), area.top(), area.bottom()));
    else
        zoomAlong(view->xAxis, factor, std::clamp<double>(at.x(), area.left(), area.right()));
    return true;
}

// In a page that scrolls the wheel is the page's, until a click has chosen the plot.
bool Plot::Private::passedOver() const {
    const QWidget* around = q->parentWidget();
    while (around && !qobject_cast<const QAbstractScrollArea*>(around))
        around = around->parentWidget();
    return around && !q->hasFocus();
}

bool Plot::eventFilter(QObject* watched, QEvent* event) {
    if (watched != d_->view)
        return QWidget::eventFilter(watched, event);
    switch (event->type()) {
    case QEvent::Wheel:
        if (d_->passedOver()) {
            event->ignore();
            return true;
        }
        if (d_->wheel(static_cast<QWheelEvent*>(event))) {
            event->accept();
            return true;
        }
        break;
    case QEvent::MouseButtonPress: {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        setFocus(Qt::MouseFocusReason);
        if (mouse->button() == Qt::RightButton)
            return true; // the menu's; QCustomPlot would begin a rectangle
        const bool alongIt = mouse->modifiers().testFlag(Qt::ShiftModifier) || mouse->button() == Qt::MiddleButton;
        d_->view->setSelectionRectMode(alongIt ? QCP::srmNone : QCP::srmZoom);
        d_->view->setInteractions(alongIt ? QCP::Interactions(QCP::iRangeDrag) : QCP::Interactions(QCP::iNone));
        if (alongIt)
            d_->followX = d_->followY = false;
        d_->cursorX = -1;
        d_->cursor->conceal();
        break;
    }
    case QEvent::MouseButtonDblClick:
        fit();
        return true;
    case QEvent::MouseMove: {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        if (mouse->buttons() == Qt::NoButton)
            d_->showCursorAt(mouse->position().x());
        else
            d_->changed();
        break;
    }
    case QEvent::Leave:
        d_->cursorX = -1;
        d_->cursor->conceal();
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void Plot::keyPressEvent(QKeyEvent* event) {
    const QRect area = d_->view->axisRect()->rect();
    const double centre = d_->cursorX >= 0 ? d_->cursorX : area.center().x();
    switch (event->key()) {
    case Qt::Key_Left:
        d_->stepCursor(-1);
        return;
    case Qt::Key_Right:
        d_->stepCursor(1);
        return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        d_->zoomAlong(d_->view->xAxis, 0.8, centre);
        return;
    case Qt::Key_Minus:
        d_->zoomAlong(d_->view->xAxis, 1.25, centre);
        return;
    case Qt::Key_0:
    case Qt::Key_Home:
        fit();
        return;
    case Qt::Key_Escape:
        if (d_->cursorX >= 0) {
            d_->cursorX = -1;
            d_->cursor->conceal();
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void Plot::contextMenuEvent(QContextMenuEvent* event) {
    d_->menu->popup(event->globalPos());
}

void Plot::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    const Qt::FocusReason reason = event->reason();
    d_->cursor->setRinged(reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason ||
                          reason == Qt::ShortcutFocusReason);
}

void Plot::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    d_->cursor->setRinged(false);
}

void Plot::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    switch (event->type()) {
    case QEvent::LanguageChange:
    case QEvent::LocaleChange:
        d_->retranslate();
        [[fallthrough]];
    case QEvent::PaletteChange:
    case QEvent::StyleChange:
    case QEvent::FontChange:
        d_->changed();
        break;
    default:
        break;
    }
}

void Plot::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    d_->changed();
}

void Plot::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    d_->cursor->setGeometry(rect());
    d_->changed();
}

} // namespace capriccio
