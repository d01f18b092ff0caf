#pragma once

#include "core/types/reading.h"
#include "ui/widgets/card.h"

#include <QStringList>
#include <vector>

class QCheckBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace capriccio {

class ValueSlider;

// "Draft": a text from a title or keywords. GUI thread, as all cards here.
class WriteDraftCard : public Card {
    Q_OBJECT
public:
    explicit WriteDraftCard(QWidget* parent = nullptr);
    QString keywords() const; // empty: the title is meant
    void setEnabledForModel(bool on);

Q_SIGNALS:
    void draftWanted();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    QLineEdit* words_;
    QPushButton* draft_;
};

// "Answer": what a model of pairs is asked.
class WriteAnswerCard : public Card {
    Q_OBJECT
public:
    explicit WriteAnswerCard(QWidget* parent = nullptr);
    QString input() const;
    void setWriting(bool writing);

Q_SIGNALS:
    void answerWanted();
    void stopWanted();

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void retranslate();
    QPlainTextEdit* input_;
    QPushButton* answer_;
    bool writing_ = false;
};

// "Colour": what the shades mean, and their switch.
class WriteColourCard : public Card {
    Q_OBJECT
public:
    explicit WriteColourCard(QWidget* parent = nullptr);
    bool isOn() const;
    void setOn(bool on);

Q_SIGNALS:
    void toggled(bool on);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    QCheckBox* on_;
    QWidget* scale_;
    QLabel* legend_;
};

// "Summary": the most central sentences, highlighted where they stand.
class WriteSummaryCard : public Card {
    Q_OBJECT
public:
    explicit WriteSummaryCard(QWidget* parent = nullptr);
    bool isOn() const;
    void setOn(bool on);
    double share() const; // 0..1
    void showCount(int chosen, int all);

Q_SIGNALS:
    void toggled(bool on);
    void shareEdited(double share);
    void copyWanted();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    QCheckBox* on_;
    QLabel* shareLabel_;
    ValueSlider* share_;
    QLabel* count_;
    QPushButton* copy_;
    int chosen_ = 0;
    int all_ = 0;
};

// "Is it a copy?": what of the generated text stands in the training text.
class WriteCopyCard : public Card {
    Q_OBJECT
public:
    enum class State { NoTrainingText, NothingWritten, Looking, Found };
    explicit WriteCopyCard(QWidget* parent = nullptr);
    void setState(State state);
    // Positions are the document's; longest of `result` is the longest passage shared. notCompared: characters of other
    // models, whose training text is not here.
    void showResult(const Originality& result, qint64 notCompared);

Q_SIGNALS:
    void passageChosen(int at, int length);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    State state_ = State::NoTrainingText;
    Originality result_;
    qint64 notCompared_ = 0;
    QLabel* verdict_;
    QLabel* sentence_;
    QListWidget* list_;
};

} // namespace capriccio
