// Where a training lies, and what it goes on from.
#include "app/cli/run_place.h"

#include "core/data/melody_sources.h"
#include "core/data/text_sources.h"
#include "core/io/safetensors.h"
#include "core/session/project.h"
#include "core/train/compute_policy.h"
#include "core/types/error.h"

#include <QFileInfo>

namespace capriccio {
namespace {

// Without --preset the data decides, given here or kept by the project: tunes are for the music Transformer, texts for
// the GPT, everything else for the studio GAN.
QString defaultPreset(const Arguments& arguments, const Project* project) {
    const QStringList data = arguments.list(QStringLiteral("data"));
    if (data.isEmpty() && project && !project->dataset()) {
        if (project->melodyCorpus())
            return QStringLiteral("music-transformer");
        if (project->textCorpus())
            return QStringLiteral("gpt");
    }
    const QStringList paths = data.isEmpty() ? QStringList() : dataPaths(data);
    if (!paths.isEmpty() && holdMelodies(paths)) // asked in the order of import
        return QStringLiteral("music-transformer");
    return !paths.isEmpty() && holdTexts(paths) ? QStringLiteral("gpt") : QStringLiteral("studio-gan");
}

// The run of --run, which must have a checkpoint. Throws Error(BadArgument), Error(BadInput).
RunRecord chosenRun(const Project& project, const Arguments& arguments) {
    RunRecord run = runNumbered(project, arguments.text(QStringLiteral("run")));
    if (arguments.has(QStringLiteral("preset")) && run.preset.id != arguments.text(QStringLiteral("preset")))
        throw Error(Error::Kind::BadArgument,
                    QStringLiteral("Run %1 trains %2, not %3: leave --preset out, or begin a new run without --resume.")
                        .arg(QString::number(run.id), run.preset.id, arguments.text(QStringLiteral("preset"))));
    if (checkpointFiles(run.folder).isEmpty())
        throw Error(
            Error::Kind::BadInput,
            QStringLiteral("Run %1 has no checkpoint to go on from. Begin a new run without --resume.").arg(run.id));
    return run;
}

// The run of --run, else the newest one of the project that has a checkpoint (of this preset, when one is named).
std::optional<RunRecord> runToResume(const Project& project, const Arguments& arguments) {
    if (arguments.has(QStringLiteral("run")))
        return chosenRun(project, arguments);
    for (const RunRecord& run : project.runs()) {
        if (arguments.has(QStringLiteral("preset")) && run.preset.id != arguments.text(QStringLiteral("preset")))
            continue;
        if (!checkpointFiles(run.folder).isEmpty())
            return run;
    }
    return std::nullopt;
}

// Throws Error(BadArgument) naming the steps there are.
FoundCheckpoint checkpointAt(const QString& folder, qint64 step) {
    const QString file = checkpointFile(folder, step);
    if (QFileInfo::exists(file))
        return {file, readCheckpoint(file), {}};
    QStringList steps;
    const QStringList files = checkpointFiles(folder);
    for (const QString& one : files)
        steps << QString::number(QFileInfo(one).completeBaseName().toLongLong());
    throw Error(Error::Kind::BadArgument,
                steps.isEmpty() ? QStringLiteral("--from-step %1: there is no checkpoint in %2.").arg(step).arg(folder)
                                : QStringLiteral("--from-step %1: the checkpoints in %2 are those of the steps %3.")
                                      .arg(QString::number(step), folder, steps.join(QStringLiteral(", "))));
}

FoundCheckpoint checkpointIn(const CommandContext& context, const QString& folder) {
    if (context.arguments.has(QStringLiteral("from-step")))
        return checkpointAt(folder, context.arguments.whole(QStringLiteral("from-step"), 1, INT64_MAX, 0));
    FoundCheckpoint found = newestCheckpoint(folder);
    for (const Sentence& notice : found.skipped) {
        context.output.line(notice.text());
        context.output.event(QStringLiteral("notice"), {{QStringLiteral("text"), notice.text()}});
    }
    if (found.file.isEmpty() && !found.skipped.empty())
        throw Error(Error::Kind::BadInput,
                    QStringLiteral("No checkpoint in %1 can be used. Start anew without --resume.").arg(folder));
    return found;
}

// The project's run that a checkpoint belongs to; nothing when it comes from elsewhere.
std::optional<RunRecord> runOf(const Project& project, const QString& checkpoint) {
    const QString folder = QFileInfo(checkpoint).canonicalPath() + u'/';
    for (const RunRecord& run : project.runs()) {
        const QString own = QFileInfo(run.folder).canonicalFilePath();
        if (!own.isEmpty() && folder.startsWith(own + u'/'))
            return run;
    }
    return std::nullopt;
}

// Throws Error(BadArgument) where a new run would take the place of the one it comes from.
void refuseBranchInPlace(const QString& checkpoint, const QString& out) {
    const QString own = QFileInfo(out).canonicalFilePath(); // empty when it is yet to be made
    if (!own.isEmpty() && (QFileInfo(checkpoint).canonicalPath() + u'/').startsWith(own + u'/'))
        throw Error(Error::Kind::BadArgument,
                    QStringLiteral("A branch is a run of its own: give another --out than %1, where %2 lies.")
                        .arg(out, QFileInfo(checkpoint).fileName()));
}

// The same for words that choose what --resume goes on with.
void refuseBadChoice(const Arguments& arguments) {
    const bool run = arguments.has(QStringLiteral("run"));
    const bool step = arguments.has(QStringLiteral("from-step"));
    if (!run && !step)
        return;
    if (!arguments.has(QStringLiteral("resume")))
        throw Error(Error::Kind::BadArgument,
                    QStringLiteral("--%1 chooses what --resume goes on with; a new run begins from any checkpoint with "
                                   "--branch FILE.")
                        .arg(run ? QStringLiteral("run") : QStringLiteral("from-step")));
    if (run && !arguments.has(QStringLiteral("project")))
        throw Error(Error::Kind::BadArgument, QStringLiteral("--run is a run of --project DIR, which is missing."));
    arguments.whole(QStringLiteral("from-step"), 1, INT64_MAX, 0);
    // There is nothing to go on with in a place that is yet to be made.
    arguments.existing(arguments.has(QStringLiteral("project")) ? QStringLiteral("project") : QStringLiteral("out"));
}

// Throws Error(BadArgument) for words that do not go together or say nothing, before anything is touched. With
// --resume and --branch the checkpoint decides which options there are.
void refuseBadWords(const Arguments& arguments) {
    const bool resume = arguments.has(QStringLiteral("resume"));
    const bool branch = arguments.has(QStringLiteral("branch"));
    if (resume && branch)
        throw Error(Error::Kind::BadArgument,
                    QStringLiteral("--resume goes on with a run, --branch begins another: give one of them."));
    if (arguments.has(QStringLiteral("project")) == arguments.has(QStringLiteral("out")))
        throw Error(Error::Kind::BadArgument, QStringLiteral("Give --out DIR (with --data) or --project DIR."));
    if (arguments.has(QStringLiteral("out")) && !arguments.has(QStringLiteral("data")))
        throw Error(Error::Kind::BadArgument,
                    QStringLiteral("--data DATA... is missing: the pictures, texts or tunes to train on."));
    refuseBadChoice(arguments);
    for (const OptionRule& rule : originRules())
        if (arguments.has(rule.name) && !arguments.has(QStringLiteral("data")))
            throw Error(Error::Kind::BadArgument,
                        QStringLiteral("--%1 is said of --data DATA..., which is missing.").arg(rule.name));
    if (arguments.has(QStringLiteral("preset")) || (arguments.has(QStringLiteral("data")) && !resume && !branch))
        presetOf(arguments, std::nullopt);
    pictureOptionsOf(arguments, {});
    dataPaths(arguments.list(QStringLiteral("data")));
}

} // namespace

Preset presetOf(const Arguments& arguments, const std::optional<Preset>& earlier, const Project* project) {
    Preset preset = earlier && !arguments.has(QStringLiteral("preset"))
                        ? *earlier
                        : presetById(arguments.text(QStringLiteral("preset"), defaultPreset(arguments, project)));
    if (earlier && earlier->id == preset.id) // --resume: as it was, then what is given now
        preset = *earlier;
    if (arguments.has(QStringLiteral("minutes")) && arguments.has(QStringLiteral("steps")))
        throw Error(Error::Kind::BadArgument, QStringLiteral("Give --minutes or --steps, not both."));
    if (arguments.has(QStringLiteral("minutes"))) {
        preset.run.minutes = arguments.number(QStringLiteral("minutes"), 0.01, 100000, 0);
        preset.run.steps = 0;
    }
    if (arguments.has(QStringLiteral("steps"))) {
        preset.run.steps = arguments.whole(QStringLiteral("steps"), 1, 1000000000, 0);
        preset.run.minutes = 0;
    }
    preset.run.seed = quint64(arguments.whole(QStringLiteral("seed"), 0, INT64_MAX, qint64(preset.run.seed)));
    preset.run.threads = int(arguments.whole(QStringLiteral("threads"), 1, 256, preset.run.threads));
    if (arguments.has(QStringLiteral("precision")))
        preset.run.precision = precisionFromName(arguments.text(QStringLiteral("precision")));
    const QStringList settings = arguments.list(QStringLiteral("set"));
    for (const QString& setting : settings) {
        if (!setting.contains(u'='))
            throw Error(Error::Kind::BadArgument, QStringLiteral("--set takes option=value, not \"%1\".").arg(setting));
        setOption(preset, setting.section(u'=', 0, 0), setting.section(u'=', 1));
    }
    return preset;
}

RunPlace placeOf(const CommandContext& context) {
    const Arguments& arguments = context.arguments;
    const bool resume = arguments.has(QStringLiteral("resume"));
    const bool branch = arguments.has(QStringLiteral("branch"));
    refuseBadWords(arguments);
    const QString from = branch ? arguments.existing(QStringLiteral("branch")) : QString();
    if (branch && arguments.has(QStringLiteral("out")))
        refuseBranchInPlace(from, arguments.targetFolder(QStringLiteral("out")));
    RunPlace place;
    place.made = std::make_unique<MadePlace>(arguments.targetFolder(
        arguments.has(QStringLiteral("project")) ? QStringLiteral("project") : QStringLiteral("out")));
    if (branch)
        place.checkpoint = {from, readCheckpoint(from), {}};
    std::optional<Preset> earlier;
    if (arguments.has(QStringLiteral("project"))) {
        const QString& folder = place.made->folder();
        place.project = openProject(folder);
        place.job.projectFolder = folder;
        place.run = resume   ? runToResume(*place.project, arguments)
                    : branch ? runOf(*place.project, from)
                             : std::nullopt;
        if (resume && !place.run && arguments.has(QStringLiteral("from-step")))
            throw Error(Error::Kind::BadArgument,
                        QStringLiteral("--from-step %1: no run of %2 has a checkpoint to go on from.")
                            .arg(arguments.text(QStringLiteral("from-step")), folder));
        if (place.run && resume) {
            place.checkpoint = checkpointIn(context, place.run->folder);
            place.job.folder = place.run->folder;
            place.job.runId = place.run->id;
        }
    } else {
        place.job.folder = madeFolder(place.made->folder());
        if (resume)
            place.checkpoint = checkpointIn(context, place.job.folder);
    }
    if (!place.checkpoint.file.isEmpty()) {
        place.earlier = modelInfo(place.checkpoint.state, place.checkpoint.file);
        earlier = place.earlier->preset;
        place.job.startFrom = place.checkpoint.file;
        place.job.branch = branch;
    } else if (resume) {
        context.output.line(QStringLiteral("There is no checkpoint yet: beginning anew."));
    }
    place.job.preset = presetOf(arguments, earlier, place.project.get());
    return place;
}

} // namespace capriccio
