#pragma once

#include "core/types/latent_point.h"
#include "ui/main/rail.h"
#include "ui/widgets/dialogs.h"

#include <QMainWindow>
#include <array>
#include <functional>
#include <memory>

class QMenu;
class QStackedWidget;
class QUndoGroup;

namespace capriccio {

class CreatePage;
class DataPage;
class DropSheet;
class Foot;
class LibraryPage;
class MessageBanner;
class Page;
class Project;
class StartPage;
class Studio;
class TopBar;
enum class TrainingState;

enum class Step { Data, Train, Create, Evaluate };
inline constexpr int kStepCount = 4;

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

    void showMedium(Medium medium);
    void showStep(Step step);
    Medium medium() const;
    Step step() const { return step_; }
    Page* currentPage() const;

    // False when it could not be opened; the banner says why.
    bool openProject(const QString& folder);
    // What dropping these files here would do, in one sentence; empty = nothing.
    QString dropHint(const QStringList& files) const;
    void dropFiles(const QStringList& files);
    void setFullWork(bool on);
    bool isFullWork() const { return fullWork_; }
    // Offers to go on where the last session stopped: untitled projects left behind, interrupted runs.
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

    void buildParts();
    void buildActions();
    void connectStudio();
    void retranslateUi();
    void fillRecentMenu();
    void showPage(Page* page);
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
    void adopt(std::unique_ptr<Project> project);
    // False: the artist wants to stay.
    bool mayLeaveProject();
    QString folderToDiscard() const;
    void whenTrainingEnded(std::function<void()> then);
    void offerInterruptedRuns();

    void restorePicture(const QString& file);
    void findModel(const QString& hash, const QString& title, const LatentPoint& point);

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
    DataPage* data_ = nullptr;
    CreatePage* create_ = nullptr;
    std::array<Page*, kStepCount> steps_{};
    Step step_ = Step::Data;
    bool fullWork_ = false;
    bool closing_ = false;
    bool discard_ = false; // the artist chose to throw the unnamed project away
    QString trainingTitle_;
    std::function<void()> afterTraining_;
};

} // namespace capriccio
