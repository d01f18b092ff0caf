#include "core/sample/image_sampler.h"
#include "core/types/counter_random.h"
#include "core/types/error.h"

#include <QCoreApplication>

namespace capriccio {

LatentPoint pointFromSeed(const ModelInfo& model, qint64 seed, int label, float truncation) {
    const auto classes = model.classes.size();
    if (label >= classes || label < -1)
        throw Error(Error::Kind::BadArgument,
                    Sentence::translate("pointFromSeed", "The model has %1 classes; class %2 is not one of them.")
                        .arg(classes)
                        .arg(label));
    LatentPoint point;
    point.seed = seed;
    point.truncation = truncation;
    const auto number = std::uint64_t(seed);
    point.z = standardNormal(streamSeed(number, RandomStream::PointZ, 0), std::size_t(model.latent));
    if (classes > 0) {
        if (label < 0)
            label = int(philox(streamSeed(number, RandomStream::PointClass, 0), 0)[0] % std::uint32_t(classes));
        point.classWeights.assign(std::size_t(classes), 0.0F);
        point.classWeights[std::size_t(label)] = 1.0F;
    }
    return point;
}

} // namespace capriccio
