#pragma once

#include "core/sample/image_sampler.h"
#include "core/train/health.h"
#include "core/train/run_figures.h"
#include "core/train/run_medium.h"

namespace capriccio {

// Pictures: a grid of fixed latent points, distance and copies against the data.
class PictureMedium : public RunMedium {
public:
    PictureMedium(const TrainingJob& job, std::shared_ptr<const Dataset> data);

    StepShape shape() const override { return shape_; }
    qint64 unitsPerItem() const override { return 1; }
    void describe(ModelInfo& info) const override;
    QString dataHash() const override { return pictures_.contentHash; }
    Sentence mismatch(const ModelInfo& then, const QString& file) const override;
    void begin(quint64 runSeed, const ModelInfo& model) override;
    std::optional<Look> look(const std::shared_ptr<const Sampler>& sampler, const Interrupted& interrupted) override;
    std::optional<Figures> validate(TrainingStep& step, const ModelInfo& model,
                                    const Interrupted& interrupted) override;
    void note(const TrainingStats& stats) override;
    std::optional<HealthReport> judge(qint64 imagesSeen, double fraction) override;
    HealthReport rolledBack(const Sentence& why, int attempt, int attempts) override {
        return health_.rolledBack(why, attempt, attempts);
    }
    HealthReport finished() override { return health_.finished(); }
    QJsonObject healthToJson() const override { return health_.toJson(); }
    void restoreHealth(const QJsonObject& json, bool) override { health_.restore(json); }
    QString writeSamples(const QString& folder, const std::shared_ptr<const Sampler>& sampler,
                         const Interrupted& interrupted) override;
    std::vector<NamedValue> finalFigures(const Sampler&, const Interrupted&) const override { return {}; }

private:
    Preset preset_;
    PreparedPictures pictures_;
    std::shared_ptr<const Dataset> data_;
    StepShape shape_;
    std::unique_ptr<RunFigures> reference_;
    HealthMonitor health_;
    HealthFigures figures_;
    std::vector<LatentPoint> points_; // redrawn with every look
    std::vector<Pixels> tiles_;       // of the last look
    std::shared_ptr<const Sampler> lookedAt_;
};

} // namespace capriccio
