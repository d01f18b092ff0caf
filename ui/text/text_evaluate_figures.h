#pragma once

#include "core/types/text_evaluation.h"
#include "ui/widgets/figure_card.h"

#include <vector>

namespace capriccio {

// The figures of a text model in the order they are shown: how well it foretells, how varied, how close, how original.
std::vector<EvaluationFigure> figuresOf(const TextEvaluation& evaluation);

// "held-out text" or "your texts": what stands beside a figure as real.
QString realName(const TextEvaluation& evaluation);

} // namespace capriccio
