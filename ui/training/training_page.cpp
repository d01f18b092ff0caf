#include "ui/training/training_page.h"

#include "ui/training/advanced_panel.h"
#include "ui/training/train_curves.h"
#include "ui/training/train_health_card.h"
#include "ui/training/train_history.h"
#include "ui/widgets/card.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/drop_field.h"
#include "ui/widgets/elided_combo_box.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QComboBox>
#include <QDataStream>
#include <QEvent>
#include <QIODevice>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace capriccio {

namespace {
constexpr int kSideWidth = 312;
constexpr quint32 kLayoutMagic = 0x54520001;

QSplitter* gutter(Qt::Orientation orientation, QWidget* parent) {
    auto* splitter = new QSplitter(orientation, parent);
    splitter->setHandleWidth(12);
    splitter->setChildrenCollapsible(false);
    return splitter;
}
} // namespace

TrainingPage::TrainingPage(Studio& studio, DataKind medium, QWidget* parent) : Page(studio, parent), medium_(medium) {}

void TrainingPage::init() {
    build();
    wire();
    wireStudio();
    loadPresets();
    retranslate();
    projectChanged();
}

TrainingPage::~TrainingPage() = default;

void TrainingPage::build() {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    stack_ = new QStackedWidget(this);
    column->addWidget(stack_);

    empty_ = new DropField({}, stack_);
    empty_->setObjectName(QStringLiteral("trainEmpty"));
    empty_->setAcceptDrops(false); // the window takes drops to the Data page
    emptyButton_ = new QPushButton(empty_);
    emptyButton_->setObjectName(QStringLiteral("trainEmptyData"));
    setRole(emptyButton_, QStringLiteral("primary"));
    empty_->addButton(emptyButton_);
    stack_->addWidget(empty_);

    columns_ = gutter(Qt::Horizontal, stack_);
    rows_ = gutter(Qt::Vertical, columns_);
    rows_->addWidget(buildSampleCard());
    curves_ = new TrainCurves(rows_);
    curves_->setDialogs(&studio().dialogs());
    rows_->addWidget(curves_);
    rows_->setStretchFactor(0, 5);
    rows_->setStretchFactor(1, 2);
    columns_->addWidget(rows_);
    columns_->addWidget(buildSide());
    columns_->setStretchFactor(0, 1);
    columns_->setStretchFactor(1, 0);
    stack_->addWidget(columns_);
    restoreLayoutState({});
    primaryAction_ = new QAction(this);
    primaryAction_->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)});
    primaryAction_->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(primaryAction_);
}

QWidget* TrainingPage::buildSampleCard() {
    sampleCard_ = new Card(this);
    runs_ = new ElidedComboBox(300, sampleCard_);
    runs_->setObjectName(QStringLiteral("runChooser"));
    runMenuButton_ = new QToolButton(sampleCard_);
    runMenuButton_->setObjectName(QStringLiteral("runMenu"));
    runMenuButton_->setIcon(icon(QStringLiteral("more")));
    runMenuButton_->setPopupMode(QToolButton::InstantPopup);
    runMenu_ = new QMenu(this);
    runMenu_->setToolTipsVisible(true);
    runMenuButton_->setMenu(runMenu_);
    sampleCard_->addHeaderWidget(runs_);
    sampleCard_->addHeaderWidget(runMenuButton_);
    history_ = new TrainHistory(sampleCard_);
    history_->setMedium(medium_);
    sampleCard_->body()->addWidget(buildSamples(sampleCard_), 1);
    sampleCard_->body()->addWidget(history_);
    return sampleCard_;
}

