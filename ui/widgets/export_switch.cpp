#include "ui/widgets/export_switch.h"

#include "ui/widgets/card.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace capriccio {

ExportSwitch::ExportSwitch(QWidget* parent)
    : QWidget(parent),
      box_(new QCheckBox(this)),
      why_(mutedLabel({}, this)),
      question_(new QFrame(this)),
      asks_(new QLabel(question_)),
      later_(new QCheckBox(question_)),
      keep_(new QPushButton(question_)),
      leaveOut_(new QPushButton(question_)) {
    box_->setChecked(true);
    box_->setObjectName(QStringLiteral("switch"));
    leaveOut_->setObjectName(QStringLiteral("leaveOut"));
    keep_->setObjectName(QStringLiteral("keep"));
    later_->setObjectName(QStringLiteral("later"));
    // Enter and Space must not leave anything out by accident: the safe answer is the default one.
    leaveOut_->setAutoDefault(false);
    asks_->setWordWrap(true);
    setRole(asks_, QStringLiteral("warning"));
    why_->setContentsMargins(24, 0, 0, 0);

    auto* buttons = new QHBoxLayout;
    buttons->addWidget(keep_);
    buttons->addWidget(leaveOut_);
    buttons->addStretch();
    auto* inside = new QVBoxLayout(question_);
    inside->setContentsMargins(24, 4, 0, 4);
    inside->setSpacing(8);
    inside->addWidget(asks_);
    inside->addWidget(later_);
    inside->addLayout(buttons);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(box_);
    column->addWidget(why_);
    column->addWidget(question_);
    question_->hide();

    connect(box_, &QCheckBox::clicked, this, [this](bool checked) {
        if (checked) {
            question_->hide();
            later_->setChecked(false);
            if (!std::exchange(on_, true))
                Q_EMIT changed(true);
            return;
        }
        box_->setChecked(true); // stays on until the question is answered
        question_->show();
        keep_->setFocus();
        // Its place is known only after the layout has run.
        QMetaObject::invokeMethod(
            this, [this] { Q_EMIT asked(question_); }, Qt::QueuedConnection);
    });
    connect(keep_, &QPushButton::clicked, this, [this] { answer(false); });
    connect(leaveOut_, &QPushButton::clicked, this, [this] { answer(true); });
    retranslate();
}

void ExportSwitch::setTexts(const QString& label, const QString& why, const QString& question, const QString& leaveOut,
                            const QString& keep) {
    box_->setText(label);
    box_->setToolTip(why);
    why_->setText(why);
    asks_->setText(question);
    leaveOut_->setText(leaveOut);
    keep_->setText(keep);
}

bool ExportSwitch::isAsking() const {
    return question_->isVisible();
}

bool ExportSwitch::forLater() const {
    return !on_ && later_->isChecked();
}

void ExportSwitch::setOff(bool forLater) {
    later_->setChecked(forLater);
    answer(true);
}

void ExportSwitch::answer(bool leaveOut) {
    question_->hide();
    if (!leaveOut)
        later_->setChecked(false);
    box_->setChecked(!leaveOut);
    box_->setFocus();
    if (std::exchange(on_, !leaveOut) == leaveOut)
        Q_EMIT changed(on_);
}

void ExportSwitch::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void ExportSwitch::retranslate() {
    later_->setText(tr("Also for later exports of this project"));
}

} // namespace capriccio
