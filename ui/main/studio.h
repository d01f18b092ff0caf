#pragma once

#include "core/session/project.h"
#include "core/session/sample_service.h"
#include "core/session/training_thread.h"
#include "core/session/writing_service.h"
#include "core/types/melody.h"
#include "ui/main/material_form.h"

#include <QObject>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace capriccio {

class ComposingService;
class Dialogs;
class Listening;

// What a project has prepared to learn from in one medium.
struct Material {
    PreparedPictures pictures;   // of pictures
    PreparedSequences sequences; // of texts and music
    QString hash;                // of what it holds
    bool isCurrent = true;       // false: the project's material, notes or options have changed since
};
// Returns what is prepared in a medium, nothing when there is none.
std::optional<Material> preparedMaterial(const Project& project, DataKind medium);

// Where a melody comes from that another page takes to the piano roll.
struct MelodySource {
    QString title;      // of a tune of the data
    QString modelTitle; // of a model that composed it as it learned; empty: none did
    QString dataTitle;  // what that model learns from
};

// Who drew a picture that left the window, as the project remembers it.
struct DrawnBy {
    qint64 run = 0;
    QString file; // what draws it now: the model's own file, else the newest of its run; empty: nothing is saved yet
};

// The state every page shares: the open project, the services that use models, the running training. Pages read it and
// listen to it; MainWindow owns it. GUI thread.
class Studio : public QObject {
    Q_OBJECT
public:
    explicit Studio(QObject* parent = nullptr);
    ~Studio() override;

    Project* project() const; // never null once the window is open (an untitled project at first)
    // Why nothing can be changed in the project: which, and what to do. Translated; empty when it can.
    QString readOnlyText() const;
    SampleService* samples() const;      // never null; draws with picture models
    WritingService* writing() const;     // never null; writes with text models
    ComposingService* composing() const; // never null; composes with music models
    Listening* listening() const;        // never null; plays what can be heard
    TrainingThread* training() const;    // null when nothing is being trained

    // The models of the project before go with it: each medium has the project's own, if there is one.
    void setProject(std::unique_ptr<Project> project);

    Dialogs& dialogs() const;                          // every file dialog and question of a page goes through it
    void setDialogs(std::unique_ptr<Dialogs> dialogs); // tests answer without modal windows

    // The medium the artist works in: the steps belong to it. Starting a run or opening a model goes to its medium.
    DataKind medium() const;
    void setMedium(DataKind medium);

    // Starts a run on what the project has prepared in the preset's medium and records it, goes on with a run from its
    // newest checkpoint, or branches from a checkpoint into a new run. Report problems through `problem`.
    void startTraining(const Preset& preset, double minutes);
    void continueRun(qint64 runId);
    void branchRun(qint64 runId, const CheckpointInfo& checkpoint, const Preset& preset);
    qint64 currentRun() const;              // 0 = none
    TrainingState trainingStateNow() const; // Ended when nothing is being trained
    // Ends the training in hand: it finishes its step and saves. trainingEnded follows.
    void stopTraining();

    // Loads a model into the service of its medium and remembers it in the project. When it is there, and no other has
    // taken its place, `then` is called, unless `who` is gone; every page has heard of the model by then.
    void openModel(const QString& file, QObject* who = nullptr, std::function<void(const ModelInfo&)> then = {});
    // The model in use in a medium; null when there is none. Valid until the next modelInUseChanged.
    const ModelInfo* modelInUse(DataKind medium) const;
    // While on (at first), the canvas follows the running training (each published sampler replaces the last).
    void setFollowTraining(bool follow);
    bool followsTraining() const;
    // The run whose model or checkpoint this is (by file), 0 = none of this project.
    qint64 runOfModel(const QString& file) const;
    // Remembers in the project which run's model drew pictures that leave the window: a training goes on, and no file
    // has the hash of the moment.
    void noteDrawn(const ModelInfo& model);
    // Returns who drew with a model of this hash; nullopt when the project does not know.
    std::optional<DrawnBy> drawnBy(const QString& hash) const;

Q_SIGNALS:
    void projectChanged(capriccio::Project* project);
    void trainingStarted(capriccio::TrainingThread* thread);
    void trainingStats(const capriccio::TrainingStats& stats);
    void trainingState(capriccio::TrainingState state);
    void trainingPreview(const capriccio::Preview& preview);
    void trainingHealth(const capriccio::HealthReport& report);
    void trainingEstimate(const capriccio::TrainingEstimate& estimate);
    // training() is null again, the run's record is up to date.
    void trainingEnded(const capriccio::TrainingResult& result);
    void followTrainingChanged(bool follow);
    void checkpointSaved(const capriccio::CheckpointInfo& checkpoint);
    void pointChosen(
        const capriccio::LatentPoint& point); // a tile was clicked: take it to the canvas (MainWindow shows Create)
    // Pictures of one sheet or strip come back: the first to the canvas, up to four to the corners of the pad.
    void pointsChosen(const std::vector<capriccio::LatentPoint>& points);
    // A melody was chosen on another page: take it to the piano roll (the window shows Compose by createWanted).
    void melodyChosen(const capriccio::Tune& tune, const capriccio::MelodySource& source);
    void mediumChanged(capriccio::DataKind medium);
    void modelInUseChanged(capriccio::DataKind medium);
    // Steps of the medium the artist works in.
    void dataWanted(); // a page without data sends the artist to Data
    void trainWanted();
    void createWanted();
    // A model is to learn that wants its material in another form: the Data page of the medium prepares it so, then
    // asks for Train.
    void formWanted(capriccio::DataKind medium, capriccio::MaterialForm form);
    // What is prepared is out of date: the Data page of the medium prepares what is there now, then asks for Train.
    void materialWanted(capriccio::DataKind medium);
    // Foot of the window, for work beside the training (which the foot shows by itself). fraction < 0: busy without a
    // known end; empty text clears it. stop: what the foot's button does, on the GUI thread; empty: no button.
    void jobProgress(const QString& text, double fraction, double secondsLeft, const QString& speed,
                     const std::function<void()>& stop = {});
    void saved();                                                         // a page's work has reached the disk
    void message(const capriccio::Sentence& text);                        // quiet line in the foot
    void problem(const capriccio::Sentence& text, const QString& detail); // banner on top of the page

private:
    bool refuseSecondTraining();
    void launch(const RunRecord& record, const QString& startFrom, bool branch);
    void read(const QString& file, DataKind medium);
    void load(const QString& file, DataKind medium);
    void compareWith(const RunRecord& record);
    template <class Service>
    void use(DataKind medium, Service* service);
    void takeSampler(TrainingThread* thread);
    void finish(TrainingThread* thread, const TrainingResult& result);

    struct Private;
    std::unique_ptr<Private> d_;
};

} // namespace capriccio
