// Texts on the command line: recognising, reporting, preparing them.
#include "app/cli/commands.h"
#include "core/data/text_scan.h"
#include "core/types/error.h"

namespace capriccio {
namespace {

TextPrepareOptions withWords(const Arguments& arguments, const Preset& preset, TextPrepareOptions options) {
    const QString tokenizer = arguments.text(QStringLiteral("tokenizer"));
    if (tokenizer == QLatin1String("characters"))
        options.tokenizer = TokenizerKind::Characters;
    else if (tokenizer == QLatin1String("byte-pairs"))
        options.tokenizer = TokenizerKind::BytePairs;
    else if (!tokenizer.isEmpty())
        throw Error(Error::Kind::BadArgument,
                    QStringLiteral("--tokenizer is characters or byte-pairs, not \"%1\".").arg(tokenizer));
    else if (preset.id == QLatin1String("char-lstm"))
        options.tokenizer = TokenizerKind::Characters;
    options.vocabulary = int(arguments.whole(QStringLiteral("vocabulary"), 300, 32000, options.vocabulary));
    options.sentences = preset.architecture == Architecture::SequenceVae;
    return options;
}

} // namespace

std::optional<PreparedSequences> preparedTexts(const CommandContext& context, const Preset& preset, Project* project,
                                               const QString& cache) {
    const Arguments& arguments = context.arguments;
    TextCorpusInfo info;
    TextPrepareOptions options;
    if (arguments.has(QStringLiteral("data"))) {
        info = scanTexts(dataPaths(arguments.list(QStringLiteral("data"))), progressTo(context));
        if (info.cancelled)
            return std::nullopt;
        reportTexts(context, info);
        options = withWords(arguments, preset, info.suggested);
        if (project) {
            project->setTextCorpus(info);
            project->setTextPrepareOptions(options);
        }
    } else {
        const std::optional<TextCorpusInfo> kept = project ? project->textCorpus() : std::nullopt;
        if (!kept)
            throw Error(Error::Kind::BadArgument,
                        QStringLiteral("There are no texts yet: give them with --data DATA..."));
        info = *kept;
        options = withWords(arguments, preset, project->textPrepareOptions().value_or(info.suggested));
    }
    PreparedSequences prepared = prepareTexts(info, options, dataTitle(info.sources), cache, progressTo(context));
    if (prepared.tokens == 0)
        return std::nullopt;
    if (project && !project->isReadOnly())
        project->setPreparedTexts(prepared);
    return prepared;
}

} // namespace capriccio
