#include "core/train/muon.h"

#include "core/nn/torch.h"

#include <ATen/Parallel.h>
#include <algorithm>
#include <cmath>

namespace capriccio {

namespace {

constexpr int kIterations = 5;
// Coefficients of the quintic that brings singular values near one fastest (Jordan et al. 2024).
constexpr double kLinear = 3.4445;
constexpr double kCubic = -4.7750;
constexpr double kQuintic = 2.0315;

} // namespace

torch::Tensor orthogonalised(const torch::Tensor& matrix, at::ScalarType precision) {
    const bool tall = matrix.size(0) > matrix.size(1);
    const double norm = std::max(matrix.norm().item<double>(), 1e-20);
    auto x = (matrix / norm).to(precision); // (m, n)
    if (tall)
        x = x.t().contiguous();
    for (int i = 0; i < kIterations; ++i) {
        const auto a = x.mm(x.t());                            // (m, m)
        const auto b = a.mm(a).mul_(kQuintic).add_(a, kCubic); // (m, m)
        x = b.mm(x).add_(x, kLinear);
    }
    return (tall ? x.t() : x).to(at::kFloat);
}

Muon::Muon(std::vector<Matrix> matrices, MuonOptions options, at::ScalarType precision)
    : matrices_(std::move(matrices)), options_(options), precision_(precision) {
    for (const Matrix& matrix : matrices_)
        momenta_.push_back(torch::zeros_like(matrix.parameter, matrix.parameter.options().requires_grad(false)));
}

void Muon::step(double rate) {
    struct Piece {
        std::size_t matrix;
        int part;
    };
    std::vector<Piece> pieces;
    for (std::size_t i = 0; i < matrices_.size(); ++i)
        for (int part = 0; part < matrices_[i].parts && matrices_[i].parameter.grad().defined(); ++part)
            pieces.push_back({i, part});
    at::parallel_for(0, std::int64_t(pieces.size()), 1, [&](std::int64_t begin, std::int64_t end) {
        const torch::NoGradGuard guard; // a matter of the thread
        for (auto at = std::size_t(begin); at < std::size_t(end); ++at) {
            const Matrix& matrix = matrices_[pieces[at].matrix];
            const std::int64_t rows = matrix.parameter.size(0) / matrix.parts;
            const auto piece = [&](const torch::Tensor& whole) {
                return whole.detach().slice(0, pieces[at].part * rows, (pieces[at].part + 1) * rows);
            };
            const auto gradient = piece(matrix.parameter.grad());
            auto momentum = piece(momenta_[pieces[at].matrix]);
            momentum.mul_(options_.momentum).add_(gradient, 1 - options_.momentum);
            const auto ahead = torch::lerp(gradient, momentum, options_.momentum); // Nesterov
            const double stretch = std::sqrt(std::max(1.0, double(rows) / double(matrix.parameter.size(1))));
            piece(matrix.parameter)
                .mul_(1 - rate * options_.weightDecay)
                .sub_(orthogonalised(ahead, precision_), rate * stretch);
        }
    });
}

void Muon::save(const std::string& prefix, StateDict& state) const {
    for (std::size_t i = 0; i < matrices_.size(); ++i)
        state.tensors[prefix + matrices_[i].name + ".momentum"] = toStored(momenta_[i]);
}

void Muon::load(const std::string& prefix, StateReader& reader) {
    for (std::size_t i = 0; i < matrices_.size(); ++i)
        reader.read(prefix + matrices_[i].name + ".momentum", momenta_[i]);
}

} // namespace capriccio
