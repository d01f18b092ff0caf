#include "core/train/sequence_medium.h"

#include "core/data/sequence_cache.h"
#include "core/data/sequence_dataset.h"
#include "core/evaluate/originality.h"
#include "core/io/durable_file.h"
#include "core/io/midi_file.h"
#include "core/sample/melody_sampler.h"
#include "core/sample/sequence_score.h"
#include "core/sample/writing_rules.h"
#include "core/types/counter_random.h"
#include "core/types/error.h"
#include "core/types/generated_note.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace capriccio {
namespace {

constexpr int kLookLength = 160;  // tokens of a sample on the way
constexpr int kFinalLength = 600; // of samples.txt
constexpr int kFinalSamples = 8;
constexpr qint64 kStopsWithin = 1000; // ms for what is written when no sample is there yet
constexpr int kLookBars = 4;          // of a melody on the way
constexpr int kFinalBars = 16;
constexpr int kPromptTokens = 24;                 // beginnings of held-out passages that samples go on from
constexpr std::int64_t kLookedThrough = 200'000;  // tokens among which beginnings are chosen
constexpr std::int64_t kLookItems = 64;           // held-out passages looked at on the way
constexpr std::int64_t kMostTokens = 400'000;     // of the held-out part in the final figures
constexpr std::int64_t kMostItemTokens = 100'000; // of a model that is asked item by item

const SequenceSampler& sequencesOf(const Sampler& sampler) {
    return dynamic_cast<const SequenceSampler&>(sampler);
}

// Items spread evenly over a part, so that figures of one run can be compared with one another.
Batch spreadBatch(const Dataset& data, Part part, std::int64_t most) {
    const std::int64_t size = data.size(part);
    const std::int64_t count = std::min(size, most);
    if (count == 0)
        return {};
    std::vector<std::int64_t> items;
    for (std::int64_t i = 0; i < count; ++i)
        items.push_back(i * size / count);
    return data.batch(items, part);
}

// A beginning of at most kPromptTokens tokens of one passage, near `from`; whole words of a text (codec null: as it
// is).
std::vector<int> beginningAt(const TextCodec* codec, const std::vector<int>& ids, std::size_t from) {
    const auto special = [&](std::size_t at) { return ids[at] < kFirstToken; };
    const std::size_t farthest = from + kPromptTokens;
    while (from < farthest && (special(from) || (codec && from > 0 && !mayCut(*codec, ids, from))))
        ++from;
    std::size_t end = from;
    while (end < ids.size() && end < from + kPromptTokens && !special(end))
        ++end;
    while (codec && end < ids.size() && end > from + 1 && !mayCut(*codec, ids, end))
        --end;
    return {ids.begin() + std::ptrdiff_t(from), ids.begin() + std::ptrdiff_t(end)};
}

// The first halves of pairs, each with the separator behind it: at most `most`, spread evenly. Those that leave room
// for an answer in a window of tokens, where there are such.
std::vector<std::vector<int>> sourcesIn(const std::vector<int>& ids, std::int64_t window, int most) {
    std::vector<std::vector<int>> all;
    for (auto from = std::find(ids.begin(), ids.end(), int(kBegin)); from != ids.end();) {
        ++from;
        const auto end = std::find(from, ids.end(), int(kBegin));
        const auto separator = std::find(from, end, int(kSeparator));
        if (separator != end && separator != from)
            all.emplace_back(from, separator + 1);
        from = end;
    }
    const auto fits = [window](const std::vector<int>& source) { return 2 * std::int64_t(source.size()) <= window; };
    if (std::any_of(all.begin(), all.end(), fits))
        std::erase_if(all, [&fits](const std::vector<int>& source) { return !fits(source); });
    std::vector<std::vector<int>> chosen;
    const std::size_t count = std::min(all.size(), std::size_t(most));
    for (std::size_t i = 0; i < count; ++i)
        chosen.push_back(all[i * all.size() / count]);
    return chosen;
}

double bits(double nats) {
    return nats / std::numbers::ln2;
}

} // namespace

