#include "ui/library/library_page.h"

#include "core/types/error.h"
#include "ui/library/library_commands.h"
#include "ui/library/run_compare.h"
#include "ui/main/foot.h"
#include "ui/main/media.h"
#include "ui/main/studio.h"
#include "ui/pictures/create_page_commands.h"
#include "ui/training/training_commands.h"
#include "ui/widgets/card.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/thumbnail_loader.h"
#include "ui/widgets/tile_grid.h"

#include <QEvent>
#include <QFileInfo>
#include <QHeaderView>
#include <QImageReader>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace capriccio {
namespace {

constexpr int kRowIcon = 40; // px

QString libraryState(RunState state) {
    switch (state) {
    case RunState::Running:
        return LibraryPage::tr("training");
    case RunState::Finished:
        return LibraryPage::tr("finished");
    case RunState::Stopped:
        return LibraryPage::tr("stopped");
    case RunState::Interrupted:
        return LibraryPage::tr("interrupted");
    case RunState::Diverged:
        return LibraryPage::tr("diverged");
    case RunState::Failed:
        return LibraryPage::tr("failed");
    }
    return {};
}

} // namespace

LibraryPage::LibraryPage(Studio& studio, QWidget* parent) : Page(studio, parent) {
    build();
    connect(&studio, &Studio::projectChanged, this, &LibraryPage::adoptProject);
    connect(section_, &SegmentedControl::currentChanged, stack_, &QStackedWidget::setCurrentIndex);
    connect(list_, &QTreeWidget::itemSelectionChanged, this, &LibraryPage::selectionChanged);
    connect(list_, &QTreeWidget::itemDoubleClicked, this, &LibraryPage::openRun);
    connect(list_, &QTreeWidget::customContextMenuRequested, this, &LibraryPage::runMenu);
    connect(open_, &QPushButton::clicked, this, &LibraryPage::openRun);
    connect(goOn_, &QPushButton::clicked, this, &LibraryPage::continueRun);
    connect(rename_, &QPushButton::clicked, this, &LibraryPage::renameRun);
    connect(remove_, &QPushButton::clicked, this, &LibraryPage::removeRuns);
    connect(branch_->menu(), &QMenu::aboutToShow, this, &LibraryPage::fillBranchMenu);
    connect(compare_, &RunCompare::noteEdited, this, [this](qint64 run, const QString& note) {
        const auto record = this->studio().project()->run(run);
        if (record)
            attempt([&](Project& p) { p.undoStack()->push(new NoteRunCommand(p, run, record->note, note)); });
    });
    connect(favourites_, &TileGrid::activated, this, &LibraryPage::openFavourite);
    connect(favourites_, &TileGrid::menuRequested, this, &LibraryPage::favouriteMenu);
    connect(exports_, &TileGrid::activated, this, [this](int index) {
        this->studio().dialogs().showInFolder(exportFiles_[static_cast<size_t>(index)].file);
    });
    connect(loader_, &ThumbnailLoader::ready, exports_, &TileGrid::setImage);
    connect(exports_, &TileGrid::visibleRangeChanged, this, [this](int first, int last) {
        std::vector<ThumbnailLoader::Wanted> wanted;
        for (int i = qMax(0, first); i <= last && static_cast<size_t>(i) < exportFiles_.size(); ++i) {
            if (!exports_->image(i).isNull())
                continue;
            wanted.push_back({i, [file = exportFiles_[static_cast<size_t>(i)].file] {
                                  QImageReader reader(file);
                                  const QSize size = reader.size();
                                  if (size.isValid())
                                      reader.setScaledSize(size.scaled(320, 320, Qt::KeepAspectRatio));
                                  return reader.read();
                              }});
        }
        loader_->want(std::move(wanted));
    });
    retranslateUi();
    adoptProject(studio.project());
}

LibraryPage::~LibraryPage() = default;

