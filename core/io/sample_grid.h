#pragma once

#include "core/types/latent_point.h"
#include "core/types/model_info.h"
#include "core/types/pixels.h"

#include <QString>
#include <vector>

namespace capriccio {

// Saves drawn pictures as one PNG grid that says where it comes from (picture_export.h), durably. Takes Pixels, so that
// training needs no Qt beyond values. Returns the absolute path. Throws Error(Storage). Any thread.
QString saveSampleGrid(const QString& file, const std::vector<Pixels>& tiles, const std::vector<LatentPoint>& points,
                       int columns, const ModelInfo& model);

} // namespace capriccio
