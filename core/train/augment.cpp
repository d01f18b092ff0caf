#include "core/train/augment.h"

#include "core/nn/torch.h"

#include <ATen/Parallel.h>
#include <algorithm>
#include <array>
#include <cmath>

namespace capriccio {

namespace {

constexpr double kMost = 0.8; // beyond, drawn pictures start to look augmented themselves

enum Column { Brightness, Saturation, Contrast, ShiftY, ShiftX, CutHalf, CutY, CutX, Columns };

struct Strides {
    std::int64_t n, c, y, x;
};

Strides stridesOf(const torch::Tensor& t) {
    return {t.stride(0), t.stride(1), t.stride(2), t.stride(3)};
}

// The part of the output that shows input, and the shift between them.
struct Window {
    std::int64_t top, bottom, left, right; // rows and columns of the output, half open
    std::int64_t dy, dx;
    std::int64_t cutTop, cutBottom, cutLeft, cutRight; // half open, empty without cutout
    bool cut(std::int64_t y, std::int64_t x) const {
        return y >= cutTop && y < cutBottom && x >= cutLeft && x < cutRight;
    }
    // Calls seen(row, column) for every pixel of the output that shows input.
    template <typename Seen>
    void visit(const Seen& seen) const {
        for (auto y = top; y < bottom; ++y)
            for (auto x = left; x < right; ++x)
                if (!cut(y, x))
                    seen(y, x);
    }
};

Window windowOf(const float* row, std::int64_t h, std::int64_t w) {
    Window v{};
    v.dy = std::int64_t(row[ShiftY]);
    v.dx = std::int64_t(row[ShiftX]);
    v.top = std::max<std::int64_t>(0, v.dy);
    v.bottom = std::min(h, h + v.dy);
    v.left = std::max<std::int64_t>(0, v.dx);
    v.right = std::min(w, w + v.dx);
    if (const auto half = std::int64_t(row[CutHalf]); half > 0) {
        v.cutTop = std::int64_t(row[CutY]) - half;
        v.cutBottom = std::int64_t(row[CutY]) + half + 1;
        v.cutLeft = std::int64_t(row[CutX]) - half;
        v.cutRight = std::int64_t(row[CutX]) + half + 1;
    }
    return v;
}

// One picture of a pass: where it lies in both tensors and what its row of the plan says. The colour part is affine:
// y = c (m + s (x - m)) + (1 - c) mu + b with the pixel's channel mean m and the picture's mean mu, because neither
// brightness nor saturation moves a mean by anything but b.
struct Work {
    const float* from;
    float* to;
    Strides in;
    Strides out;
    std::int64_t channels;
    std::int64_t height;
    std::int64_t width;
    Window view;
    float contrast;
    float brightness;
    float gain; // of a channel in itself
    float grey; // of the sum over the pixel's channels in each of them

