#pragma once

#include "core/data/text_spool.h"

#include <functional>
#include <vector>

namespace capriccio {

inline constexpr qint64 kShortestDuplicate = 200; // characters

// A passage that stands again. Positions are bytes in the spool; the two do not overlap and each lies within one
// document.
struct FoundPassage {
    qint64 at = 0;      // of the later copy
    qint64 firstAt = 0; // where it stood first
    qint64 bytes = 0;
    qint64 characters = 0;
    std::size_t document = 0;
    std::size_t firstDocument = 0;
};

// Finds passages of at least kShortestDuplicate characters that stand more than once, in order of the later copy, no
// two overlapping. Winnowed fingerprints of 64-byte windows (Schleimer et al. 2003) lead to candidates, which are
// compared byte by byte; every passage of 200 characters holds a fingerprint. Memory: at most 128 MB for fingerprints;
// beyond about 500 MB of text, first places are no longer remembered. tick is called now and then and may throw.
std::vector<FoundPassage> findDuplicatePassages(const DocumentSpool& spool, const std::function<void()>& tick);

} // namespace capriccio
