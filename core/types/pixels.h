#pragma once

#include <cstdint>
#include <vector>

namespace capriccio {

// A decoded picture without Qt Gui, so that nn, train, sample and evaluate build where there is only LibTorch.
// bytes holds height x width x channels values, row by row, channels interleaved (1 = grey, 3 = RGB), 0..255, sRGB.
struct Pixels {
    int width = 0;
    int height = 0;
    int channels = 0;
    std::vector<std::uint8_t> bytes;

    bool empty() const { return bytes.empty(); }
    bool operator==(const Pixels&) const = default;
};

} // namespace capriccio
