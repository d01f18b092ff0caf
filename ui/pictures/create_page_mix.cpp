#include "ui/pictures/create_page_mix.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_slider.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace capriccio {
namespace {

constexpr int kFrameMilliseconds = 16;
constexpr double kUsualRound = 8; // seconds

ValueSlider* percentSlider(QWidget* parent) {
    auto* slider = new ValueSlider(parent);
    slider->setRange(0, 100);
    slider->setStep(4);
    slider->setDecimals(0);
    slider->setSuffix(QStringLiteral(" %"));
    slider->setDefaultValue(50);
    slider->setValue(50);
    return slider;
}

} // namespace

CreateMixCard::CreateMixCard(QWidget* parent)
    : Card(parent),
      pad_(new LatentPad(this)),
      acrossLabel_(mutedLabel({}, this)),
      across_(percentSlider(this)),
      downLabel_(mutedLabel({}, this)),
      down_(percentSlider(this)),
      pathLabel_(mutedLabel({}, this)),
      path_(new SegmentedControl({QString(), QString()}, this)),
      play_(new QPushButton(this)),
      speed_(new ValueSlider(this)) {
    across_->setObjectName(QStringLiteral("padAcross"));
    down_->setObjectName(QStringLiteral("padDown"));
    path_->setObjectName(QStringLiteral("pathKind"));
    play_->setObjectName(QStringLiteral("playPath"));
    speed_->setObjectName(QStringLiteral("playSeconds"));
    speed_->setRange(1, 60);
    speed_->setLogarithmic(true);
    speed_->setDecimals(1);
    speed_->setStep(1);
    speed_->setDefaultValue(kUsualRound);
    speed_->setValue(kUsualRound);
    play_->setIcon(icon(QStringLiteral("play")));

    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    const auto row = [grid](int at, QWidget* label, QWidget* control) {
        grid->addWidget(label, at, 0);
        grid->addWidget(control, at, 1);
    };
    row(0, acrossLabel_, across_);
    row(1, downLabel_, down_);
    row(2, pathLabel_, path_);
    for (QLabel* label : {acrossLabel_, downLabel_, pathLabel_})
        label->setWordWrap(false); // a wrapping label would keep the pad from shrinking in low windows
    auto* walk = new QHBoxLayout;
    walk->setSpacing(10);
    walk->addWidget(play_);
    walk->addWidget(speed_, 1);
    body()->addWidget(pad_, 1);
    body()->addLayout(grid);
    body()->addLayout(walk);

    connect(pad_, &LatentPad::movingStarted, this, [this] {
        stopPlaying();
        Q_EMIT movingStarted();
    });
    connect(pad_, &LatentPad::movingEnded, this, &CreateMixCard::movingEnded);
    connect(pad_, &LatentPad::moved, this, [this](QPointF place) {
        stopPlaying();
        Q_EMIT moved(place);
    });
    for (ValueSlider* slider : {across_, down_}) {
        connect(slider, &ValueSlider::valueEdited, this, [this, slider] {
            stopPlaying();
            if (slider->isDragging() && !std::exchange(sliding_, true))
                Q_EMIT movingStarted();
            Q_EMIT moved({across_->value() / 100, down_->value() / 100});
        });
        connect(slider, &ValueSlider::editingFinished, this, [this] {
            if (std::exchange(sliding_, false))
                Q_EMIT movingEnded();
        });
    }
    connect(path_, &SegmentedControl::edited, this,
            [this](int index) { Q_EMIT pathEdited(index == 1 ? PathKind::Spherical : PathKind::Linear); });
    connect(play_, &QPushButton::clicked, this, &CreateMixCard::togglePlay);
    frames_.setTimerType(Qt::PreciseTimer);
    frames_.setInterval(kFrameMilliseconds);
    connect(&frames_, &QTimer::timeout, this, &CreateMixCard::frame);
    retranslate();
}

void CreateMixCard::showState(const CreateState& state) {
    filled_ = state.filled();
    const bool usable = state.cornerCount() >= 2;
    for (int corner = 0; corner < kPadCorners; ++corner) {
        if (pad_->isFilled(corner) != filled_[std::size_t(corner)]) // its picture follows when it is drawn
            pad_->setCorner(corner, filled_[std::size_t(corner)], {});
    }
    pad_->setPlace(state.place);
    across_->setValue(state.place.x() * 100);
    down_->setValue(state.place.y() * 100);
    path_->setCurrentIndex(state.path == PathKind::Spherical ? 1 : 0);
    for (QWidget* widget : std::initializer_list<QWidget*>{across_, down_, play_, speed_})
        widget->setEnabled(usable);
    // Two pictures make a line, not a square: the slider that would do nothing says so by being faded.
    if (state.cornerCount() == 2) {
        const bool sideBySide = (filled_[0] && filled_[1]) || (filled_[2] && filled_[3]);
        const bool stacked = (filled_[0] && filled_[2]) || (filled_[1] && filled_[3]);
        across_->setEnabled(!stacked);
        down_->setEnabled(!sideBySide);
    }
    if (!usable)
        stopPlaying();
}

double CreateMixCard::secondsPerRound() const {
    return speed_->value();
}

void CreateMixCard::setSecondsPerRound(double seconds) {
    speed_->setValue(seconds);
}

void CreateMixCard::togglePlay() {
    if (isPlaying()) {
        stopPlaying();
    } else if (pad_->filledCount() >= 2) {
        Q_EMIT movingStarted();
        clock_.start();
        frames_.start();
        retranslate();
    }
}

void CreateMixCard::stopPlaying() {
    if (!isPlaying())
        return;
    frames_.stop();
    retranslate();
    Q_EMIT movingEnded();
}

// The place follows the clock, not a count of frames: a slow computer shows fewer pictures at the same speed.
void CreateMixCard::frame() {
    round_ += double(clock_.restart()) / 1000 / speed_->value();
    Q_EMIT moved(loopPlace(filled_, round_));
}

void CreateMixCard::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Card::changeEvent(event);
}

void CreateMixCard::retranslate() {
    setTitle(tr("Between pictures"));
    acrossLabel_->setText(tr("Across"));
    downLabel_->setText(tr("Down"));
    pathLabel_->setText(tr("Path"));
    across_->setAccessibleName(tr("Across"));
    across_->setToolTip(tr("Blends from the left pictures to the right ones."));
    down_->setAccessibleName(tr("Down"));
    down_->setToolTip(tr("Blends from the upper pictures to the lower ones."));
    path_->setLabel(0, tr("Linear"));
    path_->setLabel(1, tr("Spherical"));
    path_->setAccessibleName(tr("Path"));
    path_->setSegmentToolTip(0, tr("Goes straight from one picture to the next; the middle tends to look plainer."));
    path_->setSegmentToolTip(
        1, tr("Goes around the middle of the latent space; pictures on the way keep their strength."));
    play_->setText(isPlaying() ? tr("Stop") : tr("Play"));
    play_->setIcon(icon(isPlaying() ? QStringLiteral("stop") : QStringLiteral("play")));
    play_->setToolTip(tr("Walks from corner to corner and around again (Space)."));
    speed_->setSuffix(tr(" s"));
    speed_->setAccessibleName(tr("Seconds for one round"));
    speed_->setToolTip(tr("How long one walk around the corners takes."));
}

} // namespace capriccio
