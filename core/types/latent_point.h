#pragma once

#include <QtGlobal>
#include <vector>

namespace capriccio {

// Where a picture lies in a model's latent space; everything needed to draw it again, bit for bit, on the same machine.
struct LatentPoint {
    std::vector<float> z;            // latent vector before truncation, N(0, 1) per element for a numbered seed
    std::vector<float> classWeights; // one weight per class, sums to 1; empty for a model without classes
    float truncation = 1.0F;         // 1 = as trained, 0 = the average picture, above 1 = bolder; range 0..2
    qint64 seed = -1;                // the number z was drawn from, -1 when z was mixed or encoded
    bool operator==(const LatentPoint&) const = default;
};

} // namespace capriccio
