#include "ui/main/empty_page.h"

#include "ui/main/media.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace capriccio {

EmptyPage::EmptyPage(Studio& studio, const char* sentence, QWidget* parent)
    : Page(studio, parent), sentence_(sentence), line_(new QLabel(mediumText(sentence), this)) {
    setFocusPolicy(Qt::StrongFocus);
    line_->setAlignment(Qt::AlignCenter);
    line_->setWordWrap(true);
    setRole(line_, QStringLiteral("muted"));
    auto* column = new QVBoxLayout(this);
    column->addWidget(line_);
}

void EmptyPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        line_->setText(mediumText(sentence_));
    Page::changeEvent(event);
}

} // namespace capriccio

#include "moc_empty_page.cpp"
