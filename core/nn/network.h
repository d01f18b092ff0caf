#pragma once

#include "core/nn/layers.h"
#include "core/types/model_info.h"
#include "core/types/preset.h"

#include <memory>
#include <torch/nn/module.h>
#include <torch/types.h>
#include <vector>

namespace capriccio {

// Everything that decides the shapes of a network's parameters.
struct NetworkShape {
    Architecture architecture = Architecture::StudioGan;
    int resolution = 64; // px, square
    int channels = 3;    // 1 or 3
    int classes = 0;     // 0 = unconditional
    int latent = 128;
    int width = 0;                               // channels at the widest layer; 0 = the network's own
    double dropout = 0;                          // of the classic discriminator
    Upsampling upsampling = Upsampling::Nearest; // of studio-gan
};

// Returns the shape of the preset's network for data of this resolution, channels and number of classes. Only
// studio-gan uses classes. Throws Error(BadArgument) when the preset cannot train at this resolution or with these
// channels.
NetworkShape networkShape(const Preset& preset, int resolution, int channels, int classes);
// The same for a finished model. Throws Error(BadInput) naming model.file.
NetworkShape networkShape(const ModelInfo& model);

// What a generator draws from.
struct LatentInput {
    torch::Tensor z;            // float32 [N, latent], N(0, 1)
    torch::Tensor classWeights; // float32 [N, classes], rows sum to 1; undefined without classes
    torch::Tensor truncation;   // float32 [N, 1]; undefined = 1 everywhere
};

// A network that turns latent vectors into pictures.
class Generator : public torch::nn::Module {
public:
    // Returns float32 [N, C, R, R] in [-1, 1], R the level it is at. Truncation psi (Karras et al. 2019) scales the
    // latent vector where it enters the first layer, which pulls towards the picture of the mean latent: 0 draws the
    // average picture (of the class), 1 is as trained.
    virtual torch::Tensor forward(const LatentInput& input, Statistics statistics) = 0;
    virtual void initialise(at::Generator& generator) = 0;
    // Precision of the heavy layers: kFloat (default) or kBFloat16. Parameters stay float32.
    void setPrecision(at::ScalarType precision) { precision_ = precision; }
    // Picture sizes (px) it grows through in training, the full one last; a network that does not grow has one.
    virtual std::vector<int> levels() const = 0;
    // The size it draws at from now on, one of levels(). Part of the state; the full one at first.
    virtual void setLevel(int /*size*/) {}
    virtual int level() const { return levels().back(); }

protected:
    at::ScalarType precision_ = at::kFloat;
};

struct DiscriminatorContext {
    torch::Tensor classWeights; // float32 [N, classes]; undefined without classes
    Statistics statistics = Statistics::Update;
    at::Generator* dropout = nullptr; // null: no dropout
};

// A network that tells real from drawn pictures.
class Discriminator : public torch::nn::Module {
public:
    // x: float32 [N, C, H, W] in about [-1, 1]. Returns float32 logits [N]; positive means real.
    virtual torch::Tensor forward(const torch::Tensor& x, const DiscriminatorContext& context) = 0;
    virtual void initialise(at::Generator& generator) = 0;
    // Whether forward() changes nothing but what it returns, so that two threads may call it at the same time.
    virtual bool isPure() const = 0;
    // The size of the pictures from now on, one of the generator's levels(). Part of the state; the full one at first.
    virtual void setLevel(int /*size*/) {}
    void setPrecision(at::ScalarType precision) { precision_ = precision; }

protected:
    at::ScalarType precision_ = at::kFloat;
};

// Networks with uninitialised parameters: call initialise() or load state. Throw Error(BadArgument) for a shape the
// architecture does not have.
std::shared_ptr<Generator> makeGenerator(const NetworkShape& shape);
std::shared_ptr<Discriminator> makeDiscriminator(const NetworkShape& shape);

// Powers of two of a pyramid from 4 px up to resolution: 4 for 64 px. Throws Error(BadArgument) unless resolution is
// 4 * 2^n.
int doublings(int resolution);

} // namespace capriccio
