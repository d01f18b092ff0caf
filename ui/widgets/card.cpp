#include "ui/widgets/card.h"

#include "ui/widgets/elided_label.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QVBoxLayout>

namespace capriccio {

Card::Card(QWidget* parent) : QFrame(parent) {
    outer_ = new QVBoxLayout(this);
    outer_->setContentsMargins(14, 12, 14, 14);
    outer_->setSpacing(9);
    header_ = new QWidget(this);
    headerRow_ = new QHBoxLayout(header_);
    headerRow_->setContentsMargins(0, 0, 0, 0);
    headerRow_->setSpacing(9);
    title_ = new QLabel(header_);
    setRole(title_, QStringLiteral("title"));
    subtitle_ = new ElidedLabel({}, Qt::ElideRight, header_); // beside buttons there may be little room
    setRole(subtitle_, QStringLiteral("subtitle"));
    subtitle_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    headerRow_->addWidget(title_);
    headerRow_->addWidget(subtitle_, 1);
    outer_->addWidget(header_);
    body_ = new QVBoxLayout;
    body_->setContentsMargins(0, 0, 0, 0);
    body_->setSpacing(8);
    outer_->addLayout(body_, 1);
    showHeader();
}

Card::Card(const QString& title, QWidget* parent) : Card(parent) {
    setTitle(title);
}

void Card::setTitle(const QString& title) {
    title_->setText(title);
    showHeader();
}

void Card::setSubtitle(const QString& subtitle) {
    subtitle_->setText(subtitle);
    subtitle_->setToolTip(subtitle);
    showHeader();
}

void Card::addHeaderWidget(QWidget* widget) {
    headerRow_->addWidget(widget);
    showHeader();
}

void Card::setWell(bool on) {
    setProperty("well", on);
    outer_->setContentsMargins(on ? 0 : 14, on ? 0 : 12, on ? 0 : 14, on ? 0 : 14);
    // The property decides which rule applies; the style has to look again.
    style()->unpolish(this);
    style()->polish(this);
}

void Card::showHeader() {
    header_->setVisible(!title_->text().isEmpty() || !subtitle_->text().isEmpty() || headerRow_->count() > 2);
}

QLabel* sectionTitle(const QString& text, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    setRole(label, QStringLiteral("title"));
    return label;
}

QLabel* mutedLabel(const QString& text, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    setRole(label, QStringLiteral("muted"));
    label->setWordWrap(true);
    return label;
}

} // namespace capriccio

#include "moc_card.cpp"
