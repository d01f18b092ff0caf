#pragma once

#include "core/types/dataset_info.h"
#include "core/types/evaluation.h"
#include "core/types/melody_evaluation.h"
#include "core/types/text_evaluation.h"

#include <QDateTime>
#include <QString>
#include <variant>

namespace capriccio {

// What measuring a model comes to; one alternative for every medium.
using Evaluation = std::variant<EvaluationReport, TextEvaluation, MelodyEvaluation>;

// Returns the medium of the model that was measured. Any thread.
inline DataKind mediumOf(const Evaluation& evaluation) {
    if (std::holds_alternative<TextEvaluation>(evaluation))
        return DataKind::Text;
    return std::holds_alternative<MelodyEvaluation>(evaluation) ? DataKind::Melodies : DataKind::Pictures;
}

// Returns how many pictures were drawn, texts written or melodies composed for it. Any thread.
inline int samplesOf(const Evaluation& evaluation) {
    return std::visit([](const auto& one) { return one.samples; }, evaluation);
}

// A measurement with what is needed to tell later whether it still says something about a model.
struct StoredEvaluation {
    Evaluation evaluation;
    QString modelHash; // ModelInfo::hash of the model that was measured
    QDateTime measuredAt;
};

} // namespace capriccio
