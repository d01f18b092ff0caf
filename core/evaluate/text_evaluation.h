#pragma once

#include "core/data/scan.h"
#include "core/types/text_corpus.h"
#include "core/types/text_evaluation.h"

#include <QString>
#include <optional>

namespace capriccio {

class TextSampler;

// Writes `samples` texts of at most `length` tokens (temperature 1, nothing cut off; a sentence VAE: sentences from the
// prior; a paired model: answers to held-out inputs) and measures model and samples against the prepared texts (those
// it was trained on, or others: then all figures are about those). Returns nothing when cancelled, which is noticed
// within a second or two. Throws Error(BadInput). Any thread; a minute or so.
std::optional<TextEvaluation> evaluateText(const QString& modelFile, const PreparedSequences& data, int samples = 32,
                                           int length = 400, const ProgressCallback& progress = {});
// The same with a model at hand.
std::optional<TextEvaluation> evaluateText(const TextSampler& sampler, const PreparedSequences& data, int samples,
                                           int length, const ProgressCallback& progress = {});

} // namespace capriccio