SequenceMedium::SequenceMedium(const TrainingJob& job, std::shared_ptr<const Dataset> data)
    : preset_(job.preset), sequences_(job.sequences), data_(std::move(data)), health_(job.preset.medium) {
    if (preset_.medium == DataKind::Text)
        codec_ = makeTextCodec(sequences_.codec);
    else
        melodyCodec_ = makeMelodyCodec(sequences_.codec);
    keys_ = keysOf(sequences_);
    shape_.vocabulary = sequences_.vocabulary;
    shape_.paired = sequences_.paired;
    shape_.trainingPictures = data_->size(Part::Training);
    if (shape_.trainingPictures < 1) {
        const Sentence why = SequenceMedium::tooLong();
        throw Error(Error::Kind::BadInput,
                    why.isEmpty()
                        ? Sentence::translate("Training", "There is too little material to train on. Add more.")
                        : why);
    }
    unitsPerItem_ = std::max<qint64>(data_->batch({0}).inputs.size(1) - 1, 1);
    figures_.untrained = std::log(double(std::max(shape_.vocabulary, 2)));
}

void SequenceMedium::describe(ModelInfo& info) const {
    info.resolution = 0;
    info.channels = 0;
    info.latent = 0;
    if (const auto* vae = std::get_if<SequenceVaeOptions>(&preset_.model)) {
        info.latent = vae->latent;
        info.canEncode = true;
    }
    info.codec = sequences_.codec;
    info.vocabulary = sequences_.vocabulary;
    info.paired = sequences_.paired;
    info.tokensPerCharacter = sequences_.characters > 0 ? double(sequences_.tokens) / double(sequences_.characters) : 1;
    info.dataTitle = sequences_.title;
    info.dataHash = sequences_.contentHash;
    info.dataCount = int(std::min<qint64>(sequences_.characters / keys_, std::numeric_limits<int>::max()));
    info.sourceNote = sequences_.sourceNote;
    info.licenceNote = sequences_.licenceNote;
    info.melody = sequences_.melody;
}

Sentence SequenceMedium::tooLong() const {
    const auto* data = dynamic_cast<const SequenceDataset*>(data_.get());
    if (data == nullptr)
        return {};
    const SequenceDataset::TooLong& found = data->tooLong();
    Sentence said;
    if (found.items > 0)
        said = said.followedBy((
            melodyCodec_ ? Sentence::translate("Training",
                                               "%n pieces of melody are longer than the %1 tokens this model takes and "
                                               "are left out.",
                                               nullptr, int(found.items))
                               .arg(data->window())
                         : Sentence::translate("Training",
                                               "%n sentences are longer than the %1 tokens this model takes and are "
                                               "left out.",
                                               nullptr, int(found.items))
                               .arg(data->window())));
    if (found.cutPairs > 0)
        said = said.followedBy(
            Sentence::translate("Training",
                                "%n pairs are longer than the %1 tokens this model takes and lose the end of their "
                                "answer.",
                                nullptr, int(found.cutPairs))
                .arg(data->window()));
    if (found.lostPairs > 0)
        said = said.followedBy(
            Sentence::translate("Training",
                                "%n pairs are left out: their first half alone fills the %1 tokens this model takes.",
                                nullptr, int(found.lostPairs))
                .arg(data->window()));
    if (said.isEmpty())
        return {};
    const bool byItem = std::holds_alternative<SequenceVaeOptions>(preset_.model);
    said = said.followedBy(
        Sentence::translate("Training", "A higher “%1” under Advanced (on the command line: --set %2=N) takes them in.")
            .arg(byItem ? Sentence::translate("Option", "Longest item") : Sentence::translate("Option", "Context"),
                 byItem ? QStringLiteral("length") : QStringLiteral("context")));
    return said;
}

Sentence SequenceMedium::mismatch(const ModelInfo& then, const QString& file) const {
    if (then.preset.architecture != preset_.architecture || then.preset.medium != preset_.medium)
        return Sentence::translate("Training", "%1 is a checkpoint of %2; this run is %3. Start with the same preset.")
            .arg(file, then.preset.title, preset_.title);
    if (then.codec != sequences_.codec)
        return melodyCodec_
                   ? Sentence::translate(
                         "Training",
                         "%1 was trained on music with other events. Start anew, or prepare the same tunes.")
                         .arg(file)
                   : Sentence::translate(
                         "Training", "%1 was trained on material with other letters or words. Start anew, or prepare "
                                     "the same material.")
                         .arg(file);
    return {};
}

