#pragma once

#include "core/types/figure_table.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <vector>

namespace capriccio {

// A passage a model wrote that stands in its training text, letter for letter.
struct CopiedText {
    QString text;
    qint64 characters = 0; // code points
    QString source;        // title of the text it stands in
    qint64 line = 0;       // line of that text, from 1
    int sample = 0;        // index into TextEvaluation::texts
};

// How often a word comes, of all words, 0..1.
struct WordShare {
    QString word;
    double corpus = 0;
    double samples = 0;
};

// All figures of a text model, one page's worth. "Real" figures are those of real text cut to the samples' lengths:
// held-out text where there is enough of it, training text otherwise. They say what a perfect model would have.
struct TextEvaluation {
    bool knownData = true; // the model was trained on just these texts with this split
    // On held-out text (at most 400,000 tokens of it; of pairs the answers alone)
    double perplexity = 0;         // e^(nats per token)
    double natsPerCharacter = 0;   // sentence VAE: an upper bound, reconstruction and divergence together
    double bitsPerCharacter = 0;   // the same / ln 2
    std::vector<double> ngramNats; // nats per character of the character n-gram with 0, 1, ... 5 letters of context on
                                   // the same text: what a model must beat; empty = nothing is held out
    qint64 heldOutCharacters = 0;
    // Of what it writes
    int samples = 0;
    bool realIsHeldOut = false;
    double distinct[3] = {0, 0, 0};     // share of different words, pairs, triples, 0..1
    double distinctReal[3] = {0, 0, 0}; // the same of as much real text
    double selfBleu = 0;                // 1 = the samples are all alike
    double selfBleuReal = 0;
    double entropy = 0; // of word pairs, bits
    double entropyReal = 0;
    double klWords[2] = {0, 0}; // from corpus to samples, of words and word pairs, nats
    double klWordsReal[2] = {0, 0};
    double klCharacters[3] = {0, 0, 0}; // of characters, pairs and triples, nats
    double klCharactersReal[3] = {0, 0, 0};
    std::vector<WordShare> words;   // the corpus's most frequent ones, at most 24
    double copiedShare = 0;         // of its characters stand in the training text, in passages of 30 characters or 8
                                    // words
    double copiedShareReal = -1;    // the same of held-out text; -1 = too little is held out
    std::vector<CopiedText> copied; // the longest such passages, at most 20, longest first
    QStringList texts;              // what was written
    // Sentence VAE only (-1 otherwise)
    double tokensRebuilt = -1;  // share of held-out tokens that come back at their place, greedily from the mean
    double latentNats = -1;     // divergence of posterior from prior, nats per sentence; 0 = the space is unused
    double reconstruction = -1; // nats per token, from a point drawn from the posterior

    // Index into ngramNats of the best; -1 = none.
    int bestNgram() const;
};

// The figures an artist is shown, in the order they are shown.
std::vector<NamedFigure> shownFigures(const TextEvaluation& evaluation);
// What a table has below them: the other figures, the words, the copied passages.
std::vector<FigureRow> detailRows(const TextEvaluation& evaluation);
// All of it as a table. data: title of the texts it was measured on.
QByteArray asCsv(const TextEvaluation& evaluation, const QString& data);

// Every figure by name. The written texts are left out.
QJsonObject toJson(const TextEvaluation& evaluation);

} // namespace capriccio
