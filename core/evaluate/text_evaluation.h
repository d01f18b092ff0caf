#pragma once

#include "core/data/scan.h"
#include "core/types/text_corpus.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <optional>

namespace capriccio {

// All figures of a text model, one page's worth.
struct TextEvaluation {
    // On held-out text (at most 400,000 characters of it)
    double perplexity = 0; // e^(nats per token)
    double natsPerCharacter = 0;
    double bitsPerCharacter = 0;
    double ngramNats =
        0; // the best character n-gram (order 1 to 5) on the same text: a model must beat it; 0 = not known
    int ngramOrder = 0;
    qint64 heldOutCharacters = 0;
    // Of what it writes
    int samples = 0;
    double distinct[3] = {0, 0, 0};       // share of different words, pairs, triples, 0..1
    double distinctCorpus[3] = {0, 0, 0}; // the same of as much training text
    double selfBleu = 0;                  // 1 = the samples are all alike
    double entropy = 0;                   // of word pairs, bits
    double entropyCorpus = 0;
    double klWords = 0;      // nats, from corpus to samples
    double klCharacters = 0; // of character triples, nats
    double copiedShare = 0;  // of its characters stand in the training text, in passages of 30 characters or 8 words
    QStringList copied;      // the longest such passages, at most 5
    QStringList texts;       // what was written
    // Sentence VAE only (-1 otherwise)
    double tokensRebuilt = -1; // share of held-out tokens that come back, greedily from the posterior mean
};

// Writes `samples` texts of `length` tokens and measures model and samples against the prepared texts (those it was
// trained on, or others: then the whole figures are about those). Returns nothing when cancelled. Throws
// Error(BadInput). Any thread; a minute or so.
std::optional<TextEvaluation> evaluateText(const QString& modelFile, const PreparedSequences& data, int samples = 32,
                                           int length = 400, const ProgressCallback& progress = {});

// Every figure by name, for JSON and CSV.
QJsonObject toJson(const TextEvaluation& evaluation);

} // namespace capriccio
