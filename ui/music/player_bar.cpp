#include "ui/music/player_bar.h"

#include "core/session/player.h"
#include "core/types/sentence.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_slider.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSignalBlocker>
#include <QTextBoundaryFinder>
#include <QToolButton>
#include <cmath>

namespace capriccio {
namespace {

constexpr auto kVolumeSetting = "music/volume";
constexpr double kDefaultVolume = 80; // %

QString clockText(double seconds) {
    const int whole = int(std::floor(seconds + 0.001));
    return QStringLiteral("%1:%2").arg(whole / 60).arg(whole % 60, 2, 10, QLatin1Char('0'));
}

} // namespace

PlayerBar::PlayerBar(Player& player, QWidget* parent)
    : QFrame(parent),
      player_(player),
      clock_(Tune()),
      play_(new QPushButton(this)),
      stop_(new QToolButton(this)),
      loop_(new QPushButton(this)),
      metronome_(new QToolButton(this)),
      countIn_(new QToolButton(this)),
      place_(new ValueSlider(this)),
      where_(new QLabel(this)),
      problem_(new ElidedLabel({}, Qt::ElideRight, this)),
      tempoLabel_(new QLabel(this)),
      tempo_(new ValueSlider(this)),
      volumeIcon_(new QLabel(this)),
      volume_(new ValueSlider(this)) {
    setObjectName(QStringLiteral("playerBar"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row_ = row;
    play_->setObjectName(QStringLiteral("play"));
    play_->setMinimumWidth(44);
    stop_->setObjectName(QStringLiteral("stop"));
    stop_->setIcon(icon(QStringLiteral("stop")));
    loop_->setObjectName(QStringLiteral("loop"));
    loop_->setCheckable(true);
    loop_->setIcon(icon(QStringLiteral("loop")));
    metronome_->setObjectName(QStringLiteral("metronome"));
    metronome_->setCheckable(true);
    metronome_->setIcon(icon(QStringLiteral("metronome")));
    countIn_->setObjectName(QStringLiteral("countIn"));
    countIn_->setCheckable(true);
    countIn_->setIcon(icon(QStringLiteral("count-in")));
    place_->setObjectName(QStringLiteral("place"));
    place_->setValueVisible(false);
    place_->setRange(0, 1);
    place_->setMinimumWidth(120);
    where_->setObjectName(QStringLiteral("where"));
    where_->setFont(themeFont(13));
    problem_->setObjectName(QStringLiteral("soundProblem"));
    problem_->setVisible(false);
    setRole(problem_, QStringLiteral("warning"));
    tempo_->setObjectName(QStringLiteral("tempoFactor"));
    tempo_->setRange(25, 200);
    tempo_->setStep(5);
    tempo_->setDecimals(0);
    tempo_->setSuffix(QStringLiteral(" %"));
    tempo_->setDefaultValue(100);
    tempo_->setValue(100);
    tempo_->setFixedWidth(132);
    volume_->setObjectName(QStringLiteral("volume"));
    volume_->setRange(0, 100);
    volume_->setStep(5);
    volume_->setDecimals(0);
    volume_->setValueVisible(false);
    volume_->setDefaultValue(kDefaultVolume);
    volume_->setFixedWidth(80);
    const double volume = QSettings().value(QLatin1String(kVolumeSetting), kDefaultVolume).toDouble();
    volume_->setValue(volume);
    player_.setVolume(volume / 100);

    for (QWidget* widget : std::initializer_list<QWidget*>{play_, stop_, loop_, metronome_, countIn_})
        row->addWidget(widget);
    row->addWidget(place_, 1);
    row->addWidget(where_);
    row->addWidget(problem_, 1);
    row->addSpacing(6);
    for (QWidget* widget : std::initializer_list<QWidget*>{tempoLabel_, tempo_, volumeIcon_, volume_})
        row->addWidget(widget);
    setRole(tempoLabel_, QStringLiteral("muted"));

    connect(play_, &QPushButton::clicked, this, &PlayerBar::playWanted);
    connect(stop_, &QToolButton::clicked, this, &PlayerBar::stopWanted);
    connect(loop_, &QPushButton::clicked, this, &PlayerBar::loopWanted);
    connect(metronome_, &QToolButton::toggled, &player_, &Player::setMetronome);
    connect(countIn_, &QToolButton::toggled, this, [this](bool on) { player_.setCountInBars(on ? 1 : 0); });
    connect(place_, &ValueSlider::valueEdited, this, [this](double tick) { Q_EMIT seekWanted(qint64(tick)); });
    connect(tempo_, &ValueSlider::valueChanged, this,
            [this](double percent) { player_.setTempoFactor(percent / 100); });
    connect(volume_, &ValueSlider::valueChanged, this, [this](double percent) {
        player_.setVolume(percent / 100);
        QSettings().setValue(QLatin1String(kVolumeSetting), percent);
    });
    connect(&player_, &Player::stateChanged, this, &PlayerBar::showState);
    connect(&player_, &Player::positionChanged, this, &PlayerBar::showPosition);
    connect(&player_, &Player::problemChanged, this, &PlayerBar::showProblem);
    retranslate();
}

void PlayerBar::addWidget(QWidget* widget) {
    row_->addWidget(widget);
}

void PlayerBar::setTune(const Tune& tune) {
    clock_ = TuneClock(tune);
    end_ = endOfNotes(tune);
    place_->setRange(0, double(std::max<qint64>(end_, 1)));
    place_->setStep(clock_.ticksPerQuarter());
    showPosition(tick_);
}

void PlayerBar::showPosition(double tick) {
    tick_ = tick;
    {
        const QSignalBlocker quiet(place_);
        if (!place_->isDragging())
            place_->setValue(tick);
    }
    // A take goes on behind the end; music that is over stands in its last bar.
    const qint64 end = std::max(end_, qint64(tick));
    const int bars = end > 0 ? clock_.barAt(end - 1).bar + 1 : 0;
    const int bar = std::min(clock_.barAt(qint64(tick)).bar + 1, std::max(bars, 1));
    where_->setText(bars == 0 ? QString()
                              : tr("bar %1 of %2 · %3").arg(bar).arg(bars).arg(clockText(clock_.secondsAt(tick))));
}

void PlayerBar::showLoop(bool on) {
    const QSignalBlocker quiet(loop_);
    loop_->setChecked(on);
}

void PlayerBar::showState() {
    const bool moving = player_.isMoving();
    play_->setIcon(icon(moving ? QStringLiteral("pause") : QStringLiteral("play")));
    play_->setAccessibleName(moving ? tr("Pause") : tr("Play"));
    play_->setToolTip(moving ? tr("Holds the music here (Space)") : tr("Plays from the marker on (Space)"));
    stop_->setEnabled(player_.state() != Player::State::Stopped);
}

void PlayerBar::showProblem(const QString& problem) {
    // There is room for what is wrong; what to do about it stands in the tooltip.
    QTextBoundaryFinder sentence(QTextBoundaryFinder::Sentence, problem);
    const qsizetype end = sentence.toNextBoundary();
    problem_->setText(problem.left(end > 0 ? end : problem.size()).trimmed());
    problem_->setToolTip(problem);
    problem_->setVisible(!problem.isEmpty());
}

void PlayerBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

void PlayerBar::retranslate() {
    stop_->setAccessibleName(tr("Stop"));
    stop_->setToolTip(tr("Stops and goes back to the marker"));
    loop_->setText(tr("Loop"));
    loop_->setToolTip(tr("Plays the marked region over and over; without one, the whole tune"));
    metronome_->setAccessibleName(tr("Metronome"));
    metronome_->setToolTip(tr("Clicks on every beat, brighter at the beginning of a bar"));
    countIn_->setAccessibleName(tr("Count-in"));
    countIn_->setToolTip(tr("A bar of clicks before the music begins"));
    place_->setAccessibleName(tr("Place in the tune"));
    place_->setToolTip(tr("Drag to go to another place"));
    tempoLabel_->setText(tr("Speed"));
    tempo_->setAccessibleName(tr("Playing speed"));
    tempo_->setToolTip(tr("How fast it is played; the written tempo stays as it is"));
    volumeIcon_->setText(tr("Volume"));
    setRole(volumeIcon_, QStringLiteral("muted"));
    volume_->setAccessibleName(tr("Volume"));
    volume_->setToolTip(tr("How loud it sounds here; exported files are not changed"));
    showState();
    showPosition(tick_);
    showProblem(player_.problem());
}

} // namespace capriccio

#include "moc_player_bar.cpp"
