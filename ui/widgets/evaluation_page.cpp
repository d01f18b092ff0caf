#include "ui/widgets/evaluation_page.h"

#include "core/session/training_thread.h"
#include "ui/main/studio.h"
#include "ui/widgets/drop_field.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/plot_text.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <numeric>
#include <utility>

namespace capriccio {

namespace {

constexpr int kFigureWidth = 190;   // px that a card takes at least; so many stand beside one another
constexpr qint64 kOpenedModel = -1; // in place of a run's number

} // namespace

EvaluationPage::EvaluationPage(Studio& studio, DataKind medium, const std::vector<int>& sampleCounts, int usual,
                               QWidget* parent)
    : Page(studio, parent), medium_(medium) {
    build(sampleCounts, usual);
}

EvaluationPage::~EvaluationPage() {
    delete thread_.data(); // it speaks to parts of the subclass, which are gone
}

void EvaluationPage::begin() {
    const auto listen = [this](Project* project) {
        measured_.reset();
        compared_.reset();
        {
            const QSignalBlocker quiet(others_);
            others_->clear(); // the numbers of runs are another project's now
        }
        note_ = {};
        if (thread_)
            thread_->cancel();
        if (project) {
            connect(project, &Project::runsChanged, this, &EvaluationPage::fillRuns, Qt::UniqueConnection);
            connect(project, &Project::dataChanged, this, [this] {
                if (!openedHash_.isEmpty()) // what it is measured against
                    fillRuns();
            });
        }
        fillRuns();
    };
    connect(&studio(), &Studio::modelInUseChanged, this, [this](DataKind medium) {
        if (medium == medium_ && openedHash() != openedHash_) // a training publishes often
            fillRuns();
    });
    connect(&studio(), &Studio::projectChanged, this, listen);
    connect(&studio(), &Studio::trainingStarted, this, &EvaluationPage::refresh);
    connect(&studio(), &Studio::trainingEnded, this, &EvaluationPage::fillRuns);
    connect(&reading_, &Reading::finished, this, [this] {
        if (reading_.isCanceled()) // given up
            return;
        measured_ = reading_.result();
        reading_.setFuture({});
        refresh();
    });
    connect(&readingOther_, &Reading::finished, this, [this] {
        if (readingOther_.isCanceled())
            return;
        takeOther(readingOther_.result());
        readingOther_.setFuture({});
        refresh();
    });
    begun_ = true;
    retranslate();
    listen(studio().project());
}

void EvaluationPage::build(const std::vector<int>& sampleCounts, int usual) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    stack_ = new QStackedWidget(this);
    column->addWidget(stack_);
    empty_ = new DropField({}, stack_);
    empty_->setIconName(QStringLiteral("eye"));
    empty_->setAcceptDrops(false);
    emptyButton_ = new QPushButton(empty_);
    emptyButton_->setObjectName(QStringLiteral("evaluateEmptyTrain"));
    setRole(emptyButton_, QStringLiteral("primary"));
    empty_->addButton(emptyButton_);
    connect(emptyButton_, &QPushButton::clicked, &studio(), &Studio::trainWanted);
    connect(empty_, &DropField::clicked, &studio(), &Studio::trainWanted);
    stack_->addWidget(empty_);

    columns_ = new QSplitter(Qt::Horizontal, stack_);
    columns_->setHandleWidth(12);
    columns_->setChildrenCollapsible(false);
    scroll_ = new QScrollArea(columns_);
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->setMinimumSize(2 * kFigureWidth, 200);
    scroll_->viewport()->installEventFilter(this);
    auto* left = new QWidget(scroll_);
    work_ = new QVBoxLayout(left);
    work_->setContentsMargins(0, 0, 0, 0);
    work_->setSpacing(12);
    figures_ = new QWidget(left);
    figureGrid_ = new QGridLayout(figures_);
    figureGrid_->setContentsMargins(0, 0, 0, 0);
    figureGrid_->setSpacing(12);
    work_->addWidget(figures_);
    waiting_ = mutedLabel({}, left);
    waiting_->setObjectName(QStringLiteral("evaluateWaiting"));
    waiting_->setAlignment(Qt::AlignCenter);
    waiting_->setMinimumHeight(240);
    work_->addWidget(waiting_);
    scroll_->setWidget(left);
    columns_->addWidget(scroll_);
    columns_->addWidget(buildSide(sampleCounts, usual));
    columns_->setStretchFactor(0, 1);
    columns_->setStretchFactor(1, 0);
    stack_->addWidget(columns_);
    restoreLayoutState({});
}

