#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace capriccio {

enum class TensorType { Float32, BFloat16, Float16, Float64, Int64, Int32, UInt8, Bool };

// A tensor without Torch: what a safetensors file holds. data is little-endian, row-major, shape product x width bytes.
struct StoredTensor {
    TensorType type = TensorType::Float32;
    std::vector<std::int64_t> shape; // empty = scalar
    QByteArray data;
};

// Named tensors and a JSON description: what models and checkpoints are, in memory and in a safetensors file (the JSON
// goes into __metadata__ under "capriccio"). std::map: the order on disk, and so the hash, does not depend on
// insertion.
struct StateDict {
    std::map<std::string, StoredTensor> tensors;
    QJsonObject meta;
};

// Returns the SHA-256 (hex) of names, types, shapes and data of the tensors in order; meta does not count. The model
// hash of ModelInfo is this figure of the sampler's state. Any thread.
QString hashOfTensors(const StateDict& state);

} // namespace capriccio
