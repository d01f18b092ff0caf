#include "core/nn/mlp_gan.h"

#include "core/nn/torch.h"

namespace capriccio {

namespace {
std::shared_ptr<LinearLayer> addLinear(torch::nn::Module& module, std::size_t index, std::int64_t in,
                                       std::int64_t out) {
    return module.register_module("linear" + std::to_string(index), std::make_shared<LinearLayer>(in, out));
}
} // namespace

MlpGenerator::MlpGenerator(const NetworkShape& shape) : shape_(shape) {
    const std::int64_t pixels = std::int64_t(shape.channels) * shape.resolution * shape.resolution;
    const std::vector<std::int64_t> widths{shape.latent, 256, 512, 1024, pixels};
    for (std::size_t i = 0; i + 1 < widths.size(); ++i) {
        linear_.push_back(addLinear(*this, i, widths[i], widths[i + 1]));
        if (i + 2 < widths.size())
            norm_.push_back(
                register_module("norm" + std::to_string(i), std::make_shared<BatchNormLayer>(widths[i + 1])));
    }
}

torch::Tensor MlpGenerator::forward(const LatentInput& input, Statistics statistics) {
    auto h = input.truncation.defined() ? input.z * input.truncation : input.z; // [N, latent]
    h = h.to(precision_);
    for (std::size_t i = 0; i < norm_.size(); ++i) // [N, 256], [N, 512], [N, 1024]
        h = activate(norm_[i]->forward(linear_[i]->forward(h), statistics));
    h = torch::tanh(linear_.back()->forward(h).to(at::kFloat)); // [N, C * R * R]
    return h.view({-1, shape_.channels, shape_.resolution, shape_.resolution});
}

void MlpGenerator::initialise(at::Generator& generator) {
    for (const auto& layer : linear_)
        fillTorchDefault(*layer, generator);
}

MlpDiscriminator::MlpDiscriminator(const NetworkShape& shape) : dropout_(shape.dropout) {
    const std::int64_t pixels = std::int64_t(shape.channels) * shape.resolution * shape.resolution;
    const std::vector<std::int64_t> widths{pixels, 1024, 512, 1};
    for (std::size_t i = 0; i + 1 < widths.size(); ++i)
        linear_.push_back(addLinear(*this, i, widths[i], widths[i + 1]));
}

torch::Tensor MlpDiscriminator::forward(const torch::Tensor& x, const DiscriminatorContext& context) {
    auto h = x.contiguous().flatten(1).to(precision_);     // [N, C * R * R], channel by channel as in the data
    for (std::size_t i = 0; i + 1 < linear_.size(); ++i) { // [N, 1024], [N, 512]
        h = activate(linear_[i]->forward(h));
        if (context.dropout != nullptr && dropout_ > 0) {
            // Inverted dropout (Srivastava et al. 2014); torch::dropout would draw from the default generator.
            const auto keep = torch::empty(h.sizes(), h.options()).bernoulli_(1 - dropout_, *context.dropout);
            h = h * keep.div_(1 - dropout_);
        }
    }
    return linear_.back()->forward(h).to(at::kFloat).squeeze(1); // [N]
}

void MlpDiscriminator::initialise(at::Generator& generator) {
    for (const auto& layer : linear_)
        fillTorchDefault(*layer, generator);
}

} // namespace capriccio