void SequenceMedium::begin(quint64 runSeed, const ModelInfo&) {
    heldOut_ = spreadBatch(*data_, Part::HeldOut, kLookItems);
    training_ = spreadBatch(*data_, Part::Training, kLookItems);
    prompts_.clear();
    const int count = std::clamp(preset_.run.previewTiles, 1, 64);
    if (sequences_.paired) {
        // A model of pairs is asked what it never learned to answer; what it learned, where nothing is held out.
        prompts_ = sourcesIn(data_->tokens(Part::HeldOut, kLookedThrough), unitsPerItem_, count);
        if (prompts_.empty())
            prompts_ = sourcesIn(data_->tokens(Part::Training, kLookedThrough), unitsPerItem_, count);
        return;
    }
    // The first sample begins from nothing; the others go on from beginnings the model never saw.
    prompts_.push_back({});
    if (melodyCodec_) // tunes begin from nothing
        return;
    const std::vector<int> unseen = data_->tokens(Part::HeldOut, kLookedThrough);
    const auto usable = std::int64_t(unseen.size()) - kPromptTokens;
    for (int i = 1; i < count && usable > 0; ++i)
        prompts_.push_back(beginningAt(
            codec_.get(), unseen,
            std::size_t(streamSeed(runSeed, RandomStream::LiveCheck, std::uint64_t(i)) % std::uint64_t(usable))));
}

std::vector<WrittenSample> SequenceMedium::write(const SequenceSampler& sampler, int count, int length,
                                                 const Interrupted& interrupted) const {
    std::vector<WrittenSample> samples;
    const bool fromSpace = sampler.info().canEncode;
    const bool answers = sequences_.paired && !prompts_.empty();
    std::optional<WholeCharacters> characters;
    if (codec_)
        characters.emplace(*codec_);
    if (answers) // the likeliest answer to the same source is the same
        count = std::min(count, int(prompts_.size()));
    for (int i = 0; i < count; ++i) {
        SequenceRequest request;
        request.length = length;
        request.seed = quint64(i + 1);
        request.stop = {kPad, kBegin, kSeparator, kPrefix, kSuffix, kMiddle};
        if (codec_) // as the Write page and the command line write
            request.banned = codec_->neverDrawn();
        WrittenSample sample;
        bool broken = false;
        if (fromSpace) {
            const std::vector<float> latent =
                standardNormal(streamSeed(request.seed, RandomStream::PointZ, 0), std::size_t(sampler.info().latent));
            request.temperature = 0;
            sample.ids = sampler.decode(latent, request);
        } else {
            // A run that is stopped before its first look has chosen no beginnings yet.
            const std::vector<int> prompt =
                prompts_.empty() ? std::vector<int>{} : prompts_[std::size_t(i) % prompts_.size()];
            std::vector<int> ids{kBegin};
            ids.insert(ids.end(), prompt.begin(), prompt.end());
            if (answers) { // drawn as `capriccio-cli answer` draws it, to its end
                request.temperature = 0;
                const std::vector<int> between = std::exchange(request.stop, {kEnd});
                request.banned.insert(request.banned.end(), between.begin(), between.end());
                request.steer = [asked = ids.size()](const std::vector<int>& before, std::vector<float>& bias) {
                    if (before.size() <= asked) // an empty answer shows nothing of what has been learned
                        bias[kEnd] = kNeverDrawn;
                };
            }
            if (characters)
                request.steer = [&characters, also = request.steer](const std::vector<int>& before,
                                                                    std::vector<float>& bias) {
                    characters->forbid(before, bias);
                    if (also)
                        also(before, bias);
                };
            sample.answer = answers;
            sample.ids = sampler.generate(ids, request, [&](const DrawnToken&) {
                broken = interrupted && interrupted();
                return !broken;
            });
            if (codec_)
                sample.prompt = codec_->decode(prompt);
        }
        broken = broken || (interrupted && interrupted());
        if (broken && !samples.empty())
            break;
        while (characters && characters->isUnfinished(sample.ids))
            sample.ids.pop_back();
        if (codec_)
            sample.text = codec_->decode(sample.ids);
        samples.push_back(std::move(sample));
        if (broken)
            break;
    }
    return samples;
}

