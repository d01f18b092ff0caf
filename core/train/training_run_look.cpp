// Looking at a run while it goes: previews, figures on held-out pictures, health.
#include "core/train/training_run.h"

#include <algorithm>

namespace capriccio {
namespace {

constexpr std::size_t kDrawnAtOnce = 8;    // pictures between two looks at stop and pause
constexpr int kSwdPictures = 128;          // drawn for the distance
constexpr qint64 kSwdSeed = 1000;          // their first seed: not those of the preview
constexpr double kValidationEvery = 15;    // s of training
constexpr double kPreviewShare = 1.0 / 25; // of the time, at most, for previews
constexpr double kValidationShare = 1.0 / 40;

} // namespace

void TrainingRun::lookAround() {
    if (interrupted() || !reference_)
        return;
    const double now = clock_.seconds();
    if (now >= nextPreview_) {
        if (!preview())
            return;
        const double cost = clock_.seconds() - now;
        nextPreview_ = now + std::max(job_.preset.run.previewSeconds, cost / kPreviewShare);
    }
    if (now >= nextValidation_) {
        validate();
        nextValidation_ = now + std::max(kValidationEvery, (clock_.seconds() - now) / kValidationShare);
    }
}

std::vector<Pixels> TrainingRun::draw(const ImageSampler& sampler, const std::vector<LatentPoint>& points,
                                      bool always) const {
    std::vector<Pixels> drawn;
    for (std::size_t from = 0; from < points.size(); from += kDrawnAtOnce) {
        if (!always && interrupted())
            return {};
        const std::vector<LatentPoint> some(points.begin() + std::ptrdiff_t(from),
                                            points.begin() +
                                                std::ptrdiff_t(std::min(from + kDrawnAtOnce, points.size())));
        for (Pixels& one : sampler.render(some))
            drawn.push_back(std::move(one));
    }
    return drawn;
}

bool TrainingRun::preview() {
    const auto sampler = step_->makeSampler(info(false));
    std::vector<Pixels> tiles = draw(*sampler, previewPoints_, false);
    if (tiles.empty())
        return false;
    previewSampler_ = sampler;
    previewTiles_ = std::move(tiles);
    Preview shown;
    shown.step = place_.step;
    shown.imagesSeen = place_.imagesSeen;
    shown.elapsedSeconds = clock_.seconds();
    shown.tiles = previewTiles_;
    shown.points = previewPoints_;
    if (previewTiles_.size() > 1) {
        figures_.diversity = reference_->diversity(previewTiles_);
        meter_.set(QLatin1String(kDiversity), *figures_.diversity);
    }
    if (!persist([&] { listener_.onPreview(shown); }))
        return false;
    listener_.onSampler(sampler);
    figures_.imagesSeen = place_.imagesSeen;
    figures_.fraction = fraction_;
    say(health_.observe(figures_));
    return true;
}

void TrainingRun::validate() {
    const auto sampler = step_->makeSampler(info(false));
    std::vector<LatentPoint> points;
    for (int i = 0; i < kSwdPictures; ++i)
        points.push_back(pointFromSeed(sampler->info(), kSwdSeed + i));
    const std::vector<Pixels> drawn = draw(*sampler, points, false);
    if (drawn.empty())
        return;
    const double swd = reference_->swd(drawn);
    figures_.copies = reference_->copies(drawn);
    figures_.diversity = reference_->diversity(drawn);
    meter_.set(QLatin1String(kSwd), swd);
    meter_.set(QLatin1String(kCopies), *figures_.copies);
    meter_.set(QLatin1String(kDiversity), *figures_.diversity);
    validationValue_ = swd;
    if (reference_->heldOut().inputs.defined()) {
        for (const NamedValue& figure : step_->validate(reference_->heldOut(), reference_->training())) {
            if (figure.name == QLatin1String(kAccuracyHeldOut))
                figures_.accuracyHeldOut = figure.value;
            else if (figure.name == QLatin1String(kAccuracyReal))
                figures_.accuracyReal = figure.value;
            else if (figure.name == QLatin1String(kReconstruction))
                figures_.reconstruction = figure.value;
            else if (figure.name == QLatin1String(kReconstructionHeldOut))
                validationValue_ = figures_.reconstructionHeldOut = figure.value;
            // The training's own means go under the plain keys; only held-out figures are added to the curves.
            if (figure.name.endsWith(QLatin1String("_heldout")))
                meter_.set(figure.name, figure.value);
        }
    }
    figures_.imagesSeen = place_.imagesSeen;
    figures_.fraction = fraction_;
    say(health_.observe(figures_));
}

void TrainingRun::say(const std::optional<HealthReport>& report) {
    if (report)
        listener_.onHealth(*report);
}

} // namespace capriccio
