#include "core/io/safetensors.h"
#include "core/nn/tensor_state.h"
#include "core/sample/image_sampler.h"
#include "core/sample/torch_image_sampler.h"

namespace capriccio {

std::shared_ptr<const ImageSampler> loadImageSampler(const QString& file) {
    const StateDict state = readSafetensors(file);
    ModelInfo info = modelInfo(state, file);
    info.warning = notFiniteWarning(state, file);
    const NetworkShape shape = networkShape(info);
    StateReader reader(state);
    if (shape.architecture == Architecture::Vae) {
        auto network = std::make_shared<Vae>(shape);
        reader.readModule(*network, "vae_ema.");
        reader.finish(file, {"vae_ema."});
        return makeVaeSampler(std::move(network), shape, std::move(info));
    }
    auto network = makeGenerator(shape);
    reader.readModule(*network, "g_ema.");
    reader.finish(file, {"g_ema."});
    return makeGeneratorSampler(std::move(network), shape, std::move(info));
}

} // namespace capriccio
