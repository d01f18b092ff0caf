#pragma once

#include "ui/training/training_page.h"

#include <vector>

class QLabel;

namespace capriccio {

class WrittenView;

// Training of text models: the same beginnings written on as it learns, or the same points of the latent space turned
// into sentences.
class TextTrainPage : public TrainingPage {
    Q_OBJECT
public:
    explicit TextTrainPage(Studio& studio, QWidget* parent = nullptr);
    WrittenView* view() const { return view_; }

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
    WrittenView* view_ = nullptr;
    QLabel* material_ = nullptr;
    std::vector<WrittenSample> newest_; // at the live end
};

} // namespace capriccio
