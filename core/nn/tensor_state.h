#pragma once

#include "core/io/state_dict.h"

#include <QStringList>
#include <set>
#include <string>
#include <torch/nn/module.h>
#include <torch/types.h>
#include <vector>

namespace capriccio {

// Between Torch tensors and the Torch-free state of files.

// Returns a copy (row-major, little-endian). Any device and layout. Throws Error(BadArgument) for a type files lack.
StoredTensor toStored(const torch::Tensor& tensor);
// Returns a copy as a contiguous CPU tensor. Throws Error(BadInput) when the bytes do not match type and shape.
torch::Tensor fromStored(const StoredTensor& stored);

// Adds every parameter and buffer as prefix + name.
void saveModule(const torch::nn::Module& module, const std::string& prefix, StateDict& state);

// Collects what does not fit, over several networks, so that one message can list it all.
class StateReader {
public:
    explicit StateReader(const StateDict& state) : state_(state) {}
    // Remembers to copy `name` into `target`; notes a missing or misshapen tensor instead of throwing.
    void read(const std::string& name, const torch::Tensor& target);
    void readModule(torch::nn::Module& module, const std::string& prefix);
    // Copies everything remembered, or, when something did not fit, copies nothing and throws Error(BadInput) with the
    // list, naming `what` (a file). Tensors of the state that nobody read and whose name starts with one of `prefixes`
    // count as surplus.
    void finish(const QString& what, const std::vector<std::string>& prefixes);

private:
    const StateDict& state_;
    struct Copy {
        torch::Tensor target;
        const StoredTensor* source;
    };
    std::vector<Copy> copies_;
    std::set<std::string> read_;
    QStringList missing_;
    QStringList misshapen_;
};

} // namespace capriccio
