#include "core/io/tune_playback.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <utility>

namespace capriccio {
namespace {

constexpr quint8 kClickStatus = 0x90 | kDrumChannel; // wood blocks
constexpr quint8 kClickFirst = 76;
constexpr quint8 kClickOther = 77;

constexpr quint8 kResetAll = 121;

struct Controller {
    quint8 number = 0;
    quint8 value = 0;
};
// What a new instrument has and resetting all controllers leaves as it is.
constexpr Controller kNewChannel[] = {{0, 0},   {32, 0},  {7, 100}, {39, 0},  {8, 64},  {40, 0},  {10, 64}, {42, 0},
                                      {70, 64}, {71, 64}, {72, 64}, {73, 64}, {74, 64}, {75, 64}, {76, 64}, {77, 64},
                                      {78, 64}, {79, 64}, {91, 0},  {92, 0},  {93, 0},  {94, 0},  {95, 0}};
constexpr Controller kNewBendRange[] = {{101, 0}, {100, 0}, {6, 2}, {38, 0}, {101, 127}, {100, 127}}; // two semitones

bool outlivesReset(quint8 number) {
    return std::any_of(std::begin(kNewChannel), std::end(kNewChannel),
                       [number](const Controller& one) { return one.number == number; });
}

// Registered parameters: a number, then its value, so that only all of them in order say what is in force.
bool isParameter(quint8 number) {
    return number == 6 || number == 38 || (number >= 98 && number <= 101);
}

int orderOf(quint8 status) {
    switch (status & 0xF0) {
    case 0x80:
        return 0;
    case 0x90:
        return 2;
    default:
        return 1;
    }
}

} // namespace

PlayableTune::PlayableTune(const Tune& tune, const std::vector<bool>& muted)
    : clock(tune), endTick(endOfNotes(tune)), endSeconds(clock.secondsAt(double(endTick))) {
    const qint64 shortest = std::max(clock.ticksPerQuarter() / 16, 1);
    const auto add = [this](qint64 tick, int status, int data1, int data2) {
        events.push_back({clock.secondsAt(double(tick)), tick, quint8(status), quint8(data1), quint8(data2)});
    };
    struct Channel {
        std::optional<int> program; // of the first track with notes there
        bool changes = false;
        bool begins = false; // with a change
    };
    std::array<Channel, 16> channels;
    for (std::size_t i = 0; i < tune.tracks.size(); ++i) {
        const Track& track = tune.tracks[i];
        for (const ControlEvent& control : track.controls) {
            Channel& channel = channels[control.status & 0x0F];
            if ((control.status & 0xF0) == 0xC0) {
                channel.changes = true;
                channel.begins = channel.begins || control.tick <= 0;
            }
            add(control.tick, control.status, control.data1 & 0x7F, control.data2 & 0x7F);
        }
        if (i < muted.size() && muted[i])
            continue;
        for (const Note& note : track.notes) {
            const int channel = note.channel & 0x0F;
            if (!channels[std::size_t(channel)].program)
                channels[std::size_t(channel)].program = std::clamp(track.program, 0, 127);
            const int pitch = std::clamp(note.pitch, 0, 127);
            add(note.tick, 0x90 | channel, pitch, std::clamp(note.velocity, 1, 127));
            add(note.tick + (note.duration > 0 ? note.duration : shortest), 0x80 | channel, pitch, 0);
        }
    }
    for (int number = 0; number < 16; ++number) {
        const Channel& channel = channels[std::size_t(number)];
        if (channel.program && !channel.begins)
            add(0, 0xC0 | number, channel.changes || number == kDrumChannel ? 0 : *channel.program, 0);
    }
    std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) {
        return a.tick != b.tick ? a.tick < b.tick : orderOf(a.status) < orderOf(b.status);
    });
}

TunePlayback::TunePlayback(SoundSource& source, int sampleRate)
    : source_(source), sampleRate_(sampleRate), tune_(std::make_shared<const PlayableTune>(Tune())) {}

double TunePlayback::positionSeconds() const {
    return anchor_ + double(frame_) * factor_ / sampleRate_;
}

