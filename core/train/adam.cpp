#include "core/train/adam.h"

#include "core/nn/simd.h"
#include "core/nn/torch.h"

#include <ATen/Parallel.h>
#include <cmath>

namespace capriccio {

namespace {

struct AdamScalars {
    float beta1;
    float beta2;
    float stepSize;       // learning rate / (1 - beta1^t)
    float rootCorrection; // sqrt(1 - beta2^t)
    float eps;
    float keep;  // 1 - learning rate * weight decay
    float scale; // of the gradient, from clipping
};

CAPRICCIO_SIMD_CLONES("O3")
void adamRange(float* __restrict p, const float* __restrict g, float* __restrict m, float* __restrict v, std::int64_t n,
               const AdamScalars& s) {
    const float b1 = s.beta1;
    const float b2 = s.beta2;
    const float stepSize = s.stepSize;
    const float inverseRoot = 1 / s.rootCorrection;
    const float eps = s.eps;
    const float keep = s.keep;
    const float scale = s.scale;
    for (std::int64_t i = 0; i < n; ++i) {
        const float gradient = g[i] * scale;
        m[i] = b1 * m[i] + (1 - b1) * gradient;
        v[i] = b2 * v[i] + (1 - b2) * gradient * gradient;
        p[i] = keep * p[i] - stepSize * m[i] / (__builtin_sqrtf(v[i]) * inverseRoot + eps);
    }
}

} // namespace

Adam::Adam(const torch::nn::Module& module, AdamOptions options, const std::set<std::string>& without)
    : options_(options) {
    for (const auto& item : module.named_parameters())
        if (!without.contains(item.key()))
            slots_.push_back({item.key(), item.value(), torch::zeros_like(item.value()),
                              torch::zeros_like(item.value()), torch::zeros({}, at::kLong)});
}

void Adam::zeroGradients() {
    for (auto& slot : slots_)
        slot.parameter.mutable_grad() = torch::Tensor();
}

void Adam::step(double learningRate) {
    const torch::NoGradGuard guard;
    double scale = 1;
    if (options_.clip > 0) {
        double squares = 0;
        for (const auto& slot : slots_)
            if (slot.parameter.grad().defined())
                squares += std::pow(slot.parameter.grad().norm().item<double>(), 2);
        // A norm that is not a number leaves the gradients as they are: the divergence guard must see it.
        const double norm = std::sqrt(squares);
        scale = norm > options_.clip ? options_.clip / norm : 1;
    }
    for (auto& slot : slots_) {
        if (!slot.parameter.grad().defined())
            continue;
        auto& count = *slot.steps.data_ptr<std::int64_t>();
        const auto t = double(++count);
        const AdamScalars scalars{float(options_.beta1),
                                  float(options_.beta2),
                                  float(learningRate / (1 - std::pow(options_.beta1, t))),
                                  float(std::sqrt(1 - std::pow(options_.beta2, t))),
                                  float(options_.eps),
                                  slot.parameter.dim() >= 2 ? float(1 - learningRate * options_.weightDecay) : 1.0F,
                                  float(scale)};
        // All four share one dense layout: a gradient is brought to that of its parameter.
        auto gradient = slot.parameter.grad();
        if (gradient.strides() != slot.parameter.strides())
            gradient = torch::empty_like(slot.parameter).copy_(gradient);
        auto* p = slot.parameter.data_ptr<float>();
        const auto* g = gradient.data_ptr<float>();
        auto* m = slot.mean.data_ptr<float>();
        auto* v = slot.square.data_ptr<float>();
        at::parallel_for(0, slot.parameter.numel(), 65536, [&](std::int64_t begin, std::int64_t end) {
            adamRange(p + begin, g + begin, m + begin, v + begin, end - begin, scalars);
        });
    }
}

void Adam::save(const std::string& prefix, StateDict& state) const {
    for (const auto& slot : slots_) {
        state.tensors[prefix + slot.name + ".exp_avg"] = toStored(slot.mean);
        state.tensors[prefix + slot.name + ".exp_avg_sq"] = toStored(slot.square);
        state.tensors[prefix + slot.name + ".step"] = toStored(slot.steps);
    }
}

void Adam::load(const std::string& prefix, StateReader& reader) {
    for (auto& slot : slots_) {
        reader.read(prefix + slot.name + ".exp_avg", slot.mean);
        reader.read(prefix + slot.name + ".exp_avg_sq", slot.square);
        reader.read(prefix + slot.name + ".step", slot.steps);
    }
}

Adam::Snapshot Adam::snapshot() const {
    Snapshot copy;
    for (const auto& slot : slots_)
        for (const auto& tensor : {slot.parameter, slot.mean, slot.square, slot.steps})
            copy.tensors.push_back(tensor.detach().clone());
    return copy;
}

void Adam::restore(const Snapshot& snapshot) {
    const torch::NoGradGuard guard;
    std::size_t i = 0;
    for (auto& slot : slots_)
        for (auto tensor : {slot.parameter, slot.mean, slot.square, slot.steps})
            tensor.detach().copy_(snapshot.tensors[i++]);
}

} // namespace capriccio
