#pragma once

#include "core/types/training.h"

#include <QDateTime>
#include <QWidget>
#include <functional>

class QHBoxLayout;
class QLabel;
class QProgressBar;
class QTimer;
class QToolButton;

namespace capriccio {

class ElidedLabel;

// Time in an artist's words: "40 s", "3 min 40 s", "1 h 12 min". Translated.
QString durationText(double seconds);

// The foot of the window: what is running, a bar, percent, time left, speed, "saved 22 s ago". It stays on every page.
// Training and one other job (an import, an export) stand side by side. A bar never goes backwards within one job.
class Foot : public QWidget {
    Q_OBJECT
public:
    explicit Foot(QWidget* parent = nullptr);

    void setTraining(const Sentence& title, TrainingState state, DataKind medium = DataKind::Pictures);
    void setTrainingStats(const TrainingStats& stats);
    void clearTraining();
    // As Studio::jobProgress.
    void setJob(const QString& text, double fraction, double secondsLeft, const QString& speed,
                const std::function<void()>& stop);
    // A quiet line that goes away after a while.
    void showMessage(const Sentence& text);
    // Shown at the left while nothing runs (the model in use).
    void setIdleText(const QString& text);
    void setSaved(const QDateTime& when);
    QString trainingText() const;
    QString jobText() const;
    QString leftText() const;

Q_SIGNALS:
    void trainingClicked();

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    // One running job: name, bar, figures.
    struct Strip {
        QWidget* box = nullptr;
        QLabel* dot = nullptr;
        ElidedLabel* name = nullptr;
        QProgressBar* bar = nullptr;
        QLabel* figures = nullptr;
        double shown = -1;
    };
    Strip makeStrip();
    void fillStrip(Strip& strip, const QString& text, double fraction, double secondsLeft, const QString& speed);
    void retranslateUi();
    void showSaved();
    void showParts();

    Strip training_;
    Strip job_;
    QToolButton* stop_; // of the job
    std::function<void()> stopJob_;
    ElidedLabel* idle_;
    ElidedLabel* message_;
    Sentence said_; // by message_
    QLabel* saved_;
    QTimer* clock_;
    QTimer* messageTimer_;
    QDateTime savedAt_;
    Sentence trainingTitle_;
    DataKind medium_ = DataKind::Pictures;
    TrainingState state_ = TrainingState::Ended;
    TrainingStats stats_;
};

} // namespace capriccio
