#pragma once

#include "core/session/project_copy.h"
#include "core/types/dataset_info.h"
#include "core/types/manuscript.h"
#include "core/types/model_info.h"
#include "core/types/training.h"

#include <QDateTime>
#include <QImage>
#include <QObject>
#include <QString>
#include <QUndoStack>
#include <memory>
#include <optional>
#include <vector>

namespace capriccio {

struct MelodyCorpusInfo;
struct MelodyPrepareOptions;
struct StoredEvaluation;

enum class RunState { Running, Finished, Stopped, Interrupted, Diverged, Failed };
// Of a run that ended so, wherever that is put down: in its folder, in the project, in the window. Any thread.
RunState stateAfter(TrainingResult::Outcome outcome);

struct RunRecord {
    qint64 id = 0;
    QString name; // the artist's; at first "Studio GAN 3", of a branch "Studio GAN 3, from step 500"
    RunState state = RunState::Running;
    QDateTime started;
    Preset preset;
    PreparedPictures data;       // of a picture preset
    PreparedSequences sequences; // of a text or music preset
    QString folder;              // absolute
    qint64 parentRun = 0;        // branched from; 0 = none
    qint64 parentStep = 0;
    TrainingStats last;
    QString note;
    QString modelFile; // absolute; empty until written
};

// A run that was cut off in a project that is open nowhere.
struct InterruptedProject {
    QString folder;
    QString title;
    RunRecord run; // the newest of them
};

struct MetricPoint {
    qint64 step = 0;
    qint64 imagesSeen = 0;
    double elapsedSeconds = 0;
    QString name; // kValue keys
    double value = 0;
};

struct PreviewRecord {
    qint64 step = 0;
    qint64 imagesSeen = 0;
    double elapsedSeconds = 0;
    QString file; // PNG grid (absolute), tiles left to right, top to bottom; texts: JSON, see readWrittenSamples
    int columns = 0;
    int tileSize = 0; // px
};

// A latent point the artist keeps: a favourite, a pin or a pad corner.
struct KeptPoint {
    qint64 id = 0;
    enum class Kind { Favourite, Pin, Corner };
    Kind kind = Kind::Favourite;
    int slot = 0; // corner number for Corner
    LatentPoint point;
    QString modelHash;
    QString modelFile; // absolute
    QImage thumbnail;
    QString name;
};

struct ExportRecord {
    qint64 id = 0;
    QString file;
    QDateTime when;
    QString modelHash;
};

// A project is a folder: project.sqlite (index), data/ (decoded caches), runs/<id>/ (immutable files), exports/.
// GUI thread only (QObject); worker threads write through RunRecorder, which has its own connection.
// Every write is committed durably (synchronous=FULL, WAL) before the method returns.
class Project : public QObject {
    Q_OBJECT
public:
    ~Project() override;

    // Create a new project folder (parents are made). Throws Error(BadInput) if there is a project already,
    // Error(Storage).
    static std::unique_ptr<Project> create(const QString& folder, const QString& title);
    // Open. Read-only, locked or already open elsewhere: opens read-only, readOnlyReason() says why. Throws
    // Error(BadInput): not SQLite, truncated, another schema, "needs version X"; the file is left untouched.
    static std::unique_ptr<Project> open(const QString& folder);
    // Returns the project, opened to look at it only: read-only, and without the lock, so that who has it open, or
    // opens it meanwhile, goes on writing. Throws as open does.
    static std::unique_ptr<Project> look(const QString& folder);
    // Untitled project under the user's data folder; offered back after a crash until saved or discarded.
    static std::unique_ptr<Project> createUntitled();
    // Untitled projects that hold something and are open nowhere, newest first: left by a crash or never saved. They
    // stay until saved or discarded.
    static QStringList recoverable();
    // Returns when something was last written in a project, local time; invalid where there is none. Any thread.
    static QDateTime changedAt(const QString& folder);
    // Looks into a project without opening it: reads only, takes no lock. nullopt: nothing was cut off there, it is
    // open somewhere, or it cannot be read.
    static std::optional<InterruptedProject> interruptedIn(const QString& folder);
    // Deletes an untitled project that is open nowhere; any other folder is left alone.
    static void discard(const QString& folder);

    QString folder() const;
    QString title() const; // untitled: what that is called in the language of the window
    void setTitle(const QString& title);
    bool isUntitled() const;
    bool isReadOnly() const;
    Sentence readOnlyReason() const; // empty when writable
    QUndoStack* undoStack();
    // Moves an untitled project to a folder of the artist's choice: by rename on the same disk, else copy, verify,
    // switch. A named project is copied and goes on in the copy. The folder may exist but holds no project. What
    // `copied` names lies there already (ProjectCopyThread) and is copied again only where it has changed since. Throws
    // Error(Storage), and Error(BadArgument) while a training runs in it; the project goes on where it was then.
    void saveAs(const QString& folder, CopiedFiles copied = {});
    // Returns whether saving there copies every file (which takes its time) instead of a rename. Throws as saveAs does
    // where it would refuse.
    bool savesByCopy(const QString& folder) const;

