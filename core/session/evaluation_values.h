#pragma once

#include "core/types/stored_evaluation.h"

#include <QByteArray>
#include <optional>

namespace capriccio {

// A measurement as it stands in the folder of its run: a head, a sum of what follows, every figure to the bit, pictures
// as PNG. Decoders throw Error(BadInput) when it is damaged or of another version; no count in it makes them take more
// memory than its bytes account for. Any thread.

// Returns the bytes. Dozens of pictures take their time: not on the GUI thread.
QByteArray encodeEvaluation(const StoredEvaluation& stored);
StoredEvaluation decodeEvaluation(const QByteArray& bytes);

// Returns what the folder of a run holds; nothing where that is none or damaged. Throws nothing. Any thread.
std::optional<StoredEvaluation> storedEvaluation(const QString& runFolder);

// What is told without reading further.
struct EvaluationHead {
    DataKind medium = DataKind::Pictures;
    QDateTime measuredAt;
    QString modelHash;
};
inline constexpr qsizetype kEvaluationHeadBytes = 1024; // so many from the start hold it
// Of the first bytes of an encoded one: a damage behind them is not seen here.
EvaluationHead decodeEvaluationHead(const QByteArray& bytes);

} // namespace capriccio
