#include "core/train/objective.h"

#include "core/nn/torch.h"

namespace capriccio {

namespace {

torch::Tensor pictureGradient(Discriminator& network, const torch::Tensor& pictures,
                              const DiscriminatorContext& context) {
    const auto at = pictures.detach().requires_grad_();
    const auto logits = network.forward(at, context);
    return torch::autograd::grad({logits.sum()}, {at}, {}, /*retain_graph=*/true, /*create_graph=*/true)[0];
}

} // namespace

torch::Tensor discriminatorLoss(Objective objective, const torch::Tensor& real, const torch::Tensor& drawn) {
    switch (objective) {
    case Objective::NonSaturating:
        return torch::softplus(-real).mean() + torch::softplus(drawn).mean();
    case Objective::Hinge:
        return torch::relu(1 - real).mean() + torch::relu(1 + drawn).mean();
    case Objective::WassersteinGp:
        return drawn.mean() - real.mean();
    case Objective::Relativistic:
        return torch::softplus(drawn - real).mean();
    }
    return {};
}

torch::Tensor generatorLoss(Objective objective, const torch::Tensor& real, const torch::Tensor& drawn) {
    switch (objective) {
    case Objective::NonSaturating:
        return torch::softplus(-drawn).mean();
    case Objective::Hinge:
    case Objective::WassersteinGp:
        return -drawn.mean();
    case Objective::Relativistic:
        return torch::softplus(real - drawn).mean();
    }
    return {};
}

bool comparesPairs(Objective objective) {
    return objective == Objective::Relativistic;
}

torch::Tensor squaredGradient(Discriminator& network, const torch::Tensor& pictures,
                              const DiscriminatorContext& context) {
    return pictureGradient(network, pictures, context).pow(2).sum({1, 2, 3});
}

torch::Tensor wassersteinPenalty(Discriminator& network, const torch::Tensor& real, const torch::Tensor& drawn,
                                 const torch::Tensor& mix, const DiscriminatorContext& context) {
    const auto between = mix * real.detach() + (1 - mix) * drawn.detach();
    const auto length = (pictureGradient(network, between, context).pow(2).sum({1, 2, 3}) + 1e-12).sqrt();
    return (length - 1).pow(2).mean();
}

Accuracy accuracy(Objective objective, const torch::Tensor& real, const torch::Tensor& drawn) {
    const torch::NoGradGuard guard;
    Accuracy result;
    if (objective == Objective::WassersteinGp || objective == Objective::Relativistic)
        result.boundary = 0.5 * (real.mean().item<double>() + drawn.mean().item<double>());
    result.real = (real > result.boundary).to(at::kFloat).mean().item<double>();
    result.drawn = (drawn < result.boundary).to(at::kFloat).mean().item<double>();
    return result;
}

} // namespace capriccio
