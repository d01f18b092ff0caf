#include "app/cli/encoded_picture.h"
#include "core/io/durable_file.h"
#include "core/io/pixels_image.h"
#include "core/types/error.h"

#include <QImageReader>
#include <QJsonArray>
#include <QJsonDocument>

namespace capriccio {
namespace {

constexpr int kLargestSide = 30000; // px

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

EncodedPicture encodePicture(const CommandContext& context) {
    const QString file = context.arguments.existing(QStringLiteral("image"));
    const QString out = context.arguments.target(QStringLiteral("out"));
    EncodedPicture encoded;
    encoded.sampler = openModel(context);
    const ModelInfo& model = encoded.sampler->info();
    if (!model.canEncode)
        throw Error(Error::Kind::BadInput,
                    QStringLiteral("%1 cannot read pictures: only a model of the preset vae can.")
                        .arg(context.arguments.existing(QStringLiteral("model"))));
    QImageReader reader(file);
    reader.setDecideFormatFromContent(true);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (size.width() > kLargestSide || size.height() > kLargestSide)
        throw Error(Error::Kind::BadInput, QStringLiteral("%1 is too large (%2 x %3 px). Make it smaller first.")
                                               .arg(file)
                                               .arg(size.width())
                                               .arg(size.height()));
    const QImage image = reader.read();
    if (image.isNull())
        throw Error(
            Error::Kind::BadInput,
            QStringLiteral("%1 cannot be read as a picture: %2. Try another file.").arg(file, reader.errorString()));
    const Pixels fitted = fittedPixels(image, model.resolution, model.channels);
    encoded.seen = toImage(fitted);
    encoded.point = encoded.sampler->encode(fitted);
    encoded.folder = madeFolder(out);
    return encoded;
}

std::vector<OptionRule> encodeRules() {
    using Takes = OptionRule::Takes;
    return {
        {QStringLiteral("model"), Takes::One, QStringLiteral("FILE"), QStringLiteral("model of the preset vae"), true},
        {QStringLiteral("image"), Takes::One, QStringLiteral("FILE"), QStringLiteral("picture to read"), true},
        {QStringLiteral("scale"), Takes::One, QStringLiteral("K"), QStringLiteral("enlarge 1 to 8 times")},
        {QStringLiteral("out"), Takes::One, QStringLiteral("DIR"), QStringLiteral("folder for the result"), true}};
}

Command encodeCommand() {
    return {
        QStringLiteral("encode"), QStringLiteral("writes the latent point of a picture (VAE)"), {}, encodeRules(), run};
}

} // namespace capriccio
