#pragma once

#include "core/nn/language_network.h"
#include "core/sample/sequence_sampler.h"

namespace capriccio {

// Samplers over frozen networks; info's hash is filled in.
std::shared_ptr<const SequenceSampler> makeLanguageSampler(std::shared_ptr<LanguageNetwork> network,
                                                           const SequenceShape& shape, ModelInfo info);
std::shared_ptr<const SequenceSampler> makeSequenceVaeSampler(std::shared_ptr<SequenceVae> network,
                                                              const SequenceShape& shape, ModelInfo info);

} // namespace capriccio
