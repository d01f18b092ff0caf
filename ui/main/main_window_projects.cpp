// Projects: new, open, save as, recovery, and leaving.
#include "core/session/held_melodies.h"
#include "core/types/error.h"
#include "core/types/melody_corpus.h"
#include "ui/main/foot.h"
#include "ui/main/main_window_parts.h"
#include "ui/main/start_page.h"
#include "ui/main/studio.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/plot_text.h"
#include "ui/widgets/reading_view.h"

#include <QCloseEvent>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QProgressDialog>
#include <QPushButton>
#include <QUndoGroup>

namespace capriccio {
namespace {

constexpr std::size_t kLookedInto = 10; // recent projects at the start of the program

bool hasWork(const Project& project) {
    const auto manuscript = project.manuscript();
    return (manuscript && !manuscript->text.isEmpty()) || project.setting(QLatin1String(kHoldsMelodies)).toBool() ||
           project.dataset() || project.textCorpus().has_value() || project.melodyCorpus().has_value() ||
           !project.runs().empty() || !project.keptPoints().empty();
}

// The medium a project was worked on in: that of its newest run, else the one it has material of.
DataKind mediumOfKind(const Project& project) {
    const std::vector<RunRecord> runs = project.runs();
    if (!runs.empty())
        return runs.front().preset.medium;
    if (project.dataset())
        return DataKind::Pictures;
    return project.textCorpus() ? DataKind::Text : project.melodyCorpus() ? DataKind::Melodies : DataKind::Pictures;
}

} // namespace

void MainWindow::adopt(std::unique_ptr<Project> project) {
    Project* raw = project.get();
    if (Project* before = studio_->project())
        undo_->removeStack(before->undoStack());
    undo_->addStack(raw->undoStack());
    undo_->setActiveStack(raw->undoStack());
    connect(raw, &Project::titleChanged, this, &MainWindow::refreshTitle);
    const QString leftover = folderToDiscard();
    studio_->setProject(std::move(project));
    discard_ = false;
    if (!leftover.isEmpty())
        Project::discard(leftover);
    if (!raw->isUntitled())
        rememberProject(*raw);
    foot_->setSaved(QDateTime());
    showReadOnly();
    refreshTitle();
    refreshIdleText();
    refreshActions();
}

// What is done in a project that is only read goes with it: that is said for as long as it is open, whenever there is
// nothing else to say.
void MainWindow::showReadOnly() {
    if (studio_->project() && studio_->project()->isReadOnly()) {
        banner_->showMessage(MessageBanner::Tone::Warning, studio_->readOnlyText());
        banner_->setStanding();
        banner_->setAgain([this] { showReadOnly(); });
        connect(banner_->addButton(tr("Save as…")), &QPushButton::clicked, this, [this] { saveProjectAs(); });
    } else if (banner_->isStanding()) {
        banner_->hide();
    }
}

// A project nobody put anything into is not worth offering back, and neither is one that was thrown away.
QString MainWindow::folderToDiscard() const {
    const Project* project = studio_->project();
    const bool leave = project && project->isUntitled() && (discard_ || !hasWork(*project));
    return leave ? project->folder() : QString();
}

// Ends what the pages do and keeps what they hold. False: something could not be saved, and the artist wants to stay.
bool MainWindow::everythingSaved() {
    cancelWork();
    return !hasUnsaved() ||
           studio_->dialogs().ask(this, tr("Not everything is saved"),
                                  tr("What you did last could not be saved yet. Stay, make room on the disk or connect "
                                     "it again, and it is saved by itself."),
                                  {tr("Stay"), tr("Leave without it")}) == 1;
}

bool MainWindow::openProject(const QString& folder) {
    if (studio_->project() && QDir(studio_->project()->folder()) == QDir(folder))
        return true;
    if (!mayLeaveProject())
        return false;
    if (studio_->training()) {
        whenTrainingEnded([this, folder] { openProject(folder); });
        return true;
    }
    try {
        banner_->dismiss();
        std::unique_ptr<Project> project = Project::open(folder);
        if (!everythingSaved())
            return false;
        adopt(std::move(project));
    } catch (const Error& error) {
        banner_->showMessage(MessageBanner::Tone::Problem, error.sentence(), error.detail());
        if (!QFileInfo::exists(folder)) {
            QPushButton* forget = banner_->addButton(tr("Forget this project"));
            connect(forget, &QPushButton::clicked, this, [this, folder] {
                forgetProject(folder);
                banner_->dismiss();
                start_->refresh();
            });
        }
        return false;
    }
    const Project& project = *studio_->project();
    showStep(mediumOfKind(project), project.runs().empty() ? Step::Data : Step::Create);
    offerInterruptedRuns();
    return true;
}

void MainWindow::newProject() {
    if (!mayLeaveProject())
        return;
    if (studio_->training())
        return whenTrainingEnded([this] { newProject(); });
    if (!everythingSaved())
        return;
    try {
        adopt(Project::createUntitled());
        showStep(Step::Data);
    } catch (const Error& error) {
        banner_->showMessage(MessageBanner::Tone::Problem, error.sentence(), error.detail());
    }
}

void MainWindow::chooseProject() {
    const QString folder = studio_->dialogs().openFolder(this, tr("Open a project folder"));
    if (!folder.isEmpty())
        openProject(folder);
}

void MainWindow::saveProjectAs() {
    if (studio_->training()) {
        foot_->showMessage(Sentence::translate(
            "capriccio::MainWindow", "Pause for a moment: the project can move once this training has ended"));
        return;
    }
    const QString title = studio_->project()->isUntitled() ? mediumText(mediumRow(studio_->medium()).untitled)
                                                           : studio_->project()->title();
    const QString folder =
        studio_->dialogs().saveFile(this, tr("Save the project as a folder"), title, tr("Project folder (*)"));
    if (folder.isEmpty())
        return;
    try {
        if (studio_->project()->savesByCopy(folder))
            copyProject(folder);
        else
            moveProject(folder, {});
    } catch (const Error& error) {
        banner_->showMessage(MessageBanner::Tone::Problem, error.sentence(), error.detail());
    }
}

// Pictures and checkpoints are gigabytes: they are copied beside the window, which waits behind the dialog meanwhile.
void MainWindow::copyProject(const QString& folder) {
    auto* dialog = new QProgressDialog(this);
    dialog->setObjectName(QStringLiteral("copyProject"));
    dialog->setWindowTitle(tr("Save project as"));
    dialog->setLabelText(tr("Copying the project to %1").arg(QDir::toNativeSeparators(folder)));
    dialog->setCancelButtonText(tr("Cancel"));
    dialog->setWindowModality(Qt::WindowModal);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setRange(0, 1000);
    dialog->setAutoClose(false);
    dialog->setAutoReset(false);
    dialog->setMinimumDuration(0);
    // Of the window, which hears how it ended also when the dialog has been closed by its frame and is gone.
    auto* thread = new ProjectCopyThread(studio_->project()->folder(), folder, this);
    connect(dialog, &QProgressDialog::canceled, thread, &ProjectCopyThread::cancel);
    connect(thread, &ProjectCopyThread::progressed, dialog, [dialog](const Progress& progress) {
        dialog->setValue(progress.total > 0 ? qRound(fractionOf(progress) * 1000) : 0);
        if (progress.secondsLeft > 0)
            dialog->setLabelText(tr("%1 · %2 left").arg(progress.phase, duration(std::max(1.0, progress.secondsLeft))));
    });
    connect(thread, &ProjectCopyThread::copied, this,
            [this, folder](const CopiedFiles& files) { moveProject(folder, files); });
    connect(thread, &ProjectCopyThread::cancelled, this, [this] {
        foot_->showMessage(Sentence::translate("capriccio::MainWindow", "Not saved: the copy was cancelled"));
    });
    connect(thread, &ProjectCopyThread::failed, this, [this](const Sentence& text, const QString& detail) {
        banner_->showMessage(MessageBanner::Tone::Problem, text, detail);
    });
    connect(thread, &QThread::finished, dialog, &QWidget::close);
    connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    dialog->open();
    thread->start();
}

void MainWindow::moveProject(const QString& folder, const CopiedFiles& copied) {
    try {
        studio_->project()->saveAs(folder, copied);
        studio_->project()->setTitle(QFileInfo(folder).fileName());
        rememberProject(*studio_->project());
        foot_->setSaved(QDateTime::currentDateTime());
        foot_->showMessage(
            Sentence::translate("capriccio::MainWindow", "Saved in %1").arg(QDir::toNativeSeparators(folder)));
        showReadOnly();
        refreshTitle();
    } catch (const Error& error) {
        banner_->showMessage(MessageBanner::Tone::Problem, error.sentence(), error.detail());
    }
}

bool MainWindow::mayLeaveProject() {
    const Project* project = studio_->project();
    if (studio_->training()) {
        const int answer =
            studio_->dialogs().ask(this, tr("A training is running"),
                                   tr("It will finish its step and save, so that you can go on with it later."),
                                   {tr("Stop and save"), tr("Stay")});
        return answer == 0;
    }
    if (!project || !project->isUntitled() || !hasWork(*project) || discard_)
        return true;
    const int answer = studio_->dialogs().ask(
        this, tr("Keep this project?"), tr("It has no name yet. Kept, it is offered to you again at the next start."),
        {tr("Save as…"), tr("Keep for next time"), tr("Throw away")});
    if (answer == 0) {
        saveProjectAs();
        return !studio_->project()->isUntitled();
    }
    discard_ = answer == 2;
    return answer >= 1;
}

void MainWindow::whenTrainingEnded(std::function<void()> then) {
    afterTraining_ = std::move(then);
    banner_->showMessage(MessageBanner::Tone::Note,
                         Sentence::translate("capriccio::MainWindow", "Finishing the step and saving…"));
    studio_->stopTraining();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (closing_ && studio_->training()) { // already on the way
        event->ignore();
        return;
    }
    if (!closing_ && !mayLeaveProject()) {
        event->ignore();
        return;
    }
    closing_ = true;
    if (studio_->training()) {
        // The window stays until the step is finished and saved; nobody waits on the thread.
        event->ignore();
        whenTrainingEnded([this] { close(); });
        return;
    }
    if (!everythingSaved()) {
        closing_ = false;
        event->ignore();
        return;
    }
    saveLayout();
    event->accept();
}

void MainWindow::offerRecovery() {
    QStringList left = Project::recoverable();
    if (studio_->project())
        left.removeAll(studio_->project()->folder());
    if (left.isEmpty()) {
        if (!offerInterruptedRuns())
            offerInterruptedProject();
        return;
    }
    const QString newest = left.first();
    const QString when = QLocale().toString(Project::changedAt(newest), QLocale::ShortFormat);
    banner_->showMessage(
        MessageBanner::Tone::Note,
        Sentence::translate("capriccio::MainWindow", "An unnamed project is waiting from %1.").arg(when), newest);
    banner_->setAgain([this] { offerRecovery(); });
    QPushButton* goOn = banner_->addButton(tr("Go on where you were"));
    connect(goOn, &QPushButton::clicked, this, [this, newest] {
        banner_->dismiss();
        openProject(newest);
    });
    QPushButton* away = banner_->addButton(tr("Throw it away"));
    connect(away, &QPushButton::clicked, this, [this, newest] {
        banner_->dismiss();
        Project::discard(newest);
        offerRecovery(); // an older one may wait behind it
    });
}

bool MainWindow::offerInterruptedRuns() {
    const Project* project = studio_->project();
    if (!project || project->isReadOnly())
        return false;
    const std::vector<RunRecord> runs = project->interruptedRuns();
    if (runs.empty())
        return false;
    const RunRecord& run = runs.front();
    banner_->showMessage(
        MessageBanner::Tone::Note,
        Sentence::translate("capriccio::MainWindow",
                            "“%1” was interrupted after %2. Everything up to its last checkpoint is here.")
            .arg(run.name, amountSeen(run.preset.medium, run.last.imagesSeen)));
    banner_->setAgain([this] { offerInterruptedRuns(); });
    QPushButton* goOn = banner_->addButton(tr("Go on where you were"));
    connect(goOn, &QPushButton::clicked, this, [this, id = run.id] {
        banner_->dismiss();
        studio_->continueRun(id);
        showStep(Step::Train);
    });
    QPushButton* keep = banner_->addButton(tr("Leave it stopped"));
    connect(keep, &QPushButton::clicked, this, [this, id = run.id] {
        banner_->dismiss();
        try {
            studio_->project()->setRunState(id, RunState::Interrupted, {});
        } catch (const Error& error) {
            banner_->showMessage(MessageBanner::Tone::Problem, error.sentence(), error.detail());
            return;
        }
        offerInterruptedRuns();
    });
    return true;
}

// A training killed in a project with a name would otherwise be found only by whoever opens that project.
void MainWindow::offerInterruptedProject() {
    std::vector<RecentProject> recent = recentProjects(); // newest first
    if (recent.size() > kLookedInto)
        recent.resize(kLookedInto);
    for (const RecentProject& each : recent) {
        if (studio_->project() && QDir(studio_->project()->folder()) == QDir(each.folder))
            continue;
        const std::optional<InterruptedProject> found = Project::interruptedIn(each.folder);
        if (!found)
            continue;
        const RunRecord& run = found->run;
        banner_->showMessage(
            MessageBanner::Tone::Note,
            Sentence::translate(
                "capriccio::MainWindow",
                "“%1” in the project “%2” was interrupted after %3. Everything up to its last checkpoint is there.")
                .arg(run.name, found->title, amountSeen(run.preset.medium, run.last.imagesSeen)),
            found->folder);
        banner_->setAgain([this] { offerInterruptedProject(); });
        QPushButton* open = banner_->addButton(tr("Open it"));
        connect(open, &QPushButton::clicked, this, [this, folder = found->folder] {
            banner_->dismiss();
            openProject(folder); // and offers to go on
        });
        return;
    }
}

} // namespace capriccio
