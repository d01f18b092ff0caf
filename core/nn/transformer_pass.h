#pragma once

#include "core/nn/language_network.h"

#include <memory>

namespace capriccio {

// Training pass of a Transformer: loss and gradients of a batch, written out without autograd. Every thread takes its
// share of the windows through the whole network and back, so that threads meet once a step and not at every operator;
// the elementwise parts run in one go over memory (pass_kernels.h), the matrix products are Torch's. The same function
// as Transformer::forward with cross-entropy and backward(), and tested against it.
class TransformerPass {
public:
    // precision: kFloat or kBFloat16 of activations and matrix products; parameters and their gradients are float32.
    // The network must outlive the pass.
    TransformerPass(Transformer& network, at::ScalarType precision);
    ~TransformerPass();
    struct Request {
        torch::Tensor ids;     // int64 (B, T), T <= context
        torch::Tensor targets; // int64 (B, T), kPad never counts
        double smoothing = 0;  // share of the target spread over all tokens
        std::uint64_t dropoutSeed = 0;
    };
    // Returns the mean cross-entropy in nats over the targets that count and leaves the gradients in grad() of every
    // parameter. The bits depend on the number of Torch's threads.
    double run(const Request& request);
    struct Impl;

private:
    std::unique_ptr<Impl> impl_;
};

} // namespace capriccio
