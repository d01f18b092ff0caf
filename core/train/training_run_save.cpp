// What a run leaves on disk, and how it goes back to it.
#include "core/io/safetensors.h"
#include "core/train/compute_policy.h"
#include "core/train/training_run.h"
#include "core/types/error.h"

#include <QElapsedTimer>
#include <algorithm>
#include <chrono>
#include <thread>

namespace capriccio {
namespace {

constexpr int kRollbacks = 3; // returns to a good state before the run is given up
// The last state stands in for the best one as long as it is not worse than by this share on held-out material: it has
// settled (the learning rate has fallen) and writes more fluently.
constexpr double kStillAsGood = 0.05;
constexpr double kRetryEvery = 2;   // s between attempts on a full disk
constexpr qint64 kTellAfter = 1000; // ms after which who waits for the last figures wants to know what for

} // namespace

std::shared_ptr<StateDict> TrainingRun::snapshot() const {
    auto state = std::make_shared<StateDict>();
    step_->save(*state);
    const QJsonObject own = state->meta; // what the step keeps in words
    state->meta = toMeta(info(true));
    for (auto it = own.begin(); it != own.end(); ++it)
        state->meta.insert(it.key(), it.value());
    QJsonObject training{{QStringLiteral("step"), place_.step},
                         {QStringLiteral("imagesSeen"), place_.imagesSeen},
                         {QStringLiteral("cursor"), place_.cursor},
                         {QStringLiteral("rollbacks"), place_.rollbacks},
                         {QStringLiteral("elapsedSeconds"), clock_.seconds()},
                         {QStringLiteral("plan"), plan_->toJson()},
                         {QStringLiteral("health"), medium_->healthToJson()},
                         {QStringLiteral("fingerprint"), numericsFingerprint(threads_, precision_)}};
    if (best_.step >= 0)
        training.insert(QStringLiteral("best"),
                        QJsonObject{{QStringLiteral("value"), best_.value}, {QStringLiteral("step"), best_.step}});
    state->meta.insert(QStringLiteral("training"), training);
    return state;
}

void TrainingRun::startCheckpoint() {
    if (writer_.isBusy() || savedStep_ == place_.step)
        return;
    if (validationValue_ && (best_.step < 0 || *validationValue_ < best_.value))
        best_ = {*validationValue_, place_.step};
    validationValue_.reset();
    CheckpointInfo where;
    where.step = place_.step;
    where.imagesSeen = place_.imagesSeen;
    where.elapsedSeconds = clock_.seconds();
    beingWritten_ = snapshot();
    writer_.start(beingWritten_, where, best_.step);
    lastCheckpoint_ = clock_.seconds();
}

void TrainingRun::answerSaveRequest() {
    if (!control_.takeCheckpointRequest())
        return;
    if (savedStep_ == place_.step)
        listener_.onNotice(Sentence::translate("Training", "Everything is saved already."));
    else
        startCheckpoint();
}

void TrainingRun::pollWriter() {
    if (auto result = writer_.take())
        settle(std::move(*result));
}

// Returns false when the run went back or nothing could be saved.
bool TrainingRun::settle(CheckpointWriter::Result result) {
    while (result.outcome == CheckpointWriter::Outcome::Failed) {
        const bool saved = persist([&] {
            if (result.outcome == CheckpointWriter::Outcome::Failed && !result.message.isEmpty())
                throw Error(Error::Kind::Storage, std::exchange(result.message, {}));
            writer_.start(beingWritten_, result.checkpoint, best_.step);
            result = writer_.wait();
            if (result.outcome == CheckpointWriter::Outcome::Failed)
                throw Error(Error::Kind::Storage, std::exchange(result.message, {}));
        });
        if (!saved)
            return false;
    }
    beingWritten_.reset();
    if (result.outcome == CheckpointWriter::Outcome::NotFinite) {
        rollBack(result.message);
        return false;
    }
    savedStep_ = result.checkpoint.step;
    persist([&] { listener_.onCheckpoint(result.checkpoint); });
    return true;
}

bool TrainingRun::saveLast() {
    report(true);
    if (writer_.isBusy() && !settle(writer_.wait()))
        return false;
    if (savedStep_ == place_.step)
        return true;
    startCheckpoint();
    return settle(writer_.wait());
}

void TrainingRun::rollBack(const Sentence& why) {
    if (writer_.isBusy()) { // an earlier, finite state may be on its way to disk: it is worth having
        const CheckpointWriter::Result result = writer_.wait();
        beingWritten_.reset();
        if (result.outcome == CheckpointWriter::Outcome::Saved) {
            savedStep_ = result.checkpoint.step;
            persist([&] { listener_.onCheckpoint(result.checkpoint); });
        }
    }
    const bool givenUp = ++place_.rollbacks > kRollbacks;
    buildStep();
    FoundCheckpoint found;
    if (savedStep_ >= 0)
        found = newestCheckpoint(job_.folder);
    if (!found.file.isEmpty()) {
        step_->load(found.state);
        restorePlace(found.state.meta.value(QLatin1String("training")).toObject());
        savedStep_ = place_.step;
    } else {
        const int rollbacks = place_.rollbacks;
        place_ = {};
        place_.rollbacks = rollbacks;
        savedStep_ = -1;
        if (job_.branch)
            step_->load(readCheckpoint(job_.startFrom));
    }
    guard_ = {};
    validationValue_.reset();
    meter_.restart(place_.step, place_.imagesSeen, clock_.seconds());
    if (givenUp)
        throw DivergedError{
            Sentence::translate("Training",
                                "The training went wrong %1 times, also with half the learning rate each time. %2 "
                                "The last good state (step %3) is "
                                "kept. Try a lower learning rate or a higher R1 gamma.")
                .arg(place_.rollbacks)
                .arg(why)
                .arg(place_.step)};
    listener_.onNotice(Sentence::translate("Training", "%1 Went back to step %2 and go on with half the learning rate.")
                           .arg(why)
                           .arg(place_.step));
    listener_.onHealth(medium_->rolledBack(why, place_.rollbacks, kRollbacks));
}

std::shared_ptr<const Sampler> TrainingRun::finalSampler() {
    const bool bestIsOther = best_.step >= 0 && best_.step != place_.step;
    const double now = lastValidation_.value_or(best_.value);
    if (medium_->prefersBest() && bestIsOther && best_.value * (1 + kStillAsGood) < now) {
        const QString file = checkpointFile(job_.folder, best_.step);
        try {
            const std::unique_ptr<TrainingStep> best = parts_.makeStep(job_.preset, shape_, precision_);
            const StateDict state = readCheckpoint(file);
            best->load(state);
            const QJsonObject training = state.meta.value(QLatin1String("training")).toObject();
            ModelInfo model = info(false);
            model.step = best_.step;
            model.imagesSeen = training.value(QLatin1String("imagesSeen")).toInteger();
            model.trainedSeconds = training.value(QLatin1String("elapsedSeconds")).toDouble();
            listener_.onNotice(
                Sentence::translate("Training",
                                    "The model is the one of step %1: it was better on held-out material than the "
                                    "last. The last one stays as a checkpoint.")
                    .arg(best_.step));
            return best->makeSampler(model);
        } catch (const Error&) { // without the best checkpoint the last state is what there is
        }
    }
    return step_->makeSampler(info(false));
}

void TrainingRun::writeModel(TrainingResult& result) {
    const auto sampler = finalSampler();
    const StateDict model = sampler->state();
    if (!allFinite(model))
        return;
    const QString file = job_.folder + QStringLiteral("/model.safetensors");
    if (persist([&] { writeSafetensors(file, model); }))
        result.modelFile = file;
    QString samples;
    if (persist([&] { samples = medium_->writeSamples(job_.folder, sampler, [&] { return control_.isCancelled(); }); }))
        result.sampleGrid = samples;
    if (!control_.isCancelled())
        result.figures = finalFigures(*sampler);
    listener_.onSampler(sampler);
}

std::vector<NamedValue> TrainingRun::finalFigures(const Sampler& sampler) {
    QElapsedTimer waited;
    waited.start();
    bool told = false;
    return medium_->finalFigures(sampler, [&] {
        if (!told && waited.hasExpired(kTellAfter)) {
            told = true;
            listener_.onNotice(Sentence::translate(
                "Training", "Measuring the finished model on held-out material. Stopping skips this."));
        }
        return control_.isCancelled();
    });
}

bool TrainingRun::persist(const std::function<void()>& write) {
    bool told = false;
    const TrainingState before = state_;
    for (;;) {
        try {
            write();
            break;
        } catch (const Error& error) {
            if (error.kind() != Error::Kind::Storage)
                throw;
            if (!told) {
                told = true;
                clock_.pause();
                setState(TrainingState::Paused);
                listener_.onNotice(
                    Sentence::translate(
                        "Training",
                        "Training pauses: %1 Nothing is lost; it goes on by itself as soon as saving works again.")
                        .arg(error.sentence()));
            }
        }
        if (!waitSeconds(kRetryEvery))
            return false;
    }
    if (told) {
        clock_.resume();
        setState(before);
        listener_.onNotice(Sentence::translate("Training", "Saved. Training goes on."));
    }
    return true;
}

bool TrainingRun::waitSeconds(double seconds) const {
    for (double waited = 0; waited < seconds; waited += 0.05) {
        if (control_.isCancelled())
            return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return true;
}

} // namespace capriccio
