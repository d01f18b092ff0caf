#include "ui/training/curve_groups.h"

#include <QCoreApplication>
#include <cmath>
#include <numbers>

namespace capriccio {

std::vector<PlotCurve> curvesOf(CurveGroup group) {
    const auto key = [](const char* name) { return QString::fromLatin1(name); };
    switch (group) {
    case CurveGroup::Losses:
        return {{key(kLossG), QCoreApplication::translate("Curves", "Generator"), 0, false},
                {key(kLossD), QCoreApplication::translate("Curves", "Discriminator"), 1, false}};
    case CurveGroup::Accuracy:
        return {{key(kAccuracyReal), QCoreApplication::translate("Curves", "Real"), 0, false},
                {key(kAccuracyDrawn), QCoreApplication::translate("Curves", "Drawn"), 1, false},
                {key(kAccuracyHeldOut), QCoreApplication::translate("Curves", "Held out"), 2, false}};
    case CurveGroup::Variety:
        return {{key(kDiversity), QCoreApplication::translate("Curves", "Variety"), 0, false},
                {key(kCopies), QCoreApplication::translate("Curves", "Copies"), 3, false},
                {key(kAugment), QCoreApplication::translate("Curves", "Augmentation"), 2, true}};
    case CurveGroup::Likeness:
        return {{key(kSwd), QCoreApplication::translate("Curves", "Distance"), 1, false}};
    case CurveGroup::Reconstruction:
    case CurveGroup::Rebuilt:
        return {{key(kReconstruction), QCoreApplication::translate("Curves", "Training"), 0, false},
                {key(kReconstructionHeldOut), QCoreApplication::translate("Curves", "Held out"), 1, false}};
    case CurveGroup::Kl:
    case CurveGroup::Said:
        return {{key(kKl), QCoreApplication::translate("Curves", "Training"), 0, false},
                {key(kKlHeldOut), QCoreApplication::translate("Curves", "Held out"), 1, false}};
    case CurveGroup::NextToken:
        return {{key(kLoss), QCoreApplication::translate("Curves", "Training"), 0, false},
                {key(kLossHeldOut), QCoreApplication::translate("Curves", "Held out"), 1, false}};
    case CurveGroup::Bits:
        return {{key(kBitsPerCharacter), QCoreApplication::translate("Curves", "Held out"), 1, false}};
    case CurveGroup::Perplexity:
        return {{key(kPerplexity), QCoreApplication::translate("Curves", "Training"), 0, false},
                {key(kPerplexityHeldOut), QCoreApplication::translate("Curves", "Held out"), 1, false}};
    case CurveGroup::Copied:
        return {{key(kCopies), QCoreApplication::translate("Curves", "Copied"), 3, false}};
    case CurveGroup::RebuiltShare:
        return {{key(kTokenAccuracy), QCoreApplication::translate("Curves", "Held out"), 1, false}};
    }
    return {};
}

CurveGroupWords wordsOf(CurveGroup group, DataKind medium) {
    const bool music = medium == DataKind::Melodies;
    switch (group) {
    case CurveGroup::Losses:
        return {QCoreApplication::translate("Curves", "Losses"),
                QCoreApplication::translate("Curves", "The contest: what generator and discriminator have left to "
                                                      "improve. Neither should win."),
                QCoreApplication::translate("Curves", "nats"), PlotValues::Plain};
    case CurveGroup::Accuracy:
        return {QCoreApplication::translate("Curves", "Accuracy"),
                QCoreApplication::translate("Curves", "How often the discriminator is right about real, drawn and "
                                                      "held-out pictures"),
                {},
                PlotValues::Percent};
    case CurveGroup::Variety:
        return {QCoreApplication::translate("Curves", "Variety"),
                QCoreApplication::translate("Curves",
                                            "How varied the drawn pictures are, beside your own, and how many "
                                            "of them are copies"),
                {},
                PlotValues::Percent};
    case CurveGroup::Likeness:
        return {QCoreApplication::translate("Curves", "Likeness"),
                QCoreApplication::translate("Curves", "How far drawn pictures are from pictures the model has never "
                                                      "seen (sliced Wasserstein distance); lower is better"),
                QCoreApplication::translate("Curves", "distance × 1000"), PlotValues::Plain};
    case CurveGroup::Reconstruction:
        return {QCoreApplication::translate("Curves", "Reconstruction"),
                QCoreApplication::translate("Curves", "How much of a picture is lost on the way through the model"),
                QCoreApplication::translate("Curves", "squared error"), PlotValues::Plain};
    case CurveGroup::Kl:
        return {QCoreApplication::translate("Curves", "KL"),
                QCoreApplication::translate("Curves", "How much the model says about each picture"),
                QCoreApplication::translate("Curves", "nats"), PlotValues::Plain};
    case CurveGroup::NextToken:
        return {QCoreApplication::translate("Curves", "Loss"),
                QCoreApplication::translate("Curves",
                                            "How surprised the model is by what comes next, on what it learns "
                                            "from and on what it never sees; lower is better"),
                QCoreApplication::translate("Curves", "nats per token"), PlotValues::Plain};
    case CurveGroup::Bits:
        return {QCoreApplication::translate("Curves", "Bits"),
                music
                    ? QCoreApplication::translate("Curves", "How many bits a note of music it never saw costs the "
                                                            "model; lower is better")
                    : QCoreApplication::translate("Curves", "How many bits a character of text it never saw costs the "
                                                            "model; lower is better"),
                music ? QCoreApplication::translate("Curves", "bits per note")
                      : QCoreApplication::translate("Curves", "bits per character"),
                PlotValues::Plain};
    case CurveGroup::Perplexity:
        return {QCoreApplication::translate("Curves", "Perplexity"),
                QCoreApplication::translate("Curves",
                                            "Among how many equally likely tokens the model hesitates; lower is "
                                            "better"),
                QCoreApplication::translate("Curves", "tokens"), PlotValues::Plain};
    case CurveGroup::Rebuilt:
        return {QCoreApplication::translate("Curves", "Reconstruction"),
                music ? QCoreApplication::translate("Curves", "How much of a passage is lost on the way through the "
                                                              "latent space")
                      : QCoreApplication::translate("Curves", "How much of a sentence is lost on the way through the "
                                                              "latent space"),
                QCoreApplication::translate("Curves", "nats per token"), PlotValues::Plain};
    case CurveGroup::Copied:
        return {QCoreApplication::translate("Curves", "Copied"),
                QCoreApplication::translate("Curves", "How much of what it writes stands in your texts word for word "
                                                      "(passages of 30 characters or more)"),
                {},
                PlotValues::Percent};
    case CurveGroup::RebuiltShare:
        return {QCoreApplication::translate("Curves", "Rebuilt"),
                QCoreApplication::translate("Curves", "How many tokens come back right from the latent space"),
                {},
                PlotValues::Percent};
    case CurveGroup::Said:
        return {QCoreApplication::translate("Curves", "KL"),
                music ? QCoreApplication::translate("Curves", "How much the latent space says about each passage; at "
                                                              "zero it is not used")
                      : QCoreApplication::translate("Curves", "How much the latent space says about each sentence; at "
                                                              "zero it is not used"),
                music ? QCoreApplication::translate("Curves", "nats per passage")
                      : QCoreApplication::translate("Curves", "nats per sentence"),
                PlotValues::Plain};
    }
    return {};
}

NamedValue derivedFrom(const QString& metric, double value) {
    if (metric == QLatin1String(kLoss))
        return {QString::fromLatin1(kPerplexity), std::exp(value)};
    if (metric == QLatin1String(kLossHeldOut))
        return {QString::fromLatin1(kPerplexityHeldOut), std::exp(value)};
    return {};
}

CurveContext curveContext(const PreparedSequences& sequences) {
    return {sequences.vocabulary,
            sequences.characters > 0 ? double(sequences.tokens) / double(sequences.characters) : 0};
}

std::vector<CurveGroup> groupsOf(const Preset& preset) {
    if (std::holds_alternative<LanguageOptions>(preset.model))
        return preset.medium == DataKind::Text
                   ? std::vector{CurveGroup::NextToken, CurveGroup::Bits, CurveGroup::Perplexity, CurveGroup::Copied}
                   : std::vector{CurveGroup::NextToken, CurveGroup::Bits, CurveGroup::Perplexity};
    if (std::holds_alternative<SequenceVaeOptions>(preset.model))
        return {CurveGroup::Rebuilt, CurveGroup::Said, CurveGroup::RebuiltShare};
    if (preset.architecture == Architecture::Vae)
        return {CurveGroup::Reconstruction, CurveGroup::Kl, CurveGroup::Variety, CurveGroup::Likeness};
    return {CurveGroup::Losses, CurveGroup::Accuracy, CurveGroup::Variety, CurveGroup::Likeness};
}

std::vector<PlotReference> referencesOf(CurveGroup group, const Preset& preset, const CurveContext& context) {
    // Where a model stands that has learned nothing: every token equally likely.
    const double guess = context.vocabulary > 1 ? std::log(double(context.vocabulary)) : 0;
    if (guess > 0 && (group == CurveGroup::NextToken || group == CurveGroup::Rebuilt))
        return {{QCoreApplication::translate("Curves", "a pure guess, ln %1").arg(context.vocabulary), guess}};
    if (guess > 0 && group == CurveGroup::Bits && context.tokensPerCharacter > 0)
        return {{QCoreApplication::translate("Curves", "a pure guess"),
                 guess / std::numbers::ln2 * context.tokensPerCharacter}};
    constexpr int kFits = 400; // tokens: a line higher up would press the curve flat
    if (group == CurveGroup::Perplexity && context.vocabulary > 1 && context.vocabulary <= kFits)
        return {{QCoreApplication::translate("Curves", "a pure guess"), double(context.vocabulary)}};
    if (group == CurveGroup::Accuracy)
        return {{QCoreApplication::translate("Curves", "a pure guess"), 0.5}};
    if (group == CurveGroup::Variety)
        return {{QCoreApplication::translate("Curves", "as varied as your pictures"), 1.0}};
    const auto* gan = std::get_if<GanOptions>(&preset.model);
    if (group != CurveGroup::Losses || !gan)
        return {};
    // Where the discriminator cannot tell real from drawn (D = 1/2, or a difference of 0).
    switch (gan->objective) {
    case Objective::NonSaturating:
        return {{QCoreApplication::translate("Curves", "discriminator at balance, 2 ln 2"), 2 * std::log(2.0)},
                {QCoreApplication::translate("Curves", "generator at balance, ln 2"), std::log(2.0)}};
    case Objective::Relativistic:
        return {{QCoreApplication::translate("Curves", "balance ln 2"), std::log(2.0)}};
    case Objective::Hinge:
        return {{QCoreApplication::translate("Curves", "discriminator at balance"), 2.0}};
    case Objective::WassersteinGp:
        break;
    }
    return {};
}

} // namespace capriccio
