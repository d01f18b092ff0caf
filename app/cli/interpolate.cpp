#include "app/cli/encoded_picture.h"
#include "core/data/seen_picture.h"
#include "core/types/error.h"
#include "core/types/interpolation.h"

#include <QFileInfo>

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

// Paths as words of their own or joined by commas; a name that holds a comma is a word of its own.
QStringList picturesOf(const Arguments& arguments) {
    QStringList files;
    for (const QString& word : arguments.list(QStringLiteral("images"))) {
        if (QFileInfo::exists(literalPath(word, false)))
            files << literalPath(word, true);
        else
            for (const QString& each : word.split(u','))
                files << literalPath(each, true);
    }
    if (files.size() < 2 || files.size() > 4)
        throw Error(Error::Kind::BadArgument,
                    QStringLiteral("--images takes two to four pictures like a.png,b.png, not %1.").arg(files.size()));
    return files;
}

int run(const CommandContext& context) {
    const Arguments& arguments = context.arguments;
    const bool between = arguments.has(QStringLiteral("images"));
    if (between == arguments.has(QStringLiteral("seeds")))
        throw Error(Error::Kind::BadArgument,
                    QStringLiteral("Say what to go between: --seeds A,B or, with a model of the preset vae, --images "
                                   "A,B; one of them."));
    const QStringList files = between ? picturesOf(arguments) : QStringList();
    const std::vector<qint64> seeds =
        between ? std::vector<qint64>() : seedsOf(arguments.text(QStringLiteral("seeds")));
    const auto steps = int(arguments.whole(QStringLiteral("steps"), 2, 99999, 2));
    const auto truncation = float(arguments.number(QStringLiteral("truncation"), 0, 2, 1));
    arguments.whole(QStringLiteral("scale"), 1, 8, 1); // refused before the model is loaded
    if (arguments.has(QStringLiteral("strip")) && arguments.has(QStringLiteral("sheet")))
        throw Error(Error::Kind::BadArgument, QStringLiteral("Give --strip or --sheet, not both."));
    const QString out = arguments.targetFolder(QStringLiteral("out"));
    const auto sampler = between ? openEncoder(context) : openModel(context);
    const int label = classOf(context, sampler->info());
    std::vector<LatentPoint> corners;
    for (const qint64 seed : seeds)
        corners.push_back(pointFromSeed(sampler->info(), seed, label, truncation));
    for (const QString& file : files) {
        corners.push_back(sampler->encode(seenBy(sampler->info(), file).pixels));
        corners.back().truncation = truncation;
    }
    const PathKind kind = arguments.has(QStringLiteral("spherical")) ? PathKind::Spherical : PathKind::Linear;
    savePictures(context, *sampler, pathThrough(corners, steps, kind), out);
    return 0;
}

} // namespace

Command interpolateCommand() {
    using Takes = OptionRule::Takes;
    Command command{
        QStringLiteral("interpolate"),
        QStringLiteral("draws the way between two to four seeds or pictures"),
        {},
        {{QStringLiteral("model"), Takes::One, QStringLiteral("FILE"), QStringLiteral("model or checkpoint"), true},
         {QStringLiteral("seeds"), Takes::One, QStringLiteral("A,B[,C,D]"), QStringLiteral("seeds to go through")},
         {QStringLiteral("images"), Takes::Many, QStringLiteral("A,B[,C,D]"),
          QStringLiteral("pictures to go through instead (a model of the preset vae)")},
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
