#include "ui/widgets/value_slider.h"

#include "ui/widgets/theme.h"

#include <QAccessible>
#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>
#include <cmath>

namespace capriccio {
namespace {

constexpr double kKnob = 13;  // px
constexpr double kFine = 0.1; // Shift

} // namespace

ValueSlider::ValueSlider(QWidget* parent) : QWidget(parent), edit_(new QLineEdit(this)) {
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    edit_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    edit_->setFocusPolicy(Qt::ClickFocus);
    setRole(edit_, QStringLiteral("value"));
    edit_->installEventFilter(this);
    connect(edit_, &QLineEdit::editingFinished, this, &ValueSlider::takeTyped);
    showValue();
}

void ValueSlider::setRange(double minimum, double maximum) {
    minimum_ = minimum;
    maximum_ = qMax(minimum, maximum);
    if (!originSet_)
        origin_ = minimum_;
    layoutParts();
    setValue(value_);
    showValue();
    update();
}

void ValueSlider::setStep(double step) {
    step_ = step;
}

void ValueSlider::setDecimals(int decimals) {
    decimals_ = decimals;
    layoutParts();
    showValue();
}

void ValueSlider::setSuffix(const QString& suffix) {
    suffix_ = suffix;
    layoutParts();
    showValue();
}

void ValueSlider::setDefaultValue(double value) {
    default_ = value;
    defaultSet_ = true;
}

void ValueSlider::setLogarithmic(bool on) {
    logarithmic_ = on;
    update();
}

void ValueSlider::setValueVisible(bool on) {
    valueVisible_ = on;
    edit_->setVisible(on);
    layoutParts();
    update();
}

void ValueSlider::setFillOrigin(double value) {
    origin_ = value;
    originSet_ = true;
    update();
}

void ValueSlider::setValue(double value) {
    if (std::isnan(value))
        return;
    value = qBound(minimum_, value, maximum_);
    if (value == value_)
        return;
    value_ = value;
    showValue();
    update();
    if (QAccessible::isActive()) {
        QAccessibleValueChangeEvent event(this, value_);
        QAccessible::updateAccessibility(&event);
    }
    Q_EMIT valueChanged(value_);
}

void ValueSlider::edit(double value) {
    const double before = value_;
    setValue(value);
    if (value_ != before)
        Q_EMIT valueEdited(value_);
}

QSize ValueSlider::sizeHint() const {
    return {valueVisible_ ? 190 : 130, 26};
}

QSize ValueSlider::minimumSizeHint() const {
    return {valueVisible_ ? 100 : 48, 26};
}

QRectF ValueSlider::track() const {
    const double right = valueVisible_ ? edit_->x() - 8.0 : width();
    return {kKnob / 2 + 1, height() / 2.0 - 1.5, qMax(8.0, right - kKnob - 2), 3};
}

double ValueSlider::toFraction(double value) const {
    if (maximum_ <= minimum_)
        return 0;
    if (logarithmic_ && minimum_ > 0)
        return std::log(qMax(value, minimum_) / minimum_) / std::log(maximum_ / minimum_);
    return (value - minimum_) / (maximum_ - minimum_);
}

double ValueSlider::fromFraction(double fraction) const {
    fraction = qBound(0.0, fraction, 1.0);
    double value = minimum_ + fraction * (maximum_ - minimum_);
    if (logarithmic_ && minimum_ > 0)
        value = minimum_ * std::pow(maximum_ / minimum_, fraction);
    // What is shown is what is meant: no hidden digits behind the last shown one.
    const double unit = std::pow(10.0, -decimals_);
    return qBound(minimum_, std::round(value / unit) * unit, maximum_);
}

QString ValueSlider::textOf(double value) const {
    return locale().toString(value, 'f', decimals_) + suffix_;
}

void ValueSlider::showValue() {
    if (!edit_->hasFocus() || !edit_->isModified())
        edit_->setText(textOf(value_));
}

void ValueSlider::layoutParts() {
    if (valueVisible_) {
        const QFontMetrics metrics(edit_->font());
        const int text = qMax(metrics.horizontalAdvance(textOf(minimum_)), metrics.horizontalAdvance(textOf(maximum_)));
        const int wide = qMax(44, text + 14);
        edit_->setGeometry(width() - wide, (height() - 24) / 2, wide, 24);
    }
    update();
}

void ValueSlider::takeTyped() {
    if (!edit_->isModified()) {
        showValue();
        return;
    }
    QString typed = edit_->text().trimmed();
    if (!suffix_.isEmpty() && typed.endsWith(suffix_.trimmed()))
        typed.chop(suffix_.trimmed().size());
    bool understood = false;
    double value = locale().toDouble(typed.trimmed(), &understood);
    if (!understood)
        value = typed.trimmed().toDouble(&understood);
    edit_->setModified(false);
    const double before = value_;
    if (understood)
        edit(value);
    showValue(); // nonsense gives way to the value as it is
    edit_->setText(textOf(value_));
    if (value_ != before)
        Q_EMIT editingFinished();
}

void ValueSlider::paintEvent(QPaintEvent*) {
    const ThemeColors& c = themeColors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF line = track();
    painter.setPen(Qt::NoPen);
    painter.setBrush(c.line);
    painter.drawRoundedRect(line, 1.5, 1.5);
    const double at = line.left() + toFraction(value_) * line.width();
    const double from = line.left() + qBound(0.0, toFraction(origin_), 1.0) * line.width();
    painter.setBrush(isEnabled() ? c.muted : c.line);
    painter.drawRoundedRect(QRectF(qMin(at, from), line.top(), std::abs(at - from), line.height()), 1.5, 1.5);
    const bool lit = underMouse() || dragging_ || hasFocus();
    if (hasFocus()) {
        QColor ring = c.accent;
        ring.setAlpha(110);
        painter.setBrush(ring);
        painter.drawEllipse(QPointF(at, line.center().y()), kKnob / 2 + 3, kKnob / 2 + 3);
    }
    const QColor knob = !isEnabled() ? c.raised : themeKind() == ThemeKind::Dark ? c.strong : QColor(Qt::white);
    painter.setBrush(lit || !isEnabled() || themeKind() == ThemeKind::Light ? knob : QColor("#e4e4e6"));
    painter.setPen(themeKind() == ThemeKind::Light ? QPen(c.muted, 1.2) : QPen(Qt::NoPen));
    painter.drawEllipse(QPointF(at, line.center().y()), kKnob / 2, kKnob / 2);
}

void ValueSlider::resizeEvent(QResizeEvent*) {
    layoutParts();
}

void ValueSlider::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return;
    const QRectF line = track();
    const double x = event->position().x();
    const double knob = line.left() + toFraction(value_) * line.width();
    dragging_ = true;
    // Grabbing the knob does not move it; a click beside it does.
    if (std::abs(x - knob) > kKnob / 2 + 2 && !(event->modifiers() & Qt::ShiftModifier))
        edit(fromFraction((x - line.left()) / line.width()));
    dragFraction_ = toFraction(value_);
    dragX_ = x;
    update();
}

