#pragma once

#include "core/session/project.h"
#include "core/types/evaluation.h"

#include <QString>
#include <vector>

namespace capriccio {

// How good a figure is: said with a mark's shape and word, not with colour alone.
enum class Verdict { Good, Fair, Poor };

// One figure as an artist reads it. All texts are translated.
struct EvaluationFigure {
    QString key;       // stable, for files: "swd"
    QString title;     // "Likeness"
    QString value;     // "32"
    QString sentence;  // what it says about these pictures
    QString reference; // what to compare with: "Real against real: 14"
    QString meaning;   // how it is measured, for the tooltip
    Verdict verdict = Verdict::Good;
};

// The figures of a report in the order they are shown.
std::vector<EvaluationFigure> figuresOf(const EvaluationReport& report);

// Whether a pair is a copy, close, or original: the word below it, and its verdict.
struct PairVerdict {
    QString word;
    Verdict verdict = Verdict::Good;
};
PairVerdict verdictOf(const NearestPair& pair, const EvaluationReport& report);

// RFC 4180: figure, value, reference; then one line per nearest pair. "." as decimal point.
QString evaluationCsv(const EvaluationReport& report, const RunRecord& run);
// One JSON object with the same figures under stable keys.
QByteArray evaluationJson(const EvaluationReport& report, const RunRecord& run);

} // namespace capriccio
