#include "core/train/training_step.h"

#include "core/train/gan_step.h"
#include "core/train/language_step.h"
#include "core/train/sequence_vae_step.h"
#include "core/train/vae_step.h"

namespace capriccio {

std::unique_ptr<TrainingStep> makeTrainingStep(const Preset& preset, const StepShape& shape, Precision precision) {
    if (preset.architecture == Architecture::Vae)
        return std::make_unique<VaeStep>(preset, shape, precision);
    if (preset.architecture == Architecture::SequenceVae)
        return std::make_unique<SequenceVaeStep>(preset, shape, precision);
    if (isSequence(preset.architecture))
        return std::make_unique<LanguageStep>(preset, shape, precision);
    return std::make_unique<GanStep>(preset, shape, precision);
}

} // namespace capriccio
