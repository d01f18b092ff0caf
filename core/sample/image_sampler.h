#pragma once

#include "core/sample/sampler.h"
#include "core/types/latent_point.h"
#include "core/types/model_info.h"
#include "core/types/pixels.h"

#include <memory>
#include <vector>

namespace capriccio {

// Draws pictures from latent points with a frozen copy of a model. Logically const; one thread at a time may call it
// (networks keep no state in eval mode, but thread counts are per thread). Every call runs under NoGradGuard and
// touches no random generator but its own, so drawing never changes training.
class ImageSampler : public Sampler {
public:
    // Returns one picture per point, in order, at info().resolution. Throws Error(BadArgument) when a point does not
    // fit.
    virtual std::vector<Pixels> render(const std::vector<LatentPoint>& points) const = 0;
    // Returns the latent point of a picture (posterior mean). Pixels of any size are fitted by the caller to the
    // model's resolution and channels first. Throws Error(BadArgument) when the model cannot encode (info().canEncode).
    virtual LatentPoint encode(const Pixels& picture) const = 0;
};

// Returns the point of a numbered seed: z from a counter-based generator, the same on every machine. label -1 picks a
// class from the seed when the model has classes; otherwise the class. Any thread.
LatentPoint pointFromSeed(const ModelInfo& model, qint64 seed, int label = -1, float truncation = 1.0F);

// Loads the sampler of model.safetensors or of a checkpoint (its EMA). Numbers that are not finite are no reason to
// refuse: info().warning tells of them. Throws Error(BadInput) naming file and reason, with the list of mismatches for
// another architecture. Any thread.
std::shared_ptr<const ImageSampler> loadImageSampler(const QString& file);

} // namespace capriccio
