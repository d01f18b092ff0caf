#pragma once

#include "core/data/dataset.h"
#include "core/sample/sampler.h"
#include "core/train/training_step.h"
#include "core/types/training.h"

#include <QJsonObject>
#include <functional>
#include <memory>
#include <optional>

namespace capriccio {

// What a run does that depends on what it learns from, pictures or sequences: how it looks at the model on the way,
// what it compares with, and what it says about it. The loop, checkpoints and rollback know nothing of it. Lives on the
// training thread.
class RunMedium {
public:
    // True: stop or pause was asked for, so break off and return nothing.
    using Interrupted = std::function<bool()>;

    virtual ~RunMedium() = default;
    // The shape a step is built for. Throws Error(BadArgument) when the preset cannot train on such data.
    virtual StepShape shape() const = 0;
    // What an item counts for in imagesSeen: 1 for a picture, its tokens for a sequence.
    virtual qint64 unitsPerItem() const = 0;
    // Fills in what the data says about the model.
    virtual void describe(ModelInfo& info) const = 0;
    // Hash of the data, compared on resume.
    virtual QString dataHash() const = 0;
    // What of the data the model does not see as it is, with what helps; empty when it sees all of it.
    virtual Sentence tooLong() const { return {}; }
    // Why a checkpoint of another run cannot go on with this data; empty when it can.
    virtual Sentence mismatch(const ModelInfo& then, const QString& file) const = 0;

    // Reads what it compares with (seconds for large data). Before the first look.
    virtual void begin(quint64 runSeed, const ModelInfo& model) = 0;
    struct Look {
        Preview preview;                 // its place in the run is filled in by the caller
        std::vector<NamedValue> figures; // for the curves
    };
    virtual std::optional<Look> look(const std::shared_ptr<const Sampler>& sampler, const Interrupted& interrupted) = 0;
    struct Figures {
        std::vector<NamedValue> values;
        std::optional<double> validation; // by which the best checkpoint is chosen, lower is better
    };
    virtual std::optional<Figures> validate(TrainingStep& step, const ModelInfo& model,
                                            const Interrupted& interrupted) = 0;

    // Health: notes the means of the steps, then judges what was noted; a report when the verdict has changed.
    virtual void note(const TrainingStats& stats) = 0;
    virtual std::optional<HealthReport> judge(qint64 imagesSeen, double fraction) = 0;
    virtual HealthReport rolledBack(const Sentence& why, int attempt, int attempts) = 0;
    virtual HealthReport finished() = 0;
    virtual QJsonObject healthToJson() const = 0;
    // hadEnded: the run had used up its time or its steps, so who lets it go on wants more than its end.
    virtual void restoreHealth(const QJsonObject& json, bool hadEnded) = 0;
    // Whether the held-out figures say that going on brings nothing (early stop).
    virtual bool wantsToStop() const { return false; }
    // Whether the finished model is the one of the best checkpoint when that is better than the last.
    virtual bool prefersBest() const { return false; }

    // Writes what the model makes beside it (samples.png, samples.txt, samples-1.mid) and returns the file.
    // Interrupted, before or on the way: what is finished by then, or what the last look saw, is enough. Throws
    // Error(Storage).
    virtual QString writeSamples(const QString& folder, const std::shared_ptr<const Sampler>& sampler,
                                 const Interrupted& interrupted) = 0;
    // Figures of the finished model on all held-out data; empty for pictures (`evaluate` does that), and when it is
    // interrupted: the model is there, and nobody waits for them.
    virtual std::vector<NamedValue> finalFigures(const Sampler& sampler, const Interrupted& interrupted) const = 0;
};

std::unique_ptr<RunMedium> makeRunMedium(const TrainingJob& job, std::shared_ptr<const Dataset> data);

} // namespace capriccio
