#pragma once

#include "core/nn/network.h"

#include <map>

namespace capriccio {

// studio-gan: ours, for 50 to 5,000 pictures on a plain CPU. Both networks grow from 32 px up (Karras et al. 2018),
// each level adding to the one below from zero. Batch norm in the generator only; residual blocks (He et al. 2016),
// minibatch standard deviation and class projection (Miyato & Koyama 2018) in the discriminator. 28 px is drawn at 32
// and cropped.
class StudioGenerator : public Generator {
public:
    explicit StudioGenerator(const NetworkShape& shape);
    torch::Tensor forward(const LatentInput& input, Statistics statistics) override;
    void initialise(at::Generator& generator) override;
    std::vector<int> levels() const override { return levels_; }
    void setLevel(int size) override { level_.fill_(size); }
    int level() const override { return int(level_.item<std::int64_t>()); }

private:
    struct Up;
    struct Head; // from features to a picture
    NetworkShape shape_;
    std::vector<int> levels_;
    torch::Tensor level_;                       // int64 scalar, buffer "level"
    std::shared_ptr<EmbeddingLayer> embedding_; // null without classes
    std::shared_ptr<LinearLayer> fromLatent_;
    std::map<int, std::shared_ptr<Up>> up_;     // by the size it leads to
    std::map<int, std::shared_ptr<Head>> head_; // by level
};

class StudioDiscriminator : public Discriminator {
public:
    explicit StudioDiscriminator(const NetworkShape& shape);
    torch::Tensor forward(const torch::Tensor& x, const DiscriminatorContext& context) override;
    void initialise(at::Generator& generator) override;
    bool isPure() const override { return true; }
    void setLevel(int size) override { level_.fill_(size); }

private:
    struct Down;
    NetworkShape shape_;
    std::vector<int> levels_;
    torch::Tensor level_;                            // int64 scalar, buffer "level"
    std::map<int, std::shared_ptr<ConvLayer>> stem_; // by level
    std::map<int, std::shared_ptr<Down>> down_;      // by the size it starts from
    std::shared_ptr<ConvLayer> last_;
    std::shared_ptr<LinearLayer> hidden_;
    std::shared_ptr<LinearLayer> logit_;
    std::shared_ptr<EmbeddingLayer> projection_; // null without classes
};

} // namespace capriccio
