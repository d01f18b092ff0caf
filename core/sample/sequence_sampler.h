#pragma once

#include "core/sample/sampler.h"
#include "core/types/written_token.h"

#include <functional>
#include <memory>
#include <vector>

namespace capriccio {

// Returns false to stop.
using OnToken = std::function<bool(const DrawnToken&)>;

// What a sequence VAE needs at most to say an item (the negative evidence lower bound, Kingma and Welling 2014).
struct SequenceBound {
    double reconstruction = 0; // nats, from a point drawn from the posterior
    double divergence = 0;     // nats, from the posterior to the prior
};

// Draws token ids with a frozen copy of a sequence model; knows nothing of text or music. Logically const; one thread
// at a time may call it. Every call runs under NoGradGuard and touches no random generator but its own.
class SequenceSampler : public Sampler {
public:
    virtual int vocabulary() const = 0;
    virtual int context() const = 0; // tokens it looks back at most; longer prompts lose their beginning

    // Continues `prompt` (ids; empty: from kBegin). Transformer: with a KV cache; the window slides when it is full.
    // onToken is called for every token as it is drawn. Returns the drawn ids. Throws Error(BadArgument) for ids out of
    // range, or when the model is a VAE. extraBias (optional, [vocabulary] or empty) is added to the logits.
    virtual std::vector<int> generate(const std::vector<int>& prompt, const SequenceRequest& request,
                                      const OnToken& onToken = {}, const std::vector<float>& extraBias = {}) const = 0;
    // Nats of every token of `ids` given those before it (the first given kBegin), windows of context() that overlap by
    // half. A VAE answers with its reconstruction given the posterior mean. goesOn is asked after every 8 contexts
    // of tokens (a VAE: every item); false: the result is empty.
    virtual std::vector<float> nats(const std::vector<int>& ids, const std::function<bool()>& goesOn = {}) const = 0;

    // Sequence VAE only (info().canEncode); the others throw Error(BadArgument).
    virtual std::vector<float> encode(const std::vector<int>& ids) const = 0; // posterior mean, [latent]
    // The bound on the nats of one item (ids without kBegin and kEnd; the end counts as well), in two halves.
    virtual SequenceBound bound(const std::vector<int>& ids, quint64 seed) const;
    // Greedy at temperature 0. Stops at kEnd.
    virtual std::vector<int> decode(const std::vector<float>& latent, const SequenceRequest& request) const = 0;
};

// Returns the guidance (SequenceRequest) of a point: 1 at an item's own point (distance 0), least where nobody's is
// (distance 1 and beyond), in between in proportion.
double guidanceAt(double distance);

// Returns the guidance of a point `share` of the way from one item's point to another's: the ends are themselves, the
// middle is nobody's.
double guidanceBetween(double share);

// Loads the sampler of model.safetensors or of a checkpoint (its EMA). Numbers that are not finite are no reason to
// refuse: info().warning tells of them. Throws Error(BadInput) naming file and reason. Any thread.
std::shared_ptr<const SequenceSampler> loadSequenceSampler(const QString& file);

} // namespace capriccio
