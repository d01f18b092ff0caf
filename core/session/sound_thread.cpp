#include "core/session/sound_thread.h"

#include "core/io/synthesizer.h"
#include "core/types/error.h"

#include <QAudioDevice>
#include <QAudioSink>
#include <QIODevice>
#include <QMediaDevices>
#include <QTimer>
#include <cmath>
#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace capriccio {
namespace {

constexpr int kRate = 48000;
constexpr int kBufferMs = 90;     // long enough to survive a busy machine, short enough for a first sound within 150 ms
constexpr int kFeedMs = 4;        // between two looks whether the device has room
constexpr int kSilentTurnMs = 10; // without a device
constexpr int kBlock = 1024;      // frames at a time

// Sound goes before arithmetic, as far as this user may ask for it; refusal is no failure.
void askForPriority() {
    sched_param wish{};
    wish.sched_priority = 5;
    if (pthread_setschedparam(pthread_self(), SCHED_RR, &wish) != 0)
        setpriority(PRIO_PROCESS, id_t(syscall(SYS_gettid)), -11);
}

// Loud chords are bent instead of cut above 0.8.
float soft(float value) {
    constexpr float knee = 0.8F;
    const float size = std::abs(value);
    if (size <= knee)
        return value;
    const float bent = knee + (1 - knee) * std::tanh((size - knee) / (1 - knee));
    return value < 0 ? -bent : bent;
}

} // namespace

// Renders whatever the device has room for. Written by our own clock: when the device pulls, Qt asks every 20 ms, and
// PulseAudio, which takes half of its buffer at a time, leaves about as much: one late turn was heard.
class SoundThread::Feed {
public:
    Feed(SoundThread& thread, QAudioSink& sink) : thread_(thread), sink_(sink) {}
    // Returns false when the device does not begin.
    bool start() {
        device_ = sink_.start();
        return device_ != nullptr && sink_.error() == QAudio::NoError && sink_.state() != QAudio::StoppedState;
    }
    void fill() {
        const bool floats = sink_.format().sampleFormat() == QAudioFormat::Float;
        const qint64 frameBytes = sink_.format().bytesPerFrame();
        while (sink_.state() != QAudio::StoppedState) {
            const qint64 free = sink_.bytesFree();
            const int frames = int(std::min<qint64>(free / frameBytes, kBlock));
            if (frames == 0)
                return;
            const qint64 queued = std::max<qint64>(sink_.bufferSize() - free, 0) / frameBytes;
            thread_.render(block_.data(), frames, double(queued + frames) / kRate);
            const char* bytes = reinterpret_cast<const char*>(block_.data());
            if (!floats) {
                for (int i = 0; i < 2 * frames; ++i)
                    whole_[std::size_t(i)] = qint16(std::lround(block_[std::size_t(i)] * 32767.0F));
                bytes = reinterpret_cast<const char*>(whole_.data());
            }
            if (device_->write(bytes, frames * frameBytes) <= 0)
                return;
        }
    }

private:
    SoundThread& thread_;
    QAudioSink& sink_;
    QIODevice* device_ = nullptr; // belongs to the sink
    std::vector<float> block_ = std::vector<float>(2 * kBlock);
    std::vector<qint16> whole_ = std::vector<qint16>(2 * kBlock);
};

SoundThread::SoundThread(QObject* parent) : QThread(parent) {
    setObjectName(QStringLiteral("sound"));
}

SoundThread::~SoundThread() {
    ending_ = true;
    quit();
    wait();
}

void SoundThread::post(Command command) {
    const std::lock_guard lock(mutex_);
    commands_.push_back(std::move(command));
    ++posted_;
}

void SoundThread::open(const QString& soundFont) {
    {
        const std::lock_guard lock(mutex_);
        soundFont_ = soundFont;
        device_ = QMediaDevices::defaultAudioOutput(); // here: Qt's list of devices belongs to the GUI thread
    }
    if (isRunning()) {
        reopen_ = true;
        quit();
    } else {
        start();
    }
}

SoundThread::Published SoundThread::published() const {
    const std::lock_guard lock(mutex_);
    return published_;
}

QString SoundThread::textOf(const SoundProblem& problem) {
    switch (problem.cause) {
    case SoundProblem::Cause::NoDevice:
        return tr("No sound device was found. Nothing is heard, everything else works; connect one and press play "
                  "again.");
    case SoundProblem::Cause::DeviceGone:
        return tr("The sound device is gone. Nothing is heard, everything else works; connect one and press play "
                  "again.");
    case SoundProblem::Cause::NoFont:
        return soundFontRemedy().text();
    case SoundProblem::Cause::FontUnreadable:
        return soundFontUnreadable(problem.font).text();
    case SoundProblem::Cause::None:
        break;
    }
    return {};
}

