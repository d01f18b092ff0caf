#pragma once

#include "ui/widgets/card.h"

#include <QString>
#include <limits>

namespace capriccio {

class ElidedLabel;
class FigureBars;

// How good a figure is: said with a mark's shape and word, not with colour alone. None: it is neither.
enum class Verdict { Good, Fair, Poor, None };

// One figure as an artist reads it. All texts are translated.
struct EvaluationFigure {
    QString key;       // stable, for files: "swd"
    QString title;     // "Likeness"
    QString value;     // "32"
    QString sentence;  // what it says about this material
    QString reference; // what to compare with: "Real against real: 14"
    QString meaning;   // how it is measured, for the tooltip
    Verdict verdict = Verdict::Good;
    // For files, in the unit of `meaning`; NaN = there is none.
    double number = std::numeric_limits<double>::quiet_NaN();
    double referenceNumber = std::numeric_limits<double>::quiet_NaN();
};

// The same figure of another run. An empty name: there is none to compare with.
struct ComparedFigure {
    QString name; // the run's
    QString value;
    double number = std::numeric_limits<double>::quiet_NaN();
};

// One figure on a card: its value large, bars of it and of what it is compared with, the sentence. GUI thread.
class FigureCard : public Card {
    Q_OBJECT
public:
    explicit FigureCard(QWidget* parent = nullptr);
    const FigureBars* bars() const { return bars_; }
    void show(const EvaluationFigure& figure, const ComparedFigure& other = {});

private:
    QLabel* value_;
    FigureBars* bars_;
    QLabel* verdict_;
    QLabel* sentence_;
    QLabel* reference_;
    ElidedLabel* other_;
};

} // namespace capriccio
