#pragma once

#include "core/types/reading.h"

#include <QString>
#include <functional>
#include <vector>

namespace capriccio {

// Sentences of a text in order, with their centrality: TextRank (Mihalcea and Tarau 2004) over the cosine of TF-IDF
// vectors of content words; English, Chinese and other languages ICU knows. Rank 0: hardly any content, or said before.
// Texts of more than 4,000 sentences are ranked in parts. tick is called now and then and returns false to cancel (the
// result is then empty). Any thread.
std::vector<RankedSentence> rankSentences(const QString& text, const std::function<bool()>& tick = {});

// The `count` most central ones, in the order of the text; every sentence when there are no more.
std::vector<RankedSentence> centralSentences(const std::vector<RankedSentence>& ranked, int count);
// The share 0..1 of the sentences, at least one.
std::vector<RankedSentence> centralShare(const std::vector<RankedSentence>& ranked, double share);

} // namespace capriccio
