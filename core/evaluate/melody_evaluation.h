#pragma once

#include "core/data/scan.h"
#include "core/types/melody_evaluation.h"
#include "core/types/text_corpus.h"

#include <QString>
#include <optional>

namespace capriccio {

// Composes `samples` tunes of `bars` bars and measures model and samples against prepared tunes (those it was trained
// on, or others: then the whole figures are about those). Returns nothing when cancelled. Throws Error(BadInput). Any
// thread; a minute or so.
std::optional<MelodyEvaluation> evaluateMelodies(const QString& modelFile, const PreparedSequences& data,
                                                 int samples = 64, int bars = 16,
                                                 const ProgressCallback& progress = {});

} // namespace capriccio
