#include "app/cli/encoded_picture.h"
#include "core/data/seen_picture.h"
#include "core/io/durable_file.h"
#include "core/io/pixels_image.h"
#include "core/types/error.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace capriccio {
namespace {

int run(const CommandContext& context) {
    const EncodedPicture encoded = encodePicture(context);
    QJsonArray z;
    for (const float value : encoded.point.z)
        z.append(double(value));
    const QJsonObject point{{QStringLiteral("z"), z}, {QStringLiteral("model_hash"), encoded.sampler->info().hash}};
    const QString file = encoded.folder + QStringLiteral("/point.json");
    saveDurably(file, QJsonDocument(point).toJson());
    context.output.line(QStringLiteral("%1 numbers in %2").arg(encoded.point.z.size()).arg(file));
    context.output.result({{QStringLiteral("file"), file}, {QStringLiteral("z"), z}});
    return 0;
}

} // namespace

std::shared_ptr<const ImageSampler> openEncoder(const CommandContext& context) {
    auto sampler = openModel(context);
    if (!sampler->info().canEncode)
        throw Error(Error::Kind::BadInput,
                    QStringLiteral("%1 cannot read pictures: only a model of the preset vae can.")
                        .arg(context.arguments.existing(QStringLiteral("model"))));
    return sampler;
}

EncodedPicture encodePicture(const CommandContext& context) {
    const QString file = context.arguments.existing(QStringLiteral("image"));
    const QString out = context.arguments.targetFolder(QStringLiteral("out"));
    EncodedPicture encoded;
    encoded.sampler = openEncoder(context);
    const SeenPicture seen = seenBy(encoded.sampler->info(), file);
    encoded.seen = toImage(seen.pixels);
    encoded.point = encoded.sampler->encode(seen.pixels);
    encoded.folder = madeFolder(out);
    return encoded;
}

std::vector<OptionRule> encodeRules() {
    using Takes = OptionRule::Takes;
    return {
        {QStringLiteral("model"), Takes::One, QStringLiteral("FILE"), QStringLiteral("model of the preset vae"), true},
        {QStringLiteral("image"), Takes::One, QStringLiteral("FILE"), QStringLiteral("picture to read"), true},
        {QStringLiteral("out"), Takes::One, QStringLiteral("DIR"), QStringLiteral("folder for the result"), true}};
}

Command encodeCommand() {
    return {
        QStringLiteral("encode"), QStringLiteral("writes the latent point of a picture (VAE)"), {}, encodeRules(), run};
}

} // namespace capriccio
