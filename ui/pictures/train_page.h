#pragma once

#include "core/types/pixels.h"
#include "ui/training/training_page.h"

#include <QImage>
#include <vector>

namespace capriccio {

class RealPictures;
class TileGrid;

// Training of picture models: the same latent points redrawn as it learns, beside real pictures.
class TrainPage : public TrainingPage {
    Q_OBJECT
public:
    explicit TrainPage(Studio& studio, QWidget* parent = nullptr);

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
    void chooseTile(int tile);

    TileGrid* grid_ = nullptr;
    RealPictures* real_ = nullptr;
    std::vector<LatentPoint> points_; // of the tiles, while they came from a live preview
    std::vector<QImage> newest_;      // tiles at the live end
};

// Returns the tiles of a preview's PNG grid, left to right, top to bottom, at most `count` (0 = all). Empty when the
// file cannot be read. Any thread.
std::vector<QImage> previewTiles(const PreviewRecord& preview, int count);

} // namespace capriccio
