#include "ui/music/drag_handle.h"

#include "ui/music/music_files.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QToolTip>

namespace capriccio {
namespace {

constexpr int kPicture = 20; // px

} // namespace

DragHandle::DragHandle(QWidget* parent) : QToolButton(parent) {
    setIcon(capriccio::icon(QStringLiteral("grip"), IconTint::Muted));
    setCursor(Qt::OpenHandCursor);
    setFocusPolicy(Qt::NoFocus); // by keyboard a melody is exported
    connect(this, &QToolButton::clicked, this,
            [this] { QToolTip::showText(mapToGlobal(rect().bottomLeft()), toolTip(), this); });
    retranslate();
}

std::unique_ptr<QMimeData> DragHandle::dragData() const {
    return fileSource_ ? dragDataOf(fileSource_()) : nullptr;
}

void DragHandle::mousePressEvent(QMouseEvent* event) {
    pressed_ = event->position().toPoint();
    mayDrag_ = event->button() == Qt::LeftButton;
    QToolButton::mousePressEvent(event);
}

void DragHandle::mouseMoveEvent(QMouseEvent* event) {
    const int moved = (event->position().toPoint() - pressed_).manhattanLength();
    if (!mayDrag_ || !(event->buttons() & Qt::LeftButton) || moved < QApplication::startDragDistance()) {
        QToolButton::mouseMoveEvent(event);
        return;
    }
    mayDrag_ = false;
    setDown(false); // what is dragged is not clicked
    dragOut(*this, dragData(),
            iconPixmap(QStringLiteral("music"), kPicture, themeColors().strong, devicePixelRatioF()));
}

void DragHandle::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QToolButton::changeEvent(event);
}

void DragHandle::retranslate() {
    setAccessibleName(tr("Drag the melody out"));
    setToolTip(tr("Drag the melody out as a MIDI file"));
}

} // namespace capriccio

#include "moc_drag_handle.cpp"
