#pragma once

#include "core/io/state_dict.h"
#include "core/nn/tensor_state.h"

#include <set>
#include <string>
#include <torch/nn/module.h>
#include <torch/types.h>
#include <vector>

namespace capriccio {

struct AdamOptions {
    double beta1 = 0.9;
    double beta2 = 0.999;
    double eps = 1e-8;
    double weightDecay = 0; // decoupled (AdamW, Loshchilov & Hutter 2019), matrices only; 0 = off
    double clip = 0;        // largest norm of all gradients together; 0 = off
};

// Adam (Kingma & Ba 2015), element by element the arithmetic of torch.optim.Adam, in one pass over memory per
// parameter. State is kept and saved by parameter name. Parameters without a gradient are left alone.
class Adam {
public:
    // without: names of parameters that another optimiser moves.
    Adam(const torch::nn::Module& module, AdamOptions options, const std::set<std::string>& without = {});
    void zeroGradients();
    // One update with this step size. Parameters count their own steps, so that one that joins later starts afresh.
    void step(double learningRate);

    // prefix + name + ".exp_avg", ".exp_avg_sq" and ".step".
    void save(const std::string& prefix, StateDict& state) const;
    void load(const std::string& prefix, StateReader& reader);

    // Parameters and state as they are now, to undo a step that must not count.
    struct Snapshot {
        std::vector<torch::Tensor> tensors;
    };
    Snapshot snapshot() const;
    void restore(const Snapshot& snapshot);

private:
    struct Slot {
        std::string name;
        torch::Tensor parameter;
        torch::Tensor mean;   // exp_avg
        torch::Tensor square; // exp_avg_sq
        torch::Tensor steps;  // int64 scalar
    };
    std::vector<Slot> slots_;
    AdamOptions options_;
};

} // namespace capriccio