void EvaluationPage::endWithRoom() {
    work_->addStretch(1);
    work_->setStretchFactor(waiting_, 1000); // it has all of it while it is shown
}

QWidget* EvaluationPage::buildSide(const std::vector<int>& sampleCounts, int usual) {
    side_ = new QWidget(columns_);
    auto* column = new QVBoxLayout(side_);
    column->setContentsMargins(0, 0, 0, 0);
    sideCard_ = new Card(side_);
    runLabel_ = new QLabel(sideCard_);
    runs_ = new QComboBox(sideCard_);
    runs_->setObjectName(QStringLiteral("evaluateRun"));
    runs_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    runs_->setMinimumContentsLength(10);
    runLabel_->setBuddy(runs_);
    samplesLabel_ = new QLabel(sideCard_);
    samples_ = new QComboBox(sideCard_);
    samples_->setObjectName(QStringLiteral("evaluateSamples"));
    for (const int count : sampleCounts)
        samples_->addItem(longAmount(count), count);
    samples_->setCurrentIndex(usual);
    samplesLabel_->setBuddy(samples_);
    about_ = mutedLabel({}, sideCard_);
    about_->setObjectName(QStringLiteral("evaluateAbout"));
    primary_ = new QPushButton(sideCard_);
    primary_->setObjectName(QStringLiteral("evaluatePrimary"));
    bar_ = new QProgressBar(sideCard_);
    bar_->setTextVisible(false);
    bar_->setRange(0, 1000);
    progress_ = mutedLabel({}, sideCard_);
    progress_->setObjectName(QStringLiteral("evaluateProgress"));
    measuredLabel_ = mutedLabel({}, sideCard_);
    measuredLabel_->setObjectName(QStringLiteral("evaluateMeasured"));
    othersLabel_ = new QLabel(sideCard_);
    others_ = new QComboBox(sideCard_);
    others_->setObjectName(QStringLiteral("evaluateCompare"));
    others_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    others_->setMinimumContentsLength(10);
    othersLabel_->setBuddy(others_);
    export_ = new QPushButton(sideCard_);
    export_->setObjectName(QStringLiteral("evaluateExport"));
    export_->setIcon(icon(QStringLiteral("export")));
    QVBoxLayout* body = sideCard_->body();
    for (QWidget* each :
         std::initializer_list<QWidget*>{runLabel_, runs_, samplesLabel_, samples_, about_, primary_, bar_, progress_,
                                         measuredLabel_, othersLabel_, others_, export_})
        body->addWidget(each);
    body->addStretch(1);
    column->addWidget(sideCard_);
    side_->setMinimumWidth(240);
    connect(runs_, &QComboBox::currentIndexChanged, this, [this] {
        note_ = {};
        recall();
        refresh();
    });
    connect(others_, &QComboBox::currentIndexChanged, this, [this] {
        recallOther();
        refresh();
    });
    connect(primary_, &QPushButton::clicked, this, [this] {
        if (thread_)
            thread_->cancel();
        else
            start();
    });
    connect(export_, &QPushButton::clicked, this, &EvaluationPage::exportReport);
    return side_;
}

std::optional<RunRecord> EvaluationPage::chosen() const {
    return studio().project() ? studio().project()->run(runs_->currentData().toLongLong()) : std::nullopt;
}

void EvaluationPage::fillRuns() {
    {
        const QSignalBlocker quiet(runs_);
        // Of nobody's choice and with nothing to show, the newest makes room for a newer one.
        const qint64 current = runs_->currentData().toLongLong();
        const bool newest = runs_->currentIndex() <= 0 && current != kOpenedModel && !isShown() && !thread_;
        const qint64 before = newest ? 0 : current;
        runs_->clear();
        if (Project* project = studio().project())
            for (const RunRecord& run : project->runs())
                if (run.preset.medium == medium_ && !run.modelFile.isEmpty() && QFileInfo::exists(run.modelFile))
                    runs_->addItem({}, run.id);
        if (const ModelInfo* model = opened()) {
            runs_->addItem({}, kOpenedModel);
            runs_->setItemData(runs_->count() - 1, model->file, Qt::ToolTipRole);
        }
        nameRuns();
        const bool fresh = std::exchange(openedHash_, openedHash()) != openedHash();
        const int wanted = fresh && !thread_ ? runs_->findData(kOpenedModel) : -1;
        runs_->setCurrentIndex(std::max(0, wanted >= 0 ? wanted : runs_->findData(before)));
    }
    recall();
    refresh();
}

