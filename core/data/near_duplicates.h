#pragma once

#include "core/data/perceptual_hash.h"
#include "core/types/dataset_info.h"

#include <functional>
#include <vector>

namespace capriccio {

// Returns the groups of pictures that look alike, in order of their first item; each group has the largest picture
// first and then the others in order. prints[i] belongs to items[i]; only usable items take part. Multi-index hashing
// (Norouzi et al. 2012): about n log n, 100,000 pictures in a second. tick is called now and then and may throw.
std::vector<DuplicateGroup> nearDuplicates(const std::vector<PictureItem>& items,
                                           const std::vector<Fingerprint>& prints,
                                           const std::function<void()>& tick = {});

} // namespace capriccio
