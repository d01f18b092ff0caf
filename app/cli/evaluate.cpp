#include "core/evaluate/evaluate.h"

#include "app/cli/commands.h"
#include "core/evaluate/text_evaluation.h"
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

int stopped(const CommandContext& context) {
    context.output.line(QStringLiteral("Stopped."));
    context.output.result({{QStringLiteral("outcome"), QStringLiteral("cancelled")}});
    return 0;
}

int runTexts(const CommandContext& context, const ModelInfo& model, const QString& file) {
    const Arguments& arguments = context.arguments;
    const QTemporaryDir cache;
    const auto project = arguments.has(QStringLiteral("project"))
                             ? Project::open(arguments.existing(QStringLiteral("project")))
                             : nullptr;
    const auto data = preparedTexts(context, model.preset, project.get(), cache.path());
    const auto samples = int(arguments.whole(QStringLiteral("samples"), 2, 10000, 32));
    const auto report = data ? evaluateText(file, *data, samples, 400, progressTo(context)) : std::nullopt;
    if (!report)
        return stopped(context);
    const auto percent = [](double share) { return QString::number(share * 100, 'f', 1); };
    context.output.line(
        QStringLiteral("Held-out text        %1 nats per character (%2 bits), perplexity %3; best table of "
                       "letters %4")
            .arg(report->natsPerCharacter, 0, 'f', 4)
            .arg(report->bitsPerCharacter, 0, 'f', 4)
            .arg(report->perplexity, 0, 'f', 2)
            .arg(report->ngramNats, 0, 'f', 4));
    context.output.line(QStringLiteral("Different words      %1 %, pairs %2 %, triples %3 % (your texts %4, %5, %6 %)")
                            .arg(percent(report->distinct[0]), percent(report->distinct[1]),
                                 percent(report->distinct[2]), percent(report->distinctCorpus[0]),
                                 percent(report->distinctCorpus[1]), percent(report->distinctCorpus[2])));
    context.output.line(
        QStringLiteral("Samples alike        self-BLEU %1 (1 = all the same)").arg(report->selfBleu, 0, 'f', 3));
    context.output.line(
        QStringLiteral("Away from your texts words %1, letters %2 nats; entropy of pairs %3 bits (yours %4)")
            .arg(report->klWords, 0, 'f', 3)
            .arg(report->klCharacters, 0, 'f', 3)
            .arg(report->entropy, 0, 'f', 2)
            .arg(report->entropyCorpus, 0, 'f', 2));
    context.output.line(
        QStringLiteral("Copied               %1 % of what it writes").arg(percent(report->copiedShare)));
    for (const QString& passage : report->copied)
        context.output.line(QStringLiteral("  %1").arg(oneLine(passage)));
    if (report->tokensRebuilt >= 0)
        context.output.line(
            QStringLiteral("Rebuilt              %1 % of held-out tokens").arg(percent(report->tokensRebuilt)));
    context.output.result(toJson(*report));
    return 0;
}

int run(const CommandContext& context) {
    const Arguments& arguments = context.arguments;
    if (arguments.has(QStringLiteral("project")) == arguments.has(QStringLiteral("data")))
        throw Error(Error::Kind::BadArgument, QStringLiteral("Give --data DATA... or --project DIR to compare with."));
    const QString model = arguments.existing(QStringLiteral("model"));
    if (const ModelInfo info = readModelInfo(model); info.preset.medium == DataKind::Text)
        return runTexts(context, info, model);
    else if (info.preset.medium == DataKind::Melodies)
        return evaluateMelodies(context, info, model);
    const auto samples = int(arguments.whole(QStringLiteral("samples"), 2, 10000, 1000));
    const QTemporaryDir cache;
    setTorchThreads(usableThreads());
    const auto pictures = picturesFor(context, readModelInfo(model), cache.path());
    const auto report = pictures ? evaluate(model, *pictures, samples, progressTo(context)) : std::nullopt;
    if (!report)
        return stopped(context);
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
        QStringLiteral("measures a model against its pictures, texts or tunes"),
        {},
        {{QStringLiteral("model"), Takes::One, QStringLiteral("FILE"), QStringLiteral("model or checkpoint"), true},
         {QStringLiteral("data"), Takes::Many, QStringLiteral("DATA..."),
          QStringLiteral("the pictures, texts or tunes it was trained on")},
         {QStringLiteral("project"), Takes::One, QStringLiteral("DIR"), QStringLiteral("or the project that has them")},
         {QStringLiteral("samples"), Takes::One, QStringLiteral("N"),
          QStringLiteral("pictures to draw (1000 by default), texts to write (32), tunes to compose (64)")},
         {QStringLiteral("csv"), Takes::One, QStringLiteral("FILE"), QStringLiteral("music: histograms as a table")}},
        run};
}

} // namespace capriccio
