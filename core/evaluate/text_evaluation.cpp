#include "core/evaluate/text_evaluation.h"

#include "core/data/sequence_dataset.h"
#include "core/data/text_scan.h"
#include "core/evaluate/character_ngram.h"
#include "core/evaluate/originality.h"
#include "core/evaluate/text_figures.h"
#include "core/sample/text_sampler.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <algorithm>
#include <cmath>
#include <numbers>

namespace capriccio {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(TextEvaluation)
};

constexpr qint64 kMostHeldOut = 400'000;  // tokens scored
constexpr qint64 kMostCorpus = 4'000'000; // bytes of training text that frequencies are taken from
constexpr int kHighestOrder = 5;
constexpr int kShownPassages = 5;
constexpr int kRebuilt = 64; // held-out sentences

QString readText(const QString& file, qint64 most) {
    QFile opened(file);
    if (!opened.open(QIODevice::ReadOnly))
        throw Error(Error::Kind::BadInput, Text::tr("%1 cannot be read. Prepare the texts again.").arg(file),
                    opened.errorString());
    QByteArray bytes = opened.read(most);
    while (!bytes.isEmpty() && (bytes.back() & 0xC0) == 0x80) // no half of a character at the end
        bytes.chop(1);
    if (!bytes.isEmpty() && (bytes.back() & 0x80) != 0)
        bytes.chop(1);
    return QString::fromUtf8(bytes);
}

// Pieces of the corpus as long as the samples, spread over it.
QStringList asMuchOf(const QString& corpus, const QStringList& samples) {
    QStringList pieces;
    for (qsizetype i = 0; i < samples.size(); ++i)
        pieces << corpus.mid(corpus.size() * i / samples.size(), samples[i].size());
    return pieces;
}

// Share of tokens at their place.
double rebuiltShare(const TextSampler& sampler, const QString& heldOut) {
    const QStringList lines = heldOut.split(u'\n', Qt::SkipEmptyParts);
    qint64 right = 0;
    qint64 all = 0;
    for (int i = 0; i < std::min<int>(kRebuilt, int(lines.size())); ++i) {
        const std::vector<int> ids = sampler.codec().encode(lines[i].simplified());
        const std::vector<int> back = sampler.codec().encode(sampler.rebuilt(lines[i]));
        for (std::size_t k = 0; k < ids.size(); ++k)
            right += k < back.size() && back[k] == ids[k] ? 1 : 0;
        all += qint64(ids.size());
    }
    return all > 0 ? double(right) / double(all) : 0;
}

void measureSamples(TextEvaluation& result, const QString& corpus, const PreparedSequences& data) {
    const QStringList pieces = asMuchOf(corpus, result.texts);
    for (int n = 1; n <= 3; ++n) {
        result.distinct[n - 1] = distinctNgrams(result.texts, n);
        result.distinctCorpus[n - 1] = distinctNgrams(pieces, n);
    }
    result.selfBleu = selfBleu(result.texts);
    result.entropy = ngramEntropy(result.texts, 2);
    result.entropyCorpus = ngramEntropy(pieces, 2);
    NgramCounts corpusWords(NgramUnit::Words, 1);
    NgramCounts corpusCharacters(NgramUnit::Characters, 3);
    corpusWords.add(corpus);
    corpusCharacters.add(corpus);
    NgramCounts words(NgramUnit::Words, 1);
    NgramCounts characters(NgramUnit::Characters, 3);
    for (const QString& text : std::as_const(result.texts)) {
        words.add(text);
        characters.add(text);
    }
    result.klWords = klDivergence(corpusWords, words);
    result.klCharacters = klDivergence(corpusCharacters, characters);

    qint64 copied = 0;
    qint64 all = 0;
    std::vector<OriginalitySource> sources;
    for (const TrainingSource& source : trainingSources(data))
        sources.push_back({source.title, source.byte});
    std::vector<std::pair<qint64, QString>> longest;
    const std::vector<Originality> found = originality(result.texts, data.textFile, sources);
    for (std::size_t i = 0; i < found.size(); ++i) {
        copied += found[i].copiedCharacters;
        all += found[i].characters;
        for (const CopiedPassage& passage : found[i].passages)
            longest.emplace_back(passage.characters, result.texts[qsizetype(i)].mid(passage.at, passage.length));
    }
    std::sort(longest.begin(), longest.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    for (std::size_t i = 0; i < longest.size() && i < kShownPassages; ++i)
        result.copied << longest[i].second;
    result.copiedShare = all > 0 ? double(copied) / double(all) : 0;
}

} // namespace

