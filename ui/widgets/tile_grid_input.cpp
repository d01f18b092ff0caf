// What hands do with tiles. How they look: tile_grid_painting.cpp.
#include "ui/widgets/tile_grid.h"

#include <QAccessible>
#include <QApplication>
#include <QContextMenuEvent>
#include <QDrag>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>

namespace capriccio {

void TileGrid::setCurrentIndex(int index) {
    if (!valid(index))
        index = -1;
    if (index == current_)
        return;
    current_ = index;
    anchor_ = index;
    viewport()->update();
    describeCurrent();
    Q_EMIT currentChanged(index);
}

void TileGrid::describeCurrent() {
    if (current_ < 0)
        return;
    const QString tip = tiles_[static_cast<size_t>(current_)].tip;
    const QString place = tr("%1 of %2").arg(current_ + 1).arg(count());
    setAccessibleDescription(tip.isEmpty() ? place : tr("%1: %2").arg(place, tip));
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

std::vector<int> TileGrid::selected() const {
    return {selected_.begin(), selected_.end()};
}

void TileGrid::setSelected(const std::vector<int>& indices) {
    std::set<int> now;
    for (const int index : indices) {
        if (valid(index))
            now.insert(index);
    }
    if (now == selected_)
        return;
    selected_ = std::move(now);
    viewport()->update();
    Q_EMIT selectionChanged();
}

void TileGrid::choose(int index, Qt::KeyboardModifiers modifiers) {
    if (kind_ == Selection::None)
        return;
    if (kind_ == Selection::Multi && (modifiers & Qt::ShiftModifier) && valid(anchor_)) {
        std::vector<int> range;
        for (int i = qMin(anchor_, index); i <= qMax(anchor_, index); ++i)
            range.push_back(i);
        setSelected(range);
    } else if (kind_ == Selection::Multi && (modifiers & Qt::ControlModifier)) {
        std::set<int> now = selected_;
        if (!now.erase(index))
            now.insert(index);
        setSelected({now.begin(), now.end()});
    } else {
        setSelected({index});
    }
}

void TileGrid::moveTo(int index, Qt::KeyboardModifiers modifiers) {
    if (tiles_.empty())
        return;
    index = qBound(0, index, count() - 1);
    const int anchor = anchor_;
    setCurrentIndex(index);
    ensureVisible(index);
    if (kind_ == Selection::Multi && (modifiers & Qt::ShiftModifier)) {
        anchor_ = valid(anchor) ? anchor : index;
        choose(index, Qt::ShiftModifier);
    } else if (!(modifiers & Qt::ControlModifier)) {
        choose(index, Qt::NoModifier);
    }
}

void TileGrid::mousePressEvent(QMouseEvent* event) {
    pressed_ = tileAt(event->position().toPoint());
    pressedAt_ = event->position().toPoint();
    if (pressed_ < 0) {
        if (event->button() == Qt::LeftButton && kind_ == Selection::Multi)
            setSelected({});
        return;
    }
    if (event->button() == Qt::RightButton) {
        if (!selected_.contains(pressed_))
            choose(pressed_, Qt::NoModifier);
        setCurrentIndex(pressed_);
        return;
    }
    if (event->button() != Qt::LeftButton)
        return;
    const int anchor = anchor_;
    setCurrentIndex(pressed_);
    if (event->modifiers() & Qt::ShiftModifier)
        anchor_ = valid(anchor) ? anchor : pressed_;
    choose(pressed_, event->modifiers());
}

void TileGrid::mouseMoveEvent(QMouseEvent* event) {
    const QPoint pos = event->position().toPoint();
    const int over = tileAt(pos);
    if (over != hover_) {
        hover_ = over;
        viewport()->update();
        Q_EMIT hovered(over);
    }
    const bool far = (pos - pressedAt_).manhattanLength() >= QApplication::startDragDistance();
    if ((event->buttons() & Qt::LeftButton) && pressed_ >= 0 && dragSource_ && far) {
        QMimeData* carried = dragSource_(pressed_);
        if (!carried)
            return;
        const int index = pressed_;
        pressed_ = -1;
        auto* drag = new QDrag(this);
        drag->setMimeData(carried);
        drag->setPixmap(scaled(index, tile_));
        drag->setHotSpot({tile_.width() / 2, tile_.height() / 2});
        drag->exec(Qt::CopyAction);
    }
}

void TileGrid::mouseReleaseEvent(QMouseEvent* event) {
    const int index = tileAt(event->position().toPoint());
    const bool same = index >= 0 && index == pressed_;
    pressed_ = -1;
    if (same && event->button() == Qt::LeftButton)
        Q_EMIT clicked(index, event->modifiers());
}

void TileGrid::mouseDoubleClickEvent(QMouseEvent* event) {
    const int index = tileAt(event->position().toPoint());
    if (index >= 0 && event->button() == Qt::LeftButton)
        Q_EMIT activated(index);
}

void TileGrid::keyPressEvent(QKeyEvent* event) {
    const Qt::KeyboardModifiers modifiers = event->modifiers();
    const int here = qMax(0, current_);
    const bool none = current_ < 0;
    const int page = qMax(1, viewport()->height() / qMax(1, tile_.height() + captionHeight_ + gap_)) * columns_;
    if (event->matches(QKeySequence::SelectAll) && kind_ == Selection::Multi) {
        std::vector<int> all(static_cast<size_t>(count()));
        for (int i = 0; i < count(); ++i)
            all[static_cast<size_t>(i)] = i;
        setSelected(all);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Left:
        return moveTo(none ? 0 : here - 1, modifiers);
    case Qt::Key_Right:
        return moveTo(none ? 0 : here + 1, modifiers);
    case Qt::Key_Up:
        return moveTo(none ? 0 : here - columns_ < 0 ? here : here - columns_, modifiers);
    case Qt::Key_Down:
        return moveTo(none ? 0 : here + columns_ >= count() ? here : here + columns_, modifiers);
    case Qt::Key_PageUp:
        return moveTo(here - page, modifiers);
    case Qt::Key_PageDown:
        return moveTo(here + page, modifiers);
    case Qt::Key_Home:
        return moveTo(0, modifiers);
    case Qt::Key_End:
        return moveTo(count() - 1, modifiers);
    case Qt::Key_Space:
        if (valid(current_)) {
            choose(current_, kind_ == Selection::Multi ? Qt::ControlModifier : Qt::NoModifier);
            Q_EMIT clicked(current_, Qt::NoModifier);
        }
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (valid(current_))
            Q_EMIT activated(current_);
        return;
    case Qt::Key_Escape:
        if (!selected_.empty() && kind_ == Selection::Multi) {
            setSelected({});
            return;
        }
        break;
    default:
        break;
    }
    // Not QAbstractScrollArea's: it would take keys that belong to the window.
    event->ignore();
}

void TileGrid::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void TileGrid::focusOutEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void TileGrid::contextMenuEvent(QContextMenuEvent* event) {
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const int index = byKey ? current_ : tileAt(event->pos());
    if (!valid(index))
        return;
    Q_EMIT menuRequested(index, byKey ? viewport()->mapToGlobal(tileRect(index).center()) : event->globalPos());
}

} // namespace capriccio
