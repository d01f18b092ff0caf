#pragma once

#include "core/io/tune_playback.h"

#include <QAudioDevice>
#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QThread>
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace capriccio {

// Why nothing is heard. Kept as a cause, so that it can be said in whatever language the window speaks.
struct SoundProblem {
    enum class Cause { None, NoDevice, DeviceGone, NoFont, FontUnreadable };
    Cause cause = Cause::None;
    QString font; // FontUnreadable: the file
    bool operator==(const SoundProblem&) const = default;
};

// The thread that renders for the sound card (private to Player). Commands are handed over by value and done between
// two blocks; what it knows is published through atomics. Without a device a timer takes its place.
class SoundThread : public QThread {
    Q_OBJECT
public:
    using Command = std::function<void(TunePlayback& playback)>;

    explicit SoundThread(QObject* parent = nullptr);
    ~SoundThread() override; // ends and waits

    void post(Command command); // any thread
    // Starts the thread, or opens font and device anew. GUI thread.
    void open(const QString& soundFont);
    // Called by the command that begins to play: how long it waited for its turn (ms).
    void noteStart(double waitedMs) { startDelayMs_ = waitedMs; }
    void setVolume(double volume) { volume_ = float(volume); }

    // The problem in one translated sentence; empty when there is none.
    static QString textOf(const SoundProblem& problem);

    // As of the last block.
    struct Published {
        TunePlayback::State state = TunePlayback::State::Stopped;
        double tick = 0;         // of the frame after the last one rendered
        double delaySeconds = 0; // until that frame is heard
        quint64 commands = 0;    // how many had been done
        quint64 ends = 0;        // how often a tune was played to its end
    };
    Published published() const;
    double longestGapMs() const { return longestGapMs_; }
    int underruns() const { return underruns_; }
    double startDelayMs() const { return startDelayMs_; }
    double deviceDelayMs() const { return deviceDelayMs_; }
    quint64 posted() const { return posted_; }

Q_SIGNALS:
    void problemFound(const capriccio::SoundProblem& problem); // None: sound works

protected:
    void run() override;

private:
    class Feed;
    friend class Feed;
    void render(float* stereo, int frames, double delaySeconds);

    QString soundFont_;
    QAudioDevice device_;
    mutable std::mutex mutex_; // commands_, published_, soundFont_, device_
    std::vector<Command> commands_;
    Published published_;
    std::atomic<quint64> posted_{0};
    std::atomic<float> volume_{0.8F};
    float ramp_ = 0.8F; // volume at the end of the last block
    std::atomic<double> longestGapMs_{0};
    std::atomic<int> underruns_{0};
    std::atomic<double> startDelayMs_{-1};
    std::atomic<double> deviceDelayMs_{0};
    std::atomic<bool> reopen_{false};
    std::atomic<bool> ending_{false};
    QElapsedTimer sinceTurn_;
    TunePlayback* playback_ = nullptr; // sound thread only
};

} // namespace capriccio
