#pragma once

#include "core/session/project.h"
#include "ui/main/page.h"

#include <vector>

class QPushButton;
class QSplitter;
class QStackedWidget;
class QTreeWidget;

namespace capriccio {

class Card;
class Project;
class RunCompare;
class SegmentedControl;
class ThumbnailLoader;
class TileGrid;

// What the project has brought forth: runs with their models, favourites, exports. Runs can be opened, compared,
// continued, branched, renamed and removed (undoable).
class LibraryPage : public Page {
    Q_OBJECT
public:
    explicit LibraryPage(Studio& studio, QWidget* parent = nullptr);
    ~LibraryPage() override;

    QByteArray layoutState() const override;
    void restoreLayoutState(const QByteArray& state) override;
    QTreeWidget* runList() const { return list_; }
    RunCompare* compare() const { return compare_; }

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    void retranslateUi();
    void adoptProject(Project* project);
    void refresh();
    void refreshRuns();
    void refreshFavourites();
    void refreshExports();
    void selectionChanged();
    std::vector<RunRecord> selectedRuns() const;
    void openRun();
    void continueRun();
    void fillBranchMenu();
    void renameRun();
    void removeRuns();
    void openFavourite(int index);
    void favouriteMenu(int index, const QPoint& at);
    void runMenu(const QPoint& at);
    template <typename Edit>
    void attempt(Edit edit);

    bool stale_ = true;
    bool filling_ = false;
    std::vector<RunRecord> runs_;
    std::vector<KeptPoint> favouritePoints_;
    std::vector<ExportRecord> exportFiles_;
    SegmentedControl* section_;
    QStackedWidget* stack_;
    QSplitter* splitter_;
    Card* runsCard_;
    QTreeWidget* list_;
    QPushButton* open_;
    QPushButton* goOn_;
    QPushButton* branch_;
    QPushButton* rename_;
    QPushButton* remove_;
    RunCompare* compare_;
    Card* favouritesCard_;
    TileGrid* favourites_;
    Card* exportsCard_;
    TileGrid* exports_;
    ThumbnailLoader* loader_;
};

} // namespace capriccio
