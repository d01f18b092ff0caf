#include "core/evaluate/melody_evaluation.h"

#include "core/data/melody_matches.h"
#include "core/data/melody_prepare.h"
#include "core/data/sequence_dataset.h"
#include "core/data/text_codec.h"
#include "core/evaluate/melody_figures.h"
#include "core/evaluate/token_ngram.h"
#include "core/sample/melody_sampler.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace capriccio {
namespace {

struct MelodyEvaluationText {
    Q_DECLARE_TR_FUNCTIONS(MelodyEvaluation)
};

constexpr int kMarkovOrder = 5;
constexpr std::int64_t kMostTokens = 2'000'000;
constexpr std::size_t kMostItems = 400; // held-out items rebuilt
constexpr double kPassageStep = 2;      // notes
constexpr int kPaths = 24;              // interpolations
constexpr int kPathSteps = 8;
constexpr std::size_t kShownTunePassages = 10;

// Documents of a stream, without their marks.
std::vector<std::vector<int>> unmarkedDocuments(const std::vector<int>& stream) {
    std::vector<std::vector<int>> documents;
    for (const int id : stream) {
        if (id == kBegin)
            documents.emplace_back();
        else if (id >= kFirstToken && !documents.empty())
            documents.back().push_back(id);
    }
    std::erase_if(documents, [](const auto& one) { return one.empty(); });
    return documents;
}

std::vector<int> streamOf(const std::vector<std::vector<int>>& documents) {
    std::vector<int> stream;
    for (const std::vector<int>& document : documents) {
        stream.push_back(kBegin);
        stream.insert(stream.end(), document.begin(), document.end());
        stream.push_back(kEnd);
    }
    return stream;
}

// Nats of what is predicted; the beginnings of documents are given.
template <typename Nats>
double sumOfNats(const std::vector<int>& stream, const Nats& nats) {
    double sum = 0;
    for (std::size_t i = 0; i < stream.size(); ++i)
        sum += stream[i] == kBegin ? 0.0 : double(nats[i]);
    return sum;
}

GridTune firstBars(const MelodyCodec& codec, const GridTune& tune, int bars) {
    return tune.bars.size() > std::size_t(bars) ? codec.part(tune, 0, tune.bars[std::size_t(bars)].at) : tune;
}

class EvaluationOfMelodies {
public:
    EvaluationOfMelodies(const QString& modelFile, const PreparedSequences& data)
        : sampler_(loadSequenceSampler(modelFile)),
          codec_(sampler_.codec()),
          matches_(data.textFile),
          fresh_(makeMelodyCodec(data.codec)),
          same_(codec_.toJson() == data.codec),
          hash_(data.contentHash),
          dataset_(data, data.sentences ? 512 : 64) {
        for (const std::vector<int>& ids : unmarkedDocuments(dataset_.tokens(Part::HeldOut, kMostTokens))) {
            heldOut_.push_back(inOurs(*fresh_, ids));
            if (fresh_->layout().oneKey) // items, told in C
                for (GridBar& bar : heldOut_.back().bars)
                    bar.key = 0;
        }
        for (const LearnedTune& tune : matches_.tunes())
            training_.push_back(inOurs(matches_.codec(), tune.ids));
    }

    void scores(MelodyEvaluation& result) const {
        result.knownData = sampler_.info().dataHash == hash_;
        std::vector<std::vector<int>> documents;
        for (const GridTune& tune : heldOut_) {
            documents.push_back(codec_.ids(tune));
            result.heldOutNotes += qint64(tune.notes.size());
        }
        const std::vector<int> stream = streamOf(documents);
        if (result.heldOutNotes == 0)
            return;
        const double notes = double(result.heldOutNotes) * std::numbers::ln2;
        const double sum = sumOfNats(stream, sampler_.model().nats(stream));
        result.bitsPerNote = sum / notes;
        result.natsPerToken = sum / double(stream.size() - documents.size());
        result.markovBitsPerNote = std::min(markov(stream, trainingStream()), markov(stream, own())) / notes;
    }

