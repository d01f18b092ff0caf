#include "ui/training/preset_panel.h"

#include "ui/main/media.h"
#include "ui/widgets/card.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/plot_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_slider.h"

#include <QApplication>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace capriccio {

namespace {
constexpr double kLeastMinutes = 0.5;
constexpr double kMostMinutes = 720;
constexpr int kEstimateLines = 3; // that the usual estimates take
} // namespace

PresetPanel::PresetPanel(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(7);
    heading_ = sectionTitle({}, this);
    chooser_ = new QComboBox(this);
    chooser_->setObjectName(QStringLiteral("presetChooser"));
    chooser_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    chooser_->setMinimumContentsLength(12);
    goodFor_ = mutedLabel({}, this);
    goodFor_->setObjectName(QStringLiteral("presetGoodFor"));
    minutesLabel_ = new QLabel(this);
    minutes_ = new ValueSlider(this);
    minutes_->setObjectName(QStringLiteral("minutes"));
    minutes_->setRange(kLeastMinutes, kMostMinutes);
    minutes_->setLogarithmic(true);
    minutes_->setDecimals(0);
    minutes_->setStep(1);
    minutes_->setDefaultValue(RunOptions{}.minutes);
    minutesLabel_->setBuddy(minutes_);
    auto* time = new QHBoxLayout;
    time->setSpacing(10);
    time->addWidget(minutesLabel_);
    time->addWidget(minutes_, 1);
    estimate_ = mutedLabel({}, this);
    estimate_->setObjectName(QStringLiteral("estimate"));
    estimate_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    primary_ = new QPushButton(this);
    primary_->setObjectName(QStringLiteral("trainPrimary"));
    setRole(primary_, QStringLiteral("primary"));
    second_ = new QPushButton(this);
    second_->setObjectName(QStringLiteral("trainSecond"));
    third_ = new QPushButton(this);
    third_->setObjectName(QStringLiteral("trainThird"));
    advanced_ = new QPushButton(this);
    advanced_->setObjectName(QStringLiteral("advancedButton"));
    setRole(advanced_, QStringLiteral("quiet"));
    advanced_->setIcon(icon(QStringLiteral("chevron-right"), IconTint::Muted));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(second_, 1);
    buttons->addWidget(third_, 1);
    column->addWidget(heading_);
    column->addWidget(chooser_);
    column->addWidget(goodFor_);
    column->addLayout(time);
    column->addWidget(estimate_);
    column->addWidget(primary_);
    column->addLayout(buttons);
    column->addWidget(advanced_, 0, Qt::AlignLeft);

    connect(chooser_, &QComboBox::activated, this,
            [this](int index) { Q_EMIT presetChosen(chooser_->itemData(index).toString()); });
    connect(minutes_, &ValueSlider::valueEdited, this, [this] { Q_EMIT minutesMoved(minutes()); });
    connect(minutes_, &ValueSlider::editingFinished, this, [this] { Q_EMIT minutesChosen(minutes()); });
    connect(advanced_, &QPushButton::clicked, this, &PresetPanel::advancedClicked);
    connect(primary_, &QPushButton::clicked, this, [this] {
        switch (offer_) {
        case Offer::Train:
            return Q_EMIT trainClicked();
        case Offer::Prepare:
            return Q_EMIT prepareClicked();
        case Offer::Running:
            return Q_EMIT pauseClicked();
        case Offer::Paused:
            return Q_EMIT resumeClicked();
        case Offer::Past:
            return Q_EMIT exploreClicked();
        case Offer::CutOff:
            return Q_EMIT goOnClicked();
        case Offer::PastBare:
            return Q_EMIT newRunClicked();
        case Offer::Busy:
        case Offer::Elsewhere:
            return;
        }
    });
    connect(second_, &QPushButton::clicked, this, [this] {
        if (offer_ == Offer::Past)
            Q_EMIT goOnClicked();
        else if (offer_ == Offer::CutOff)
            Q_EMIT newRunClicked();
        else
            Q_EMIT stopClicked();
    });
    connect(third_, &QPushButton::clicked, this, [this] {
        if (offer_ == Offer::Past)
            Q_EMIT newRunClicked();
        else
            Q_EMIT saveClicked();
    });
    retranslate();
}

double PresetPanel::minutes() const {
    const double value = minutes_->value();
    return value < 2 ? std::round(value * 2) / 2 : std::round(value);
}