// A run that was not named by the artist is called by its preset, in the language of the window.
void EvaluationPage::nameRuns() {
    for (int i = 0; i < runs_->count(); ++i) {
        const qint64 id = runs_->itemData(i).toLongLong();
        const ModelInfo* model = id == kOpenedModel ? opened() : nullptr;
        if (model)
            runs_->setItemText(i, tr("%1, opened from a file").arg(QFileInfo(model->file).fileName()));
        else if (const auto run = studio().project() ? studio().project()->run(id) : std::nullopt)
            runs_->setItemText(i, run->name);
    }
}

void EvaluationPage::start() {
    const auto subject = chosenSubject();
    if (!subject)
        return;
    measured_.reset();
    reading_.setFuture({});
    note_ = {};
    evaluatedRun_ = runs_->currentData().toLongLong();
    evaluatedOpened_ = openedKey();
    measuredIn_ = studio().project();
    auto* thread = new EvaluationThread(subject->modelFile, subject->data, samples_->currentData().toInt(), this);
    thread_ = thread;
    connect(thread, &EvaluationThread::progressed, this, [this](const Progress& now) {
        const double fraction = now.total > 0 ? static_cast<double>(now.done) / static_cast<double>(now.total) : 0;
        bar_->setRange(0, now.total > 0 ? 1000 : 0);
        bar_->setValue(static_cast<int>(fraction * 1000));
        progress_->setText(now.phase);
        Q_EMIT studio().jobProgress(tr("Evaluating: %1").arg(now.phase), now.total > 0 ? fraction : -1, now.secondsLeft,
                                    {}, [this] { cancelWork(); });
    });
    connect(thread, &EvaluationThread::evaluated, this, &EvaluationPage::keep);
    const auto note = [this](const Sentence& text) {
        if (measuredIn_ && measuredIn_ == studio().project()) // not below another's runs
            note_ = text;
    };
    connect(thread, &EvaluationThread::cancelled, this,
            [note] { note(Sentence::translate("capriccio::EvaluationPage", "Cancelled.")); });
    connect(thread, &EvaluationThread::failed, this, [this, note](const Sentence& message, const QString& detail) {
        note(message);
        Q_EMIT studio().problem(message, detail);
    });
    connect(thread, &QThread::finished, this, &EvaluationPage::ended);
    connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    bar_->setValue(0);
    progress_->setText(tr("Loading the model"));
    thread->start(QThread::LowPriority);
    refresh();
}

void EvaluationPage::ended() {
    thread_.clear();
    Q_EMIT studio().jobProgress({}, 0, -1, {});
    recall(); // given up: the measurement of before still holds
    refresh();
}

void EvaluationPage::refresh() {
    const bool any = runs_->count() > 0 || measured_;
    stack_->setCurrentWidget(any ? static_cast<QWidget*>(columns_) : empty_);
    const TrainingThread* training = studio().training();
    empty_->setSentence(training && training->job().preset.medium == medium_
                            ? tr("Your first model is learning. How good it is can be measured when it has ended.")
                            : words().emptySentence);
    const bool busy = thread_ != nullptr;
    const bool shown = isShown();
    runs_->setEnabled(!busy);
    samples_->setEnabled(!busy);
    primary_->setText(busy ? tr("Cancel") : shown ? tr("Evaluate again") : tr("Evaluate"));
    primary_->setEnabled(busy || chosenSubject());
    about_->setText(aboutChosen());
    primary_->setToolTip(busy ? tr("Ends the measurement; nothing is kept") : words().startTip);
    setRole(primary_, busy || shown ? QString() : QStringLiteral("primary"));
    bar_->setVisible(busy);
    if (!busy)
        progress_->setText(note_.text());
    progress_->setVisible(busy || !note_.isEmpty());
    measuredLabel_->setText(whenMeasured());
    measuredLabel_->setVisible(!measuredLabel_->text().isEmpty());
    for (QWidget* each : std::initializer_list<QWidget*>{othersLabel_, others_})
        each->setVisible(shown && others_->count() > 1);
    export_->setVisible(shown && !busy);
    figures_->setVisible(shown);
    waiting_->setVisible(!shown);
    showFigures();
    showDetails(shown ? &measured_->evaluation : nullptr);
}

