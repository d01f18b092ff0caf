#include "ui/pictures/evaluate_page.h"

#include "core/types/error.h"
#include "ui/main/studio.h"
#include "ui/widgets/card.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/drop_field.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/plot_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tile_grid.h"

#include <QComboBox>
#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QSaveFile>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace capriccio {

namespace {

constexpr double kPairAspect = 2.06; // two squares and a hair between them

// Drawn picture at the left, nearest training picture at the right.
QImage besideEachOther(const NearestPair& pair) {
    const int side = std::max({pair.drawn.height(), pair.nearest.height(), 1});
    // Enlarged first, so that the gap is finer than a pixel of the model.
    const int shown = side < 128 ? side * (128 / side) : side;
    QImage both(static_cast<int>(shown * kPairAspect), shown, QImage::Format_ARGB32_Premultiplied);
    both.fill(Qt::transparent);
    QPainter painter(&both);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(QRect(0, 0, shown, shown), pair.drawn);
    painter.drawImage(QRect(both.width() - shown, 0, shown, shown), pair.nearest);
    return both;
}

QString verdictWord(Verdict verdict) {
    switch (verdict) {
    case Verdict::Good:
        return EvaluatePage::tr("Good");
    case Verdict::Fair:
        return EvaluatePage::tr("Fair");
    case Verdict::Poor:
        return EvaluatePage::tr("Poor");
    }
    return {};
}

QString verdictRole(Verdict verdict) {
    switch (verdict) {
    case Verdict::Good:
        return QStringLiteral("good");
    case Verdict::Fair:
        return QStringLiteral("warning");
    case Verdict::Poor:
        return QStringLiteral("danger");
    }
    return {};
}

} // namespace

// One figure: its value large, the sentence, and what to compare with.
class EvaluatePage::FigureView : public Card {
public:
    explicit FigureView(QWidget* parent) : Card(parent) {
        value_ = new QLabel(this);
        setRole(value_, QStringLiteral("display"));
        verdict_ = new QLabel(this);
        auto* row = new QHBoxLayout;
        row->addWidget(value_);
        row->addWidget(verdict_, 0, Qt::AlignBottom);
        row->addStretch(1);
        sentence_ = new QLabel(this);
        sentence_->setWordWrap(true);
        sentence_->setTextInteractionFlags(Qt::TextSelectableByMouse);
        reference_ = mutedLabel({}, this);
        body()->addLayout(row);
        body()->addWidget(sentence_);
        body()->addWidget(reference_);
        body()->addStretch(1);
    }
    void show(const EvaluationFigure& figure) {
        setObjectName(QStringLiteral("figure_") + figure.key);
        setTitle(figure.title);
        value_->setText(figure.value);
        verdict_->setText(verdictWord(figure.verdict));
        setRole(verdict_, verdictRole(figure.verdict));
        sentence_->setText(figure.sentence);
        reference_->setText(figure.reference);
        setToolTip(figure.meaning);
        setAccessibleName(figure.title);
        setAccessibleDescription(figure.sentence);
    }

private:
    QLabel* value_;
    QLabel* verdict_;
    QLabel* sentence_;
    QLabel* reference_;
};

EvaluatePage::EvaluatePage(Studio& studio, QWidget* parent) : Page(studio, parent) {
    build();
    const auto listen = [this](Project* project) {
        report_.reset();
        note_.clear();
        if (thread_)
            thread_->cancel();
        if (project)
            connect(project, &Project::runsChanged, this, &EvaluatePage::fillRuns, Qt::UniqueConnection);
        fillRuns();
    };
    connect(&studio, &Studio::projectChanged, this, listen);
    connect(&studio, &Studio::trainingEnded, this, &EvaluatePage::fillRuns);
    retranslate();
    listen(studio.project());
}

EvaluatePage::~EvaluatePage() = default;

void EvaluatePage::build() {
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
    auto* left = new QWidget(columns_);
    auto* leftColumn = new QVBoxLayout(left);
    leftColumn->setContentsMargins(0, 0, 0, 0);
    leftColumn->setSpacing(12);
    figures_ = new QWidget(left);
    figureGrid_ = new QGridLayout(figures_);
    figureGrid_->setContentsMargins(0, 0, 0, 0);
    figureGrid_->setSpacing(12);
    leftColumn->addWidget(figures_);
    pairsCard_ = new Card(left);
    pairs_ = new TileGrid(pairsCard_);
    pairs_->setObjectName(QStringLiteral("nearestPairs"));
    pairs_->setFlow(TileGrid::Flow::Rows);
    pairs_->setTileAspect(kPairAspect);
    pairs_->setTileSize(196);
    pairs_->setGap(12);
    pairs_->setSelectionKind(TileGrid::Selection::None);
    pairsCard_->body()->addWidget(pairs_, 1);
    leftColumn->addWidget(pairsCard_, 1);
    columns_->addWidget(left);
    columns_->addWidget(buildSide());
    columns_->setStretchFactor(0, 1);
    columns_->setStretchFactor(1, 0);
    stack_->addWidget(columns_);
    connect(pairs_, &TileGrid::activated, this, [this](int index) {
        if (!report_ || index < 0 || index >= static_cast<int>(report_->nearest.size()) ||
            !studio().samples()->hasModel())
            return;
        Q_EMIT studio().pointChosen(studio().samples()->point(report_->nearest[static_cast<std::size_t>(index)].seed));
    });
    restoreLayoutState({});
}

