#include "ui/pictures/train_page.h"

#include "core/io/pixels_image.h"
#include "core/types/nearest_resolution.h"
#include "ui/pictures/train_page_real.h"
#include "ui/widgets/tile_grid.h"

#include <QFileInfo>
#include <algorithm>

namespace capriccio {

TrainPage::TrainPage(Studio& studio, QWidget* parent) : TrainingPage(studio, DataKind::Pictures, parent) {
    init();
    connect(grid_, &TileGrid::clicked, this, &TrainPage::chooseTile);
    connect(grid_, &TileGrid::activated, this, &TrainPage::chooseTile);
}

TrainingWords TrainPage::words() const {
    TrainingWords say;
    say.empty = tr("It learns from your pictures. Choose some first.");
    say.emptyDetail = tr("Fifty are enough to begin with; a few hundred of one kind are better.");
    say.emptyButton = tr("Choose pictures");
    if (const auto chosen = studio().project() ? studio().project()->dataset() : nullptr;
        chosen && !chosen->items.empty()) {
        say.empty = tr("Your pictures are chosen, but not prepared yet.");
        say.emptyDetail = tr("Press “Train on these pictures” on the Data page: it prepares them and comes back here.");
        say.emptyButton = tr("To your pictures");
    }
    say.emptyIcon = QStringLiteral("add-pictures");
    say.workNow = tr("What it draws now");
    say.workPast = tr("What it drew");
    say.ready = tr("The grid shows the same points from the first minute to the last, so you can watch each picture "
                   "grow. You may leave this page while it trains.");
    say.loading = tr("Your pictures are being loaded and the model is built.");
    say.begun = tr("The first pictures are noise; shapes come after a while.");
    say.finished = tr("Explore what it learned, or let it go on for longer.");
    say.trainTip = tr("Starts learning from your pictures (Ctrl+Return)");
    say.minutesTip = tr("Longer training gives clearer pictures; most of the change comes early. You can stop and go "
                        "on at any time.");
    say.explore = tr("Explore what it learned");
    say.exploreTip = tr("Takes this model to the canvas");
    say.open = tr("Explore this model");
    say.compareTip = tr("Pictures, curves and settings of several runs side by side");
    return say;
}

QWidget* TrainPage::buildSamples(QWidget* parent) {
    grid_ = new TileGrid(parent);
    grid_->setObjectName(QStringLiteral("previewGrid"));
    grid_->setFlow(TileGrid::Flow::Fill);
    grid_->setSelectionKind(TileGrid::Selection::None);
    grid_->setCrossFade(true);
    grid_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    return grid_;
}

QWidget* TrainPage::buildMaterial(QWidget* parent) {
    real_ = new RealPictures(parent);
    return real_;
}

void TrainPage::showMaterial(const std::optional<Material>& material) {
    const Project* project = studio().project();
    real_->show(project ? project->dataset() : nullptr, material ? std::optional(material->pictures) : std::nullopt);
}

PresetFit TrainPage::fit(const Preset& preset) const {
    const PreparedPictures& pictures = material()->pictures;
    const int side = pictures.options.resolution;
    const int fitting = nearestResolution(preset, side);
    const bool onlyGrey = preset.channels == 1 && pictures.channels != 1;
    const MaterialForm form(fitting, onlyGrey || pictures.options.grey);
    // One press brings both, size and grey.
    if (fitting == side)
        return onlyGrey ? PresetFit{tr("It learns grey pictures only; yours are prepared in colour."),
                                    tr("Prepare in grey"), form}
                        : PresetFit{};
    QStringList sizes;
    for (const int one : preset.resolutions)
        sizes << QString::number(one);
    return {tr("It cannot learn pictures of %1 pixels, only of %2.")
                .arg(QString::number(side), sizes.join(QStringLiteral(", "))),
            (onlyGrey ? tr("Prepare in grey at %1 pixels") : tr("Prepare at %1 pixels")).arg(fitting), form};
}

void TrainPage::clearSamples() {
    points_.clear();
    newest_.clear();
    grid_->clear();
}

int TrainPage::sampleCount() const {
    return grid_->count();
}

void TrainPage::showKept(const PreviewRecord& preview, int count) {
    const std::vector<QImage> tiles = previewTiles(preview, newest_.empty() ? count : static_cast<int>(newest_.size()));
    if (!tiles.empty())
        grid_->setImages(tiles);
}

void TrainPage::takeNewest(const Preview& preview) {
    points_ = preview.points;
    newest_.clear();
    for (const Pixels& tile : preview.tiles)
        newest_.push_back(toImage(tile));
}

void TrainPage::showNewest() {
    grid_->setImages(newest_);
}

RunComparison::SampleView TrainPage::sampleView() const {
    return [](const RunRecord& run, const PreviewRecord* preview, QWidget* parent) -> QWidget* {
        auto* grid = new TileGrid(parent);
        grid->setFlow(TileGrid::Flow::Fill);
        grid->setSelectionKind(TileGrid::Selection::None);
        grid->setGap(3);
        grid->setPlaceholder(tr("No pictures yet"));
        if (preview)
            grid->setImages(previewTiles(*preview, run.preset.run.previewTiles));
        return grid;
    };
}

QString TrainPage::samplesSubtitle() const {
    const int tiles = grid_->count();
    return tiles > 0
               ? tr("the same %n latent points since the start · click a tile to take it to the canvas", nullptr, tiles)
               : QString();
}

void TrainPage::retranslateSamples() {
    grid_->setAccessibleName(tr("Drawn pictures"));
    grid_->setPlaceholder(live() ? tr("The first pictures come in a moment")
                                 : tr("Here the pictures appear as it learns"));
}

// Tile i shows the same latent point all through a run. While it trains the point is at hand; for an older run its
// model is loaded first.
void TrainPage::chooseTile(int tile) {
    if (tile < 0)
        return;
    if (live()) {
        if (static_cast<std::size_t>(tile) >= points_.size())
            return;
        studio().setFollowTraining(true);
        Q_EMIT studio().pointChosen(points_[static_cast<std::size_t>(tile)]);
        return;
    }
    if (!record() || record()->modelFile.isEmpty() || !QFileInfo::exists(record()->modelFile))
        return;
    studio().openModel(record()->modelFile, this, [this, tile](const ModelInfo& model) {
        const int classes = static_cast<int>(model.classes.size());
        // The convention of previews: tile i is seed i, classes in turn.
        Q_EMIT studio().pointChosen(studio().samples()->point(tile, classes > 1 ? tile % classes : -1));
    });
}

std::vector<QImage> previewTiles(const PreviewRecord& preview, int count) {
    std::vector<QImage> tiles;
    const QImage grid(preview.file);
    const int side = preview.tileSize;
    if (grid.isNull() || side <= 0 || preview.columns <= 0)
        return tiles;
    // The grid may have gaps between tiles: the pitch follows from its width.
    const int pitch = preview.columns > 1 ? (grid.width() - side) / (preview.columns - 1) : side;
    const int margin = std::max(0, (grid.width() - (preview.columns - 1) * pitch - side) / 2);
    const int rows = pitch > 0 ? (grid.height() - side - 2 * margin) / pitch + 1 : 0;
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < preview.columns; ++column) {
            if (count > 0 && static_cast<int>(tiles.size()) >= count)
                return tiles;
            tiles.push_back(grid.copy(margin + column * pitch, margin + row * pitch, side, side));
        }
    return tiles;
}

} // namespace capriccio
