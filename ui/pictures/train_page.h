#pragma once

#include "core/session/project.h"
#include "core/types/training.h"
#include "ui/main/page.h"
#include "ui/pictures/preset_panel.h"

#include <QPointer>
#include <QTimer>
#include <optional>

class QComboBox;
class QLabel;
class QMenu;
class QSplitter;
class QStackedWidget;
class QToolButton;

namespace capriccio {

class AdvancedPanel;
class Card;
class DropField;
class RealPictures;
class TileGrid;
class TrainCurves;
class TrainHealthCard;
class TrainHistory;
class TrainingThread;

// Training of picture models: the same latent points redrawn as it learns, beside real pictures; how it is going in
// plain words; the curves; presets, options and past runs.
class TrainPage : public Page {
    Q_OBJECT
public:
    explicit TrainPage(Studio& studio, QWidget* parent = nullptr);
    ~TrainPage() override;

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
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    enum class Mode {
        NoData, // nothing to train on
        Ready,  // the next run
        Active, // the run in training
        Past,   // a run that ended
    };

    // train_page.cpp: the window
    void build();
    QWidget* buildGridCard();
    QWidget* buildSide();
    void wire();
    void wireStudio();
    void retranslate();
    Mode mode() const;
    bool live() const { return mode() == Mode::Active; }
    void refresh(); // everything the mode decides

    // train_page_setup.cpp: preset, options, estimate
    void edit(const Preset& after, const QString& text);
    void editOption(const QString& key, const QString& text);
    void choosePreset(const QString& id);
    void loadPresets();
    void showSetup();
    void wantEstimate();
    void measure();
    void dropEstimate();
    void showEstimate();
    void train();

    // train_page_runs.cpp: runs, their history and curves
    void projectChanged();
    void dataChanged();
    void fillRuns();
    void loadRun();
    void refreshPreviews();
    void showPreviewAt(int index);
    void takePreview(const Preview& preview);
    void takeStats(const TrainingStats& stats);
    void takeEnd(const TrainingResult& result);
    void chooseTile(int tile);
    void explore();
    void fillRunMenu();
    void compareRuns();
    std::optional<RunRecord> shownRecord() const;

    Preset preset_;
    std::optional<PreparedPictures> data_;
    std::vector<Preset> presets_;
    qint64 shown_ = 0;
    std::optional<RunRecord> record_; // of shown_
    QString endReason_;               // of shown_, while it is known
    std::optional<HealthReport> health_;
    std::optional<TrainingStats> stats_;
    std::optional<TrainingEstimate> estimate_;
    std::vector<LatentPoint> points_; // of the tiles, while they came from a live preview
    std::vector<QImage> newest_;      // tiles at the live end
    QPointer<TrainingThread> measuring_;
    QTimer measureSoon_;
    QTimer previewsSoon_;
    int waitingTile_ = -1; // clicked, taken to the canvas when its model is loaded

    QStackedWidget* stack_ = nullptr;
    DropField* empty_ = nullptr;
    QPushButton* emptyButton_ = nullptr;
    QWidget* work_ = nullptr;
    QSplitter* columns_ = nullptr;
    QSplitter* rows_ = nullptr;
    Card* gridCard_ = nullptr;
    TileGrid* grid_ = nullptr;
    TrainHistory* history_ = nullptr;
    QComboBox* runs_ = nullptr;
    QToolButton* runMenuButton_ = nullptr;
    QMenu* runMenu_ = nullptr;
    TrainCurves* curves_ = nullptr;
    QWidget* side_ = nullptr;
    QStackedWidget* sideStack_ = nullptr;
    RealPictures* real_ = nullptr;
    PresetPanel* setup_ = nullptr;
    AdvancedPanel* advanced_ = nullptr;
    TrainHealthCard* healthCard_ = nullptr;
    QAction* primaryAction_ = nullptr;
};

} // namespace capriccio
