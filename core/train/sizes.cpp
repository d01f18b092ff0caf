#include "core/train/sizes.h"

#include "core/data/sequence_cache.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace capriccio {
namespace {

// A studio-gan learns by its steps: fewer than these within the time there is, and a thinner network that takes more of
// them draws better pictures (Fashion-MNIST, 5 minutes on one core of a plain processor: distance 46 at width 64).
struct Width {
    int channels;
    double steps;
};
constexpr std::array<Width, 3> kWidths{{{128, 2000}, {96, 1200}, {64, 0}}};
// What has been learned before needs fewer, and comes at this width only: emoji after four minutes of a busy core, 700
// steps from the sample set at a distance of 39, 1,500 steps of width 64 at 45.
constexpr Width kLearnedBefore{128, 700};

// Held-out losses of `gpt` on 76,000 tokens in two languages and on 270,000 of one (tests/bench/README.md): without
// dropout 8 and 4 passes are best, a dropout of 0.2 bears some 9 and one of 0.3 twice as many. Less dropout than that
// loss alone asks for: at 0.35 it is 4.56 instead of 4.64 after five minutes, and the English is hardly words.
constexpr double kTokensAPass = 90'000; // material that bears one pass more without dropout
constexpr double kFewestPasses = 4;
constexpr double kMostPasses = 16;
constexpr double kDropoutPerDoubling = 0.1; // of the passes beyond those
constexpr double kMostDropout = 0.2;
constexpr double kNoDropout = 0.03; // less than this costs speed for nothing

// Fewer tokens than this for each weight, and a smaller network that sees more of them learns more (Hoffmann et al.
// 2022 find 20 where nothing else is short; here material and minutes are).
constexpr double kTokensAWeight = 2.5;
struct Size {
    int width;
    int layers; // of a Transformer
};
constexpr std::array<Size, 3> kSmaller{{{128, 4}, {96, 4}, {64, 3}}};

constexpr qint64 kLongestPairs = 256; // tokens of a context that is chosen for pairs

// Weights that every token goes through: blocks and the output layer.
double weightsOf(const LanguageOptions& options, bool transformer, int vocabulary) {
    const double block = (transformer ? 12.0 : 8.0) * options.width * options.width;
    return options.layers * block + double(vocabulary) * options.width;
}

// tokens: that the network with these options sees in the time there is. Time goes with the weights.
void fitToSpeed(LanguageOptions& options, bool transformer, int vocabulary, double tokens) {
    const double work = tokens * weightsOf(options, transformer, vocabulary);
    for (const Size& size : kSmaller) {
        const double weights = weightsOf(options, transformer, vocabulary);
        if (work / weights >= kTokensAWeight * weights)
            return;
        if (size.width >= options.width)
            continue;
        options.width = size.width;
        if (transformer)
            options.layers = std::min(options.layers, size.layers);
    }
}

// steps: that the usual width would take in the time there is.
int widthFor(double steps, FirstWeights firstWeights) {
    if (firstWeights == FirstWeights::SampleSet && steps >= kLearnedBefore.steps)
        return kLearnedBefore.channels;
    return std::find_if(kWidths.begin(), kWidths.end(), [&](const Width& width) { return steps >= width.steps; })
        ->channels;
}

// A context that takes nearly every pair whole: lengths of sentences scatter, but seldom beyond twice the usual one. A
// longer one costs speed at every step, for padding behind the short ones. 0 = no pairs.
int contextOfPairs(const PreparedSequences& data) {
    if (!data.paired || data.documents <= 0)
        return 0;
    const qint64 twice = 2 * data.tokens / data.documents;
    return int(std::min<qint64>((twice + 31) / 32 * 32, kLongestPairs));
}

// Of the networks of pictures only a studio-gan's width is decided before the network is built.
Preset withPictureSizes(const TrainingJob& job, double picturesPerSecond) {
    Preset preset = job.preset;
    auto* gan = std::get_if<GanOptions>(&preset.model);
    if (gan && sizesFollowSpeed(job))
        gan->width = widthFor(picturesPerSecond > 0 ? picturesPerSecond * preset.run.minutes * 60 / preset.run.batch
                                                    : kWidths.front().steps,
                              gan->firstWeights);
    return preset;
}

Preset withSequenceSizes(const TrainingJob& job, double tokensPerSecond) {
    Preset preset = job.preset;
    const PreparedSequences& data = job.sequences;
    // Long runs and large corpora carry larger networks; a small corpus is learned by heart by a large one.
    const double minutes = preset.run.minutes > 0 ? preset.run.minutes : 10;
    const qint64 own = data.tokens / keysOf(data); // copies in other keys are no more material
    const bool music = preset.medium == DataKind::Melodies;
    const bool small = own < 60'000;
    // Recurrent networks compute in float32 only.
    if ((preset.architecture == Architecture::Lstm || preset.architecture == Architecture::SequenceVae) &&
        preset.run.precision == Precision::Auto)
        preset.run.precision = Precision::Float32;
    if (auto* language = std::get_if<LanguageOptions>(&preset.model)) {
        const bool transformer = preset.architecture == Architecture::Transformer;
        const bool words = !music && data.vocabulary > 400; // byte pairs: fewer, heavier tokens
        if (language->width <= 0)
            language->width = small ? 128 : minutes < 4 ? 128 : minutes < 15 ? 160 : minutes < 60 ? 224 : 320;
        if (language->layers <= 0)
            language->layers = transformer ? (small ? 3 : minutes < 4 ? 4 : minutes < 15 ? 5 : 6) : 2;
        if (tokensPerSecond > 0 && sizesFollowSpeed(job))
            fitToSpeed(*language, transformer, data.vocabulary, tokensPerSecond * minutes * 60);
        if (language->context <= 0) {
            language->context = minutes < 60 || words ? 128 : 256;
            language->context = std::max(language->context, contextOfPairs(data));
            if (music) // a part that comes again begins some 200 events after itself
                language->context = minutes < 4 ? 256 : 512;
        }
        if (language->heads <= 0)
            language->heads = std::max(language->width / 32, 1);
        if (language->learningRate <= 0)
            language->learningRate = (transformer ? 4e-3 : 3e-3) * std::sqrt(128.0 / language->width);
    } else if (auto* vae = std::get_if<SequenceVaeOptions>(&preset.model)) {
        if (vae->width <= 0)
            vae->width = minutes < 20 ? 128 : 192;
        if (vae->length <= 0)
            vae->length = !music && data.vocabulary > 400 ? 40 : 96;
    }
    return preset;
}

} // namespace

