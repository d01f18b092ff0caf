#include "core/types/text_evaluation.h"

#include <QJsonArray>
#include <algorithm>

namespace capriccio {

int TextEvaluation::bestNgram() const {
    return ngramNats.empty() ? -1 : int(std::min_element(ngramNats.begin(), ngramNats.end()) - ngramNats.begin());
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
