#pragma once

#include "core/data/melody_codec.h"
#include "core/data/text_codec.h"
#include "core/sample/melody_sampler.h"
#include "core/sample/sequence_sampler.h"
#include "core/sample/token_draw.h"

#include <chrono>
#include <thread>

// A music model without a network: every event is as likely as any other, so that only grammar and limits keep what is
// drawn a tune. As a melody space its point holds the first pitches, and decoding aims at them.
class ChanceMelody : public capriccio::SequenceSampler {
public:
    explicit ChanceMelody(const capriccio::MelodyLayout& layout,
                          capriccio::Architecture architecture = capriccio::Architecture::Transformer)
        : codec_(layout) {
        using namespace capriccio;
        info_.preset.medium = DataKind::Melodies;
        info_.preset.architecture = architecture;
        info_.canEncode = architecture == Architecture::SequenceVae;
        if (info_.canEncode)
            info_.preset.model = SequenceVaeOptions{};
        else
            info_.preset.model = LanguageOptions{};
        info_.latent = 4;
        info_.codec = codec_.toJson();
        info_.vocabulary = codec_.vocabulary();
        info_.hash = QStringLiteral("chance");
        info_.dataTitle = QStringLiteral("nothing");
    }
    capriccio::ModelInfo& mutableInfo() { return info_; }
    const capriccio::MelodyCodec& codec() const { return codec_; }

    const capriccio::ModelInfo& info() const override { return info_; }
    capriccio::StateDict state() const override { return {}; }
    int vocabulary() const override { return codec_.vocabulary(); }
    int context() const override { return 256; }

    std::vector<int> generate(const std::vector<int>& prompt, const capriccio::SequenceRequest& request,
                              const capriccio::OnToken& onToken, const std::vector<float>& bias) const override {
        lastPrompt = prompt;
        return drawn(prompt, request, onToken, bias, {});
    }
    std::vector<float> nats(const std::vector<int>& ids, const std::function<bool()>& = {}) const override {
        return std::vector<float>(ids.size(), 1);
    }
    std::vector<float> encode(const std::vector<int>& ids) const override {
        std::vector<float> latent(4, 0);
        std::size_t at = 0;
        for (const int id : ids)
            if (at < 4 && codec_.token(id).kind == capriccio::MelodyToken::Pitch)
                latent[at++] = float(codec_.token(id).value);
        return latent;
    }
    std::vector<int> decode(const std::vector<float>& latent,
                            const capriccio::SequenceRequest& request) const override {
        return drawn({capriccio::kBegin}, request, {}, {}, latent);
    }

    mutable std::vector<int> lastPrompt;
    int delayMs = 0;

private:
    std::vector<int> drawn(const std::vector<int>& prompt, const capriccio::SequenceRequest& request,
                           const capriccio::OnToken& onToken, const std::vector<float>& bias,
                           const std::vector<float>& latent) const {
        using namespace capriccio;
        std::vector<int> all = prompt;
        std::vector<int> ids;
        TokenDraw draw(request, bias);
        std::size_t pitches = 0;
        for (int i = 0; i < request.length; ++i) {
            std::vector<float> logits(std::size_t(vocabulary()), 0);
            if (pitches < latent.size()) // the pitch nearest to the point is the likeliest
                for (int pitch = codec_.layout().lowest; pitch <= codec_.layout().highest; ++pitch)
                    logits[std::size_t(codec_.id(MelodyToken::Pitch, pitch))] =
                        5 - std::abs(float(pitch) - latent[pitches]);
            const DrawnToken token = draw.draw(logits.data(), vocabulary(), all, i);
            if (delayMs > 0)
                std::this_thread::sleep_for(std::chrono::milliseconds(delayMs));
            if (token.token == kEnd && !latent.empty())
                break;
            pitches += codec_.token(token.token).kind == MelodyToken::Pitch ? 1 : 0;
            all.push_back(token.token);
            ids.push_back(token.token);
            if (onToken && !onToken(token))
                break;
        }
        return ids;
    }
    capriccio::MelodyCodec codec_;
    capriccio::ModelInfo info_;
};

namespace fixture {

using namespace capriccio;

inline MelodyLayout plain() {
    MelodyLayout layout;
    layout.metres = {{4, 4}, {3, 4}};
    layout.lowest = 48;
    layout.highest = 84;
    return layout;
}

inline MelodyLayout items() {
    MelodyLayout layout = plain();
    layout.headings = false;
    layout.itemBars = 2;
    return layout;
}

inline MelodySampler chance(const MelodyLayout& layout, Architecture architecture = Architecture::Transformer) {
    return MelodySampler(std::make_shared<ChanceMelody>(layout, architecture));
}

// Quarters up and down the C major scale, in another resolution than the codec's.
inline Tune scaleTune(int bars, int ticksPerQuarter = 384) {
    static constexpr int kSteps[] = {60, 62, 64, 65, 67, 69, 71, 72, 71, 69, 67, 65, 64, 62, 60, 59};
    Tune tune;
    tune.ticksPerQuarter = ticksPerQuarter;
    tune.metres = {{0, 4, 4}};
    tune.keys = {{0, 0, false}};
    tune.tempi = {{0, 600'000}};
    Track track;
    track.name = QStringLiteral("Flute");
    track.program = 73;
    for (int i = 0; i < bars * 4; ++i)
        track.notes.push_back({qint64(i) * ticksPerQuarter, ticksPerQuarter, kSteps[i % 16], 80 + i % 7, 3});
    tune.tracks.push_back(track);
    tune.endTick = qint64(bars) * 4 * ticksPerQuarter;
    return tune;
}

inline const std::vector<Note>& notesOf(const ComposedTune& composed) {
    return composed.tune.tracks.front().notes;
}

} // namespace fixture