double TunePlayback::positionTick() const {
    return tune_->clock.tickAt(std::max(positionSeconds(), begin_));
}

qint64 TunePlayback::dueFrame(double seconds) const {
    return std::llround((seconds - anchor_) * sampleRate_ / factor_);
}

void TunePlayback::anchorAt(double seconds) {
    anchor_ = seconds;
    frame_ = 0;
    findNext();
}

// The first messages not yet played: those on this frame or later.
void TunePlayback::findNext() {
    const double from = std::max(positionSeconds(), begin_) - 0.5 * factor_ / sampleRate_;
    const auto later = [](const auto& one, double seconds) { return one.seconds < seconds; };
    nextEvent_ =
        std::size_t(std::lower_bound(tune_->events.begin(), tune_->events.end(), from, later) - tune_->events.begin());
    clickBar_ = tune_->clock.barAt(qint64(tune_->clock.tickAt(from))).bar;
    do {
        addClicks();
        nextClick_ = std::size_t(std::lower_bound(clicks_.begin(), clicks_.end(), from, later) - clicks_.begin());
    } while (nextClick_ == clicks_.size());
}

void TunePlayback::addClicks() {
    const TuneClock& clock = tune_->clock;
    clicks_.clear();
    nextClick_ = 0;
    for (const Beat& beat : clock.beats(clock.tickOfBar(clickBar_), clock.tickOfBar(clickBar_ + 1)))
        clicks_.push_back({clock.secondsAt(double(beat.tick)), beat.first});
    ++clickBar_;
}

void TunePlayback::send(quint8 status, quint8 data1, quint8 data2) {
    quint8& count = sounding_[status & 0x0F][data1 & 0x7F];
    const bool on = (status & 0xF0) == 0x90 && data2 > 0;
    const bool off = (status & 0xF0) == 0x80 || ((status & 0xF0) == 0x90 && data2 == 0);
    if (off && count > 1) { // another note of this pitch goes on
        --count;
        return;
    }
    if (on)
        count = quint8(std::min(count + 1, 255));
    if (off)
        count = 0;
    source_.message(status, data1, data2);
}

void TunePlayback::endNotes() {
    for (std::size_t channel = 0; channel < sounding_.size(); ++channel) {
        for (std::size_t pitch = 0; pitch < sounding_[channel].size(); ++pitch) {
            if (std::exchange(sounding_[channel][pitch], quint8(0)) > 0)
                source_.message(quint8(0x80 | channel), quint8(pitch), 0);
        }
        source_.message(quint8(0xB0 | channel), 64, 0); // a pedal that is down would hold them
    }
}

// Programs, controllers and bends in force just before a place. Anew: as if played from the beginning, so that nothing
// of what was heard before is left in the source.
void TunePlayback::chase(double before, bool anew) {
    struct Held {
        bool set = false;
        quint8 data1 = 0;
        quint8 data2 = 0;
    };
    std::array<std::array<Held, 128>, 16> controllers{};
    std::array<std::array<Held, 16>, 16> others{}; // by channel and kind of message
    for (std::size_t channel = 0; anew && channel < 16; ++channel) {
        source_.message(quint8(0xB0 | channel), kResetAll, 0); // bend and pressure as well
        for (const Controller& range : kNewBendRange)
            source_.message(quint8(0xB0 | channel), range.number, range.value);
        for (const Controller& one : kNewChannel)
            controllers[channel][one.number] = {true, one.number, one.value};
    }
    for (const PlayableTune::Event& event : tune_->events) {
        if (event.seconds > before)
            break;
        const auto channel = std::size_t(event.status & 0x0F);
        const int kind = event.status & 0xF0;
        if (kind == 0xB0 && isParameter(event.data1)) {
            source_.message(event.status, event.data1, event.data2);
        } else if (kind == 0xB0 && event.data1 == kResetAll) {
            for (Held& held : controllers[channel])
                held.set = held.set && outlivesReset(held.data1);
            others[channel][0xD].set = others[channel][0xE].set = false;
        } else if (kind == 0xB0 && event.data1 < 120) { // the others are no state but said once: all notes off
            controllers[channel][event.data1 & 0x7F] = {true, event.data1, event.data2};
        } else if (kind == 0xC0 || kind == 0xD0 || kind == 0xE0) {
            others[channel][std::size_t(kind >> 4)] = {true, event.data1, event.data2};
        }
    }
    for (std::size_t channel = 0; channel < 16; ++channel) {
        for (const Held& held : controllers[channel]) {
            if (held.set)
                source_.message(quint8(0xB0 | channel), held.data1, held.data2);
        }
        for (std::size_t kind = 0; kind < 16; ++kind) {
            if (const Held& held = others[channel][kind]; held.set)
                source_.message(quint8(kind << 4 | channel), held.data1, held.data2);
        }
    }
}

