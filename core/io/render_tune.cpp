#include "core/io/render_tune.h"

#include "core/io/synthesizer.h"
#include "core/io/tune_playback.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QDir>
#include <QTemporaryFile>
#include <algorithm>
#include <cmath>

namespace capriccio {
namespace {

constexpr int kBlock = 1024;          // frames
constexpr double kLongest = 4 * 3600; // s
constexpr double kRinging = 6;        // s after the last note, at most
constexpr float kSilence = 1e-4F;     // -80 dB: the ringing is over
constexpr double kLargestGain = 100;  // 40 dB
constexpr double kPeak = 0.891;       // -1 dB
constexpr double kLossyPeak = 0.75;   // Vorbis rounds waves up: room for it

struct GivenUp {};

class FrameSpool {
public:
    explicit FrameSpool(const QString& target)
        : target_(target), file_(QDir::temp().filePath(QStringLiteral("capriccio-frames-XXXXXX"))) {
        if (!file_.open())
            fail();
    }
    void write(const float* stereo, int frames) {
        const qint64 bytes = qint64(frames) * 2 * qint64(sizeof(float));
        if (file_.write(reinterpret_cast<const char*>(stereo), bytes) != bytes)
            fail();
    }
    void rewind() {
        if (!file_.flush() || !file_.seek(0))
            fail();
    }
    int read(float* stereo, int most) {
        const qint64 got = file_.read(reinterpret_cast<char*>(stereo), qint64(most) * 2 * qint64(sizeof(float)));
        if (got < 0)
            fail();
        return int(got / qint64(2 * sizeof(float)));
    }

private:
    [[noreturn]] void fail() const {
        throw Error(
            Error::Kind::Storage,
            Sentence::translate("RenderTune", "%1 could not be rendered, there is no room in %2 (%3). Free some.")
                .arg(target_, QDir::tempPath(), file_.errorString()));
    }
    QString target_;
    QTemporaryFile file_;
};

} // namespace

std::optional<RenderedSound> renderTune(const QString& file, const Tune& tune, const RenderOptions& options,
                                        const RenderProgress& progress) {
    const SoundFormat format = soundFormatOf(file);
    const auto playable = std::make_shared<const PlayableTune>(tune, options.muted);
    const bool anyNote = std::any_of(playable->events.begin(), playable->events.end(),
                                     [](const PlayableTune::Event& event) { return (event.status & 0xF0) == 0x90; });
    if (!anyNote)
        throw Error(Error::Kind::BadInput,
                    Sentence::translate("RenderTune", "There are no notes in it, so %1 would be silent.").arg(file));
    if (playable->endSeconds > kLongest)
        throw Error(Error::Kind::BadInput,
                    Sentence::translate("RenderTune", "The music lasts over four hours, which is too long to render."));
    const auto tell = [&progress](double fraction) {
        if (progress && !progress(fraction))
            throw GivenUp();
    };
    try {
        Synthesizer synthesizer(options.soundFont, options.sampleRate);
        TunePlayback playback(synthesizer, options.sampleRate);
        playback.setTune(playable);
        playback.play();
        FrameSpool spool(file);
        std::vector<float> block(2 * kBlock);
        RenderedSound made;
        double squares = 0;
        float peak = 0;
        qint64 frames = 0;
        const auto expected = std::max(playable->endSeconds * options.sampleRate, 1.0);
        const auto ringing = qint64(kRinging * options.sampleRate);
        for (qint64 after = 0; after < ringing;) {
            const bool playing = playback.isMoving();
            playback.render(block.data(), kBlock);
            float loudest = 0;
            for (const float value : block) {
                loudest = std::max(loudest, std::abs(value));
                squares += double(value) * double(value);
            }
            peak = std::max(peak, loudest);
            spool.write(block.data(), kBlock);
            frames += kBlock;
            after = playing ? 0 : after + kBlock;
            if (!playing && loudest < kSilence)
                break;
            if (frames % (64 * kBlock) == 0)
                tell(0.8 * std::min(double(frames) / expected, 1.0));
        }
        made.seconds = double(frames) / options.sampleRate;
        if (peak > 0)
            made.gain = std::min((format == SoundFormat::Ogg ? kLossyPeak : kPeak) / double(peak), kLargestGain);
        made.peak = double(peak) * made.gain;
        made.rms = std::sqrt(squares / (2 * double(frames))) * made.gain;
        spool.rewind();
        qint64 written = 0;
        saveSound(file, format, options.sampleRate, options.tags, [&](float* stereo, int most) {
            const int some = spool.read(stereo, most);
            for (int i = 0; i < 2 * some; ++i)
                stereo[i] = float(stereo[i] * made.gain);
            written += some;
            if (written % (64 * kBlock) < most)
                tell(0.8 + 0.2 * double(written) / double(frames));
            return some;
        });
        return made;
    } catch (const GivenUp&) {
        return {};
    }
}

} // namespace capriccio
