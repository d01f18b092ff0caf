#pragma once

#include "core/types/model_info.h"
#include "core/types/preset.h"

#include <memory>
#include <torch/nn/module.h>
#include <torch/types.h>
#include <vector>

namespace capriccio {

// Everything that decides the shapes of a sequence network's parameters. No field is left at "chosen".
struct SequenceShape {
    Architecture architecture = Architecture::Transformer;
    int vocabulary = 0;
    int layers = 4;
    int width = 128;
    int heads = 4;
    int context = 64; // tokens; SequenceVae: of the longest item
    int latent = 32;  // SequenceVae
    double dropout = 0;
};
// Throws Error(BadArgument) when a size is missing, out of bounds or does not divide (width by heads).
SequenceShape sequenceShape(const Preset& preset, int vocabulary);
// The same for a finished model. Throws Error(BadInput) naming model.file.
SequenceShape sequenceShape(const ModelInfo& model);

// What a network remembers of the tokens before: keys and values, or hidden states.
struct SequenceMemory {
    std::int64_t position = 0;          // tokens seen
    std::vector<torch::Tensor> tensors; // of the network
};

// A network that predicts the next token. Knows ids only.
class LanguageNetwork : public torch::nn::Module {
public:
    // ids: int64 (B, T), T <= context. Returns logits float32 (B, T, V). dropout: null for none.
    virtual torch::Tensor forward(const torch::Tensor& ids, at::Generator* dropout) = 0;
    // ids: int64 (1, T). Returns the logits of the last position (V) and remembers what it saw. At most context tokens
    // in all. Under NoGradGuard.
    virtual torch::Tensor next(const torch::Tensor& ids, SequenceMemory& memory) const = 0;
    virtual void initialise(at::Generator& generator) = 0;
};

// Decoder-only Transformer (Vaswani et al. 2017; Radford et al. 2019) with rotary positions, RMSNorm in front, SwiGLU,
// no biases, input and output embeddings tied (Press & Wolf 2017).
class Transformer : public LanguageNetwork {
public:
    explicit Transformer(const SequenceShape& shape);
    torch::Tensor forward(const torch::Tensor& ids, at::Generator* dropout) override;
    torch::Tensor next(const torch::Tensor& ids, SequenceMemory& memory) const override;
    void initialise(at::Generator& generator) override;

    struct Block {
        torch::Tensor attentionNorm; // (D)
        torch::Tensor qkv;           // (3 D, D)
        torch::Tensor attentionOut;  // (D, D)
        torch::Tensor mlpNorm;       // (D)
        torch::Tensor gateUp;        // (2 H, D)
        torch::Tensor down;          // (D, H)
    };
    // What TransformerPass computes with.
    const SequenceShape& shape() const { return shape_; }
    const std::vector<Block>& blocks() const { return blocks_; }
    const torch::Tensor& embedding() const { return embedding_; }         // (V, D)
    const torch::Tensor& finalNorm() const { return finalNorm_; }         // (D)
    const torch::Tensor& rotaryPositions() const { return rotaryTable_; } // (context, D / heads)
    std::int64_t hidden() const { return hidden_; }                       // H

private:
    torch::Tensor step(int token, SequenceMemory& memory) const; // next() of one token
    SequenceShape shape_;
    std::int64_t hidden_;     // H, of the gated layer: about 8/3 of the width
    torch::Tensor embedding_; // (V, D)
    std::vector<Block> blocks_;
    torch::Tensor finalNorm_;   // (D)
    torch::Tensor rotaryTable_; // (context, D / heads), not a parameter
    torch::Tensor mask_;        // (context, context), -inf above the diagonal
};

// Recurrent network (Hochreiter & Schmidhuber 1997; Graves 2013), layers of LSTM over embedded tokens, output tied to
// the embedding.
class LstmNetwork : public LanguageNetwork {
public:
    explicit LstmNetwork(const SequenceShape& shape);
    torch::Tensor forward(const torch::Tensor& ids, at::Generator* dropout) override;
    torch::Tensor next(const torch::Tensor& ids, SequenceMemory& memory) const override;
    void initialise(at::Generator& generator) override;

private:
    SequenceShape shape_;
    torch::Tensor embedding_;            // (V, D)
    std::vector<torch::Tensor> weights_; // per layer: (4 D, D), (4 D, D), (4 D), (4 D), the order of torch::lstm
    torch::Tensor outputBias_;           // (V)
};

std::shared_ptr<LanguageNetwork> makeLanguageNetwork(const SequenceShape& shape);

// Sequence VAE (Bowman et al. 2016): a bidirectional LSTM reads an item, a latent vector carries it, an LSTM that sees
// the latent vector at every step writes it again. Besides, every place of the item has a few numbers of its own on
// both sides, linear in the latent vector: with the largest values over the item alone, the order of its tokens is
// lost.
class SequenceVae : public torch::nn::Module {
public:
    explicit SequenceVae(const SequenceShape& shape);
    void initialise(at::Generator& generator);
    struct Posterior {
        torch::Tensor mean;        // (B, latent)
        torch::Tensor logVariance; // (B, latent)
        // KL divergence from N(0, I) of every element: (B, latent), nats.
        torch::Tensor divergence() const;
    };
    // ids: int64 (B, T), padded with kPad.
    Posterior encode(const torch::Tensor& ids) const;
    // Logits (B, T, V) of the token after every one of `inputs`: int64 (B, T); z: (B, latent).
    torch::Tensor decode(const torch::Tensor& z, const torch::Tensor& inputs, at::Generator* dropout) const;
    // One step: ids (B, 1). Returns logits (B, V).
    torch::Tensor next(const torch::Tensor& z, const torch::Tensor& ids, SequenceMemory& memory) const;

private:
    // What the latent vector says of the places from `first` on: (B, places, kPlace).
    torch::Tensor placesOf(const torch::Tensor& z, std::int64_t first, std::int64_t places) const;
    torch::Tensor decoderInput(const torch::Tensor& z, const torch::Tensor& ids, const torch::Tensor& places) const;
    torch::Tensor scores(const torch::Tensor& seen, const torch::Tensor& places) const;
    std::vector<torch::Tensor> firstState(const torch::Tensor& z) const;
    SequenceShape shape_;
    double dropout_;
    torch::Tensor embedding_;            // (V, E)
    std::vector<torch::Tensor> encoder_; // forward and backward LSTM
    torch::Tensor place_;                // (kPlace, 2 D): what is kept of every place
    torch::Tensor toPosterior_;          // (2 latent, 2 D + context kPlace)
    torch::Tensor posteriorBias_;        // (2 latent)
    torch::Tensor fromLatent_;           // (2 D, latent): first hidden and cell state
    torch::Tensor latentPlace_;          // (context kPlace, latent)
    std::vector<torch::Tensor> decoder_; // LSTM over embedding, latent vector and place
    torch::Tensor output_;               // (E, D + kPlace): to the space of the embedding
    torch::Tensor outputBias_;           // (V)
};

} // namespace capriccio