void TunePlayback::setTune(std::shared_ptr<const PlayableTune> tune) {
    const double tick = positionTick();
    const double lead = std::max(begin_ - positionSeconds(), 0.0); // what is left of the count-in
    tune_ = std::move(tune);
    const double seconds = tune_->clock.secondsAt(tick);
    begin_ = seconds;
    for (Click& click : countIn_)
        click.seconds += seconds - lead - positionSeconds();
    anchorAt(seconds - lead);
    setLoop(loop_);
    // Notes that sound, but not in the new tune, end.
    std::array<std::array<int, 128>, 16> wanted{};
    for (std::size_t i = 0; i < nextEvent_; ++i) {
        const PlayableTune::Event& event = tune_->events[i];
        int& count = wanted[event.status & 0x0F][event.data1 & 0x7F];
        if ((event.status & 0xF0) == 0x90)
            ++count;
        else if ((event.status & 0xF0) == 0x80)
            count = std::max(count - 1, 0);
    }
    for (std::size_t channel = 0; channel < 16; ++channel) {
        for (std::size_t pitch = 0; pitch < 128; ++pitch) {
            quint8& on = sounding_[channel][pitch];
            if (on > 0 && wanted[channel][pitch] == 0) {
                on = 0;
                source_.message(quint8(0x80 | channel), quint8(pitch), 0);
            }
            on = quint8(std::min(int(on), wanted[channel][pitch]));
        }
    }
    chase(seconds, false);
}

void TunePlayback::play(int countInBars) {
    if (isMoving())
        return;
    double from = std::max(positionSeconds(), 0.0);
    if (from >= std::max(tune_->endSeconds, loopEnd_))
        from = loopEnd_ >= 0 ? loopBegin_ : 0;
    const auto tick = qint64(tune_->clock.tickAt(from));
    const MetreChange metre = tune_->clock.metreAt(tick);
    const double beat = 60 / tune_->clock.quartersPerMinuteAt(tick) * 4 / metre.denominator;
    const int beats = countInBars * metre.numerator;
    begin_ = from;
    countIn_.clear();
    nextCountIn_ = 0;
    for (int i = 0; i < beats; ++i)
        countIn_.push_back({from - (beats - i) * beat, i % metre.numerator == 0});
    anchorAt(from - beats * beat);
    chase(from, true);
    state_ = beats > 0 ? State::CountIn : State::Playing;
}

void TunePlayback::pause() {
    if (!isMoving())
        return;
    const double at = std::max(positionSeconds(), begin_);
    endNotes();
    countIn_.clear();
    nextCountIn_ = 0;
    state_ = State::Paused;
    begin_ = at;
    anchorAt(at);
}

void TunePlayback::stop() {
    endNotes();
    countIn_.clear();
    nextCountIn_ = 0;
    state_ = State::Stopped;
    begin_ = 0;
    anchorAt(0);
}

void TunePlayback::seek(qint64 tick) {
    const double seconds = tune_->clock.secondsAt(double(tick));
    endNotes();
    countIn_.clear();
    nextCountIn_ = 0;
    if (state_ == State::CountIn)
        state_ = State::Playing;
    begin_ = seconds;
    anchorAt(seconds);
    chase(seconds, true);
}

