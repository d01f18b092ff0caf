#pragma once

#include "core/nn/network.h"

namespace capriccio {

// DCGAN (Radford, Metz & Chintala 2016) as in pytorch/examples dcgan, parameter names included: transposed 4x4
// convolutions from 1 px up, batch norm and ReLU, tanh. 64 px: 512-256-128-64 channels; 32 px: 256-128-64.
class DcganGenerator : public Generator {
public:
    explicit DcganGenerator(const NetworkShape& shape);
    torch::Tensor forward(const LatentInput& input, Statistics statistics) override;
    void initialise(at::Generator& generator) override;
    std::vector<int> levels() const override { return {resolution_}; }

private:
    int resolution_;
    std::vector<std::shared_ptr<TransposedConvLayer>> conv_;
    std::vector<std::shared_ptr<BatchNormLayer>> norm_;
};

// The mirror image: strided 4x4 convolutions, batch norm behind all but the first and last, leaky ReLU 0.2. Returns the
// logit: the sigmoid is part of the objective, where it is numerically safe.
class DcganDiscriminator : public Discriminator {
public:
    explicit DcganDiscriminator(const NetworkShape& shape);
    torch::Tensor forward(const torch::Tensor& x, const DiscriminatorContext& context) override;
    void initialise(at::Generator& generator) override;
    // The reference normalises real and drawn pictures as batches of their own.
    bool isPure() const override { return false; } // batch norm keeps averages

private:
    std::vector<std::shared_ptr<ConvLayer>> conv_;
    std::vector<std::shared_ptr<BatchNormLayer>> norm_;
};

} // namespace capriccio
