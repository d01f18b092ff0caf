#pragma once

#include "core/io/state_dict.h"
#include "core/nn/tensor_state.h"

#include <string>
#include <torch/nn/module.h>
#include <torch/types.h>
#include <vector>

namespace capriccio {

struct MuonOptions {
    double momentum = 0.95;
    double weightDecay = 0; // decoupled; 0 = off
};

// Muon (Jordan et al. 2024): momentum whose every update is brought near the closest matrix with orthogonal rows by
// five Newton-Schulz steps, so that no direction of a weight matrix is left behind. For the matrices inside a network;
// embeddings and vectors stay with Adam. Threads share the matrices among them.
class Muon {
public:
    // A matrix whose rows are several matrices one below the other is updated as `parts` matrices.
    struct Matrix {
        std::string name;
        torch::Tensor parameter; // (out, in)
        int parts = 1;
    };
    // precision of the Newton-Schulz products: kFloat or kBFloat16.
    Muon(std::vector<Matrix> matrices, MuonOptions options, at::ScalarType precision);
    // One update with this step size, the root mean square of which is about rate / sqrt(in). Matrices without a
    // gradient are left alone.
    void step(double rate);

    // prefix + name + ".momentum".
    void save(const std::string& prefix, StateDict& state) const;
    void load(const std::string& prefix, StateReader& reader);

private:
    std::vector<Matrix> matrices_;
    std::vector<torch::Tensor> momenta_;
    MuonOptions options_;
    at::ScalarType precision_;
};

// The matrix (m, n) brought near U V^T of its singular value decomposition: singular values of 0.7 to 1.2.
torch::Tensor orthogonalised(const torch::Tensor& matrix, at::ScalarType precision);

} // namespace capriccio
