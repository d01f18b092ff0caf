#pragma once

#include "core/nn/network.h"

namespace capriccio {

// The classic fully connected GAN (Goodfellow et al. 2014, with the batch norm of Ioffe & Szegedy 2015):
// latent -> 256 -> 512 -> 1024 -> C * R * R, each hidden layer batch norm and leaky ReLU 0.2, then tanh.
class MlpGenerator : public Generator {
public:
    explicit MlpGenerator(const NetworkShape& shape);
    torch::Tensor forward(const LatentInput& input, Statistics statistics) override;
    void initialise(at::Generator& generator) override;
    std::vector<int> levels() const override { return {shape_.resolution}; }

private:
    NetworkShape shape_;
    std::vector<std::shared_ptr<LinearLayer>> linear_;
    std::vector<std::shared_ptr<BatchNormLayer>> norm_;
};

// C * R * R -> 1024 -> 512 -> 1, leaky ReLU 0.2 and dropout behind each hidden layer. Returns the logit: the sigmoid is
// part of the objective, where it is numerically safe.
class MlpDiscriminator : public Discriminator {
public:
    explicit MlpDiscriminator(const NetworkShape& shape);
    torch::Tensor forward(const torch::Tensor& x, const DiscriminatorContext& context) override;
    void initialise(at::Generator& generator) override;
    bool isPure() const override { return true; }

private:
    double dropout_;
    std::vector<std::shared_ptr<LinearLayer>> linear_;
};

} // namespace capriccio
