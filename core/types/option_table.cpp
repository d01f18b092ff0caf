#include "core/types/option_table.h"

#include <QCoreApplication>
#include <type_traits>

namespace capriccio {

namespace {

QString operator""_qs(const char* text, std::size_t size) {
    return QString::fromUtf8(text, qsizetype(size));
}

struct Range {
    double minimum;
    double maximum;
};

// A number in `Options`, the part of a preset that `part` reaches.
template <typename Options, typename Number, typename Part>
OptionRow number(Number Options::*field, Part part, const QString& key, const Sentence& title, const QString& meaning,
                 Range range, const QString& unit = {}, const QString& zeroMeans = {}) {
    using Shown = std::conditional_t<std::is_same_v<Number, quint64>, qint64, Number>;
    OptionRow row;
    row.spec.key = key;
    row.spec.title = title;
    row.spec.meaning = meaning;
    row.spec.unit = unit;
    row.spec.zeroMeans = zeroMeans;
    row.spec.minimum = range.minimum;
    row.spec.maximum = range.maximum;
    row.get = [=](const Preset& preset) { return QVariant::fromValue(static_cast<Shown>(part(preset).*field)); };
    row.set = [=](Preset& preset, const QVariant& value) {
        part(preset).*field = static_cast<Number>(value.value<Shown>());
    };
    return row;
}

struct Choice {
    const char* key;
    QString title;
};

// An enumeration, by the keys of its choices in the order of its values.
template <typename Options, typename Enum, typename Part>
OptionRow choice(Enum Options::*field, Part part, const QString& key, const Sentence& title, const QString& meaning,
                 const std::vector<Choice>& choices) {
    OptionRow row;
    row.spec.key = key;
    row.spec.title = title;
    row.spec.meaning = meaning;
    for (const Choice& c : choices) {
        row.spec.choices << QString::fromLatin1(c.key);
        row.spec.choiceTitles << c.title;
    }
    row.get = [=, keys = row.spec.choices](const Preset& preset) { return keys.at(int(part(preset).*field)); };
    row.set = [=, keys = row.spec.choices](Preset& preset, const QVariant& value) {
        part(preset).*field = Enum(keys.indexOf(value.toString()));
    };
    return row;
}

// The parts of a preset, const or not.
constexpr auto runOf = [](auto& preset) -> auto& {
    return preset.run;
};
constexpr auto ganOf = [](auto& preset) -> auto& {
    return std::get<GanOptions>(preset.model);
};
constexpr auto vaeOf = [](auto& preset) -> auto& {
    return std::get<VaeOptions>(preset.model);
};

constexpr auto languageOf = [](auto& preset) -> auto& {
    return std::get<LanguageOptions>(preset.model);
};
constexpr auto sequenceVaeOf = [](auto& preset) -> auto& {
    return std::get<SequenceVaeOptions>(preset.model);
};

constexpr Range kShare{0, 1};
constexpr Range kLearningRate{1e-7, 1};
constexpr Range kLatent{2, 1024};
constexpr Range kWidth{0, 1024};
constexpr Range kHalfLife{0, 1e7};
// The largest double that is a qint64.
constexpr double kLargestSeed = 9223372036854774784.0;

QString widthMeaning() {
    return QCoreApplication::translate("Option", "More channels can learn more, and take longer for every step");
}
QString widthZero(Architecture architecture) {
    switch (architecture) {
    case Architecture::StudioGan:
        return QCoreApplication::translate("Option", "chosen from resolution, measured speed and time");
    case Architecture::Dcgan:
        return QCoreApplication::translate("Option", "chosen from the resolution");
    default:
        return QCoreApplication::translate("Option", "the network's own width");
    }
}
QString latentMeaning() {
    return QCoreApplication::translate("Option", "How many numbers a picture is drawn from");
}
QString decayMeaning() {
    return QCoreApplication::translate(
        "Option", "Share of the learning rate that is gone at the end: pictures settle and sharpen");
}
QString decayZero() {
    return QCoreApplication::translate("Option", "constant learning rate");
}
QString emaMeaning() {
    return QCoreApplication::translate("Option",
                                       "Pictures seen until half of the averaged model is renewed: longer is steadier");
}
QString picturesUnit() {
    return QCoreApplication::translate("Option", "pictures");
}
QString emaZero() {
    return QCoreApplication::translate("Option", "no averaging");
}
QString off() {
    return QCoreApplication::translate("Option", "off");
}

void addRunRows(std::vector<OptionRow>& rows) {
    using R = RunOptions;
    rows.push_back(number(&R::minutes, runOf, "minutes"_qs, Sentence::translate("Option", "Training time"),
                          QCoreApplication::translate("Option", "How long the training runs"), {0, 525600},
                          QCoreApplication::translate("Option", "min"),
                          QCoreApplication::translate("Option", "no limit by time")));
    rows.push_back(number(&R::steps, runOf, "steps"_qs, Sentence::translate("Option", "Steps"),
                          QCoreApplication::translate("Option", "Optimiser steps after which the training ends"),
                          {0, 1e9}, QCoreApplication::translate("Option", "steps"),
                          QCoreApplication::translate("Option", "no limit by steps")));
    rows.push_back(number(
        &R::seed, runOf, "seed"_qs, Sentence::translate("Option", "Run seed"),
        QCoreApplication::translate("Option", "The same number on the same machine gives the same training again"),
        {0, kLargestSeed}));
    rows.push_back(number(&R::threads, runOf, "threads"_qs, Sentence::translate("Option", "CPU threads"),
                          QCoreApplication::translate("Option", "How much of the processor the training takes"),
                          {0, 256}, {}, QCoreApplication::translate("Option", "chosen by a short measurement")));
    rows.push_back(
        choice(&R::precision, runOf, "precision"_qs, Sentence::translate("Option", "Precision"),
               QCoreApplication::translate(
                   "Option", "Number format of the computation: bfloat16 is faster on processors made for it"),
               {{"auto", QCoreApplication::translate("Option", "Measured")},
                {"fp32", QCoreApplication::translate("Option", "float32")},
                {"bf16", QCoreApplication::translate("Option", "bfloat16")}}));
    rows.push_back(number(&R::batch, runOf, "batch"_qs, Sentence::translate("Option", "Batch size"),
                          QCoreApplication::translate(
                              "Option", "Pictures looked at in one step: more is steadier, fewer gives quicker steps"),
                          {1, 1024}, picturesUnit()));
    rows.push_back(number(&R::checkpointSeconds, runOf, "checkpointSeconds"_qs,
                          Sentence::translate("Option", "Time between checkpoints"),
                          QCoreApplication::translate("Option", "At most this much training is lost in a power cut"),
                          {0.1, 60}, QCoreApplication::translate("Option", "s")));
    rows.push_back(
        number(&R::keepCheckpoints, runOf, "keepCheckpoints"_qs, Sentence::translate("Option", "Checkpoints kept"),
               QCoreApplication::translate("Option", "How many checkpoints stay besides the best one"), {1, 1000}));
    rows.push_back(number(&R::previewSeconds, runOf, "previewSeconds"_qs,
                          Sentence::translate("Option", "Time between previews"),
                          QCoreApplication::translate("Option", "How often the grid of pictures is drawn again"),
                          {0, 3600}, QCoreApplication::translate("Option", "s"),
                          QCoreApplication::translate("Option", "a preview with every report")));
    rows.push_back(number(&R::previewTiles, runOf, "previewTiles"_qs, Sentence::translate("Option", "Preview pictures"),
                          QCoreApplication::translate("Option", "How many pictures are redrawn as it learns"),
                          {1, 256}));
}

void addGanRows(std::vector<OptionRow>& rows, Architecture architecture) {
    using G = GanOptions;
    rows.push_back(
        number(&G::latent, ganOf, "latent"_qs, Sentence::translate("Option", "Latent size"), latentMeaning(), kLatent));
    rows.push_back(number(&G::width, ganOf, "width"_qs, Sentence::translate("Option", "Width"), widthMeaning(), kWidth,
                          QCoreApplication::translate("Option", "channels"), widthZero(architecture)));
    rows.push_back(choice(&G::objective, ganOf, "objective"_qs, Sentence::translate("Option", "Objective"),
                          QCoreApplication::translate("Option", "What generator and discriminator play for"),
                          {{"non-saturating", QCoreApplication::translate("Option", "Non-saturating")},
                           {"hinge", QCoreApplication::translate("Option", "Hinge")},
                           {"wasserstein-gp", QCoreApplication::translate("Option", "Wasserstein (WGAN-GP)")},
                           {"relativistic", QCoreApplication::translate("Option", "Relativistic (RpGAN)")}}));
    rows.push_back(number(&G::learningRateG, ganOf, "learningRateG"_qs,
                          Sentence::translate("Option", "Learning rate G"),
                          QCoreApplication::translate("Option", "Step size of the generator: larger learns faster, too "
                                                                "large never settles"),
                          kLearningRate));
    rows.push_back(number(&G::learningRateD, ganOf, "learningRateD"_qs,
                          Sentence::translate("Option", "Learning rate D"),
                          QCoreApplication::translate("Option", "Step size of the discriminator: larger makes a "
                                                                "stricter judge"),
                          kLearningRate));
    rows.push_back(number(&G::beta1, ganOf, "beta1"_qs, Sentence::translate("Option", "Adam beta 1"),
                          QCoreApplication::translate("Option", "How long a step keeps its direction"), {0, 0.9999}, {},
                          QCoreApplication::translate("Option", "no momentum")));
    rows.push_back(number(&G::beta2, ganOf, "beta2"_qs, Sentence::translate("Option", "Adam beta 2"),
                          QCoreApplication::translate("Option", "How long the size of past gradients is remembered"),
                          {0, 0.99999}));
    rows.push_back(number(&G::learningRateDecay, ganOf, "learningRateDecay"_qs,
                          Sentence::translate("Option", "Learning rate decay"), decayMeaning(), kShare, {},
                          decayZero()));
    rows.push_back(number(&G::r1Gamma, ganOf, "r1Gamma"_qs, Sentence::translate("Option", "R1 gamma"),
                          QCoreApplication::translate("Option", "Calms the discriminator on real pictures: more is "
                                                                "steadier and softer"),
                          {0, 1000}, {}, off()));
    rows.push_back(number(&G::r2Gamma, ganOf, "r2Gamma"_qs, Sentence::translate("Option", "R2 gamma"),
                          QCoreApplication::translate("Option", "Calms the discriminator on drawn pictures"), {0, 1000},
                          {}, off()));
    rows.push_back(number(&G::gammaEnd, ganOf, "gammaEnd"_qs, Sentence::translate("Option", "Gamma at the end"),
                          QCoreApplication::translate("Option", "Share of both gammas left at the end of the run: less "
                                                                "calms at the start and sharpens at the end"),
                          {0.0001, 1}));
    rows.push_back(number(&G::lazyInterval, ganOf, "lazyInterval"_qs, Sentence::translate("Option", "Penalty interval"),
                          QCoreApplication::translate("Option", "Steps between gradient penalties: more is faster"),
                          {1, 1024}, QCoreApplication::translate("Option", "steps")));
    rows.push_back(number(&G::gradientPenalty, ganOf, "gradientPenalty"_qs,
                          Sentence::translate("Option", "Gradient penalty"),
                          QCoreApplication::translate("Option", "Weight of the penalty of WGAN-GP; other objectives do "
                                                                "not use it"),
                          {0, 1000}, {}, off()));
    rows.push_back(number(&G::criticSteps, ganOf, "criticSteps"_qs, Sentence::translate("Option", "Critic steps"),
                          QCoreApplication::translate("Option", "Discriminator steps for each step of the generator"),
                          {1, 20}, QCoreApplication::translate("Option", "steps")));
    rows.push_back(
        choice(&G::augmentation, ganOf, "augmentation"_qs, Sentence::translate("Option", "Augmentation"),
               QCoreApplication::translate("Option", "Shows the discriminator shifted and recoloured pictures, "
                                                     "so that few pictures are not learned by heart"),
               {{"off", off()},
                {"fixed", QCoreApplication::translate("Option", "Fixed")},
                {"adaptive", QCoreApplication::translate("Option", "Adaptive")},
                {"repetition", QCoreApplication::translate("Option", "By repetition")}}));
    rows.push_back(number(&G::augmentStrength, ganOf, "augmentStrength"_qs,
                          Sentence::translate("Option", "Augmentation strength"),
                          QCoreApplication::translate("Option", "Share of pictures changed by each transformation; the "
                                                                "start value when adaptive"),
                          kShare, {}, off()));
    rows.push_back(
        number(&G::augmentTarget, ganOf, "augmentTarget"_qs, Sentence::translate("Option", "Augmentation target"),
               QCoreApplication::translate("Option", "How sure of real pictures the discriminator may become "
                                                     "before the augmentation grows"),
               kShare));
    rows.push_back(number(&G::emaHalfLife, ganOf, "emaHalfLife"_qs,
                          Sentence::translate("Option", "Averaging half-life"), emaMeaning(), kHalfLife, picturesUnit(),
                          emaZero()));
    rows.push_back(number(&G::emaShare, ganOf, "emaShare"_qs, Sentence::translate("Option", "Averaging share"),
                          QCoreApplication::translate("Option", "The averaging half-life is at most this share of the "
                                                                "run's pictures"),
                          kShare, {}, QCoreApplication::translate("Option", "no such bound")));
    rows.push_back(number(&G::dropout, ganOf, "dropout"_qs, Sentence::translate("Option", "Dropout"),
                          QCoreApplication::translate("Option", "Share of the classic discriminator's units that rest "
                                                                "in each step"),
                          {0, 0.95}, {}, off()));
    rows.push_back(choice(&G::upsampling, ganOf, "upsampling"_qs, Sentence::translate("Option", "Upsampling"),
                          QCoreApplication::translate("Option", "How Studio GAN doubles its features: bilinear draws "
                                                                "smooth areas, nearest leaves a plaid in them"),
                          {{"nearest", QCoreApplication::translate("Option", "Nearest")},
                           {"bilinear", QCoreApplication::translate("Option", "Bilinear")}}));
    rows.push_back(choice(
        &G::firstWeights, ganOf, "firstWeights"_qs, Sentence::translate("Option", "First weights"),
        QCoreApplication::translate("Option", "What Studio GAN begins with: what it has learned on pictures that "
                                              "the studio draws itself, the built-in sample set among them (at "
                                              "the usual width and latent), or chance alone"),
        {{"random", QCoreApplication::translate("Option", "Random")},
         {"sample-set", QCoreApplication::translate("Option", "From the sample set")}}));
}

// GanOptions is one struct for three networks; each listens to some of it only.
void offerWhatIsHeard(std::vector<OptionRow>& rows, Architecture architecture) {
    const bool classic = architecture == Architecture::MlpGan;
    const bool studio = architecture == Architecture::StudioGan;
    for (OptionRow& row : rows) {
        if (row.spec.key == QLatin1String("width"))
            row.offered = !classic;
        else if (row.spec.key == QLatin1String("dropout"))
            row.offered = classic;
        else if (row.spec.key == QLatin1String("upsampling") || row.spec.key == QLatin1String("firstWeights"))
            row.offered = studio;
    }
}

void addVaeRows(std::vector<OptionRow>& rows) {
    using V = VaeOptions;
    rows.push_back(
        number(&V::latent, vaeOf, "latent"_qs, Sentence::translate("Option", "Latent size"), latentMeaning(), kLatent));
    rows.push_back(number(&V::width, vaeOf, "width"_qs, Sentence::translate("Option", "Width"), widthMeaning(), kWidth,
                          QCoreApplication::translate("Option", "channels"), widthZero(Architecture::Vae)));
    rows.push_back(
        number(&V::beta, vaeOf, "beta"_qs, Sentence::translate("Option", "Beta"),
               QCoreApplication::translate("Option", "Weight of the KL term: more gives smoother mixing, less "
                                                     "gives sharper reconstruction"),
               {0, 1000}, {}, QCoreApplication::translate("Option", "a plain autoencoder")));
    rows.push_back(number(&V::klWarmup, vaeOf, "klWarmup"_qs, Sentence::translate("Option", "KL warm-up"),
                          QCoreApplication::translate("Option", "Share of the run over which beta rises from 0"),
                          kShare, {}, QCoreApplication::translate("Option", "full weight from the start")));
    rows.push_back(
        number(&V::learningRate, vaeOf, "learningRate"_qs, Sentence::translate("Option", "Learning rate"),
               QCoreApplication::translate("Option", "Step size: larger learns faster, too large never settles"),
               kLearningRate));
    rows.push_back(number(&V::learningRateDecay, vaeOf, "learningRateDecay"_qs,
                          Sentence::translate("Option", "Learning rate decay"), decayMeaning(), kShare, {},
                          decayZero()));
    rows.push_back(number(&V::emaHalfLife, vaeOf, "emaHalfLife"_qs,
                          Sentence::translate("Option", "Averaging half-life"), emaMeaning(), kHalfLife, picturesUnit(),
                          emaZero()));
}

// The run options in the words of sequences.
void sayInTokens(std::vector<OptionRow>& rows) {
    for (OptionRow& row : rows) {
        if (row.spec.key == QLatin1String("batch")) {
            row.spec.meaning = QCoreApplication::translate("Option", "How many passages are looked at in one step");
            row.spec.unit = QCoreApplication::translate("Option", "passages");
        } else if (row.spec.key == QLatin1String("previewSeconds"))
            row.spec.meaning = QCoreApplication::translate("Option", "How often the samples are written again");
        else if (row.spec.key == QLatin1String("previewTiles")) {
            row.spec.title = Sentence::translate("Option", "Samples");
            row.spec.meaning = QCoreApplication::translate("Option", "How many samples are written again as it learns");
        }
    }
}

QString chosenZero() {
    return QCoreApplication::translate("Option", "chosen from data and time");
}
QString tokensUnit() {
    return QCoreApplication::translate("Option", "tokens");
}

// Options that next-token models and sequence VAEs share; Options has these fields.
template <typename Options, typename Part>
void addSequenceRows(std::vector<OptionRow>& rows, Part part) {
    using O = Options;
    rows.push_back(number(&O::learningRateEnd, part, "learningRateEnd"_qs,
                          Sentence::translate("Option", "Learning rate at the end"),
                          QCoreApplication::translate("Option", "Share of the learning rate left at the end of the "
                                                                "run, reached along a cosine"),
                          kShare, {}, QCoreApplication::translate("Option", "falls to nothing")));
    rows.push_back(number(&O::weightDecay, part, "weightDecay"_qs, Sentence::translate("Option", "Weight decay"),
                          QCoreApplication::translate("Option", "Pulls weights towards zero: more copies less and "
                                                                "learns less by heart"),
                          {0, 10}, {}, off()));
    rows.push_back(number(&O::clip, part, "clip"_qs, Sentence::translate("Option", "Gradient clipping"),
                          QCoreApplication::translate("Option", "Largest norm of all gradients together: less is "
                                                                "steadier"),
                          {0, 1000}, {}, off()));
    rows.push_back(number(&O::dropout, part, "dropout"_qs, Sentence::translate("Option", "Dropout"),
                          QCoreApplication::translate("Option", "Share of units that rest in each step: more copies "
                                                                "less, learns slower"),
                          {0, 0.9}, {}, std::is_same_v<O, LanguageOptions> ? chosenZero() : off()));
    rows.push_back(number(&O::labelSmoothing, part, "labelSmoothing"_qs,
                          Sentence::translate("Option", "Label smoothing"),
                          QCoreApplication::translate("Option", "Share of the target spread over all tokens: more is "
                                                                "less sure of itself"),
                          {0, 0.9}, {}, off()));
    rows.push_back(number(&O::emaShare, part, "emaShare"_qs, Sentence::translate("Option", "Averaging share"),
                          QCoreApplication::translate("Option", "Half-life of the averaged weights as a share of the "
                                                                "steps done: longer is steadier"),
                          kShare, {}, emaZero()));
    rows.push_back(number(&O::patience, part, "patience"_qs, Sentence::translate("Option", "Early stop"),
                          QCoreApplication::translate("Option", "Looks at the held-out part without improvement before "
                                                                "the run ends"),
                          {0, 10000}, QCoreApplication::translate("Option", "validations"),
                          QCoreApplication::translate("Option", "runs to its end")));
}

void addLanguageRows(std::vector<OptionRow>& rows, Architecture architecture) {
    using L = LanguageOptions;
    rows.push_back(number(&L::layers, languageOf, "layers"_qs, Sentence::translate("Option", "Layers"),
                          QCoreApplication::translate("Option", "More layers can learn more, and take longer for "
                                                                "every step"),
                          {0, 48}, {}, chosenZero()));
    rows.push_back(number(&L::width, languageOf, "width"_qs, Sentence::translate("Option", "Width"),
                          QCoreApplication::translate("Option", "Wider layers can learn more, and take longer for "
                                                                "every step"),
                          {0, 2048}, {}, chosenZero()));
    if (architecture == Architecture::Transformer)
        rows.push_back(number(&L::heads, languageOf, "heads"_qs, Sentence::translate("Option", "Attention heads"),
                              QCoreApplication::translate("Option", "How many places of the text a layer looks at "
                                                                    "together"),
                              {0, 64}, {}, QCoreApplication::translate("Option", "width / 32")));
    rows.push_back(number(&L::context, languageOf, "context"_qs, Sentence::translate("Option", "Context"),
                          QCoreApplication::translate("Option", "How far it looks back"), {0, 2048}, tokensUnit(),
                          chosenZero()));
    rows.push_back(
        number(&L::learningRate, languageOf, "learningRate"_qs, Sentence::translate("Option", "Learning rate"),
               QCoreApplication::translate("Option", "Step size: larger learns faster, too large never settles"),
               {0, 1}, {}, QCoreApplication::translate("Option", "chosen from the width")));
    rows.push_back(number(&L::warmup, languageOf, "warmup"_qs, Sentence::translate("Option", "Warm-up"),
                          QCoreApplication::translate("Option", "Share of the run over which the step size rises"),
                          kShare, {}, QCoreApplication::translate("Option", "full step size from the start")));
    rows.push_back(number(&L::beta1, languageOf, "beta1"_qs, Sentence::translate("Option", "Adam beta 1"),
                          QCoreApplication::translate("Option", "How long a step keeps its direction"), {0, 0.9999}, {},
                          QCoreApplication::translate("Option", "no momentum")));
    rows.push_back(number(&L::beta2, languageOf, "beta2"_qs, Sentence::translate("Option", "Adam beta 2"),
                          QCoreApplication::translate("Option", "How long the size of past gradients is remembered"),
                          {0, 0.99999}));
    if (architecture == Architecture::Transformer)
        rows.push_back(number(&L::fillInMiddle, languageOf, "fillInMiddle"_qs,
                              Sentence::translate("Option", "Fill in the middle"),
                              QCoreApplication::translate("Option", "Share of passages it learns to complete from both "
                                                                    "ends, so that gaps can be filled"),
                              kShare, {}, off()));
    addSequenceRows<L>(rows, languageOf);
    rows.push_back(number(&L::passes, languageOf, "passes"_qs, Sentence::translate("Option", "Most passes"),
                          QCoreApplication::translate("Option", "How often a run by minutes goes through the material "
                                                                "at most, before it learns it by heart"),
                          {0, 1'000'000}, {}, QCoreApplication::translate("Option", "chosen from the data")));
}

void addSequenceVaeRows(std::vector<OptionRow>& rows) {
    using V = SequenceVaeOptions;
    rows.push_back(number(
        &V::latent, sequenceVaeOf, "latent"_qs, Sentence::translate("Option", "Latent size"),
        QCoreApplication::translate("Option", "How many numbers a sentence or melody is written from"), kLatent));
    rows.push_back(number(&V::layers, sequenceVaeOf, "layers"_qs, Sentence::translate("Option", "Layers"),
                          QCoreApplication::translate("Option", "More layers can learn more, and take longer for "
                                                                "every step"),
                          {1, 48}));
    rows.push_back(number(&V::width, sequenceVaeOf, "width"_qs, Sentence::translate("Option", "Width"),
                          QCoreApplication::translate("Option", "Wider layers can learn more, and take longer for "
                                                                "every step"),
                          {0, 2048}, {}, chosenZero()));
    rows.push_back(number(&V::length, sequenceVaeOf, "length"_qs, Sentence::translate("Option", "Longest item"),
                          QCoreApplication::translate("Option", "Items longer than this are left out"), {0, 2048},
                          tokensUnit(), QCoreApplication::translate("Option", "chosen from the data")));
    rows.push_back(
        number(&V::beta, sequenceVaeOf, "beta"_qs, Sentence::translate("Option", "Beta"),
               QCoreApplication::translate("Option", "Weight of the KL term: more gives smoother mixing, less "
                                                     "gives sharper reconstruction"),
               {0, 1000}, {}, QCoreApplication::translate("Option", "a plain autoencoder")));
    rows.push_back(number(&V::klWarmup, sequenceVaeOf, "klWarmup"_qs, Sentence::translate("Option", "KL warm-up"),
                          QCoreApplication::translate("Option", "Share of the run over which beta rises from 0"),
                          kShare, {}, QCoreApplication::translate("Option", "full weight from the start")));
    rows.push_back(number(&V::freeBits, sequenceVaeOf, "freeBits"_qs, Sentence::translate("Option", "Free bits"),
                          QCoreApplication::translate("Option", "Information each latent number may carry for free: "
                                                                "more keeps the space from being ignored"),
                          {0, 10}, QCoreApplication::translate("Option", "nats"), off()));
    rows.push_back(
        number(&V::wordDropout, sequenceVaeOf, "wordDropout"_qs, Sentence::translate("Option", "Word dropout"),
               QCoreApplication::translate("Option", "Share of words hidden from the writer, so that it must "
                                                     "look at the latent point"),
               kShare, {}, off()));
    rows.push_back(number(
        &V::unguided, sequenceVaeOf, "unguided"_qs, Sentence::translate("Option", "Items without a point"),
        QCoreApplication::translate("Option", "Share of the items learned without their latent point, so that points "
                                              "between items can lean on plain writing"),
        kShare, {}, off()));
    rows.push_back(
        number(&V::learningRate, sequenceVaeOf, "learningRate"_qs, Sentence::translate("Option", "Learning rate"),
               QCoreApplication::translate("Option", "Step size: larger learns faster, too large never settles"),
               kLearningRate));
    addSequenceRows<V>(rows, sequenceVaeOf);
}

} // namespace

std::vector<OptionRow> optionRows(Architecture architecture) {
    std::vector<OptionRow> rows;
    addRunRows(rows);
    if (isSequence(architecture))
        sayInTokens(rows);
    if (architecture == Architecture::Vae)
        addVaeRows(rows);
    else if (architecture == Architecture::SequenceVae)
        addSequenceVaeRows(rows);
    else if (isSequence(architecture))
        addLanguageRows(rows, architecture);
    else {
        addGanRows(rows, architecture);
        offerWhatIsHeard(rows, architecture);
    }
    return rows;
}

} // namespace capriccio
