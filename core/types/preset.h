#pragma once

#include "core/types/dataset_info.h"
#include "core/types/sentence.h"
#include "core/types/sequence_options.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <QVariant>
#include <functional>
#include <variant>
#include <vector>

namespace capriccio {

enum class Architecture {
    MlpGan,
    Dcgan,
    StudioGan,
    Vae,
    Lstm, // next-token models of text and music
    Transformer,
    SequenceVae, // sentences or bars in a latent space
};

// Whether the architecture works on token ids (text, music) instead of pictures.
constexpr bool isSequence(Architecture architecture) {
    return architecture == Architecture::Lstm || architecture == Architecture::Transformer ||
           architecture == Architecture::SequenceVae;
}

// What generator and discriminator play for.
enum class Objective {
    NonSaturating, // Goodfellow et al. 2014: binary cross-entropy, the generator maximises log D(G(z))
    Hinge,         // Lim & Ye 2017
    WassersteinGp, // Gulrajani et al. 2017, gradient penalty
    Relativistic,  // RpGAN, Jolicoeur-Martineau 2018; with R1 + R2: R3GAN, Huang et al. 2024
};

enum class Augmentation {
    Off,
    Fixed,      // constant strength
    Adaptive,   // Karras et al. 2020: follows how sure the discriminator is of the training pictures
    Repetition, // grows with the number of times each picture has been seen
};

// How studio-gan's generator doubles its features.
enum class Upsampling {
    Nearest,  // copies every value; what comes of it keeps a plaid for long
    Bilinear, // goes evenly from value to value
};

// What studio-gan's weights are before its first step.
enum class FirstWeights {
    Random,    // drawn from the run's seed
    SampleSet, // learned on pictures like those of the built-in sample set, core/nn/first_weights.h
};

enum class Precision { Auto, Float32, BFloat16 };

// Fields every training run has, whatever the model. Defaults live only here; presets are overrides.
struct RunOptions {
    double minutes = 5;                    // min of training; 0 = no limit by time
    qint64 steps = 0;                      // optimiser steps; 0 = no limit by steps
    quint64 seed = 0;                      // run seed; every random stream derives from it
    int threads = 0;                       // CPU threads; 0 = chosen by a short measurement
    Precision precision = Precision::Auto; // Auto = chosen by a short measurement
    int batch = 32;                        // pictures or sequences per step
    double checkpointSeconds = 60;         // s between checkpoints, 0.1..60
    int keepCheckpoints = 3;               // verified checkpoints kept besides the best
    double previewSeconds = 5;             // s between previews at least; 0 = a preview every report
    int previewTiles = 40;                 // fixed latent points redrawn as it learns
    bool operator==(const RunOptions&) const = default;
};

struct GanOptions {
    int latent = 128; // elements of the latent vector
    int width = 0;    // channels at the widest layer; 0 = chosen: for studio-gan from resolution, speed and time, for
                      // dcgan from resolution; mlp-gan takes no notice of it
    Objective objective = Objective::Relativistic;
    double learningRateG = 3e-4;    // Adam step size of the generator
    double learningRateD = 3e-4;    // Adam step size of the discriminator
    double beta1 = 0.5;             // Adam first moment decay
    double beta2 = 0.99;            // Adam second moment decay
    double learningRateDecay = 1.0; // share of the learning rate that is gone at the end of the run; 0 = constant
    double r1Gamma = 0.05;          // weight of the gradient penalty on real pictures; 0 = off
    double r2Gamma = 0.0;           // weight of the gradient penalty on drawn pictures; 0 = off
    double gammaEnd = 1.0;          // share of both gammas left at the end of the run, reached geometrically
    int lazyInterval = 16;          // steps between gradient penalties; 1 = every step
    double gradientPenalty = 10;    // weight of the WGAN-GP penalty, used by that objective only
    int criticSteps = 1;            // discriminator steps per generator step
    Augmentation augmentation = Augmentation::Adaptive;
    double augmentStrength = 0.4; // probability of each transformation; the start value when adaptive
    double augmentTarget = 0.6;   // adaptive: share of real pictures the discriminator may be sure of
    double emaHalfLife = 5000;    // pictures until half of the averaged generator is renewed; 0 = no averaging
    double emaShare = 0.0;        // the half-life is at most this share of the run's pictures; 0 = no such bound
    double dropout = 0.3;         // of the classic discriminator; 0 = off
    Upsampling upsampling = Upsampling::Nearest;      // of studio-gan; models of before this option have Nearest
    FirstWeights firstWeights = FirstWeights::Random; // of studio-gan; models of before this option have Random
    bool operator==(const GanOptions&) const = default;
};

struct VaeOptions {
    int latent = 64;                // elements of the latent vector
    int width = 0;                  // channels at the widest layer; 0 = the network's own
    double beta = 1.0;              // weight of the KL term (Higgins et al. 2017)
    double klWarmup = 0.2;          // share of the run over which beta rises from 0; 0 = full weight from the start
    double learningRate = 1e-3;     // Adam step size
    double learningRateDecay = 1.0; // share of the learning rate that is gone at the end of the run; 0 = constant
    double emaHalfLife = 5000;      // pictures until half of the averaged network is renewed; 0 = no averaging
    bool operator==(const VaeOptions&) const = default;
};

// Of the architecture's family.
using ModelOptions = std::variant<GanOptions, VaeOptions, LanguageOptions, SequenceVaeOptions>;

struct Preset {
    QString id;      // "studio-gan"
    QString title;   // translated: "Studio GAN"
    QString goodFor; // translated, one plain sentence
    Architecture architecture = Architecture::StudioGan;
    DataKind medium = DataKind::Pictures;
    std::vector<int> resolutions; // px it can train at; pictures only
    int channels = 0;             // 1 = grey only; 0 = grey or colour
    RunOptions run;
    ModelOptions model;
    bool operator==(const Preset&) const = default;
};

// One row of the options table: the only place where an option's meaning, unit, default, range and the sense of zero
// stand. The advanced panel, `--set`, preset JSON and the documentation are all read from it.
struct OptionSpec {
    QString key;              // "r1Gamma"
    Sentence title;           // short, the field's standard term: "R1 gamma"
    QString meaning;          // translated, what it does to the result
    QString unit;             // translated; empty for a pure number
    QString zeroMeans;        // translated; empty when zero is nothing special
    QVariant value;           // current value: bool, int, qint64, double or QString (one of `choices`)
    QVariant defaultValue;    // of the built-in preset with this id; of the struct for any other
    double minimum = 0;       // numbers only, inclusive
    double maximum = 0;       // numbers only, inclusive
    QStringList choices;      // enumerations only: the keys accepted by setOption
    QStringList choiceTitles; // translated, same order
};

// Returns the built-in presets of a medium in the order they are offered, the default one first. Reads :/presets/*.json
// over the struct defaults. Any thread.
std::vector<Preset> builtInPresets(DataKind medium = DataKind::Pictures);

// Returns the preset with this id, whatever its medium. Throws Error(BadArgument) naming the known ids.
Preset presetById(const QString& id);

// Returns the options this preset has (run options and those of its model), with current values and the defaults of the
// built-in preset of its id. Any thread. Throws Error(BadInput) when that is damaged.
std::vector<OptionSpec> optionSpecs(const Preset& preset);

// Sets one option from text, as `--set key=value` gives it. Throws Error(BadArgument) that names the key and its range
// or choices; the preset is unchanged then.
void setOption(Preset& preset, const QString& key, const QString& value);

// JSON with every option by key: {"id", "title", "goodFor", "architecture", "medium", "resolutions", "channels",
// "options": {}}; "medium" may be missing: pictures.
// presetFromJson(toJson(p)) equals p. Options that are missing keep the struct's default; title and goodFor of a
// built-in id are taken in the language of today. Throws Error(BadInput) naming an unknown key, a value of the wrong
// type or one out of range.
QJsonObject toJson(const Preset& preset);
// Returns the title to show: that of a built-in preset follows the language, `title` is of the day it was read. Any
// thread.
Sentence shownTitle(const Preset& preset);
Preset presetFromJson(const QJsonObject& json);

} // namespace capriccio