QWidget* TrainingPage::buildSide() {
    // Two cards; the upper one turns over to the advanced options. Both scroll when a window is too low for them.
    side_ = new QWidget(this);
    auto* column = new QVBoxLayout(side_);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    sideStack_ = new QStackedWidget(side_);

    auto* usual = new QWidget(sideStack_);
    auto* usualColumn = new QVBoxLayout(usual);
    usualColumn->setContentsMargins(0, 0, 0, 0);
    usualColumn->setSpacing(12);
    auto* scroll = new QScrollArea(usual);
    scroll->setObjectName(QStringLiteral("trainSideScroll"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* inside = new QWidget(scroll);
    auto* insideColumn = new QVBoxLayout(inside);
    insideColumn->setContentsMargins(0, 0, 0, 0);
    insideColumn->setSpacing(12);
    auto* card = new Card(inside);
    setup_ = new PresetPanel(card);
    QWidget* own = buildMaterial(card);
    const bool fills = own && !qobject_cast<QLabel*>(own); // pictures do; words take the room they need
    if (own)
        card->body()->addWidget(own, fills ? 1 : 0);
    card->body()->addWidget(setup_);
    if (!fills)
        card->body()->addStretch(1);
    healthCard_ = new TrainHealthCard(inside);
    insideColumn->addWidget(card, 1);
    insideColumn->addWidget(healthCard_);
    scroll->setWidget(inside);
    usualColumn->addWidget(scroll);
    sideStack_->addWidget(usual);

    auto* options = new Card(sideStack_);
    advanced_ = new AdvancedPanel(options);
    options->body()->addWidget(advanced_, 1);
    sideStack_->addWidget(options);
    column->addWidget(sideStack_);
    side_->setMinimumWidth(264);
    return side_;
}

void TrainingPage::wire() {
    connect(emptyButton_, &QPushButton::clicked, &studio(), &Studio::dataWanted);
    connect(empty_, &DropField::clicked, &studio(), &Studio::dataWanted);
    connect(setup_, &PresetPanel::presetChosen, this, &TrainingPage::choosePreset);
    connect(setup_, &PresetPanel::minutesMoved, this, [this](double minutes) {
        if (estimate_)
            setup_->showEstimate(*estimate_, minutes);
    });
    connect(setup_, &PresetPanel::minutesChosen, this, [this](double minutes) {
        Preset after = preset_;
        after.run.minutes = minutes;
        edit(after, Sentence::translate("capriccio::TrainingPage", "Training time"));
    });
    connect(setup_, &PresetPanel::trainClicked, this, &TrainingPage::train);
    connect(setup_, &PresetPanel::prepareClicked, this, [this] {
        if (!material_)
            return;
        if (const PresetFit own = fit(preset_); !own.remedy.isEmpty())
            Q_EMIT studio().formWanted(medium_, own.form);
        else if (!material_->isCurrent)
            Q_EMIT studio().materialWanted(medium_);
    });
    connect(setup_, &PresetPanel::pauseClicked, this, [this] {
        if (studio().training())
            studio().training()->pause();
    });
    connect(setup_, &PresetPanel::resumeClicked, this, [this] {
        if (studio().training())
            studio().training()->resume();
    });
    connect(setup_, &PresetPanel::stopClicked, &studio(), &Studio::stopTraining);
    connect(setup_, &PresetPanel::saveClicked, this, [this] {
        if (studio().training())
            studio().training()->saveNow();
    });
    connect(setup_, &PresetPanel::exploreClicked, this, &TrainingPage::explore);
    connect(setup_, &PresetPanel::goOnClicked, this, [this] { studio().continueRun(shown_); });
    connect(setup_, &PresetPanel::newRunClicked, this, [this] { showRun(0); });
    connect(setup_, &PresetPanel::advancedClicked, this, [this] { sideStack_->setCurrentIndex(1); });
    connect(advanced_, &AdvancedPanel::closed, this, [this] { sideStack_->setCurrentIndex(0); });
    connect(advanced_, &AdvancedPanel::optionEdited, this, &TrainingPage::editOption);
    connect(advanced_, &AdvancedPanel::resetAll, this, [this] { choosePreset(preset_.id); });
    connect(primaryAction_, &QAction::triggered, this, [this] { setup_->primary()->click(); });
    connect(history_, &TrainHistory::moved, this, &TrainingPage::showPreviewAt);
    connect(runs_, &QComboBox::activated, this, [this](int index) { showRun(runs_->itemData(index).toLongLong()); });
    connect(runMenu_, &QMenu::aboutToShow, this, &TrainingPage::fillRunMenu);
    measureSoon_.setSingleShot(true);
    measureSoon_.setInterval(400);
    connect(&measureSoon_, &QTimer::timeout, this, &TrainingPage::measure);
    previewsSoon_.setSingleShot(true);
    previewsSoon_.setInterval(1500);
    connect(&previewsSoon_, &QTimer::timeout, this, &TrainingPage::refreshPreviews);
}

void TrainingPage::wireStudio() {
    Studio* s = &studio();
    connect(s, &Studio::projectChanged, this, &TrainingPage::projectChanged);
    connect(s, &Studio::trainingStarted, this, [this](TrainingThread* thread) {
        dropEstimate();
        if (thread->job().preset.medium != medium_)
            return;
        health_.reset();
        active_ = studio().currentRun();
        showRun(active_);
    });
    connect(s, &Studio::trainingState, this, [this] { refresh(); });
    connect(s, &Studio::trainingStats, this, &TrainingPage::takeStats);
    connect(s, &Studio::trainingPreview, this, &TrainingPage::takePreview);
    connect(s, &Studio::trainingHealth, this, [this](const HealthReport& report) {
        if (!live())
            return;
        health_ = report;
        healthCard_->showReport(report);
    });
    connect(s, &Studio::trainingEstimate, this, [this](const TrainingEstimate& estimate) {
        if (!live())
            return;
        estimate_ = estimate;
        setup_->showEstimate(estimate, studio().training()->job().preset.run.minutes);
    });
    connect(s, &Studio::trainingEnded, this, &TrainingPage::takeEnd);
}

TrainingPage::Mode TrainingPage::mode() const {
    if (shown_ != 0)
        return studio().training() && studio().currentRun() == shown_ ? Mode::Active : Mode::Past;
    return material_ ? Mode::Ready : Mode::NoData;
}

void TrainingPage::refresh() {
    const Mode now = mode();
    healthCard_->setWords(words());
    stack_->setCurrentWidget(now == Mode::NoData ? static_cast<QWidget*>(empty_) : columns_);
    history_->setLive(now == Mode::Active);
    setup_->setEditable(now == Mode::Ready);
    advanced_->setEditable(now == Mode::Ready);
    switch (now) {
    case Mode::NoData:
        break;
    case Mode::Ready:
        setup_->showOffer(readiness(preset_).why.isEmpty() ? PresetPanel::Offer::Train : PresetPanel::Offer::Prepare);
        healthCard_->showReady();
        break;
    case Mode::Active: {
        const TrainingState state = studio().trainingStateNow();
        const bool paused = state == TrainingState::Paused;
        const bool busy = state != TrainingState::Running && !paused && state != TrainingState::Measuring;
        setup_->showOffer(busy     ? PresetPanel::Offer::Busy
                          : paused ? PresetPanel::Offer::Paused
                                   : PresetPanel::Offer::Running);
        if (health_ && state == TrainingState::Running)
            healthCard_->showReport(*health_);
        else
            healthCard_->showState(state);
        break;
    }
    case Mode::Past: {
        const bool cut = record_ && record_->state == RunState::Interrupted;
        const bool elsewhere = record_ && record_->state == RunState::Running;
        const bool model = record_ && !record_->modelFile.isEmpty();
        setup_->showOffer(elsewhere ? PresetPanel::Offer::Elsewhere
                          : cut     ? PresetPanel::Offer::CutOff
                          : model   ? PresetPanel::Offer::Past
                                    : PresetPanel::Offer::PastBare);
        if (record_)
            healthCard_->showEnded(*record_, endReason_, keptSentence());
        break;
    }
    }
    showSetup();
    retranslate();
}

void TrainingPage::setWorkOnly(bool on) {
    side_->setVisible(!on);
    curves_->setVisible(!on);
}

QByteArray TrainingPage::layoutState() const {
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out << kLayoutMagic << columns_->saveState() << rows_->saveState() << static_cast<qint32>(curves_->current());
    return bytes;
}

void TrainingPage::restoreLayoutState(const QByteArray& state) {
    QDataStream in(state);
    quint32 magic = 0;
    QByteArray columns;
    QByteArray rows;
    qint32 tab = 0;
    in >> magic >> columns >> rows >> tab;
    if (magic == kLayoutMagic && in.status() == QDataStream::Ok && columns_->restoreState(columns) &&
        rows_->restoreState(rows) && tab >= 0 && tab < kCurveGroups) {
        curves_->setCurrent(static_cast<CurveGroup>(tab));
        return;
    }
    columns_->setSizes({1000, kSideWidth});
    rows_->setSizes({1000, 420});
}

void TrainingPage::retranslate() {
    const TrainingWords say = words();
    empty_->setIconName(say.emptyIcon);
    empty_->setSentence(say.empty);
    empty_->setDetail(say.emptyDetail);
    emptyButton_->setText(say.emptyButton);
    primaryAction_->setText(tr("Train, pause or go on"));
    emptyButton_->setToolTip(tr("Opens the Data page"));
    sampleCard_->setTitle(mode() == Mode::Past ? say.workPast : say.workNow);
    sampleCard_->setSubtitle(samplesSubtitle());
    setup_->setWords(say);
    healthCard_->setWords(say);
    retranslateSamples();
    runs_->setAccessibleName(tr("Run"));
    runs_->setToolTip(tr("Shows an earlier run, its samples and curves, or the settings of the next one"));
    runMenuButton_->setToolTip(tr("Go on, branch, compare or rename runs"));
    runMenuButton_->setAccessibleName(runMenuButton_->toolTip());
}

void TrainingPage::changeEvent(QEvent* event) {
    Page::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        loadPresets();
        fillRuns();
        refresh();
    }
}

void TrainingPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    wantEstimate();
}

void TrainingPage::hideEvent(QHideEvent* event) {
    Page::hideEvent(event);
    measureSoon_.stop();
}

} // namespace capriccio
