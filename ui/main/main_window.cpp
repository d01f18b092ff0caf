// What the window is made of, and which page is shown. Menus: main_window_actions.cpp; projects and closing:
// main_window_projects.cpp; dropped files: main_window_drops.cpp.
#include "ui/main/main_window.h"

#include "core/types/built_in_words.h"
#include "core/types/error.h"
#include "ui/library/library_page.h"
#include "ui/main/drop_sheet.h"
#include "ui/main/foot.h"
#include "ui/main/main_window_parts.h"
#include "ui/main/start_page.h"
#include "ui/main/studio.h"
#include "ui/main/top_bar.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLocale>
#include <QScreen>
#include <QSettings>
#include <QStackedWidget>
#include <QUndoGroup>
#include <QVBoxLayout>
#include <algorithm>

namespace capriccio {
namespace {

// px above the window that a desktop takes for its title: how many is known only once it is shown.
constexpr int kTitleBar = 40;

} // namespace

MainWindow::MainWindow(std::unique_ptr<Dialogs> dialogs, QWidget* parent)
    : QMainWindow(parent), studio_(std::make_unique<Studio>()), actions_(std::make_unique<Actions>()) {
    setAcceptDrops(true);
    setMinimumSize(960, 600);
    if (dialogs)
        studio_->setDialogs(std::move(dialogs));
    undo_ = new QUndoGroup(this);
    buildParts();
    buildActions();
    connectStudio();
    retranslateUi();
    try {
        adopt(Project::createUntitled());
    } catch (const Error& error) {
        banner_->showMessage(MessageBanner::Tone::Problem, error.sentence(), error.detail());
    }
    restoreLayout();
    showMedium(Medium::Start);
    qApp->installEventFilter(this);
}

MainWindow::~MainWindow() {
    qApp->removeEventFilter(this);
    delete std::exchange(undo_, nullptr); // it would speak to parts that are gone
    // Pages and their workers end before the state they read.
    disconnect(studio_.get(), nullptr, this, nullptr);
    delete takeCentralWidget();
    const QString leftover = folderToDiscard();
    studio_.reset();
    if (!leftover.isEmpty())
        Project::discard(leftover);
}

void MainWindow::buildParts() {
    auto* central = new QWidget(this);
    auto* column = new QVBoxLayout(central);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    top_ = new TopBar(central);
    rail_ = new Rail(central);
    foot_ = new Foot(central);
    banner_ = new MessageBanner(central);
    stack_ = new QStackedWidget(central);

    auto* middle = new QWidget(central);
    auto* row = new QHBoxLayout(middle);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto* work = new QWidget(middle);
    auto* workColumn = new QVBoxLayout(work);
    workColumn->setContentsMargins(12, 12, 12, 12);
    workColumn->setSpacing(12);
    workColumn->addWidget(banner_);
    workColumn->addWidget(stack_, 1);
    row->addWidget(rail_);
    row->addWidget(work, 1);
    column->addWidget(top_);
    column->addWidget(middle, 1);
    column->addWidget(foot_);
    setCentralWidget(central);
    sheet_ = new DropSheet(this);

    start_ = new StartPage(*studio_, stack_);
    library_ = new LibraryPage(*studio_, stack_);
    start_->setObjectName(QStringLiteral("start"));
    library_->setObjectName(QStringLiteral("library"));
    const char* names[] = {"data", "train", "create", "evaluate"};
    for (const MediumRow& medium : media()) {
        rooms_.push_back({medium.makePages(*studio_, stack_), Step::Data});
        for (size_t i = 0; i < kStepCount; ++i) {
            Page* page = rooms_.back().pages[i];
            page->setObjectName(QStringLiteral("%1-%2").arg(QLatin1String(medium.key), QLatin1String(names[i])));
            stack_->addWidget(page);
        }
    }
    stack_->addWidget(start_);
    stack_->addWidget(library_);

    connect(banner_, &MessageBanner::dismissed, this, &MainWindow::showReadOnly);
    connect(rail_, &Rail::chosen, this, &MainWindow::showMedium);
    connect(top_, &TopBar::stepChosen, this, [this](int step) { showStep(static_cast<Step>(step)); });
    connect(foot_, &Foot::trainingClicked, this, [this] { showStep(trainingMedium_, Step::Train); });
    connect(start_, &StartPage::filesChosen, this, &MainWindow::dropFiles);
    connect(start_, &StartPage::sampleWanted, this, [this](DataKind medium, const QString& key) {
        showStep(medium, Step::Data);
        page(Step::Data)->importBuiltIn(key);
    });
    connect(start_, &StartPage::projectWanted, this, &MainWindow::openProject);
    connect(start_, &StartPage::openWanted, this, &MainWindow::chooseProject);
}

void MainWindow::connectStudio() {
    Studio* s = studio_.get();
    connect(s, &Studio::mediumChanged, this, [this](DataKind medium) {
        if (currentPage() != start_ &&
            currentPage() != library_) // a page of the other medium opened a model of this one
            showPage(rooms(medium).pages[static_cast<size_t>(rooms(medium).step)]);
    });
    connect(s, &Studio::dataWanted, this, [this] { showStep(Step::Data); });
    connect(s, &Studio::trainWanted, this, [this] { showStep(Step::Train); });
    connect(s, &Studio::createWanted, this, [this] { showStep(Step::Create); });
    connect(s, &Studio::pointChosen, this, [this] { showStep(DataKind::Pictures, Step::Create); });
    connect(s, &Studio::pointsChosen, this, [this] { showStep(DataKind::Pictures, Step::Create); });
    connect(s, &Studio::jobProgress, foot_, &Foot::setJob);
    connect(s, &Studio::saved, this, &MainWindow::showSaved);
    connect(s, &Studio::message, foot_, &Foot::showMessage);
    connect(s, &Studio::problem, this, [this](const Sentence& text, const QString& detail) {
        banner_->showMessage(MessageBanner::Tone::Problem, text, detail);
    });
    connect(s, &Studio::trainingStarted, this, [this](TrainingThread* thread) {
        trainingTitle_ = shownTitle(thread->job().preset);
        trainingMedium_ = thread->job().preset.medium;
        foot_->setTraining(trainingTitle_, TrainingState::Starting, trainingMedium_);
    });
    connect(s, &Studio::trainingState, this, [this](TrainingState state) {
        if (state != TrainingState::Ended)
            foot_->setTraining(trainingTitle_, state, trainingMedium_);
    });
    connect(s, &Studio::trainingStats, foot_, &Foot::setTrainingStats);
    connect(s, &Studio::checkpointSaved, this, [this] { foot_->setSaved(QDateTime::currentDateTime()); });
    connect(s, &Studio::trainingEnded, this, [this](const TrainingResult& result) {
        foot_->clearTraining();
        refreshIdleText();
        if (result.outcome == TrainingResult::Outcome::Finished)
            foot_->showMessage(Sentence::translate("capriccio::MainWindow", "“%1” has finished").arg(trainingTitle_));
        else if (result.outcome == TrainingResult::Outcome::Cancelled)
            foot_->showMessage(
                Sentence::translate("capriccio::MainWindow", "“%1” stopped, everything up to here is saved")
                    .arg(trainingTitle_));
        // The thread itself ends just after; what waited for it goes on from the event loop.
        if (afterTraining_)
            QMetaObject::invokeMethod(this, std::exchange(afterTraining_, nullptr), Qt::QueuedConnection);
    });
    connect(s, &Studio::modelInUseChanged, this, &MainWindow::refreshIdleText);
}

void MainWindow::showMedium(Medium medium) {
    if (medium == Medium::Start)
        return showPage(start_);
    if (medium == Medium::Library)
        return showPage(library_);
    for (const MediumRow& row : media()) {
        if (row.medium == medium)
            showStep(row.kind, rooms(row.kind).step);
    }
}

void MainWindow::showStep(Step step) {
    showStep(studio_->medium(), step);
}

void MainWindow::showStep(DataKind medium, Step step) {
    rooms_[static_cast<size_t>(&mediumRow(medium) - media().data())].step = step;
    studio_->setMedium(medium);
    showPage(page(step));
}

const MainWindow::Rooms& MainWindow::rooms(DataKind medium) const {
    return rooms_[static_cast<size_t>(&mediumRow(medium) - media().data())];
}

const MainWindow::Rooms& MainWindow::hand() const {
    return rooms(studio_->medium());
}

void MainWindow::cancelWork() {
    for (const Rooms& rooms : rooms_) {
        for (Page* page : rooms.pages)
            page->cancelWork();
    }
}

// Pages keep some of their work a little later than the step that made it: "saved" holds for all of it.
void MainWindow::showSaved() {
    const Project* project = studio_->project();
    if (project && !project->isReadOnly() && !hasUnsaved())
        foot_->setSaved(QDateTime::currentDateTime());
}

bool MainWindow::hasUnsaved() const {
    return std::any_of(rooms_.begin(), rooms_.end(), [](const Rooms& rooms) {
        return std::any_of(rooms.pages.begin(), rooms.pages.end(), [](const Page* page) { return page->hasUnsaved(); });
    });
}

Medium MainWindow::medium() const {
    return rail_->current();
}

Page* MainWindow::currentPage() const {
    return qobject_cast<Page*>(stack_->currentWidget());
}

void MainWindow::showPage(Page* page) {
    stack_->setCurrentWidget(page);
    const bool isStep = page != start_ && page != library_;
    rail_->setCurrent(isStep ? mediumRow(studio_->medium()).medium : page == start_ ? Medium::Start : Medium::Library);
    retranslateSteps();
    top_->setStep(isStep ? static_cast<int>(step()) : -1);
    refreshIdleText();
    page->setWorkOnly(fullWork_ && isStep);
    page->setFocus(Qt::OtherFocusReason); // shortcuts and Tab start from the work, not from the button that led here
    refreshActions();
}

void MainWindow::setFullWork(bool on) {
    if (on == fullWork_)
        return;
    fullWork_ = on;
    for (QWidget* part : {static_cast<QWidget*>(top_), static_cast<QWidget*>(rail_), static_cast<QWidget*>(foot_)})
        part->setVisible(!on);
    if (currentPage())
        currentPage()->setWorkOnly(on);
    actions_->fullWork->setChecked(on);
}

void MainWindow::refreshTitle() {
    const Project* project = studio_->project();
    if (!project)
        return;
    const QString title = project->isUntitled() ? tr("Untitled project") : project->title();
    setWindowTitle(tr("%1 – Capriccio").arg(title));
    const QString shown = project->isReadOnly() ? tr("%1 (read-only)").arg(title) : title;
    top_->setProject(shown, project->isReadOnly() ? studio_->readOnlyText() : project->folder());
}

void MainWindow::refreshIdleText() {
    const ModelInfo* inUse = studio_->modelInUse(studio_->medium());
    if (!inUse) {
        foot_->setIdleText(tr("Nothing is running"));
        return;
    }
    const ModelInfo& model = *inUse;
    const QString seen = amountSeen(model.preset.medium, model.imagesSeen);
    QStringList note;
    if (!model.sourceNote.isEmpty())
        note << shownNote(model.sourceNote);
    if (!model.licenceNote.isEmpty())
        note << shownNote(model.licenceNote);
    if (note.isEmpty())
        foot_->setIdleText(
            tr("Model “%1”, %2, trained on %3").arg(shownTitle(model.preset).text(), seen, model.dataTitle));
    else
        foot_->setIdleText(
            tr("Model “%1”, %2, trained on %3 (%4)")
                .arg(shownTitle(model.preset).text(), seen, model.dataTitle, note.join(QStringLiteral(", "))));
}

void MainWindow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
    QMainWindow::changeEvent(event);
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    sheet_->setGeometry(rect());
}

void MainWindow::saveLayout() {
    QSettings settings;
    if (!fullWork_) {
        settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    }
    for (int i = 0; i < stack_->count(); ++i) {
        if (auto* page = qobject_cast<Page*>(stack_->widget(i)))
            settings.setValue(QStringLiteral("layout/%1").arg(page->objectName()), page->layoutState());
    }
}

void MainWindow::restoreLayout() {
    const QSettings settings;
    if (!restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray())) {
        const QSize room = (screen() ? screen()->availableSize() : QSize(1280, 720)) - QSize(0, kTitleBar);
        resize(QSize(1440, 900).boundedTo(room));
    }
    for (int i = 0; i < stack_->count(); ++i) {
        if (auto* page = qobject_cast<Page*>(stack_->widget(i)))
            page->restoreLayoutState(settings.value(QStringLiteral("layout/%1").arg(page->objectName())).toByteArray());
    }
}

void MainWindow::resetLayout() {
    setFullWork(false);
    for (int i = 0; i < stack_->count(); ++i) {
        if (auto* page = qobject_cast<Page*>(stack_->widget(i)))
            page->restoreLayoutState({});
    }
}

} // namespace capriccio

#include "moc_main_window.cpp"