void PresetPanel::setWords(const TrainingWords& words) {
    words_ = words;
    minutes_->setToolTip(words_.minutesTip);
    showButtons();
}

void PresetPanel::setPresets(const std::vector<Preset>& presets, const std::function<PresetFit(const Preset&)>& fit) {
    presets_ = presets;
    fits_.clear();
    for (const Preset& preset : presets_)
        fits_.push_back(fit(preset));
    fillChooser();
}

void PresetPanel::fillChooser() {
    const QSignalBlocker quiet(chooser_);
    chooser_->clear();
    for (std::size_t i = 0; i < presets_.size(); ++i) {
        chooser_->addItem(presets_[i].title, presets_[i].id);
        const int row = chooser_->count() - 1;
        const PresetFit& fit = fits_[i];
        chooser_->setItemData(row, fit.why.isEmpty() ? presets_[i].goodFor : fit.why, Qt::ToolTipRole);
        if (auto* model = qobject_cast<QStandardItemModel*>(chooser_->model()))
            model->item(row)->setEnabled(fit.why.isEmpty() || !fit.remedy.isEmpty());
    }
    chooser_->setCurrentIndex(chooser_->findData(shown_.id));
}

QString PresetPanel::remedy() const {
    for (std::size_t i = 0; i < presets_.size(); ++i)
        if (presets_[i].id == shown_.id)
            return fits_[i].remedy;
    return {};
}

void PresetPanel::showPreset(const Preset& preset, bool changed) {
    shown_ = preset;
    changed_ = changed;
    const QSignalBlocker quiet(chooser_);
    chooser_->setCurrentIndex(chooser_->findData(preset.id));
    const auto own =
        std::find_if(presets_.begin(), presets_.end(), [&](const Preset& each) { return each.id == preset.id; });
    const QString& words = own == presets_.end() ? preset.goodFor : own->goodFor;
    goodFor_->setText(changed ? tr("%1 With your own settings.", "what a preset is good for").arg(words) : words);
    if (!minutes_->isDragging()) {
        const QSignalBlocker still(minutes_);
        minutes_->setDecimals(preset.run.minutes < 2 ? 1 : 0);
        minutes_->setRange(kLeastMinutes, std::max(kMostMinutes, preset.run.minutes)); // Advanced may ask for more
        minutes_->setValue(std::max(preset.run.minutes, kLeastMinutes));
    }
    showTime();
}

void PresetPanel::setEditable(bool on) {
    chooser_->setEnabled(on);
    // What cannot be changed now gives its room to how the run is going.
    goodFor_->setVisible(on);
    editable_ = on;
    showTime();
}

// A slider cannot say that there is no limit by time: then it goes, and words say what ends the run.
void PresetPanel::showTime() {
    const RunOptions& run = shown_.run;
    minutesLabel_->setText(run.minutes > 0 ? tr("Train for")
                           : run.steps > 0 ? tr("Trains for %Ln step(s)", nullptr, int(run.steps))
                                           : tr("Trains until you stop it"));
    minutesLabel_->setVisible(editable_);
    minutes_->setVisible(editable_ && run.minutes > 0);
}

void PresetPanel::showOffer(Offer offer) {
    offer_ = offer;
    showButtons();
}

