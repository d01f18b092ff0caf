#pragma once

#include "core/types/tune_clock.h"

#include <QFrame>
#include <memory>

class QLabel;
class QPushButton;
class QToolButton;

namespace capriccio {

class ElidedLabel;
class Player;
class ValueSlider;

// The player at the foot of a music page: play, stop, loop, metronome, count-in, the place in bars and time, tempo and
// volume. It shows a Player and asks its owner to play, because the owner knows which tune is meant. GUI thread.
class PlayerBar : public QFrame {
    Q_OBJECT
public:
    explicit PlayerBar(Player& player, QWidget* parent = nullptr);

    void setTune(const Tune& tune); // for bars and times
    // Placed at the right end (the export button).
    void addWidget(QWidget* widget);
    double shownTick() const { return tick_; }

public Q_SLOTS:
    void showPosition(double tick);
    void showLoop(bool on); // a region is looped

Q_SIGNALS:
    void playWanted(); // or pause, whichever the button shows
    void stopWanted();
    void seekWanted(qint64 tick);
    void loopWanted(bool on);

protected:
    void changeEvent(QEvent* event) override;

private:
    void showState();
    void showProblem(const QString& problem);
    void retranslate();

    Player& player_;
    TuneClock clock_;
    qint64 end_ = 0;
    double tick_ = 0;
    QPushButton* play_;
    QToolButton* stop_;
    QPushButton* loop_;
    QToolButton* metronome_;
    QToolButton* countIn_;
    ValueSlider* place_;
    QLabel* where_;
    ElidedLabel* problem_;
    QLabel* tempoLabel_;
    ValueSlider* tempo_;
    QLabel* volumeIcon_;
    ValueSlider* volume_;
    QLayout* row_;
};

} // namespace capriccio
