#pragma once

#include "app/cli/arguments.h"
#include "app/cli/output.h"
#include "app/cli/stop_signals.h"
#include "core/data/scan.h"
#include "core/data/text_scan.h"
#include "core/sample/image_sampler.h"
#include "core/session/project.h"
#include "core/types/melody_corpus.h"
#include "core/types/preset.h"
#include "core/types/text_corpus.h"

#include <functional>
#include <memory>
#include <optional>

namespace capriccio {

struct StoredEvaluation;

// What a subcommand is given. It returns the exit code 0 or 1 and throws Error otherwise.
struct CommandContext {
    const Arguments& arguments;
    Output& output;
    StopSignals& stop;
};

struct Command {
    QString name;
    QString summary;     // one line
    QString positionals; // usage of the words without an option; empty = none
    std::vector<OptionRule> rules;
    std::function<int(const CommandContext&)> run;
};

Command importCommand();
Command trainCommand();
Command sampleCommand();
Command interpolateCommand();
Command encodeCommand();
Command reconstructCommand();
Command infoCommand();
Command samplesCommand();
Command summariseCommand();
Command evaluateCommand();
Command composeCommand();
Command continueCommand();
Command varyCommand();
Command melodiesCommand();
Command writeCommand();
Command sentencesCommand();
Command answerCommand();
Command renderCommand();
Command runsCommand();

// --- what several commands share (shared.cpp) ---

// Tells how scanning or preparing goes and stops it when a signal has come.
ProgressCallback progressTo(const CommandContext& context);
// Absolute paths of DATA words, which must exist. Throws Error(BadArgument).
QStringList dataPaths(const QStringList& words);
// "87 usable, 4 near-duplicates, 2 unreadable", the rejected with reasons, what looks alike, and the event "data".
void reportData(const CommandContext& context, const DatasetInfo& info);
// A file that is not used: what is said of it, and why without its name, so that many can be counted by reason.
struct LeftOut {
    QString line;
    QString why;
};
LeftOut leftOut(const QString& line, const QString& reason, const QString& shownName);
// Lines that tell the first of them, and of the others how many there are for which reason; --json names all.
QStringList leftOutLines(const std::vector<LeftOut>& files);
// Tells them among what is reported. Text only.
void reportLeftOut(const CommandContext& context, const std::vector<LeftOut>& files);
// What a scan of texts found, the rejected with reasons, and the event "data" of kind text.
void reportTexts(const CommandContext& context, const TextCorpusInfo& info);
// The same of tunes, kind music.
void reportMelodies(const CommandContext& context, const MelodyCorpusInfo& info);
// Throws Error(BadArgument) when a word is given that is for another medium than this one and would say nothing; why:
// "gpt trains on texts".
void refuseOptionsOfOthers(const Arguments& arguments, DataKind medium, const QString& why);
// How pictures are prepared for a preset: the scan's suggestion within what the preset can train; resolution 0 =
// choose. Throws Error(BadArgument) when the preset cannot train at `resolution`.
PrepareOptions optionsFor(const Preset& preset, PrepareOptions suggested, int resolution);
// Options that say how pictures are prepared (but for --resolution), and what they say where the words say something.
// Throw Error(BadArgument).
std::vector<OptionRule> pictureRules();
OptionRule resolutionRule(); // of train alone
PrepareOptions pictureOptionsOf(const Arguments& arguments, PrepareOptions otherwise);
// One line on how pictures are prepared, and the event "prepare".
void reportOptions(const CommandContext& context, const PrepareOptions& options);
// Options that say how texts are read and prepared, and what they say. Throw Error(BadArgument). Main thread.
std::vector<OptionRule> textRules();
std::vector<OptionRule> readingRules();                    // of these, how bytes become characters
TextScanOptions scanOptionsOf(const Arguments& arguments); // a file of --encoding-of need not be there
TextPrepareOptions prepareOptionsOf(const Arguments& arguments, TextPrepareOptions otherwise);
// --held-out, of texts and tunes alike, and the share it says. Throws Error(BadArgument).
OptionRule heldOutRule();
double heldOutOf(const Arguments& arguments, double otherwise);
// All of a file or pipe as text; tooLarge says so of one beyond 64 MB, %1 is its name. Throws Error(Storage),
// Error(BadInput).
QString textIn(const QString& file, const TextScanOptions& reading, const QString& tooLarge);
// Scans and prepares the texts of --data below `cache`; the project's own when none are given. model: one that was
// trained on them, then they are prepared as they were for it. Nothing when stopped.
std::optional<PreparedSequences> preparedTexts(const CommandContext& context, const Preset& preset, Project* project,
                                               const QString& cache, TextUse use, const ModelInfo* model);
// Options that say how tunes are learned.
std::vector<OptionRule> melodyRules();
// How tunes are learned for a preset: as the project has it (null: the usual), and what is given: --part, --no-chords,
// --grid, --transpose, --held-out, --item-bars; what --track-of names is not known before the tunes are. Throws
// Error(BadArgument).
MelodyPrepareOptions melodyOptionsFor(const Arguments& arguments, const Preset& preset, const Project* project);
// Scans and prepares the tunes of --data below `cache`; the project's own when none are given. The tracks of --track-of
// join the wanted options. Nothing when stopped. Throws Error.
std::optional<PreparedSequences> preparedMelodies(const CommandContext& context, const MelodyPrepareOptions& wanted,
                                                  Project* project, const QString& cache);
// The music side of evaluate.
int evaluateMelodies(const CommandContext& context, const ModelInfo& model, const QString& file);
// Keeps a measurement of the model in `file` in the project's run whose model that is, so that the window shows it.
// Does nothing when no run has that file, when it learned from other data than dataHash names, and when the project is
// open elsewhere. Throws Error(Storage).
void keepEvaluation(Project& project, const QString& file, const QString& dataHash, const StoredEvaluation& measured);
// --source and --licence, which go with data that is scanned, and putting them down with what was found. What the
// project knew of the same sources stays where they are not said again: it follows every export.
std::vector<OptionRule> originRules();
template <typename Info>
void noteOrigin(const Arguments& arguments, Info& info, const Info* known = nullptr) {
    if (known && known->sources == info.sources) {
        info.sourceNote = known->sourceNote;
        info.licenceNote = known->licenceNote;
    }
    info.sourceNote = arguments.text(QStringLiteral("source"), info.sourceNote);
    info.licenceNote = arguments.text(QStringLiteral("licence"), info.licenceNote);
}
// A name for the data: its folder or file.
QString dataTitle(const QStringList& sources);
// Tells what is wrong with a model that can be looked at all the same; nothing when nothing is.
void reportWarning(const CommandContext& context, const ModelInfo& model);
// Loads the model of --model for drawing with all threads, and tells of its warning.
std::shared_ptr<const ImageSampler> openModel(const CommandContext& context);
// The class of --class, by name or number; -1 = none asked for. Throws Error(BadArgument) naming the classes.
int classOf(const CommandContext& context, const ModelInfo& model);
// Options that say how drawn pictures are saved: --scale, --nearest, --without-details.
std::vector<OptionRule> exportRules();
// Draws and saves pictures as NNNNN.png in folder, with their provenance; with --sheet or --strip as one file. Returns
// false when a signal stopped it. Throws Error(BadArgument) for a file that would be too large, before anything is
// drawn.
bool savePictures(const CommandContext& context, const ImageSampler& sampler, const std::vector<LatentPoint>& points,
                  const QString& folder);
// Opens the project, made when missing. Throws Error(Storage) when it is read-only.
std::unique_ptr<Project> openProject(const QString& folder);
// Returns the project's run of this number, a word of the command line. Throws Error(BadArgument) naming the runs there
// are. Main thread.
RunRecord runNumbered(const Project& project, const QString& number);
// "outcome" of a command that keeps what it has made when a signal stops it: "cancelled", or "finished".
QString outcomeOf(const CommandContext& context);
// The end of a command that a signal stopped before there was a result of its own: says the line, writes the result
// {"outcome":"cancelled"} and what is added to it. Returns the exit code, 0.
int stopped(const CommandContext& context, const QString& line, QJsonObject result = {});
// Makes the folder. Throws Error(Storage).
QString madeFolder(const QString& folder);

} // namespace capriccio