    // False: cancelled.
    bool compose(MelodyEvaluation& result, int samples, int bars, const std::function<bool(int)>& goesOn) {
        // A melody-vae's held-out tunes are pieces too short to hear a key in.
        const bool pieces = codec_.layout().itemBars > 0;
        const std::vector<GridTune>& headings = heldOut_.empty() || pieces ? training_ : heldOut_;
        for (int i = 0; i < samples; ++i) {
            ComposeRequest request;
            request.bars = bars;
            request.temperature = 1;
            request.topP = 1;
            request.seed = quint64(i + 1);
            if (!headings.empty()) { // in the key and metre of the data
                const GridTune& like = headings[std::size_t(i) * headings.size() / std::size_t(samples)];
                const GridBar& head = like.bars.front();
                const Metre& metre = codec_.layout().metres[std::size_t(head.metre)];
                request.metre = MetreChange{0, metre.numerator, metre.denominator};
                const int key = head.key == kNoKey && pieces ? likeliestKey(like.notes) : head.key;
                if (key != kNoKey)
                    request.key = keyOf(key);
            }
            samples_.push_back(codec_.onGrid(sampler_.compose(request, 0).tune));
            if (!goesOn(i + 1))
                return false;
        }
        result.samples = samples;
        return true;
    }

    void compare(MelodyEvaluation& result, int bars) const {
        const int grid = codec_.layout().grid;
        std::vector<GridTune> data;
        for (const GridTune& tune : training_)
            data.push_back(firstBars(codec_, tune, bars));
        result.pitchClass = histogramOf(MelodyQuantity::PitchClass, data, samples_, grid);
        result.interval = histogramOf(MelodyQuantity::Interval, data, samples_, grid);
        result.duration = histogramOf(MelodyQuantity::Duration, data, samples_, grid);
        result.barOnset = histogramOf(MelodyQuantity::BarOnset, data, samples_, grid);
        const auto each = [](const std::vector<GridTune>& tunes, auto figure) {
            std::vector<double> figures;
            for (const GridTune& tune : tunes)
                figures.push_back(double(figure(tune)));
            return figures;
        };
        // Fills in both means. Returns how the tunes spread.
        const auto spread = [&](auto figure, double& ofSamples, double& ofData, double step, double unit,
                                const QString& sign) {
            const std::vector<double> a = each(data, figure);
            const std::vector<double> b = each(samples_, figure);
            const auto mean = [](const std::vector<double>& figures) {
                return figures.empty() ? 0
                                       : std::accumulate(figures.begin(), figures.end(), 0.0) / double(figures.size());
            };
            ofSamples = mean(b);
            ofData = mean(a);
            return spreadOf(a, b, step, unit, sign);
        };
        const QString perCent = QStringLiteral(" %");
        result.scaleSpread =
            spread(scaleConsistency, result.scaleConsistency, result.scaleConsistencyData, 0.05, 0.01, perCent);
        result.repetitionSpread = spread(barRepetition, result.repetition, result.repetitionData, 0.1, 0.01, perCent);
        result.rangeSpread = spread(rangeOf, result.range, result.rangeData, 3, 1, {});

        std::vector<int> longest;
        for (std::size_t i = 0; i < samples_.size(); ++i) {
            const TuneOriginality shared = matches_.originality(codec_.tune(samples_[i]));
            longest.push_back(shared.notes);
            if (shared.notes > 1)
                result.copied.push_back({int(i), shared.notes, shared.title, shared.file});
        }
        std::stable_sort(result.copied.begin(), result.copied.end(),
                         [](const CopiedMelody& a, const CopiedMelody& b) { return a.notes > b.notes; });
        result.copied.resize(std::min(result.copied.size(), kShownTunePassages));
        std::vector<int> real;
        for (std::size_t i = 0; i < std::min(heldOut_.size(), samples_.size()); ++i)
            real.push_back(matches_.originality(codec_.tune(firstBars(codec_, heldOut_[i], bars))).notes);
        const auto median = [](std::vector<int>& values) {
            std::sort(values.begin(), values.end());
            return values.empty() ? 0.0 : double(values[values.size() / 2]);
        };
        result.copiedSpread = spreadOf({real.begin(), real.end()}, {longest.begin(), longest.end()}, kPassageStep);
        result.copiedNotes = median(longest);
        result.copiedNotesHeldOut = median(real);
    }

