#include "core/session/player.h"

#include "core/session/sound_thread.h"

#include <QElapsedTimer>
#include <QTimer>
#include <algorithm>
#include <atomic>

namespace capriccio {
namespace {

constexpr int kPollMs = 16;

Player::State stateOf(TunePlayback::State state) {
    switch (state) {
    case TunePlayback::State::Paused:
        return Player::State::Paused;
    case TunePlayback::State::CountIn:
        return Player::State::CountIn;
    case TunePlayback::State::Playing:
        return Player::State::Playing;
    case TunePlayback::State::Stopped:
        break;
    }
    return Player::State::Stopped;
}

} // namespace

struct Player::Private {
    SoundThread thread;
    QTimer timer;
    QString soundFont;
    SoundProblem problem;
    std::atomic<bool> started{false};
    std::shared_ptr<const PlayableTune> tune = std::make_shared<const PlayableTune>(Tune());
    State state = State::Stopped; // as asked for, until the thread has done it
    quint64 asked = 0;            // the number of the last command that changes state or place
    double tick = 0;              // as asked for
    quint64 ends = 0;
    std::optional<LoopRegion> loop;
    double factor = 1;
    double volume = 0.8;
    bool metronome = false;
    int countIn = 0;

    // Nothing is posted before there is a thread to do it: warmUp hands over what has been set until then.
    void set(SoundThread::Command command) {
        if (started)
            thread.post(std::move(command));
    }
    // For what changes state or place: poll waits for it.
    void ask(SoundThread::Command command) {
        set(std::move(command));
        asked = thread.posted();
    }
};

Player::Player(QObject* parent) : QObject(parent), d_(std::make_unique<Private>()) {
    d_->timer.setInterval(kPollMs);
    d_->timer.setTimerType(Qt::PreciseTimer);
    connect(&d_->timer, &QTimer::timeout, this, &Player::poll);
    connect(&d_->thread, &SoundThread::problemFound, this, [this](const SoundProblem& problem) {
        if (problem == d_->problem)
            return;
        d_->problem = problem;
        Q_EMIT problemChanged(SoundThread::textOf(problem));
    });
}

Player::~Player() = default;

void Player::warmUp() {
    if (d_->started.exchange(true))
        return;
    d_->thread.post([tune = d_->tune, loop = d_->loop, factor = d_->factor, metronome = d_->metronome,
                     tick = qint64(d_->tick)](TunePlayback& playback) {
        playback.setTune(tune);
        playback.setTempoFactor(factor);
        playback.setLoop(loop);
        playback.setMetronome(metronome);
        playback.seek(tick);
    });
    d_->thread.open(d_->soundFont);
}

void Player::setSoundFont(const QString& file) {
    if (file == d_->soundFont)
        return;
    d_->soundFont = file;
    if (d_->started)
        d_->thread.open(file);
}

void Player::setTune(const Tune& tune, const std::vector<bool>& muted) {
    d_->tune = std::make_shared<const PlayableTune>(tune, muted);
    d_->set([tune = d_->tune](TunePlayback& playback) { playback.setTune(tune); });
}

void Player::play() {
    if (d_->started && d_->problem.cause != SoundProblem::Cause::None)
        d_->thread.open(d_->soundFont); // a device may have been connected since
    warmUp();
    if (isMoving())
        return;
    if (d_->tune->events.empty() && !d_->loop) { // a region of silence is played: something may be played into it
        Q_EMIT finished();
        return;
    }
    d_->state = d_->countIn > 0 ? State::CountIn : State::Playing;
    QElapsedTimer since;
    since.start();
    d_->ask([bars = d_->countIn, since, thread = &d_->thread](TunePlayback& playback) {
        thread->noteStart(double(since.nsecsElapsed()) / 1e6);
        playback.play(bars);
    });
    d_->timer.start();
    Q_EMIT stateChanged(d_->state);
}

void Player::pause() {
    if (!isMoving())
        return;
    d_->tick = positionTick();
    d_->state = State::Paused;
    d_->ask([](TunePlayback& playback) { playback.pause(); });
    Q_EMIT stateChanged(d_->state);
}

void Player::stop() {
    d_->tick = 0;
    const bool was = d_->state != State::Stopped;
    d_->state = State::Stopped;
    d_->ask([](TunePlayback& playback) { playback.stop(); });
    if (was)
        Q_EMIT stateChanged(d_->state);
    Q_EMIT positionChanged(0);
}

void Player::seek(qint64 tick) {
    d_->tick = double(std::max<qint64>(tick, 0));
    d_->ask([tick](TunePlayback& playback) { playback.seek(std::max<qint64>(tick, 0)); });
    Q_EMIT positionChanged(d_->tick);
}

void Player::setLoop(std::optional<LoopRegion> loop) {
    if (loop && loop->end <= loop->begin)
        loop.reset();
    d_->loop = loop;
    d_->set([loop](TunePlayback& playback) { playback.setLoop(loop); });
}

void Player::setTempoFactor(double factor) {
    d_->factor = std::clamp(factor, 0.1, 8.0);
    d_->set([factor](TunePlayback& playback) { playback.setTempoFactor(factor); });
}

void Player::setVolume(double volume) {
    d_->volume = std::clamp(volume, 0.0, 1.0);
    d_->thread.setVolume(d_->volume);
}

void Player::setMetronome(bool on) {
    d_->metronome = on;
    d_->set([on](TunePlayback& playback) { playback.setMetronome(on); });
}

void Player::setCountInBars(int bars) {
    d_->countIn = std::clamp(bars, 0, 4);
}

void Player::noteOn(int pitch, int velocity, int channel) {
    const auto status = quint8(0x90 | (channel & 0x0F));
    const auto key = quint8(std::clamp(pitch, 0, 127));
    const auto strength = quint8(std::clamp(velocity, 1, 127));
    d_->set([=](TunePlayback& playback) { playback.message(status, key, strength); });
}

void Player::noteOff(int pitch, int channel) {
    const auto status = quint8(0x80 | (channel & 0x0F));
    const auto key = quint8(std::clamp(pitch, 0, 127));
    d_->set([=](TunePlayback& playback) { playback.message(status, key, 0); });
}

void Player::setProgram(int channel, int program) {
    const auto status = quint8(0xC0 | (channel & 0x0F));
    const auto number = quint8(std::clamp(program, 0, 127));
    d_->set([=](TunePlayback& playback) { playback.message(status, number, 0); });
}

// Takes over what the thread has done: the end of the count-in, the end of the tune, the place.
void Player::poll() {
    const SoundThread::Published now = d_->thread.published();
    if (now.commands < d_->asked)
        return; // what was asked for last has not been done yet
    if (const State state = stateOf(now.state); state != d_->state) {
        d_->state = state;
        if (state == State::Stopped)
            d_->tick = 0;
        Q_EMIT stateChanged(state);
    }
    if (now.ends != d_->ends) {
        d_->ends = now.ends;
        Q_EMIT positionChanged(0);
        Q_EMIT finished();
    }
    if (isMoving())
        Q_EMIT positionChanged(positionTick());
    else
        d_->timer.stop();
}

double Player::positionTick() const {
    const SoundThread::Published now = d_->thread.published();
    if (now.commands < d_->asked || !isMoving())
        return d_->tick;
    // What was rendered last is heard only after the device's delay.
    const TuneClock& clock = d_->tune->clock;
    double seconds = clock.secondsAt(now.tick) - now.delaySeconds * d_->factor;
    if (d_->loop && now.tick >= double(d_->loop->begin) && now.tick <= double(d_->loop->end))
        seconds = std::max(seconds, std::min(clock.secondsAt(double(d_->loop->begin)), clock.secondsAt(now.tick)));
    return clock.tickAt(seconds);
}

Player::State Player::state() const {
    return d_->state;
}
std::optional<LoopRegion> Player::loop() const {
    return d_->loop;
}
double Player::tempoFactor() const {
    return d_->factor;
}
double Player::volume() const {
    return d_->volume;
}
bool Player::metronome() const {
    return d_->metronome;
}
int Player::countInBars() const {
    return d_->countIn;
}
QString Player::problem() const {
    return SoundThread::textOf(d_->problem);
}
double Player::longestGapMs() const {
    return d_->thread.longestGapMs();
}
int Player::underruns() const {
    return d_->thread.underruns();
}
double Player::startDelayMs() const {
    return d_->thread.startDelayMs();
}
double Player::deviceDelayMs() const {
    return d_->thread.deviceDelayMs();
}

} // namespace capriccio

#include "moc_player.cpp"
