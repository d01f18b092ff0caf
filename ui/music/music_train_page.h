#pragma once

#include "ui/training/training_page.h"

#include <vector>

class QLabel;

namespace capriccio {

class MelodyWall;

// Training of music models: little melodies to hear, from the same beginnings or points since the start.
class MusicTrainPage : public TrainingPage {
    Q_OBJECT
public:
    explicit MusicTrainPage(Studio& studio, QWidget* parent = nullptr);
    MelodyWall* wall() const { return wall_; }

protected:
    TrainingWords words() const override;
    QWidget* buildSamples(QWidget* parent) override;
    QWidget* buildMaterial(QWidget* parent) override;
    void showMaterial(const std::optional<Material>& material) override;
    PresetFit fit(const Preset& preset) const override;
    void clearSamples() override;
    int sampleCount() const override;
    void showKept(const PreviewRecord& preview, int count) override;
    void takeNewest(const Preview& preview) override;
    bool hasNewest() const override { return !newest_.empty(); }
    void showNewest() override;
    RunComparison::SampleView sampleView() const override;
    QString samplesSubtitle() const override;
    void retranslateSamples() override;

private:
    QJsonObject codec() const;   // of the run on show, else of the material
    MelodySource source() const; // of the run on show

    MelodyWall* wall_ = nullptr;
    QLabel* material_ = nullptr;
    std::vector<Tune> newest_; // at the live end
};

} // namespace capriccio