void TunePlayback::setLoop(std::optional<LoopRegion> loop) {
    loop_ = loop;
    loopEnd_ = -1;
    if (!loop)
        return;
    const double begin = tune_->clock.secondsAt(double(loop->begin));
    const double end = tune_->clock.secondsAt(double(loop->end));
    if ((end - begin) * sampleRate_ / factor_ >= 1) {
        loopBegin_ = begin;
        loopEnd_ = end;
    }
}

void TunePlayback::setTempoFactor(double factor) {
    const double at = positionSeconds();
    factor_ = std::clamp(factor, 0.1, 8.0);
    anchorAt(at);
    setLoop(loop_);
}

void TunePlayback::setMetronome(bool on) {
    metronome_ = on;
}

void TunePlayback::refresh() {
    sounding_ = {};
    chase(std::max(positionSeconds(), begin_), false);
}

void TunePlayback::message(quint8 status, quint8 data1, quint8 data2) {
    source_.message(status, data1, data2); // not counted: an edit must not end what a hand holds
}

// Everything due on this frame: the end of the loop first, so that a note at its end belongs to the next round.
void TunePlayback::dispatch() {
    if (loopEnd_ >= 0 && anchor_ < loopEnd_ && frame_ >= dueFrame(loopEnd_)) {
        endNotes();
        begin_ = loopBegin_;
        anchorAt(loopBegin_);
        chase(loopBegin_, true);
    }
    const auto click = [this](const Click& one) {
        const quint8 key = one.first ? kClickFirst : kClickOther;
        source_.message(quint8(kClickStatus & 0x8F), key, 0);
        source_.message(kClickStatus, key, one.first ? 120 : 90);
    };
    while (nextCountIn_ < countIn_.size() && dueFrame(countIn_[nextCountIn_].seconds) <= frame_)
        click(countIn_[nextCountIn_++]);
    if (state_ == State::CountIn && dueFrame(begin_) <= frame_)
        state_ = State::Playing;
    while (dueFrame(clicks_[nextClick_].seconds) <= frame_) {
        if (metronome_)
            click(clicks_[nextClick_]);
        if (++nextClick_ == clicks_.size())
            addClicks();
    }
    while (nextEvent_ < tune_->events.size() && dueFrame(tune_->events[nextEvent_].seconds) <= frame_) {
        const PlayableTune::Event& event = tune_->events[nextEvent_++];
        send(event.status, event.data1, event.data2);
    }
}

// Frames that can be rendered in one go: up to the next thing that happens.
int TunePlayback::framesToNext(int most) const {
    qint64 next = frame_ + most;
    const auto consider = [&next](qint64 due) { next = std::min(next, due); };
    if (nextCountIn_ < countIn_.size())
        consider(dueFrame(countIn_[nextCountIn_].seconds));
    if (state_ == State::CountIn)
        consider(dueFrame(begin_));
    consider(dueFrame(clicks_[nextClick_].seconds));
    if (nextEvent_ < tune_->events.size())
        consider(dueFrame(tune_->events[nextEvent_].seconds));
    if (loopEnd_ >= 0 && anchor_ < loopEnd_)
        consider(dueFrame(loopEnd_));
    if (const qint64 end = dueFrame(tune_->endSeconds); end > frame_)
        consider(end);
    return int(std::max<qint64>(next - frame_, 1));
}

void TunePlayback::render(float* stereo, int frames) {
    for (int done = 0; done < frames;) {
        if (!isMoving()) {
            source_.render(stereo + 2 * qsizetype(done), frames - done);
            return;
        }
        dispatch();
        const bool ended = nextEvent_ >= tune_->events.size() && frame_ >= dueFrame(tune_->endSeconds) &&
                           !(loopEnd_ >= 0 && anchor_ < loopEnd_);
        if (ended) {
            stop();
            continue;
        }
        const int some = framesToNext(frames - done);
        source_.render(stereo + 2 * qsizetype(done), some);
        frame_ += some;
        done += some;
    }
}

} // namespace capriccio
