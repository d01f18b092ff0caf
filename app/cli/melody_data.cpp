// Tunes on the command line: finding, reporting, preparing them.
#include "app/cli/commands.h"
#include "core/data/folder_walk.h"
#include "core/data/melody_prepare.h"
#include "core/data/natural_order.h"
#include "core/data/sequence_cache.h"
#include "core/io/midi_file.h"
#include "core/types/error.h"

#include <QFileInfo>
#include <QJsonArray>

namespace capriccio {
namespace {

bool isMidi(const QString& name) {
    for (const char* ending : {".mid", ".midi", ".kar"})
        if (name.endsWith(QLatin1String(ending), Qt::CaseInsensitive))
            return true;
    return false;
}

QStringList midiFiles(const QStringList& paths) {
    QStringList files;
    for (const QString& path : paths) {
        if (!QFileInfo(path).isDir()) {
            files << path;
            continue;
        }
        for (const WalkedFile& file : walkFolder(path, [] {}))
            if (file.reason.isEmpty() && isMidi(file.path))
                files << file.path;
    }
    std::sort(files.begin(), files.end(), [](const QString& a, const QString& b) { return naturalLess(a, b); });
    return files;
}

} // namespace

MelodyPrepareOptions melodyOptionsFor(const Arguments& arguments, const Preset& preset) {
    MelodyPrepareOptions options;
    const QString part = arguments.text(QStringLiteral("part"), QStringLiteral("melody"));
    bool isTrack = false;
    const int track = part.toInt(&isTrack);
    if (part == QLatin1String("all"))
        options.part = LearnedPart::AllTracks;
    else if (isTrack && track >= 1 && track <= 1024) {
        options.part = LearnedPart::Track;
        options.track = track - 1;
    } else if (part != QLatin1String("melody"))
        throw Error(Error::Kind::BadArgument,
                    QStringLiteral("--part is melody, all or the number of a track, not \"%1\".").arg(part));
    options.chords = !arguments.has(QStringLiteral("no-chords"));
    options.grid = int(arguments.whole(QStringLiteral("grid"), 0, 48, 0));
    options.transpose = int(arguments.whole(QStringLiteral("transpose"), 0, 6, options.transpose));
    if (preset.architecture == Architecture::SequenceVae) {
        options.itemBars = int(arguments.whole(QStringLiteral("item-bars"), 1, 16, 2));
        if (options.part == LearnedPart::AllTracks)
            throw Error(Error::Kind::BadArgument, QStringLiteral("A melody space learns one voice: leave --part out."));
    }
    return options;
}

std::optional<PreparedSequences> preparedMelodies(const CommandContext& context, const MelodyPrepareOptions& options,
                                                  const QString& cache) {
    const QStringList sources = dataPaths(context.arguments.list(QStringLiteral("data")));
    const QStringList files = midiFiles(sources);
    QStringList refused;
    TuneSource tunes;
    tunes.count = std::size_t(files.size());
    tunes.read = [&](std::size_t i) -> std::optional<NamedTune> {
        const QString& file = files[qsizetype(i)];
        try {
            NamedTune named{readMidiFile(file).tune, QFileInfo(file).completeBaseName(), file};
            if (!named.tune.title.isEmpty())
                named.title = named.tune.title;
            return named;
        } catch (const Error& error) {
            if (!refused.contains(error.message()))
                refused << error.message();
            return std::nullopt;
        }
    };
    PreparedSequences prepared = prepareTunes(tunes, options, dataTitle(sources), cache, progressTo(context));
    for (const QString& reason : std::as_const(refused))
        context.output.line(QStringLiteral("  left out: %1").arg(reason));
    if (prepared.tokens == 0)
        return std::nullopt;
    const qint64 keys = keysOf(prepared);
    context.output.line(
        QStringLiteral("Tunes: %1 files, %2 notes to learn from in %3 keys, %4 notes held out; %5 events")
            .arg(files.size())
            .arg(prepared.characters / keys)
            .arg(keys)
            .arg(prepared.heldOutCharacters)
            .arg(prepared.vocabulary));
    context.output.event(QStringLiteral("data"), {{QStringLiteral("kind"), QStringLiteral("music")},
                                                  {QStringLiteral("count"), files.size()},
                                                  {QStringLiteral("notes"), prepared.characters / keys},
                                                  {QStringLiteral("heldout_notes"), prepared.heldOutCharacters},
                                                  {QStringLiteral("keys"), keys},
                                                  {QStringLiteral("vocabulary"), prepared.vocabulary},
                                                  {QStringLiteral("codec"), prepared.codec},
                                                  {QStringLiteral("rejected"), QJsonArray::fromStringList(refused)}});
    return prepared;
}

} // namespace capriccio
