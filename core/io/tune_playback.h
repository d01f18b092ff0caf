#pragma once

#include "core/io/sound_source.h"
#include "core/types/melody.h"
#include "core/types/tune_clock.h"

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace capriccio {

// A tune made ready to sound: its messages in the order they are played. Immutable, shared between threads.
struct PlayableTune {
    struct Event {
        double seconds = 0; // at the written tempo
        qint64 tick = 0;
        quint8 status = 0;
        quint8 data1 = 0;
        quint8 data2 = 0;
    };
    // The notes of tracks whose number is true in `muted` are left out; missing entries sound. A channel without a
    // program change gets the program of its track at the beginning. Notes of no length sound for a 64th.
    explicit PlayableTune(const Tune& tune, const std::vector<bool>& muted = {});

    TuneClock clock;
    std::vector<Event> events; // by time; at one time note-offs, then other messages, then note-ons
    qint64 endTick = 0;        // of the last note
    double endSeconds = 0;
};

// Part of a tune that is played over and over; end after begin, in ticks. It may lie behind the last note.
struct LoopRegion {
    qint64 begin = 0;
    qint64 end = 0;
    bool operator==(const LoopRegion&) const = default;
};

// Plays a tune into a SoundSource, frame by frame: every message falls on the frame its time rounds to. Has no thread
// and no clock of its own: whoever wants sound calls render (the audio thread, the renderer of files, tests). One
// thread at a time.
class TunePlayback {
public:
    enum class State { Stopped, Paused, CountIn, Playing };

    TunePlayback(SoundSource& source, int sampleRate);

    // Goes on at the same tick; notes the new tune no longer holds end at once.
    void setTune(std::shared_ptr<const PlayableTune> tune);
    // Begins at the position; from the beginning when it stands at the end and no region lies ahead. countInBars: bars
    // of clicks before.
    void play(int countInBars = 0);
    void pause(); // keeps the position
    void stop();  // back to the beginning
    void seek(qint64 tick);
    void setLoop(std::optional<LoopRegion> loop); // a region shorter than a frame is none
    void setTempoFactor(double factor);           // 0.1..8 times the written tempo
    void setMetronome(bool on);
    // Tells the source programs and controllers again: it was replaced by another.
    void refresh();
    // A message from outside (keyboard, MIDI input), heard from the next frame on.
    void message(quint8 status, quint8 data1, quint8 data2);

    // Interleaved stereo. Stops by itself at the end of the tune; the source goes on ringing.
    void render(float* stereo, int frames);

    State state() const { return state_; }
    bool isMoving() const { return state_ == State::Playing || state_ == State::CountIn; }
    double positionTick() const; // during the count-in: where it will begin
    int sampleRate() const { return sampleRate_; }

private:
    struct Click {
        double seconds = 0;
        bool first = false; // of the bar
    };

    double positionSeconds() const;
    qint64 dueFrame(double seconds) const; // frames since the anchor
    void anchorAt(double seconds);
    void findNext();
    void addClicks();
    void chase(double before, bool anew);
    void endNotes();
    void dispatch();
    int framesToNext(int most) const;
    void send(quint8 status, quint8 data1, quint8 data2);

    SoundSource& source_;
    int sampleRate_;
    std::shared_ptr<const PlayableTune> tune_;
    State state_ = State::Stopped;
    double factor_ = 1;
    bool metronome_ = false;
    std::optional<LoopRegion> loop_;
    double loopBegin_ = 0; // s
    double loopEnd_ = -1;  // s; below 0 = no loop
    // The position is counted in whole frames from an anchor, so that no rounding adds up.
    double anchor_ = 0; // s of the tune
    qint64 frame_ = 0;
    double begin_ = 0; // s: where the count-in ends
    std::vector<Click> countIn_;
    std::size_t nextCountIn_ = 0;
    std::size_t nextEvent_ = 0;
    std::vector<Click> clicks_; // the metronome's in one bar: it goes on behind the end of the tune
    std::size_t nextClick_ = 0;
    int clickBar_ = 0;                                   // whose clicks come after them
    std::array<std::array<quint8, 128>, 16> sounding_{}; // how often each note is on
};

} // namespace capriccio
