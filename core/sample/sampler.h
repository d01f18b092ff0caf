#pragma once

#include "core/io/state_dict.h"
#include "core/types/model_info.h"

namespace capriccio {

// A frozen copy of a trained model, safe to use while training goes on. ImageSampler and SequenceSampler say what it
// makes.
class Sampler {
public:
    virtual ~Sampler() = default;
    virtual const ModelInfo& info() const = 0;
    // The frozen parameters and buffers under the names the loaders read, with toMeta(info()): the content of
    // model.safetensors. info().hash is hashOfTensors of it (filled by makeSampler and the loaders). Any thread.
    virtual StateDict state() const = 0;
};

} // namespace capriccio
