#pragma once

#include "core/session/project.h"
#include "core/types/training.h"
#include "ui/widgets/card.h"
#include "ui/widgets/plot.h"

#include <array>
#include <map>

class QStackedWidget;
class QToolButton;

namespace capriccio {

class Dialogs;
class SegmentedControl;
class ValueSlider;

// Which curves a tab shows.
enum class CurveGroup { Losses, Accuracy, Variety, Likeness, Reconstruction, Kl };
inline constexpr int kCurveGroups = 6;

// One metric of a group: its key (training.h), translated name and colour.
std::vector<PlotCurve> curvesOf(CurveGroup group);
// Translated: title, what it shows, its unit, and how values are written.
struct CurveGroupWords {
    QString title;
    QString meaning;
    QString unit;
    PlotValues values = PlotValues::Plain;
};
CurveGroupWords wordsOf(CurveGroup group);
// The groups that a model of this kind has, in the order of the tabs.
std::vector<CurveGroup> groupsOf(const Preset& preset);
// Values worth comparing with for this preset: where generator and discriminator are in balance, the data's own
// variety.
std::vector<PlotReference> referencesOf(CurveGroup group, const Preset& preset);

// The card of plots: tabs for what is measured, smoothing, and a menu. GUI thread.
class TrainCurves : public Card {
    Q_OBJECT
public:
    explicit TrainCurves(QWidget* parent = nullptr);

    void setPreset(const Preset& preset); // chooses tabs and references
    void setDialogs(Dialogs* dialogs);
    void clear();
    void setMetrics(const std::vector<MetricPoint>& metrics);
    void append(const TrainingStats& stats);
    // For CSV: all values of the run as the project keeps them.
    void setFullData(std::function<std::vector<PlotSample>(const QString& key)> source);
    Plot* plot(CurveGroup group) const;
    CurveGroup current() const;
    void setCurrent(CurveGroup group);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void showTabs();
    void share(const Plot* from);

    Preset preset_;
    std::vector<CurveGroup> groups_;
    std::array<Plot*, kCurveGroups> plots_{};
    SegmentedControl* tabs_ = nullptr;
    QWidget* tabHolder_;
    ValueSlider* smoothing_;
    QToolButton* menu_;
    QStackedWidget* stack_;
    bool sharing_ = false;
};

} // namespace capriccio