    // Pictures: the last scan and the last prepared data, so that the project opens where it was left.
    // dataset: null = there is none; the same object as long as it stays as it is.
    std::shared_ptr<const DatasetInfo> dataset() const;
    void setDataset(const DatasetInfo& info);
    std::optional<PrepareOptions> prepareOptions() const;
    void setPrepareOptions(const PrepareOptions& options);
    std::optional<PreparedPictures> prepared() const;
    void setPrepared(const PreparedPictures& pictures);
    // The same for texts.
    std::optional<TextCorpusInfo> textCorpus() const;
    void setTextCorpus(const TextCorpusInfo& info);
    std::optional<TextPrepareOptions> textPrepareOptions() const;
    void setTextPrepareOptions(const TextPrepareOptions& options);
    std::optional<PreparedSequences> preparedTexts() const;
    void setPreparedTexts(const PreparedSequences& sequences);
    // The same for music.
    std::optional<MelodyCorpusInfo> melodyCorpus() const;
    void setMelodyCorpus(const MelodyCorpusInfo& info);
    std::optional<MelodyPrepareOptions> melodyPrepareOptions() const;
    void setMelodyPrepareOptions(const MelodyPrepareOptions& options);
    std::optional<PreparedSequences> preparedMelodies() const;
    void setPreparedMelodies(const PreparedSequences& sequences);
    // Names a medium's material, notes and options as they are now: another mark, other content. For comparing only.
    QString materialMark(DataKind medium) const;
    // Whether what is prepared in a medium is of the material, notes and options of now. True where nothing is
    // prepared, and for what was prepared before projects kept its mark.
    bool isPreparedCurrent(DataKind medium) const;
    // The page of the text studio. A damaged one reads as empty. On a read-only project setManuscript does nothing.
    std::optional<Manuscript> manuscript() const;
    void setManuscript(const Manuscript& manuscript);

    // Runs. addRun makes the folder and returns the record, Running in this process. Newest first. A run whose process
    // is gone reads Interrupted.
    RunRecord addRun(const Preset& preset, const PreparedPictures& data, qint64 parentRun = 0, qint64 parentStep = 0);
    RunRecord addRun(const Preset& preset, const PreparedSequences& data, qint64 parentRun = 0, qint64 parentStep = 0);
    std::vector<RunRecord> runs() const;
    std::optional<RunRecord> run(qint64 id) const;
    void renameRun(qint64 id, const QString& name);
    void setRunNote(qint64 id, const QString& note);
    // Figures and model file of an empty result leave what is recorded as it is.
    void setRunState(qint64 id, RunState state, const TrainingResult& result);
    // Moves its folder to the project's trash/ folder; restoreRun undoes it. What lies there for 30 days goes for good
    // when the project is opened. Throws Error(BadArgument) while it runs.
    void removeRun(qint64 id);
    void restoreRun(qint64 id);
    std::vector<MetricPoint> metrics(qint64 run) const;
    // The newest figure of this name; reads one row, however long the run has been.
    std::optional<MetricPoint> lastMetric(qint64 run, const QString& name) const;
    std::vector<PreviewRecord> previews(qint64 run) const;
    std::vector<CheckpointInfo> checkpoints(qint64 run) const; // oldest first
    // Runs marked Running whose process is gone (kill -9, power loss): what the studio offers to go on with.
    std::vector<RunRecord> interruptedRuns() const;

    // The last measurement of a run's model (core/types/stored_evaluation.h). Returns nothing when there is none, when
    // it is damaged or of another version, and when the model has learned more since: its figures are another model's
    // then. Unpacks pictures. Never throws.
    std::optional<StoredEvaluation> evaluation(qint64 run) const;
    // Whether there is one, as far as its first bytes tell; reads no pictures. Never throws.
    bool hasEvaluation(qint64 run) const;
    // Returns the ModelInfo::hash of a run's model as it is on disk now; empty when there is none or it cannot be read.
    // Asked again it costs a look at the file's size and time. Never throws.
    QString modelHash(qint64 run) const;
    // Keeps a measurement (encodeEvaluation) in the place of the last. On a read-only project setEvaluation does
    // nothing. Throws Error(BadArgument) when there is no such run, Error(Storage).
    void setEvaluation(qint64 run, const QByteArray& encoded);

    // Favourites, pins, corners. Returns the id; a point that brings an id (undo) keeps it. A corner takes the place of
    // the one in its slot.
    qint64 keepPoint(const KeptPoint& point);
    void removePoint(qint64 id);
    std::vector<KeptPoint> keptPoints() const;

    void recordExport(const QString& file, const QString& modelHash);
    std::vector<ExportRecord> exports() const;

    // Small remembered values of the project (page, sliders, splitters): JSON-compatible or QByteArray. Reading never
    // throws; on a read-only project setSetting does nothing.
    QVariant setting(const QString& key, const QVariant& fallback = {}) const;
    void setSetting(const QString& key, const QVariant& value);

Q_SIGNALS:
    void titleChanged(const QString& title);
    void dataChanged();
    void runsChanged();
    void keptPointsChanged();
    void exportsChanged();

private:
    struct Store;
    RunRecord addRun(const Preset& preset, const QString& data, qint64 parentRun, qint64 parentStep);
    friend struct Store;
    explicit Project(std::unique_ptr<Store> store);
    std::unique_ptr<Store> store_;
};

// Recent projects with the time they were last opened, newest first (QSettings). GUI thread.
struct RecentProject {
    QString folder;
    QString title;
    QDateTime opened;
    QString thumbnail; // PNG path, may be empty
};
std::vector<RecentProject> recentProjects();
void rememberProject(const Project& project);
void forgetProject(const QString& folder);

} // namespace capriccio
