#pragma once

#include "core/data/melody_codec.h"
#include "core/data/text_codec.h"
#include "core/sample/sequence_sampler.h"
#include "core/sample/token_draw.h"

#include <atomic>
#include <chrono>
#include <thread>

// A music model without a network: every event the grammar allows is as likely as any other, so that its tunes are real
// ones and different for every seed. As a VAE its latent point is the mean of the ids.
class FlatMelody : public capriccio::SequenceSampler {
public:
    explicit FlatMelody(bool vae = false) {
        using namespace capriccio;
        MelodyLayout layout;
        layout.grid = 4;
        layout.metres = {{4, 4}, {3, 4}};
        layout.lowest = 55;
        layout.highest = 84;
        layout.itemBars = vae ? 2 : 0;
        layout.headings = !vae;
        codec_ = std::make_shared<MelodyCodec>(layout);
        info_.preset.medium = DataKind::Melodies;
        info_.preset.title = vae ? QStringLiteral("Melody VAE") : QStringLiteral("Melody LSTM");
        if (vae)
            info_.preset.model = SequenceVaeOptions{};
        else
            info_.preset.model = LanguageOptions{};
        info_.preset.architecture = vae ? Architecture::SequenceVae : Architecture::Lstm;
        info_.canEncode = vae;
        info_.latent = 4;
        info_.codec = codec_->toJson();
        info_.vocabulary = codec_->vocabulary();
        info_.hash = QStringLiteral("f1a7f1a7f1a7f1a7");
        info_.dataTitle = QStringLiteral("reels");
    }

    const capriccio::ModelInfo& info() const override { return info_; }
    capriccio::StateDict state() const override { return {}; }
    int vocabulary() const override { return codec_->vocabulary(); }
    int context() const override { return 512; }

    std::vector<int> generate(const std::vector<int>& prompt, const capriccio::SequenceRequest& request,
                              const capriccio::OnToken& onToken, const std::vector<float>& bias) const override {
        capriccio::TokenDraw draw(request, bias);
        const std::vector<float> logits(std::size_t(vocabulary()), 0.0F);
        std::vector<int> before = prompt;
        std::vector<int> drawn;
        for (int i = 0; i < request.length; ++i) {
            const capriccio::DrawnToken one = draw.draw(logits.data(), vocabulary(), before, i);
            if (std::find(request.stop.begin(), request.stop.end(), one.token) != request.stop.end())
                break;
            before.push_back(one.token);
            drawn.push_back(one.token);
            if (onToken && !onToken(one))
                break;
        }
        return drawn;
    }
    std::vector<float> nats(const std::vector<int>& ids, const std::function<bool()>& = {}) const override {
        return std::vector<float>(ids.size(), 1.0F);
    }
    std::vector<float> encode(const std::vector<int>& ids) const override {
        float sum = 0;
        for (const int id : ids)
            sum += float(id);
        return std::vector<float>(4, ids.empty() ? 0 : sum / float(ids.size()));
    }
    std::vector<int> decode(const std::vector<float>& latent,
                            const capriccio::SequenceRequest& request) const override {
        capriccio::SequenceRequest drawing = request;
        drawing.seed = quint64(std::abs(latent.empty() ? 0.0F : latent.front()) * 1000.0F);
        if (drawing.temperature <= 0)
            drawing.temperature = 1;
        return generate({}, drawing, {}, {});
    }

private:
    std::shared_ptr<const capriccio::MelodyCodec> codec_;
    capriccio::ModelInfo info_;
};

// The same model, which thinks until it is let go (20 s at most, so that a test that fails ends).
class ThinkingMelody : public FlatMelody {
public:
    using FlatMelody::FlatMelody;
    std::vector<int> generate(const std::vector<int>& prompt, const capriccio::SequenceRequest& request,
                              const capriccio::OnToken& onToken, const std::vector<float>& bias) const override {
        for (int i = 0; i < 10'000 && !go_; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        return FlatMelody::generate(prompt, request, onToken, bias);
    }
    void letGo() { go_ = true; }

private:
    std::atomic<bool> go_{false};
};
