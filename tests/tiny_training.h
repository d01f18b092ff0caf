#pragma once

#include "core/nn/torch.h"
#include "core/sample/image_sampler.h"
#include "core/train/sizes.h"
#include "core/train/training_run.h"

#include <QTemporaryDir>
#include <cmath>

// A training so small that a test runs hundreds of steps in a blink; every seam of a real one is there.
namespace tiny {

using namespace capriccio;

inline StoredTensor stored(const std::vector<float>& values) {
    StoredTensor tensor;
    tensor.shape = {std::int64_t(values.size())};
    tensor.data = QByteArray(reinterpret_cast<const char*>(values.data()), qsizetype(values.size() * sizeof(float)));
    return tensor;
}

inline std::vector<float> values(const StoredTensor& tensor) {
    std::vector<float> out(std::size_t(tensor.data.size()) / sizeof(float));
    std::memcpy(out.data(), tensor.data.constData(), std::size_t(tensor.data.size()));
    return out;
}

class Sampler : public ImageSampler {
public:
    Sampler(ModelInfo info, std::vector<float> weights) : info_(std::move(info)), weights_(std::move(weights)) {}
    const ModelInfo& info() const override { return info_; }
    std::vector<Pixels> render(const std::vector<LatentPoint>& points) const override {
        std::vector<Pixels> drawn;
        for (const LatentPoint& point : points) {
            Pixels one{info_.resolution, info_.resolution, info_.channels, {}};
            one.bytes.assign(std::size_t(one.width * one.height * one.channels),
                             std::uint8_t(128 + 40 * std::tanh(point.z.front())));
            drawn.push_back(one);
        }
        return drawn;
    }
    LatentPoint encode(const Pixels&) const override { return {}; }
    StateDict state() const override {
        StateDict state;
        state.tensors["w"] = stored(weights_);
        state.meta = toMetaOf(info_);
        return state;
    }
    static QJsonObject toMetaOf(const ModelInfo& info) { return {{QStringLiteral("step"), info.step}}; }

private:
    ModelInfo info_;
    std::vector<float> weights_;
};

// Where a test makes things go wrong; shared by all steps of a run, so that it survives a rollback.
struct Trouble {
    std::function<void(const StepContext&, std::vector<NamedValue>& losses, std::vector<float>& weights)> inStep;
};

// Weights follow the batch, a momentum and a draw by counter: any difference in order, state or seed changes the bits.
class Step : public TrainingStep {
public:
    Step(double learningRate, std::shared_ptr<Trouble> trouble)
        : learningRate_(learningRate), trouble_(std::move(trouble)) {}

    Outcome step(const Batch& batch, const StepContext& context) override {
        const float seen = batch.inputs.mean().item<float>();
        const float drawn =
            float(streamSeed(context.runSeed, Stream::Figures, std::uint64_t(context.step)) >> 40) / float(1 << 24);
        const float rate =
            float(learningRate_ * (1 - double(context.step) / double(std::max<std::int64_t>(context.totalSteps, 1))));
        for (std::size_t i = 0; i < weights_.size(); ++i) {
            momentum_[i] = 0.9F * momentum_[i] + 0.1F * (seen + drawn * float(i + 1));
            weights_[i] += rate * momentum_[i];
        }
        Outcome outcome;
        outcome.losses = {{QString::fromLatin1(kLossG), 1.0}, {QString::fromLatin1(kLossD), 0.7}};
        if (trouble_->inStep)
            trouble_->inStep(context, outcome.losses, weights_);
        return outcome;
    }
    Validation validate(const Batch&, const Batch&) override { return {}; }
    std::shared_ptr<const capriccio::Sampler> makeSampler(const ModelInfo& info) const override {
        return std::make_shared<Sampler>(info, weights_);
    }
    void save(StateDict& state) const override {
        state.tensors["w"] = stored(weights_);
        state.tensors["momentum"] = stored(momentum_);
    }
    void load(const StateDict& state) override {
        weights_ = values(state.tensors.at("w"));
        momentum_ = values(state.tensors.at("momentum"));
    }

private:
    double learningRate_;
    std::shared_ptr<Trouble> trouble_;
    std::vector<float> weights_ = std::vector<float>(8, 0.1F);
    std::vector<float> momentum_ = std::vector<float>(8, 0.0F);
};

// 50 training and 6 held-out pictures of 8 x 8, all different.
class Data : public Dataset {
public:
    std::int64_t size(Part part) const override { return part == Part::Training ? 50 : 6; }
    Batch batch(const std::vector<std::int64_t>& indices, Part part) const override {
        std::vector<torch::Tensor> pictures;
        for (const std::int64_t i : indices)
            pictures.push_back(torch::full({1, 1, 8, 8}, float(i + (part == Part::HeldOut ? 60 : 0)) / 66.0F - 0.5F));
        return {torch::cat(pictures), {}};
    }
};

inline TrainingJob job(const QString& folder, qint64 steps) {
    TrainingJob job;
    job.preset = presetById(QStringLiteral("studio-gan"));
    job.preset.resolutions = {8};
    job.preset.run.minutes = 0;
    job.preset.run.steps = steps;
    job.preset.run.seed = 7;
    job.preset.run.batch = 4;
    job.preset.run.previewSeconds = 3600;
    job.preset.run.previewTiles = 2;
    job.preset.run.checkpointSeconds = 60;
    job.data.channels = 1;
    job.data.count = 50;
    job.data.heldOut = 6;
    job.data.contentHash = QStringLiteral("data");
    job.data.options.resolution = 8;
    job.folder = folder;
    return job;
}

inline RunParts parts(std::shared_ptr<Trouble> trouble = std::make_shared<Trouble>()) {
    RunParts parts;
    parts.makeStep = [trouble](const Preset& preset, const StepShape&, Precision) {
        return std::make_unique<Step>(std::get<GanOptions>(preset.model).learningRateG, trouble);
    };
    parts.openData = [](const TrainingJob&) { return std::make_shared<const Data>(); };
    parts.measure = [](const TrainingJob& job, std::shared_ptr<const Dataset>, TrainingControl&) {
        TrainingEstimate estimate;
        estimate.model = withSizes(job).model;
        estimate.threads = 1;
        estimate.secondsPerStep = 0.0005;
        return estimate;
    };
    return parts;
}

} // namespace tiny
