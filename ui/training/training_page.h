#pragma once

#include "core/session/project.h"
#include "core/types/training.h"
#include "ui/main/page.h"
#include "ui/main/studio.h"
#include "ui/training/preset_panel.h"
#include "ui/training/run_comparison.h"
#include "ui/training/training_words.h"

#include <QPointer>
#include <QTimer>
#include <optional>

class QComboBox;
class QMenu;
class QSplitter;
class QStackedWidget;
class QToolButton;

namespace capriccio {

class AdvancedPanel;
class Card;
class DropField;
class TrainCurves;
class TrainHealthCard;
class TrainHistory;
class TrainingThread;

// The Train page of any medium: samples as the model learns, with their history; how it is going in plain words; the
// curves; presets, options and past runs. A medium brings the view of its samples and its words.
class TrainingPage : public Page {
    Q_OBJECT
public:
    ~TrainingPage() override;

    void setWorkOnly(bool on) override;
    QByteArray layoutState() const override;
    void restoreLayoutState(const QByteArray& state) override;

    // What the next run is trained with.
    const Preset& preset() const { return preset_; }
    // Shows and remembers a preset without an undo step; what undo and redo call.
    void takePreset(const Preset& preset);
    // The run on show, 0 = the next one.
    qint64 shownRun() const { return shown_; }
    void showRun(qint64 run);

protected:
    enum class Mode {
        NoData, // nothing to train on
        Ready,  // the next run
        Active, // the run in training
        Past,   // a run that ended
    };

    TrainingPage(Studio& studio, DataKind medium, QWidget* parent);
    // Builds and fills the page; the last thing a subclass's constructor does.
    void init();

    // --- what a medium brings
    virtual TrainingWords words() const = 0;
    // The view of the samples, the largest thing on the page.
    virtual QWidget* buildSamples(QWidget* parent) = 0;
    // What stands above the presets (the artist's own material); null = nothing.
    virtual QWidget* buildMaterial(QWidget* /*parent*/) { return nullptr; }
    // What is prepared; of a run that is looked at the page may show what that learned from (record()).
    virtual void showMaterial(const std::optional<Material>& /*material*/) {}
    // Whether a preset can learn from the material at hand, which is there; asked for a remedy, the Data page prepares
    // it in the form that is wanted (Studio::formWanted).
    virtual PresetFit fit(const Preset& /*preset*/) const { return {}; }
    virtual void clearSamples() = 0;
    virtual int sampleCount() const = 0; // on show
    // Samples of an earlier moment, from the project; count: how many the run draws.
    virtual void showKept(const PreviewRecord& preview, int count) = 0;
    // New samples of the running training: takes them; showNewest shows them.
    virtual void takeNewest(const Preview& preview) = 0;
    virtual bool hasNewest() const = 0;
    virtual void showNewest() = 0;
    // For the comparison of runs.
    virtual RunComparison::SampleView sampleView() const = 0;
    // Title line under the samples' heading, and words of the view itself.
    virtual QString samplesSubtitle() const { return {}; }
    virtual void retranslateSamples() {}

    DataKind medium() const { return medium_; }
    Mode mode() const;
    bool live() const { return mode() == Mode::Active; }
    const std::optional<RunRecord>& record() const { return record_; }
    const std::optional<Material>& material() const { return material_; }
    void retranslate();
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    // training_page.cpp: the window
    void build();
    QWidget* buildSampleCard();
    QWidget* buildSide();
    void wire();
    void wireStudio();
    void refresh(); // everything the mode decides

    // training_page_setup.cpp: preset, options, estimate
    void edit(const Preset& after, const Sentence& text);
    void editOption(const QString& key, const QString& text);
    void choosePreset(const QString& id);
    void loadPresets();
    PresetFit readiness(const Preset& preset) const;
    void showSetup();
    void wantEstimate();
    void measure();
    void dropEstimate();
    void showEstimate();
    void train();
    QString presetSetting() const;

    // training_page_runs.cpp: runs, their history and curves
    void projectChanged();
    void dataChanged();
    void fillRuns();
    void loadRun();
    void refreshPreviews();
    void showPreviewAt(int index);
    void takePreview(const Preview& preview);
    void takeStats(const TrainingStats& stats);
    void takeEnd(const TrainingResult& result);
    void explore();
    void fillRunMenu();
    void compareRuns();
    bool ofThisMedium(qint64 run) const;
    std::optional<RunRecord> shownRecord() const;
    std::optional<CheckpointInfo> bestCheckpoint(const std::vector<CheckpointInfo>& checkpoints) const;
    QString keptSentence() const;

    DataKind medium_;
    Preset preset_;
    std::optional<Material> material_;
    std::vector<Preset> presets_;
    qint64 shown_ = 0;
    qint64 active_ = 0;               // the run of this medium in training
    std::optional<RunRecord> record_; // of shown_
    Sentence endReason_;              // of shown_, while it is known
    std::optional<HealthReport> health_;
    std::optional<TrainingEstimate> estimate_;
    QPointer<TrainingThread> measuring_;
    QTimer measureSoon_;
    QTimer previewsSoon_;

    QStackedWidget* stack_ = nullptr;
    DropField* empty_ = nullptr;
    QPushButton* emptyButton_ = nullptr;
    QSplitter* columns_ = nullptr;
    QSplitter* rows_ = nullptr;
    Card* sampleCard_ = nullptr;
    TrainHistory* history_ = nullptr;
    QComboBox* runs_ = nullptr;
    QToolButton* runMenuButton_ = nullptr;
    QMenu* runMenu_ = nullptr;
    TrainCurves* curves_ = nullptr;
    QWidget* side_ = nullptr;
    QStackedWidget* sideStack_ = nullptr;
    PresetPanel* setup_ = nullptr;
    AdvancedPanel* advanced_ = nullptr;
    TrainHealthCard* healthCard_ = nullptr;
    QAction* primaryAction_ = nullptr;
};

} // namespace capriccio
