#pragma once

#include "ui/widgets/evaluation_page.h"

#include <array>

class QLabel;
class QListWidget;

namespace capriccio {

class PairedBars;

// How good a music model is and whether it copies: figures in plain words
// beside what they are for real tunes; how often pitches, steps, note values
// and places in the bar come in the data and in what it composes; the passages
// it shares with a training tune.
class MusicEvaluatePage : public EvaluationPage {
    Q_OBJECT
public:
    explicit MusicEvaluatePage(Studio& studio, QWidget* parent = nullptr);

protected:
    Words words() const override;
    std::vector<EvaluationFigure> figuresIn(const Evaluation& evaluation) const override;
    QJsonObject jsonOf(const Evaluation& evaluation) const override;
    std::vector<FigureRow> rowsOf(const Evaluation& evaluation) const override;
    void showDetails(const Evaluation* evaluation) override;
    void retranslateDetails() override;

private:
    static constexpr std::size_t kHistograms = 8; // of notes four, of tunes four
    std::array<Card*, kHistograms> cards_{};
    std::array<PairedBars*, kHistograms> bars_{};
    Card* copiedCard_ = nullptr;
    QListWidget* copied_ = nullptr;
};

} // namespace capriccio
