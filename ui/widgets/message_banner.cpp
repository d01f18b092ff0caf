#include "ui/widgets/message_banner.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace capriccio {

MessageBanner::MessageBanner(QWidget* parent) : QFrame(parent) {
    row_ = new QHBoxLayout(this);
    row_->setContentsMargins(14, 8, 8, 8);
    row_->setSpacing(10);
    mark_ = new QLabel(this);
    text_ = new QLabel(this);
    text_->setWordWrap(true);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    close_ = new QToolButton(this);
    close_->setIcon(icon(QStringLiteral("close"), IconTint::Muted));
    close_->setIconSize(QSize(14, 14));
    connect(close_, &QToolButton::clicked, this, &MessageBanner::dismiss);
    row_->addWidget(mark_, 0, Qt::AlignVCenter);
    row_->addWidget(text_, 1);
    row_->addWidget(close_, 0, Qt::AlignVCenter);
    hide();
}

void MessageBanner::showMessage(Tone tone, const Sentence& text, const QString& detail) {
    tone_ = tone;
    qDeleteAll(buttons_);
    buttons_.clear();
    again_ = nullptr;
    standing_ = false;
    close_->show();
    said_ = text;
    text_->setText(text.text());
    text_->setToolTip(detail);
    setAccessibleName(text_->text());
    close_->setToolTip(tr("Put this message away"));
    close_->setAccessibleName(close_->toolTip());
    tint();
    show();
}

QPushButton* MessageBanner::addButton(const QString& text) {
    auto* button = new QPushButton(text, this);
    row_->insertWidget(row_->count() - 1, button, 0, Qt::AlignVCenter);
    buttons_ << button;
    return button;
}

void MessageBanner::setStanding() {
    standing_ = true;
    close_->hide();
}

QString MessageBanner::text() const {
    return text_->text();
}

void MessageBanner::dismiss() {
    hide();
    Q_EMIT dismissed();
}

void MessageBanner::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange)
        tint();
    if (event->type() == QEvent::LanguageChange) {
        close_->setToolTip(tr("Put this message away"));
        close_->setAccessibleName(close_->toolTip());
        text_->setText(said_.text());
        setAccessibleName(text_->text());
        if (const auto again = again_; again && !isHidden()) // a copy: what is said next forgets it
            again();
    }
    QFrame::changeEvent(event);
}

void MessageBanner::tint() {
    const ThemeColors& c = themeColors();
    const struct {
        QColor color;
        const char* icon;
    } looks[] = {{c.accentText, "info"}, {c.good, "check"}, {c.warning, "warning"}, {c.danger, "warning"}};
    const auto& look = looks[static_cast<int>(tone_)];
    mark_->setPixmap(iconPixmap(QLatin1String(look.icon), 18, look.color, devicePixelRatioF()));
    const QString sheet =
        QStringLiteral("capriccio--MessageBanner { background: %1; border: 1px solid %2; border-radius: 8px; }")
            .arg(c.card.name(), look.color.name());
    if (styleSheet() != sheet)
        setStyleSheet(sheet);
}

} // namespace capriccio

#include "moc_message_banner.cpp"
