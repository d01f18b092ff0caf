#pragma once

#include "core/io/state_dict.h"
#include "core/nn/network.h"

namespace capriccio {

// Returns what studio-gan has learned on the motifs of the built-in sample set and on stickers cut out of them: its
// generator ("g.") and discriminator ("d.") up to 32 px, 128 channels wide, for colour and no classes, bfloat16.
// resources/LICENSES.md says how they were made. Throws Error(BadInput) when the program's own resource is damaged. Any
// thread.
StateDict sampleSetWeights();

// Copies into the networks what `weights` hold for them (Wang et al. 2018, Transferring GANs: both networks). What they
// have beyond that, finer levels and classes, keeps its values. A grey generator draws the mean of the colours that
// were learned, a grey discriminator sees grey as three equal colours. Returns whether the weights fit, which asks for
// the same width and latent; when not, nothing is changed.
bool beginWith(const StateDict& weights, Generator& generator, Discriminator& discriminator);

} // namespace capriccio