    void space(MelodyEvaluation& result) const {
        if (!sampler_.info().canEncode || heldOut_.size() < 2)
            return;
        double right = 0;
        double notes = 0;
        const std::size_t items = std::min(heldOut_.size(), kMostItems);
        for (std::size_t i = 0; i < items; ++i) {
            const GridTune& item = heldOut_[i * heldOut_.size() / items];
            right += rebuiltNotes(item, sampler_.rebuilt(item)) * double(item.notes.size());
            notes += double(item.notes.size());
        }
        result.notesRebuilt = right / std::max(notes, 1.0);
        double neighbours = 0;
        double ends = 0;
        for (int path = 0; path < kPaths; ++path) {
            ComposeRequest request;
            request.task = ComposeTask::Interpolate;
            request.count = kPathSteps;
            const std::size_t a = std::size_t(path) * heldOut_.size() / kPaths;
            request.tune = codec_.tune(heldOut_[a]);
            request.other = codec_.tune(heldOut_[(a + heldOut_.size() / 2) % heldOut_.size()]);
            std::vector<GridTune> steps;
            for (int i = 0; i < kPathSteps; ++i)
                steps.push_back(codec_.onGrid(sampler_.compose(request, i).tune));
            for (int i = 0; i + 1 < kPathSteps; ++i)
                neighbours += distanceBetween(steps[std::size_t(i)], steps[std::size_t(i) + 1]) / (kPathSteps - 1);
            ends += distanceBetween(steps.front(), steps.back());
        }
        result.neighbours = neighbours / kPaths;
        result.ends = ends / kPaths;
    }

private:
    GridTune inOurs(const MelodyCodec& from, const std::vector<int>& ids) const {
        return same_ && from.toJson() == codec_.toJson() ? codec_.parse(ids) : codec_.onGrid(from.decode(ids));
    }
    // The training tunes as they are; a melody-vae's as items.
    std::vector<int> own() const {
        std::vector<std::vector<int>> documents;
        for (const GridTune& tune : training_) {
            if (codec_.layout().itemBars == 0)
                documents.push_back(codec_.ids(tune));
            else
                for (const GridTune& item : itemsOf(codec_, tune, 1))
                    documents.push_back(codec_.ids(item));
        }
        return streamOf(documents);
    }
    // The training part in all its keys, where it is told in the same events.
    std::vector<int> trainingStream() const {
        return same_ ? dataset_.tokens(Part::Training, 20'000'000) : std::vector<int>();
    }
    double markov(const std::vector<int>& stream, const std::vector<int>& training) const {
        if (training.empty())
            return 1e300;
        TokenNgram table(kMarkovOrder, codec_.vocabulary());
        table.train(training);
        return sumOfNats(stream, table.nats(stream));
    }

    MelodySampler sampler_;
    const MelodyCodec& codec_;
    MelodyMatches matches_;
    std::shared_ptr<const MelodyCodec> fresh_;
    bool same_;
    QString hash_; // of the data
    SequenceDataset dataset_;
    std::vector<GridTune> heldOut_; // items of a melody-vae
    std::vector<GridTune> training_;
    std::vector<GridTune> samples_;
};

} // namespace

std::optional<MelodyEvaluation> evaluateMelodies(const QString& modelFile, const PreparedSequences& data, int samples,
                                                 int bars, const ProgressCallback& progress) {
    const auto goesOn = [&](const QString& phase, qint64 done, qint64 total) {
        return !progress || progress({phase, done, total, -1});
    };
    EvaluationOfMelodies evaluation(modelFile, data);
    MelodyEvaluation result;
    if (!goesOn(MelodyEvaluationText::tr("Reading held-out tunes"), 0, 0))
        return std::nullopt;
    evaluation.scores(result);
    if (!evaluation.compose(result, samples, bars, [&](int done) {
            return goesOn(MelodyEvaluationText::tr("Composing samples"), done, samples);
        }))
        return std::nullopt;
    if (!goesOn(MelodyEvaluationText::tr("Comparing samples with your tunes"), 0, 0))
        return std::nullopt;
    evaluation.compare(result, bars);
    evaluation.space(result);
    return result;
}

} // namespace capriccio
