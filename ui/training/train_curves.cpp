#include "ui/training/train_curves.h"

#include "ui/main/media.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_slider.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>
#include <algorithm>

namespace capriccio {

TrainCurves::TrainCurves(QWidget* parent) : Card(parent) {
    tabHolder_ = new QWidget(this);
    auto* holder = new QHBoxLayout(tabHolder_);
    holder->setContentsMargins(0, 0, 0, 0);
    smoothing_ = new ValueSlider(this);
    smoothing_->setObjectName(QStringLiteral("smoothing"));
    smoothing_->setRange(0, 100);
    smoothing_->setStep(5);
    smoothing_->setDecimals(0);
    smoothing_->setMinimumWidth(110);
    smoothing_->setMaximumWidth(150);
    menu_ = new QToolButton(this);
    menu_->setObjectName(QStringLiteral("plotMenu"));
    menu_->setIcon(icon(QStringLiteral("more")));
    menu_->setPopupMode(QToolButton::InstantPopup);
    stack_ = new QStackedWidget(this);
    body()->addWidget(stack_, 1);
    for (int i = 0; i < kCurveGroups; ++i) {
        auto* plot = new Plot(stack_);
        plots_[static_cast<std::size_t>(i)] = plot;
        plot->setExportName(curvesOf(static_cast<CurveGroup>(i)).front().key);
        stack_->addWidget(plot);
        connect(plot, &Plot::optionsChanged, this, [this, plot] { share(plot); });
    }
    addHeaderWidget(tabHolder_);
    addHeaderWidget(smoothing_);
    addHeaderWidget(menu_);
    smoothing_->setDefaultValue(plots_[0]->smoothing() * 100);
    smoothing_->setValue(plots_[0]->smoothing() * 100);
    connect(smoothing_, &ValueSlider::valueChanged, this, [this](double value) {
        for (Plot* plot : plots_)
            plot->setSmoothing(value / 100);
    });
    preset_.model = GanOptions{};
    groups_ = groupsOf(preset_);
    retranslate();
}

// What the artist chose for one plot holds for all.
void TrainCurves::share(const Plot* from) {
    if (sharing_)
        return;
    sharing_ = true;
    for (Plot* plot : plots_) {
        plot->setAxis(from->axis());
        plot->setAmountLogarithmic(from->isAmountLogarithmic());
        plot->setSmoothing(from->smoothing());
    }
    smoothing_->setValue(from->smoothing() * 100);
    sharing_ = false;
}

void TrainCurves::setPreset(const Preset& preset, const CurveContext& context) {
    const bool sameTabs = groupsOf(preset) == groups_;
    const bool sameMedium = preset.medium == preset_.medium;
    preset_ = preset;
    context_ = context;
    groups_ = groupsOf(preset);
    if (!sameMedium)
        return retranslate();
    if (!sameTabs)
        return showTabs();
    for (const CurveGroup group : groups_)
        showReferences(group);
}

// The best the model did on what it never saw stands beside the fixed values.
void TrainCurves::showReferences(CurveGroup group) {
    std::vector<PlotReference> references = referencesOf(group, preset_, context_);
    if (best_ && (group == CurveGroup::NextToken || group == CurveGroup::Rebuilt))
        references.push_back({tr("best so far"), *best_});
    plot(group)->setReferences(references);
}

void TrainCurves::showTabs() {
    const CurveGroup before = tabs_ ? current() : groups_.front();
    delete tabs_;
    tabs_ = new SegmentedControl(tabHolder_);
    tabs_->setObjectName(QStringLiteral("curveTabs"));
    for (const CurveGroup group : groups_) {
        const CurveGroupWords words = wordsOf(group, preset_.medium);
        tabs_->addSegment(words.title, words.meaning);
        showReferences(group);
    }
    tabHolder_->layout()->addWidget(tabs_);
    connect(tabs_, &SegmentedControl::currentChanged, this, [this](int index) {
        if (index < 0 || index >= static_cast<int>(groups_.size()))
            return;
        Plot* shown = plot(groups_[static_cast<std::size_t>(index)]);
        stack_->setCurrentWidget(shown);
        menu_->setMenu(shown->menu());
    });
    setCurrent(before);
    if (tabs_->currentIndex() < 0)
        tabs_->setCurrentIndex(0);
}

void TrainCurves::setDialogs(Dialogs* dialogs) {
    for (Plot* plot : plots_)
        plot->setDialogs(dialogs);
}

void TrainCurves::clear() {
    best_.reset();
    for (const CurveGroup group : groups_)
        showReferences(group);
    for (Plot* plot : plots_)
        plot->clear();
}

void TrainCurves::setMetrics(const std::vector<MetricPoint>& metrics) {
    std::map<QString, std::vector<PlotSample>> byName;
    for (const MetricPoint& point : metrics) {
        const PlotSample sample{static_cast<double>(point.imagesSeen), point.elapsedSeconds, point.value};
        byName[point.name].push_back(sample);
        if (const NamedValue derived = derivedFrom(point.name, point.value); !derived.name.isEmpty())
            byName[derived.name].push_back({sample.amount, sample.seconds, derived.value});
    }
    clear();
    for (const auto& [name, samples] : byName) {
        for (Plot* plot : plots_)
            plot->setSamples(name, samples);
        if (name == QLatin1String(kLossHeldOut) || name == QLatin1String(kReconstructionHeldOut)) {
            for (const PlotSample& sample : samples)
                best_ = std::min(best_.value_or(sample.value), sample.value);
        }
    }
    for (const CurveGroup group : groups_)
        showReferences(group);
}

void TrainCurves::feed(const QString& key, const PlotSample& sample) {
    for (Plot* plot : plots_)
        plot->append(key, sample);
    if (key == QLatin1String(kLossHeldOut) || key == QLatin1String(kReconstructionHeldOut)) {
        if (best_ && *best_ <= sample.value)
            return;
        best_ = sample.value;
        for (const CurveGroup group : groups_)
            showReferences(group);
    }
}

void TrainCurves::append(const TrainingStats& stats) {
    const auto amount = static_cast<double>(stats.imagesSeen);
    for (const NamedValue& value : stats.values) {
        feed(value.name, {amount, stats.elapsedSeconds, value.value});
        if (const NamedValue derived = derivedFrom(value.name, value.value); !derived.name.isEmpty())
            feed(derived.name, {amount, stats.elapsedSeconds, derived.value});
    }
}

void TrainCurves::setFullData(std::function<std::vector<PlotSample>(const QString& key)> source) {
    for (Plot* plot : plots_)
        plot->setFullData(source);
}

Plot* TrainCurves::plot(CurveGroup group) const {
    return plots_[static_cast<std::size_t>(group)];
}

CurveGroup TrainCurves::current() const {
    const int index = tabs_ ? tabs_->currentIndex() : 0;
    return index >= 0 && index < static_cast<int>(groups_.size()) ? groups_[static_cast<std::size_t>(index)]
                                                                  : groups_.front();
}

void TrainCurves::setCurrent(CurveGroup group) {
    for (std::size_t i = 0; i < groups_.size(); ++i)
        if (groups_[i] == group)
            tabs_->setCurrentIndex(static_cast<int>(i));
}

void TrainCurves::retranslate() {
    setTitle(tr("Curves"));
    for (int i = 0; i < kCurveGroups; ++i) {
        const auto group = static_cast<CurveGroup>(i);
        const CurveGroupWords words = wordsOf(group, preset_.medium);
        Plot* each = plot(group);
        each->setCurves(curvesOf(group));
        each->setValueUnit(words.unit, words.values);
        each->setAmountUnit(seenUnit(preset_.medium));
        each->setAccessibleName(words.title);
        each->setEmptyText(tr("The curve begins with the training"));
    }
    smoothing_->setAccessibleName(tr("Smoothing"));
    smoothing_->setSuffix(tr(" %"));
    smoothing_->setToolTip(tr("Smoothing: calms the curves so that their direction shows; the measured values stay "
                              "behind them, faint"));
    menu_->setToolTip(tr("Axes and export of this plot"));
    menu_->setAccessibleName(menu_->toolTip());
    showTabs();
}

void TrainCurves::changeEvent(QEvent* event) {
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace capriccio
