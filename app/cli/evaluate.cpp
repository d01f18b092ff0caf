#include "core/evaluate/evaluate.h"

#include "app/cli/commands.h"
#include "core/evaluate/text_evaluation.h"
#include "core/io/durable_file.h"
#include "core/io/safetensors.h"
#include "core/session/evaluation_values.h"
#include "core/session/project.h"
#include "core/train/compute_policy.h"
#include "core/types/error.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <optional>

namespace capriccio {
namespace {

constexpr int kTexts = 32; // written unless told otherwise
constexpr int kSentences = 200;
constexpr int kTextLength = 400; // tokens

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

void tell(const CommandContext& context, const TextEvaluation& report) {
    const auto percent = [](double share) { return QString::number(share * 100, 'f', 1); };
    const auto number = [](double value, int decimals) { return QString::number(value, 'f', decimals); };
    if (!report.knownData)
        context.output.line(
            QStringLiteral("The model was not trained on just these texts: what is held out here it may "
                           "have seen."));
    const QString real = report.realIsHeldOut ? QStringLiteral("held-out text") : QStringLiteral("your texts");
    if (report.heldOutCharacters > 0)
        context.output.line(
            QStringLiteral(
                "Held-out text        %1 nats per character (%2 bits), perplexity %3 per token, %4 characters")
                .arg(number(report.natsPerCharacter, 4), number(report.bitsPerCharacter, 4),
                     number(report.perplexity, 2))
                .arg(report.heldOutCharacters));
    else
        context.output.line(QStringLiteral("Held-out text        none: nothing was kept back to test on"));
    if (const int best = report.bestNgram(); best >= 0)
        context.output.line(QStringLiteral("To beat              %1 nats, the best table of letters (%2 letters of "
                                           "context); single letters %3")
                                .arg(number(report.ngramNats[std::size_t(best)], 4))
                                .arg(best)
                                .arg(number(report.ngramNats.front(), 4)));
    if (report.latentNats >= 0)
        context.output.line(
            QStringLiteral("Latent space         %1 nats a sentence, %2 nats per token to rebuild, %3 % "
                           "of held-out tokens come back at their place")
                .arg(number(report.latentNats, 2), number(report.reconstruction, 3), percent(report.tokensRebuilt)));
    context.output.line(QStringLiteral("Different words      %1 %, pairs %2 %, triples %3 % (as much %7: %4, %5, %6 %)")
                            .arg(percent(report.distinct[0]), percent(report.distinct[1]), percent(report.distinct[2]),
                                 percent(report.distinctReal[0]), percent(report.distinctReal[1]),
                                 percent(report.distinctReal[2]), real));
    context.output.line(QStringLiteral("Samples alike        self-BLEU %1, 1 = all the same (%3: %2)")
                            .arg(number(report.selfBleu, 3), number(report.selfBleuReal, 3), real));
    context.output.line(QStringLiteral("Surprise of pairs    entropy %1 bits (%3: %2)")
                            .arg(number(report.entropy, 2), number(report.entropyReal, 2), real));
    const auto apart = [&](const QString& name, const double* values, const double* reals, int count) {
        QStringList here;
        QStringList there;
        for (int i = 0; i < count; ++i) {
            here << number(values[i], 3);
            there << number(reals[i], 3);
        }
        const QString comma = QStringLiteral(", ");
        context.output.line(QStringLiteral("%1 %2 nats (%4: %3)").arg(name, here.join(comma), there.join(comma), real));
    };
    apart(QStringLiteral("Away from your words, pairs"), report.klWords, report.klWordsReal, 2);
    apart(QStringLiteral("Away from your letters, pairs, triples"), report.klCharacters, report.klCharactersReal, 3);
    context.output.line(QStringLiteral("Copied               %1 % of what it writes%2")
                            .arg(percent(report.copiedShare),
                                 report.copiedShareReal >= 0
                                     ? QStringLiteral(" (held-out text: %1 %)").arg(percent(report.copiedShareReal))
                                     : QString()));
    for (const CopiedText& passage : report.copied)
        context.output.line(
            QStringLiteral("  %1, line %2: %3").arg(passage.source).arg(passage.line).arg(oneLine(passage.text)));
}

int runTexts(const CommandContext& context, const ModelInfo& model, const QString& file) {
    const Arguments& arguments = context.arguments;
    const QTemporaryDir cache;
    const auto project = arguments.has(QStringLiteral("project"))
                             ? Project::open(arguments.existing(QStringLiteral("project")))
                             : nullptr;
    const int usual = model.canEncode ? kSentences : kTexts;
    const auto samples = int(arguments.whole(QStringLiteral("samples"), 2, 10000, usual)); // before anything is read
    const auto length = int(arguments.whole(QStringLiteral("tokens"), 10, 100'000, kTextLength));
    const auto data = preparedTexts(context, model.preset, project.get(), cache.path(), TextUse::Evaluation, &model);
    setTorchThreads(usableThreads());
    const auto report = data ? evaluateText(file, *data, samples, length, progressTo(context)) : std::nullopt;
    if (!report)
        return stopped(context, QStringLiteral("Stopped."));
    tell(context, *report);
    if (arguments.has(QStringLiteral("csv")))
        saveDurably(arguments.targetFile(QStringLiteral("csv")), asCsv(*report, data->title));
    if (project && length == kTextLength) // shorter ones have other figures than the window's
        keepEvaluation(*project, file, data->contentHash, {*report, model.hash, QDateTime::currentDateTime()});
    context.output.result(toJson(*report));
    return 0;
}

int run(const CommandContext& context) {
    const Arguments& arguments = context.arguments;
    if (arguments.has(QStringLiteral("project")) == arguments.has(QStringLiteral("data")))
        throw Error(Error::Kind::BadArgument, QStringLiteral("Give --data DATA... or --project DIR to compare with."));
    if (arguments.has(QStringLiteral("csv")))
        arguments.targetFile(QStringLiteral("csv")); // refused before anything is measured
    const QString model = arguments.existing(QStringLiteral("model"));
    const ModelInfo info = readModelInfo(model);
    refuseOptionsOfOthers(arguments, info.preset.medium, QStringLiteral("%1 is a %2 model").arg(model, info.preset.id));
    if (info.preset.medium == DataKind::Text)
        return runTexts(context, info, model);
    if (info.preset.medium == DataKind::Melodies)
        return evaluateMelodies(context, info, model);
    if (arguments.has(QStringLiteral("csv")))
        throw Error(Error::Kind::BadArgument, QStringLiteral("--csv is for texts and music; --json has the figures of "
                                                             "pictures."));
    const auto samples = int(arguments.whole(QStringLiteral("samples"), 2, 10000, 1000));
    const QTemporaryDir cache;
    setTorchThreads(usableThreads());
    const auto pictures = picturesFor(context, info, cache.path());
    const auto report = pictures ? evaluate(model, *pictures, samples, progressTo(context)) : std::nullopt;
    if (!report)
        return stopped(context, QStringLiteral("Stopped."));
    context.output.line(QStringLiteral("Distance to your pictures  %1 (real against real %2; smaller is closer)")
                            .arg(report->swd, 0, 'f', 1)
                            .arg(report->swdRealVsReal, 0, 'f', 1));
    context.output.line(
        QStringLiteral("Variety                    %1 % of your pictures").arg(report->diversity * 100, 0, 'f', 0));
    context.output.line(QStringLiteral("Nearest other drawn one    %1 % as far away as among your pictures")
                            .arg(report->distinctness * 100, 0, 'f', 0));
    context.output.line(QStringLiteral("Copies                     %1 % of %2 drawn pictures")
                            .arg(report->copyShare * 100, 0, 'f', 1)
                            .arg(report->samples));
    context.output.line(QStringLiteral("Nearest training picture   %1 away at the median (held-out pictures %2)")
                            .arg(report->medianNearest, 0, 'f', 3)
                            .arg(report->medianNearestHeldOut, 0, 'f', 3));
    if (report->reconstruction >= 0)
        context.output.line(QStringLiteral("Reconstruction error       %1").arg(report->reconstruction, 0, 'f', 4));
    if (arguments.has(QStringLiteral("project")))
        keepEvaluation(*Project::open(arguments.existing(QStringLiteral("project"))), model, pictures->contentHash,
                       {*report, info.hash, QDateTime::currentDateTime()});
    context.output.result(toJson(*report));
    return 0;
}

} // namespace

void keepEvaluation(Project& project, const QString& file, const QString& dataHash, const StoredEvaluation& measured) {
    const QString model = QFileInfo(file).canonicalFilePath();
    for (const RunRecord& record : project.runs()) {
        const bool pictures = record.preset.medium == DataKind::Pictures;
        const QString& learned = pictures ? record.data.contentHash : record.sequences.contentHash;
        if (QFileInfo(record.modelFile).canonicalFilePath() == model && learned == dataHash)
            project.setEvaluation(record.id, encodeEvaluation(measured));
    }
}

Command evaluateCommand() {
    using Takes = OptionRule::Takes;
    Command command{
        QStringLiteral("evaluate"),
        QStringLiteral("measures a model against its pictures, texts or tunes"),
        {},
        {{QStringLiteral("model"), Takes::One, QStringLiteral("FILE"), QStringLiteral("model or checkpoint"), true},
         {QStringLiteral("data"), Takes::Many, QStringLiteral("DATA..."),
          QStringLiteral("the pictures, texts or tunes it was trained on")},
         {QStringLiteral("project"), Takes::One, QStringLiteral("DIR"), QStringLiteral("or the project that has them")},
         {QStringLiteral("samples"), Takes::One, QStringLiteral("N"),
          QStringLiteral("pictures to draw (1000 by default), texts to write (32), sentences (200) or tunes to compose "
                         "(64)")},
         {QStringLiteral("tokens"), Takes::One, QStringLiteral("N"),
          QStringLiteral("tokens of a written text at most, 400 by default")},
         {QStringLiteral("csv"), Takes::One, QStringLiteral("FILE"),
          QStringLiteral("texts and music: saves the figures as a table, with words and passages or histograms")}},
        run};
    for (const std::vector<OptionRule>& more : {textRules(), std::vector{heldOutRule()}})
        command.rules.insert(command.rules.end(), more.begin(), more.end());
    return command;
}

} // namespace capriccio