QWidget* EvaluatePage::buildSide() {
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
    for (const int count : {200, 500, 1000, 2000})
        samples_->addItem(longAmount(count), count);
    samples_->setCurrentIndex(2);
    samplesLabel_->setBuddy(samples_);
    about_ = mutedLabel({}, sideCard_);
    primary_ = new QPushButton(sideCard_);
    primary_->setObjectName(QStringLiteral("evaluatePrimary"));
    bar_ = new QProgressBar(sideCard_);
    bar_->setTextVisible(false);
    bar_->setRange(0, 1000);
    progress_ = mutedLabel({}, sideCard_);
    progress_->setObjectName(QStringLiteral("evaluateProgress"));
    export_ = new QPushButton(sideCard_);
    export_->setObjectName(QStringLiteral("evaluateExport"));
    export_->setIcon(icon(QStringLiteral("export")));
    QVBoxLayout* body = sideCard_->body();
    for (QWidget* each : std::initializer_list<QWidget*>{runLabel_, runs_, samplesLabel_, samples_, about_, primary_,
                                                         bar_, progress_, export_})
        body->addWidget(each);
    body->addStretch(1);
    column->addWidget(sideCard_);
    side_->setMinimumWidth(240);
    connect(runs_, &QComboBox::activated, this, [this] {
        note_.clear();
        refresh();
    });
    connect(primary_, &QPushButton::clicked, this, [this] {
        if (thread_)
            thread_->cancel();
        else
            start();
    });
    connect(export_, &QPushButton::clicked, this, &EvaluatePage::exportReport);
    return side_;
}

std::optional<RunRecord> EvaluatePage::chosen() const {
    return studio().project() ? studio().project()->run(runs_->currentData().toLongLong()) : std::nullopt;
}

void EvaluatePage::fillRuns() {
    {
        const QSignalBlocker quiet(runs_);
        const qint64 before = runs_->currentData().toLongLong();
        runs_->clear();
        if (Project* project = studio().project())
            for (const RunRecord& run : project->runs())
                if (!run.modelFile.isEmpty() && QFileInfo::exists(run.modelFile))
                    runs_->addItem(run.name, run.id);
        runs_->setCurrentIndex(std::max(0, runs_->findData(before)));
    }
    refresh();
}

void EvaluatePage::start() {
    const auto run = chosen();
    if (!run)
        return;
    report_.reset();
    note_.clear();
    reportRun_ = run->id;
    auto* thread = new EvaluationThread(run->modelFile, run->data, samples_->currentData().toInt(), this);
    thread_ = thread;
    connect(thread, &EvaluationThread::progressed, this, [this](const Progress& now) {
        const double fraction = now.total > 0 ? static_cast<double>(now.done) / static_cast<double>(now.total) : 0;
        bar_->setRange(0, now.total > 0 ? 1000 : 0);
        bar_->setValue(static_cast<int>(fraction * 1000));
        progress_->setText(now.phase);
        Q_EMIT studio().jobProgress(tr("Evaluating: %1").arg(now.phase), now.total > 0 ? fraction : -1, now.secondsLeft,
                                    {});
    });
    connect(thread, &EvaluationThread::evaluated, this, &EvaluatePage::showReport);
    connect(thread, &EvaluationThread::cancelled, this, [this] { note_ = tr("Cancelled."); });
    connect(thread, &EvaluationThread::failed, this, [this](const QString& message, const QString& detail) {
        note_ = message;
        Q_EMIT studio().problem(message, detail);
    });
    connect(thread, &QThread::finished, this, &EvaluatePage::ended);
    connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    bar_->setValue(0);
    progress_->setText(tr("Loading the model"));
    thread->start(QThread::LowPriority);
    refresh();
}

void EvaluatePage::ended() {
    thread_.clear();
    Q_EMIT studio().jobProgress({}, 0, -1, {});
    refresh();
}

void EvaluatePage::showReport(const EvaluationReport& report) {
    report_ = report;
    if (reportRun_ == 0)
        reportRun_ = runs_->currentData().toLongLong();
    refresh();
}

void EvaluatePage::refresh() {
    const bool any = runs_->count() > 0 || report_;
    stack_->setCurrentWidget(any ? static_cast<QWidget*>(columns_) : empty_);
    const bool busy = thread_ != nullptr;
    const bool shown = report_ && (reportRun_ == runs_->currentData().toLongLong() || runs_->count() == 0);
    runs_->setEnabled(!busy);
    samples_->setEnabled(!busy);
    primary_->setText(busy ? tr("Cancel") : shown ? tr("Evaluate again") : tr("Evaluate"));
    primary_->setToolTip(busy ? tr("Ends the measurement; nothing is kept")
                              : tr("Draws pictures with this model and measures them against yours"));
    setRole(primary_, busy || shown ? QString() : QStringLiteral("primary"));
    bar_->setVisible(busy);
    if (!busy)
        progress_->setText(note_);
    progress_->setVisible(busy || !note_.isEmpty());
    export_->setVisible(shown && !busy);
    figures_->setVisible(shown);
    showFigures();
    showPairs();
}

