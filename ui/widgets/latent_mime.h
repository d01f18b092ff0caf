#pragma once

#include "core/types/latent_point.h"

#include <optional>

class QMimeData;

namespace capriccio {

// How a latent point travels inside the window: from a tile to a corner of the pad.
inline constexpr auto kLatentPointMime = "application/x-capriccio-latent-point";

void putLatentPoint(QMimeData& data, const LatentPoint& point);
// Returns the point a drag carries; nullopt when it carries none or its bytes are damaged.
std::optional<LatentPoint> latentPointOf(const QMimeData& data);

} // namespace capriccio
