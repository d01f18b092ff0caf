#pragma once

#include "core/types/preset.h"

namespace capriccio {

// Returns the size (px) the preset can learn that is nearest to this one, the larger of two; this one where any will
// do. Any thread.
int nearestResolution(const Preset& preset, int resolution);

} // namespace capriccio
