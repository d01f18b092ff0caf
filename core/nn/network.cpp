#include "core/nn/network.h"

#include "core/nn/dcgan.h"
#include "core/nn/mlp_gan.h"
#include "core/nn/studio_gan.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <algorithm>

namespace capriccio {

namespace {

Sentence refusal(const Preset& preset, int resolution, int channels) {
    const auto& sizes = preset.resolutions;
    if (!sizes.empty() && std::find(sizes.begin(), sizes.end(), resolution) == sizes.end()) {
        QStringList allowed;
        for (const int size : sizes)
            allowed << QString::number(size);
        return Sentence::translate("networkShape", "%1 cannot train at %2 pixels. It trains at: %3.")
            .arg(preset.title.isEmpty() ? preset.id : preset.title)
            .arg(resolution)
            .arg(allowed.join(QStringLiteral(", ")));
    }
    if (preset.channels == 1 && channels != 1)
        return Sentence::translate("networkShape", "%1 trains on grey pictures only. Prepare the pictures in grey.")
            .arg(preset.title.isEmpty() ? preset.id : preset.title);
    if (preset.architecture == Architecture::MlpGan && preset.run.batch < 2) // batch norm over the batch alone
        return Sentence::translate("networkShape", "%1 needs at least 2 pictures a step. Choose a batch size "
                                                   "of 2 or more.")
            .arg(preset.title.isEmpty() ? preset.id : preset.title);
    if (preset.architecture == Architecture::Dcgan) { // halved at every size but the smallest
        const int least = 1 << (doublings(resolution) - 1);
        const int width = std::get<GanOptions>(preset.model).width;
        if (width > 0 && width < least)
            return Sentence::translate("networkShape", "%1 at %2 pixels needs a width of at least %3 channels, not %4.")
                .arg(preset.title.isEmpty() ? preset.id : preset.title)
                .arg(resolution)
                .arg(least)
                .arg(width);
    }
    return {};
}

} // namespace

NetworkShape networkShape(const Preset& preset, int resolution, int channels, int classes) {
    const Sentence why = refusal(preset, resolution, channels);
    if (!why.isEmpty())
        throw Error(Error::Kind::BadArgument, why);
    NetworkShape shape;
    shape.architecture = preset.architecture;
    shape.resolution = resolution;
    shape.channels = channels;
    shape.classes = preset.architecture == Architecture::StudioGan && classes > 1 ? classes : 0;
    if (const auto* gan = std::get_if<GanOptions>(&preset.model)) {
        shape.latent = gan->latent;
        shape.width = gan->width;
        shape.dropout = gan->dropout;
        shape.upsampling = gan->upsampling;
    } else if (const auto* vae = std::get_if<VaeOptions>(&preset.model)) {
        shape.latent = vae->latent;
        shape.width = vae->width;
    } else {
        throw Error(Error::Kind::BadArgument,
                    Sentence::translate("networkShape", "%1 does not draw pictures.").arg(preset.title));
    }
    return shape;
}

NetworkShape networkShape(const ModelInfo& model) {
    try {
        return networkShape(model.preset, model.resolution, model.channels, int(model.classes.size()));
    } catch (const Error& error) {
        Sentence why =
            Sentence::translate("networkShape", "%1 does not describe a model this version can build.").arg(model.file);
        if (isSequence(model.preset.architecture))
            why = Sentence::translate("networkShape", "%1 is a %2 model, which draws no pictures.")
                      .arg(model.file, model.preset.title);
        throw Error(Error::Kind::BadInput, why, error.message());
    }
}

std::shared_ptr<Generator> makeGenerator(const NetworkShape& shape) {
    switch (shape.architecture) {
    case Architecture::MlpGan:
        return std::make_shared<MlpGenerator>(shape);
    case Architecture::Dcgan:
        return std::make_shared<DcganGenerator>(shape);
    case Architecture::StudioGan:
        return std::make_shared<StudioGenerator>(shape);
    default:
        break;
    }
    throw Error(Error::Kind::BadArgument, QStringLiteral("This architecture has no generator of its own."));
}

std::shared_ptr<Discriminator> makeDiscriminator(const NetworkShape& shape) {
    switch (shape.architecture) {
    case Architecture::MlpGan:
        return std::make_shared<MlpDiscriminator>(shape);
    case Architecture::Dcgan:
        return std::make_shared<DcganDiscriminator>(shape);
    case Architecture::StudioGan:
        return std::make_shared<StudioDiscriminator>(shape);
    default:
        break;
    }
    throw Error(Error::Kind::BadArgument, QStringLiteral("This architecture has no discriminator."));
}

int doublings(int resolution) {
    int n = 0;
    int size = 4;
    while (size < resolution) {
        size *= 2;
        ++n;
    }
    if (size != resolution)
        throw Error(Error::Kind::BadArgument,
                    Sentence::translate("networkShape", "This model cannot train at %1 pixels.").arg(resolution));
    return n;
}

} // namespace capriccio
