#pragma once

#include "core/types/evaluation.h"
#include "ui/widgets/figure_card.h"

#include <QString>
#include <vector>

namespace capriccio {

inline constexpr double kCopyDistance = 0.02; // RMSE of 32 x 32 means, as the report defines a copy

// A distance between pictures, of which many stand beside one another: with the same decimals whatever its size.
QString distanceText(double distance);

// The figures of a report in the order they are shown.
std::vector<EvaluationFigure> figuresOf(const EvaluationReport& report);

// Whether a pair is a copy, close, or original: the word below it, and its verdict.
struct PairVerdict {
    QString word;
    Verdict verdict = Verdict::Good;
};
PairVerdict verdictOf(const NearestPair& pair, const EvaluationReport& report);

} // namespace capriccio