    std::int64_t values() const { return channels * height * width; }
    // One pixel there and back: returns the sum of its channels in `pixel`.
    float recolour(const float* pixel, float* place, float offset) const {
        float all = 0;
        for (std::int64_t c = 0; c < channels; ++c)
            all += pixel[c * in.c];
        for (std::int64_t c = 0; c < channels; ++c)
            place[c * out.c] = gain * pixel[c * in.c] + grey * all + offset;
        return all;
    }
};

// Calls body(Work) for every picture, in parallel. Returns the other tensor, zero where nothing is written.
template <typename Body>
torch::Tensor forEachPicture(const torch::Tensor& x, const torch::Tensor& plan, const Body& body) {
    const auto n = x.size(0), channels = x.size(1), h = x.size(2), w = x.size(3);
    auto out = torch::empty({n, channels, h, w}, x.options(), at::MemoryFormat::ChannelsLast).zero_();
    const Strides in = stridesOf(x);
    const Strides to = stridesOf(out);
    const auto* source = x.data_ptr<float>();
    auto* target = out.data_ptr<float>();
    const auto* rows = plan.data_ptr<float>();
    at::parallel_for(0, n, 1, [&](std::int64_t begin, std::int64_t end) {
        for (auto i = begin; i < end; ++i) {
            const float* row = rows + i * Columns;
            body(Work{source + i * in.n, target + i * to.n, in, to, channels, h, w, windowOf(row, h, w), row[Contrast],
                      row[Brightness], row[Contrast] * row[Saturation],
                      row[Contrast] * (1 - row[Saturation]) / float(channels)});
        }
    });
    return out;
}

torch::Tensor forwardPass(const torch::Tensor& x, const torch::Tensor& plan) {
    return forEachPicture(x, plan, [](const Work& p) {
        double sum = 0;
        if (p.contrast != 1)
            for (std::int64_t c = 0; c < p.channels; ++c)
                for (std::int64_t y = 0; y < p.height; ++y)
                    for (std::int64_t k = 0; k < p.width; ++k)
                        sum += double(p.from[c * p.in.c + y * p.in.y + k * p.in.x]);
        const float offset = (1 - p.contrast) * float(sum / double(p.values())) + p.brightness;
        p.view.visit([&](std::int64_t y, std::int64_t k) {
            p.recolour(p.from + (y - p.view.dy) * p.in.y + (k - p.view.dx) * p.in.x, p.to + y * p.out.y + k * p.out.x,
                       offset);
        });
    });
}

// The transpose of the linear part.
torch::Tensor backwardPass(const torch::Tensor& gradient, const torch::Tensor& plan) {
    return forEachPicture(gradient, plan, [](const Work& p) {
        double sum = 0;
        p.view.visit([&](std::int64_t y, std::int64_t k) {
            sum += double(p.recolour(p.from + y * p.in.y + k * p.in.x,
                                     p.to + (y - p.view.dy) * p.out.y + (k - p.view.dx) * p.out.x, 0));
        });
        if (p.contrast != 1) {
            const auto share = float(double(1 - p.contrast) * sum / double(p.values()));
            for (std::int64_t k = 0; k < p.values(); ++k)
                p.to[k] += share;
        }
    });
}

struct Augmenting : torch::autograd::Function<Augmenting> {
    static torch::Tensor forward(torch::autograd::AutogradContext* context, const torch::Tensor& x,
                                 const torch::Tensor& plan) {
        context->saved_data["plan"] = plan;
        return forwardPass(x, plan);
    }
    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                   torch::autograd::variable_list gradients) {
        return {backwardPass(gradients[0], context->saved_data["plan"].toTensor()), torch::Tensor()};
    }
};

} // namespace

AugmentPlan planAugmentation(std::int64_t pictures, int channels, int resolution, const AugmentStrength& strength,
                             at::Generator& generator) {
    if (strength.place <= 0 && strength.colour <= 0)
        return {};
    // Five coins and seven amounts a picture, always drawn, so that one picture's fate never depends on another's.
    const auto draws = torch::rand({pictures, 12}, generator, at::TensorOptions(at::kFloat));
    auto plan = torch::zeros({pictures, std::int64_t(Columns)});
    const auto u = draws.accessor<float, 2>();
    auto row = plan.accessor<float, 2>();
    const int reach = std::max(1, resolution / 8);
    const auto whole = [](float x, int count) { return float(std::min(int(x * float(count)), count - 1)); };
    for (std::int64_t i = 0; i < pictures; ++i) {
        const auto hit = [&](int coin, double strengthOf) { return double(u[i][coin]) < strengthOf; };
        row[i][Brightness] = hit(0, strength.colour) ? u[i][5] - 0.5F : 0;
        row[i][Saturation] = hit(1, strength.colour) && channels == 3 ? 2 * u[i][6] : 1;
        row[i][Contrast] = hit(2, strength.colour) ? 0.5F + u[i][7] : 1;
        if (hit(3, strength.place)) {
            row[i][ShiftY] = whole(u[i][8], 2 * reach + 1) - float(reach);
            row[i][ShiftX] = whole(u[i][9], 2 * reach + 1) - float(reach);
        }
        if (hit(4, strength.place)) {
            row[i][CutHalf] = float(std::max(1, resolution / 4));
            row[i][CutY] = whole(u[i][10], resolution + 1);
            row[i][CutX] = whole(u[i][11], resolution + 1);
        }
    }
    return plan;
}

torch::Tensor augment(const torch::Tensor& x, const AugmentPlan& plan) {
    return plan.defined() ? Augmenting::apply(x, plan) : x;
}

AugmentStrength repetitionStrength(std::int64_t imagesSeen, std::int64_t trainingPictures) {
    const double times = double(imagesSeen) / double(std::max<std::int64_t>(trainingPictures, 1));
    const double place = std::min(kMost, 0.25 * std::log10(1 + times));
    return {place, std::max(0.0, 2 * place - kMost)};
}

void AdaptiveStrength::observe(double sign, std::int64_t pictures, double target) {
    constexpr double kSmoothing = 0.02;
    constexpr double kPicturesPerUnit = 50000;
    sureness += kSmoothing * (sign - sureness);
    const double direction = sureness > target ? 1 : -1;
    strength = std::clamp(strength + direction * double(pictures) / kPicturesPerUnit, 0.0, kMost);
}

} // namespace capriccio
