#include "core/evaluate/nearest_index.h"

#include "core/data/image_dataset.h"
#include "core/evaluate/image_distance.h"
#include "core/nn/torch.h"

#include <algorithm>
#include <cmath>

namespace capriccio {
namespace {
constexpr std::int64_t kAtOnce = 256; // pictures decoded or compared at once
}

struct NearestIndex::Index {
    explicit Index(const PreparedPictures& data) : pictures(data) {}
    ImageDataset pictures;
    std::vector<std::int64_t> rows; // indices into the training part
    torch::Tensor means;            // half [rows, 3*32*32] (6 KB a picture), values in [-1,1]: off by at most 0.0005
};

NearestIndex::NearestIndex(const PreparedPictures& data, qint64 limit, const std::function<bool()>& goOn)
    : index_(std::make_unique<Index>(data)) {
    const std::int64_t total = index_->pictures.size(Part::Training);
    const std::int64_t rows = std::min<std::int64_t>(total, limit);
    std::vector<torch::Tensor> parts;
    for (std::int64_t from = 0; from < rows; from += kAtOnce) {
        if (goOn && !goOn()) {
            index_->rows.clear();
            index_->means = torch::Tensor();
            return;
        }
        std::vector<std::int64_t> some;
        for (std::int64_t i = from; i < std::min(from + kAtOnce, rows); ++i)
            some.push_back(i * total / rows);
        parts.push_back(pooled(index_->pictures.batch(some).inputs).to(torch::kHalf));
        index_->rows.insert(index_->rows.end(), some.begin(), some.end());
    }
    if (!parts.empty())
        index_->means = torch::cat(parts);
}

NearestIndex::~NearestIndex() = default;

std::vector<NearestPicture> NearestIndex::nearest(const std::vector<Pixels>& drawn) const {
    const torch::NoGradGuard noGrad;
    std::vector<NearestPicture> found(drawn.size());
    if (index_->rows.empty() || drawn.empty())
        return found;
    std::vector<torch::Tensor> each;
    for (const Pixels& picture : drawn)
        each.push_back(pooled(toTensor({picture})));
    const torch::Tensor queries = torch::cat(each);
    const std::int64_t n = queries.size(0);
    torch::Tensor best = torch::full({n}, std::numeric_limits<float>::infinity());
    torch::Tensor where = torch::zeros({n}, torch::kInt64);
    for (std::int64_t from = 0; from < index_->means.size(0); from += 16 * kAtOnce) {
        const torch::Tensor block =
            index_->means.slice(0, from, std::min(from + 16 * kAtOnce, index_->means.size(0))).to(torch::kFloat);
        const auto least = torch::cdist(queries, block).min(1);
        const torch::Tensor closer = std::get<0>(least) < best;
        best = torch::where(closer, std::get<0>(least), best);
        where = torch::where(closer, std::get<1>(least) + from, where);
    }
    // The candidate is measured again from its own pixels: matrix products round, and a copy is a matter of 0.02.
    for (std::int64_t i = 0; i < n; ++i) {
        const std::int64_t row = index_->rows[std::size_t(where[i].item<std::int64_t>())];
        const torch::Tensor real = pooled(index_->pictures.batch({row}).inputs);
        const double squared = (queries.slice(0, i, i + 1) - real).pow(2).mean().item<double>();
        found[std::size_t(i)] = {row, std::sqrt(squared) / 2};
    }
    return found;
}

Pixels NearestIndex::picture(qint64 index) const {
    return index_->pictures.pixels(index);
}

} // namespace capriccio
