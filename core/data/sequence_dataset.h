#pragma once

#include "core/data/dataset.h"
#include "core/data/token_ids.h"
#include "core/types/text_corpus.h"

namespace capriccio {

// Token ids of prepared texts or melodies. Running text: windows of window + 1 tokens; in the training part they begin
// every window / 8 tokens, so that a passage is seen in several phases, in the held-out part they stand side by side.
// In long documents kBegin is too rare to be learned, and whoever writes from nothing begins with it: there one
// training window in 64 begins at a line, with kBegin in place of the line end before it. Sentences and pairs: one
// document an item, padded with kPad on the right; of those longer than the window sentences are left out; pairs
// are cut at their end, or left out where nothing of the answer would remain: the source would be learned as text.
// Immutable, in memory: see TokenIds; the windows of running text are counted, not listed.
class SequenceDataset : public Dataset {
public:
    // window: tokens a model looks at. Throws Error(BadInput) naming the cache file when it is damaged or too short.
    SequenceDataset(const PreparedSequences& prepared, int window);
    std::int64_t size(Part part) const override;
    Batch batch(const std::vector<std::int64_t>& indices, Part part = Part::Training) const override;
    std::vector<int> tokens(Part part, std::int64_t most) const override;

    // Documents of the training part that are longer than the window.
    struct TooLong {
        std::int64_t items = 0;     // sentences or bars, left out
        std::int64_t cutPairs = 0;  // learned without the end of their answer
        std::int64_t lostPairs = 0; // left out
    };
    const TooLong& tooLong() const { return tooLong_; }
    int window() const { return window_; }

private:
    // An item: `length` tokens from `from` on; begun: kBegin stands in place of the first.
    struct Span {
        std::int64_t from = 0;
        std::int64_t length = 0;
        bool begun = false;
    };
    struct Half {
        TokenIds ids;                      // documents of this part, one behind the other
        std::vector<std::int64_t> starts;  // sentences and pairs: first token of each item
        std::vector<std::int64_t> lengths; // and how many follow
        std::int64_t windows = 0;          // running text: items, `stride` tokens apart
        std::int64_t stride = 0;
        std::vector<std::int64_t> begun; // first token of every 64th window, where a line begins; -1: none found
    };
    class Filling;
    const Half& half(Part part) const { return part == Part::Training ? training_ : heldOut_; }
    Span span(const Half& half, std::int64_t item) const;
    void beginAtLines(const PreparedSequences& prepared);
    bool byDocument_;
    int window_;
    TooLong tooLong_;
    Half training_;
    Half heldOut_;
};

} // namespace capriccio