void EvaluatePage::showFigures() {
    const std::vector<EvaluationFigure> figures = report_ ? figuresOf(*report_) : std::vector<EvaluationFigure>{};
    while (figureViews_.size() > figures.size()) {
        delete figureViews_.back();
        figureViews_.pop_back();
    }
    while (figureViews_.size() < figures.size()) {
        auto* view = new FigureView(figures_);
        const int index = static_cast<int>(figureViews_.size());
        figureGrid_->addWidget(view, 0, index);
        figureGrid_->setColumnStretch(index, 1);
        figureViews_.push_back(view);
    }
    for (std::size_t i = 0; i < figures.size(); ++i)
        figureViews_[i]->show(figures[i]);
}

void EvaluatePage::showPairs() {
    const bool shown = report_ && figures_->isVisibleTo(this);
    const int count = shown ? static_cast<int>(report_->nearest.size()) : 0;
    pairs_->setCount(count);
    if (count == 0)
        pairs_->clear();
    for (int i = 0; i < count; ++i) {
        const NearestPair& pair = report_->nearest[static_cast<std::size_t>(i)];
        const PairVerdict verdict = verdictOf(pair, *report_);
        pairs_->setImage(i, besideEachOther(pair));
        pairs_->setCaption(i, tr("%1 · %2", "verdict, distance").arg(verdict.word, plainValue(pair.distance)));
        pairs_->setBadge(i, verdict.verdict == Verdict::Poor ? TileBadge::Warning : TileBadge::None);
        pairs_->setTip(i, tr("Left: drawn from seed %1. Right: the training picture nearest to it. Distance %2; a copy "
                             "is below 0.02.")
                              .arg(QString::number(pair.seed), plainValue(pair.distance)));
    }
    pairsCard_->setSubtitle(count > 0 ? tr("drawn at the left, nearest training picture at the right, closest first")
                                      : QString());
}

void EvaluatePage::exportReport() {
    const auto run = studio().project() ? studio().project()->run(reportRun_) : std::nullopt;
    if (!report_)
        return;
    const QString file = studio().dialogs().saveFile(
        this, tr("Export the evaluation"), QStringLiteral("evaluation.csv"), tr("Table (*.csv);;JSON (*.json)"));
    if (file.isEmpty())
        return;
    const RunRecord about = run.value_or(RunRecord{});
    const bool json = QFileInfo(file).suffix().compare(QLatin1String("json"), Qt::CaseInsensitive) == 0;
    const QByteArray bytes = json ? evaluationJson(*report_, about) : evaluationCsv(*report_, about).toUtf8();
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit()) {
        Q_EMIT studio().problem(tr("The evaluation could not be saved as %1. Choose another folder or free some space.")
                                    .arg(QDir::toNativeSeparators(file)),
                                out.errorString());
        return;
    }
    Q_EMIT studio().message(tr("Saved %1").arg(QFileInfo(file).fileName()));
}

void EvaluatePage::setWorkOnly(bool on) {
    side_->setVisible(!on);
}

QByteArray EvaluatePage::layoutState() const {
    return columns_->saveState();
}

void EvaluatePage::restoreLayoutState(const QByteArray& state) {
    if (state.isEmpty() || !columns_->restoreState(state))
        columns_->setSizes({1000, 280});
}

void EvaluatePage::retranslate() {
    empty_->setSentence(tr("Train a model first, then see how good it is."));
    empty_->setDetail(tr("You will see how close it comes to your pictures, how varied it is, and whether it copies."));
    emptyButton_->setText(tr("Go to Train"));
    emptyButton_->setToolTip(tr("Opens the Train page"));
    pairsCard_->setTitle(tr("Is it copying?"));
    pairs_->setAccessibleName(tr("Drawn pictures beside the training pictures nearest to them"));
    pairs_->setPlaceholder(
        tr("Here each drawn picture will stand beside the training picture nearest to it, closest first."));
    sideCard_->setTitle(tr("How good is it?"));
    runLabel_->setText(tr("Run"));
    runs_->setToolTip(tr("Which run's model is measured"));
    runs_->setAccessibleName(tr("Run"));
    samplesLabel_->setText(tr("Pictures to draw"));
    samples_->setToolTip(tr("More pictures give steadier figures and take longer; compare runs with the same number"));
    samples_->setAccessibleName(tr("Pictures to draw"));
    about_->setText(tr("New pictures are drawn and measured against yours. It takes about a minute; you may leave the "
                       "page."));
    export_->setText(tr("Export figures…"));
    export_->setToolTip(tr("Saves the figures and pairs as a table (CSV) or JSON"));
    bar_->setAccessibleName(tr("Progress"));
    refresh();
}

void EvaluatePage::changeEvent(QEvent* event) {
    Page::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace capriccio
