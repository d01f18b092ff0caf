#include "core/evaluate/image_distance.h"

#include "core/nn/torch.h"

#include <ATen/CPUGeneratorImpl.h>
#include <algorithm>
#include <cstring>
#include <limits>
#include <numeric>

namespace capriccio {
namespace F = torch::nn::functional;
namespace {

constexpr std::int64_t kPatch = 7;
constexpr std::int64_t kPatchesEach = 64;
constexpr std::int64_t kCoarsest = 16; // px
constexpr int kProjections = 4;        // of 128 directions each
constexpr std::int64_t kChunk = 32;    // pictures unfolded at once: bounds memory at 64 px to 70 MB

at::Generator generator(std::uint64_t seed) {
    at::Generator made = at::make_generator<at::CPUGeneratorImpl>();
    made.set_current_seed(seed);
    return made;
}

torch::Tensor reflectPadded(const torch::Tensor& x) {
    return F::pad(x, F::PadFuncOptions({2, 2, 2, 2}).mode(torch::kReflect));
}

torch::Tensor kernel(std::int64_t channels) {
    const torch::Tensor row = torch::tensor({1.0F, 4.0F, 6.0F, 4.0F, 1.0F});
    return (row.unsqueeze(1) * row.unsqueeze(0) / 256.0F).expand({channels, 1, 5, 5}).contiguous();
}

torch::Tensor down(const torch::Tensor& x) {
    const std::int64_t c = x.size(1);
    return F::conv2d(reflectPadded(x), kernel(c), F::Conv2dFuncOptions().groups(c))
        .slice(2, 0, INT64_MAX, 2)
        .slice(3, 0, INT64_MAX, 2);
}

torch::Tensor up(const torch::Tensor& x) {
    const std::int64_t c = x.size(1);
    torch::Tensor spread = torch::zeros({x.size(0), c, x.size(2) * 2, x.size(3) * 2});
    spread.slice(2, 0, INT64_MAX, 2).slice(3, 0, INT64_MAX, 2).copy_(x);
    return F::conv2d(reflectPadded(spread), kernel(c) * 4, F::Conv2dFuncOptions().groups(c));
}

std::vector<torch::Tensor> laplacianPyramid(torch::Tensor x) {
    std::vector<torch::Tensor> levels;
    while (x.size(-1) > kCoarsest) {
        const torch::Tensor smaller = down(x);
        levels.push_back(x - up(smaller));
        x = smaller;
    }
    levels.push_back(x);
    return levels;
}

// Returns [N * 64, C * 49] patches normalised per channel with the set's own statistics, as in the paper.
torch::Tensor descriptors(const torch::Tensor& level, at::Generator& gen) {
    const std::int64_t n = level.size(0);
    const std::int64_t c = level.size(1);
    const std::int64_t places = (level.size(2) - kPatch + 1) * (level.size(3) - kPatch + 1);
    const torch::Tensor chosen = torch::randint(0, places, {n, kPatchesEach}, gen, torch::kInt64);
    std::vector<torch::Tensor> parts;
    for (std::int64_t from = 0; from < n; from += kChunk) {
        const std::int64_t to = std::min(from + kChunk, n);
        const torch::Tensor patches = at::im2col(level.slice(0, from, to), {kPatch, kPatch}, {1, 1}, {0, 0}, {1, 1});
        const torch::Tensor index = chosen.slice(0, from, to).unsqueeze(1).expand({-1, patches.size(1), -1});
        parts.push_back(patches.gather(2, index).transpose(1, 2).reshape({-1, c, kPatch * kPatch}));
    }
    const torch::Tensor d = torch::cat(parts);
    return ((d - d.mean(at::IntArrayRef{0, 2}, true)) / (d.std(at::IntArrayRef{0, 2}, true, true) + 1e-8))
        .reshape({-1, c * kPatch * kPatch});
}

torch::Tensor threeChannels(const torch::Tensor& pictures) {
    return pictures.size(1) == 3 ? pictures : pictures.expand({-1, 3, -1, -1});
}

} // namespace

torch::Tensor toTensor(const std::vector<Pixels>& pictures) {
    if (pictures.empty())
        return torch::empty({0, 3, 1, 1});
    const Pixels& first = pictures.front();
    torch::Tensor bytes =
        torch::empty({std::int64_t(pictures.size()), first.height, first.width, first.channels}, torch::kUInt8);
    std::uint8_t* to = bytes.data_ptr<std::uint8_t>();
    for (const Pixels& picture : pictures) {
        TORCH_CHECK(picture.bytes.size() == first.bytes.size(), "pictures of different sizes");
        std::memcpy(to, picture.bytes.data(), picture.bytes.size());
        to += picture.bytes.size();
    }
    return bytes.permute({0, 3, 1, 2}).to(torch::kFloat).contiguous().div_(127.5F).sub_(1.0F);
}

torch::Tensor comparable(const torch::Tensor& pictures) {
    torch::Tensor out = pictures;
    if (out.size(-1) == 28)
        out = at::constant_pad_nd(out, {2, 2, 2, 2}, -1);
    return threeChannels(out).contiguous();
}

std::vector<double> slicedWasserstein(const torch::Tensor& a, const torch::Tensor& b) {
    const torch::NoGradGuard noGrad;
    at::Generator gen = generator(1);
    const std::vector<torch::Tensor> levelsA = laplacianPyramid(a);
    const std::vector<torch::Tensor> levelsB = laplacianPyramid(b);
    std::vector<double> distances;
    for (std::size_t i = 0; i < levelsA.size(); ++i) {
        torch::Tensor da = descriptors(levelsA[i], gen);
        torch::Tensor db = descriptors(levelsB[i], gen);
        const std::int64_t alike = std::min(da.size(0), db.size(0));
        da = da.slice(0, 0, alike);
        db = db.slice(0, 0, alike);
        double sum = 0;
        for (int p = 0; p < kProjections; ++p) {
            const torch::Tensor directions =
                F::normalize(torch::randn({da.size(1), 128}, gen, torch::kFloat), F::NormalizeFuncOptions().dim(0));
            sum += (std::get<0>(torch::sort(torch::mm(da, directions), 0)) -
                    std::get<0>(torch::sort(torch::mm(db, directions), 0)))
                       .abs()
                       .mean()
                       .item<double>();
        }
        distances.push_back(sum / kProjections * 1000);
    }
    return distances;
}

double mean(const std::vector<double>& values) {
    return values.empty() ? 0 : std::accumulate(values.begin(), values.end(), 0.0) / double(values.size());
}

torch::Tensor pooled(const torch::Tensor& pictures) {
    const torch::NoGradGuard noGrad;
    return threeChannels(at::adaptive_avg_pool2d(pictures, {32, 32})).reshape({pictures.size(0), -1});
}

double diversity(const torch::Tensor& pooledReal, const torch::Tensor& pooledDrawn) {
    const torch::NoGradGuard noGrad;
    at::Generator gen = generator(2);
    const auto pairs = [&gen](const torch::Tensor& x) {
        const torch::Tensor first = x.index_select(0, torch::randint(0, x.size(0), {500}, gen, torch::kInt64));
        const torch::Tensor second = x.index_select(0, torch::randint(0, x.size(0), {500}, gen, torch::kInt64));
        return (first - second).pow(2).mean(1).sqrt().mean().item<double>();
    };
    const double drawn = pairs(pooledDrawn); // the script draws in this order
    const double real = pairs(pooledReal);
    return real > 0 ? drawn / real : 0;
}

double meanPairwise(const torch::Tensor& pooledPictures) {
    const torch::NoGradGuard noGrad;
    const std::int64_t n = pooledPictures.size(0);
    if (n < 2)
        return 0;
    return at::pdist(pooledPictures).mean().item<double>() / std::sqrt(double(pooledPictures.size(1)));
}

double meanNearestOther(const torch::Tensor& pooledPictures) {
    const torch::NoGradGuard noGrad;
    if (pooledPictures.size(0) < 2)
        return 0;
    const torch::Tensor apart = torch::cdist(pooledPictures, pooledPictures); // [N, N]
    apart.fill_diagonal_(std::numeric_limits<float>::infinity());
    return std::get<0>(apart.min(1)).mean().item<double>() / std::sqrt(double(pooledPictures.size(1)));
}

} // namespace capriccio
