#pragma once

#include "core/data/text_codec.h"
#include "core/sample/sequence_sampler.h"
#include "core/sample/writing_rules.h"
#include "core/types/writing.h"

#include <QStringList>
#include <functional>
#include <memory>
#include <vector>

namespace capriccio {

// A text model under an artist's hand: a codec and a sequence sampler. Logically const; one thread at a time.
// Torch-free.
class TextSampler {
public:
    // Throws Error(BadInput) when the model is not one of text.
    explicit TextSampler(std::shared_ptr<const SequenceSampler> model);

    const ModelInfo& info() const { return model_->info(); }
    const TextCodec& codec() const { return *codec_; }
    const SequenceSampler& model() const { return *model_; }

    // Returns false to stop.
    using OnPiece = std::function<bool(const WrittenPiece&)>;
    // Writes one text (request.count is for the caller). Throws Error(BadArgument) when the model cannot do the task: a
    // gap needs a model trained to fill in, an answer a paired one, and a VAE writes from points only; or when an
    // answer comes with a note, which no pair had.
    WrittenText write(const WritingRequest& request, const OnPiece& onPiece = {}) const;

    // Characters of the text the model has never seen, in words for the artist; empty when there are none.
    Sentence unseenNotice(const QString& text) const;

    // Loss of a text: nats per token, nats and bits per character.
    struct Score {
        double nats = 0; // of the whole text
        qint64 tokens = 0;
        qint64 characters = 0;
    };
    Score score(const QString& text) const;

    // Sentence VAE only, Error(BadArgument) otherwise. steps >= 2 sentences on the way, ends included as rebuilt.
    QStringList path(const QString& from, const QString& to, int steps) const;
    // `count` sentences around a sentence; spread 0 = itself, 1 = as far as the prior reaches.
    QStringList around(const QString& sentence, double spread, int count, quint64 seed) const;
    // Sentences from the prior.
    QStringList fromPrior(int count, quint64 seed) const;
    // What comes back from the latent point of a sentence, greedy.
    QString rebuilt(const QString& sentence) const;

private:
    struct Prompt {
        std::vector<int> ids;
        int kept = 0; // of them, in front, that stay however long the text grows
    };
    Prompt promptOf(const WritingRequest& request) const;
    std::vector<float> latentOf(const QString& sentence) const;
    QString sentenceAt(const std::vector<float>& latent, double guidance = 1) const;
    std::shared_ptr<const SequenceSampler> model_;
    std::shared_ptr<const TextCodec> codec_;
    std::shared_ptr<const WholeCharacters> characters_; // of codec_
};

} // namespace capriccio
