#include "core/nn/sequence_kernels.h"

#include "core/nn/simd.h"
#include "core/nn/torch.h"

#include <ATen/Parallel.h>
#include <cmath>

namespace capriccio {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

constexpr float kEps = 1e-6F;
constexpr std::int64_t kRowsAtOnce = 64;

CAPRICCIO_SIMD_CLONES("O3", "fast-math")
void normRows(const float* __restrict x, const float* __restrict w, float* __restrict y, float* __restrict inverse,
              std::int64_t rows, std::int64_t d) {
    for (std::int64_t r = 0; r < rows; ++r) {
        const float* row = x + r * d;
        float* out = y + r * d;
        float sum = 0;
        for (std::int64_t i = 0; i < d; ++i)
            sum += row[i] * row[i];
        const float scale = 1 / __builtin_sqrtf(sum / float(d) + kEps);
        inverse[r] = scale;
        for (std::int64_t i = 0; i < d; ++i)
            out[i] = row[i] * scale * w[i];
    }
}

// dx = s (w dy - x s^2 mean(x w dy)); dw += dy x s.
CAPRICCIO_SIMD_CLONES("O3", "fast-math")
void normRowsBack(const float* __restrict x, const float* __restrict w, const float* __restrict dy,
                  const float* __restrict inverse, float* __restrict dx, float* __restrict dw, std::int64_t rows,
                  std::int64_t d) {
    for (std::int64_t r = 0; r < rows; ++r) {
        const float* row = x + r * d;
        const float* gradient = dy + r * d;
        float* out = dx + r * d;
        const float s = inverse[r];
        float dot = 0;
        for (std::int64_t i = 0; i < d; ++i)
            dot += row[i] * w[i] * gradient[i];
        const float k = dot * s * s / float(d);
        for (std::int64_t i = 0; i < d; ++i) {
            out[i] = s * (w[i] * gradient[i] - row[i] * k);
            dw[i] += gradient[i] * row[i] * s;
        }
    }
}

CAPRICCIO_SIMD_CLONES("O3", "fast-math")
void gateRows(const float* __restrict x, float* __restrict y, std::int64_t rows, std::int64_t h) {
    for (std::int64_t r = 0; r < rows; ++r) {
        const float* gate = x + r * 2 * h;
        const float* up = gate + h;
        float* out = y + r * h;
        for (std::int64_t i = 0; i < h; ++i)
            out[i] = gate[i] / (1 + __builtin_expf(-gate[i])) * up[i];
    }
}

CAPRICCIO_SIMD_CLONES("O3", "fast-math")
void gateRowsBack(const float* __restrict x, const float* __restrict dy, float* __restrict dx, std::int64_t rows,
                  std::int64_t h) {
    for (std::int64_t r = 0; r < rows; ++r) {
        const float* gate = x + r * 2 * h;
        const float* up = gate + h;
        const float* gradient = dy + r * h;
        float* dGate = dx + r * 2 * h;
        float* dUp = dGate + h;
        for (std::int64_t i = 0; i < h; ++i) {
            const float s = 1 / (1 + __builtin_expf(-gate[i]));
            const float silu = gate[i] * s;
            dUp[i] = gradient[i] * silu;
            dGate[i] = gradient[i] * up[i] * (s + silu * (1 - s));
        }
    }
}

// sign -1 turns back: what the gradient needs.
void turnRows(const float* qkv, const float* table, float* out, std::int64_t batch, std::int64_t positions,
              std::int64_t heads, std::int64_t d, float sign) {
    const std::int64_t half = d / 2;
    at::parallel_for(0, batch * positions, kRowsAtOnce, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row) {
            const float* cosine = table + row % positions * d;
            const float* sine = cosine + half;
            const float* from = qkv + row * 3 * heads * d;
            float* to = out + row * 3 * heads * d;
            for (std::int64_t h = 0; h < 2 * heads; ++h, from += d, to += d)
                for (std::int64_t i = 0; i < half; ++i) {
                    const float a = from[i];
                    const float b = from[i + half];
                    to[i] = a * cosine[i] - sign * b * sine[i];
                    to[i + half] = b * cosine[i] + sign * a * sine[i];
                }
            std::copy(from, from + heads * d, to);
        }
    });
}

