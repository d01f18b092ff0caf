#pragma once

#include "core/data/text_spool.h"
#include "core/types/text_corpus.h"

#include <functional>
#include <string_view>
#include <vector>

namespace capriccio {

// A stretch of the spool that becomes one document of the cache. Positions are bytes.
struct TextSegment {
    qint64 at = 0;
    qint64 bytes = 0;
    qint64 characters = 0;
    qint64 separator = -1; // from `at`, -1 = no pair
    int item = 0;
    bool complete = true; // ends where its text ends
    bool heldOut = false;
};

// The documents without later copies of repeated passages when the options say so. tick may throw.
std::vector<TextSegment> segmentsOf(const DocumentSpool& spool, const TextPrepareOptions& options,
                                    const std::function<void()>& tick);

// Reads a segment as DocumentSpool::read does, the halves of a pair each by itself: nothing stands between them in the
// spool, so that the last word of one and the first of the other would be one.
void readHalves(const DocumentSpool& spool, const TextSegment& segment,
                const std::function<void(std::string_view)>& piece);

// The sentences of the segments (3 to 40 words, or 4 to 80 Chinese characters; of a list of short lines every line),
// each once, as documents of `sentences`; line ends within them become spaces. tick may throw.
void gatherSentences(const DocumentSpool& spool, const std::vector<TextSegment>& segments, DocumentSpool& sentences,
                     const std::function<void()>& tick);

// Chooses the held-out part of running text: the share from heldOutStart on (-1 = the end), counted in characters. A
// single text is cut exactly there; of several, short ones go whole to one side and long ones are cut at a line end.
std::vector<TextSegment> splitByPlace(const DocumentSpool& spool, std::vector<TextSegment> segments,
                                      const TextPrepareOptions& options);

// Chooses held-out sentences by their content: equal ones are always on one side, and adding texts moves none. With ten
// or more at least one is held out.
void splitByContent(const DocumentSpool& spool, std::vector<TextSegment>& segments, double share);

} // namespace capriccio
