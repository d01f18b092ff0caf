#include "core/nn/winograd.h"

#include "core/nn/layers.h"
#include "core/nn/torch.h"
#include "core/nn/winograd_kernels.h"

#include <ATen/Parallel.h>

namespace capriccio {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

constexpr std::int64_t kEights = 8;      // channels come in
constexpr std::int64_t kMostColours = 4; // of pictures: filters of zeros beside them cost less than another way

const c10::optional<torch::Tensor> kNoBias; // Torch counts an undefined tensor among the inputs, and fails on it

bool fitsWinograd(std::int64_t channels) {
    return channels % kEights == 0 && channels <= kMostWinogradChannels;
}

// A linear map: copies of what is read, the convolution or its transpose, means of what is written, times `scale`.
struct Map {
    bool transposed = false;
    bool readsHalf = false;
    bool writesHalf = false;
    double scale = 1;

    // Copies are the transpose of sums, which are four means.
    Map transpose() const { return {!transposed, writesHalf, readsHalf, ofFilters() * (readsHalf ? 4 : 1)}; }
    // Of the filters' gradient, for which the output's gradient is copied.
    double ofFilters() const { return scale * (writesHalf ? 0.25 : 1); }

    void save(AutogradContext& context) const {
        context.saved_data["map"] =
            c10::List<double>({double(transposed), double(readsHalf), double(writesHalf), scale});
    }
    static Map load(AutogradContext& context) {
        const auto values = context.saved_data["map"].toDoubleVector();
        return {values[0] != 0, values[1] != 0, values[2] != 0, values[3]};
    }
};

WinogradShape winogradShape(const torch::Tensor& x, std::int64_t out, const Map& map) {
    const std::int64_t times = map.readsHalf ? 2 : 1;
    return {x.size(0), x.size(2) * times, x.size(3) * times, x.size(1), out, map.readsHalf, map.writesHalf};
}

torch::Tensor filterPlanes(const WinogradShape& shape) {
    return torch::empty({kWinogradPoints, winogradPlane(shape.in * shape.out)});
}

torch::Tensor scratchOf(const WinogradShape& shape) {
    return torch::empty({winogradScratch(shape)});
}

// signs: undefined, or of the result's size, and `signsSlope` how often a result counts where it is not above zero.
torch::Tensor convolve(const torch::Tensor& pictures, double slope, const torch::Tensor& weight,
                       const torch::Tensor& bias, const Map& map, const torch::Tensor& signs, double signsSlope) {
    const auto x = channelsLast(pictures);
    const auto filters = weight.contiguous();
    const WinogradShape shape = winogradShape(x, weight.size(map.transposed ? 1 : 0), map);
    const auto transformed = filterPlanes(shape);
    winogradFilters(filters.data_ptr<float>(), map.transposed ? FilterUse::Transposed : FilterUse::Forward, shape,
                    transformed.data_ptr<float>());
    const std::int64_t part = map.writesHalf ? 2 : 1;
    auto y = torch::empty({shape.pictures, shape.out, shape.height / part, shape.width / part}, x.options(),
                          at::MemoryFormat::ChannelsLast);
    WinogradOutput output;
    output.values = y.data_ptr<float>();
    output.bias = bias.defined() ? bias.data_ptr<float>() : nullptr;
    output.scale = float(map.scale);
    output.signs = signs.defined() ? signs.data_ptr<float>() : nullptr;
    output.slope = float(signsSlope);
    at::parallel_for(0, shape.tiles(), 1, [&](std::int64_t first, std::int64_t last) {
        const auto scratch = scratchOf(shape);
        winogradConvolve({x.data_ptr<float>(), float(slope)}, transformed.data_ptr<float>(), output, shape, first, last,
                         scratch.data_ptr<float>());
    });
    return y;
}

// Returns [out, in, 3, 3], the gradient of a convolution's filters. map: what is halved, and the scale of the result.
torch::Tensor filterGradient(const torch::Tensor& pictures, double slope, const torch::Tensor& outputGradient,
                             const Map& map) {
    const auto x = channelsLast(pictures);
    const auto gradient = channelsLast(outputGradient);
    const WinogradShape shape = winogradShape(x, gradient.size(1), map);
    // A share of the tiles each; added up in their order, whoever is ready first.
    const std::int64_t shares = std::clamp<std::int64_t>(at::get_num_threads(), 1, shape.tiles());
    auto sums = std::vector<torch::Tensor>(std::size_t(shares));
    at::parallel_for(0, shares, 1, [&](std::int64_t begin, std::int64_t end) {
        const auto scratch = scratchOf(shape);
        for (auto share = begin; share < end; ++share) {
            auto& sum = sums[std::size_t(share)];
            sum = filterPlanes(shape);
            winogradFilterGradient({x.data_ptr<float>(), float(slope)}, gradient.data_ptr<float>(),
                                   sum.data_ptr<float>(), shape, shape.tiles() * share / shares,
                                   shape.tiles() * (share + 1) / shares, scratch.data_ptr<float>());
        }
    });
    for (std::size_t share = 1; share < sums.size(); ++share)
        sums.front().add_(sums[share]);
    auto result = torch::empty({shape.out, shape.in, 3, 3});
    winogradFilterGradientBack(sums.front().data_ptr<float>(), shape, float(map.scale), result.data_ptr<float>());
    return result;
}

torch::Tensor leakyOf(const torch::Tensor& x, double slope) {
    return slope < 1 ? torch::leaky_relu(x, slope) : x;
}

// A convolution, its input gradient and its filters' gradient are each other's derivatives.

struct Convolving : torch::autograd::Function<Convolving> {
    static torch::Tensor forward(AutogradContext* context, const torch::Tensor& x, const torch::Tensor& weight,
                                 const c10::optional<torch::Tensor>& bias, double slope, const Map& map) {
        context->save_for_backward({x, weight});
        context->saved_data["slope"] = slope;
        context->saved_data["bias"] = bias.has_value();
        map.save(*context);
        return convolve(x, slope, weight, bias.value_or(torch::Tensor()), map, {}, 1);
    }
    static variable_list backward(AutogradContext* context, variable_list gradients);
};

struct FilterGradient : torch::autograd::Function<FilterGradient> {
    static torch::Tensor forward(AutogradContext* context, const torch::Tensor& x, const torch::Tensor& gradient,
                                 const Map& map) {
        context->save_for_backward({x, gradient});
        map.save(*context);
        return filterGradient(x, 1, gradient, map);
    }
    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const auto saved = context->get_saved_variables();
        const Map map = Map::load(*context);
        torch::Tensor ofX;
        torch::Tensor ofGradient;
        if (context->needs_input_grad(0))
            ofX = Convolving::apply(saved[1], gradients[0], kNoBias, 1.0,
                                    Map{true, map.writesHalf, map.readsHalf, map.scale * (map.readsHalf ? 4 : 1)});
        if (context->needs_input_grad(1))
            ofGradient =
                Convolving::apply(saved[0], gradients[0], kNoBias, 1.0,
                                  Map{false, map.readsHalf, map.writesHalf, map.scale * (map.writesHalf ? 4 : 1)});
        return {ofX, ofGradient, torch::Tensor()};
    }
};

