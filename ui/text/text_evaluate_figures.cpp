#include "ui/text/text_evaluate_figures.h"

#include "ui/widgets/plot_text.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <numbers>

namespace capriccio {

namespace {

struct TextEvaluateFiguresText {
    Q_DECLARE_TR_FUNCTIONS(TextEvaluation)
};

QString reference(const TextEvaluation& e, const QString& value) {
    return TextEvaluateFiguresText::tr("%1: %2", "held-out text: its value").arg(realName(e), value);
}

QString several(const double* values, int count, QString (*say)(double)) {
    QStringList list;
    for (int i = 0; i < count; ++i)
        list << say(values[i]);
    return list.join(QStringLiteral(" · "));
}

// A sentence for each verdict.
void judge(EvaluationFigure& figure, Verdict verdict, const QString& good, const QString& fair, const QString& poor) {
    figure.verdict = verdict;
    figure.sentence = verdict == Verdict::Good ? good : verdict == Verdict::Fair ? fair : poor;
}

Verdict graded(bool good, bool fair) {
    return good ? Verdict::Good : fair ? Verdict::Fair : Verdict::Poor;
}

EvaluationFigure foretelling(const TextEvaluation& e) {
    EvaluationFigure figure;
    figure.key = QStringLiteral("bits_per_character");
    figure.title = TextEvaluateFiguresText::tr("Foretelling");
    figure.value = TextEvaluateFiguresText::tr("%1 bits").arg(plainValue(e.bitsPerCharacter));
    figure.meaning = TextEvaluateFiguresText::tr(
        "Bits the model needs for a character of text it has never seen; less is better. The "
        "best table of letters looks at the letters before and counts what came next");
    const int best = e.bestNgram();
    if (best < 0) {
        figure.verdict = Verdict::None;
        figure.value = TextEvaluateFiguresText::tr("unknown");
        figure.sentence =
            TextEvaluateFiguresText::tr("No text was held out, so it cannot be said how well it does on new text.");
        return figure;
    }
    const double table = e.ngramNats[static_cast<std::size_t>(best)] / std::numbers::ln2;
    figure.reference = TextEvaluateFiguresText::tr("Best table of letters: %1").arg(plainValue(table));
    judge(figure, graded(e.bitsPerCharacter < 0.95 * table, e.bitsPerCharacter < 1.02 * table),
          TextEvaluateFiguresText::tr("It knows how your texts go on better than counting letters could."),
          TextEvaluateFiguresText::tr("It does about as well as counting which letter follows which."),
          TextEvaluateFiguresText::tr("Counting letters would still do better; train for longer."));
    return figure;
}

EvaluationFigure perplexity(const TextEvaluation& e) {
    EvaluationFigure figure;
    figure.key = QStringLiteral("perplexity");
    figure.title = TextEvaluateFiguresText::tr("Perplexity");
    figure.verdict = Verdict::None;
    figure.value = plainValue(e.perplexity);
    figure.sentence = TextEvaluateFiguresText::tr("At every step it hesitates as if between %1 equally likely pieces.")
                          .arg(plainValue(e.perplexity));
    figure.reference = TextEvaluateFiguresText::tr("%1 characters it never saw").arg(longAmount(e.heldOutCharacters));
    figure.meaning = TextEvaluateFiguresText::tr(
        "e to the mean loss per token on held-out text; compare only models with the same pieces");
    return figure;
}

EvaluationFigure vocabulary(const TextEvaluation& e) {
    EvaluationFigure figure;
    figure.key = QStringLiteral("distinct_2");
    figure.title = TextEvaluateFiguresText::tr("Variety");
    figure.value = percent(e.distinct[1]);
    figure.reference = reference(e, several(e.distinctReal, 3, percent));
    figure.meaning = TextEvaluateFiguresText::tr(
                         "Share of different words, pairs and triples of words among all it wrote (distinct-1, -2, "
                         "-3): %1. The large figure is the pairs")
                         .arg(several(e.distinct, 3, percent));
    const double share = e.distinct[1] / std::max(e.distinctReal[1], 1e-9);
    judge(figure, graded(share > 0.85 && share<1.2, share> 0.65),
          TextEvaluateFiguresText::tr("It combines words about as freely as your texts do."),
          share > 1 ? TextEvaluateFiguresText::tr(
                          "It puts words together that your texts would not; a lower temperature tames it.")
                    : TextEvaluateFiguresText::tr("It repeats its phrases a little more than your texts do."),
          TextEvaluateFiguresText::tr("It repeats itself; a higher temperature or a repetition penalty helps."));
    return figure;
}

EvaluationFigure alike(const TextEvaluation& e) {
    EvaluationFigure figure;
    figure.key = QStringLiteral("self_bleu");
    figure.title = TextEvaluateFiguresText::tr("Sameness");
    figure.value = percent(e.selfBleu);
    figure.reference = reference(e, percent(e.selfBleuReal));
    figure.meaning = TextEvaluateFiguresText::tr(
        "Self-BLEU: how much of one sample stands in the others, in runs of one to four words; "
        "100 % = all the same");
    judge(figure, graded(e.selfBleu < e.selfBleuReal + 0.08, e.selfBleu < e.selfBleuReal + 0.2),
          TextEvaluateFiguresText::tr("One sample is as different from the next as pieces of your texts are."),
          TextEvaluateFiguresText::tr("The samples resemble one another somewhat more than pieces of your texts do."),
          TextEvaluateFiguresText::tr("The samples are much alike; more text or an earlier checkpoint may free it."));
    return figure;
}

EvaluationFigure surprise(const TextEvaluation& e) {
    EvaluationFigure figure;
    figure.key = QStringLiteral("entropy");
    figure.title = TextEvaluateFiguresText::tr("Surprise");
    figure.value = TextEvaluateFiguresText::tr("%1 bits").arg(plainValue(e.entropy));
    figure.reference = reference(e, TextEvaluateFiguresText::tr("%1 bits").arg(plainValue(e.entropyReal)));
    figure.meaning = TextEvaluateFiguresText::tr("Entropy of pairs of words: how hard it is to guess which pair comes");
    const double apart = e.entropy - e.entropyReal;
    judge(figure, graded(std::abs(apart) < 0.4, std::abs(apart) < 1),
          TextEvaluateFiguresText::tr("Its turns of phrase are as hard to guess as yours."),
          apart < 0 ? TextEvaluateFiguresText::tr("It is a little more predictable than your texts.")
                    : TextEvaluateFiguresText::tr("It is a little wilder than your texts."),
          apart < 0 ? TextEvaluateFiguresText::tr("It keeps to a few turns of phrase.")
                    : TextEvaluateFiguresText::tr(
                          "It is much wilder than your texts; train for longer or lower the temperature."));
    return figure;
}

EvaluationFigure likeness(const TextEvaluation& e, bool words) {
    EvaluationFigure figure;
    const double value = words ? e.klWords[0] : e.klCharacters[2];
    const double real = words ? e.klWordsReal[0] : e.klCharactersReal[2];
    figure.key = words ? QStringLiteral("kl_words_1") : QStringLiteral("kl_characters_3");
    figure.title = words ? TextEvaluateFiguresText::tr("Choice of words") : TextEvaluateFiguresText::tr("Spelling");
    figure.value = plainValue(value);
    figure.reference = reference(e, plainValue(real));
    figure.meaning =
        words ? TextEvaluateFiguresText::tr(
                    "KL divergence of word frequencies from your texts to what it writes, in nats; 0 = the same. "
                    "Pairs of words: %1")
                    .arg(plainValue(e.klWords[1]))
              : TextEvaluateFiguresText::tr(
                    "KL divergence of the frequencies of three letters in a row, in nats; 0 = the same. Single "
                    "letters and pairs: %1")
                    .arg(several(e.klCharacters, 2, plainValue));
    const double more = value / std::max(real, 0.02);
    judge(figure, graded(more < 1.6, more < 3),
          words ? TextEvaluateFiguresText::tr("It uses words as often as your texts do.")
                : TextEvaluateFiguresText::tr("Its letters follow one another as yours do."),
          words ? TextEvaluateFiguresText::tr("It prefers some words over others, compared with your texts.")
                : TextEvaluateFiguresText::tr("Some of its spellings are not yours."),
          words ? TextEvaluateFiguresText::tr("Its words are not yet those of your texts.")
                : TextEvaluateFiguresText::tr("It does not spell like your texts yet; train for longer."));
    return figure;
}

EvaluationFigure copies(const TextEvaluation& e) {
    EvaluationFigure figure;
    figure.key = QStringLiteral("copied_share");
    figure.title = TextEvaluateFiguresText::tr("Copies");
    figure.value = percent(e.copiedShare);
    figure.meaning = TextEvaluateFiguresText::tr(
        "Share of what it writes that stands in the training text letter for letter, in runs of "
        "at least 30 characters or 8 words");
    if (e.copiedShareReal >= 0) {
        figure.reference = reference(e, percent(e.copiedShareReal));
    } else {
        figure.reference = TextEvaluateFiguresText::tr("%n texts written", nullptr, e.samples);
    }
    const double usual = std::max(e.copiedShareReal, 0.0);
    judge(figure, graded(e.copiedShare <= usual + 0.005, e.copiedShare <= usual + 0.05),
          e.copiedShare > 0 ? TextEvaluateFiguresText::tr("No more than your own texts repeat themselves.")
                            : TextEvaluateFiguresText::tr("Nothing of it stands in your texts word for word."),
          TextEvaluateFiguresText::tr("Some passages stand in your texts; they are listed below."),
          TextEvaluateFiguresText::tr("It recites your texts; an earlier checkpoint, more text or dropout helps."));
    return figure;
}

EvaluationFigure rebuilding(const TextEvaluation& e) {
    EvaluationFigure figure;
    figure.key = QStringLiteral("tokens_rebuilt");
    figure.title = TextEvaluateFiguresText::tr("Rebuilding");
    figure.value = percent(e.tokensRebuilt);
    figure.reference = TextEvaluateFiguresText::tr("Nothing lost: %1").arg(percent(1));
    figure.meaning = TextEvaluateFiguresText::tr(
        "Share of a held-out sentence's tokens that come back at their place from its point in "
        "the space of sentences");
    judge(figure, graded(e.tokensRebuilt >= 0.6, e.tokensRebuilt >= 0.3),
          TextEvaluateFiguresText::tr("A sentence you put in comes back nearly whole."),
          TextEvaluateFiguresText::tr("A sentence comes back with its beginning and its manner."),
          TextEvaluateFiguresText::tr("Sentences hardly come back; train for longer."));
    return figure;
}

EvaluationFigure space(const TextEvaluation& e) {
    EvaluationFigure figure;
    figure.key = QStringLiteral("kl");
    figure.title = TextEvaluateFiguresText::tr("Space of sentences");
    figure.value = TextEvaluateFiguresText::tr("%1 nats").arg(plainValue(e.latentNats));
    figure.reference = TextEvaluateFiguresText::tr("Unused: 0");
    figure.meaning = TextEvaluateFiguresText::tr(
        "KL divergence of a sentence's posterior from the prior: how much a point of the space "
        "says about its sentence");
    judge(figure, graded(e.latentNats > 5, e.latentNats > 1),
          TextEvaluateFiguresText::tr("The points of the space decide what is said."),
          TextEvaluateFiguresText::tr("The points of the space say a little about their sentences."),
          TextEvaluateFiguresText::tr("The space is hardly used; sentences do not depend on their points."));
    return figure;
}

} // namespace

QString realName(const TextEvaluation& e) {
    return e.realIsHeldOut ? TextEvaluateFiguresText::tr("Held-out text") : TextEvaluateFiguresText::tr("Your texts");
}

std::vector<EvaluationFigure> figuresOf(const TextEvaluation& e) {
    std::vector<EvaluationFigure> figures{foretelling(e)};
    if (e.heldOutCharacters > 0)
        figures.push_back(perplexity(e));
    if (e.latentNats >= 0) {
        figures.push_back(rebuilding(e));
        figures.push_back(space(e));
    }
    figures.push_back(copies(e));
    figures.push_back(vocabulary(e));
    figures.push_back(alike(e));
    figures.push_back(surprise(e));
    figures.push_back(likeness(e, true));
    figures.push_back(likeness(e, false));
    for (const NamedFigure& number : shownFigures(e)) {
        for (EvaluationFigure& figure : figures) {
            if (figure.key != number.key)
                continue;
            figure.number = number.value;
            figure.referenceNumber = number.reference;
        }
    }
    return figures;
}

} // namespace capriccio
