#pragma once

#include "ui/widgets/card.h"

#include <QStringList>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace capriccio {

class SegmentedControl;
class ValueSlider;

// "Between two sentences": what a sentence model finds on the way from one to the other, around one, or by itself. A
// line is taken into the text by a double click or Enter. GUI thread.
class WriteSentencesCard : public Card {
    Q_OBJECT
public:
    enum class Way { Path, Around, Prior };
    explicit WriteSentencesCard(QWidget* parent = nullptr);

    Way way() const;
    QString from() const;
    QString to() const;
    int count() const;     // lines wanted
    double spread() const; // Around: 0..1
    // Another one whenever lines are asked for anew by the button: while a slider is moved the sentences change with it
    // and not by chance.
    quint64 seed() const { return seed_; }
    void showLines(const QStringList& lines);
    QString chosenLine() const; // the one the slider or the list stands on
    void setEnabledForModel(bool on);
    bool lacksSentence() const; // one that the way needs
    void askForSentences();     // leads the hand to it

Q_SIGNALS:
    void linesWanted(); // something has changed that they depend on
    void lineTaken(const QString& line);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void retranslate();
    void arrange();
    void take();
    void follow(); // a slider has moved: asks for lines where there can be any
    void enter();  // a sentence has been written: the same, or on to the other one

    SegmentedControl* way_;
    QLineEdit* from_;
    ValueSlider* place_; // on the path, percent
    QLabel* line_;       // what stands at that place
    QLineEdit* to_;
    QLabel* countLabel_;
    ValueSlider* count_;
    QLabel* spreadLabel_;
    ValueSlider* spread_;
    QListWidget* list_;
    QPushButton* write_;
    QPushButton* take_;
    quint64 seed_;
};

} // namespace capriccio
