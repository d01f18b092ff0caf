#pragma once

#include "core/session/project.h"
#include "ui/training/curve_groups.h"

#include <QWidget>
#include <vector>

class QGridLayout;
class QLineEdit;
class QTableWidget;

namespace capriccio {

class Card;
class Dialogs;
class Plot;
class SegmentedControl;

// The last row of tiles a run drew, for lists and comparisons; null when it drew none.
QImage lastPreview(const Project& project, const RunRecord& run);

// One run in detail, or several side by side: what they drew last, how they learned, and which settings differ.
class RunCompare : public QWidget {
    Q_OBJECT
public:
    explicit RunCompare(Dialogs& dialogs, QWidget* parent = nullptr);
    // At most kMost runs are compared; none shows a hint.
    void setRuns(const Project* project, const std::vector<RunRecord>& runs);
    static constexpr size_t kMost = 4;
    QTableWidget* table() const { return table_; }

Q_SIGNALS:
    void noteEdited(qint64 run, const QString& note);

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Row;
    void retranslateUi();
    void refresh();
    void refreshPictures();
    void refreshMetrics();
    void refreshCurves();
    static QString lastText(const Project& project, const RunRecord& run);
    void refreshTable();

    const Project* project_ = nullptr;
    std::vector<RunRecord> runs_;
    std::vector<std::vector<MetricPoint>> metrics_; // per run
    Card* picturesCard_;
    QGridLayout* pictures_;
    QLineEdit* note_;
    Card* curvesCard_;
    std::vector<CurveGroup> groups_; // that can be chosen
    QWidget* metricHolder_;
    SegmentedControl* metric_ = nullptr;
    Plot* plot_;
    Card* tableCard_;
    QTableWidget* table_;
};

} // namespace capriccio
