#include "core/train/run_medium.h"

#include "core/data/sequence_cache.h"
#include "core/train/picture_medium.h"
#include "core/train/sequence_medium.h"

#include <algorithm>
#include <cmath>

namespace capriccio {
namespace {

// Held-out losses of `gpt` on 76,000 tokens in two languages and on 270,000 of one (tests/bench/README.md): without
// dropout 8 and 4 passes are best, a dropout of 0.2 bears some 9 and one of 0.3 twice as many. Less dropout than that
// loss alone asks for: at 0.35 it is 4.56 instead of 4.64 after five minutes, and the English is hardly words.
constexpr double kTokensAPass = 90'000; // material that bears one pass more without dropout
constexpr double kFewestPasses = 4;
constexpr double kMostPasses = 16;
constexpr double kDropoutPerDoubling = 0.1; // of the passes beyond those
constexpr double kMostDropout = 0.2;
constexpr double kNoDropout = 0.03; // less than this costs speed for nothing

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

std::unique_ptr<RunMedium> makeRunMedium(const TrainingJob& job, std::shared_ptr<const Dataset> data) {
    if (isSequence(job.preset.architecture))
        return std::make_unique<SequenceMedium>(job, std::move(data));
    return std::make_unique<PictureMedium>(job, std::move(data));
}

Preset withSizes(const TrainingJob& job) {
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
        if (language->context <= 0) {
            language->context = minutes < 60 || words ? 128 : 256;
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

} // namespace capriccio
