// What a GanStep tells and keeps: held-out figures, copies for sampling, checkpoints.
#include "core/nn/random.h"
#include "core/nn/torch.h"
#include "core/sample/torch_image_sampler.h"
#include "core/train/ema.h"
#include "core/train/gan_step.h"
#include "core/train/growth.h"
#include "core/train/objective.h"

#include <QCoreApplication>

namespace capriccio {

Validation GanStep::validate(const Batch& heldOut, const Batch& training) {
    const torch::NoGradGuard guard;
    constexpr std::int64_t kChunk = 64;
    const auto judgeAll = [&](const torch::Tensor& pictures, const torch::Tensor& classes) {
        std::vector<torch::Tensor> logits;
        for (std::int64_t from = 0; from < pictures.size(0); from += kChunk) {
            const auto count = std::min(kChunk, pictures.size(0) - from);
            DiscriminatorContext context;
            context.statistics = Statistics::BatchOnly;
            if (classes.defined())
                context.classWeights = classes.narrow(0, from, count);
            logits.push_back(discriminator_->forward(pictures.narrow(0, from, count), context));
        }
        return torch::cat(logits);
    };
    const auto trainingCount = training.inputs.size(0);
    const auto classes = classWeights(training.labels, trainingCount);
    const auto z = normalDraws(trainingCount, shape_.latent, streamGenerator(0, RandomStream::LiveCheck, 0));
    std::vector<torch::Tensor> pictures;
    for (std::int64_t from = 0; from < trainingCount; from += kChunk) {
        const auto count = std::min(kChunk, trainingCount - from);
        pictures.push_back(generator_->forward(
            {z.narrow(0, from, count), classes.defined() ? classes.narrow(0, from, count) : classes, {}},
            Statistics::BatchOnly));
    }
    const auto drawnPictures = torch::cat(pictures);
    const auto size = drawnPictures.size(3);
    const auto drawn = judgeAll(drawnPictures, classes);
    const auto real = judgeAll(resized(training.inputs, size), classes);
    const auto share = accuracy(options_.objective, real, drawn);
    Validation figures{{QString::fromLatin1(kAccuracyReal), share.real},
                       {QString::fromLatin1(kAccuracyDrawn), share.drawn}};
    if (heldOut.inputs.defined() && heldOut.inputs.size(0) > 0) {
        const auto unseen =
            judgeAll(resized(heldOut.inputs, size), classWeights(heldOut.labels, heldOut.inputs.size(0)));
        figures.push_back(
            {QString::fromLatin1(kAccuracyHeldOut), (unseen > share.boundary).to(at::kFloat).mean().item<double>()});
    }
    return figures;
}

std::shared_ptr<const Sampler> GanStep::makeSampler(const ModelInfo& info) const {
    auto copy = makeGenerator(shape_);
    copyModule(*copy, average_ ? *average_ : *generator_);
    return makeGeneratorSampler(std::move(copy), shape_, info);
}

std::vector<double> GanStep::phases() const {
    return growthPhases(generator_->levels());
}

void GanStep::save(StateDict& state) const {
    saveModule(*generator_, "g.", state);
    saveModule(average_ ? *average_ : *generator_, "g_ema.", state);
    saveModule(*discriminator_, "d.", state);
    adamG_.save("adam_g.", state);
    adamD_.save("adam_d.", state);
    state.tensors["augment"] = toStored(torch::tensor({augmentation_.strength, augmentation_.sureness}, at::kDouble));
}

void GanStep::load(const StateDict& state) {
    StateReader reader(state);
    reader.readModule(*generator_, "g.");
    if (average_)
        reader.readModule(*average_, "g_ema.");
    reader.readModule(*discriminator_, "d.");
    adamG_.load("adam_g.", reader);
    adamD_.load("adam_d.", reader);
    reader.read("augment", augmentationState_);
    reader.finish(QCoreApplication::translate("GanStep", "The checkpoint"), {"g.", "d.", "adam_g.", "adam_d.", "vae"});
    augmentation_.strength = augmentationState_[0].item<double>();
    augmentation_.sureness = augmentationState_[1].item<double>();
}

} // namespace capriccio
