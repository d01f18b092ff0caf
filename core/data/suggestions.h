#pragma once

#include "core/types/dataset_info.h"

namespace capriccio {

// The resolution (px) the usable pictures are best trained at: 28 for sets of 28 x 28, else the largest of 32, 64, 128
// and 256 that needs no enlarging and that there are enough pictures for. 64 when nothing is usable.
int suggestedResolution(const DatasetInfo& info);

// True when nearly all usable pictures are grey.
bool suggestedGrey(const DatasetInfo& info);

} // namespace capriccio