void LibraryPage::build() {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    section_ = new SegmentedControl(this);
    for (int i = 0; i < 3; ++i)
        section_->addSegment(QString());
    section_->setCurrentIndex(0);
    column->addWidget(section_, 0, Qt::AlignLeft);
    stack_ = new QStackedWidget(this);
    column->addWidget(stack_, 1);

    splitter_ = new QSplitter(Qt::Horizontal, stack_);
    splitter_->setHandleWidth(12);
    splitter_->setChildrenCollapsible(false);
    runsCard_ = new Card(splitter_);
    list_ = new QTreeWidget(runsCard_);
    list_->setColumnCount(5);
    list_->setRootIsDecorated(false);
    list_->setUniformRowHeights(true);
    list_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    list_->setIconSize(QSize(kRowIcon, kRowIcon));
    list_->setContextMenuPolicy(Qt::CustomContextMenu);
    list_->header()->setStretchLastSection(false);
    list_->installEventFilter(this);
    runsCard_->body()->addWidget(list_, 1);
    auto* buttons = new FlowLayout(8);
    open_ = new QPushButton(runsCard_);
    open_->setObjectName(QStringLiteral("libraryOpen"));
    setRole(open_, QStringLiteral("primary"));
    goOn_ = new QPushButton(runsCard_);
    branch_ = new QPushButton(runsCard_);
    branch_->setMenu(new QMenu(branch_));
    setRole(branch_, QStringLiteral("menu"));
    rename_ = new QPushButton(runsCard_);
    remove_ = new QPushButton(runsCard_);
    for (QPushButton* button : {open_, goOn_, branch_, rename_, remove_})
        buttons->addWidget(button);
    runsCard_->body()->addLayout(buttons);
    auto* scroll = new QScrollArea(splitter_);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    compare_ = new RunCompare(studio().dialogs(), scroll);
    scroll->setWidget(compare_);
    scroll->setMinimumWidth(360);
    splitter_->addWidget(runsCard_);
    splitter_->addWidget(scroll);
    stack_->addWidget(splitter_);

    favouritesCard_ = new Card(stack_);
    favourites_ = new TileGrid(favouritesCard_);
    favourites_->setTileSize(128);
    favourites_->setGap(10);
    favouritesCard_->body()->addWidget(favourites_, 1);
    stack_->addWidget(favouritesCard_);
    exportsCard_ = new Card(stack_);
    exports_ = new TileGrid(exportsCard_);
    exports_->setTileSize(160);
    exports_->setGap(12);
    exportsCard_->body()->addWidget(exports_, 1);
    stack_->addWidget(exportsCard_);
    loader_ = new ThumbnailLoader(1, this);
    restoreLayoutState({});
}

void LibraryPage::adoptProject(Project* project) {
    if (!project)
        return;
    for (auto signal : {&Project::runsChanged, &Project::keptPointsChanged, &Project::exportsChanged})
        connect(project, signal, this, [this] {
            stale_ = true;
            if (isVisible())
                refresh();
        });
    stale_ = true;
    compare_->setRuns(project, {});
    if (isVisible())
        refresh();
}

void LibraryPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    if (stale_)
        refresh();
}

void LibraryPage::refresh() {
    if (!studio().project())
        return;
    stale_ = false;
    refreshRuns();
    refreshFavourites();
    refreshExports();
}

// --- runs
// --------------------------------------------------------------------------------------------------------------

