#pragma once

#include "ui/widgets/card.h"

class QLabel;
class QLineEdit;

namespace capriccio {

// "Where they come from": source and licence of the material, which follow every export. GUI thread.
class NotesCard : public Card {
    Q_OBJECT
public:
    // What the fields say while they are empty, and what licence decides; translated.
    struct Words {
        QString source;
        QString sourceTip;
        QString licence;
        QString licenceTip;
    };

    explicit NotesCard(QWidget* parent = nullptr);
    void setWords(const Words& words);
    void setNotes(const QString& source, const QString& licence);

Q_SIGNALS:
    void edited(const QString& source, const QString& licence);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QLabel* sourceLabel_;
    QLineEdit* source_;
    QLabel* licenceLabel_;
    QLineEdit* licence_;
    QString sourceNote_; // as it is kept: shown is shownNote of it
    QString licenceNote_;
};

} // namespace capriccio
