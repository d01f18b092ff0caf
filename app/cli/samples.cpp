#include "app/cli/commands.h"
#include "core/data/composer.h"
#include "core/data/progress_meter.h"
#include "core/data/sample_set.h"
#include "core/data/text_sample_corpus.h"
#include "core/types/error.h"

#include <QJsonArray>

namespace capriccio {
namespace {

struct Kinds {
    bool pictures;
    bool texts;
    bool music;
};

// Throws Error(Storage), Cancelled.
int write(const CommandContext& context, const QString& out, Kinds kinds) {
    const auto wanted = int(context.arguments.whole(QStringLiteral("count"), 1, 1'000'000, kSampleSetSize));
    const int count = kinds.pictures ? writeSampleSet(out, progressTo(context), wanted) : 0;
    if (kinds.pictures)
        context.output.line(QStringLiteral("%1 pictures in %2").arg(count).arg(out));
    QStringList written;
    if (kinds.texts)
        written = writeSampleCorpus(kinds.pictures ? out + QStringLiteral("/texts") : out,
                                    {SampleLanguage::English, SampleLanguage::Chinese});
    for (const QString& path : written)
        context.output.line(QStringLiteral("Text: %1").arg(path));
    const QString tunesFolder = kinds.pictures && kinds.music ? out + QStringLiteral("/music") : out;
    const int tunes = kinds.music ? writeSampleTunes(tunesFolder, progressTo(context)) : 0;
    if (kinds.music)
        context.output.line(QStringLiteral("%1 tunes in %2").arg(tunes).arg(tunesFolder));
    context.output.result({{QStringLiteral("count"), count},
                           {QStringLiteral("out"), out},
                           {QStringLiteral("texts"), QJsonArray::fromStringList(written)},
                           {QStringLiteral("tunes"), tunes}});
    return 0;
}

int run(const CommandContext& context) {
    const QString kind = context.arguments.text(QStringLiteral("kind"), QStringLiteral("pictures"));
    const bool pictures = kind == QLatin1String("all") || kind == QLatin1String("pictures");
    const bool texts = kind == QLatin1String("all") || kind == QLatin1String("texts");
    const bool music = kind == QLatin1String("all") || kind == QLatin1String("music");
    if (!pictures && !texts && !music)
        throw Error(Error::Kind::BadArgument,
                    QStringLiteral("--kind %1: choose pictures, texts, music or all.").arg(kind));
    const QString out = madeFolder(context.arguments.targetFolder(QStringLiteral("out")));
    try {
        return write(context, out, {pictures, texts, music});
    } catch (const Cancelled&) {
        return stopped(context,
                       QStringLiteral("Stopped; what is written so far lies in %1. The same command goes on.").arg(out),
                       {{QStringLiteral("out"), out}});
    }
}

} // namespace

Command samplesCommand() {
    return {QStringLiteral("samples"),
            QStringLiteral("writes the built-in samples"),
            {},
            {{QStringLiteral("out"), OptionRule::Takes::One, QStringLiteral("DIR"), QStringLiteral("folder for them"),
              true},
             {QStringLiteral("count"), OptionRule::Takes::One, QStringLiteral("N"),
              QStringLiteral("pictures, default %1; more are further ones of the same motifs").arg(kSampleSetSize)},
             {QStringLiteral("kind"), OptionRule::Takes::One, QStringLiteral("KIND"),
              QStringLiteral("pictures (default), texts, music, or all: DIR/texts and DIR/music")}},
            run};
}

} // namespace capriccio