void LibraryPage::refreshRuns() {
    std::vector<qint64> chosen;
    for (const RunRecord& run : selectedRuns())
        chosen.push_back(run.id);
    const Project* project = studio().project();
    runs_ = project->runs();
    filling_ = true;
    list_->clear();
    const QLocale locale;
    for (const RunRecord& run : runs_) {
        auto* item = new QTreeWidgetItem(list_);
        item->setText(0, run.name);
        item->setToolTip(0, run.parentRun > 0
                                ? tr("Branched from run %1 at step %2").arg(run.parentRun).arg(run.parentStep)
                                : run.note);
        item->setText(1, libraryState(run.state));
        item->setText(2, amountSeen(run.preset.medium, run.last.imagesSeen));
        item->setText(3, durationText(run.last.elapsedSeconds));
        item->setText(4, locale.toString(run.started, QLocale::ShortFormat));
        item->setSizeHint(0, QSize(0, kRowIcon + 10));
        const QImage image = lastPreview(*project, run);
        if (image.isNull())
            item->setIcon(0, icon(QLatin1String(mediumRow(run.preset.medium).key), IconTint::Muted));
        else
            item->setIcon(0, QIcon(QPixmap::fromImage(image.scaled(QSize(kRowIcon, kRowIcon) * devicePixelRatioF(),
                                                                   Qt::KeepAspectRatio, Qt::SmoothTransformation))));
        for (int c = 2; c < 5; ++c)
            item->setTextAlignment(c, Qt::AlignRight | Qt::AlignVCenter);
    }
    for (size_t i = 0; i < runs_.size(); ++i)
        if (std::find(chosen.begin(), chosen.end(), runs_[i].id) != chosen.end())
            list_->topLevelItem(static_cast<int>(i))->setSelected(true);
    if (chosen.empty() && !runs_.empty())
        list_->topLevelItem(0)->setSelected(true);
    filling_ = false;
    list_->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    list_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    runsCard_->setSubtitle(runs_.empty() ? tr("every training of this project is kept here") : QString());
    selectionChanged();
}

std::vector<RunRecord> LibraryPage::selectedRuns() const {
    std::vector<RunRecord> chosen;
    for (int i = 0; i < list_->topLevelItemCount() && static_cast<size_t>(i) < runs_.size(); ++i)
        if (list_->topLevelItem(i)->isSelected())
            chosen.push_back(runs_[static_cast<size_t>(i)]);
    return chosen;
}

void LibraryPage::selectionChanged() {
    if (filling_)
        return;
    const std::vector<RunRecord> chosen = selectedRuns();
    const bool one = chosen.size() == 1;
    const bool writable = !studio().project()->isReadOnly();
    const bool running = std::any_of(chosen.begin(), chosen.end(),
                                     [this](const RunRecord& run) { return run.id == studio().currentRun(); });
    open_->setEnabled(one && !chosen.front().modelFile.isEmpty());
    // Only pictures have a canvas: a text or tune model opens on its Write or Compose page.
    const bool draws = !one || chosen.front().preset.medium == DataKind::Pictures;
    open_->setText(draws ? tr("Take to the canvas") : tr("Take to the page"));
    open_->setToolTip(draws ? tr("Draw with this run's model") : tr("Work with this run's model"));
    goOn_->setEnabled(one && writable && !running && !studio().training());
    branch_->setEnabled(one && writable && !studio().training());
    rename_->setEnabled(one && writable);
    remove_->setEnabled(!chosen.empty() && writable && !running);
    compare_->setRuns(studio().project(), chosen);
}

template <typename Edit>
void LibraryPage::attempt(Edit edit) {
    try {
        edit(*studio().project());
    } catch (const Error& error) {
        Q_EMIT studio().problem(error.sentence(), error.detail());
    }
}

void LibraryPage::openRun() {
    const std::vector<RunRecord> chosen = selectedRuns();
    if (chosen.size() != 1 || chosen.front().modelFile.isEmpty())
        return;
    studio().openModel(chosen.front().modelFile);
    Q_EMIT studio().createWanted();
}

void LibraryPage::continueRun() {
    const std::vector<RunRecord> chosen = selectedRuns();
    if (chosen.size() != 1)
        return;
    studio().continueRun(chosen.front().id);
    Q_EMIT studio().trainWanted();
}

void LibraryPage::fillBranchMenu() {
    QMenu* menu = branch_->menu();
    menu->clear();
    const std::vector<RunRecord> chosen = selectedRuns();
    if (chosen.size() != 1)
        return;
    const RunRecord run = chosen.front();
    for (const CheckpointInfo& checkpoint : studio().project()->checkpoints(run.id)) {
        const QString text =
            tr("from %1").arg(placeInRun(run.preset.medium, checkpoint.imagesSeen, checkpoint.elapsedSeconds));
        menu->addAction(text, this, [this, run, checkpoint] {
            studio().branchRun(run.id, checkpoint, run.preset);
            Q_EMIT studio().trainWanted();
        });
    }
    if (menu->isEmpty())
        menu->addAction(tr("This run has no checkpoint"))->setEnabled(false);
}

