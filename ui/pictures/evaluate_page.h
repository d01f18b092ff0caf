#pragma once

#include "ui/widgets/evaluation_page.h"

namespace capriccio {

class TileGrid;

// How good a model of pictures is and whether it copies: a few figures in plain words, each beside what it would be for
// real pictures, and drawn pictures beside the training pictures nearest to them.
class EvaluatePage : public EvaluationPage {
    Q_OBJECT
public:
    explicit EvaluatePage(Studio& studio, QWidget* parent = nullptr);

    // The last measurement; null = none yet.
    const EvaluationReport* report() const;

protected:
    Words words() const override;
    std::vector<EvaluationFigure> figuresIn(const Evaluation& evaluation) const override;
    QJsonObject jsonOf(const Evaluation& evaluation) const override;
    std::vector<FigureRow> rowsOf(const Evaluation& evaluation) const override;
    void showDetails(const Evaluation* evaluation) override;
    void retranslateDetails() override;

private:
    Card* pairsCard_ = nullptr;
    TileGrid* pairs_ = nullptr;
};

} // namespace capriccio
