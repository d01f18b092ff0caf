#pragma once

#include "core/types/training.h"
#include "ui/main/material_form.h"
#include "ui/training/training_words.h"

#include <QWidget>
#include <functional>
#include <vector>

class QComboBox;
class QLabel;
class QPushButton;

namespace capriccio {

class ValueSlider;

// Whether a preset can learn from the material as it is prepared.
struct PresetFit {
    QString why;                             // it cannot; empty = it can
    QString remedy;                          // what the button says that prepares it so; empty = nothing here helps
    MaterialForm form = MaterialForm::Whole; // that the remedy prepares
};

// What to train with and for how long: the preset with its plain words, the measured estimate, minutes, and the buttons
// of a run. Shows what it is told; the page decides. GUI thread.
class PresetPanel : public QWidget {
    Q_OBJECT
public:
    // What the buttons offer.
    enum class Offer {
        Train,     // a new run
        Prepare,   // material the chosen preset can learn from: what its fit says
        Running,   // Pause, Stop, Save now
        Paused,    // Resume, Stop, Save now
        Busy,      // starting or stopping: Stop only
        Past,      // a run that ended with a model: Explore, Go on, New run
        CutOff,    // a run that did not end: Go on, New run
        PastBare,  // a run without a model: New run
        Elsewhere, // a run that another window or program trains: nothing
    };

    explicit PresetPanel(QWidget* parent = nullptr);

    void setWords(const TrainingWords& words);
    // A preset that does not fit says why; without a remedy it cannot be chosen.
    void setPresets(const std::vector<Preset>& presets, const std::function<PresetFit(const Preset&)>& fit);
    void showPreset(const Preset& preset, bool changed); // changed: advanced options differ from the preset's own
    void setEditable(bool on);
    void showOffer(Offer offer);
    void showAwaited(); // no estimate yet; its room is kept
    void showMeasuring();
    void showEstimate(const TrainingEstimate& estimate, double minutes);
    void showNote(const QString& text); // instead of the estimate
    QString estimateText() const;
    double minutes() const;
    QPushButton* primary() const { return primary_; }

Q_SIGNALS:
    void presetChosen(const QString& id);
    void minutesChosen(double minutes); // when the hand lets go
    void minutesMoved(double minutes);  // while dragging
    void trainClicked();
    void prepareClicked();
    void pauseClicked();
    void resumeClicked();
    void stopClicked();
    void saveClicked();
    void exploreClicked();
    void goOnClicked();
    void newRunClicked();
    void advancedClicked();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void fillChooser();
    void showButtons();
    void showTime();
    void keepRoom();        // for an estimate
    QString remedy() const; // of the preset on show

    std::vector<Preset> presets_;
    std::vector<PresetFit> fits_; // in the order of presets_
    TrainingWords words_;
    Preset shown_;
    bool changed_ = false;
    bool editable_ = true;
    Offer offer_ = Offer::Train;
    bool keysWait_ = false; // the first button had them when it had to rest
    QLabel* heading_;
    QComboBox* chooser_;
    QLabel* goodFor_;
    QLabel* minutesLabel_;
    ValueSlider* minutes_;
    QLabel* estimate_;
    QPushButton* primary_;
    QPushButton* second_;
    QPushButton* third_;
    QPushButton* advanced_;
};

} // namespace capriccio
