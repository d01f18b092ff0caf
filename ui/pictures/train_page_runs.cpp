#include "core/io/pixels_image.h"
#include "core/types/error.h"
#include "ui/main/studio.h"
#include "ui/pictures/run_comparison.h"
#include "ui/pictures/train_page.h"
#include "ui/pictures/train_page_curves.h"
#include "ui/pictures/train_page_health.h"
#include "ui/pictures/train_page_history.h"
#include "ui/pictures/train_page_real.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/plot_text.h"
#include "ui/widgets/tile_grid.h"

#include <QComboBox>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMenu>
#include <QSignalBlocker>
#include <QToolButton>

namespace capriccio {

void TrainPage::projectChanged() {
    dropEstimate();
    shown_ = 0;
    record_.reset();
    stats_.reset();
    health_.reset();
    waitingTile_ = -1;
    Project* project = studio().project();
    if (!project) {
        data_.reset();
        refresh();
        return;
    }
    connect(project, &Project::dataChanged, this, &TrainPage::dataChanged, Qt::UniqueConnection);
    connect(project, &Project::runsChanged, this, &TrainPage::fillRuns, Qt::UniqueConnection);
    const QString json = project->setting(QStringLiteral("train/preset")).toString();
    if (!json.isEmpty()) {
        try {
            preset_ = presetFromJson(QJsonDocument::fromJson(json.toUtf8()).object());
        } catch (const Error&) { // written by another version: the default is a good start
            preset_ = presets_.empty() ? preset_ : presets_.front();
        }
    }
    dataChanged();
    // An interrupted run is offered first, else the newest one: the project opens where it was left.
    const std::vector<RunRecord> cut = project->interruptedRuns();
    const std::vector<RunRecord> all = project->runs();
    showRun(studio().currentRun() != 0 ? studio().currentRun()
            : !cut.empty()             ? cut.front().id
            : !all.empty()             ? all.front().id
                                       : 0);
}

void TrainPage::dataChanged() {
    Project* project = studio().project();
    const auto prepared = project ? project->prepared() : std::nullopt;
    const bool same = prepared && data_ && prepared->contentHash == data_->contentHash;
    data_ = prepared;
    if (!same) {
        dropEstimate();
        real_->show(project ? project->dataset() : std::nullopt, data_);
        // Fresh pictures: the next run is what the artist has come for.
        if (shown_ != 0 && !live())
            return showRun(0);
    }
    loadPresets();
    refresh();
    wantEstimate();
}

std::optional<RunRecord> TrainPage::shownRecord() const {
    return shown_ != 0 && studio().project() ? studio().project()->run(shown_) : std::nullopt;
}

void TrainPage::fillRuns() {
    const QSignalBlocker quiet(runs_);
    runs_->clear();
    runs_->addItem(tr("Next run"), 0);
    if (Project* project = studio().project())
        for (const RunRecord& run : project->runs()) {
            QString name = run.name;
            if (run.id == studio().currentRun())
                name = tr("%1 · in training", "a run").arg(run.name);
            else if (run.state == RunState::Interrupted || run.state == RunState::Running)
                name = tr("%1 · cut off", "a run").arg(run.name);
            runs_->addItem(name, run.id);
        }
    const int row = runs_->findData(shown_);
    runs_->setCurrentIndex(row);
    runs_->setVisible(runs_->count() > 1);
    runMenuButton_->setVisible(runs_->count() > 1);
    if (row < 0) // taken out of the project
        showRun(0);
}

void TrainPage::showRun(qint64 run) {
    shown_ = run;
    record_ = shownRecord();
    if (!record_)
        shown_ = 0;
    endReason_.clear();
    points_.clear();
    newest_.clear();
    loadRun();
    fillRuns();
    refresh();
    wantEstimate();
}

void TrainPage::loadRun() {
    curves_->clear();
    grid_->clear();
    history_->setPreviews({});
    history_->setNow(0, 0);
    history_->toEnd();
    if (shown_ == 0)
        return;
    Project* project = studio().project();
    curves_->setMetrics(project->metrics(shown_));
    curves_->setFullData([this, run = shown_](const QString& key) {
        std::vector<PlotSample> samples;
        if (Project* open = studio().project())
            for (const MetricPoint& point : open->metrics(run))
                if (point.name == key)
                    samples.push_back({static_cast<double>(point.imagesSeen), point.elapsedSeconds, point.value});
        return samples;
    });
    history_->setNow(record_->last.imagesSeen, record_->last.elapsedSeconds);
    refreshPreviews();
    showPreviewAt(-1);
}

void TrainPage::refreshPreviews() {
    if (shown_ != 0 && studio().project())
        history_->setPreviews(studio().project()->previews(shown_));
}

void TrainPage::showPreviewAt(int index) {
    const auto& previews = history_->previews();
    if (index < 0 && !newest_.empty()) {
        grid_->setImages(newest_);
        return;
    }
    if (previews.empty())
        return;
    const PreviewRecord& preview = index < 0 ? previews.back() : previews[static_cast<std::size_t>(index)];
    const Preset& preset = live() ? studio().training()->job().preset : record_ ? record_->preset : preset_;
    const int known = !newest_.empty() ? static_cast<int>(newest_.size()) : preset.run.previewTiles;
    const std::vector<QImage> tiles = previewTiles(preview, known);
    if (!tiles.empty())
        grid_->setImages(tiles);
    retranslate();
}

void TrainPage::takePreview(const Preview& preview) {
    if (!live())
        return;
    points_ = preview.points;
    newest_.clear();
    for (const Pixels& tile : preview.tiles)
        newest_.push_back(toImage(tile));
    const bool first = grid_->count() == 0;
    if (history_->isAtEnd())
        grid_->setImages(newest_);
    history_->setNow(preview.imagesSeen, preview.elapsedSeconds);
    if (!previewsSoon_.isActive()) // the index is read a little later, and not for every one of them
        previewsSoon_.start();
    if (first)
        retranslate();
}

void TrainPage::takeStats(const TrainingStats& stats) {
    if (!live())
        return;
    stats_ = stats;
    curves_->append(stats);
    history_->setNow(stats.imagesSeen, stats.elapsedSeconds);
    if (studio().trainingStateNow() == TrainingState::Running)
        healthCard_->showNextLook(stats);
}

void TrainPage::takeEnd(const TrainingResult& result) {
    record_ = shownRecord();
    endReason_ = result.reason;
    health_.reset();
    fillRuns();
    refreshPreviews();
    refresh();
    wantEstimate();
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
    if (!record_ || record_->modelFile.isEmpty() || !QFileInfo::exists(record_->modelFile))
        return;
    waitingTile_ = tile;
    studio().openModel(record_->modelFile);
}

void TrainPage::explore() {
    if (!record_ || record_->modelFile.isEmpty())
        return;
    studio().openModel(record_->modelFile);
    Q_EMIT studio().createWanted();
}

void TrainPage::fillRunMenu() {
    runMenu_->clear();
    Project* project = studio().project();
    if (!project)
        return;
    const bool free = !studio().training();
    if (record_) {
        if (QAction* open = runMenu_->addAction(tr("Explore this model"), this, &TrainPage::explore)) {
            open->setEnabled(!record_->modelFile.isEmpty());
            open->setToolTip(tr("Takes this model to the canvas"));
        }
        const std::vector<CheckpointInfo> checkpoints = project->checkpoints(shown_);
        if (QAction* goOn =
                runMenu_->addAction(tr("Go on with this run"), this, [this] { studio().continueRun(shown_); })) {
            goOn->setEnabled(free && !live());
            goOn->setToolTip(tr("Picks the run up at its last checkpoint"));
        }
        QMenu* branch = runMenu_->addMenu(tr("Branch from a checkpoint"));
        branch->setEnabled(free && !checkpoints.empty());
        branch->menuAction()->setToolTip(
            tr("Starts a new run from what this one knew then, with the settings of the next run"));
        for (auto it = checkpoints.rbegin(); it != checkpoints.rend(); ++it)
            branch->addAction(tr("image %1 · %2", "how far a training is, and for how long")
                                  .arg(longAmount(it->imagesSeen), duration(it->elapsedSeconds)),
                              this, [this, checkpoint = *it] {
                                  // Only options may differ from the run it comes from, not the kind of network.
                                  const bool alike = record_->preset.architecture == preset_.architecture;
                                  studio().branchRun(shown_, checkpoint, alike ? preset_ : record_->preset);
                              });
        runMenu_->addAction(tr("Use its settings for the next run"), this, [this] {
            const Preset settings = record_->preset;
            showRun(0);
            edit(settings, tr("Settings of a run"));
        });
        runMenu_->addAction(tr("Rename…"), this, [this] {
            const auto name = studio().dialogs().askText(this, tr("Rename the run"), tr("Name"), record_->name);
            if (!name || name->trimmed().isEmpty())
                return;
            try {
                studio().project()->renameRun(shown_, name->trimmed());
                record_ = shownRecord();
            } catch (const Error& error) {
                Q_EMIT studio().problem(error.message(), error.detail());
            }
        });
        runMenu_->addSeparator();
    }
    QAction* compare = runMenu_->addAction(tr("Compare runs…"), this, &TrainPage::compareRuns);
    compare->setEnabled(project->runs().size() > 1);
    compare->setToolTip(tr("Pictures, curves and settings of several runs side by side"));
}

void TrainPage::compareRuns() {
    auto* comparison = new RunComparison(*studio().project(), studio().dialogs(), this);
    comparison->setAttribute(Qt::WA_DeleteOnClose);
    connect(&studio(), &Studio::projectChanged, comparison, &QDialog::close);
    comparison->show();
}

} // namespace capriccio
