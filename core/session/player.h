#pragma once

#include "core/io/tune_playback.h"
#include "core/types/melody.h"

#include <QObject>
#include <QString>
#include <memory>
#include <optional>
#include <vector>

namespace capriccio {

// Plays tunes through the sound card from a thread of its own (QAudioSink, FluidSynth). Everything but hearing works
// without a device or a sound font: time runs, the playhead moves, and problem() says why nothing is heard. GUI thread,
// except noteOn and noteOff, which any thread may call.
class Player : public QObject {
    Q_OBJECT
public:
    enum class State { Stopped, Paused, CountIn, Playing };
    Q_ENUM(State)

    explicit Player(QObject* parent = nullptr);
    ~Player() override; // silent within the buffer's length

    // Opens device and sound font beforehand, so that the first sound comes at once. Called by the first play as well.
    void warmUp();
    // Plays through this sound font instead of the installed one (empty).
    void setSoundFont(const QString& file);

    // Goes on at the same place when it plays; the edit is heard within the buffer's length. Tracks whose number is
    // true in `muted` are silent.
    void setTune(const Tune& tune, const std::vector<bool>& muted = {});
    void play();
    void pause();
    void stop();
    void seek(qint64 tick);
    void setLoop(std::optional<LoopRegion> loop);
    void setTempoFactor(double factor); // 0.1..8 times the written tempo
    void setVolume(double volume);      // 0..1
    void setMetronome(bool on);
    void setCountInBars(int bars); // clicks before every play; 0 = none

    // A note held by hand (keyboard of the roll, MIDI keyboard): sounds until noteOff.
    void noteOn(int pitch, int velocity, int channel = 0);
    void noteOff(int pitch, int channel = 0);
    void setProgram(int channel, int program); // of notes held by hand, until the tune says otherwise

    State state() const;
    bool isMoving() const { return state() == State::Playing || state() == State::CountIn; }
    double positionTick() const; // what is heard now, the device's delay taken off
    std::optional<LoopRegion> loop() const;
    double tempoFactor() const;
    double volume() const;
    bool metronome() const;
    int countInBars() const;
    // Why nothing is heard, with the remedy, in the language of the moment; empty when sound works or has not been
    // tried yet.
    QString problem() const;

    // How the sound thread keeps up, for benches: the longest time between two turns (ms), how often the device ran
    // dry.
    double longestGapMs() const;
    int underruns() const;
    // From the last play() to the moment its first frame was handed to the device (ms); the device adds its delay.
    double startDelayMs() const;
    double deviceDelayMs() const;

Q_SIGNALS:
    void stateChanged(capriccio::Player::State state);
    void positionChanged(double tick); // while it moves, at most 60 times a second; and after seek and stop
    void finished();                   // played to the end
    void problemChanged(const QString& problem);

private:
    void poll();
    struct Private;
    std::unique_ptr<Private> d_;
};

} // namespace capriccio
