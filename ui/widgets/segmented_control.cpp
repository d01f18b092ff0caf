#include "ui/widgets/segmented_control.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QToolButton>

namespace capriccio {

SegmentedControl::SegmentedControl(QWidget* parent) : QWidget(parent), group_(new QButtonGroup(this)) {
    setAttribute(Qt::WA_StyledBackground);
    row_ = new QHBoxLayout(this);
    row_->setContentsMargins(3, 3, 3, 3);
    row_->setSpacing(2);
    group_->setExclusive(true);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(group_, &QButtonGroup::idClicked, this, [this](int id) {
        if (id == current_)
            return;
        setCurrentIndex(id);
        Q_EMIT edited(id);
    });
}

SegmentedControl::SegmentedControl(const QStringList& labels, QWidget* parent) : SegmentedControl(parent) {
    for (const QString& label : labels)
        addSegment(label);
    setCurrentIndex(0);
}

int SegmentedControl::addSegment(const QString& label, const QString& tooltip, const QString& iconName) {
    auto* button = new QToolButton(this);
    button->setText(label);
    button->setToolTip(tooltip);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setSizePolicy(QSizePolicy::MinimumExpanding, QSizePolicy::Preferred);
    if (!iconName.isEmpty()) {
        button->setIcon(icon(iconName, IconTint::Muted));
        button->setIconSize(QSize(16, 16));
        button->setToolButtonStyle(label.isEmpty() ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    }
    setRole(button, QStringLiteral("segment"));
    button->installEventFilter(this);
    const int index = count();
    group_->addButton(button, index);
    row_->addWidget(button, 1);
    return index;
}

void SegmentedControl::setLabel(int index, const QString& label) {
    if (QAbstractButton* button = group_->button(index))
        button->setText(label);
}

void SegmentedControl::setSegmentToolTip(int index, const QString& tooltip) {
    if (QAbstractButton* button = group_->button(index))
        button->setToolTip(tooltip);
}

void SegmentedControl::setSegmentEnabled(int index, bool on) {
    if (QAbstractButton* button = group_->button(index))
        button->setEnabled(on);
}

int SegmentedControl::count() const {
    return static_cast<int>(group_->buttons().size());
}

int SegmentedControl::currentIndex() const {
    return current_;
}

void SegmentedControl::setCurrentIndex(int index) {
    if (index == current_ || (index != -1 && !group_->button(index)))
        return;
    current_ = index;
    if (index == -1) {
        group_->setExclusive(false);
        for (QAbstractButton* button : group_->buttons())
            button->setChecked(false);
        group_->setExclusive(true);
    } else {
        group_->button(index)->setChecked(true);
    }
    Q_EMIT currentChanged(index);
}

void SegmentedControl::keyPressEvent(QKeyEvent* event) {
    const int direction = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    if (direction == 0 || count() == 0) {
        QWidget::keyPressEvent(event);
        return;
    }
    for (int next = current_ + direction; next >= 0 && next < count(); next += direction) {
        QAbstractButton* button = group_->button(next);
        if (!button->isEnabled())
            continue;
        button->setFocus(Qt::TabFocusReason);
        setCurrentIndex(next);
        Q_EMIT edited(next);
        return;
    }
}

bool SegmentedControl::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Left || key->key() == Qt::Key_Right) {
            keyPressEvent(key);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace capriccio

#include "moc_segmented_control.cpp"
