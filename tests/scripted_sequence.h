#pragma once

#include "core/data/text_codec.h"
#include "core/sample/sequence_sampler.h"

#include <algorithm>
#include <atomic>
#include <thread>

// A sequence model without a network: it writes a fixed text over and over, each token with probability 0.5, and knows
// the next letter of the alphabet as second choice; steered towards another token it writes that one, and steered away
// the next one that is left. As a VAE its
// latent point is the first letters' codes.
class ScriptedSequence : public capriccio::SequenceSampler {
public:
    ScriptedSequence(const QString& script, capriccio::Architecture architecture = capriccio::Architecture::Transformer)
        : ScriptedSequence(capriccio::trainCharacterCodec({script, script,
                                                           QStringLiteral("abcdefghijklmnopqrstuvwxyz .\n\n"
                                                                          "abcdefghijklmnopqrstuvwxyz .")}),
                           {}, architecture) {
        script_ = codec_->encode(script);
    }
    ScriptedSequence(std::shared_ptr<const capriccio::TextCodec> codec, const std::vector<int>& script,
                     capriccio::Architecture architecture = capriccio::Architecture::Transformer)
        : codec_(std::move(codec)), script_(script) {
        using namespace capriccio;
        info_.preset.medium = DataKind::Text;
        info_.preset.architecture = architecture;
        if (architecture == Architecture::SequenceVae)
            info_.preset.model = SequenceVaeOptions{};
        else
            info_.preset.model = LanguageOptions{};
        info_.canEncode = architecture == Architecture::SequenceVae;
        info_.latent = 4;
        info_.codec = codec_->toJson();
        info_.vocabulary = codec_->vocabulary();
        info_.hash = QStringLiteral("scripted");
        info_.dataTitle = QStringLiteral("script");
    }
    capriccio::ModelInfo& mutableInfo() { return info_; }
    const capriccio::TextCodec& codec() const { return *codec_; }

    const capriccio::ModelInfo& info() const override { return info_; }
    capriccio::StateDict state() const override { return {}; }
    int vocabulary() const override { return codec_->vocabulary(); }
    int context() const override { return 64; }

    std::vector<int> generate(const std::vector<int>& prompt, const capriccio::SequenceRequest& request,
                              const capriccio::OnToken& onToken, const std::vector<float>& bias) const override {
        lastPrompt = prompt;
        lastBias = bias;
        lastTemperature = request.temperature;
        std::vector<int> drawn;
        std::vector<int> before = prompt;
        std::size_t at = prompt.size();
        for (int i = 0; i < request.length; ++i, ++at) {
            int likeliest = script_[at % script_.size()];
            if (std::find(request.banned.begin(), request.banned.end(), likeliest) != request.banned.end())
                likeliest = capriccio::kFirstToken;
            if (std::find(request.stop.begin(), request.stop.end(), likeliest) != request.stop.end())
                break;
            if (delayMs > 0)
                std::this_thread::sleep_for(std::chrono::milliseconds(delayMs));
            int token = likeliest;
            if (request.steer) {
                std::vector<float> steering(std::size_t(vocabulary()), 0);
                request.steer(before, steering);
                const auto wanted = std::max_element(steering.begin(), steering.end());
                token = *wanted > 0 ? int(wanted - steering.begin()) : likeliest;
                while (steering[std::size_t(token)] < 0)
                    token = token + 1 < vocabulary() ? token + 1 : int(capriccio::kFirstToken);
            }
            drawn.push_back(token);
            before.push_back(token);
            const float probability = token == likeliest ? 0.5F : token == likeliest + 1 ? 0.25F : 0.01F;
            const capriccio::DrawnToken one{token, probability, {{likeliest, 0.5F}, {likeliest + 1, 0.25F}}};
            if (onToken && !onToken(one))
                break;
        }
        return drawn;
    }
    std::vector<float> nats(const std::vector<int>& ids, const std::function<bool()>& = {}) const override {
        return std::vector<float>(ids.size(), 0.6931472F);
    }
    std::vector<float> encode(const std::vector<int>& ids) const override {
        std::vector<float> latent(4, 0);
        for (std::size_t i = 0; i < 4 && i < ids.size(); ++i)
            latent[i] = float(ids[i]);
        return latent;
    }
    capriccio::SequenceBound bound(const std::vector<int>& ids, quint64) const override {
        return {0.6931472 * double(ids.size() + 1), 3};
    }
    std::vector<int> decode(const std::vector<float>& latent, const capriccio::SequenceRequest&) const override {
        std::vector<int> ids;
        for (const float one : latent)
            ids.push_back(std::clamp(int(one + 0.5F), 0, vocabulary() - 1));
        return ids;
    }

    mutable std::vector<int> lastPrompt;
    mutable std::vector<float> lastBias;
    mutable double lastTemperature = -1;
    int delayMs = 0;

private:
    std::shared_ptr<const capriccio::TextCodec> codec_;
    std::vector<int> script_;
    capriccio::ModelInfo info_;
};
