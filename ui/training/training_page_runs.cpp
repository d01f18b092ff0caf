#include "core/io/safetensors.h"
#include "core/types/error.h"
#include "ui/main/media.h"
#include "ui/training/train_curves.h"
#include "ui/training/train_health_card.h"
#include "ui/training/train_history.h"
#include "ui/training/training_commands.h"
#include "ui/training/training_page.h"
#include "ui/widgets/dialogs.h"

#include <QComboBox>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMenu>
#include <QSignalBlocker>
#include <QToolButton>
#include <QUndoStack>
#include <algorithm>
#include <cstdlib>

namespace capriccio {

void TrainingPage::projectChanged() {
    dropEstimate();
    shown_ = 0;
    record_.reset();
    health_.reset();
    Project* project = studio().project();
    if (!project) {
        material_.reset();
        refresh();
        return;
    }
    connect(project, &Project::dataChanged, this, &TrainingPage::dataChanged, Qt::UniqueConnection);
    connect(project, &Project::runsChanged, this, &TrainingPage::fillRuns, Qt::UniqueConnection);
    preset_ = presets_.empty() ? preset_ : presets_.front(); // a good start, whatever the project before was about
    if (const QString json = project->setting(presetSetting()).toString(); !json.isEmpty()) {
        try {
            preset_ = presetFromJson(QJsonDocument::fromJson(json.toUtf8()).object());
        } catch (const Error&) { // written by another version
        }
    }
    dataChanged();
    // An interrupted run is offered first, else the newest one: the project opens where it was left.
    const auto firstOf = [this](const std::vector<RunRecord>& runs) -> qint64 {
        for (const RunRecord& run : runs) {
            if (run.preset.medium == medium_)
                return run.id;
        }
        return 0;
    };
    qint64 run = ofThisMedium(studio().currentRun()) ? studio().currentRun() : 0;
    if (run == 0)
        run = firstOf(project->interruptedRuns());
    showRun(run != 0 ? run : firstOf(project->runs()));
}

bool TrainingPage::ofThisMedium(qint64 run) const {
    const auto record = run != 0 && studio().project() ? studio().project()->run(run) : std::nullopt;
    return record && record->preset.medium == medium_;
}

void TrainingPage::dataChanged() {
    Project* project = studio().project();
    std::optional<Material> prepared = project ? preparedMaterial(*project, medium_) : std::nullopt;
    const bool same = prepared && material_ && prepared->hash == material_->hash;
    material_ = std::move(prepared);
    loadPresets();
    if (!same) {
        dropEstimate();
        showMaterial(material_);
        // Fresh material: the next run is what the artist has come for.
        if (shown_ != 0 && !live())
            return showRun(0);
    }
    refresh();
    wantEstimate();
}

std::optional<RunRecord> TrainingPage::shownRecord() const {
    return shown_ != 0 && studio().project() ? studio().project()->run(shown_) : std::nullopt;
}

void TrainingPage::fillRuns() {
    if (const auto now = shownRecord(); now && record_)
        record_->name = now->name; // by undo, or in the Library
    const QSignalBlocker quiet(runs_);
    runs_->clear();
    runs_->addItem(tr("Next run"), 0);
    if (Project* project = studio().project())
        for (const RunRecord& run : project->runs()) {
            if (run.preset.medium != medium_)
                continue;
            QString name = run.name;
            if (run.id == studio().currentRun() || run.state == RunState::Running)
                name = tr("%1 · in training", "a run").arg(run.name);
            else if (run.state == RunState::Interrupted)
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

void TrainingPage::showRun(qint64 run) {
    shown_ = run;
    record_ = shownRecord();
    if (!record_)
        shown_ = 0;
    showMaterial(material_);
    endReason_ = {};
    loadRun();
    fillRuns();
    refresh();
    wantEstimate();
}

void TrainingPage::loadRun() {
    curves_->clear();
    clearSamples();
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
                for (const NamedValue& value :
                     {NamedValue{point.name, point.value}, derivedFrom(point.name, point.value)})
                    if (value.name == key)
                        samples.push_back({static_cast<double>(point.imagesSeen), point.elapsedSeconds, value.value});
        return samples;
    });
    history_->setNow(record_->last.imagesSeen, record_->last.elapsedSeconds);
    refreshPreviews();
    showPreviewAt(-1);
}

void TrainingPage::refreshPreviews() {
    if (shown_ != 0 && studio().project())
        history_->setPreviews(studio().project()->previews(shown_));
}

void TrainingPage::showPreviewAt(int index) {
    const auto& previews = history_->previews();
    if (index < 0 && hasNewest()) {
        showNewest();
        return;
    }
    if (previews.empty())
        return;
    const PreviewRecord& preview = index < 0 ? previews.back() : previews[static_cast<std::size_t>(index)];
    const Preset& preset = live() ? studio().training()->job().preset : record_ ? record_->preset : preset_;
    showKept(preview, preset.run.previewTiles);
    retranslate();
}

void TrainingPage::takePreview(const Preview& preview) {
    if (!live())
        return;
    const bool first = sampleCount() == 0;
    takeNewest(preview);
    if (history_->isAtEnd())
        showNewest();
    history_->setNow(preview.imagesSeen, preview.elapsedSeconds);
    if (!previewsSoon_.isActive()) // the index is read a little later, and not for every one of them
        previewsSoon_.start();
    if (first)
        retranslate();
}

void TrainingPage::takeStats(const TrainingStats& stats) {
    if (!live())
        return;
    curves_->append(stats);
    history_->setNow(stats.imagesSeen, stats.elapsedSeconds);
    if (studio().trainingStateNow() == TrainingState::Running)
        healthCard_->showNextLook(stats);
}

void TrainingPage::takeEnd(const TrainingResult& result) {
    if (active_ != 0 && active_ == shown_)
        endReason_ = result.reason;
    active_ = 0;
    health_.reset();
    record_ = shownRecord();
    fillRuns();
    refreshPreviews();
    refresh();
    wantEstimate();
}

void TrainingPage::explore() {
    if (!record_ || record_->modelFile.isEmpty())
        return;
    studio().openModel(record_->modelFile);
    Q_EMIT studio().createWanted();
}

void TrainingPage::fillRunMenu() {
    runMenu_->clear();
    Project* project = studio().project();
    if (!project)
        return;
    const bool free = !studio().training() && !project->isReadOnly();
    if (record_) {
        if (QAction* open = runMenu_->addAction(words().open, this, &TrainingPage::explore)) {
            open->setEnabled(!record_->modelFile.isEmpty());
            open->setToolTip(words().exploreTip);
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
        const auto best = bestCheckpoint(checkpoints);
        const qint64 bestStep = best ? best->step : -1;
        for (auto it = checkpoints.rbegin(); it != checkpoints.rend(); ++it)
            branch->addAction(it->step == bestStep ? tr("%1 · the best so far", "how far a training is")
                                                         .arg(placeInRun(medium_, it->imagesSeen, it->elapsedSeconds))
                                                   : placeInRun(medium_, it->imagesSeen, it->elapsedSeconds),
                              this, [this, checkpoint = *it] {
                                  // Only options may differ from the run it comes from, not the kind of network.
                                  const bool alike = record_->preset.architecture == preset_.architecture;
                                  studio().branchRun(shown_, checkpoint, alike ? preset_ : record_->preset);
                              });
        runMenu_->addAction(tr("Use its settings for the next run"), this, [this] {
            const Preset settings = record_->preset;
            showRun(0);
            edit(settings, Sentence::translate("capriccio::TrainingPage", "Settings of a run"));
        });
        runMenu_->addAction(tr("Rename…"), this, [this] {
            const auto name = studio().dialogs().askText(this, tr("Rename the run"), tr("Name"), record_->name);
            if (!name || name->trimmed().isEmpty() || name->trimmed() == record_->name)
                return;
            try {
                Project* open = studio().project();
                open->undoStack()->push(new RenameRunCommand(*open, shown_, record_->name, name->trimmed()));
            } catch (const Error& error) {
                Q_EMIT studio().problem(error.sentence(), error.detail());
            }
        });
        runMenu_->addSeparator();
    }
    QAction* compare = runMenu_->addAction(tr("Compare runs…"), this, &TrainingPage::compareRuns);
    compare->setEnabled(runs_->count() > 2); // the next run and two others
    compare->setToolTip(words().compareTip);
}

// The checkpoint at the lowest held-out loss: trainings keep that one besides the newest.
std::optional<CheckpointInfo> TrainingPage::bestCheckpoint(const std::vector<CheckpointInfo>& checkpoints) const {
    if (medium_ == DataKind::Pictures || !studio().project() || checkpoints.empty())
        return std::nullopt;
    std::optional<MetricPoint> best;
    for (const MetricPoint& point : studio().project()->metrics(shown_)) {
        const bool counts =
            point.name == QLatin1String(kLossHeldOut) || point.name == QLatin1String(kReconstructionHeldOut);
        if (counts && (!best || point.value < best->value))
            best = point;
    }
    if (!best)
        return std::nullopt;
    const auto nearest =
        std::min_element(checkpoints.begin(), checkpoints.end(), [&](const CheckpointInfo& a, const CheckpointInfo& b) {
            return std::abs(a.step - best->step) < std::abs(b.step - best->step);
        });
    return *nearest;
}

// Says which state became the model where it is not the last one.
QString TrainingPage::keptSentence() const {
    if (!record_ || record_->modelFile.isEmpty() || medium_ == DataKind::Pictures)
        return {};
    try {
        const ModelInfo model = readModelInfo(record_->modelFile);
        if (model.step >= record_->last.step)
            return {};
        return tr("Its best state is the model: %1.", "how far the training was then")
            .arg(placeInRun(medium_, model.imagesSeen, model.trainedSeconds));
    } catch (const Error&) {
        return {}; // who opens it hears why
    }
}

void TrainingPage::compareRuns() {
    auto* comparison = new RunComparison(*studio().project(), studio().dialogs(), medium_, sampleView(), this);
    comparison->setAttribute(Qt::WA_DeleteOnClose);
    connect(&studio(), &Studio::projectChanged, comparison, &QDialog::close);
    comparison->show();
}

} // namespace capriccio
