#include "core/nn/first_weights.h"

#include "core/io/safetensors.h"
#include "core/nn/tensor_state.h"
#include "core/nn/torch.h"

#include <algorithm>
#include <vector>

namespace capriccio {
namespace {

struct Copy {
    torch::Tensor target;
    torch::Tensor learned; // of the target's shape
};

// The learned tensor in the target's shape; undefined when the two do not belong together.
torch::Tensor fittedWeight(torch::Tensor learned, const torch::Tensor& target) {
    if (learned.dim() != target.dim())
        return {};
    for (std::int64_t i = 0; i < learned.dim(); ++i) {
        const std::int64_t has = learned.size(i);
        const std::int64_t wants = target.size(i);
        if (has == wants)
            continue;
        if (has == 3 && wants == 1 && i == 0) // of colours drawn
            learned = learned.mean(0, true);
        else if (has == 3 && wants == 1 && i == 1) // of colours seen
            learned = learned.sum(1, true);
        else if (learned.dim() == 2 && i == 1 && has < wants) // the class beside the latent
            learned = torch::cat({learned, target.narrow(1, has, wants - has)}, 1);
        else
            return {};
    }
    return learned;
}

// False when a learned tensor does not fit into the one of its name.
bool collect(const StateDict& weights, const std::string& prefix, const torch::nn::Module& module,
             std::vector<Copy>& copies) {
    const auto add = [&](const torch::OrderedDict<std::string, torch::Tensor>& tensors) {
        return std::all_of(tensors.begin(), tensors.end(), [&](const auto& item) {
            const auto found = weights.tensors.find(prefix + item.key());
            if (found == weights.tensors.end())
                return true;
            const torch::Tensor& target = item.value();
            copies.push_back({target, fittedWeight(fromStored(found->second).to(target.scalar_type()), target)});
            return copies.back().learned.defined();
        });
    };
    return add(module.named_parameters()) && add(module.named_buffers());
}

} // namespace

StateDict sampleSetWeights() {
    return readSafetensors(QStringLiteral(":/models/studio-gan-first.safetensors"));
}

bool beginWith(const StateDict& weights, Generator& generator, Discriminator& discriminator) {
    const torch::NoGradGuard guard;
    std::vector<Copy> copies;
    if (!collect(weights, "g.", generator, copies) || !collect(weights, "d.", discriminator, copies))
        return false;
    for (const Copy& copy : copies)
        copy.target.copy_(copy.learned);
    return !copies.empty();
}

} // namespace capriccio
