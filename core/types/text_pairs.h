#pragma once

namespace capriccio {

struct TextCorpusInfo;

// Returns whether every usable text is pairs, and there is one: a model learns to answer from it. Any thread.
bool isPaired(const TextCorpusInfo& info);
// Returns whether there are pairs that are read as running text, since other usable texts are none. Any thread.
bool hasPairsAsProse(const TextCorpusInfo& info);

} // namespace capriccio
