#pragma once

#include "core/io/safetensors.h"

#include <algorithm>
#include <cstring>
#include <limits>

// Writes a copy of a model or checkpoint, one number of which is not finite. A checkpoint's seal is not renewed.
inline void spoilModel(const QString& from, const QString& to) {
    using namespace capriccio;
    StateDict state = readSafetensors(from);
    const auto found = std::find_if(state.tensors.begin(), state.tensors.end(), [](const auto& entry) {
        return entry.second.type == TensorType::Float32 && !entry.second.data.isEmpty();
    });
    if (found != state.tensors.end()) {
        const float nan = std::numeric_limits<float>::quiet_NaN();
        std::memcpy(found->second.data.data(), &nan, sizeof nan);
    }
    writeSafetensors(to, state);
}
