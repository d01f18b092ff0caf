#include "core/train/run_figures.h"

#include "core/evaluate/image_distance.h"
#include "core/nn/torch.h"
#include "core/train/data_order.h"

#include <algorithm>
#include <cmath>

namespace capriccio {
namespace {

constexpr std::int64_t kReal = 512;
constexpr std::int64_t kForCopies = 5000;
constexpr std::int64_t kBatch = 64;
constexpr std::int64_t kAtOnce = 128;

std::vector<std::int64_t> chosen(std::int64_t size, std::int64_t atMost, std::uint64_t seed) {
    std::vector<std::int64_t> order = permutation(size, seed);
    order.resize(std::size_t(std::min(size, atMost)));
    return order;
}

} // namespace

RunFigures::RunFigures(const Dataset& data, std::uint64_t runSeed) {
    const torch::NoGradGuard noGrad;
    const std::uint64_t seed = streamSeed(runSeed, Stream::Figures, 0);
    const auto heldOut = chosen(data.size(Part::HeldOut), kReal, seed);
    const auto training = chosen(data.size(Part::Training), kForCopies, seed);

    const auto head = [](const std::vector<std::int64_t>& all, std::int64_t n) {
        return std::vector<std::int64_t>(
            all.begin(), all.begin() + std::ptrdiff_t(std::min<std::size_t>(all.size(), std::size_t(n))));
    };
    std::vector<torch::Tensor> real;
    if (!heldOut.empty()) {
        heldOut_ = data.batch(head(heldOut, kBatch), Part::HeldOut);
        real.push_back(data.batch(heldOut, Part::HeldOut).inputs);
    }
    training_ = data.batch(head(training, kBatch));
    const std::int64_t missing = kReal - std::int64_t(heldOut.size());
    if (missing > 0)
        real.push_back(data.batch(head(training, missing)).inputs);
    const torch::Tensor pictures = torch::cat(real);
    realPairwise_ = meanPairwise(pooled(pictures));
    real_ = comparable(pictures);

    std::vector<torch::Tensor> means;
    for (std::size_t from = 0; from < training.size(); from += std::size_t(kAtOnce)) {
        const std::vector<std::int64_t> some(
            training.begin() + std::ptrdiff_t(from),
            training.begin() + std::ptrdiff_t(std::min(from + std::size_t(kAtOnce), training.size())));
        means.push_back(pooled(data.batch(some).inputs).to(torch::kHalf));
    }
    realPooled_ = torch::cat(means);
}

double RunFigures::diversity(const std::vector<Pixels>& drawn) const {
    const torch::Tensor pictures = pooled(toTensor(drawn));
    // How far the nearest is depends on how many there are.
    const std::int64_t alike = std::min(pictures.size(0), real_.size(0));
    const double nearest = meanNearestOther(pooled(real_.slice(0, 0, alike)));
    if (!(realPairwise_ > 0) || !(nearest > 0))
        return 0;
    return std::min(meanPairwise(pictures) / realPairwise_, meanNearestOther(pictures.slice(0, 0, alike)) / nearest);
}

double RunFigures::swd(const std::vector<Pixels>& drawn) const {
    const torch::Tensor fake = comparable(toTensor(drawn));
    const std::int64_t alike = std::min(fake.size(0), real_.size(0));
    return mean(slicedWasserstein(real_.slice(0, 0, alike), fake.slice(0, 0, alike)));
}

double RunFigures::copies(const std::vector<Pixels>& drawn) const {
    const torch::NoGradGuard noGrad;
    const torch::Tensor queries = pooled(toTensor(drawn));
    torch::Tensor least = torch::full({queries.size(0)}, std::numeric_limits<float>::infinity());
    for (std::int64_t from = 0; from < realPooled_.size(0); from += 1024) {
        const torch::Tensor block =
            realPooled_.slice(0, from, std::min<std::int64_t>(from + 1024, realPooled_.size(0))).to(torch::kFloat);
        least = torch::minimum(least, std::get<0>(torch::cdist(queries, block).min(1)));
    }
    const double scale = 2 * std::sqrt(double(queries.size(1)));
    return (least / scale < kCopyDistance).to(torch::kFloat).mean().item<double>();
}

} // namespace capriccio
