#pragma once

#include "core/data/progress_meter.h"
#include "core/data/text_spool.h"
#include "core/types/text_corpus.h"

#include <vector>

namespace capriccio {

// Reads all items that are still usable into the spool, one after another, and notes in the items what was found;
// documents of texts that cannot be used are taken back. The meter counts bytes of files. Throws Cancelled,
// Error(Storage).
void readCorpus(std::vector<TextItem>& items, const TextScanOptions& options, bool removeGutenberg,
                DocumentSpool& spool, ProgressMeter& meter);

// Bytes to read, for the meter.
qint64 bytesOf(const std::vector<TextItem>& items);

// Characters, bytes-pairs and held-out share that suit the corpus, with the reason in words.
void suggestPreparation(TextCorpusInfo& info);

} // namespace capriccio
