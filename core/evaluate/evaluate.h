#pragma once

#include "core/data/scan.h"
#include "core/types/dataset_info.h"
#include "core/types/evaluation.h"

#include <optional>

namespace capriccio {

// Draws `samples` pictures (seeds 0, 1, ...) and measures them against the pictures the model was trained on, as the
// reference script image_distance.py defines the figures. progress may cancel: nullopt then. samples >= 2. Throws
// Error(BadInput) when the model or the pictures cannot be read or do not fit one another. Changes no state; any
// thread. No Torch in this header.
std::optional<EvaluationReport> evaluate(const QString& modelFile, const PreparedPictures& data, int samples,
                                         const ProgressCallback& progress = {});

} // namespace capriccio
