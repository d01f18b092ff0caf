#pragma once

#include "core/session/project.h"
#include "core/types/training.h"
#include "ui/training/training_words.h"
#include "ui/widgets/card.h"

#include <optional>

class QLabel;

namespace capriccio {

// "How it is going": a mark whose shape and colour say the verdict, one plain line, why, what to do, and when to look
// again. GUI thread.
class TrainHealthCard : public Card {
    Q_OBJECT
public:
    explicit TrainHealthCard(QWidget* parent = nullptr);

    void setWords(const TrainingWords& words) { words_ = words; }
    void showReport(const HealthReport& report);
    // Sets the last line from how long the run has been learning and has left; keeps the report.
    void showNextLook(const TrainingStats& stats);
    // How a run that is not being trained ended. reason: from its result, empty when it is no longer known.
    // kept: a sentence on the state that became the model; may be empty.
    void showEnded(const RunRecord& run, const Sentence& reason, const QString& kept = {});
    void showReady();                    // nothing trained yet
    void showState(TrainingState state); // starting, measuring, paused, stopping: the line while there is no report
    QString line() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    enum class Mark { Ring, Disc, Triangle, Square, Check };
    class MarkView;
    void show(Mark mark, const QString& line, const QString& reason, const QString& advice);
    void retranslate();

    TrainingWords words_;
    MarkView* mark_;
    QLabel* line_;
    QLabel* reason_;
    QLabel* advice_;
    QLabel* nextLook_;
};

// Returns when samples will have changed enough to look again, s: learning slows down, so about half as long as it
// took so far, at least 20 s, not after the end. Negative: the run is over.
double nextLookSeconds(const TrainingStats& stats);

} // namespace capriccio
