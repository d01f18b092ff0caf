#include "core/evaluate/text_evaluation.h"

#include "core/data/sequence_dataset.h"
#include "core/data/text_scan.h"
#include "core/data/utf8.h"
#include "core/evaluate/character_ngram.h"
#include "core/evaluate/originality.h"
#include "core/evaluate/text_figures.h"
#include "core/sample/sequence_score.h"
#include "core/sample/text_sampler.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <algorithm>
#include <cmath>
#include <numbers>

namespace capriccio {

namespace {

struct TextEvaluationText {
    Q_DECLARE_TR_FUNCTIONS(TextEvaluation)
};

constexpr qint64 kMostHeldOutTokens = 400'000; // tokens scored
constexpr qint64 kMostSentences = 100'000;     // the same for a sentence VAE, which reads them one by one
constexpr qint64 kMostCorpus = 4'000'000;      // bytes of training text that frequencies are taken from
constexpr int kHighestOrder = 5;               // letters of context of the largest table
constexpr std::size_t kShownPassages = 20;
constexpr std::size_t kShownWords = 24;
constexpr std::size_t kRebuilt = 100; // held-out sentences
constexpr qint64 kToldEvery = 100;    // ms
constexpr int kWordOrders = 2;
constexpr int kCharacterOrders = 3;

QString beginningOf(const QString& file, qint64 most) {
    QFile opened(file);
    if (!opened.open(QIODevice::ReadOnly))
        throw Error(Error::Kind::BadInput,
                    Sentence::translate("TextEvaluation", "%1 cannot be read. Prepare the texts again.").arg(file),
                    opened.errorString());
    QByteArray bytes = opened.read(most);
    if (bytes.size() == most) { // no half of a character at the end
        while (!bytes.isEmpty() && !beginsUtf8(bytes.back()))
            bytes.chop(1);
        bytes.chop(1);
    }
    return textOfUtf8({bytes.constData(), std::size_t(bytes.size())});
}

// What a paired model is to write: the columns behind the tabs.
QString answersIn(const QString& table) {
    QString answers;
    for (const QStringView line : QStringView(table).split(u'\n'))
        if (const qsizetype tab = line.indexOf(u'\t'); tab >= 0)
            answers += line.mid(tab + 1).toString() + u'\n';
    return answers;
}

// A held-out document in the tokens of the model, whatever codec it was prepared with.
struct HeldOutDocument {
    QString source; // of a pair
    QString text;   // all of it, or the target of a pair
    std::vector<int> ids;
};

HeldOutDocument documentOf(const std::vector<int>& ids, const TextCodec& prepared, const TextCodec& models) {
    HeldOutDocument document;
    const auto separator = std::find(ids.begin(), ids.end(), int(kSeparator));
    document.ids.push_back(kBegin);
    const auto add = [&](const QString& text) {
        const std::vector<int> more = models.encode(text);
        document.ids.insert(document.ids.end(), more.begin(), more.end());
    };
    if (separator != ids.end()) {
        document.source = prepared.decode({ids.begin(), separator});
        document.text = prepared.decode({separator, ids.end()});
        add(document.source);
        document.ids.push_back(kSeparator);
    } else {
        document.text = prepared.decode(ids);
    }
    add(document.text);
    if (!ids.empty() && ids.back() == kEnd)
        document.ids.push_back(kEnd);
    return document;
}

// One evaluation from its beginning to its end.
class Measurement {
public:
    Measurement(const TextSampler& sampler, const PreparedSequences& data, const ProgressCallback& progress)
        : sampler_(sampler), data_(data), progress_(progress) {}

    std::optional<TextEvaluation> run(int samples, int length) {
        if (!goesOn(TextEvaluationText::tr("Reading held-out text"), 0, 0))
            return std::nullopt;
        read();
        if (!score() || !compareWithTables() || !rebuild() || !write(samples, length) || !compareSamples() ||
            !findCopies())
            return std::nullopt;
        return result_;
    }

private:
    // Asks often, tells only what is new or, about ten times a second, that it is still at work.
    bool goesOn(const QString& phase, qint64 done, qint64 total) {
        if (!progress_ || (phase == phase_ && done == done_ && told_.isValid() && told_.elapsed() < kToldEvery))
            return true;
        phase_ = phase;
        done_ = done;
        told_.start();
        return progress_({phase, done, total, -1});
    }
    bool isVae() const { return sampler_.info().canEncode; }