void LibraryPage::renameRun() {
    const std::vector<RunRecord> chosen = selectedRuns();
    if (chosen.size() != 1)
        return;
    const RunRecord& run = chosen.front();
    const auto name = studio().dialogs().askText(this, tr("Rename run"), tr("Name"), run.name);
    if (name && !name->trimmed().isEmpty() && *name != run.name)
        attempt([&](Project& p) { p.undoStack()->push(new RenameRunCommand(p, run.id, run.name, name->trimmed())); });
}

void LibraryPage::removeRuns() {
    const std::vector<RunRecord> chosen = selectedRuns();
    if (chosen.empty() || !remove_->isEnabled())
        return;
    attempt([&](Project& p) {
        p.undoStack()->beginMacro(
            Sentence::translate("capriccio::LibraryPage", "Remove %Ln run(s)", nullptr, int(chosen.size())).stored());
        try {
            for (const RunRecord& run : chosen)
                p.undoStack()->push(new RemoveRunCommand(p, run.id, run.name));
        } catch (...) {
            p.undoStack()->endMacro();
            throw;
        }
        p.undoStack()->endMacro();
    });
    Q_EMIT studio().message(
        Sentence::translate("capriccio::LibraryPage", "Taken out of the list; Undo brings it back"));
}

void LibraryPage::runMenu(const QPoint& at) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QPushButton* button : {open_, goOn_, rename_, remove_}) {
        QAction* action = menu->addAction(button->text(), button, &QPushButton::click);
        action->setEnabled(button->isEnabled());
    }
    const std::vector<RunRecord> chosen = selectedRuns();
    if (chosen.size() == 1)
        menu->addAction(tr("Show in folder"), this, [this, folder = chosen.front().folder] {
            studio().dialogs().showInFolder(folder + QStringLiteral("/run.json"));
        });
    menu->popup(list_->viewport()->mapToGlobal(at));
}

bool LibraryPage::eventFilter(QObject* watched, QEvent* event) {
    if (watched == list_ && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Delete)
            removeRuns();
        else if (key == Qt::Key_F2)
            renameRun();
        else if (key == Qt::Key_Return || key == Qt::Key_Enter)
            openRun();
        else
            return Page::eventFilter(watched, event);
        return true;
    }
    return Page::eventFilter(watched, event);
}

// --- favourites and exports
// ----------------------------------------------------------------------------------------------

void LibraryPage::refreshFavourites() {
    favouritePoints_.clear();
    for (const KeptPoint& kept : studio().project()->keptPoints()) {
        if (kept.kind == KeptPoint::Kind::Favourite)
            favouritePoints_.push_back(kept);
    }
    favourites_->clear();
    favourites_->setCount(static_cast<int>(favouritePoints_.size()));
    for (size_t i = 0; i < favouritePoints_.size(); ++i) {
        const KeptPoint& kept = favouritePoints_[i];
        const int at = static_cast<int>(i);
        favourites_->setImage(at, kept.thumbnail);
        if (!kept.name.isEmpty())
            favourites_->setCaption(at, kept.name);
        favourites_->setTip(at, kept.point.seed >= 0 ? tr("Seed %1. Enter takes it to the canvas.").arg(kept.point.seed)
                                                     : tr("Enter takes it to the canvas."));
    }
}

void LibraryPage::openFavourite(int index) {
    const KeptPoint kept = favouritePoints_[static_cast<size_t>(index)];
    Studio* s = &studio();
    if (s->samples()->hasModel() && s->samples()->model().hash == kept.modelHash) {
        Q_EMIT s->pointChosen(kept.point);
        return;
    }
    if (!QFileInfo::exists(kept.modelFile)) {
        Q_EMIT s->problem(
            Sentence::translate("capriccio::LibraryPage", "The model this favourite was drawn with is gone: %1")
                .arg(kept.modelFile),
            kept.modelHash);
        return;
    }
    s->openModel(kept.modelFile, this, [s, kept](const ModelInfo& model) {
        Q_EMIT s->pointChosen(kept.point);
        if (model.hash != kept.modelHash)
            Q_EMIT s->message(
                Sentence::translate("capriccio::LibraryPage",
                                    "The model has learned on since this was kept: it looks a little different now."));
    });
}

