#include "core/types/text_pairs.h"

#include "core/types/text_corpus.h"

namespace capriccio {
namespace {

struct Kinds {
    bool pairs = false;
    bool prose = false;
};

Kinds kindsOf(const TextCorpusInfo& info) {
    Kinds kinds;
    for (const TextItem& item : info.items)
        if (item.verdict == ItemVerdict::Usable)
            (item.paired ? kinds.pairs : kinds.prose) = true;
    return kinds;
}

} // namespace

bool isPaired(const TextCorpusInfo& info) {
    const Kinds kinds = kindsOf(info);
    return kinds.pairs && !kinds.prose;
}

bool hasPairsAsProse(const TextCorpusInfo& info) {
    const Kinds kinds = kindsOf(info);
    return kinds.pairs && kinds.prose;
}

} // namespace capriccio
