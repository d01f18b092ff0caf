#include "app/cli/commands.h"
#include "app/cli/run_place.h"
#include "app/cli/train_listener.h"
#include "core/session/project.h"
#include "core/session/recording_listener.h"
#include "core/train/trainer.h"
#include "core/types/error.h"

#include <algorithm>

namespace capriccio {
namespace {

// What this command's words say of the pictures. This run and its project's choice both follow them, each from where it
// stands. Throws Error(BadArgument).
struct PictureWords {
    explicit PictureWords(const Arguments& given)
        : arguments(given), resolution(int(given.whole(QStringLiteral("resolution"), 1, 4096, 0))) {}
    PrepareOptions over(const PrepareOptions& before) const {
        PrepareOptions options = pictureOptionsOf(arguments, before);
        if (resolution > 0)
            options.resolution = resolution;
        return options;
    }

    const Arguments& arguments;
    int resolution; // 0 = not said
};

// The size to train at: as said, else that of the checkpoint that is gone on from; 0 = choose.
int resolutionFor(const RunPlace& place, const PictureWords& said) {
    if (said.resolution > 0 || !place.earlier)
        return said.resolution;
    const std::vector<int>& sizes = place.job.preset.resolutions;
    const int then = place.earlier->resolution;
    return sizes.empty() || std::find(sizes.begin(), sizes.end(), then) != sizes.end() ? then : 0;
}

// What is chosen for the pictures before this command's words: as the run was that is gone on from, else as the project
// has it or the pictures suggest.
PrepareOptions chosenBefore(const RunPlace& place, const PrepareOptions& stored) {
    const bool runKnows = place.run && place.run->preset.medium == DataKind::Pictures;
    PrepareOptions options = runKnows ? place.run->data.options : stored;
    if (place.earlier && place.earlier->resolution > 0)
        options.grey = place.earlier->channels == 1;
    return options;
}

// Scans and prepares --data below `cache`; a project's own pictures, as they are now, when none are given.
std::optional<PreparedPictures> preparedData(const CommandContext& context, const RunPlace& place,
                                             const QString& cache) {
    const Arguments& arguments = context.arguments;
    const Preset& preset = place.job.preset;
    Project* const project = place.project.get();
    const PictureWords said(arguments);
    const int resolution = resolutionFor(place, said);
    optionsFor(preset, {}, resolution); // bad words are refused before anything is read
    if (preset.channels == 1 && arguments.has(QStringLiteral("colour")))
        throw Error(Error::Kind::BadArgument, QStringLiteral("--colour: %1 learns grey pictures only.").arg(preset.id));
    DatasetInfo info;
    if (arguments.has(QStringLiteral("data"))) {
        const QStringList sources = dataPaths(arguments.list(QStringLiteral("data")));
        info = scan(sources, cache, progressTo(context));
        if (info.cancelled)
            return std::nullopt;
        noteOrigin(arguments, info);
        reportData(context, info);
    } else {
        const std::shared_ptr<const DatasetInfo> kept = project ? project->dataset() : nullptr;
        if (!kept)
            throw Error(Error::Kind::BadArgument,
                        QStringLiteral("There are no pictures yet: give them with --data DATA..."));
        info = *kept;
    }
    PrepareOptions stored = suggestedOptions(info);
    if (project)
        stored = project->prepareOptions().value_or(stored);
    if (project && arguments.has(QStringLiteral("data")))
        project->setDataset(info);
    const PrepareOptions options = optionsFor(preset, said.over(chosenBefore(place, stored)), resolution);
    reportOptions(context, options);
    PreparedPictures prepared = prepare(info, options, dataTitle(info.sources), cache, progressTo(context));
    if (prepared.count == 0)
        return std::nullopt;
    if (const Sentence missing = notPrepared(info, prepared); !missing.isEmpty()) {
        context.output.line(missing.text());
        context.output.event(QStringLiteral("notice"), {{QStringLiteral("text"), missing.text()}});
    }
    if (project) {
        // What was said is the project's from now on, as if chosen on the Data page; what only this preset asks for is
        // not.
        project->setPrepareOptions(said.over(stored));
        project->setPrepared(prepared);
    }
    return prepared;
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
        object.insert(QStringLiteral("reason"), result.reason.text());
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
    context.output.result(object);
    throw Error(Error::Kind::Training, result.reason, result.detail);
}

void tellPreset(const CommandContext& context, const Preset& preset) {
    context.output.line(QStringLiteral("%1  %2: %3").arg(preset.id, preset.title, preset.goodFor));
    context.output.event(QStringLiteral("preset"),
                         {{QStringLiteral("id"), preset.id},
                          {QStringLiteral("title"), preset.title},
                          {QStringLiteral("good_for"), preset.goodFor},
                          {QStringLiteral("medium"), toJson(preset).value(QLatin1String("medium"))}});
}

// --presets: all of them, the default of each medium first.
int listPresets(const CommandContext& context) {
    for (const DataKind medium : {DataKind::Pictures, DataKind::Text, DataKind::Melodies})
        for (const Preset& preset : builtInPresets(medium))
            tellPreset(context, preset);
    context.output.result({});
    return 0;
}

// --options: the options table with the values a run with these words would have.
int listOptions(const CommandContext& context) {
    const Preset chosen = presetOf(context.arguments, std::nullopt);
    tellPreset(context, chosen);
    for (const OptionSpec& spec : optionSpecs(chosen)) {
        const QString range = spec.choices.isEmpty() ? QStringLiteral("%1 to %2").arg(spec.minimum).arg(spec.maximum)
                                                     : spec.choices.join(u'|');
        QString line = QStringLiteral("%1=%2  %3 (%4, default %5)")
                           .arg(spec.key, spec.value.toString(), spec.meaning, range, spec.defaultValue.toString());
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
    if (context.arguments.has(QStringLiteral("presets")))
        return listPresets(context);
    if (context.arguments.has(QStringLiteral("options")))
        return listOptions(context);
    RunPlace place = placeOf(context);
    TrainingJob& job = place.job;
    const QString cache = (place.project ? job.projectFolder : job.folder) + QStringLiteral("/data");
    const bool text = job.preset.medium == DataKind::Text;
    const bool music = job.preset.medium == DataKind::Melodies;
    refuseOptionsOfOthers(context.arguments, job.preset.medium,
                          QStringLiteral("%1 trains on %2")
                              .arg(job.preset.id, text    ? QStringLiteral("texts")
                                                  : music ? QStringLiteral("music")
                                                          : QStringLiteral("pictures")));
    bool ready = false;
    if (text) {
        const ModelInfo* const asThere = job.branch ? &*place.earlier : nullptr;
        if (auto prepared =
                preparedTexts(context, job.preset, place.project.get(), cache, TextUse::Training, asThere)) {
            job.sequences = std::move(*prepared);
            ready = true;
        }
    } else if (music) {
        if (auto prepared =
                preparedMelodies(context, melodyOptionsFor(context.arguments, job.preset, place.project.get()),
                                 place.project.get(), cache)) {
            job.sequences = std::move(*prepared);
            ready = true;
        }
    } else if (auto prepared = preparedData(context, place, cache)) {
        job.data = std::move(*prepared);
        ready = true;
    }
    if (!ready)
        return stopped(context, QStringLiteral("Stopped before the training began."));
    place.checkpoint = {};
    if (place.project && job.runId == 0) {
        const qint64 parent = place.run ? place.run->id : 0;
        const qint64 step = place.run && place.earlier ? place.earlier->step : 0;
        const RunRecord record = isSequence(job.preset.architecture)
                                     ? place.project->addRun(job.preset, job.sequences, parent, step)
                                     : place.project->addRun(job.preset, job.data, parent, step);
        job.folder = record.folder;
        job.runId = record.id;
    }
    place.made->keep();

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
                         "melody-lstm, melody-vae; see --presets")},
         resolutionRule(),
         {QStringLiteral("minutes"), Takes::One, QStringLiteral("M"), QStringLiteral("minutes of training")},
         {QStringLiteral("steps"), Takes::One, QStringLiteral("N"),
          QStringLiteral("optimiser steps instead of minutes")},
         {QStringLiteral("seed"), Takes::One, QStringLiteral("S"), QStringLiteral("seed of the run")},
         {QStringLiteral("threads"), Takes::One, QStringLiteral("T"),
          QStringLiteral("threads; measured when left out")},
         {QStringLiteral("precision"), Takes::One, QStringLiteral("auto|fp32|bf16"),
          QStringLiteral("numbers to compute with")},
         {QStringLiteral("resume"), Takes::Nothing, {}, QStringLiteral("go on from the newest sound checkpoint")},
         {QStringLiteral("run"), Takes::One, QStringLiteral("N"),
          QStringLiteral("with --resume: the run of the project to go on with, see `runs`; the newest by default")},
         {QStringLiteral("from-step"), Takes::One, QStringLiteral("N"),
          QStringLiteral("with --resume: the step whose checkpoint it goes on from; later ones are put into "
                         "checkpoints/set-aside")},
         {QStringLiteral("branch"), Takes::One, QStringLiteral("FILE"),
          QStringLiteral("begin a new run with the weights of this checkpoint; its preset, unless one is named")},
         {QStringLiteral("set"), Takes::One, QStringLiteral("option=value"),
          QStringLiteral("any option of the preset, may be repeated"), false, true},
         {QStringLiteral("options"),
          Takes::Nothing,
          {},
          QStringLiteral("lists every option of the preset with its meaning and default, and trains nothing")},
         {QStringLiteral("presets"),
          Takes::Nothing,
          {},
          QStringLiteral("lists the presets and what each is good for")}},
        run};
    for (const std::vector<OptionRule>& more :
         {originRules(), pictureRules(), textRules(), std::vector{heldOutRule()}, melodyRules()})
        command.rules.insert(command.rules.end(), more.begin(), more.end());
    return command;
}

} // namespace capriccio
