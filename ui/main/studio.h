#pragma once

#include "core/session/project.h"
#include "core/session/sample_service.h"
#include "core/session/training_thread.h"

#include <QObject>
#include <memory>

namespace capriccio {

class Dialogs;

// The state every page shares: the open project, the sampling service, the running training. Pages read it and listen
// to it; MainWindow owns it. GUI thread.
class Studio : public QObject {
    Q_OBJECT
public:
    explicit Studio(QObject* parent = nullptr);
    ~Studio() override;

    Project* project() const;         // never null once the window is open (an untitled project at first)
    SampleService* samples() const;   // never null
    TrainingThread* training() const; // null when nothing is being trained

    void setProject(std::unique_ptr<Project> project);

    Dialogs& dialogs() const;                          // every file dialog and question of a page goes through it
    void setDialogs(std::unique_ptr<Dialogs> dialogs); // tests answer without modal windows

    // Starts a run on the project's prepared pictures and records it. startFrom: checkpoint to go on (same run) or to
    // branch from (another run); empty = from the beginning. Reports problems through `problem`.
    void startTraining(const Preset& preset, double minutes);
    void continueRun(qint64 runId);
    void branchRun(qint64 runId, const CheckpointInfo& checkpoint, const Preset& preset);
    qint64 currentRun() const;              // 0 = none
    TrainingState trainingStateNow() const; // Ended when nothing is being trained
    // Ends the training in hand: it finishes its step and saves. trainingEnded follows.
    void stopTraining();

    // Loads a model into the sampling service and remembers it in the project.
    void openModel(const QString& file);
    // While on (at first), the canvas follows the running training (each published sampler replaces the last).
    void setFollowTraining(bool follow);
    bool followsTraining() const;
    // The run whose model or checkpoint this is (by file), 0 = none of this project.
    qint64 runOfModel(const QString& file) const;

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
    void dataWanted();                        // a page without data sends the artist to Data
    void trainWanted();
    void createWanted();
    // Foot of the window, for work beside the training (which the foot shows by itself). fraction < 0: busy without a
    // known end; empty text clears it.
    void jobProgress(const QString& text, double fraction, double secondsLeft, const QString& speed);
    void message(const QString& text);                        // quiet line in the foot
    void problem(const QString& text, const QString& detail); // banner on top of the page

private:
    void launch(const RunRecord& record, const QString& startFrom, bool branch);
    void takeSampler(TrainingThread* thread);
    void finish(TrainingThread* thread, const TrainingResult& result);

    struct Private;
    std::unique_ptr<Private> d_;
};

} // namespace capriccio
