#include "app/cli/encoded_picture.h"
#include "core/io/picture_export.h"
#include "core/io/pixels_image.h"

#include <cmath>

namespace capriccio {
namespace {

int run(const CommandContext& context) {
    ExportOptions options;
    options.scale = int(context.arguments.whole(QStringLiteral("scale"), 1, 8, 1));
    const EncodedPicture encoded = encodePicture(context);
    const QImage drawn = toImage(encoded.sampler->render({encoded.point}).front());
    const QString file = encoded.folder + QStringLiteral("/reconstruction.png");
    savePicture(file, enlarged(drawn, options.scale, options.enlarge),
                provenance(encoded.sampler->info(), {encoded.point}), options);

    const Pixels a = toPixels(encoded.seen, 3);
    const Pixels b = toPixels(drawn, 3);
    double squares = 0;
    for (std::size_t i = 0; i < a.bytes.size(); ++i)
        squares += std::pow((double(a.bytes[i]) - b.bytes[i]) / 255, 2);
    const double rmse = std::sqrt(squares / double(a.bytes.size()));
    context.output.line(QStringLiteral("%1 (differs from the picture by %2, 0 to 1)").arg(file).arg(rmse, 0, 'f', 3));
    context.output.result({{QStringLiteral("file"), file}, {QStringLiteral("rmse"), rmse}});
    return 0;
}

} // namespace

Command reconstructCommand() {
    Command command{QStringLiteral("reconstruct"),
                    QStringLiteral("draws a picture as the model knows it (VAE)"),
                    {},
                    encodeRules(),
                    run};
    command.rules.push_back(
        {QStringLiteral("scale"), OptionRule::Takes::One, QStringLiteral("K"), QStringLiteral("enlarge 1 to 8 times")});
    return command;
}

} // namespace capriccio
