#pragma once

#include "core/sample/sequence_sampler.h"

#include <functional>
#include <optional>

namespace capriccio {

class TextCodec;

// How well a model foretells documents it never saw.
struct SequenceScore {
    double nats = 0;       // of all that is predicted; sequence VAE: an upper bound, both halves of it
    qint64 tokens = 0;     // predicted: all but kBegin and kPad; of pairs what stands behind the separator
    qint64 characters = 0; // code points of them; 0 without a codec
    qint64 items = 0;      // sequence VAE only
    double divergence = 0; // nats, sequence VAE only: the share of `nats` that the latent points cost
};

// ids: documents one behind the other, each begun by kBegin, as Dataset::tokens gives them. Pairs are scored one by
// one, as they are trained on; running text in windows that overlap. Deterministic. goesOn is asked now and then;
// nothing is returned when it says false. Any thread, one at a time per sampler.
std::optional<SequenceScore> scoreDocuments(const SequenceSampler& sampler, const std::vector<int>& ids,
                                            const TextCodec* codec,
                                            const std::function<bool(qint64 done, qint64 total)>& goesOn = {});

// The documents themselves, each with kBegin in front.
std::vector<std::vector<int>> documentsOf(const std::vector<int>& ids);

} // namespace capriccio
