#include "ui/main/top_bar.h"

#include "ui/widgets/elided_label.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenuBar>
#include <QPainter>
#include <QToolButton>

namespace capriccio {
namespace {

constexpr int kNameWidth = 200; // px of the project's name before it is shortened

} // namespace

TopBar::TopBar(QWidget* parent) : QWidget(parent) {
    setFixedHeight(46);
    left_ = new QWidget(this);
    auto* leftRow = new QHBoxLayout(left_);
    leftRow->setContentsMargins(14, 0, 0, 0);
    leftRow->setSpacing(10);
    auto* brand = new QLabel(QStringLiteral("Capriccio"), left_);
    brand->setFont(themeFont(14, QFont::DemiBold));
    setRole(brand, QStringLiteral("value"));
    menus_ = new QMenuBar(left_);
    menus_->setNativeMenuBar(false);
    menus_->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
    project_ = new ElidedLabel({}, Qt::ElideMiddle, left_);
    setRole(project_, QStringLiteral("muted"));
    leftRow->addWidget(brand);
    leftRow->addWidget(menus_);
    leftRow->addWidget(project_, 1);

    steps_ = new SegmentedControl(this);
    connect(steps_, &SegmentedControl::edited, this, &TopBar::stepChosen);

    right_ = new QWidget(this);
    rightRow_ = new QHBoxLayout(right_);
    rightRow_->setContentsMargins(0, 0, 10, 0);
    rightRow_->setSpacing(4);
}

void TopBar::setProject(const QString& title, const QString& tip) {
    project_->setText(title);
    project_->setToolTip(tip);
    layoutSteps();
}

void TopBar::setStep(int step) {
    steps_->setCurrentIndex(step);
}

void TopBar::setStepLabels(const QStringList& labels, const QStringList& tips) {
    for (int i = 0; i < labels.size(); ++i) {
        if (i >= steps_->count())
            steps_->addSegment(labels[i]);
        steps_->setLabel(i, labels[i]);
        steps_->setSegmentToolTip(i, tips.value(i));
    }
    layoutSteps();
}

void TopBar::setActions(QAction* undo, QAction* redo, QAction* language, QAction* theme) {
    for (QAction* action : {undo, redo, language, theme}) {
        auto* button = new QToolButton(right_);
        button->setDefaultAction(action);
        button->setIconSize(QSize(18, 18));
        button->setFocusPolicy(Qt::TabFocus);
        if (action == language)
            button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        rightRow_->addWidget(button);
    }
    layoutSteps();
}

void TopBar::resizeEvent(QResizeEvent*) {
    layoutSteps();
}

// Only now have the menus the font and the padding of the style.
void TopBar::showEvent(QShowEvent* event) {
    layoutSteps();
    QWidget::showEvent(event);
}

// The steps stand in the middle of the window while there is room, and give way to the menus when there is not.
void TopBar::layoutSteps() {
    const QSize steps = steps_->sizeHint();
    const int rightWidth = right_->sizeHint().width();
    right_->setGeometry(width() - rightWidth, 0, rightWidth, height());
    // A name of usual length is read whole, a long one in part.
    const int left = qMin(left_->sizeHint().width(), left_->minimumSizeHint().width() + kNameWidth) + 8;
    const int x = qMin(qMax((width() - steps.width()) / 2, left), width() - rightWidth - steps.width() - 4);
    steps_->setGeometry(x, (height() - steps.height()) / 2, steps.width(), steps.height());
    left_->setGeometry(0, 0, qMax(0, x - 8), height());
}

void TopBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), themeColors().bar);
    painter.fillRect(QRect(0, height() - 1, width(), 1), themeColors().line);
}

} // namespace capriccio

#include "moc_top_bar.cpp"
