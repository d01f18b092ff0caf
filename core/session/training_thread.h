#pragma once

#include "core/types/latest_value.h"
#include "core/types/training.h"

#include <QThread>
#include <memory>

namespace capriccio {

class Sampler;
class Project;
class TrainingControl;

// The QThread around Trainer. Create and use it on the GUI thread. Signals with values are queued and never dropped, in
// order; previews and samplers are latest-wins behind previewAvailable and samplerAvailable.
class TrainingThread : public QThread {
    Q_OBJECT
public:
    // estimateOnly: run the short measurement, send estimated, and end.
    explicit TrainingThread(TrainingJob job, bool estimateOnly = false, QObject* parent = nullptr);
    ~TrainingThread() override; // cancels and waits

    const TrainingJob& job() const { return job_; }

    // Callable from the GUI thread, return at once; take effect within 2 s.
    void pause();
    void resume();
    void stop();
    void saveNow();

    // Newest preview or sampler since the last call; nullopt / null when there is none.
    std::optional<Preview> takePreview();
    std::shared_ptr<const Sampler> takeSampler();

Q_SIGNALS:
    void stateChanged(capriccio::TrainingState state);
    void estimated(const capriccio::TrainingEstimate& estimate);
    void statsReady(const capriccio::TrainingStats& stats); // at most 10 a second
    void healthChanged(const capriccio::HealthReport& report);
    void checkpointSaved(const capriccio::CheckpointInfo& checkpoint);
    void noticed(const capriccio::Sentence& notice);
    void previewAvailable();
    void samplerAvailable();
    void ended(const capriccio::TrainingResult& result); // last signal; the thread finishes right after

protected:
    void run() override;

private:
    class Relay;
    TrainingJob job_;
    bool estimateOnly_;
    std::unique_ptr<TrainingControl> control_;
    LatestValue<Preview> preview_;
    LatestValue<std::shared_ptr<const Sampler>> sampler_;
};

} // namespace capriccio
