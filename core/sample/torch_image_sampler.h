#pragma once

#include "core/nn/network.h"
#include "core/nn/vae.h"
#include "core/sample/image_sampler.h"

#include <memory>

namespace capriccio {

// Samplers over a network nobody else touches. info gets resolution, channels, latent, canEncode, hash and, for
// unconditional networks, no classes. The network should be in float32.
std::shared_ptr<const ImageSampler> makeGeneratorSampler(std::shared_ptr<Generator> network, const NetworkShape& shape,
                                                         ModelInfo info);
std::shared_ptr<const ImageSampler> makeVaeSampler(std::shared_ptr<Vae> network, const NetworkShape& shape,
                                                   ModelInfo info);

// Between pictures and network tensors: float32 [N, C, R, R] in [-1, 1].
std::vector<Pixels> toPixels(const torch::Tensor& pictures);
torch::Tensor fromPixels(const Pixels& picture);

} // namespace capriccio