void LibraryPage::favouriteMenu(int index, const QPoint& at) {
    const KeptPoint kept = favouritePoints_[static_cast<size_t>(index)];
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Take to the canvas"), this, [this, index] { openFavourite(index); });
    menu->addAction(tr("Remove from favourites"), this, [this, kept] {
        attempt([&](Project& p) {
            p.removePoint(kept.id);
            p.undoStack()->push(new KeepPoint(
                p, kept, KeepPoint::Way::Remove, Sentence::translate("capriccio::LibraryPage", "Remove a favourite"),
                [s = &studio()](const Error& error) { Q_EMIT s->problem(error.sentence(), error.detail()); }));
        });
    });
    menu->popup(at);
}

void LibraryPage::refreshExports() {
    exportFiles_ = studio().project()->exports();
    loader_->reset();
    exports_->clear();
    exports_->setCount(static_cast<int>(exportFiles_.size()));
    for (size_t i = 0; i < exportFiles_.size(); ++i) {
        const int at = static_cast<int>(i);
        const QString file = exportFiles_[i].file;
        exports_->setCaption(at, QFileInfo(file).fileName());
        const QString when = QLocale().toString(exportFiles_[i].when, QLocale::ShortFormat);
        const bool there = QFileInfo::exists(file);
        exports_->setTip(at, there ? tr("%1, %2. Enter shows it in its folder.").arg(file, when)
                                   : tr("%1 is no longer there").arg(file));
        exports_->setDimmed(at, !there);
    }
}

QByteArray LibraryPage::layoutState() const {
    return splitter_->saveState();
}

void LibraryPage::restoreLayoutState(const QByteArray& state) {
    if (state.isEmpty() || !splitter_->restoreState(state))
        splitter_->setSizes({640, 640});
}

void LibraryPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
    Page::changeEvent(event);
}

void LibraryPage::retranslateUi() {
    section_->setLabel(0, tr("Runs"));
    section_->setLabel(1, tr("Favourites"));
    section_->setLabel(2, tr("Exports"));
    section_->setAccessibleName(tr("Part of the library"));
    runsCard_->setTitle(tr("Runs and their models"));
    list_->setHeaderLabels({tr("Name"), tr("State"), tr("Seen"), tr("Time"), tr("Started")});
    for (int c = 2; c < 5; ++c)
        list_->headerItem()->setTextAlignment(c, Qt::AlignRight | Qt::AlignVCenter);
    list_->setAccessibleName(tr("Runs of this project"));
    if (studio().project() != nullptr)
        selectionChanged(); // what a model is opened on depends on its medium
    goOn_->setText(tr("Continue"));
    goOn_->setToolTip(tr("Go on training from its last checkpoint, bit for bit"));
    branch_->setText(tr("Branch"));
    branch_->setToolTip(tr("Start a new run from one of its checkpoints; this one stays as it is"));
    rename_->setText(tr("Rename…"));
    remove_->setText(tr("Remove"));
    remove_->setToolTip(tr("Moves the run to the project's trash; Undo brings it back"));
    favouritesCard_->setTitle(tr("Favourites"));
    favourites_->setAccessibleName(tr("Favourites"));
    favourites_->setPlaceholder(tr("Pictures you mark with the heart on the canvas are kept here."));
    exportsCard_->setTitle(tr("Exports"));
    exports_->setAccessibleName(tr("Exported pictures"));
    exports_->setPlaceholder(tr("Every picture you export is listed here, with the settings it carries."));
    stale_ = true;
    if (isVisible())
        refresh();
}

} // namespace capriccio

#include "moc_library_page.cpp"