std::optional<TextEvaluation> evaluateText(const QString& modelFile, const PreparedSequences& data, int samples,
                                           int length, const ProgressCallback& progress) {
    const auto goesOn = [&](const QString& phase, qint64 done, qint64 total) {
        return !progress || progress({phase, done, total, -1});
    };
    const TextSampler sampler(loadSequenceSampler(modelFile));
    const auto codec = makeTextCodec(data.codec);
    const QString corpus = readText(data.textFile, kMostCorpus);
    TextEvaluation result;
    if (!goesOn(Text::tr("Reading held-out text"), 0, 0))
        return std::nullopt;

    // In words, so that a model with another codec is measured on the same text.
    const QString heldOut =
        codec->decode(SequenceDataset(data, sampler.model().context()).tokens(Part::HeldOut, kMostHeldOut));
    if (!heldOut.trimmed().isEmpty()) {
        const TextSampler::Score score = sampler.score(heldOut);
        result.heldOutCharacters = score.characters;
        result.natsPerCharacter = score.nats / double(std::max<qint64>(score.characters, 1));
        result.bitsPerCharacter = result.natsPerCharacter / std::numbers::ln2;
        result.perplexity = std::exp(score.nats / double(std::max<qint64>(score.tokens, 1)));
        for (int order = 1; order <= kHighestOrder; ++order) {
            if (!goesOn(Text::tr("Comparing with tables of letters"), order - 1, kHighestOrder))
                return std::nullopt;
            CharacterNgram table(order);
            table.train(corpus);
            const double nats = table.natsPerCharacter(heldOut);
            if (result.ngramOrder == 0 || nats < result.ngramNats) {
                result.ngramNats = nats;
                result.ngramOrder = order;
            }
        }
        if (sampler.info().canEncode)
            result.tokensRebuilt = rebuiltShare(sampler, heldOut);
    }

    bool stopped = false;
    if (sampler.info().canEncode) {
        result.texts = sampler.fromPrior(samples, 1);
    } else {
        for (int i = 0; i < samples && !stopped; ++i) {
            WritingRequest request;
            request.length = length;
            request.temperature = 1;
            request.topP = 1;
            request.seed = quint64(i + 1);
            const WrittenText text = sampler.write(request, [&](const WrittenPiece&) { return !stopped; });
            result.texts << text.text;
            stopped = !goesOn(Text::tr("Writing samples"), i + 1, samples);
        }
    }
    if (stopped)
        return std::nullopt;
    result.samples = int(result.texts.size());
    if (!goesOn(Text::tr("Comparing samples with your texts"), 0, 0))
        return std::nullopt;
    measureSamples(result, corpus, data);
    return result;
}

QJsonObject toJson(const TextEvaluation& e) {
    return {{QStringLiteral("perplexity"), e.perplexity},
            {QStringLiteral("nats_per_character"), e.natsPerCharacter},
            {QStringLiteral("bits_per_character"), e.bitsPerCharacter},
            {QStringLiteral("ngram_nats_per_character"), e.ngramNats},
            {QStringLiteral("ngram_order"), e.ngramOrder},
            {QStringLiteral("heldout_characters"), e.heldOutCharacters},
            {QStringLiteral("samples"), e.samples},
            {QStringLiteral("distinct_1"), e.distinct[0]},
            {QStringLiteral("distinct_2"), e.distinct[1]},
            {QStringLiteral("distinct_3"), e.distinct[2]},
            {QStringLiteral("distinct_1_corpus"), e.distinctCorpus[0]},
            {QStringLiteral("distinct_2_corpus"), e.distinctCorpus[1]},
            {QStringLiteral("distinct_3_corpus"), e.distinctCorpus[2]},
            {QStringLiteral("self_bleu"), e.selfBleu},
            {QStringLiteral("entropy"), e.entropy},
            {QStringLiteral("entropy_corpus"), e.entropyCorpus},
            {QStringLiteral("kl_words"), e.klWords},
            {QStringLiteral("kl_characters"), e.klCharacters},
            {QStringLiteral("copied_share"), e.copiedShare},
            {QStringLiteral("copied"), QJsonArray::fromStringList(e.copied)},
            {QStringLiteral("tokens_rebuilt"), e.tokensRebuilt}};
}

} // namespace capriccio
