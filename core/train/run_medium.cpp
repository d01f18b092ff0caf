#include "core/train/run_medium.h"

#include "core/train/picture_medium.h"
#include "core/train/sequence_medium.h"

namespace capriccio {

std::unique_ptr<RunMedium> makeRunMedium(const TrainingJob& job, std::shared_ptr<const Dataset> data) {
    if (isSequence(job.preset.architecture))
        return std::make_unique<SequenceMedium>(job, std::move(data));
    return std::make_unique<PictureMedium>(job, std::move(data));
}

} // namespace capriccio
