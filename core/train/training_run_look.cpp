// Looking at a run while it goes: previews, figures on held-out pictures, health.
#include "core/train/run_plan.h"
#include "core/train/training_run.h"

#include <algorithm>

namespace capriccio {
namespace {

constexpr double kPreviewShare = 1.0 / 25; // of the time, at most, for previews

} // namespace

void TrainingRun::lookAround() {
    if (interrupted() || !canLook_)
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
        if (medium_->prefersBest() && validationValue_ && (best_.step < 0 || *validationValue_ < best_.value))
            startCheckpoint(); // the best state is worth keeping even if it is never reached again
        // Where the figure chooses the state that becomes the model, a dear one is worth more of the time.
        const double left = medium_->prefersBest() && plan_ ? plan_->secondsLeft(place_.step, now) : -1;
        nextValidation_ = now + validationInterval(clock_.seconds() - now, left < 0 ? 0 : now + left);
    }
}

// What is shown and said in the end is the end, not a look of a minute ago; which state becomes the model is decided on
// the last figure, too. Who stops does not wait for it.
void TrainingRun::lookAtTheEnd() {
    if (!canLook_)
        return;
    if (!interrupted() && validatedStep_ != place_.step)
        validate();
    if (!interrupted() && previewedStep_ != place_.step)
        preview();
}

bool TrainingRun::preview() {
    const auto sampler = step_->makeSampler(info(false));
    auto seen = medium_->look(sampler, [this] { return interrupted(); });
    if (!seen)
        return false;
    Preview& shown = seen->preview;
    shown.step = place_.step;
    shown.imagesSeen = place_.imagesSeen;
    shown.elapsedSeconds = clock_.seconds();
    for (const NamedValue& figure : seen->figures)
        meter_.set(figure.name, figure.value);
    if (!persist([&] { listener_.onPreview(shown); }))
        return false;
    previewedStep_ = place_.step;
    listener_.onSampler(sampler);
    say(medium_->judge(place_.imagesSeen, fraction_));
    return true;
}

void TrainingRun::validate() {
    const auto figures = medium_->validate(*step_, info(false), [this] { return interrupted(); });
    if (!figures)
        return;
    for (const NamedValue& figure : figures->values)
        meter_.set(figure.name, figure.value);
    validatedStep_ = place_.step;
    if (figures->validation)
        validationValue_ = lastValidation_ = figures->validation;
    say(medium_->judge(place_.imagesSeen, fraction_));
}

void TrainingRun::say(const std::optional<HealthReport>& report) {
    if (report)
        listener_.onHealth(*report);
}

} // namespace capriccio
