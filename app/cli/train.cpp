#include "app/cli/commands.h"
#include "app/cli/train_listener.h"
#include "core/data/melody_sources.h"
#include "core/data/text_sources.h"
#include "core/io/safetensors.h"
#include "core/session/project.h"
#include "core/session/recording_listener.h"
#include "core/train/checkpoint.h"
#include "core/train/compute_policy.h"
#include "core/train/trainer.h"
#include "core/types/error.h"

#include <QFileInfo>

namespace capriccio {
namespace {

// Where a run lies and what it goes on from.
struct RunPlace {
    TrainingJob job;
    std::unique_ptr<Project> project; // --project only
    FoundCheckpoint checkpoint;       // --resume only
};

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

Preset presetOf(const Arguments& arguments, const std::optional<Preset>& earlier, const Project* project = nullptr) {
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

// Scans and prepares --data below `cache`; a project's own pictures when none are given.
std::optional<PreparedPictures> preparedData(const CommandContext& context, const Preset& preset, Project* project,
                                             const QString& cache) {
    const Arguments& arguments = context.arguments;
    const auto resolution = int(arguments.whole(QStringLiteral("resolution"), 1, 4096, 0));
    DatasetInfo info;
    PrepareOptions suggested;
    if (arguments.has(QStringLiteral("data"))) {
        const QStringList sources = dataPaths(arguments.list(QStringLiteral("data")));
        info = scan(sources, cache, progressTo(context));
        if (info.cancelled)
            return std::nullopt;
        noteOrigin(arguments, info);
        reportData(context, info);
        suggested = suggestedOptions(info);
        if (project) {
            project->setDataset(info);
            project->setPrepareOptions(suggested);
        }
    } else {
        const std::optional<DatasetInfo> kept = project ? project->dataset() : std::nullopt;
        if (!kept)
            throw Error(Error::Kind::BadArgument,
                        QStringLiteral("There are no pictures yet: give them with --data DATA..."));
        info = *kept;
        suggested = project->prepareOptions().value_or(suggestedOptions(info));
    }
    const PrepareOptions options = optionsFor(preset, suggested, resolution);
    if (project && !arguments.has(QStringLiteral("data"))) {
        if (const auto ready = project->prepared();
            ready && ready->options == options && QFileInfo::exists(ready->cacheFile))
            return ready;
    }
    PreparedPictures prepared = prepare(info, options, dataTitle(info.sources), cache, progressTo(context));
    if (prepared.count == 0)
        return std::nullopt;
    if (project)
        project->setPrepared(prepared);
    return prepared;
}

// The newest run of the project that has a checkpoint (of this preset, when one is named).
std::optional<RunRecord> runToResume(const Project& project, const Arguments& arguments) {
    for (const RunRecord& run : project.runs()) {
        if (arguments.has(QStringLiteral("preset")) && run.preset.id != arguments.text(QStringLiteral("preset")))
            continue;
        if (!checkpointFiles(run.folder).isEmpty())
            return run;
    }
    return std::nullopt;
}

FoundCheckpoint checkpointIn(const CommandContext& context, const QString& folder) {
    FoundCheckpoint found = newestCheckpoint(folder);
    for (const QString& notice : std::as_const(found.skipped)) {
        context.output.line(notice);
        context.output.event(QStringLiteral("notice"), {{QStringLiteral("text"), notice}});
    }
    if (found.file.isEmpty() && !found.skipped.isEmpty())
        throw Error(Error::Kind::BadInput,
                    QStringLiteral("No checkpoint in %1 can be used. Start anew without --resume.").arg(folder));
    return found;
}

int finish(const CommandContext& context, const TrainingResult& result, const QString& checkpoint,
           const QString& unit) {
    using Outcome = TrainingResult::Outcome;
    const bool fine = result.outcome == Outcome::Finished || result.outcome == Outcome::Cancelled;
    static const char* const names[] = {"finished", "cancelled", "diverged", "failed"};
    QJsonObject object{{QStringLiteral("outcome"), QLatin1String(names[int(result.outcome)])},
                       {QStringLiteral("model"), result.modelFile},
                       {QStringLiteral("samples"), result.sampleGrid},
                       {QStringLiteral("checkpoint"), checkpoint},
                       {QStringLiteral("step"), result.last.step},
                       {QStringLiteral("images_seen"), result.last.imagesSeen},
                       {QStringLiteral("elapsed_seconds"), result.last.elapsedSeconds},
                       {QStringLiteral("images_per_second"), result.last.imagesPerSecond}};
    if (!result.reason.isEmpty())
        object.insert(QStringLiteral("reason"), result.reason);
    for (const NamedValue& figure : result.figures)
        object.insert(figure.name, figure.value);
    if (fine) {
        for (const NamedValue& figure : result.figures)
            if (figure.name == QLatin1String(kNatsPerCharacter))
                context.output.line(QStringLiteral("Held-out text: %1 nats per character (%2 bits)")
                                        .arg(figure.value, 0, 'f', 4)
                                        .arg(figure.value / 0.6931471805599453, 0, 'f', 4));
        for (const NamedValue& figure : result.figures)
            if (figure.name == QLatin1String(kBitsPerNote))
                context.output.line(QStringLiteral("Held-out tunes: %1 bits per note").arg(figure.value, 0, 'f', 4));
        context.output.line(QStringLiteral("%1 after %2 %4 in %3")
                                .arg(result.outcome == Outcome::Finished ? QStringLiteral("Finished")
                                                                         : QStringLiteral("Stopped and saved"))
                                .arg(result.last.imagesSeen)
                                .arg(minutesAndSeconds(result.last.elapsedSeconds), unit));
        if (!result.modelFile.isEmpty())
            context.output.line(result.modelFile);
        if (!result.sampleGrid.isEmpty())
            context.output.line(result.sampleGrid);
        context.output.result(object);
        return 0;
    }
    if (context.output.isJson())
        context.output.result(object);
    throw Error(Error::Kind::Training, result.reason, result.detail);
}

RunPlace placeOf(const CommandContext& context) {
    const Arguments& arguments = context.arguments;
    const bool resume = arguments.has(QStringLiteral("resume"));
    RunPlace place;
    if (arguments.has(QStringLiteral("project")) == arguments.has(QStringLiteral("out")))
        throw Error(Error::Kind::BadArgument, QStringLiteral("Give --out DIR (with --data) or --project DIR."));
    if (arguments.has(QStringLiteral("out")) && !arguments.has(QStringLiteral("data")))
        throw Error(Error::Kind::BadArgument,
                    QStringLiteral("--data DATA... is missing: the pictures, texts or tunes to train on."));
    for (const OptionRule& rule : originRules())
        if (arguments.has(rule.name) && !arguments.has(QStringLiteral("data")))
            throw Error(Error::Kind::BadArgument,
                        QStringLiteral("--%1 is said of --data DATA..., which is missing.").arg(rule.name));
    if (arguments.has(QStringLiteral("preset")) || arguments.has(QStringLiteral("data")))
        presetOf(arguments, std::nullopt); // refuse bad words before anything is touched; else the project decides
    dataPaths(arguments.list(QStringLiteral("data")));
    std::optional<Preset> earlier;
    if (arguments.has(QStringLiteral("project"))) {
        const QString folder = arguments.target(QStringLiteral("project"));
        place.project = openProject(folder);
        place.job.projectFolder = folder;
        if (const auto run = resume ? runToResume(*place.project, arguments) : std::nullopt) {
            place.checkpoint = checkpointIn(context, run->folder);
            place.job.folder = run->folder;
            place.job.runId = run->id;
        }
    } else {
        place.job.folder = madeFolder(arguments.target(QStringLiteral("out")));
        if (resume)
            place.checkpoint = checkpointIn(context, place.job.folder);
    }
    if (!place.checkpoint.file.isEmpty()) {
        earlier = modelInfo(place.checkpoint.state).preset;
        place.job.startFrom = place.checkpoint.file;
    } else if (resume) {
        context.output.line(QStringLiteral("There is no checkpoint yet: beginning anew."));
    }
    place.job.preset = presetOf(arguments, earlier, place.project.get());
    return place;
}

// --options: the options table with the values a run with these words would have.
int listOptions(const CommandContext& context) {
    for (const OptionSpec& spec : optionSpecs(presetOf(context.arguments, std::nullopt))) {
        const QString range = spec.choices.isEmpty() ? QStringLiteral("%1 to %2").arg(spec.minimum).arg(spec.maximum)
                                                     : spec.choices.join(u'|');
        QString line = QStringLiteral("%1=%2  %3 (%4)").arg(spec.key, spec.value.toString(), spec.meaning, range);
        if (!spec.unit.isEmpty())
            line += QStringLiteral(" [%1]").arg(spec.unit);
        if (!spec.zeroMeans.isEmpty())
            line += QStringLiteral("; 0: %1").arg(spec.zeroMeans);
        context.output.line(line);
        context.output.event(QStringLiteral("option"), {{QStringLiteral("key"), spec.key},
                                                        {QStringLiteral("value"), spec.value.toString()},
                                                        {QStringLiteral("default"), spec.defaultValue.toString()},
                                                        {QStringLiteral("meaning"), spec.meaning},
                                                        {QStringLiteral("unit"), spec.unit},
                                                        {QStringLiteral("range"), range},
                                                        {QStringLiteral("zero"), spec.zeroMeans}});
    }
    context.output.result({});
    return 0;
}

int run(const CommandContext& context) {
    if (context.arguments.has(QStringLiteral("options")))
        return listOptions(context);
    RunPlace place = placeOf(context);
    TrainingJob& job = place.job;
    const QString cache = (place.project ? job.projectFolder : job.folder) + QStringLiteral("/data");
    const bool text = job.preset.medium == DataKind::Text;
    const bool music = job.preset.medium == DataKind::Melodies;
    if ((text || music) && context.arguments.has(QStringLiteral("resolution")))
        throw Error(Error::Kind::BadArgument,
                    QStringLiteral("--resolution is for pictures; %1 trains on %2.")
                        .arg(job.preset.id, music ? QStringLiteral("music") : QStringLiteral("texts")));
    bool ready = false;
    if (text) {
        if (auto prepared = preparedTexts(context, job.preset, place.project.get(), cache)) {
            job.sequences = std::move(*prepared);
            ready = true;
        }
    } else if (music) {
        if (auto prepared = preparedMelodies(context, melodyOptionsFor(context.arguments, job.preset),
                                             place.project.get(), cache)) {
            job.sequences = std::move(*prepared);
            ready = true;
        }
    } else if (auto prepared = preparedData(context, job.preset, place.project.get(), cache)) {
        job.data = std::move(*prepared);
        ready = true;
    }
    if (!ready) {
        context.output.line(QStringLiteral("Stopped before the training began."));
        context.output.result({{QStringLiteral("outcome"), QStringLiteral("cancelled")}});
        return 0;
    }
    place.checkpoint = {};
    if (place.project && job.runId == 0) {
        const RunRecord record = isSequence(job.preset.architecture) ? place.project->addRun(job.preset, job.sequences)
                                                                     : place.project->addRun(job.preset, job.data);
        job.folder = record.folder;
        job.runId = record.id;
    }

    TrainingControl control;
    context.stop.onStop([&control] { control.cancel(); });
    TrainListener listener(context.output, job);
    TrainingResult result;
    {
        RunRecorder recorder(job, job.projectFolder, job.runId);
        RecordingListener recording(recorder, listener);
        result = Trainer(job).run(control, recording);
        recorder.ended(result);
    }
    context.stop.onStop({});
    return finish(context, result, listener.lastCheckpoint(),
                  text    ? QStringLiteral("tokens")
                  : music ? QStringLiteral("events")
                          : QStringLiteral("pictures"));
}

} // namespace

Command trainCommand() {
    using Takes = OptionRule::Takes;
    Command command{
        QStringLiteral("train"),
        QStringLiteral("trains a model on pictures, texts or tunes"),
        {},
        {{QStringLiteral("data"), Takes::Many, QStringLiteral("DATA..."),
          QStringLiteral("folders, pictures, IDX files, texts, tunes, .zip")},
         {QStringLiteral("out"), Takes::One, QStringLiteral("DIR"), QStringLiteral("folder of the run")},
         {QStringLiteral("project"), Takes::One, QStringLiteral("DIR"), QStringLiteral("project that keeps the run")},
         {QStringLiteral("preset"), Takes::One, QStringLiteral("NAME"),
          QStringLiteral("studio-gan, vae, dcgan, mlp-gan; gpt, char-lstm, text-vae; music-transformer, "
                         "melody-lstm, melody-vae")},
         {QStringLiteral("resolution"), Takes::One, QStringLiteral("R"), QStringLiteral("28, 32, 64, 128 or 256")},
         {QStringLiteral("part"), Takes::One, QStringLiteral("PART"),
          QStringLiteral("tunes: melody (found automatically, the default), all tracks, or the number of one")},
         {QStringLiteral("no-chords"), Takes::Nothing, {}, QStringLiteral("tunes: leaves the harmony out")},
         {QStringLiteral("grid"), Takes::One, QStringLiteral("N"),
          QStringLiteral("tunes: places in a quarter: 4, 12 (triplets) or 24; chosen from the tunes when left out")},
         {QStringLiteral("transpose"), Takes::One, QStringLiteral("N"),
          QStringLiteral(
              "tunes: also learned up to N semitones away, 0 to 6; 2 by default; melody-vae tells all in one key")},
         {QStringLiteral("item-bars"), Takes::One, QStringLiteral("N"),
          QStringLiteral("melody-vae: bars of an item, 2 by default")},
         {QStringLiteral("minutes"), Takes::One, QStringLiteral("M"), QStringLiteral("minutes of training")},
         {QStringLiteral("steps"), Takes::One, QStringLiteral("N"),
          QStringLiteral("optimiser steps instead of minutes")},
         {QStringLiteral("seed"), Takes::One, QStringLiteral("S"), QStringLiteral("seed of the run")},
         {QStringLiteral("threads"), Takes::One, QStringLiteral("T"),
          QStringLiteral("threads; measured when left out")},
         {QStringLiteral("precision"), Takes::One, QStringLiteral("auto|fp32|bf16"),
          QStringLiteral("numbers to compute with")},
         {QStringLiteral("resume"), Takes::Nothing, {}, QStringLiteral("go on from the newest sound checkpoint")},
         {QStringLiteral("set"), Takes::One, QStringLiteral("option=value"),
          QStringLiteral("any option of the preset, may be repeated"), false, true},
         {QStringLiteral("options"),
          Takes::Nothing,
          {},
          QStringLiteral("lists every option of the preset with its meaning, and trains nothing")}},
        run};
    for (const std::vector<OptionRule>& more : {originRules(), textRules()})
        command.rules.insert(command.rules.end(), more.begin(), more.end());
    return command;
}

} // namespace capriccio
