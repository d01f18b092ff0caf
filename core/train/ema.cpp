#include "core/train/ema.h"

#include "core/nn/torch.h"

#include <algorithm>
#include <cmath>

namespace capriccio {

namespace {

template <typename Visit>
void visitPairs(torch::nn::Module& target, const torch::nn::Module& source, const Visit& visit) {
    const torch::NoGradGuard guard;
    auto targets = target.parameters();
    const auto sources = source.parameters();
    for (std::size_t i = 0; i < targets.size(); ++i)
        visit(targets[i], sources[i]);
    auto targetBuffers = target.buffers();
    const auto sourceBuffers = source.buffers();
    for (std::size_t i = 0; i < targetBuffers.size(); ++i)
        visit(targetBuffers[i], sourceBuffers[i]);
}

} // namespace

double averageDecay(std::int64_t batch, std::int64_t imagesSeen, double halfLife, double ofSeen) {
    const double life = std::max(1.0, std::min(halfLife, ofSeen * double(imagesSeen) + 1));
    return std::pow(0.5, double(batch) / life);
}

void updateAverage(torch::nn::Module& average, const torch::nn::Module& live, double decay) {
    visitPairs(average, live, [decay](torch::Tensor& mean, const torch::Tensor& now) {
        if (mean.is_floating_point())
            mean.lerp_(now, 1 - decay);
        else
            mean.copy_(now);
    });
}

void copyModule(torch::nn::Module& target, const torch::nn::Module& source) {
    visitPairs(target, source, [](torch::Tensor& to, const torch::Tensor& from) { to.copy_(from); });
}

} // namespace capriccio
