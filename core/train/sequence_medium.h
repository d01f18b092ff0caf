#pragma once

#include "core/data/melody_codec.h"
#include "core/data/text_codec.h"
#include "core/sample/sequence_sampler.h"
#include "core/train/run_medium.h"
#include "core/train/sequence_health.h"

namespace capriccio {

// Text and music: samples from fixed prompts and seeds (music: short melodies), loss on held-out material.
class SequenceMedium : public RunMedium {
public:
    SequenceMedium(const TrainingJob& job, std::shared_ptr<const Dataset> data);

    StepShape shape() const override { return shape_; }
    qint64 unitsPerItem() const override { return unitsPerItem_; }
    void describe(ModelInfo& info) const override;
    QString dataHash() const override { return sequences_.contentHash; }
    Sentence tooLong() const override;
    Sentence mismatch(const ModelInfo& then, const QString& file) const override;
    void begin(quint64 runSeed, const ModelInfo& model) override;
    std::optional<Look> look(const std::shared_ptr<const Sampler>& sampler, const Interrupted& interrupted) override;
    std::optional<Figures> validate(TrainingStep& step, const ModelInfo& model,
                                    const Interrupted& interrupted) override;
    void note(const TrainingStats& stats) override;
    std::optional<HealthReport> judge(qint64 tokensSeen, double fraction) override;
    HealthReport rolledBack(const Sentence& why, int attempt, int attempts) override {
        return health_.rolledBack(why, attempt, attempts);
    }
    HealthReport finished() override { return health_.finished(); }
    QJsonObject healthToJson() const override { return health_.toJson(); }
    void restoreHealth(const QJsonObject& json, bool hadEnded) override;
    bool wantsToStop() const override;
    bool prefersBest() const override { return true; }
    QString writeSamples(const QString& folder, const std::shared_ptr<const Sampler>& sampler,
                         const Interrupted& interrupted) override;
    std::vector<NamedValue> finalFigures(const Sampler& sampler, const Interrupted& interrupted) const override;

private:
    // Interrupted: the samples finished so far, or what there is of the first.
    std::vector<WrittenSample> write(const SequenceSampler& sampler, int count, int length,
                                     const Interrupted& interrupted) const;
    std::vector<WrittenSample> compose(const std::shared_ptr<const SequenceSampler>& sampler, int count, int bars,
                                       const Interrupted& interrupted) const;
    std::vector<WrittenSample> make(const std::shared_ptr<const Sampler>& sampler, int count, bool inFull,
                                    const Interrupted& interrupted) const;
    std::vector<WrittenSample> finalSamples(const std::shared_ptr<const Sampler>& sampler,
                                            const Interrupted& interrupted) const;
    std::optional<double> copiedShare(const std::vector<WrittenSample>& samples, const Interrupted& interrupted) const;

    Preset preset_;
    PreparedSequences sequences_;
    std::shared_ptr<const Dataset> data_;
    std::shared_ptr<const TextCodec> codec_;         // null for music
    std::shared_ptr<const MelodyCodec> melodyCodec_; // null for text
    int keys_ = 1;                                   // the training tunes stand in so many
    StepShape shape_;
    qint64 unitsPerItem_ = 1;
    SequenceHealth health_;
    SequenceFigures figures_;
    std::vector<std::vector<int>> prompts_; // of the samples, ids
    std::vector<WrittenSample> samples_;    // of the last look
    Batch heldOut_;
    Batch training_;
};

} // namespace capriccio
