#pragma once

#include "core/session/evaluation_thread.h"
#include "core/session/project.h"
#include "ui/main/page.h"
#include "ui/pictures/evaluate_page_figures.h"

#include <QPointer>
#include <optional>

class QComboBox;
class QGridLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace capriccio {

class Card;
class DropField;
class TileGrid;

// How good a model is and whether it copies: a few figures in plain words, each beside what it would be for real
// pictures, and drawn pictures beside the training pictures nearest to them.
class EvaluatePage : public Page {
    Q_OBJECT
public:
    explicit EvaluatePage(Studio& studio, QWidget* parent = nullptr);
    ~EvaluatePage() override;

    void setWorkOnly(bool on) override;
    QByteArray layoutState() const override;
    void restoreLayoutState(const QByteArray& state) override;

    const std::optional<EvaluationReport>& report() const { return report_; }
    // Shows a report of a run; what the measuring thread ends with.
    void showReport(const EvaluationReport& report);

protected:
    void changeEvent(QEvent* event) override;

private:
    class FigureView;
    void build();
    QWidget* buildSide();
    void retranslate();
    void fillRuns();
    void refresh();
    void start();
    void ended();
    void showFigures();
    void showPairs();
    void exportReport();
    std::optional<RunRecord> chosen() const;

    std::optional<EvaluationReport> report_;
    qint64 reportRun_ = 0;
    QPointer<EvaluationThread> thread_;
    QString note_; // how the last evaluation ended, when not with a report

    QStackedWidget* stack_ = nullptr;
    DropField* empty_ = nullptr;
    QPushButton* emptyButton_ = nullptr;
    QSplitter* columns_ = nullptr;
    QWidget* figures_ = nullptr;
    QGridLayout* figureGrid_ = nullptr;
    std::vector<FigureView*> figureViews_;
    Card* pairsCard_ = nullptr;
    TileGrid* pairs_ = nullptr;
    QWidget* side_ = nullptr;
    Card* sideCard_ = nullptr;
    QLabel* runLabel_ = nullptr;
    QComboBox* runs_ = nullptr;
    QLabel* samplesLabel_ = nullptr;
    QComboBox* samples_ = nullptr;
    QLabel* about_ = nullptr;
    QPushButton* primary_ = nullptr;
    QPushButton* export_ = nullptr;
    QProgressBar* bar_ = nullptr;
    QLabel* progress_ = nullptr;
};

} // namespace capriccio
