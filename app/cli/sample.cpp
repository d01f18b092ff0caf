#include "app/cli/commands.h"

namespace capriccio {
namespace {

int run(const CommandContext& context) {
    const Arguments& arguments = context.arguments;
    const qint64 count = arguments.whole(QStringLiteral("count"), 1, 99999, 1);
    const qint64 seed = arguments.whole(QStringLiteral("seed"), 0, INT64_MAX - 100000, 0);
    const auto truncation = float(arguments.number(QStringLiteral("truncation"), 0, 2, 1));
    arguments.whole(QStringLiteral("scale"), 1, 8, 1); // refused before the model is loaded
    const QString out = arguments.targetFolder(QStringLiteral("out"));
    const auto sampler = openModel(context);
    const int label = classOf(context, sampler->info());
    std::vector<LatentPoint> points;
    for (qint64 i = 0; i < count; ++i)
        points.push_back(pointFromSeed(sampler->info(), seed + i, label, truncation));
    savePictures(context, *sampler, points, out);
    return 0;
}

} // namespace

Command sampleCommand() {
    using Takes = OptionRule::Takes;
    Command command{
        QStringLiteral("sample"),
        QStringLiteral("draws pictures from numbered seeds"),
        {},
        {{QStringLiteral("model"), Takes::One, QStringLiteral("FILE"), QStringLiteral("model or checkpoint"), true},
         {QStringLiteral("count"), Takes::One, QStringLiteral("N"), QStringLiteral("pictures to draw"), true},
         {QStringLiteral("seed"), Takes::One, QStringLiteral("S"), QStringLiteral("seed of the first, then S+1, ..."),
          true},
         {QStringLiteral("truncation"), Takes::One, QStringLiteral("X"),
          QStringLiteral("0 average .. 1 as trained .. 2 bold")},
         {QStringLiteral("class"), Takes::One, QStringLiteral("C"), QStringLiteral("class by name or number")},
         {QStringLiteral("sheet"),
          Takes::Nothing,
          {},
          QStringLiteral("one contact sheet, sheet.png, instead of single pictures")},
         {QStringLiteral("out"), Takes::One, QStringLiteral("DIR"), QStringLiteral("folder for NNNNN.png"), true}},
        run};
    for (OptionRule& rule : exportRules())
        command.rules.push_back(std::move(rule));
    return command;
}

} // namespace capriccio