void SoundThread::render(float* stereo, int frames, double delaySeconds) {
    if (sinceTurn_.isValid() && playback_->isMoving()) // a device that just starts asks when it likes
        longestGapMs_ = std::max(double(longestGapMs_), double(sinceTurn_.nsecsElapsed()) / 1e6);
    sinceTurn_.start();
    std::vector<Command> commands;
    {
        const std::lock_guard lock(mutex_);
        commands.swap(commands_);
    }
    for (const Command& command : commands)
        command(*playback_);
    const bool moved = playback_->isMoving();
    playback_->render(stereo, frames);
    const float volume = volume_;
    for (int i = 0; i < frames; ++i) {
        const float gain = ramp_ + (volume - ramp_) * float(i) / float(frames); // a jump would click
        stereo[2 * i] = soft(stereo[2 * i] * gain);
        stereo[2 * i + 1] = soft(stereo[2 * i + 1] * gain);
    }
    ramp_ = volume;
    deviceDelayMs_ = delaySeconds * 1e3;
    const std::lock_guard lock(mutex_);
    published_.state = playback_->state();
    published_.tick = playback_->positionTick();
    published_.delaySeconds = delaySeconds;
    published_.commands += commands.size();
    if (moved && !playback_->isMoving())
        ++published_.ends;
}

void SoundThread::run() {
    askForPriority();
    // The playback outlives devices and fonts, so that its place is kept when one of them changes.
    class Switch : public SoundSource {
    public:
        void message(quint8 status, quint8 data1, quint8 data2) override { source->message(status, data1, data2); }
        void render(float* stereo, int frames) override { source->render(stereo, frames); }
        void silence() override { source->silence(); }
        std::unique_ptr<SoundSource> source = std::make_unique<SilentSource>();
    } source;
    TunePlayback playback(source, kRate);
    playback_ = &playback;
    do {
        reopen_ = false;
        SoundProblem problem;
        QString font;
        QAudioDevice device;
        {
            const std::lock_guard lock(mutex_);
            font = soundFont_;
            device = device_;
        }
        try {
            source.source = std::make_unique<Synthesizer>(font, kRate);
        } catch (const Error&) {
            source.source = std::make_unique<SilentSource>();
            const QString tried = font.isEmpty() ? installedSoundFont() : font;
            problem = tried.isEmpty() ? SoundProblem{SoundProblem::Cause::NoFont, {}}
                                      : SoundProblem{SoundProblem::Cause::FontUnreadable, tried};
        }
        playback.refresh();

        QAudioFormat format;
        format.setSampleRate(kRate);
        format.setChannelCount(2);
        format.setSampleFormat(QAudioFormat::Float);
        if (!device.isNull() && !device.isFormatSupported(format))
            format.setSampleFormat(QAudioFormat::Int16);
        std::unique_ptr<QAudioSink> sink;
        std::unique_ptr<Feed> feed;
        bool running = false;
        if (!device.isNull() && device.isFormatSupported(format)) {
            sink = std::make_unique<QAudioSink>(device, format);
            sink->setBufferSize(format.bytesForDuration(kBufferMs * 1000));
            feed = std::make_unique<Feed>(*this, *sink);
            running = feed->start();
        }
        QTimer feeding;
        feeding.setTimerType(Qt::PreciseTimer);
        connect(&feeding, &QTimer::timeout, &feeding, [&] { feed->fill(); });
        // Without a device the time of the music still runs.
        QTimer timer;
        QElapsedTimer since;
        qint64 rendered = 0;
        std::vector<float> unheard(2 * kBlock);
        connect(&timer, &QTimer::timeout, &timer, [&] {
            const qint64 due = std::min<qint64>(since.nsecsElapsed() * kRate / 1'000'000'000 - rendered, kRate);
            for (qint64 done = 0; done < due; done += kBlock)
                render(unheard.data(), int(std::min<qint64>(kBlock, due - done)), 0);
            rendered = since.nsecsElapsed() * kRate / 1'000'000'000;
        });
        const auto runSilently = [&] {
            since.start();
            rendered = 0;
            timer.start(kSilentTurnMs);
        };
        if (!running) {
            if (problem.cause == SoundProblem::Cause::None)
                problem.cause = SoundProblem::Cause::NoDevice;
            feed.reset();
            sink.reset();
            runSilently();
        } else {
            feeding.start(kFeedMs);
            connect(sink.get(), &QAudioSink::stateChanged, &timer, [&](QAudio::State state) {
                if (sink->error() == QAudio::UnderrunError)
                    ++underruns_;
                else if (state == QAudio::StoppedState && !timer.isActive()) {
                    feeding.stop();
                    Q_EMIT problemFound({SoundProblem::Cause::DeviceGone, {}});
                    runSilently();
                }
            });
        }
        sinceTurn_.invalidate();
        Q_EMIT problemFound(problem);
        exec();
        if (sink) {
            sink->disconnect(&timer);
            sink->reset(); // stop() would drain what is queued first
        }
    } while (reopen_ && !ending_);
    playback_ = nullptr;
}

} // namespace capriccio

#include "moc_sound_thread.cpp"
