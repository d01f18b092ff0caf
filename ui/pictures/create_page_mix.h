#pragma once

#include "ui/pictures/create_page_state.h"
#include "ui/widgets/card.h"

#include <QElapsedTimer>
#include <QTimer>

class QGridLayout;
class QLabel;
class QPushButton;

namespace capriccio {

class SegmentedControl;
class ValueSlider;

// "Between pictures": the pad, the same two ways as sliders, the kind of path, and the walk from corner to corner.
class CreateMixCard : public Card {
    Q_OBJECT
public:
    explicit CreateMixCard(QWidget* parent = nullptr);

    LatentPad* pad() const { return pad_; }
    void showState(const CreateState& state);
    bool isPlaying() const { return frames_.isActive(); }
    double secondsPerRound() const;
    void setSecondsPerRound(double seconds);

public Q_SLOTS:
    void togglePlay();
    void stopPlaying();

Q_SIGNALS:
    void moved(QPointF place);
    void movingStarted();
    void movingEnded();
    void pathEdited(capriccio::PathKind kind);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void frame();

    LatentPad* pad_;
    QLabel* acrossLabel_;
    ValueSlider* across_;
    QLabel* downLabel_;
    ValueSlider* down_;
    QLabel* pathLabel_;
    SegmentedControl* path_;
    QPushButton* play_;
    ValueSlider* speed_;
    QTimer frames_;
    QElapsedTimer clock_;
    double round_ = 0; // 0..1 of the walk
    std::array<bool, kPadCorners> filled_{};
    bool sliding_ = false;
};

} // namespace capriccio
