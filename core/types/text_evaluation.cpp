#include "core/types/text_evaluation.h"

#include <QJsonArray>
#include <algorithm>
#include <numbers>

namespace capriccio {

int TextEvaluation::bestNgram() const {
    return ngramNats.empty() ? -1 : int(std::min_element(ngramNats.begin(), ngramNats.end()) - ngramNats.begin());
}

std::vector<NamedFigure> shownFigures(const TextEvaluation& e) {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    const bool heldOut = e.heldOutCharacters > 0;
    const int best = e.bestNgram();
    std::vector<NamedFigure> figures{{QStringLiteral("bits_per_character"), heldOut ? e.bitsPerCharacter : kNone,
                                      best >= 0 ? e.ngramNats[std::size_t(best)] / std::numbers::ln2 : kNone}};
    if (heldOut)
        figures.push_back({QStringLiteral("perplexity"), e.perplexity, kNone});
    if (e.latentNats >= 0) {
        figures.push_back({QStringLiteral("tokens_rebuilt"), e.tokensRebuilt, 1});
        figures.push_back({QStringLiteral("kl"), e.latentNats, 0});
    }
    figures.push_back(
        {QStringLiteral("copied_share"), e.copiedShare, e.copiedShareReal >= 0 ? e.copiedShareReal : kNone});
    figures.push_back({QStringLiteral("distinct_2"), e.distinct[1], e.distinctReal[1]});
    figures.push_back({QStringLiteral("self_bleu"), e.selfBleu, e.selfBleuReal});
    figures.push_back({QStringLiteral("entropy"), e.entropy, e.entropyReal});
    figures.push_back({QStringLiteral("kl_words_1"), e.klWords[0], e.klWordsReal[0]});
    figures.push_back({QStringLiteral("kl_characters_3"), e.klCharacters[2], e.klCharactersReal[2]});
    return figures;
}

std::vector<FigureRow> detailRows(const TextEvaluation& e) {
    std::vector<FigureRow> rows{{QStringLiteral("samples"), QString::number(e.samples), {}}};
    const std::vector<NamedFigure> shown = shownFigures(e); // stand above these already
    const auto numbered = [&](const QString& name, const double* values, const double* real, int count) {
        for (int n = 0; n < count; ++n) {
            const QString key = QStringLiteral("%1_%2").arg(name).arg(n + 1);
            if (std::none_of(shown.begin(), shown.end(), [&key](const NamedFigure& one) { return one.key == key; }))
                rows.push_back({key, exactNumber(values[n]), exactNumber(real[n])});
        }
    };
    numbered(QStringLiteral("distinct"), e.distinct, e.distinctReal, 3);
    numbered(QStringLiteral("kl_words"), e.klWords, e.klWordsReal, 2);
    numbered(QStringLiteral("kl_characters"), e.klCharacters, e.klCharactersReal, 3);
    if (e.heldOutCharacters > 0)
        rows.push_back({QStringLiteral("nats_per_character"), exactNumber(e.natsPerCharacter), {}});
    for (std::size_t order = 0; order < e.ngramNats.size(); ++order)
        rows.push_back({QStringLiteral("ngram_nats_per_character_%1").arg(order), exactNumber(e.ngramNats[order]), {}});
    for (const WordShare& word : e.words)
        rows.push_back({QStringLiteral("word %1").arg(word.word), exactNumber(word.samples), exactNumber(word.corpus)});
    for (const CopiedText& passage : e.copied)
        rows.push_back({QStringLiteral("copied from %1, line %2").arg(passage.source).arg(passage.line),
                        QString::number(passage.characters), passage.text});
    return rows;
}

QByteArray asCsv(const TextEvaluation& e, const QString& data) {
    std::vector<FigureRow> rows{{QStringLiteral("data"), data, {}}};
    for (const NamedFigure& figure : shownFigures(e))
        rows.push_back({figure.key, exactNumber(figure.value), exactNumber(figure.reference)});
    const std::vector<FigureRow> details = detailRows(e);
    rows.insert(rows.end(), details.begin(), details.end());
    return figureTable(rows);
}

QJsonObject toJson(const TextEvaluation& e) {
    QJsonObject json{
        {QStringLiteral("known_data"), e.knownData},    {QStringLiteral("heldout_characters"), e.heldOutCharacters},
        {QStringLiteral("samples"), e.samples},         {QStringLiteral("real_is_heldout"), e.realIsHeldOut},
        {QStringLiteral("self_bleu"), e.selfBleu},      {QStringLiteral("self_bleu_real"), e.selfBleuReal},
        {QStringLiteral("entropy"), e.entropy},         {QStringLiteral("entropy_real"), e.entropyReal},
        {QStringLiteral("copied_share"), e.copiedShare}};
    const auto numbered = [&json](const QString& name, const double* values, const double* real, int count) {
        for (int n = 0; n < count; ++n) {
            json.insert(QStringLiteral("%1_%2").arg(name).arg(n + 1), values[n]);
            json.insert(QStringLiteral("%1_%2_real").arg(name).arg(n + 1), real[n]);
        }
    };
    numbered(QStringLiteral("distinct"), e.distinct, e.distinctReal, 3);
    numbered(QStringLiteral("kl_words"), e.klWords, e.klWordsReal, 2);
    numbered(QStringLiteral("kl_characters"), e.klCharacters, e.klCharactersReal, 3);
    if (e.heldOutCharacters > 0) {
        json.insert(QStringLiteral("perplexity"), e.perplexity);
        json.insert(QStringLiteral("nats_per_character"), e.natsPerCharacter);
        json.insert(QStringLiteral("bits_per_character"), e.bitsPerCharacter);
    }
    if (const int best = e.bestNgram(); best >= 0) {
        QJsonArray nats;
        for (const double one : e.ngramNats)
            nats.append(one);
        json.insert(QStringLiteral("ngram_nats_per_character"), nats); // by letters of context, from 0
        json.insert(QStringLiteral("best_ngram_nats_per_character"), e.ngramNats[std::size_t(best)]);
        json.insert(QStringLiteral("best_ngram_context"), best);
    }
    if (e.copiedShareReal >= 0)
        json.insert(QStringLiteral("copied_share_real"), e.copiedShareReal);
    if (e.latentNats >= 0) {
        json.insert(QStringLiteral("tokens_rebuilt"), e.tokensRebuilt);
        json.insert(QStringLiteral("kl"), e.latentNats);
        json.insert(QStringLiteral("reconstruction"), e.reconstruction);
    }
    QJsonArray copied;
    for (const CopiedText& one : e.copied)
        copied.append(QJsonObject{{QStringLiteral("text"), one.text},
                                  {QStringLiteral("characters"), one.characters},
                                  {QStringLiteral("source"), one.source},
                                  {QStringLiteral("line"), one.line},
                                  {QStringLiteral("sample"), one.sample}});
    json.insert(QStringLiteral("copied"), copied);
    QJsonArray words;
    for (const WordShare& one : e.words)
        words.append(QJsonObject{{QStringLiteral("word"), one.word},
                                 {QStringLiteral("corpus"), one.corpus},
                                 {QStringLiteral("samples"), one.samples}});
    json.insert(QStringLiteral("words"), words);
    return json;
}

} // namespace capriccio
