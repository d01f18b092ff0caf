#include "core/train/training_step.h"

#include "core/train/gan_step.h"
#include "core/train/vae_step.h"

namespace capriccio {

std::unique_ptr<TrainingStep> makeTrainingStep(const Preset& preset, const StepShape& shape, Precision precision) {
    if (preset.architecture == Architecture::Vae)
        return std::make_unique<VaeStep>(preset, shape, precision);
    return std::make_unique<GanStep>(preset, shape, precision);
}

} // namespace capriccio
