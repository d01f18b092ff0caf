#pragma once

#include <QtGlobal>

namespace capriccio {

// Next-token models of text and of music. Defaults live only here; presets are overrides.
struct LanguageOptions {
    int layers = 0;                // blocks of the Transformer, layers of the LSTM; 0 = chosen from data and time
    int width = 0;                 // elements of the hidden state; 0 = chosen from data and time
    int heads = 0;                 // attention heads; 0 = width / 32. Transformer only
    int context = 0;               // tokens it looks back; 0 = chosen from data and time
    double learningRate = 0;       // AdamW step size at its highest; 0 = chosen from width
    double learningRateEnd = 0.02; // share of it left at the end of the run (cosine)
    double warmup = 0.02;          // share of the run over which the step size rises; 0 = full from the start
    double beta1 = 0.9;            // AdamW first moment decay
    double beta2 = 0.98;           // AdamW second moment decay
    double weightDecay = 0.1;      // AdamW, matrices only; 0 = off
    double clip = 1.0;             // largest norm of all gradients together; 0 = off
    double dropout = 0.0;          // share of activations left out in training; 0 = chosen from data and time
    double labelSmoothing = 0.0;   // share of the target spread over all tokens; 0 = off
    double fillInMiddle = 0.1;     // share of training windows turned into prefix, suffix, middle; 0 = off
    double emaShare = 0.05;        // half-life of the averaged weights as a share of the steps done; 0 = no averaging
    int patience = 0;              // validations without improvement before the run ends; 0 = runs to its end
    int passes = 0; // most passes over the material of a run by minutes; 0 = chosen from the size of the material
    bool operator==(const LanguageOptions&) const = default;
};

// Sequence VAE (Bowman et al. 2016; Roberts et al. 2018): sentences or bars of melody in a latent space.
struct SequenceVaeOptions {
    int latent = 32;               // elements of the latent vector
    int layers = 4;                // blocks of the encoder and of the decoder each
    int width = 0;                 // elements of the hidden states; 0 = chosen from data and time
    int length = 0;                // tokens of the longest item; 0 = chosen from the data
    double beta = 1.0;             // weight of the KL term
    double klWarmup = 0.3;         // share of the run over which beta rises from 0; 0 = full weight from the start
    double freeBits = 0.0;         // nats per latent element the KL term does not punish (Kingma et al. 2016); 0 = off
    double wordDropout = 0.3;      // share of the decoder's input tokens hidden; 0 = off
    double unguided = 0.0;         // share of the items learned without their point, for guidance; 0 = off
    double dropout = 0.0;          // share of activations left out in training; 0 = off
    double labelSmoothing = 0.0;   // share of the target spread over all tokens; 0 = off
    double learningRate = 1e-3;    // Adam step size
    double learningRateEnd = 0.05; // share of it left at the end of the run (cosine)
    double weightDecay = 0.0;      // AdamW, matrices only; 0 = off
    double clip = 1.0;             // largest norm of all gradients together; 0 = off
    double emaShare = 0.05;        // half-life of the averaged weights as a share of the steps done; 0 = no averaging
    int patience = 0;              // validations without improvement before the run ends; 0 = runs to its end
    bool operator==(const SequenceVaeOptions&) const = default;
};

} // namespace capriccio
