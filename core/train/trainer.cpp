#include "core/train/trainer.h"

#include "core/train/training_run.h"

namespace capriccio {

Trainer::Trainer(TrainingJob job) : job_(std::move(job)) {}

Trainer::~Trainer() = default;

TrainingResult Trainer::run(TrainingControl& control, TrainingListener& listener) {
    return TrainingRun(job_, realParts(), control, listener).run();
}

} // namespace capriccio