void ValueSlider::mouseMoveEvent(QMouseEvent* event) {
    if (!dragging_)
        return;
    const double x = event->position().x();
    const double share = event->modifiers() & Qt::ShiftModifier ? kFine : 1.0;
    dragFraction_ += share * (x - dragX_) / track().width();
    dragX_ = x;
    edit(fromFraction(dragFraction_));
}

void ValueSlider::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !dragging_)
        return;
    dragging_ = false;
    update();
    Q_EMIT editingFinished();
}

void ValueSlider::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return;
    dragging_ = false;
    edit(defaultSet_ ? default_ : origin_);
    Q_EMIT editingFinished();
}

void ValueSlider::stepBy(double steps, bool fine) {
    const double step = step_ * (fine ? kFine : 1.0);
    const double unit = std::pow(10.0, -decimals_);
    const double before = value_;
    double value = value_ + steps * qMax(step, unit);
    if (logarithmic_ && minimum_ > 0)
        value = minimum_ * std::pow(maximum_ / minimum_, toFraction(value_) + steps * (fine ? 0.005 : 0.05));
    edit(std::round(value / unit) * unit);
    if (value_ != before)
        Q_EMIT editingFinished();
}

void ValueSlider::keyPressEvent(QKeyEvent* event) {
    const bool fine = event->modifiers() & Qt::ShiftModifier;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Down:
        return stepBy(-1, fine);
    case Qt::Key_Right:
    case Qt::Key_Up:
        return stepBy(1, fine);
    case Qt::Key_PageDown:
        return stepBy(-10, fine);
    case Qt::Key_PageUp:
        return stepBy(10, fine);
    case Qt::Key_Home:
        edit(minimum_);
        Q_EMIT editingFinished();
        return;
    case Qt::Key_End:
        edit(maximum_);
        Q_EMIT editingFinished();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (valueVisible_) {
            edit_->setFocus();
            edit_->selectAll();
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void ValueSlider::wheelEvent(QWheelEvent* event) {
    if (!hasFocus()) {
        event->ignore(); // the panel scrolls
        return;
    }
    stepBy(event->angleDelta().y() / 120.0, event->modifiers() & Qt::ShiftModifier);
    event->accept();
}

void ValueSlider::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange ||
        event->type() == QEvent::LocaleChange)
        layoutParts();
    QWidget::changeEvent(event);
}

bool ValueSlider::eventFilter(QObject* watched, QEvent* event) {
    if (watched == edit_ && event->type() == QEvent::FocusIn)
        QMetaObject::invokeMethod(edit_, &QLineEdit::selectAll, Qt::QueuedConnection);
    if (watched == edit_ && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Escape) {
            edit_->setModified(false);
            edit_->setText(textOf(value_));
            setFocus();
            return true;
        }
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            takeTyped();
            setFocus();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace capriccio

#include "moc_value_slider.cpp"
