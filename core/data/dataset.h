#pragma once

#include <cstdint>
#include <torch/types.h>
#include <vector>

namespace capriccio {

// What a training step eats. Pictures: inputs float [N,C,H,W] in [-1,1], labels int64 [N] (undefined without classes).
// Sequences: inputs int64 [N,T+1].
struct Batch {
    torch::Tensor inputs;
    torch::Tensor labels;
};

enum class Part { Training, HeldOut };

// Random access to prepared data. Immutable after construction, so any thread may read.
class Dataset {
public:
    virtual ~Dataset() = default;
    // Items in a part; mirrored copies count in Training.
    virtual std::int64_t size(Part part) const = 0;
    // Items by index in [0, size(part)). Throws Error(BadArgument) on an index out of range.
    virtual Batch batch(const std::vector<std::int64_t>& indices, Part part = Part::Training) const = 0;
    // Token ids of a part in order, at most `most`; empty for pictures.
    virtual std::vector<int> tokens(Part /*part*/, std::int64_t /*most*/) const { return {}; }
};

} // namespace capriccio
