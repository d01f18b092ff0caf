#pragma once

#include "core/data/melody_codec.h"
#include "core/data/melody_grammar.h"
#include "core/sample/sequence_sampler.h"
#include "core/types/composing.h"

#include <functional>
#include <memory>
#include <vector>

namespace capriccio {

// A music model under an artist's hand: a codec with its grammar and a sequence sampler. Logically const; one thread at
// a time. Torch-free.
class MelodySampler {
public:
    // Throws Error(BadInput) when the model is not one of music.
    explicit MelodySampler(std::shared_ptr<const SequenceSampler> model);

    const ModelInfo& info() const { return model_->info(); }
    const MelodyCodec& codec() const { return *codec_; }
    const SequenceSampler& model() const { return *model_; }
    bool canDo(ComposeTask task) const;
    // Throws Error(BadArgument) when the model cannot do what is asked: the task, the metre, a range without notes.
    void check(const ComposeRequest& request) const;

    // Returns true to break off; what is composed so far is given back.
    using Stopped = std::function<bool()>;
    // Variation `index` of request.count (of an interpolation: that step). Originality is for the caller. Throws
    // Error(BadArgument) as check() does.
    ComposedTune compose(const ComposeRequest& request, int index, const Stopped& stopped = {}) const;

    // What comes back of a tune through the latent space (melody-vae), item by item.
    GridTune rebuilt(const GridTune& tune) const;

private:
    MelodyLimits limitsOf(const ComposeRequest& request) const;
    SequenceRequest drawingOf(const ComposeRequest& request, quint64 seed) const;
    std::vector<int> drawn(const std::vector<int>& prompt, MelodyGrammar& grammar, const SequenceRequest& request,
                           const Stopped& stopped, std::vector<int>* ending = nullptr) const;
    GridTune generated(const ComposeRequest& request, quint64 seed, const Stopped& stopped) const;
    ComposedTune continued(const ComposeRequest& request, quint64 seed, const Stopped& stopped) const;
    ComposedTune filled(const ComposeRequest& request, quint64 seed, const Stopped& stopped) const;
    GridTune varied(const ComposeRequest& request, quint64 seed, const Stopped& stopped) const;
    std::vector<int> middle(const std::vector<int>& before, const std::vector<int>& after, const MelodyLimits& limits,
                            int from, const ComposeRequest& request, quint64 seed, const Stopped& stopped) const;

    using Latent = std::vector<float>;
    struct Item { // of a tune
        Latent point;
        int key = kNoKey; // it stands in; a space that knows one key (MelodyLayout::oneKey) is left and entered by it
    };
    std::vector<Item> itemsIn(const GridTune& tune) const;
    GridTune decoded(const std::vector<Item>& items, const ComposeRequest& request, double guidance) const;
    GridTune fromSpace(const ComposeRequest& request, quint64 seed, int index) const;

    static double shareOf(const ComposeRequest& request, int index); // of the second tune in a step, 0..1
    void keepParts(ComposedTune& composed, const ComposeRequest& request, int index) const;
    static int keyIn(const GridTune& tune);
    static int semitonesUp(int own, const ComposeRequest& request);
    GridTune settled(const GridTune& tune, int own, const ComposeRequest& request) const;
    GridTune gridOf(const Tune& tune, const ComposeRequest& request) const;
    Tune finished(const GridTune& grid, const ComposeRequest& request) const;
    std::shared_ptr<const SequenceSampler> model_;
    std::shared_ptr<const MelodyCodec> codec_;
};

} // namespace capriccio
