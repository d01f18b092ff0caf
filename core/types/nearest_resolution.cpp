#include "core/types/nearest_resolution.h"

#include <algorithm>
#include <cstdlib>

namespace capriccio {

int nearestResolution(const Preset& preset, int resolution) {
    const auto nearest =
        std::min_element(preset.resolutions.begin(), preset.resolutions.end(), [resolution](int a, int b) {
            const int toA = std::abs(a - resolution);
            const int toB = std::abs(b - resolution);
            return toA != toB ? toA < toB : a > b;
        });
    return nearest == preset.resolutions.end() ? resolution : *nearest;
}

} // namespace capriccio
