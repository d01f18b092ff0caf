// What a text model does from the command line: write, sentences, answer.
#include "app/cli/commands.h"
#include "core/sample/text_sampler.h"
#include "core/train/compute_policy.h"
#include "core/types/error.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QRegularExpression>

namespace capriccio {
namespace {

using Takes = OptionRule::Takes;

constexpr double kAnswerTemperature = 0; // an answer wants the likeliest

// stdout is the text alone.
void tellNotice(const CommandContext& context, const Sentence& notice) {
    if (notice.isEmpty())
        return;
    context.output.event(QStringLiteral("notice"), {{QStringLiteral("text"), notice.text()}});
    context.output.aside(notice.text());
}

TextSampler openText(const CommandContext& context) {
    setTorchThreads(usableThreads());
    TextSampler sampler(loadSequenceSampler(context.arguments.existing(QStringLiteral("model"))));
    tellNotice(context, sampler.info().warning);
    return sampler;
}

void warnOfUnseen(const CommandContext& context, const TextSampler& sampler, const QString& text) {
    tellNotice(context, sampler.unseenNotice(text));
}

QJsonArray likeliestOf(const WrittenPiece& piece) {
    QJsonArray list;
    for (const PieceChance& chance : piece.likeliest)
        list.append(QJsonObject{{QStringLiteral("token"), chance.token},
                                {QStringLiteral("text"), chance.text},
                                {QStringLiteral("probability"), double(chance.probability)}});
    return list;
}

std::vector<OptionRule> drawingRules(double temperature) {
    return {
        {QStringLiteral("tokens"), Takes::One, QStringLiteral("N"), QStringLiteral("tokens at most, 200 by default")},
        {QStringLiteral("temperature"), Takes::One, QStringLiteral("T"),
         QStringLiteral("0 to 4: more is bolder, 0 always takes the likeliest; %1 by default").arg(temperature)},
        {QStringLiteral("top-k"), Takes::One, QStringLiteral("K"), QStringLiteral("only the K likeliest; 0 = all")},
        {QStringLiteral("top-p"), Takes::One, QStringLiteral("P"),
         QStringLiteral("only the likeliest that make up this share; 1 = all; 0.95 by default")},
        {QStringLiteral("repetition-penalty"), Takes::One, QStringLiteral("R"),
         QStringLiteral("1 to 3: more repeats less; 1 by default")},
        {QStringLiteral("seed"), Takes::One, QStringLiteral("S"), QStringLiteral("the same seed writes the same")},
        {QStringLiteral("ban"), Takes::One, QStringLiteral("WORD"), QStringLiteral("never written, may be repeated"),
         false, true},
        {QStringLiteral("require"), Takes::One, QStringLiteral("WORD"), QStringLiteral("should come, may be repeated"),
         false, true},
        {QStringLiteral("line"), Takes::Nothing, {}, QStringLiteral("stops at the end of a line")},
        {QStringLiteral("probabilities"),
         Takes::Nothing,
         {},
         QStringLiteral("every token with its probability and the ten likeliest")}};
}

WritingRequest requestOf(const Arguments& arguments) {
    WritingRequest request;
    request.length = int(arguments.whole(QStringLiteral("tokens"), 1, 1'000'000, request.length));
    request.temperature = arguments.number(QStringLiteral("temperature"), 0, 4, request.temperature);
    request.topK = int(arguments.whole(QStringLiteral("top-k"), 0, 1'000'000, request.topK));
    request.topP = arguments.number(QStringLiteral("top-p"), 0.01, 1, request.topP);
    request.repetitionPenalty = arguments.number(QStringLiteral("repetition-penalty"), 1, 3, request.repetitionPenalty);
    request.seed = quint64(arguments.whole(QStringLiteral("seed"), 0, INT64_MAX, qint64(request.seed)));
    request.banned = arguments.list(QStringLiteral("ban"));
    request.required = arguments.list(QStringLiteral("require"));
    request.untilLineEnd = arguments.has(QStringLiteral("line"));
    request.note = arguments.text(QStringLiteral("note"));
    return request;
}

// Writes request.count texts to stdout as they are drawn, then the result event.
int writeAll(const CommandContext& context, const TextSampler& sampler, const WritingRequest& request) {
    const bool probabilities = context.arguments.has(QStringLiteral("probabilities"));
    warnOfUnseen(context, sampler, request.prompt + request.suffix + request.note);
    QJsonArray texts;
    qint64 tokens = 0;
    QElapsedTimer clock;
    clock.start();
    double firstToken = -1; // s
    for (int i = 0; i < request.count && !context.stop.asked(); ++i) {
        WritingRequest one = request;
        one.seed = request.seed + quint64(i);
        const WrittenText text = sampler.write(one, [&](const WrittenPiece& piece) {
            if (firstToken < 0)
                firstToken = double(clock.nsecsElapsed()) / 1e9;
            ++tokens;
            if (context.output.isJson() && probabilities)
                context.output.event(QStringLiteral("token"),
                                     {{QStringLiteral("number"), i},
                                      {QStringLiteral("token"), piece.token},
                                      {QStringLiteral("text"), piece.text},
                                      {QStringLiteral("probability"), double(piece.probability)},
                                      {QStringLiteral("likeliest"), likeliestOf(piece)}});
            else if (!context.output.isJson() && probabilities) {
                QString line = QStringLiteral("%1\t%2").arg(piece.probability, 0, 'f', 4).arg(oneLine(piece.text));
                for (const PieceChance& chance : piece.likeliest)
                    line += QStringLiteral("\t%1 %2").arg(oneLine(chance.text)).arg(chance.probability, 0, 'f', 4);
                put(line + u'\n');
            } else if (!context.output.isJson()) {
                put(piece.text);
            }
            return !context.stop.asked();
        });
        if (!context.output.isJson() && !probabilities)
            put(i + 1 < request.count ? QStringLiteral("\n\n----\n\n") : QStringLiteral("\n"));
        texts.append(QJsonObject{{QStringLiteral("number"), i},
                                 {QStringLiteral("seed"), qint64(one.seed)},
                                 {QStringLiteral("text"), text.text},
                                 {QStringLiteral("tokens"), qint64(text.pieces.size())},
                                 {QStringLiteral("complete"), text.complete},
                                 {QStringLiteral("missing"), QJsonArray::fromStringList(text.missing)}});
    }
    const double seconds = double(clock.nsecsElapsed()) / 1e9;
    context.output.result({{QStringLiteral("texts"), texts},
                           {QStringLiteral("tokens"), tokens},
                           {QStringLiteral("seconds"), seconds},
                           {QStringLiteral("first_token_seconds"), firstToken},
                           {QStringLiteral("tokens_per_second"), seconds > 0 ? double(tokens) / seconds : 0.0},
                           {QStringLiteral("outcome"), outcomeOf(context)},
                           {QStringLiteral("model_hash"), sampler.info().hash}});
    return 0;
}

// What a draft is about: --draft as it stands, or --keywords as an artist would write them in the window, Chinese and
// Japanese ones with the comma of lists.
QString subjectOf(const Arguments& arguments) {
    if (arguments.has(QStringLiteral("draft")))
        return arguments.text(QStringLiteral("draft")).trimmed();
    static const QRegularExpression comma(QStringLiteral("[,\uFF0C\u3001]"));
    static const QRegularExpression eastern(QStringLiteral("[\\p{Han}\\p{Hiragana}\\p{Katakana}]"));
    const QString given = arguments.text(QStringLiteral("keywords"));
    QStringList words;
    for (const QString& word : given.split(comma)) {
        if (!word.trimmed().isEmpty())
            words << word.trimmed();
    }
    return words.join(given.contains(eastern) ? QStringLiteral("、") : QStringLiteral(", "));
}

int runWrite(const CommandContext& context) {
    const Arguments& arguments = context.arguments;
    const auto has = [&arguments](const char* name) { return arguments.has(QLatin1String(name)); };
    const bool draft = has("draft") || has("keywords");
    if (int(has("prompt")) + int(has("prompt-file")) + int(has("draft")) + int(has("keywords")) > 1)
        throw Error(Error::Kind::BadArgument,
                    QStringLiteral("Give one of --prompt, --prompt-file, --draft and --keywords."));
    if (draft && has("suffix"))
        throw Error(Error::Kind::BadArgument, QStringLiteral("--suffix ends a gap; a draft has none. Leave one out."));
    WritingRequest request = requestOf(arguments);
    request.count = int(arguments.whole(QStringLiteral("count"), 1, 10000, 1));
    const TextScanOptions reading = scanOptionsOf(arguments);
    if (draft) {
        request.task = WritingTask::Draft;
        request.prompt = subjectOf(arguments);
        if (request.prompt.isEmpty())
            throw Error(Error::Kind::BadArgument, QStringLiteral("A draft needs a title or keywords to begin from."));
    } else {
        request.prompt = has("prompt-file") ? textIn(arguments.readable(QStringLiteral("prompt-file")), reading,
                                                     QStringLiteral("%1 is too large for a prompt; give its end."))
                                            : arguments.text(QStringLiteral("prompt"));
    }
    if (has("suffix")) {
        request.task = WritingTask::Fill;
        request.suffix = arguments.text(QStringLiteral("suffix"));
    }
    return writeAll(context, openText(context), request);
}

int runAnswer(const CommandContext& context) {
    WritingRequest request = requestOf(context.arguments);
    request.task = WritingTask::Answer;
    request.prompt = context.arguments.text(QStringLiteral("input"));
    if (request.prompt.trimmed().isEmpty())
        throw Error(Error::Kind::BadArgument, QStringLiteral("--input is blank: there is nothing to answer."));
    if (!context.arguments.has(QStringLiteral("temperature")))
        request.temperature = kAnswerTemperature;
    return writeAll(context, openText(context), request);
}

int runSentences(const CommandContext& context) {
    const Arguments& arguments = context.arguments;
    const auto steps = int(arguments.whole(QStringLiteral("steps"), 2, 1000, 8));
    const auto count = int(arguments.whole(QStringLiteral("count"), 1, 1000, 8));
    const auto seed = quint64(arguments.whole(QStringLiteral("seed"), 0, INT64_MAX, 1));
    const double spread = arguments.number(QStringLiteral("spread"), 0, 1, 0.3);
    const bool two = arguments.has(QStringLiteral("to"));
    if (two && !arguments.has(QStringLiteral("from")))
        throw Error(Error::Kind::BadArgument, QStringLiteral("--to needs --from TEXT as well."));
    const TextSampler sampler = openText(context);
    const QString from = arguments.text(QStringLiteral("from"));
    const QString to = arguments.text(QStringLiteral("to"));
    warnOfUnseen(context, sampler, from + to);
    const QStringList lines = two              ? sampler.path(from, to, steps)
                              : from.isEmpty() ? sampler.fromPrior(count, seed)
                                               : sampler.around(from, spread, count, seed);
    for (const QString& line : lines)
        context.output.line(line);
    context.output.result({{QStringLiteral("sentences"), QJsonArray::fromStringList(lines)},
                           {QStringLiteral("model_hash"), sampler.info().hash}});
    return 0;
}

OptionRule modelRule() {
    return {QStringLiteral("model"), Takes::One, QStringLiteral("FILE"), QStringLiteral("model or checkpoint"), true};
}

} // namespace

Command writeCommand() {
    std::vector<OptionRule> rules{
        modelRule(),
        {QStringLiteral("prompt"), Takes::One, QStringLiteral("TEXT"), QStringLiteral("the text to go on with")},
        {QStringLiteral("prompt-file"), Takes::One, QStringLiteral("FILE"),
         QStringLiteral("the same from a file; - reads what is piped in")},
        {QStringLiteral("suffix"), Takes::One, QStringLiteral("TEXT"),
         QStringLiteral("what comes after: the gap between the two is filled")},
        {QStringLiteral("draft"), Takes::One, QStringLiteral("TEXT"),
         QStringLiteral("begins a text under this title instead")},
        {QStringLiteral("keywords"), Takes::One, QStringLiteral("A,B"), QStringLiteral("begins a text about these")},
        {QStringLiteral("note"), Takes::One, QStringLiteral("TEXT"),
         QStringLiteral("standing context, before the text")},
        {QStringLiteral("count"), Takes::One, QStringLiteral("N"), QStringLiteral("alternatives, 1 by default")}};
    for (const std::vector<OptionRule>& more : {drawingRules(WritingRequest().temperature), readingRules()})
        rules.insert(rules.end(), more.begin(), more.end());
    return {QStringLiteral("write"), QStringLiteral("writes with a text model"), {}, std::move(rules), runWrite};
}

Command answerCommand() {
    std::vector<OptionRule> rules{modelRule(),
                                  {QStringLiteral("input"), Takes::One, QStringLiteral("TEXT"),
                                   QStringLiteral("what to answer, translate or sum up"), true}};
    for (OptionRule& rule : drawingRules(kAnswerTemperature))
        rules.push_back(std::move(rule));
    return {QStringLiteral("answer"),
            QStringLiteral("answers in the manner of the pairs a model was trained on"),
            {},
            std::move(rules),
            runAnswer};
}

Command sentencesCommand() {
    return {QStringLiteral("sentences"),
            QStringLiteral("walks between sentences with a sentence VAE"),
            {},
            {modelRule(),
             {QStringLiteral("from"), Takes::One, QStringLiteral("TEXT"), QStringLiteral("first sentence")},
             {QStringLiteral("to"), Takes::One, QStringLiteral("TEXT"),
              QStringLiteral("last sentence; without it: sentences around the first, or any")},
             {QStringLiteral("steps"), Takes::One, QStringLiteral("N"), QStringLiteral("on the way, ends included")},
             {QStringLiteral("count"), Takes::One, QStringLiteral("N"), QStringLiteral("sentences without --to")},
             {QStringLiteral("spread"), Takes::One, QStringLiteral("X"),
              QStringLiteral("0 to 1: how far around --from, 0.3 by default")},
             {QStringLiteral("seed"), Takes::One, QStringLiteral("S"), QStringLiteral("for sentences without --to")}},
            runSentences};
}

} // namespace capriccio
