#include "app/cli/commands.h"
#include "core/data/progress_meter.h"
#include "core/data/text_scan.h"
#include "core/data/text_sources.h"
#include "core/evaluate/central_sentences.h"
#include "core/types/error.h"

#include <QFileInfo>
#include <QJsonArray>

namespace capriccio {
namespace {

constexpr qint64 kMostCharacters = 20'000'000; // of a text to summarise

// What is piped in has no name whose ending would say how it is to be read: it is plain text.
bool isPiped(const QString& path) {
    const QFileInfo file(path);
    return path == QLatin1String("/dev/stdin") || (!file.isFile() && !file.isDir());
}

// Throws Cancelled when it is asked to stop: what has been read so far is no text to summarise.
int summarise(const CommandContext& context) {
    const auto tick = [&context] {
        if (context.stop.asked())
            throw Cancelled();
    };
    const QString file = context.arguments.readable(QStringLiteral("file"));
    const bool byCount = context.arguments.has(QStringLiteral("sentences"));
    const auto count = int(context.arguments.whole(QStringLiteral("sentences"), 1, 100'000, 5));
    const bool byShare = context.arguments.has(QStringLiteral("ratio"));
    const double share = context.arguments.number(QStringLiteral("ratio"), 0, 1, 0);
    if (byCount && byShare)
        throw Error(Error::Kind::BadArgument, QStringLiteral("Give either --sentences or --ratio."));
    const TextScanOptions reading = scanOptionsOf(context.arguments);
    QString text;
    QJsonArray rejected;
    std::vector<LeftOut> refused;
    const bool piped = isPiped(file);
    if (piped)
        text = textIn(file, reading, QStringLiteral("%1 is too large to summarise; give a part of it."))
                   .left(kMostCharacters);
    for (const TextItem& item : piped ? std::vector<TextItem>() : findTexts({file}, tick)) {
        tick();
        QString reason = item.reason.text();
        if (item.verdict == ItemVerdict::Usable) {
            try {
                text += readText(item, reading, {}, kMostCharacters) + QStringLiteral("\n\n");
                continue;
            } catch (const Error& error) { // one of many: the others are read
                reason = error.message();
            }
        }
        rejected.append(QJsonObject{{QStringLiteral("file"), shownNameOf(item)}, {QStringLiteral("reason"), reason}});
        refused.push_back(leftOut(reason, reason, shownNameOf(item)));
    }
    if (text.isEmpty() && !rejected.isEmpty())
        throw Error(Error::Kind::BadInput, rejected.first()[QLatin1String("reason")].toString());
    const auto ranked = rankSentences(text, [&context] { return !context.stop.asked(); });
    tick(); // a ranking that is broken off is empty
    if (ranked.empty())
        throw Error(Error::Kind::BadInput, QStringLiteral("%1 holds no sentences.").arg(file));
    const auto best = byShare ? centralShare(ranked, share) : centralSentences(ranked, count);
    QJsonArray sentences;
    for (const RankedSentence& one : best) {
        const QString sentence = text.mid(one.at, one.length).simplified();
        context.output.line(sentence);
        sentences.append(QJsonObject{{QStringLiteral("text"), sentence},
                                     {QStringLiteral("at"), qint64(one.at)},
                                     {QStringLiteral("rank"), one.rank}});
    }
    for (const QString& line : leftOutLines(refused)) // the summary has stdout to itself
        context.output.aside(line);
    context.output.result({{QStringLiteral("sentences"), sentences},
                           {QStringLiteral("of"), qint64(ranked.size())},
                           {QStringLiteral("rejected"), rejected}});
    return 0;
}

int run(const CommandContext& context) {
    try {
        return summarise(context);
    } catch (const Cancelled&) {
        return stopped(context, QStringLiteral("Stopped."));
    }
}

} // namespace

Command summariseCommand() {
    using Takes = OptionRule::Takes;
    Command command{QStringLiteral("summarise"),
                    QStringLiteral("prints the most central sentences of a text"),
                    {},
                    {{QStringLiteral("file"), Takes::One, QStringLiteral("FILE"),
                      QStringLiteral("text to summarise, or a folder of them; - reads what is piped in"), true},
                     {QStringLiteral("sentences"), Takes::One, QStringLiteral("N"), QStringLiteral("how many, 5")},
                     {QStringLiteral("ratio"), Takes::One, QStringLiteral("R"),
                      QStringLiteral("share of the sentences instead, 0 to 1")}},
                    run};
    for (OptionRule& rule : readingRules())
        command.rules.push_back(std::move(rule));
    return command;
}

} // namespace capriccio
