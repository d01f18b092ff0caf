#pragma once

#include "core/io/state_dict.h"
#include "core/types/training.h"

#include <QStringList>
#include <future>
#include <memory>
#include <optional>
#include <vector>

namespace capriccio {

// Checkpoints of a run: <run folder>/checkpoints/NNNNNNNNNN.safetensors (the step), each with everything for a
// bit-exact resume. No Torch in this header.

QString checkpointFile(const QString& runFolder, qint64 step);
// Files there, oldest first.
QStringList checkpointFiles(const QString& runFolder);

// Puts a checksum over tensors and description into the description, so that a damaged file is told from a sound one
// wherever it was copied to.
void seal(StateDict& state);
// Returns a checkpoint. Throws Error(BadInput) naming the file and whether it is damaged, not a checkpoint or holds
// numbers that are not finite.
StateDict readCheckpoint(const QString& file);

struct FoundCheckpoint {
    QString file;
    StateDict state;
    std::vector<Sentence> skipped; // one notice for each newer file that could not be used
};
// Returns the newest sound checkpoint of a run; an empty file name when there is none (skipped tells of damaged ones).
FoundCheckpoint newestCheckpoint(const QString& runFolder);

// Moves checkpoints after `step` to checkpoints/set-aside/: going on from an earlier one starts another future.
void setAsideAfter(const QString& runFolder, qint64 step);

// Writes checkpoints on a thread of its own, one at a time.
class CheckpointWriter {
public:
    enum class Outcome { Saved, NotFinite, Failed };
    struct Result {
        Outcome outcome = Outcome::Failed;
        CheckpointInfo checkpoint; // file and SHA-256 when saved
        Sentence message;          // why not
    };
    // keep: verified checkpoints kept besides the best one.
    CheckpointWriter(QString runFolder, int keep);
    ~CheckpointWriter(); // waits for the write in hand

    // Starts writing a snapshot (sealed here); bestStep is the step never deleted, -1 = none. Not while busy.
    void start(std::shared_ptr<StateDict> snapshot, const CheckpointInfo& where, qint64 bestStep);
    bool isBusy() const { return running_.valid(); }
    // Returns the result when there is a new one; nullopt while still writing.
    std::optional<Result> take();
    // Waits for it; isBusy() must hold.
    Result wait();

private:
    QString runFolder_;
    int keep_;
    std::future<Result> running_;
};

} // namespace capriccio
