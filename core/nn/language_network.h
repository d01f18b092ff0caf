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

// Sequence VAE (Bowman et al. 2016) of dilated convolutions, causal in the decoder (Yang et al. 2017), gated (Dauphin
// et al. 2017), whose places are computed side by side, where an LSTM waits for one after the other. A latent vector
// carries the item. Every place of the item has a few numbers of its own on both sides, linear in the latent vector:
// with a sum over the item alone, the order of its tokens is lost.
class SequenceVae : public torch::nn::Module {
public:
    explicit SequenceVae(const SequenceShape& shape);
    void initialise(at::Generator& generator);
    // kFloat (as it begins) or kBFloat16: what the large matrix products are computed in. Parameters, their gradients
    // and all that is returned stay float32.
    void setPrecision(at::ScalarType precision) { precision_ = precision; }
    struct Posterior {
        torch::Tensor mean;        // (B, latent)
        torch::Tensor logVariance; // (B, latent)
        // KL divergence from N(0, I) of every element: (B, latent), nats.
        torch::Tensor divergence() const;
    };
    // ids: int64 (B, T), T <= context; kPad on the right counts as nothing, however much of it there is.
    Posterior encode(const torch::Tensor& ids) const;
    // Logits (B, T, V) of the token after every one of `inputs`: int64 (B, T), T <= context; z: (B, latent).
    torch::Tensor decode(const torch::Tensor& z, const torch::Tensor& inputs, at::Generator* dropout) const;
    // One step: ids (B, 1). Returns logits (B, V). At most context steps.
    torch::Tensor next(const torch::Tensor& z, const torch::Tensor& ids, SequenceMemory& memory) const;

private:
    struct Block {
        torch::Tensor norm;     // (D)
        torch::Tensor taps;     // (2 D, 3 D): of three places, `dilation` apart
        torch::Tensor tapsBias; // (2 D)
        torch::Tensor out;      // (D, D)
    };
    // seen: (B, T, 3 D). Returns what a block adds to every place: (B, T, D).
    torch::Tensor branch(const Block& block, const torch::Tensor& seen) const;
    torch::Tensor product(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias = {}) const;
    // What the latent vector says of the places from `first` on: (B, places, kPlace).
    torch::Tensor placesOf(const torch::Tensor& z, std::int64_t first, std::int64_t places) const;
    torch::Tensor decoderInput(const torch::Tensor& z, const torch::Tensor& ids, const torch::Tensor& places,
                               std::int64_t first) const;
    torch::Tensor scores(const torch::Tensor& seen, const torch::Tensor& places) const;
    SequenceShape shape_;
    double dropout_;
    at::ScalarType precision_ = at::kFloat;
    torch::Tensor embedding_; // (V, D)
    std::vector<Block> encoder_;
    torch::Tensor encoderNorm_;   // (D)
    torch::Tensor place_;         // (kPlace, D): what is kept of every place
    torch::Tensor toPosterior_;   // (2 latent, D + context kPlace)
    torch::Tensor posteriorBias_; // (2 latent)
    torch::Tensor latentPlace_;   // (context kPlace, latent)
    torch::Tensor position_;      // (context, D)
    torch::Tensor latentIn_;      // (D, latent)
    torch::Tensor placeIn_;       // (D, kPlace)
    std::vector<Block> decoder_;
    torch::Tensor decoderNorm_; // (D)
    torch::Tensor placeOut_;    // (D, kPlace)
    torch::Tensor output_;      // (V, D)
    torch::Tensor outputBias_;  // (V)
};

} // namespace capriccio