std::vector<WrittenSample> SequenceMedium::compose(const std::shared_ptr<const SequenceSampler>& sampler, int count,
                                                   int bars, const Interrupted& interrupted) const {
    const MelodySampler melodies(sampler);
    ComposeRequest request;
    request.bars = bars;
    request.count = count;
    std::vector<WrittenSample> samples;
    for (int i = 0; i < count; ++i) {
        WrittenSample sample;
        sample.ids = melodyCodec_->encode(melodies.compose(request, i, interrupted).tune);
        const bool broken = interrupted && interrupted();
        if (broken && !samples.empty())
            break;
        samples.push_back(std::move(sample));
        if (broken)
            break;
    }
    return samples;
}

std::vector<WrittenSample> SequenceMedium::make(const std::shared_ptr<const Sampler>& sampler, int count, bool inFull,
                                                const Interrupted& interrupted) const {
    return melodyCodec_ ? compose(std::dynamic_pointer_cast<const SequenceSampler>(sampler), count,
                                  inFull ? kFinalBars : kLookBars, interrupted)
                        : write(sequencesOf(*sampler), count, inFull ? kFinalLength : kLookLength, interrupted);
}

std::vector<WrittenSample> SequenceMedium::finalSamples(const std::shared_ptr<const Sampler>& sampler,
                                                        const Interrupted& interrupted) const {
    std::vector<WrittenSample> samples;
    if (!interrupted())
        samples = make(sampler, kFinalSamples, true, interrupted);
    if (interrupted() && samples.size() < 2 && !samples_.empty()) // a single one may have no end
        return samples_;
    if (!samples.empty())
        return samples;
    QElapsedTimer waited;
    waited.start();
    return make(sampler, 1, false, [&waited] { return waited.hasExpired(kStopsWithin); });
}

// Share of what was written that stands in the training text letter for letter; nothing when that cannot be said.
std::optional<double> SequenceMedium::copiedShare(const std::vector<WrittenSample>& samples,
                                                  const Interrupted& interrupted) const {
    if (!codec_ || sequences_.textFile.isEmpty())
        return std::nullopt;
    QStringList texts;
    for (const WrittenSample& sample : samples)
        texts << sample.text;
    try {
        qint64 copied = 0;
        qint64 all = 0;
        for (const Originality& each :
             originality(texts, sequences_.textFile, {}, [&] { return !interrupted || !interrupted(); })) {
            copied += each.copiedCharacters;
            all += each.characters;
        }
        return all > 0 ? std::optional(double(copied) / double(all)) : std::nullopt;
    } catch (const Error&) { // the text was deleted meanwhile: training needs only its tokens
        return std::nullopt;
    }
}

std::optional<RunMedium::Look> SequenceMedium::look(const std::shared_ptr<const Sampler>& sampler,
                                                    const Interrupted& interrupted) {
    const int count = std::clamp(preset_.run.previewTiles, 1, 64);
    std::vector<WrittenSample> samples = make(sampler, count, false, interrupted);
    if (interrupted && interrupted())
        return std::nullopt;
    samples_ = std::move(samples);
    Look seen;
    seen.preview.texts = samples_;
    figures_.copies = copiedShare(samples_, interrupted);
    if (figures_.copies)
        seen.figures.push_back({QLatin1String(kCopies), *figures_.copies});
    return seen;
}

std::optional<RunMedium::Figures> SequenceMedium::validate(TrainingStep& step, const ModelInfo& model,
                                                           const Interrupted& interrupted) {
    if (!heldOut_.inputs.defined() || interrupted())
        return std::nullopt;
    Figures figures;
    double total = 0;
    for (const NamedValue& figure : step.validate(heldOut_, training_)) {
        if (figure.name == QLatin1String(kLossHeldOut) || figure.name == QLatin1String(kReconstructionHeldOut)) {
            figures_.heldOut = figure.value;
            total += figure.value;
            if (figure.name == QLatin1String(kLossHeldOut))
                figures.values.push_back({QLatin1String(melodyCodec_ ? kBitsPerNote : kBitsPerCharacter),
                                          bits(figure.value * model.tokensPerCharacter)});
        }
        if (figure.name.endsWith(QLatin1String("_heldout")) || figure.name == QLatin1String(kTokenAccuracy))
            figures.values.push_back(figure);
    }
    figures.validation = total;
    return figures;
}

