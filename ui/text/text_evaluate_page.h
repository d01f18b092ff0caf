#pragma once

#include "ui/widgets/evaluation_page.h"

class QLabel;
class QListWidget;

namespace capriccio {

class PairedBars;
class Plot;

// How good a model of texts is and whether it copies: figures in plain words, each beside what it would be for real
// text; its loss through the training beside tables of letters; how often it uses your words; and every passage it
// copied with its source.
class TextEvaluatePage : public EvaluationPage {
    Q_OBJECT
public:
    explicit TextEvaluatePage(Studio& studio, QWidget* parent = nullptr);

    // The last measurement; null = none yet.
    const TextEvaluation* report() const;

protected:
    Words words() const override;
    std::vector<EvaluationFigure> figuresIn(const Evaluation& evaluation) const override;
    QJsonObject jsonOf(const Evaluation& evaluation) const override;
    std::vector<FigureRow> rowsOf(const Evaluation& evaluation) const override;
    void showDetails(const Evaluation* evaluation) override;
    void retranslateDetails() override;

private:
    void showLoss(const TextEvaluation& evaluation);
    void showCopied(const TextEvaluation& evaluation);

    Card* lossCard_ = nullptr;
    Plot* loss_ = nullptr;
    Card* wordsCard_ = nullptr;
    PairedBars* wordBars_ = nullptr;
    Card* copiedCard_ = nullptr;
    QListWidget* copied_ = nullptr;
    QLabel* notKnown_ = nullptr;
};

} // namespace capriccio
