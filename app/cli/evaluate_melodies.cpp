#include "app/cli/commands.h"
#include "core/evaluate/melody_evaluation.h"
#include "core/io/durable_file.h"
#include "core/session/project.h"
#include "core/train/compute_policy.h"
#include "core/types/stored_evaluation.h"

#include <QFileInfo>
#include <QTemporaryDir>

namespace capriccio {
namespace {

// How the model's tunes were prepared. The grid is the one that was chosen then: it decides which tunes are held out.
MelodyPrepareOptions asLearned(const ModelInfo& model) {
    const auto number = [&model](const char* key) { return model.codec.value(QLatin1String(key)).toInt(); };
    MelodyPrepareOptions options;
    if (model.melody) {
        options = *model.melody;
    } else { // a file from before this was kept: as far as its events tell
        options.part = number("tracks") > 1 ? LearnedPart::AllTracks : LearnedPart::Melody;
        options.chords = model.codec.value(QLatin1String("chords")).toBool();
    }
    options.itemBars = number("itemBars");
    options.grid = number("grid");
    return options;
}

// The tunes as the model learned them: --data prepared into a temporary folder, or those of the project's newest run
// that learned the same, else that tells its tunes in the same events.
std::optional<PreparedSequences> tunesFor(const CommandContext& context, const ModelInfo& model, const QString& cache) {
    const auto project = context.arguments.has(QStringLiteral("project"))
                             ? Project::open(context.arguments.existing(QStringLiteral("project")))
                             : nullptr;
    std::optional<PreparedSequences> like;
    for (const RunRecord& run : project ? project->runs() : std::vector<RunRecord>()) {
        if (run.preset.medium != DataKind::Melodies || !QFileInfo::exists(run.sequences.cacheFile))
            continue;
        if (run.sequences.contentHash == model.dataHash)
            return run.sequences;
        if (!like && run.sequences.codec == model.codec)
            like = run.sequences;
    }
    return like ? like : preparedMelodies(context, asLearned(model), project.get(), cache);
}

} // namespace

int evaluateMelodies(const CommandContext& context, const ModelInfo& model, const QString& file) {
    const Arguments& arguments = context.arguments;
    const auto samples = int(arguments.whole(QStringLiteral("samples"), 2, 10000, 64));
    const QTemporaryDir cache;
    setTorchThreads(usableThreads());
    const auto data = tunesFor(context, model, cache.path());
    const auto report = data ? evaluateMelodies(file, *data, samples, 16, progressTo(context)) : std::nullopt;
    if (!report)
        return stopped(context, QStringLiteral("Stopped."));
    if (!report->knownData)
        context.output.line(
            QStringLiteral("The model was not trained on just these tunes: what is held out here it may have heard."));
    const auto percent = [](double share) { return QString::number(share * 100, 'f', 1); };
    context.output.line(QStringLiteral("Held-out tunes     %1 bits per note (order-5 Markov model %2)")
                            .arg(report->bitsPerNote, 0, 'f', 3)
                            .arg(report->markovBitsPerNote, 0, 'f', 3));
    const auto histogram = [&](const char* name, const MelodyHistogram& one) {
        context.output.line(QStringLiteral("%1 %2 % as in your tunes (divergence %3 nats)")
                                .arg(QLatin1String(name), -18)
                                .arg(percent(one.overlap))
                                .arg(one.kl, 0, 'f', 3));
    };
    histogram("Pitch classes", report->pitchClass);
    histogram("Intervals", report->interval);
    histogram("Durations", report->duration);
    histogram("Places in the bar", report->barOnset);
    context.output.line(QStringLiteral("In the scale       %1 % (your tunes %2 %)")
                            .arg(percent(report->scaleConsistency), percent(report->scaleConsistencyData)));
    context.output.line(QStringLiteral("Bars that return   %1 % (your tunes %2 %)")
                            .arg(percent(report->repetition), percent(report->repetitionData)));
    context.output.line(QStringLiteral("Range              %1 semitones (your tunes %2)")
                            .arg(report->range, 0, 'f', 1)
                            .arg(report->rangeData, 0, 'f', 1));
    context.output.line(QStringLiteral("Shared passages    %1 notes at the median (held-out tunes %2)")
                            .arg(report->copiedNotes)
                            .arg(report->copiedNotesHeldOut));
    for (const CopiedMelody& one : report->copied)
        context.output.line(QStringLiteral("  %1 notes of %2").arg(one.notes).arg(oneLine(one.title)));
    if (report->notesRebuilt >= 0)
        context.output.line(
            QStringLiteral("Rebuilt            %1 % of held-out notes; steps between two tunes differ "
                           "by %2 %, the tunes by %3 %")
                .arg(percent(report->notesRebuilt), percent(report->neighbours), percent(report->ends)));
    if (arguments.has(QStringLiteral("csv")))
        saveDurably(arguments.targetFile(QStringLiteral("csv")), asCsv(*report));
    if (arguments.has(QStringLiteral("project")))
        keepEvaluation(*Project::open(arguments.existing(QStringLiteral("project"))), file, data->contentHash,
                       {*report, model.hash, QDateTime::currentDateTime()});
    context.output.result(toJson(*report));
    return 0;
}

} // namespace capriccio