void SequenceMedium::note(const TrainingStats& stats) {
    for (const NamedValue& value : stats.values)
        if (value.name == QLatin1String(kLoss) || value.name == QLatin1String(kReconstruction))
            figures_.loss = figures_.loss ? *figures_.loss + 0.2 * (value.value - *figures_.loss) : value.value;
}

std::optional<HealthReport> SequenceMedium::judge(qint64 tokensSeen, double fraction) {
    figures_.tokensSeen = tokensSeen;
    figures_.fraction = fraction;
    return health_.observe(figures_);
}

void SequenceMedium::restoreHealth(const QJsonObject& json, bool hadEnded) {
    health_.restore(json);
    if (hadEnded || wantsToStop()) // early stopping is an end, too
        health_.lookAnew();
}

bool SequenceMedium::wantsToStop() const {
    int patience = 0;
    if (const auto* language = std::get_if<LanguageOptions>(&preset_.model))
        patience = language->patience;
    else if (const auto* vae = std::get_if<SequenceVaeOptions>(&preset_.model))
        patience = vae->patience;
    return patience > 0 && health_.looksWithoutGain() >= patience;
}

QString SequenceMedium::writeSamples(const QString& folder, const std::shared_ptr<const Sampler>& sampler,
                                     const Interrupted& interrupted) {
    const std::vector<WrittenSample> samples = finalSamples(sampler, interrupted);
    if (melodyCodec_) { // a file for each melody; the first is told
        const auto name = [&](std::size_t i) { return QStringLiteral("%1/samples-%2.mid").arg(folder).arg(i + 1); };
        for (std::size_t i = 0; i < samples.size(); ++i) {
            MidiWriteOptions writing;
            writing.note = generatedNote({preset_.title, sampler->info().hash, sequences_.title,
                                          ComposeRequest().seed + quint64(i)}); // as compose() numbers them
            writeMidiFile(name(i), melodyCodec_->decode(samples[i].ids), writing);
        }
        return samples.empty() ? QString() : name(0);
    }
    QString text;
    for (const WrittenSample& sample : samples) {
        text += sample.prompt.isEmpty() ? QString() : QStringLiteral("[%1]").arg(sample.prompt);
        text += sample.answer ? QStringLiteral("\n") : QString();
        text += sample.text + QStringLiteral("\n\n----\n\n");
    }
    const QString file = folder + QStringLiteral("/samples.txt");
    saveDurably(file, text.toUtf8());
    return file;
}

std::vector<NamedValue> SequenceMedium::finalFigures(const Sampler& sampler, const Interrupted& interrupted) const {
    const std::vector<int> ids = data_->tokens(Part::HeldOut, sampler.info().canEncode ? kMostItemTokens : kMostTokens);
    if (ids.size() < 2)
        return {};
    const auto score = scoreDocuments(sequencesOf(sampler), ids, codec_.get(),
                                      [&](qint64, qint64) { return !interrupted || !interrupted(); });
    if (!score || score->tokens == 0)
        return {};
    // Music has no codec here: its notes are counted for the whole held-out part.
    const double characters = codec_ ? double(score->characters)
                                     : double(sequences_.heldOutCharacters) * double(score->tokens) /
                                           double(std::max<qint64>(sequences_.heldOutTokens, score->tokens));
    std::vector<NamedValue> figures{{QLatin1String(kLossHeldOut), score->nats / double(score->tokens)}};
    if (characters > 0 && melodyCodec_) {
        figures.push_back({QLatin1String(kBitsPerNote), bits(score->nats / characters)});
    } else if (characters > 0) {
        figures.push_back({QLatin1String(kNatsPerCharacter), score->nats / characters});
        figures.push_back({QLatin1String(kBitsPerCharacter), bits(score->nats / characters)});
    }
    if (score->items > 0)
        figures.push_back({QLatin1String(kKlHeldOut), score->divergence / double(score->items)});
    return figures;
}

} // namespace capriccio
