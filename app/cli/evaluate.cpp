#include "core/evaluate/evaluate.h"

#include "app/cli/commands.h"
#include "core/io/safetensors.h"
#include "core/session/project.h"
#include "core/train/compute_policy.h"
#include "core/types/error.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <optional>

namespace capriccio {
namespace {

// The pictures as the model was trained on: --data prepared into a temporary folder, or those of --project.
std::optional<PreparedPictures> picturesFor(const CommandContext& context, const ModelInfo& model,
                                            const QString& cache) {
    DatasetInfo info;
    PrepareOptions options;
    if (context.arguments.has(QStringLiteral("project"))) {
        const auto project = Project::open(context.arguments.existing(QStringLiteral("project")));
        const auto kept = project->dataset();
        if (!kept)
            throw Error(Error::Kind::BadInput, QStringLiteral("There are no pictures in this project."));
        info = *kept;
        options = project->prepareOptions().value_or(suggestedOptions(info));
    } else {
        info = scan(dataPaths(context.arguments.list(QStringLiteral("data"))), cache, progressTo(context));
        if (info.cancelled)
            return std::nullopt;
        options = suggestedOptions(info);
    }
    options.resolution = model.resolution;
    options.grey = model.channels == 1;
    PreparedPictures prepared = prepare(info, options, dataTitle(info.sources), cache, progressTo(context));
    return prepared.count > 0 ? std::optional(prepared) : std::nullopt;
}

int run(const CommandContext& context) {
    const Arguments& arguments = context.arguments;
    if (arguments.has(QStringLiteral("project")) == arguments.has(QStringLiteral("data")))
        throw Error(Error::Kind::BadArgument, QStringLiteral("Give --data DATA... or --project DIR to compare with."));
    const auto samples = int(arguments.whole(QStringLiteral("samples"), 2, 10000, 1000));
    const QString model = arguments.existing(QStringLiteral("model"));
    const QTemporaryDir cache;
    setTorchThreads(usableThreads());
    const auto pictures = picturesFor(context, readModelInfo(model), cache.path());
    const auto report = pictures ? evaluate(model, *pictures, samples, progressTo(context)) : std::nullopt;
    if (!report) {
        context.output.line(QStringLiteral("Stopped."));
        context.output.result({{QStringLiteral("outcome"), QStringLiteral("cancelled")}});
        return 0;
    }
    QJsonArray levels;
    for (const double level : report->swdLevels)
        levels.append(level);
    QJsonArray nearest;
    for (const NearestPair& pair : report->nearest)
        nearest.append(QJsonObject{{QStringLiteral("seed"), pair.seed}, {QStringLiteral("distance"), pair.distance}});
    context.output.line(QStringLiteral("Distance to your pictures  %1 (real against real %2; smaller is closer)")
                            .arg(report->swd, 0, 'f', 1)
                            .arg(report->swdRealVsReal, 0, 'f', 1));
    context.output.line(
        QStringLiteral("Variety                    %1 % of your pictures").arg(report->diversity * 100, 0, 'f', 0));
    context.output.line(QStringLiteral("Copies                     %1 % of %2 drawn pictures")
                            .arg(report->copyShare * 100, 0, 'f', 1)
                            .arg(report->samples));
    context.output.line(QStringLiteral("Nearest training picture   %1 away at the median (held-out pictures %2)")
                            .arg(report->medianNearest, 0, 'f', 3)
                            .arg(report->medianNearestHeldOut, 0, 'f', 3));
    if (report->reconstruction >= 0)
        context.output.line(QStringLiteral("Reconstruction error       %1").arg(report->reconstruction, 0, 'f', 4));
    context.output.result({{QStringLiteral("samples"), report->samples},
                           {QStringLiteral("swd"), report->swd},
                           {QStringLiteral("swd_levels"), levels},
                           {QStringLiteral("swd_real_vs_real"), report->swdRealVsReal},
                           {QStringLiteral("diversity"), report->diversity},
                           {QStringLiteral("copies"), report->copyShare},
                           {QStringLiteral("median_nearest"), report->medianNearest},
                           {QStringLiteral("median_nearest_heldout"), report->medianNearestHeldOut},
                           {QStringLiteral("reconstruction"), report->reconstruction},
                           {QStringLiteral("nearest"), nearest}});
    return 0;
}

} // namespace

Command evaluateCommand() {
    using Takes = OptionRule::Takes;
    return {
        QStringLiteral("evaluate"),
        QStringLiteral("measures a model against its pictures"),
        {},
        {{QStringLiteral("model"), Takes::One, QStringLiteral("FILE"), QStringLiteral("model or checkpoint"), true},
         {QStringLiteral("data"), Takes::Many, QStringLiteral("DATA..."),
          QStringLiteral("the pictures it was trained on")},
         {QStringLiteral("project"), Takes::One, QStringLiteral("DIR"), QStringLiteral("or the project that has them")},
         {QStringLiteral("samples"), Takes::One, QStringLiteral("N"),
          QStringLiteral("pictures to draw, 1000 by default")}},
        run};
}

} // namespace capriccio
