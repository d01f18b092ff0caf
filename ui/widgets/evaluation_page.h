#pragma once

#include "core/session/evaluation_thread.h"
#include "core/session/project.h"
#include "core/types/figure_table.h"
#include "core/types/stored_evaluation.h"
#include "ui/main/page.h"
#include "ui/widgets/figure_card.h"

#include <QFutureWatcher>
#include <QJsonObject>
#include <QPointer>
#include <optional>
#include <vector>

class QComboBox;
class QGridLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QScrollArea;
class QSplitter;
class QStackedWidget;
class QVBoxLayout;

namespace capriccio {

class DropField;
struct Material;

// What the Evaluate pages of all media share: a run is chosen, its model measured beside everything else, each figure
// stands on a card with a sentence and what to compare with, another run's figure among it, and all can be saved as CSV
// or JSON. The project keeps every run's last measurement: it is shown whenever the run is chosen. A model opened from
// a file stands among the runs and is measured against what the project has prepared. A medium says which figures there
// are and what stands below them.
class EvaluationPage : public Page {
    Q_OBJECT
public:
    ~EvaluationPage() override;

    void cancelWork() override;
    void setWorkOnly(bool on) override;
    QByteArray layoutState() const override;
    void restoreLayoutState(const QByteArray& state) override;

    // The measurement that is shown; null = the chosen run's model has not been measured.
    const Evaluation* evaluation() const { return measured_ ? &measured_->evaluation : nullptr; }
    // Whether one is being read that the project keeps.
    bool isReading() const { return reading_.future().isValid() || readingOther_.future().isValid(); }
    // Shows a measurement of the chosen run, made now, without keeping it in the project.
    void showEvaluation(const Evaluation& evaluation);

protected:
    // What a medium calls things. All translated.
    struct Words {
        QString emptySentence; // while there is no model
        QString emptyDetail;
        QString samples; // "Pictures to draw"
        QString samplesTip;
        QString about; // what will be done, and how long it takes
        QString startTip;
        QString exportTip;
    };

    // sampleCounts: what may be chosen; usual: index of the one chosen at first. A subclass calls begin() at the end of
    // its constructor.
    EvaluationPage(Studio& studio, DataKind medium, const std::vector<int>& sampleCounts, int usual, QWidget* parent);
    void begin();

    virtual Words words() const = 0;
    virtual std::vector<EvaluationFigure> figuresIn(const Evaluation& evaluation) const = 0;
    virtual QJsonObject jsonOf(const Evaluation& evaluation) const = 0;
    // What stands below the figures in the CSV file.
    virtual std::vector<FigureRow> rowsOf(const Evaluation& evaluation) const = 0;
    // Shows what stands below the figures; null = the chosen run has not been measured.
    virtual void showDetails(const Evaluation* evaluation) = 0;
    // Texts of what stands below; the page's own are set before.
    virtual void retranslateDetails() {}

    // Below the figures.
    QVBoxLayout* work() const { return work_; }
    // For a page whose work holds nothing that grows: the room that is left stands at its end, and before anything is
    // measured around the sentence that says what will come.
    void endWithRoom();
    std::optional<RunRecord> chosen() const;

    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    // What is measured, and what its figures are saved under.
    struct Subject {
        QString name; // of the run, or of the file
        QString preset;
        QString modelFile;
        EvaluationData data;
        QString dataTitle;
    };
    void build(const std::vector<int>& sampleCounts, int usual);
    QWidget* buildSide(const std::vector<int>& sampleCounts, int usual);
    void retranslate();
    void fillRuns();
    void nameRuns();
    void refresh();
    void start();
    void ended();
    // What the measuring thread ends with: into the project, and shown.
    void keep(const StoredEvaluation& measured, const QByteArray& encoded);
    // Takes up what the project has of the chosen run and of the one it is compared with; read only where they changed,
    // and on a worker: pictures take their time.
    void recall();
    void offerOthers();
    void recallOther();
    using Reading = QFutureWatcher<std::optional<StoredEvaluation>>;
    void read(Reading& reading, qint64 run); // drops what it was reading; nothing is read where nothing is stored
    void takeOther(const std::optional<StoredEvaluation>& found);
    bool isShown() const;
    QString whenMeasured() const;

    // evaluation_page_opened.cpp
    const ModelInfo* opened() const; // the model in use, where it is of no run here; null: there is none
    QString openedHash() const;
    QString openedKey() const;                    // tells opened models and what they are measured against apart
    std::optional<Subject> chosenSubject() const; // nothing: it cannot be measured
    QString misfitOf(const ModelInfo& model, const Material& material) const; // translated; empty: it can be measured
    QString aboutChosen() const;

    void showFigures();
    void placeFigures();
    void exportReport();
    QByteArray csv() const;
    QByteArray json() const;

    DataKind medium_;
    std::optional<StoredEvaluation> measured_;
    qint64 evaluatedRun_ = 0;                  // below 0: a model opened from a file
    QString evaluatedOpened_;                  // which, and against what
    QString openedHash_;                       // of the opened model in the list; empty: there is none
    std::optional<StoredEvaluation> compared_; // of another run
    qint64 comparedRun_ = 0;
    Reading reading_; // of the chosen run
    Reading readingOther_;
    QPointer<EvaluationThread> thread_;
    QPointer<Project> measuredIn_; // the thread's; by the time it ends another may be open
    Sentence note_;                // how the last evaluation ended, when not with a report
    bool begun_ = false;

    QStackedWidget* stack_ = nullptr;
    DropField* empty_ = nullptr;
    QPushButton* emptyButton_ = nullptr;
    QSplitter* columns_ = nullptr;
    QScrollArea* scroll_ = nullptr;
    QLabel* waiting_ = nullptr; // stands where the figures will
    QWidget* figures_ = nullptr;
    QGridLayout* figureGrid_ = nullptr;
    int figureColumns_ = 0;
    std::vector<FigureCard*> figureCards_;
    QVBoxLayout* work_ = nullptr;
    QWidget* side_ = nullptr;
    Card* sideCard_ = nullptr;
    QLabel* runLabel_ = nullptr;
    QComboBox* runs_ = nullptr;
    QLabel* othersLabel_ = nullptr;
    QComboBox* others_ = nullptr; // runs to compare with
    QLabel* samplesLabel_ = nullptr;
    QComboBox* samples_ = nullptr;
    QLabel* about_ = nullptr;
    QPushButton* primary_ = nullptr;
    QPushButton* export_ = nullptr;
    QProgressBar* bar_ = nullptr;
    QLabel* progress_ = nullptr;
    QLabel* measuredLabel_ = nullptr; // when, and with how much
};

} // namespace capriccio