Passes passesOver(const LanguageOptions& options, qint64 tokens, double tokensPerStep, double steps) {
    Passes passes;
    const double material = double(std::max<qint64>(tokens, 1));
    const double bare = std::clamp(material / kTokensAPass, kFewestPasses, kMostPasses);
    passes.planned = steps * tokensPerStep / material;
    passes.most = options.passes > 0 ? options.passes : bare * std::exp2(kMostDropout / kDropoutPerDoubling);
    passes.mostSteps = std::max<qint64>(qint64(std::ceil(passes.most * material / std::max(tokensPerStep, 1.0))), 1);
    const double seen = std::min(passes.planned, passes.most);
    const double dropout = seen > bare ? kDropoutPerDoubling * std::log2(seen / bare) : 0;
    passes.dropout = dropout < kNoDropout ? 0 : std::min(dropout, kMostDropout);
    return passes;
}

bool sizesFollowSpeed(const TrainingJob& job) {
    if (job.preset.run.minutes <= 0)
        return false;
    if (const auto* gan = std::get_if<GanOptions>(&job.preset.model))
        return job.preset.architecture == Architecture::StudioGan && gan->width <= 0;
    const auto* language = std::get_if<LanguageOptions>(&job.preset.model);
    return language && language->width <= 0 && language->layers <= 0;
}

Preset withSizes(const TrainingJob& job, double unitsPerSecond) {
    return isSequence(job.preset.architecture) ? withSequenceSizes(job, unitsPerSecond)
                                               : withPictureSizes(job, unitsPerSecond);
}

} // namespace capriccio
