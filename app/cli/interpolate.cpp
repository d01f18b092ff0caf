#include "app/cli/commands.h"
#include "core/types/error.h"
#include "core/types/interpolation.h"

namespace capriccio {
namespace {

std::vector<qint64> seedsOf(const QString& text) {
    std::vector<qint64> seeds;
    const QStringList words = text.split(u',');
    for (const QString& word : words) {
        bool read = false;
        const qint64 seed = word.toLongLong(&read);
        if (!read || seed < 0)
            throw Error(Error::Kind::BadArgument,
                        QStringLiteral("--seeds takes two to four whole numbers like 1,2,3, not \"%1\".").arg(text));
        seeds.push_back(seed);
    }
    if (seeds.size() < 2 || seeds.size() > 4)
        throw Error(Error::Kind::BadArgument,
                    QStringLiteral("--seeds takes two to four whole numbers like 1,2,3, not \"%1\".").arg(text));
    return seeds;
}

int run(const CommandContext& context) {
    const Arguments& arguments = context.arguments;
    const std::vector<qint64> seeds = seedsOf(arguments.text(QStringLiteral("seeds")));
    const auto steps = int(arguments.whole(QStringLiteral("steps"), 2, 99999, 2));
    const auto truncation = float(arguments.number(QStringLiteral("truncation"), 0, 2, 1));
    arguments.whole(QStringLiteral("scale"), 1, 8, 1); // refused before the model is loaded
    if (arguments.has(QStringLiteral("strip")) && arguments.has(QStringLiteral("sheet")))
        throw Error(Error::Kind::BadArgument, QStringLiteral("Give --strip or --sheet, not both."));
    const QString out = arguments.target(QStringLiteral("out"));
    const auto sampler = openModel(context);
    const int label = classOf(context, sampler->info());
    std::vector<LatentPoint> corners;
    for (const qint64 seed : seeds)
        corners.push_back(pointFromSeed(sampler->info(), seed, label, truncation));
    const PathKind kind = arguments.has(QStringLiteral("spherical")) ? PathKind::Spherical : PathKind::Linear;
    savePictures(context, *sampler, pathThrough(corners, steps, kind), out);
    return 0;
}

} // namespace

Command interpolateCommand() {
    using Takes = OptionRule::Takes;
    Command command{
        QStringLiteral("interpolate"),
        QStringLiteral("draws the way between two to four seeds"),
        {},
        {{QStringLiteral("model"), Takes::One, QStringLiteral("FILE"), QStringLiteral("model or checkpoint"), true},
         {QStringLiteral("seeds"), Takes::One, QStringLiteral("A,B[,C,D]"), QStringLiteral("seeds to go through"),
          true},
         {QStringLiteral("steps"), Takes::One, QStringLiteral("N"), QStringLiteral("pictures on the way"), true},
         {QStringLiteral("spherical"), Takes::Nothing, {}, QStringLiteral("along the sphere instead of straight")},
         {QStringLiteral("truncation"), Takes::One, QStringLiteral("X"),
          QStringLiteral("0 average .. 1 as trained .. 2 bold")},
         {QStringLiteral("class"), Takes::One, QStringLiteral("C"), QStringLiteral("class by name or number")},
         {QStringLiteral("strip"),
          Takes::Nothing,
          {},
          QStringLiteral("the way side by side in one file, strip.png, instead of single pictures")},
         {QStringLiteral("sheet"),
          Takes::Nothing,
          {},
          QStringLiteral("the way in rows in one file, sheet.png, instead of single pictures")},
         {QStringLiteral("out"), Takes::One, QStringLiteral("DIR"), QStringLiteral("folder for NNNNN.png"), true}},
        run};
    for (OptionRule& rule : exportRules())
        command.rules.push_back(std::move(rule));
    return command;
}

} // namespace capriccio
