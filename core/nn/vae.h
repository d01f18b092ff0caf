#pragma once

#include "core/nn/network.h"

namespace capriccio {

struct Posterior {
    torch::Tensor mean;        // float32 [N, latent]
    torch::Tensor logVariance; // float32 [N, latent]
};

// Convolutional variational autoencoder (Kingma & Welling 2014) with residual blocks (He et al. 2016) and batch norm.
// Encoder: R px -> 4 px by strided residual blocks -> mean and log variance. Decoder: latent -> 4 px -> R px.
// Resolutions 28 (as 32, cropped) and 32 to 256.
class Vae : public torch::nn::Module {
public:
    explicit Vae(const NetworkShape& shape);
    void initialise(at::Generator& generator);
    void setPrecision(at::ScalarType precision) { precision_ = precision; }

    // x: float32 [N, C, R, R] in [-1, 1].
    Posterior encode(const torch::Tensor& x, Statistics statistics);
    // z: float32 [N, latent]. Returns float32 [N, C, R, R] in [-1, 1].
    torch::Tensor decode(const torch::Tensor& z, Statistics statistics);

private:
    struct Down;
    struct Up;
    NetworkShape shape_;
    int inner_; // px the pyramid works at, 4 * 2^n >= R
    std::shared_ptr<ConvLayer> stem_;
    std::vector<std::shared_ptr<Down>> down_;
    std::shared_ptr<BatchNormLayer> encoderNorm_;
    std::shared_ptr<LinearLayer> toPosterior_;
    std::shared_ptr<LinearLayer> fromLatent_;
    std::vector<std::shared_ptr<Up>> up_;
    std::shared_ptr<BatchNormLayer> decoderNorm_;
    std::shared_ptr<ConvLayer> toPicture_;
    at::ScalarType precision_ = at::kFloat;
};

// Evidence terms of one batch, each a scalar.
struct VaeTerms {
    torch::Tensor squaredError; // mean per value in [-1, 1]
    torch::Tensor kl;           // nats per picture: KL(q(z|x) || N(0, I))
};
VaeTerms vaeTerms(const torch::Tensor& pictures, const torch::Tensor& decoded, const Posterior& posterior);

} // namespace capriccio
