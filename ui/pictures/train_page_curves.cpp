#include "ui/pictures/train_page_curves.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_slider.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>
#include <cmath>

namespace capriccio {

std::vector<PlotCurve> curvesOf(CurveGroup group) {
    const auto key = [](const char* name) { return QString::fromLatin1(name); };
    switch (group) {
    case CurveGroup::Losses:
        return {{key(kLossG), QCoreApplication::translate("Curves", "Generator"), 0, false},
                {key(kLossD), QCoreApplication::translate("Curves", "Discriminator"), 1, false}};
    case CurveGroup::Accuracy:
        return {{key(kAccuracyReal), QCoreApplication::translate("Curves", "Real"), 0, false},
                {key(kAccuracyDrawn), QCoreApplication::translate("Curves", "Drawn"), 1, false},
                {key(kAccuracyHeldOut), QCoreApplication::translate("Curves", "Held out"), 2, false}};
    case CurveGroup::Variety:
        return {{key(kDiversity), QCoreApplication::translate("Curves", "Variety"), 0, false},
                {key(kCopies), QCoreApplication::translate("Curves", "Copies"), 3, false},
                {key(kAugment), QCoreApplication::translate("Curves", "Augmentation"), 2, true}};
    case CurveGroup::Likeness:
        return {{key(kSwd), QCoreApplication::translate("Curves", "Distance"), 1, false}};
    case CurveGroup::Reconstruction:
        return {{key(kReconstruction), QCoreApplication::translate("Curves", "Training"), 0, false},
                {key(kReconstructionHeldOut), QCoreApplication::translate("Curves", "Held out"), 1, false}};
    case CurveGroup::Kl:
        return {{key(kKl), QCoreApplication::translate("Curves", "Training"), 0, false},
                {key(kKlHeldOut), QCoreApplication::translate("Curves", "Held out"), 1, false}};
    }
    return {};
}

CurveGroupWords wordsOf(CurveGroup group) {
    switch (group) {
    case CurveGroup::Losses:
        return {QCoreApplication::translate("Curves", "Losses"),
                QCoreApplication::translate("Curves", "The contest: what generator and discriminator have left to "
                                                      "improve. Neither should win."),
                QCoreApplication::translate("Curves", "nats"), PlotValues::Plain};
    case CurveGroup::Accuracy:
        return {QCoreApplication::translate("Curves", "Accuracy"),
                QCoreApplication::translate("Curves", "How often the discriminator is right about real, drawn and "
                                                      "held-out pictures"),
                {},
                PlotValues::Percent};
    case CurveGroup::Variety:
        return {QCoreApplication::translate("Curves", "Variety"),
                QCoreApplication::translate("Curves",
                                            "How varied the drawn pictures are, beside your own, and how many "
                                            "of them are copies"),
                {},
                PlotValues::Percent};
    case CurveGroup::Likeness:
        return {QCoreApplication::translate("Curves", "Likeness"),
                QCoreApplication::translate("Curves", "How far drawn pictures are from pictures the model has never "
                                                      "seen (sliced Wasserstein distance); lower is better"),
                QCoreApplication::translate("Curves", "distance × 1000"), PlotValues::Plain};
    case CurveGroup::Reconstruction:
        return {QCoreApplication::translate("Curves", "Reconstruction"),
                QCoreApplication::translate("Curves", "How much of a picture is lost on the way through the model"),
                QCoreApplication::translate("Curves", "squared error"), PlotValues::Plain};
    case CurveGroup::Kl:
        return {QCoreApplication::translate("Curves", "KL"),
                QCoreApplication::translate("Curves", "How much the model says about each picture"),
                QCoreApplication::translate("Curves", "nats"), PlotValues::Plain};
    }
    return {};
}

std::vector<CurveGroup> groupsOf(const Preset& preset) {
    if (preset.architecture == Architecture::Vae)
        return {CurveGroup::Reconstruction, CurveGroup::Kl, CurveGroup::Variety, CurveGroup::Likeness};
    return {CurveGroup::Losses, CurveGroup::Accuracy, CurveGroup::Variety, CurveGroup::Likeness};
}

std::vector<PlotReference> referencesOf(CurveGroup group, const Preset& preset) {
    if (group == CurveGroup::Accuracy)
        return {{QCoreApplication::translate("Curves", "a pure guess"), 0.5}};
    if (group == CurveGroup::Variety)
        return {{QCoreApplication::translate("Curves", "as varied as your pictures"), 1.0}};
    const auto* gan = std::get_if<GanOptions>(&preset.model);
    if (group != CurveGroup::Losses || !gan)
        return {};
    // Where the discriminator cannot tell real from drawn (D = 1/2, or a difference of 0).
    switch (gan->objective) {
    case Objective::NonSaturating:
        return {{QCoreApplication::translate("Curves", "discriminator at balance, 2 ln 2"), 2 * std::log(2.0)},
                {QCoreApplication::translate("Curves", "generator at balance, ln 2"), std::log(2.0)}};
    case Objective::Relativistic:
        return {{QCoreApplication::translate("Curves", "balance ln 2"), std::log(2.0)}};
    case Objective::Hinge:
        return {{QCoreApplication::translate("Curves", "discriminator at balance"), 2.0}};
    case Objective::WassersteinGp:
        break;
    }
    return {};
}

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

void TrainCurves::setPreset(const Preset& preset) {
    const bool sameTabs = groupsOf(preset) == groups_;
    preset_ = preset;
    groups_ = groupsOf(preset);
    if (sameTabs) {
        for (const CurveGroup group : groups_)
            plot(group)->setReferences(referencesOf(group, preset_));
        return;
    }
    showTabs();
}

void TrainCurves::showTabs() {
    const CurveGroup before = tabs_ ? current() : groups_.front();
    delete tabs_;
    tabs_ = new SegmentedControl(tabHolder_);
    tabs_->setObjectName(QStringLiteral("curveTabs"));
    for (const CurveGroup group : groups_) {
        const CurveGroupWords words = wordsOf(group);
        tabs_->addSegment(words.title, words.meaning);
        plot(group)->setReferences(referencesOf(group, preset_));
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
    for (Plot* plot : plots_)
        plot->clear();
}

void TrainCurves::setMetrics(const std::vector<MetricPoint>& metrics) {
    std::map<QString, std::vector<PlotSample>> byName;
    for (const MetricPoint& point : metrics)
        byName[point.name].push_back({static_cast<double>(point.imagesSeen), point.elapsedSeconds, point.value});
    clear();
    for (const auto& [name, samples] : byName)
        for (Plot* plot : plots_)
            plot->setSamples(name, samples);
}

void TrainCurves::append(const TrainingStats& stats) {
    for (const NamedValue& value : stats.values)
        for (Plot* plot : plots_)
            plot->append(value.name, {static_cast<double>(stats.imagesSeen), stats.elapsedSeconds, value.value});
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
        const CurveGroupWords words = wordsOf(group);
        Plot* each = plot(group);
        each->setCurves(curvesOf(group));
        each->setValueUnit(words.unit, words.values);
        each->setAmountUnit(tr("images"));
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
