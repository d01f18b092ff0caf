#pragma once

#include "core/types/sentence.h"
#include "core/types/writing.h"
#include "ui/widgets/card.h"

#include <QVariantMap>
#include <vector>

class QCheckBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace capriccio {

class ValueSlider;

// "Continue": how the model writes, and the buttons that let it. GUI thread.
class WriteControls : public Card {
    Q_OBJECT
public:
    explicit WriteControls(QWidget* parent = nullptr);

    // As the controls stand; prompt and task are the page's. A seed that is not kept is drawn anew and shown.
    WritingRequest request();
    int versions() const;
    void setWriting(bool writing);
    // reason: why gaps cannot be filled, for the tooltip; empty when they can.
    void setCanFill(const Sentence& reason);
    void setCanAgain(bool can);
    // A paired model answers instead, with a temperature of its own: an answer wants the likeliest.
    void setCanContinue(bool can);
    void setEnabledForModel(bool model);

    QVariantMap state() const;
    void setState(const QVariantMap& state);

Q_SIGNALS:
    void continueWanted();
    void stopWanted();
    void versionsWanted();
    void fillWanted();
    void againWanted();
    void edited(); // something to remember

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Row {
        const char* key; // in state()
        QLabel* label;
        ValueSlider* slider;
        double standard;
    };
    ValueSlider* addRow(QGridLayout* grid, const char* key, double from, double to, double step, int decimals,
                        double value);
    QLineEdit* addLine(QVBoxLayout* column, const char* key, QLabel*& label);
    void retranslate();
    void showMore(bool on);
    void showRows(); // those of what the model does
    void showButtons();

    std::vector<Row> rows_;
    ValueSlider* length_;
    ValueSlider* temperature_;
    ValueSlider* answerTemperature_;
    ValueSlider* topP_;
    ValueSlider* topK_;
    ValueSlider* repetition_;
    ValueSlider* count_;
    QToolButton* more_;
    QWidget* moreBox_;
    QLabel* seedLabel_;
    QLineEdit* seed_;
    QToolButton* dice_;
    QCheckBox* keepSeed_;
    QCheckBox* line_;
    QLabel* bannedLabel_ = nullptr;
    QLineEdit* banned_;
    QLabel* requiredLabel_ = nullptr;
    QLineEdit* required_;
    QLabel* noteLabel_;
    QPlainTextEdit* note_;
    QPushButton* continue_;
    QPushButton* again_;
    QPushButton* versions_;
    QPushButton* fill_;
    Sentence fillReason_;
    bool writing_ = false;
    bool model_ = false;
    bool canContinue_ = true;
    bool canAgain_ = false;
};

} // namespace capriccio