void EvaluationPage::showFigures() {
    using Figures = std::vector<EvaluationFigure>;
    const Figures figures = measured_ ? figuresIn(measured_->evaluation) : Figures{};
    const Figures others = measured_ && compared_ ? figuresIn(compared_->evaluation) : Figures{};
    while (figureCards_.size() > figures.size()) {
        delete figureCards_.back();
        figureCards_.pop_back();
    }
    while (figureCards_.size() < figures.size())
        figureCards_.push_back(new FigureCard(figures_));
    for (std::size_t i = 0; i < figures.size(); ++i) {
        ComparedFigure other;
        for (const EvaluationFigure& figure : others)
            if (figure.key == figures[i].key)
                other = {others_->currentText(), figure.value, figure.number};
        figureCards_[i]->show(figures[i], other);
        figureCards_[i]->setVisible(true);
    }
    figureColumns_ = 0;
    placeFigures();
}

// As many beside one another as there is room for, in rows of about the same length.
void EvaluationPage::placeFigures() {
    const int count = static_cast<int>(figureCards_.size());
    if (count == 0)
        return;
    const int most = std::max(1, scroll_->viewport()->width() / kFigureWidth);
    const int lines = (count + most - 1) / most;
    const int columns = (count + lines - 1) / lines;
    if (columns == figureColumns_)
        return;
    figureColumns_ = columns;
    // A last row of fewer cards is as wide as the others: what divides by both counts is the grid.
    const int last = count - (lines - 1) * columns;
    const int parts = std::lcm(columns, last);
    for (int i = 0; i < std::max(figureGrid_->columnCount(), parts); ++i)
        figureGrid_->setColumnStretch(i, i < parts ? 1 : 0);
    for (int i = 0; i < count; ++i) {
        const int line = i / columns;
        const int span = parts / (line == lines - 1 ? last : columns);
        figureGrid_->addWidget(figureCards_[static_cast<std::size_t>(i)], line, i % columns * span, 1, span);
    }
}

void EvaluationPage::cancelWork() {
    if (thread_)
        thread_->cancel();
}

void EvaluationPage::setWorkOnly(bool on) {
    side_->setVisible(!on);
}

QByteArray EvaluationPage::layoutState() const {
    return columns_->saveState();
}

void EvaluationPage::restoreLayoutState(const QByteArray& state) {
    if (state.isEmpty() || !columns_->restoreState(state))
        columns_->setSizes({1000, 280});
}

void EvaluationPage::retranslate() {
    const Words say = words();
    empty_->setDetail(say.emptyDetail);
    emptyButton_->setText(tr("Go to Train"));
    emptyButton_->setToolTip(tr("Opens the Train page"));
    sideCard_->setTitle(tr("How good is it?"));
    runLabel_->setText(tr("Run"));
    runs_->setToolTip(tr("Which run's model is measured"));
    runs_->setAccessibleName(tr("Run"));
    othersLabel_->setText(tr("Compare with"));
    others_->setToolTip(tr("Another run that has been measured: its figures stand below these"));
    others_->setAccessibleName(tr("Compare with"));
    samplesLabel_->setText(say.samples);
    samples_->setToolTip(say.samplesTip);
    samples_->setAccessibleName(say.samples);
    waiting_->setText(tr("The figures appear here, each with one sentence and something to compare it with."));
    export_->setText(tr("Export figures…"));
    export_->setToolTip(say.exportTip);
    bar_->setAccessibleName(tr("Progress"));
    retranslateDetails();
    nameRuns();
    offerOthers();
    refresh();
}

void EvaluationPage::changeEvent(QEvent* event) {
    Page::changeEvent(event);
    if (event->type() == QEvent::LanguageChange && begun_)
        retranslate();
}

bool EvaluationPage::eventFilter(QObject* watched, QEvent* event) {
    if (watched == scroll_->viewport() && event->type() == QEvent::Resize)
        placeFigures();
    return Page::eventFilter(watched, event);
}

} // namespace capriccio

#include "moc_evaluation_page.cpp"