variable_list Convolving::backward(AutogradContext* context, variable_list gradients) {
    const auto saved = context->get_saved_variables();
    const auto& x = saved[0];
    const auto& weight = saved[1];
    const Map map = Map::load(*context);
    const double slope = context->saved_data["slope"].toDouble();
    const auto gradient = channelsLast(gradients[0]);
    const bool again = at::GradMode::is_enabled(); // somebody will ask for the gradient's own
    torch::Tensor ofX;
    torch::Tensor ofWeight;
    torch::Tensor ofBias;
    if (context->needs_input_grad(0)) {
        if (again) {
            ofX = Convolving::apply(gradient, weight, kNoBias, 1.0, map.transpose());
            if (slope < 1)
                ofX = at::leaky_relu_backward(ofX, x, slope, false);
        } else {
            ofX = convolve(gradient, 1, weight, {}, map.transpose(), slope < 1 ? channelsLast(x) : torch::Tensor(),
                           slope);
        }
    }
    if (context->needs_input_grad(1)) {
        Map of{false, map.readsHalf, map.writesHalf, map.ofFilters()};
        if (map.transposed)
            std::swap(of.readsHalf, of.writesHalf);
        if (map.transposed)
            ofWeight = FilterGradient::apply(gradient, leakyOf(x, slope), of);
        else
            ofWeight =
                again ? FilterGradient::apply(leakyOf(x, slope), gradient, of) : filterGradient(x, slope, gradient, of);
    }
    if (context->saved_data["bias"].toBool() && context->needs_input_grad(2)) // [N * H * W, out], as in memory
        ofBias = gradient.permute({0, 2, 3, 1}).reshape({-1, gradient.size(1)}).sum(0);
    return {ofX, ofWeight, ofBias, torch::Tensor(), torch::Tensor()};
}

} // namespace

bool hasWinogradConvolution(const torch::Tensor& x, const torch::Tensor& weight, const Around& around) {
    const std::int64_t unit = around.doubled ? 2 : 4;
    return hasWinogradKernels() && x.is_cpu() && x.scalar_type() == at::kFloat && weight.scalar_type() == at::kFloat &&
           x.dim() == 4 && x.size(0) > 0 && x.size(2) > 0 && x.size(3) > 0 && x.size(2) % unit == 0 &&
           x.size(3) % unit == 0 && weight.size(2) == 3 && weight.size(3) == 3 && x.size(1) == weight.size(1) &&
           (fitsWinograd(weight.size(0)) || weight.size(0) <= kMostColours) && fitsWinograd(weight.size(1));
}

torch::Tensor winogradConvolution(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias,
                                  const Around& around) {
    const Map map{false, around.doubled, around.halved, 1};
    const auto offset = bias.defined() ? c10::make_optional(bias) : kNoBias;
    const auto out = weight.size(0);
    if (fitsWinograd(out))
        return Convolving::apply(x, weight, offset, around.slope, map);
    const auto beside = kEights - out % kEights;
    return Convolving::apply(x, torch::constant_pad_nd(weight, {0, 0, 0, 0, 0, 0, 0, beside}),
                             bias.defined() ? c10::make_optional(torch::constant_pad_nd(bias, {0, beside})) : kNoBias,
                             around.slope, map)
        .narrow(1, 0, out);
}

} // namespace capriccio
