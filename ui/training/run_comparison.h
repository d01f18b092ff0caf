#pragma once

#include "core/session/project.h"

#include <QDialog>
#include <functional>
#include <vector>

class QBoxLayout;
class QComboBox;
class QLabel;
class QListWidget;
class QTableWidget;

namespace capriccio {

class Dialogs;
class Plot;

// Runs of a medium side by side: their newest samples, one measurement in one plot, and the settings in which they
// differ. GUI thread; reads the project when it opens and when runs are ticked.
class RunComparison : public QDialog {
    Q_OBJECT
public:
    // Makes the view of a run's samples; preview: the newest, null when there is none.
    using SampleView = std::function<QWidget*(const RunRecord& run, const PreviewRecord* preview, QWidget* parent)>;

    // Compares the runs of one medium.
    RunComparison(Project& project, Dialogs& dialogs, DataKind medium, SampleView view, QWidget* parent = nullptr);

    // Ids of the ticked runs, in the order of the list.
    std::vector<qint64> compared() const;
    void compare(const std::vector<qint64>& runs);
    Plot* plot() const { return plot_; }
    QTableWidget* differences() const { return table_; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    std::size_t tickedRuns() const;
    void showAll(); // pictures, curves and table of what is ticked
    void showPictures(const std::vector<RunRecord>& runs);
    void showCurves(const std::vector<RunRecord>& runs);
    void showDifferences(const std::vector<RunRecord>& runs);

    Project& project_;
    DataKind medium_;
    SampleView view_;
    std::vector<RunRecord> runs_;
    QLabel* listTitle_;
    QListWidget* list_;
    QWidget* pictures_;
    QBoxLayout* pictureRow_;
    QComboBox* metric_;
    Plot* plot_;
    QLabel* tableTitle_;
    QTableWidget* table_;
};

// A setting in which runs differ: its translated title and the value of every run, in order.
struct SettingDifference {
    QString title;
    QStringList values;
};
std::vector<SettingDifference> settingDifferences(const std::vector<RunRecord>& runs);

} // namespace capriccio
