#include "core/sample/torch_image_sampler.h"

#include "core/io/safetensors.h"
#include "core/nn/tensor_state.h"
#include "core/nn/torch.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <cstring>

namespace capriccio {

namespace {

constexpr std::size_t kChunk = 32; // pictures at once: bounds memory without costing speed

[[noreturn]] void refusePoints(const Sentence& why) {
    throw Error(Error::Kind::BadArgument, why);
}

LatentInput latentInput(const ModelInfo& info, const std::vector<LatentPoint>& points, std::size_t begin,
                        std::size_t end) {
    const auto n = std::int64_t(end - begin);
    const auto classes = std::int64_t(info.classes.size());
    LatentInput input;
    input.z = torch::empty({n, info.latent});
    input.truncation = torch::empty({n, 1});
    if (classes > 0)
        input.classWeights = torch::empty({n, classes});
    for (std::int64_t i = 0; i < n; ++i) {
        const LatentPoint& point = points[begin + std::size_t(i)];
        if (point.z.size() != std::size_t(info.latent))
            refusePoints(
                Sentence::translate("ImageSampler",
                                    "This point has %1 values, the model needs %2. It belongs to another model.")
                    .arg(point.z.size())
                    .arg(info.latent));
        if (point.classWeights.size() != std::size_t(classes))
            refusePoints(Sentence::translate("ImageSampler",
                                             "This point has %1 class weights, the model has %2 classes. It belongs to "
                                             "another model.")
                             .arg(point.classWeights.size())
                             .arg(classes));
        if (!(point.truncation >= 0 && point.truncation <= 2))
            refusePoints(Sentence::translate("ImageSampler", "Truncation lies between 0 and 2."));
        std::memcpy(input.z[i].data_ptr<float>(), point.z.data(), point.z.size() * sizeof(float));
        if (classes > 0)
            std::memcpy(input.classWeights[i].data_ptr<float>(), point.classWeights.data(),
                        point.classWeights.size() * sizeof(float));
        input.truncation[i] = point.truncation;
    }
    return input;
}

// What the samplers of all networks share: chunks, the guard, the hash.
template <typename Network>
class TorchSampler : public ImageSampler {
public:
    TorchSampler(std::shared_ptr<Network> network, const NetworkShape& shape, ModelInfo info, std::string prefix)
        : network_(std::move(network)), info_(std::move(info)), prefix_(std::move(prefix)) {
        info_.resolution = shape.resolution;
        info_.channels = shape.channels;
        info_.latent = shape.latent;
        if (shape.classes == 0)
            info_.classes.clear();
        StateDict state;
        saveModule(*network_, prefix_, state);
        info_.hash = hashOfTensors(state);
    }

    const ModelInfo& info() const override { return info_; }

    StateDict state() const override {
        StateDict state;
        saveModule(*network_, prefix_, state);
        state.meta = toMeta(info_);
        return state;
    }

    std::vector<Pixels> render(const std::vector<LatentPoint>& points) const override {
        const torch::NoGradGuard guard;
        std::vector<Pixels> pictures;
        pictures.reserve(points.size());
        for (std::size_t begin = 0; begin < points.size(); begin += kChunk) {
            const auto input = latentInput(info_, points, begin, std::min(points.size(), begin + kChunk));
            for (auto& picture : toPixels(draw(input)))
                pictures.push_back(std::move(picture));
        }
        return pictures;
    }

protected:
    virtual torch::Tensor draw(const LatentInput& input) const = 0;
    std::shared_ptr<Network> network_;
    ModelInfo info_;
    std::string prefix_; // of the tensor names in files
};

class GeneratorSampler final : public TorchSampler<Generator> {
public:
    GeneratorSampler(std::shared_ptr<Generator> network, const NetworkShape& shape, ModelInfo info)
        : TorchSampler(std::move(network), shape, std::move(info), "g_ema.") {}
    LatentPoint encode(const Pixels&) const override {
        refusePoints(
            Sentence::translate("ImageSampler", "This model cannot encode pictures. Train the VAE preset for that."));
    }

protected:
    torch::Tensor draw(const LatentInput& input) const override {
        const auto pictures = network_->forward(input, Statistics::Fixed);
        const std::int64_t size = info_.resolution; // a network that is still growing draws smaller pictures
        return pictures.size(3) < size ? torch::upsample_bilinear2d(pictures, {size, size}, false) : pictures;
    }
};

class VaeSampler final : public TorchSampler<Vae> {
public:
    VaeSampler(std::shared_ptr<Vae> network, const NetworkShape& shape, ModelInfo info)
        : TorchSampler(std::move(network), shape, std::move(info), "vae_ema.") {
        info_.canEncode = true;
    }
    LatentPoint encode(const Pixels& picture) const override {
        if (picture.width != info_.resolution || picture.height != info_.resolution ||
            picture.channels != info_.channels)
            refusePoints(Sentence::translate("ImageSampler", "The model encodes pictures of %1 x %1 pixels in %2.")
                             .arg(info_.resolution)
                             .arg(info_.channels == 1 ? Sentence::translate("ImageSampler", "grey")
                                                      : Sentence::translate("ImageSampler", "colour")));
        const torch::NoGradGuard guard;
        const auto mean = network_->encode(fromPixels(picture), Statistics::Fixed).mean.contiguous();
        LatentPoint point;
        point.z.assign(mean.data_ptr<float>(), mean.data_ptr<float>() + mean.numel());
        return point;
    }

protected:
    torch::Tensor draw(const LatentInput& input) const override {
        return network_->decode(input.z * input.truncation, Statistics::Fixed);
    }
};

} // namespace

std::shared_ptr<const ImageSampler> makeGeneratorSampler(std::shared_ptr<Generator> network, const NetworkShape& shape,
                                                         ModelInfo info) {
    info.canEncode = false;
    return std::make_shared<GeneratorSampler>(std::move(network), shape, std::move(info));
}

std::shared_ptr<const ImageSampler> makeVaeSampler(std::shared_ptr<Vae> network, const NetworkShape& shape,
                                                   ModelInfo info) {
    return std::make_shared<VaeSampler>(std::move(network), shape, std::move(info));
}

std::vector<Pixels> toPixels(const torch::Tensor& pictures) {
    const auto bytes =
        ((pictures.detach() + 1) * 127.5).round().clamp(0, 255).to(at::kByte).permute({0, 2, 3, 1}).contiguous();
    std::vector<Pixels> result(std::size_t(bytes.size(0)));
    const auto size = std::size_t(bytes.size(1) * bytes.size(2) * bytes.size(3));
    const auto* source = bytes.data_ptr<std::uint8_t>();
    for (auto& picture : result) {
        picture.height = int(bytes.size(1));
        picture.width = int(bytes.size(2));
        picture.channels = int(bytes.size(3));
        picture.bytes.assign(source, source + size);
        source += size;
    }
    return result;
}

torch::Tensor fromPixels(const Pixels& picture) {
    auto bytes = torch::empty({1, picture.height, picture.width, picture.channels}, at::kByte);
    std::memcpy(bytes.data_ptr(), picture.bytes.data(), picture.bytes.size());
    return bytes.permute({0, 3, 1, 2}).to(at::kFloat).div(127.5).sub(1);
}

} // namespace capriccio
