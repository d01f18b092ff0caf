#pragma once

#include "core/types/training.h"

#include <QString>
#include <memory>

namespace capriccio {

// Writes what a run does into its folder (metrics.jsonl, previews/NNNNNNNNNN.png, run.json) and, when it belongs to a
// project, into the project's SQLite index through a connection of its own. Used on the training thread by
// TrainingThread and by the command line. Throws Error(Storage); the caller pauses the training then.
class RunRecorder {
public:
    // projectFolder empty: folder only.
    RunRecorder(const TrainingJob& job, const QString& projectFolder, qint64 runId);
    ~RunRecorder();
    void stats(const TrainingStats& stats); // decimated to one row per metric and second
    void preview(const Preview& preview);
    void checkpoint(const CheckpointInfo& checkpoint);
    void ended(const TrainingResult& result);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace capriccio
