#pragma once

#include "core/nn/network.h"

namespace capriccio {

// studio-gan: ours, for 50 to 5,000 pictures on a plain CPU. Residual networks (He et al. 2016, pre-activation),
// nearest upsampling, batch norm in the generator only, minibatch standard deviation (Karras et al. 2018) and class
// projection (Miyato & Koyama 2018) in the discriminator. 28 px is drawn at 32 and cropped.
class StudioGenerator : public Generator {
public:
    explicit StudioGenerator(const NetworkShape& shape);
    torch::Tensor forward(const LatentInput& input, Statistics statistics) override;
    void initialise(at::Generator& generator) override;

private:
    struct Up;
    NetworkShape shape_;
    int inner_;                                 // px the pyramid works at, 4 * 2^n >= resolution
    std::shared_ptr<EmbeddingLayer> embedding_; // null without classes
    std::shared_ptr<LinearLayer> fromLatent_;
    std::vector<std::shared_ptr<Up>> up_;
    std::shared_ptr<BatchNormLayer> norm_;
    std::shared_ptr<ConvLayer> toPicture_;
};

class StudioDiscriminator : public Discriminator {
public:
    explicit StudioDiscriminator(const NetworkShape& shape);
    torch::Tensor forward(const torch::Tensor& x, const DiscriminatorContext& context) override;
    void initialise(at::Generator& generator) override;
    bool acceptsGroups() const override { return true; }

private:
    struct Down;
    NetworkShape shape_;
    int inner_;
    std::shared_ptr<ConvLayer> stem_;
    std::vector<std::shared_ptr<Down>> down_;
    std::shared_ptr<ConvLayer> last_;
    std::shared_ptr<LinearLayer> hidden_;
    std::shared_ptr<LinearLayer> logit_;
    std::shared_ptr<EmbeddingLayer> projection_; // null without classes
};

} // namespace capriccio