    void read() {
        const auto codec = makeTextCodec(data_.codec);
        result_.knownData = sampler_.info().dataHash == data_.contentHash;
        corpus_ = beginningOf(data_.textFile, kMostCorpus);
        if (data_.paired)
            corpus_ = answersIn(corpus_);
        const SequenceDataset dataset(data_, sampler_.model().context());
        const QString between = data_.sentences || data_.paired ? QStringLiteral("\n") : QStringLiteral("\n\n");
        for (const std::vector<int>& ids :
             documentsOf(dataset.tokens(Part::HeldOut, isVae() ? kMostSentences : kMostHeldOutTokens))) {
            HeldOutDocument document = documentOf(ids, *codec, sampler_.codec());
            if (document.text.trimmed().isEmpty())
                continue;
            heldOut_ += (heldOut_.isEmpty() ? QString() : between) + document.text;
            documents_.push_back(std::move(document));
        }
    }

    bool score() {
        std::vector<int> ids;
        for (const HeldOutDocument& document : documents_)
            ids.insert(ids.end(), document.ids.begin(), document.ids.end());
        const QString phase = TextEvaluationText::tr("Foretelling held-out text");
        const auto score = scoreDocuments(sampler_.model(), ids, &sampler_.codec(),
                                          [&](qint64 done, qint64 total) { return goesOn(phase, done, total); });
        if (!score)
            return false;
        if (score->tokens == 0 || score->characters == 0)
            return true;
        result_.heldOutCharacters = score->characters;
        result_.natsPerCharacter = score->nats / double(score->characters);
        result_.bitsPerCharacter = result_.natsPerCharacter / std::numbers::ln2;
        result_.perplexity = std::exp(score->nats / double(score->tokens));
        if (score->items > 0) {
            result_.latentNats = score->divergence / double(score->items);
            result_.reconstruction = (score->nats - score->divergence) / double(score->tokens);
        }
        return true;
    }

    bool compareWithTables() {
        if (result_.heldOutCharacters == 0)
            return true;
        const QString phase = TextEvaluationText::tr("Comparing with tables of letters");
        CharacterNgram table(kHighestOrder);
        if (!table.train(corpus_, [&] { return goesOn(phase, 0, kHighestOrder + 1); }))
            return false;
        // What stands between documents is foretold as well; a model's end marks are, too.
        const double scale = double(codePoints(QStringView(heldOut_))) / double(result_.heldOutCharacters);
        for (int order = 0; order <= kHighestOrder; ++order) {
            result_.ngramNats.push_back(table.natsPerCharacter(heldOut_, order) * scale);
            if (!goesOn(phase, order + 1, kHighestOrder + 1))
                return false;
        }
        return true;
    }

    // Share of tokens at their place.
    bool rebuild() {
        if (!isVae())
            return true;
        qint64 right = 0;
        qint64 all = 0;
        const std::size_t count = std::min(kRebuilt, documents_.size());
        for (std::size_t i = 0; i < count; ++i) {
            if (!goesOn(TextEvaluationText::tr("Rebuilding held-out sentences"), qint64(i), qint64(count)))
                return false;
            const std::vector<int> ids = sampler_.codec().encode(documents_[i].text.simplified());
            const std::vector<int> back = sampler_.codec().encode(sampler_.rebuilt(documents_[i].text));
            for (std::size_t k = 0; k < ids.size(); ++k)
                right += k < back.size() && back[k] == ids[k] ? 1 : 0;
            all += qint64(ids.size());
        }
        result_.tokensRebuilt = all > 0 ? double(right) / double(all) : 0;
        return true;
    }

    bool write(int samples, int length) {
        const QString phase = TextEvaluationText::tr("Writing samples");
        for (int i = 0; i < samples; ++i) {
            if (!goesOn(phase, i, samples))
                return false;
            if (isVae()) {
                result_.texts << sampler_.fromPrior(1, quint64(i + 1));
                continue;
            }
            WritingRequest request;
            request.length = length;
            request.temperature = 1;
            request.topP = 1;
            request.seed = quint64(i + 1);
            if (sampler_.info().paired && !documents_.empty()) {
                request.task = WritingTask::Answer;
                request.prompt = documents_[std::size_t(i) % documents_.size()].source;
            }
            bool stopped = false;
            const WrittenText text = sampler_.write(request, [&](const WrittenPiece&) {
                stopped = !goesOn(phase, i, samples);
                return !stopped;
            });
            if (stopped)
                return false;
            result_.texts << text.text;
        }
        result_.samples = int(result_.texts.size());
        return true;
    }

    // Pieces of real text as long as the samples, spread over it.
    QStringList realPieces() {
        qsizetype needed = 0;
        for (const QString& text : std::as_const(result_.texts))
            needed += text.size();
        result_.realIsHeldOut = heldOut_.size() >= std::max<qsizetype>(needed, 1);
        const QString& from = result_.realIsHeldOut ? heldOut_ : corpus_;
        QStringList pieces;
        qsizetype behind = 0; // the pieces do not overlap while there is enough
        for (const QString& text : std::as_const(result_.texts)) {
            const qsizetype slack = std::max<qsizetype>(from.size() - needed, 0);
            const qsizetype at = behind + slack * pieces.size() / std::max<qsizetype>(result_.texts.size(), 1);
            pieces << from.mid(std::min(at, std::max<qsizetype>(from.size() - text.size(), 0)), text.size());
            behind += text.size();
        }
        return pieces;
    }

