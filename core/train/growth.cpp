#include "core/train/growth.h"

#include "core/nn/torch.h"

namespace capriccio {

Growth growthAt(const StepContext& context, const std::vector<int>& levels) {
    Growth growth{levels.front(), 0};
    const auto above = std::int64_t(levels.size()) - 1;
    for (std::int64_t i = 1; i <= above; ++i) {
        const auto opens = (context.totalSteps * i + 2 * above - 1) / (2 * above);
        if (context.step >= opens)
            growth = {levels[std::size_t(i)], opens};
    }
    return growth;
}

std::vector<double> growthPhases(const std::vector<int>& levels) {
    std::vector<double> from{0};
    for (std::size_t i = 1; i < levels.size(); ++i)
        from.push_back(double(i) / double(2 * (levels.size() - 1)));
    return from;
}

torch::Tensor resized(torch::Tensor pictures, std::int64_t size) {
    while (pictures.size(3) > size && pictures.size(3) / 2 >= size)
        pictures = torch::avg_pool2d(pictures, 2);
    return pictures;
}

} // namespace capriccio
