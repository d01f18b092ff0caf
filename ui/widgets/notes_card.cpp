#include "ui/widgets/notes_card.h"

#include "core/types/built_in_words.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace capriccio {

NotesCard::NotesCard(QWidget* parent) : Card(parent) {
    sourceLabel_ = new QLabel(this);
    licenceLabel_ = new QLabel(this);
    source_ = new QLineEdit(this);
    source_->setObjectName(QStringLiteral("sourceNote"));
    licence_ = new QLineEdit(this);
    licence_->setObjectName(QStringLiteral("licenceNote"));
    for (QLabel* label : {sourceLabel_, licenceLabel_})
        setRole(label, QStringLiteral("muted"));
    sourceLabel_->setBuddy(source_);
    licenceLabel_->setBuddy(licence_);
    body()->setSpacing(5);
    body()->addWidget(sourceLabel_);
    body()->addWidget(source_);
    body()->addSpacing(4);
    body()->addWidget(licenceLabel_);
    body()->addWidget(licence_);
    for (QLineEdit* line : {source_, licence_}) {
        connect(line, &QLineEdit::editingFinished, this, [this] {
            const auto noteIn = [](const QLineEdit* field, const QString& note) {
                return field->text() == shownNote(note) ? note : field->text();
            };
            const QString source = noteIn(source_, sourceNote_);
            const QString licence = noteIn(licence_, licenceNote_);
            if (source != sourceNote_ || licence != licenceNote_)
                Q_EMIT edited(source, licence);
        });
    }
    retranslate();
}

void NotesCard::setWords(const Words& words) {
    source_->setPlaceholderText(words.source);
    source_->setToolTip(words.sourceTip);
    licence_->setPlaceholderText(words.licence);
    licence_->setToolTip(words.licenceTip);
}

void NotesCard::setNotes(const QString& source, const QString& licence) {
    sourceNote_ = source;
    licenceNote_ = licence;
    source_->setText(shownNote(source));
    licence_->setText(shownNote(licence));
}

void NotesCard::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Card::changeEvent(event);
}

void NotesCard::retranslate() {
    setTitle(tr("Where they come from"));
    setSubtitle(tr("follows every export"));
    sourceLabel_->setText(tr("Source"));
    licenceLabel_->setText(tr("Licence"));
    if (!source_->isModified()) // what is being written stays
        source_->setText(shownNote(sourceNote_));
    if (!licence_->isModified())
        licence_->setText(shownNote(licenceNote_));
}

} // namespace capriccio

#include "moc_notes_card.cpp"
