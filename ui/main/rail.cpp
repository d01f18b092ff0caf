#include "ui/main/rail.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"

#include <QButtonGroup>
#include <QEvent>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace capriccio {

Rail::Rail(QWidget* parent) : QWidget(parent), group_(new QButtonGroup(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 10, 6, 10);
    column->setSpacing(6);
    group_->setExclusive(true);
    const char* icons[] = {"home", "pictures", "text", "music", "library"};
    for (int i = 0; i < kMediumCount; ++i) {
        auto* button = new QToolButton(this);
        button->setCheckable(true);
        button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
        button->setIcon(icon(QLatin1String(icons[i]), IconTint::Muted));
        button->setIconSize(QSize(20, 20));
        button->setFont(themeFont(11));
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        button->setMinimumHeight(52);
        button->setFocusPolicy(Qt::TabFocus);
        setRole(button, QStringLiteral("rail"));
        group_->addButton(button, i);
        buttons_[static_cast<size_t>(i)] = button;
        column->addWidget(button);
    }
    column->addStretch(1);
    connect(group_, &QButtonGroup::idClicked, this, [this](int id) { Q_EMIT chosen(static_cast<Medium>(id)); });
    setCurrent(Medium::Start);
    retranslateUi();
}

void Rail::setCurrent(Medium medium) {
    current_ = medium;
    group_->button(static_cast<int>(medium))->setChecked(true);
    update();
}

void Rail::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
    QWidget::changeEvent(event);
}

void Rail::retranslateUi() {
    const QString names[] = {tr("Start"), tr("Pictures"), tr("Text"), tr("Music"), tr("Library")};
    const QString tips[] = {tr("Projects, samples, and where you left off (Alt+1)"),
                            tr("Train on pictures and draw new ones (Alt+2)"),
                            tr("Train on texts and write together with what they taught (Alt+3)"),
                            tr("Train on melodies and compose together with what they taught (Alt+4)"),
                            tr("Runs, models, favourites and exports of this project (Alt+5)")};
    for (size_t i = 0; i < kMediumCount; ++i) {
        buttons_[i]->setText(names[i]);
        buttons_[i]->setToolTip(tips[i]);
        buttons_[i]->setAccessibleDescription(tips[i]);
    }
}

void Rail::paintEvent(QPaintEvent*) {
    const ThemeColors& c = themeColors();
    QPainter painter(this);
    painter.fillRect(rect(), c.bar);
    painter.fillRect(QRect(width() - 1, 0, 1, height()), c.line);
    const QRect chosen = buttons_[static_cast<size_t>(current_)]->geometry();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(c.accent);
    painter.drawRoundedRect(QRectF(1.5, chosen.top() + 8, 3, chosen.height() - 16), 1.5, 1.5);
}

} // namespace capriccio

#include "moc_rail.cpp"