struct RmsNormFunction : torch::autograd::Function<RmsNormFunction> {
    static torch::Tensor forward(AutogradContext* context, const torch::Tensor& given, const torch::Tensor& weight) {
        const auto x = given.contiguous();
        const std::int64_t d = x.size(-1);
        const std::int64_t rows = x.numel() / d;
        auto y = torch::empty_like(x);
        auto inverse = torch::empty({rows}, x.options());
        at::parallel_for(0, rows, kRowsAtOnce, [&](std::int64_t begin, std::int64_t end) {
            normRows(x.data_ptr<float>() + begin * d, weight.data_ptr<float>(), y.data_ptr<float>() + begin * d,
                     inverse.data_ptr<float>() + begin, end - begin, d);
        });
        context->save_for_backward({x, weight, inverse});
        return y;
    }
    static variable_list backward(AutogradContext* context, const variable_list& gradients) {
        const auto saved = context->get_saved_variables();
        const auto& x = saved[0];
        const auto dy = gradients[0].contiguous();
        const std::int64_t d = x.size(-1);
        const std::int64_t rows = x.numel() / d;
        auto dx = torch::empty_like(x);
        // Partial sums over fixed blocks of rows: the same bits whatever the number of threads.
        const std::int64_t blocks = (rows + kRowsAtOnce - 1) / kRowsAtOnce;
        auto partial = torch::zeros({blocks, d}, x.options());
        at::parallel_for(0, blocks, 1, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t block = begin; block < end; ++block) {
                const std::int64_t row = block * kRowsAtOnce;
                normRowsBack(x.data_ptr<float>() + row * d, saved[1].data_ptr<float>(), dy.data_ptr<float>() + row * d,
                             saved[2].data_ptr<float>() + row, dx.data_ptr<float>() + row * d,
                             partial.data_ptr<float>() + block * d, std::min(kRowsAtOnce, rows - row), d);
            }
        });
        return {dx, partial.sum(0)};
    }
};

struct SwiGluFunction : torch::autograd::Function<SwiGluFunction> {
    static torch::Tensor forward(AutogradContext* context, const torch::Tensor& given) {
        const auto x = given.contiguous();
        const std::int64_t h = x.size(-1) / 2;
        const std::int64_t rows = x.numel() / (2 * h);
        auto sizes = x.sizes().vec();
        sizes.back() = h;
        auto y = torch::empty(sizes, x.options());
        at::parallel_for(0, rows, kRowsAtOnce, [&](std::int64_t begin, std::int64_t end) {
            gateRows(x.data_ptr<float>() + begin * 2 * h, y.data_ptr<float>() + begin * h, end - begin, h);
        });
        context->save_for_backward({x});
        return y;
    }
    static variable_list backward(AutogradContext* context, const variable_list& gradients) {
        const auto x = context->get_saved_variables()[0];
        const auto dy = gradients[0].contiguous();
        const std::int64_t h = x.size(-1) / 2;
        auto dx = torch::empty_like(x);
        at::parallel_for(0, x.numel() / (2 * h), kRowsAtOnce, [&](std::int64_t begin, std::int64_t end) {
            gateRowsBack(x.data_ptr<float>() + begin * 2 * h, dy.data_ptr<float>() + begin * h,
                         dx.data_ptr<float>() + begin * 2 * h, end - begin, h);
        });
        return {dx};
    }
};

torch::Tensor turned(const torch::Tensor& qkv, const torch::Tensor& table, std::int64_t from, float sign) {
    const auto x = qkv.contiguous();
    auto y = torch::empty_like(x);
    turnRows(x.data_ptr<float>(), table.data_ptr<float>() + from * table.size(1), y.data_ptr<float>(), x.size(0),
             x.size(1), x.size(3), x.size(4), sign);
    return y;
}

struct RotaryFunction : torch::autograd::Function<RotaryFunction> {
    static torch::Tensor forward(AutogradContext* context, const torch::Tensor& qkv, const torch::Tensor& table,
                                 std::int64_t from) {
        context->save_for_backward({table});
        context->saved_data["from"] = from;
        return turned(qkv, table, from, 1);
    }
    static variable_list backward(AutogradContext* context, const variable_list& gradients) {
        const auto table = context->get_saved_variables()[0];
        return {turned(gradients[0], table, context->saved_data["from"].toInt(), -1), torch::Tensor(), torch::Tensor()};
    }
};

} // namespace

torch::Tensor rmsNorm(const torch::Tensor& x, const torch::Tensor& weight) {
    return RmsNormFunction::apply(x, weight);
}

torch::Tensor swiGlu(const torch::Tensor& gateUp) {
    return SwiGluFunction::apply(gateUp);
}

torch::Tensor rotary(const torch::Tensor& qkv, const torch::Tensor& table, std::int64_t from) {
    return RotaryFunction::apply(qkv, table, from);
}

torch::Tensor rotaryTable(std::int64_t positions, std::int64_t headWidth) {
    const std::int64_t half = headWidth / 2;
    auto table = torch::empty({positions, headWidth});
    auto* to = table.data_ptr<float>();
    for (std::int64_t p = 0; p < positions; ++p)
        for (std::int64_t i = 0; i < half; ++i) {
            const double angle = double(p) * std::pow(10000.0, -2.0 * double(i) / double(headWidth));
            to[p * headWidth + i] = float(std::cos(angle));
            to[p * headWidth + half + i] = float(std::sin(angle));
        }
    return table;
}

} // namespace capriccio
