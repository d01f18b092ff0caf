#include "core/nn/language_network.h"

#include "core/types/error.h"

#include <QCoreApplication>
#include <cmath>

namespace capriccio {

SequenceShape sequenceShape(const Preset& preset, int vocabulary) {
    SequenceShape shape;
    shape.architecture = preset.architecture;
    shape.vocabulary = vocabulary;
    if (const auto* language = std::get_if<LanguageOptions>(&preset.model)) {
        shape.layers = language->layers;
        shape.width = language->width;
        shape.heads = preset.architecture == Architecture::Transformer
                          ? (language->heads > 0 ? language->heads : std::max(language->width / 32, 1))
                          : 1;
        shape.context = language->context;
        shape.dropout = language->dropout;
    } else if (const auto* vae = std::get_if<SequenceVaeOptions>(&preset.model)) {
        shape.layers = vae->layers;
        shape.width = vae->width;
        shape.heads = 1;
        shape.context = vae->length;
        shape.latent = vae->latent;
        shape.dropout = vae->dropout;
    }
    const auto refuse = [](const Sentence& why) { throw Error(Error::Kind::BadArgument, why); };
    if (shape.layers < 1 || shape.width < 8 || shape.context < 4 || vocabulary < 8)
        refuse(Sentence::translate("sequenceShape", "This model has a size that cannot be built: %1 layers, "
                                                    "width %2, context %3, %4 tokens.")
                   .arg(shape.layers)
                   .arg(shape.width)
                   .arg(shape.context)
                   .arg(vocabulary));
    if (shape.width % shape.heads != 0 ||
        (shape.architecture == Architecture::Transformer && shape.width / shape.heads % 2 != 0))
        refuse(Sentence::translate("sequenceShape", "The width %1 cannot be shared among %2 heads evenly. Choose a "
                                                    "multiple of twice the heads.")
                   .arg(shape.width)
                   .arg(shape.heads));
    if (shape.width % 2 != 0)
        refuse(Sentence::translate("sequenceShape", "The width must be even, not %1.").arg(shape.width));
    return shape;
}

SequenceShape sequenceShape(const ModelInfo& model) {
    try {
        if (!isSequence(model.preset.architecture))
            throw Error(Error::Kind::BadInput, Sentence::translate("sequenceShape", "It is a model of pictures."));
        return sequenceShape(model.preset, model.vocabulary);
    } catch (const Error& error) {
        throw Error(Error::Kind::BadInput,
                    Sentence::translate("sequenceShape", "%1 does not describe a text or music model this version "
                                                         "can build. %2")
                        .arg(model.file, error.sentence()));
    }
}

std::shared_ptr<LanguageNetwork> makeLanguageNetwork(const SequenceShape& shape) {
    if (shape.architecture == Architecture::Lstm)
        return std::make_shared<LstmNetwork>(shape);
    return std::make_shared<Transformer>(shape);
}

} // namespace capriccio
