#pragma once

#include "core/session/project.h"
#include "core/types/training.h"
#include "ui/training/curve_groups.h"
#include "ui/widgets/card.h"
#include "ui/widgets/plot.h"

#include <array>
#include <map>
#include <optional>

class QStackedWidget;
class QToolButton;

namespace capriccio {

class Dialogs;
class SegmentedControl;
class ValueSlider;

// The card of plots: tabs for what is measured, smoothing, and a menu. GUI thread.
class TrainCurves : public Card {
    Q_OBJECT
public:
    explicit TrainCurves(QWidget* parent = nullptr);

    void setPreset(const Preset& preset, const CurveContext& context = {}); // chooses tabs and references
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
    void feed(const QString& key, const PlotSample& sample);
    void showReferences(CurveGroup group);

    Preset preset_;
    CurveContext context_;
    std::optional<double> best_; // lowest held-out loss so far
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
