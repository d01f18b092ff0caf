#pragma once

#include "core/types/latent_point.h"
#include "core/types/sentence.h"
#include "ui/main/media.h"
#include "ui/widgets/dialogs.h"

#include <QMainWindow>
#include <array>
#include <functional>
#include <memory>
#include <vector>

class QMenu;
class QStackedWidget;
class QUndoGroup;

namespace capriccio {

class DropSheet;
class Foot;
class LibraryPage;
class MessageBanner;
class Page;
class Project;
class StartPage;
class Studio;
class TopBar;
struct CopiedFiles;
struct Provenance;
enum class TrainingState;

// The studio's window: rail, step bar, foot, banner, menus. It only wires; the work happens on the pages.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    // dialogs: null = the desktop's. Opens an untitled project; call openProject for another.
    explicit MainWindow(std::unique_ptr<Dialogs> dialogs = nullptr, QWidget* parent = nullptr);
    ~MainWindow() override;

    Studio& studio() const { return *studio_; }
    Foot& foot() const { return *foot_; }
    MessageBanner& banner() const { return *banner_; }

    // A medium opens at the step where it was left.
    void showMedium(Medium medium);
    // A step of the medium in hand (Studio::medium()).
    void showStep(Step step);
    void showStep(DataKind medium, Step step);
    Medium medium() const;
    Step step() const { return hand().step; }
    Page* currentPage() const;

    // False when it could not be opened; the banner says why.
    bool openProject(const QString& folder);
    // What dropping these files here would do, in one sentence; empty = nothing.
    QString dropHint(const QStringList& files) const;
    void dropFiles(const QStringList& files);
    void setFullWork(bool on);
    bool isFullWork() const { return fullWork_; }
    // Offers to go on where the last session stopped: untitled projects left behind, interrupted runs, also those of
    // recent projects.
    void offerRecovery();

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Actions;
    // The four pages of a medium, and the one that was looked at last.
    struct Rooms {
        std::array<Page*, kStepCount> pages{};
        Step step = Step::Data;
    };

    void buildParts();
    void buildActions();
    void connectStudio();
    void retranslateUi();
    void fillRecentMenu();
    void showPage(Page* page);
    const Rooms& rooms(DataKind medium) const;
    const Rooms& hand() const; // of Studio::medium()
    Page* page(Step step) const { return hand().pages[static_cast<size_t>(step)]; }
    // Whose material these files are; null: nobody's.
    const MediumRow* mediumFor(const QStringList& files) const;
    void cancelWork();
    void showSaved();
    bool hasUnsaved() const;
    void retranslateSteps();
    void refreshActions();
    void refreshTitle();
    void refreshIdleText();
    void toggleTheme();
    void toggleLanguage();
    void resetLayout();
    void saveLayout();
    void restoreLayout();
    void showShortcuts();
    void showAbout();

    void newProject();
    void chooseProject();
    void saveProjectAs();
    void copyProject(const QString& folder);
    void moveProject(const QString& folder, const CopiedFiles& copied);
    void adopt(std::unique_ptr<Project> project);
    void showReadOnly();
    // False: the artist wants to stay.
    bool mayLeaveProject();
    bool everythingSaved();
    QString folderToDiscard() const;
    void whenTrainingEnded(std::function<void()> then);
    bool offerInterruptedRuns(); // returns whether there was one
    void offerInterruptedProject();

    void openModelOrPicture(const QString& file);
    void restorePicture(const QString& file);
    void bringBack(const std::vector<LatentPoint>& points);
    void openAndBringBack(const QString& file, const Provenance& settings);
    void sayLearnedOn(const Provenance& settings);

    std::unique_ptr<Studio> studio_;
    std::unique_ptr<Actions> actions_;
    QUndoGroup* undo_ = nullptr;
    TopBar* top_ = nullptr;
    Rail* rail_ = nullptr;
    Foot* foot_ = nullptr;
    MessageBanner* banner_ = nullptr;
    DropSheet* sheet_ = nullptr;
    QStackedWidget* stack_ = nullptr;
    StartPage* start_ = nullptr;
    LibraryPage* library_ = nullptr;
    std::vector<Rooms> rooms_; // in the order of media()
    bool fullWork_ = false;
    bool closing_ = false;
    bool discard_ = false; // the artist chose to throw the unnamed project away
    Sentence trainingTitle_;
    DataKind trainingMedium_ = DataKind::Pictures;
    std::function<void()> afterTraining_;
};

} // namespace capriccio