    bool compareSamples() {
        const QString phase = TextEvaluationText::tr("Comparing samples with your texts");
        constexpr int kSteps = 3 + 2 + kWordOrders + kCharacterOrders;
        int done = 0;
        const auto step = [&] { return goesOn(phase, done++, kSteps); };
        real_ = realPieces();
        for (int n = 1; n <= 3; ++n) {
            if (!step())
                return false;
            result_.distinct[n - 1] = distinctNgrams(result_.texts, n);
            result_.distinctReal[n - 1] = distinctNgrams(real_, n);
        }
        if (!step())
            return false;
        result_.selfBleu = selfBleu(result_.texts);
        result_.selfBleuReal = selfBleu(real_);
        if (!step())
            return false;
        result_.entropy = ngramEntropy(result_.texts, 2);
        result_.entropyReal = ngramEntropy(real_, 2);
        for (int n = 1; n <= kWordOrders; ++n) {
            if (!step())
                return false;
            diverge(NgramUnit::Words, n, result_.klWords[n - 1], result_.klWordsReal[n - 1]);
        }
        for (int n = 1; n <= kCharacterOrders; ++n) {
            if (!step())
                return false;
            diverge(NgramUnit::Characters, n, result_.klCharacters[n - 1], result_.klCharactersReal[n - 1]);
        }
        return goesOn(phase, kSteps, kSteps);
    }

    static NgramCounts counted(NgramUnit unit, int n, const QStringList& texts) {
        NgramCounts counts(unit, n);
        for (const QString& text : texts)
            counts.add(text);
        return counts;
    }

    void diverge(NgramUnit unit, int n, double& samples, double& real) {
        const NgramCounts corpus = counted(unit, n, {corpus_});
        const NgramCounts written = counted(unit, n, result_.texts);
        samples = klDivergence(corpus, written);
        real = klDivergence(corpus, counted(unit, n, real_));
        if (unit != NgramUnit::Words || n != 1)
            return;
        for (const NgramCount& word : mostFrequent(corpus, kShownWords))
            result_.words.push_back({word.ngram, corpus.share(word.ngram), written.share(word.ngram)});
    }

    bool findCopies() {
        const QString phase = TextEvaluationText::tr("Looking for copied passages");
        const auto tick = [&] { return goesOn(phase, 0, 0); };
        std::vector<OriginalitySource> sources;
        for (const TrainingSource& source : trainingSources(data_))
            sources.push_back({source.title, source.byte});
        const auto shareOf = [](const std::vector<Originality>& found) {
            qint64 copied = 0;
            qint64 all = 0;
            for (const Originality& one : found) {
                copied += one.copiedCharacters;
                all += one.characters;
            }
            return all > 0 ? double(copied) / double(all) : 0;
        };
        const std::vector<Originality> found = originality(result_.texts, data_.textFile, sources, tick);
        if (found.size() != std::size_t(result_.texts.size()))
            return false;
        result_.copiedShare = shareOf(found);
        for (std::size_t i = 0; i < found.size(); ++i)
            for (const CopiedPassage& passage : found[i].passages)
                result_.copied.push_back({result_.texts[qsizetype(i)].mid(passage.at, passage.length),
                                          passage.characters, passage.source, passage.line, int(i)});
        std::stable_sort(result_.copied.begin(), result_.copied.end(),
                         [](const CopiedText& a, const CopiedText& b) { return a.characters > b.characters; });
        if (result_.copied.size() > kShownPassages)
            result_.copied.resize(kShownPassages);
        if (!result_.realIsHeldOut)
            return true;
        const std::vector<Originality> real = originality(real_, data_.textFile, {}, tick);
        if (real.size() != std::size_t(real_.size()))
            return false;
        result_.copiedShareReal = shareOf(real);
        return true;
    }

    const TextSampler& sampler_;
    const PreparedSequences& data_;
    const ProgressCallback& progress_;
    QString phase_;
    qint64 done_ = -1;
    QElapsedTimer told_;
    TextEvaluation result_;
    QString corpus_;
    QString heldOut_;
    std::vector<HeldOutDocument> documents_;
    QStringList real_;
};

} // namespace

std::optional<TextEvaluation> evaluateText(const TextSampler& sampler, const PreparedSequences& data, int samples,
                                           int length, const ProgressCallback& progress) {
    return Measurement(sampler, data, progress).run(samples, length);
}

std::optional<TextEvaluation> evaluateText(const QString& modelFile, const PreparedSequences& data, int samples,
                                           int length, const ProgressCallback& progress) {
    return evaluateText(TextSampler(loadSequenceSampler(modelFile)), data, samples, length, progress);
}

} // namespace capriccio