void PresetPanel::showButtons() {
    const auto put = [this](QPushButton* button, const QString& text, const QString& tip, const QString& iconName) {
        button->setText(text);
        button->setToolTip(tip);
        const bool primary = button->objectName() == QLatin1String("trainPrimary");
        button->setIcon(iconName.isEmpty() ? QIcon() : icon(iconName, primary ? IconTint::OnAccent : IconTint::Text));
        if (text.isEmpty() && button->hasFocus()) // the keys go on at the next thing to do
            primary_->setFocus();
        button->setVisible(!text.isEmpty());
    };
    const QString goOn = tr("Go on");
    const QString goOnTip = tr("Picks the run up at its last checkpoint and lets it learn for longer");
    const QString newRun = tr("New run");
    const QString newRunTip = tr("Starts over from nothing; this run is kept");
    const QString play = QStringLiteral("play");
    const bool busy = offer_ == Offer::Busy;
    const bool back = !busy && keysWait_ && isAncestorOf(QApplication::focusWidget());
    keysWait_ = busy && (keysWait_ || primary_->hasFocus());
    primary_->setEnabled(!busy);
    if (back)
        primary_->setFocus();
    switch (offer_) {
    case Offer::Train:
        put(primary_, tr("Train"), words_.trainTip, play);
        put(second_, {}, {}, {});
        put(third_, {}, {}, {});
        break;
    case Offer::Prepare:
        put(primary_, remedy(), tr("Prepares your material as this model needs it, and comes back here"), play);
        put(second_, {}, {}, {});
        put(third_, {}, {}, {});
        break;
    case Offer::Running:
    case Offer::Busy:
    case Offer::Paused:
        if (offer_ == Offer::Paused)
            put(primary_, tr("Resume"), tr("Goes on learning where it paused"), play);
        else
            put(primary_, tr("Pause"), tr("Frees the computer; nothing is lost"), QStringLiteral("pause"));
        put(second_, tr("Stop"), tr("Finishes the step in hand, saves, and ends the run; you can go on later"),
            QStringLiteral("stop"));
        put(third_, tr("Save now"), tr("Writes a checkpoint this moment instead of within the next minute"),
            QStringLiteral("save"));
        third_->setEnabled(offer_ != Offer::Busy);
        break;
    case Offer::Past:
        put(primary_, words_.explore, words_.exploreTip, QStringLiteral("spark"));
        put(second_, goOn, goOnTip, {});
        put(third_, newRun, newRunTip, {});
        third_->setEnabled(true);
        break;
    case Offer::CutOff:
        put(primary_, goOn, goOnTip, play);
        put(second_, newRun, newRunTip, {});
        put(third_, {}, {}, {});
        break;
    case Offer::PastBare:
        put(primary_, newRun, newRunTip, play);
        put(second_, {}, {}, {});
        put(third_, {}, {}, {});
        break;
    case Offer::Elsewhere:
        for (QPushButton* button : {primary_, second_, third_})
            put(button, {}, {}, {});
        break;
    }
}

// The buttons below stay where they are when the estimate comes, and when it changes with the minutes.
void PresetPanel::keepRoom() {
    estimate_->setMinimumHeight(kEstimateLines * estimate_->fontMetrics().lineSpacing());
    estimate_->setVisible(true);
}

void PresetPanel::showAwaited() {
    keepRoom();
    estimate_->setToolTip({});
    estimate_->clear();
}

void PresetPanel::showMeasuring() {
    showAwaited();
    estimate_->setText(tr("Measuring how fast it learns on this computer…"));
}

void PresetPanel::showEstimate(const TrainingEstimate& estimate, double minutes) {
    keepRoom();
    const QString precision = estimate.precision == Precision::BFloat16 ? tr("bfloat16") : tr("float32");
    estimate_->setToolTip(tr("%1, %n thread(s), measured on this computer", nullptr, estimate.threads).arg(precision));
    const QString speed = speedText(shown_.medium, std::round(estimate.imagesPerSecond));
    const QString worth = duration(std::max(60.0, std::round(estimate.recommendedMinutes) * 60));
    if (estimate.materialSeconds > 0 && estimate.materialSeconds < minutes * 60)
        estimate_->setText(tr("About %1 here. It will have learned your material after about %2 and end then: more "
                              "material makes more time worth while.")
                               .arg(speed, duration(std::ceil(estimate.materialSeconds / 10) * 10)));
    else if (estimate.recommendedMinutes > 0 && minutes > 0 && minutes < estimate.recommendedMinutes * 0.75)
        estimate_->setText(
            tr("About %1 here. Usually worth looking at after about %2; give it longer if you can.").arg(speed, worth));
    else
        estimate_->setText(tr("About %1 here; worth looking after about %2.").arg(speed, worth));
}

void PresetPanel::showNote(const QString& text) {
    estimate_->setMinimumHeight(0);
    estimate_->setToolTip({});
    estimate_->setText(text);
    estimate_->setVisible(!text.isEmpty());
}

QString PresetPanel::estimateText() const {
    return estimate_->text();
}

void PresetPanel::retranslate() {
    heading_->setText(tr("Preset"));
    chooser_->setAccessibleName(tr("Preset"));
    chooser_->setToolTip(tr("Which kind of model learns, with settings that are known to work"));
    showTime();
    minutes_->setSuffix(tr(" min"));
    minutes_->setAccessibleName(tr("Minutes of training"));
    advanced_->setText(tr("Advanced"));
    advanced_->setToolTip(tr("Every setting of the model, with what it does. You never need it."));
    fillChooser();
    showButtons();
}

void PresetPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace capriccio
