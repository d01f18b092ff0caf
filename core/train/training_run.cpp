#include "core/train/training_run.h"

#include "core/data/image_dataset.h"
#include "core/data/sequence_dataset.h"
#include "core/nn/torch.h"
#include "core/train/compute_policy.h"
#include "core/types/error.h"

#include <algorithm>

namespace capriccio {
namespace {

constexpr double kReportEvery = 0.1; // s of training
constexpr double kSpeedIsKnown = 20; // s of training after which a run's speed says more than the measurement

} // namespace

std::shared_ptr<const Dataset> openData(const TrainingJob& job) {
    if (const auto* language = std::get_if<LanguageOptions>(&job.preset.model))
        return std::make_shared<const SequenceDataset>(job.sequences, language->context);
    if (const auto* vae = std::get_if<SequenceVaeOptions>(&job.preset.model))
        return std::make_shared<const SequenceDataset>(job.sequences, vae->length);
    return std::make_shared<const ImageDataset>(job.data);
}

RunParts realParts() {
    return {[](const Preset& preset, const StepShape& shape, Precision precision) {
                return makeTrainingStep(preset, shape, precision);
            },
            [](const TrainingJob& job) { return openData(job); },
            [](const TrainingJob& job, std::shared_ptr<const Dataset> data, TrainingControl& control) {
                return measure(job, control, true, std::move(data));
            },
            correctMeasurement,
            {}};
}

TrainingRun::TrainingRun(TrainingJob job, RunParts parts, TrainingControl& control, TrainingListener& listener)
    : job_(std::move(job)),
      parts_(std::move(parts)),
      control_(control),
      listener_(listener),
      writer_(job_.folder, std::max(job_.preset.run.keepCheckpoints, 1)),
      clock_(parts_.now) {}

TrainingResult TrainingRun::run() {
    const KeptTorchThreads restoreAfterwards;
    TrainingResult result;
    try {
        prepare();
        do {
            loop();
            setState(TrainingState::Stopping);
            lookAtTheEnd();
        } while (!saveLast() && !control_.isCancelled());
        clock_.pause(); // what is written from here on is no training
        result.outcome = control_.isCancelled() && !isOver() ? TrainingResult::Outcome::Cancelled
                                                             : TrainingResult::Outcome::Finished;
        if (savedStep_ != place_.step) {
            result.outcome = TrainingResult::Outcome::Failed;
            result.reason =
                Sentence::translate("Training", "Stopped before the last state could be saved. %1")
                    .arg(savedStep_ < 0
                             ? Sentence::translate("Training", "Nothing was saved.")
                             : Sentence::translate("Training", "The checkpoint of step %1 is safe.").arg(savedStep_));
        }
        writeModel(result);
        if (parts_.correct && !measurements_.isEmpty() && clock_.seconds() - toldSpeedAt_ >= kSpeedIsKnown)
            parts_.correct(measurements_, plan_->slowdown());
        if (result.outcome == TrainingResult::Outcome::Finished)
            say(medium_->finished());
    } catch (const DivergedError& diverged) {
        result.outcome = TrainingResult::Outcome::Diverged;
        result.reason = diverged.reason;
        try {
            writeModel(result); // rollBack left the last good state in place
        } catch (const std::exception& error) {
            result.detail = QString::fromUtf8(error.what());
        }
    } catch (const Error& error) {
        result.outcome = TrainingResult::Outcome::Failed;
        result.reason = error.sentence();
        result.detail = error.detail();
    } catch (const std::bad_alloc& error) {
        result.outcome = TrainingResult::Outcome::Failed;
        result.reason = Sentence::translate(
            "Training", "There is not enough memory for this training. Choose a smaller batch, width or "
                        "resolution.");
        result.detail = QString::fromUtf8(error.what());
    } catch (const std::exception& error) {
        result.outcome = TrainingResult::Outcome::Failed;
        result.reason = Sentence::translate(
            "Training", "The training stopped because of an internal error. Checkpoints written before are "
                        "safe.");
        result.detail = QString::fromUtf8(error.what());
    }
    result.last = stats(false);
    return result;
}

bool TrainingRun::isOver() const {
    return plan_->isOver(place_.step, clock_.seconds()) || medium_->wantsToStop();
}

void TrainingRun::setState(TrainingState state) {
    if (state == state_)
        return;
    state_ = state;
    listener_.onState(state);
}

void TrainingRun::loop() {
    while (!control_.isCancelled() && !isOver()) {
        if (!writer_.isBusy())
            answerSaveRequest();
        if (control_.isPaused()) {
            waitOutPause();
            continue;
        }
        setState(TrainingState::Running);
        trainOneStep();
        pollWriter();
        report(false);
        lookAround();
        const double now = clock_.seconds();
        plan_->observe(place_.step, now, meter_.secondsPerStep());
        if (now - lastCheckpoint_ >= std::clamp(job_.preset.run.checkpointSeconds, 1.0, 60.0))
            startCheckpoint();
    }
}

void TrainingRun::trainOneStep() {
    const std::int64_t batch = job_.preset.run.batch;
    StepContext context;
    context.step = place_.step;
    context.imagesSeen = place_.imagesSeen;
    context.totalSteps = plan_->totalSteps();
    context.runSeed = place_.rollbacks == 0
                          ? job_.preset.run.seed
                          : streamSeed(job_.preset.run.seed, Stream::Retry, std::uint64_t(place_.rollbacks));
    context.control = &control_;
    const TrainingStep::Outcome outcome = step_->step(data_->batch(order_->items(place_.cursor, batch)), context);
    if (!outcome.completed)
        return;
    if (const Sentence why = guard_.check(outcome.losses); !why.isEmpty()) {
        rollBack(why);
        return;
    }
    ++place_.step;
    place_.imagesSeen += batch * medium_->unitsPerItem();
    place_.cursor += batch;
    meter_.add(outcome.losses);
    meter_.mark(place_.step, place_.imagesSeen, clock_.seconds());
}

void TrainingRun::report(bool always) {
    const double now = clock_.seconds();
    if (!always && now - lastReport_ < kReportEvery)
        return;
    lastReport_ = now;
    const TrainingStats said = stats(true);
    medium_->note(said);
    persist([&] { listener_.onStats(said); });
}

TrainingStats TrainingRun::stats(bool withValues) {
    TrainingStats said;
    said.step = place_.step;
    said.imagesSeen = place_.imagesSeen;
    said.elapsedSeconds = clock_.seconds();
    said.imagesPerSecond = meter_.imagesPerSecond();
    if (plan_) {
        fraction_ = std::max(fraction_, plan_->fraction(place_.step, said.elapsedSeconds));
        said.fraction = fraction_;
        said.secondsLeft = plan_->secondsLeft(place_.step, said.elapsedSeconds);
    }
    if (withValues)
        said.values = meter_.takeValues();
    return said;
}

void TrainingRun::waitOutPause() {
    report(true);
    clock_.pause();
    setState(TrainingState::Paused);
    while (control_.isPaused() && !control_.isCancelled()) {
        if (writer_.isBusy())
            settle(writer_.wait());
        if (savedStep_ != place_.step) { // a pause may be the end: the artist closes the computer
            startCheckpoint();
            continue;
        }
        answerSaveRequest();
        control_.waitWhilePaused();
    }
    clock_.resume();
    meter_.restart(place_.step, place_.imagesSeen, clock_.seconds());
}

} // namespace capriccio
