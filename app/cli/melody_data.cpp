// Tunes on the command line: finding, reporting, preparing them.
#include "app/cli/commands.h"
#include "core/data/melody_prepare.h"
#include "core/data/melody_scan.h"
#include "core/data/melody_sources.h"
#include "core/data/sequence_cache.h"
#include "core/types/error.h"

#include <QFileInfo>

namespace capriccio {

namespace {

// One --track-of FILE=N.
struct TrackOfFile {
    QString file;
    int track = kFoundTrack;
};

std::vector<TrackOfFile> tracksGiven(const Arguments& arguments) {
    std::vector<TrackOfFile> given;
    for (const QString& word : arguments.list(QStringLiteral("track-of"))) {
        const qsizetype at = word.lastIndexOf(u'='); // a name may hold one too
        const QString track = word.mid(at + 1);
        const bool found = track == QLatin1String("melody");
        bool isTrack = false;
        const int number = track.toInt(&isTrack);
        if (at < 1 || (!found && !(isTrack && number >= 1 && number <= 1024)))
            throw Error(Error::Kind::BadArgument,
                        QStringLiteral("--track-of takes a tune and the number of its track or melody, as in "
                                       "song.mid=2, not \"%1\".")
                            .arg(word));
        given.push_back({word.left(at), found ? kFoundTrack : number - 1});
    }
    return given;
}

// FILE is a path, a file's name, or the name by which import tells a tune of a collection.
void chooseTracks(const Arguments& arguments, const MelodyCorpusInfo& info, MelodyPrepareOptions& options) {
    for (const TrackOfFile& one : tracksGiven(arguments)) {
        const QString path = literalPath(one.file, false);
        bool known = false;
        for (const MelodyItem& item : info.items) {
            if (item.source != path && QFileInfo(item.source).fileName() != one.file && shownNameOf(item) != one.file)
                continue;
            options.trackOf[tuneKey(item)] = one.track;
            known = true;
        }
        if (!known)
            throw Error(Error::Kind::BadArgument, QStringLiteral("--track-of: %1 is none of the tunes.").arg(one.file));
    }
}

// What the artist chose for the project's tunes; the usual where nothing was chosen yet.
MelodyPrepareOptions chosenFor(const Arguments& arguments, const Project* project) {
    if (const auto chosen = project ? project->melodyPrepareOptions() : std::nullopt)
        return *chosen;
    const auto corpus = project && !arguments.has(QStringLiteral("data")) ? project->melodyCorpus() : std::nullopt;
    return corpus ? corpus->suggested : MelodyPrepareOptions();
}

void tellMissingTrack(const CommandContext& context, const MelodyCorpusInfo& info,
                      const MelodyPrepareOptions& options) {
    const QString notice = noteOnTrack(info, options);
    if (notice.isEmpty())
        return;
    context.output.line(notice);
    context.output.event(QStringLiteral("notice"), {{QStringLiteral("text"), notice}});
}

} // namespace

std::vector<OptionRule> melodyRules() {
    using Takes = OptionRule::Takes;
    return {{QStringLiteral("part"), Takes::One, QStringLiteral("PART"),
             QStringLiteral("tunes: melody (found automatically, the default), all tracks, or the number of one")},
            {QStringLiteral("track-of"), Takes::One, QStringLiteral("FILE=N"),
             QStringLiteral("tunes: of this one its track N, or FILE=melody; may be given for many"), false, true},
            {QStringLiteral("no-chords"), Takes::Nothing, {}, QStringLiteral("tunes: leaves the harmony out")},
            {QStringLiteral("grid"), Takes::One, QStringLiteral("N"),
             QStringLiteral("tunes: places in a quarter: 4, 12 (triplets) or 24; chosen from the tunes when left out")},
            {QStringLiteral("transpose"), Takes::One, QStringLiteral("N"),
             QStringLiteral(
                 "tunes: also learned up to N semitones away, 0 to 6; 2 by default; melody-vae tells all in one key")},
            {QStringLiteral("item-bars"), Takes::One, QStringLiteral("N"),
             QStringLiteral("melody-vae: bars of an item, 2 by default")}};
}

MelodyPrepareOptions melodyOptionsFor(const Arguments& arguments, const Preset& preset, const Project* project) {
    MelodyPrepareOptions options = chosenFor(arguments, project);
    const QString part = arguments.text(QStringLiteral("part"));
    bool isTrack = false;
    const int track = part.toInt(&isTrack);
    if (part == QLatin1String("all"))
        options.part = LearnedPart::AllTracks;
    else if (part == QLatin1String("melody"))
        options.part = LearnedPart::Melody;
    else if (isTrack && track >= 1 && track <= 1024) {
        options.part = LearnedPart::Track;
        options.track = track - 1;
    } else if (arguments.has(QStringLiteral("part")))
        throw Error(Error::Kind::BadArgument,
                    QStringLiteral("--part is melody, all or the number of a track, not \"%1\".").arg(part));
    options.chords = options.chords && !arguments.has(QStringLiteral("no-chords"));
    options.grid = int(arguments.whole(QStringLiteral("grid"), 0, 48, options.grid));
    options.transpose = int(arguments.whole(QStringLiteral("transpose"), 0, 6, options.transpose));
    options.heldOutShare = heldOutOf(arguments, options.heldOutShare);
    const int items = options.itemBars > 0 ? options.itemBars : 2;
    options.itemBars = 0; // of a project that a melody space was trained in before
    if (preset.architecture == Architecture::SequenceVae) {
        options.itemBars = int(arguments.whole(QStringLiteral("item-bars"), 1, 16, items));
        if (options.part == LearnedPart::AllTracks && arguments.has(QStringLiteral("part")))
            throw Error(Error::Kind::BadArgument, QStringLiteral("A melody space learns one voice: leave --part out."));
        if (options.part == LearnedPart::AllTracks)
            options.part = LearnedPart::Melody;
    }
    if (!tracksGiven(arguments).empty() && options.part == LearnedPart::AllTracks) // bad words are refused here as well
        throw Error(Error::Kind::BadArgument,
                    QStringLiteral("All tracks are learned: leave --track-of out, or give --part melody."));
    return options;
}

std::optional<PreparedSequences> preparedMelodies(const CommandContext& context, const MelodyPrepareOptions& wanted,
                                                  Project* project, const QString& cache) {
    const bool given = context.arguments.has(QStringLiteral("data"));
    MelodyCorpusInfo info;
    if (given) {
        info = scanMelodies(dataPaths(context.arguments.list(QStringLiteral("data"))), progressTo(context));
        if (info.cancelled)
            return std::nullopt;
        noteOrigin(context.arguments, info);
        reportMelodies(context, info);
    } else {
        const std::optional<MelodyCorpusInfo> kept = project ? project->melodyCorpus() : std::nullopt;
        if (!kept)
            throw Error(Error::Kind::BadArgument,
                        QStringLiteral("There are no tunes yet: give them with --data DATA..."));
        info = *kept;
    }
    MelodyPrepareOptions options = wanted;
    chooseTracks(context.arguments, info, options);
    if (given && project && !project->isReadOnly())
        project->setMelodyCorpus(info);
    tellMissingTrack(context, info, options);
    PreparedSequences prepared =
        prepareTunes(tunesOf(info), options, dataTitle(info.sources), cache, progressTo(context));
    if (prepared.tokens == 0)
        return std::nullopt;
    const int keys = keysOf(prepared);
    context.output.line(QStringLiteral("Learned from: %1 notes in %2 keys, %3 notes held out; %4 different events")
                            .arg(prepared.characters / keys)
                            .arg(keys)
                            .arg(prepared.heldOutCharacters)
                            .arg(prepared.vocabulary));
    context.output.event(QStringLiteral("prepared"), {{QStringLiteral("notes"), prepared.characters / keys},
                                                      {QStringLiteral("heldout_notes"), prepared.heldOutCharacters},
                                                      {QStringLiteral("keys"), keys},
                                                      {QStringLiteral("vocabulary"), prepared.vocabulary},
                                                      {QStringLiteral("codec"), prepared.codec}});
    if (project && !project->isReadOnly() && cache.startsWith(project->folder())) { // not what is only measured
        if (given) // of tunes that were there the artist has chosen
            project->setMelodyPrepareOptions(options);
        project->setPreparedMelodies(prepared);
    }
    return prepared;
}

} // namespace capriccio
