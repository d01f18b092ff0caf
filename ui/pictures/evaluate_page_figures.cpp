#include "ui/pictures/evaluate_page_figures.h"

#include "ui/widgets/plot_text.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace capriccio {

namespace {

// Distances of drawn pictures, in those between real ones: what a look at such pictures bears out. Of the emoji, 2.3
// times are shapes anyone takes for emoji, 5.6 times clean shapes of that kind with a grid over them, 10 times coloured
// blobs. All of the middle is told apart at a glance: "fair" is its place between the others, the sentence says the
// rest.
constexpr double kNearlyReal = 2;
constexpr double kRelated = 5;

EvaluationFigure pictureLikeness(const EvaluationReport& report) {
    EvaluationFigure figure;
    figure.key = QStringLiteral("swd");
    figure.number = report.swd;
    figure.referenceNumber = report.swdRealVsReal;
    figure.title = QCoreApplication::translate("Evaluation", "Likeness");
    figure.value = plainValue(report.swd);
    figure.reference =
        QCoreApplication::translate("Evaluation", "Real against real: %1").arg(plainValue(report.swdRealVsReal));
    figure.meaning = QCoreApplication::translate(
        "Evaluation", "Sliced Wasserstein distance × 1000 between patches of drawn and training pictures, from fine to "
                      "coarse; lower is better");
    const double times = report.swd / std::max(1e-9, report.swdRealVsReal);
    const QString far =
        QCoreApplication::translate("Evaluation", "%1 times as far from your pictures as they are from one another")
            .arg(plainValue(times));
    if (times < kNearlyReal) {
        figure.sentence =
            QCoreApplication::translate("Evaluation", "%1: colours, lines and textures are nearly theirs.").arg(far);
    } else if (times < kRelated) {
        figure.verdict = Verdict::Fair;
        figure.sentence =
            QCoreApplication::translate("Evaluation", "%1: related to them, and still easily told apart.").arg(far);
    } else {
        figure.verdict = Verdict::Poor;
        figure.sentence =
            QCoreApplication::translate("Evaluation", "%1: little more than their colours. Longer training usually "
                                                      "brings it closer.")
                .arg(far);
    }
    return figure;
}

// A share of what the artist's own pictures show, which are 100 %.
EvaluationFigure shareOfYours(const QString& key, double share, const QString& title, const QString& meaning) {
    EvaluationFigure figure;
    figure.key = key;
    figure.number = share;
    figure.referenceNumber = 1;
    figure.title = title;
    figure.value = percent(share);
    figure.reference = QCoreApplication::translate("Evaluation", "Your own pictures: %1").arg(percent(1));
    figure.meaning = meaning;
    return figure;
}

EvaluationFigure variety(const EvaluationReport& report) {
    EvaluationFigure figure = shareOfYours(
        QStringLiteral("diversity"), report.diversity, QCoreApplication::translate("Evaluation", "Variety"),
        QCoreApplication::translate("Evaluation",
                                    "Mean difference between two drawn pictures over that between two of yours"));
    // Pairs at random are varied even where a dozen compositions repeat.
    const double least = std::min(report.diversity, report.distinctness);
    if (least >= 0.9) {
        figure.sentence = QCoreApplication::translate("Evaluation", "As varied as your pictures.");
    } else if (least >= 0.7) {
        figure.verdict = Verdict::Fair;
        figure.sentence = QCoreApplication::translate("Evaluation", "A little more alike than your pictures are.");
    } else {
        figure.verdict = Verdict::Poor;
        figure.sentence = QCoreApplication::translate(
            "Evaluation", "Many drawn pictures resemble one another; more augmentation or more pictures help.");
    }
    return figure;
}

EvaluationFigure distinctness(const EvaluationReport& report) {
    EvaluationFigure figure = shareOfYours(
        QStringLiteral("distinctness"), report.distinctness, QCoreApplication::translate("Evaluation", "Distinctness"),
        QCoreApplication::translate(
            "Evaluation",
            "Mean difference between a drawn picture and the drawn picture nearest to it, over that among yours"));
    if (report.distinctness >= 0.7) {
        figure.sentence = QCoreApplication::translate("Evaluation", "Hardly any composition comes twice.");
    } else if (report.distinctness >= 0.4) {
        figure.verdict = Verdict::Fair;
        figure.sentence = QCoreApplication::translate("Evaluation", "Some compositions come again with small changes.");
    } else {
        figure.verdict = Verdict::Poor;
        figure.sentence = QCoreApplication::translate(
            "Evaluation", "A few compositions are drawn again and again; more time or more varied pictures help.");
    }
    return figure;
}

EvaluationFigure pictureCopies(const EvaluationReport& report) {
    EvaluationFigure figure;
    figure.key = QStringLiteral("copies");
    figure.number = report.copyShare;
    figure.referenceNumber = 0;
    figure.title = QCoreApplication::translate("Evaluation", "Copies");
    figure.value = percent(report.copyShare);
    const int count = static_cast<int>(std::lround(report.copyShare * report.samples));
    figure.meaning = QCoreApplication::translate(
        "Evaluation", "Share of drawn pictures closer than 0.02 to a training picture (RMSE of 32 × 32 means)");
    figure.reference =
        QCoreApplication::translate("Evaluation", "Of %1 drawn pictures").arg(longAmount(report.samples));
    if (count == 0) {
        figure.sentence = QCoreApplication::translate("Evaluation", "None of them is a copy of a training picture.");
    } else {
        figure.verdict = report.copyShare < 0.02 ? Verdict::Fair : Verdict::Poor;
        figure.sentence = QCoreApplication::translate(
            "Evaluation", "%n of them can hardly be told from a training picture; look before you publish.", nullptr,
            count);
    }
    return figure;
}

EvaluationFigure pictureOriginality(const EvaluationReport& report) {
    EvaluationFigure figure;
    figure.key = QStringLiteral("nearest");
    figure.number = report.medianNearest;
    if (report.medianNearestHeldOut > 0)
        figure.referenceNumber = report.medianNearestHeldOut;
    figure.title = QCoreApplication::translate("Evaluation", "Originality");
    figure.value = distanceText(report.medianNearest);
    figure.meaning = QCoreApplication::translate(
        "Evaluation", "Median distance from a drawn picture to the nearest training picture; a copy is below 0.02");
    const bool known = report.medianNearestHeldOut > 0;
    figure.reference = known ? QCoreApplication::translate("Evaluation", "Real pictures it never saw: %1")
                                   .arg(distanceText(report.medianNearestHeldOut))
                             : QCoreApplication::translate("Evaluation", "No pictures were held out to compare with");
    const double ratio = known                                      ? report.medianNearest / report.medianNearestHeldOut
                         : report.medianNearest > 3 * kCopyDistance ? 1.0
                                                                    : 0.5;
    if (ratio >= 0.8) {
        figure.sentence = QCoreApplication::translate(
            "Evaluation", "As far from its nearest training picture as a new real picture would be.");
    } else if (ratio >= 0.5) {
        figure.verdict = Verdict::Fair;
        figure.sentence =
            QCoreApplication::translate("Evaluation", "It leans on training pictures more than new real ones would.");
    } else {
        figure.verdict = Verdict::Poor;
        figure.sentence = QCoreApplication::translate(
            "Evaluation", "It has learned training pictures by heart; an earlier checkpoint may be freer.");
    }
    return figure;
}

} // namespace

QString distanceText(double distance) {
    return std::isfinite(distance) ? QLocale().toString(distance, 'f', 3) : plainValue(distance);
}

std::vector<EvaluationFigure> figuresOf(const EvaluationReport& report) {
    std::vector<EvaluationFigure> figures{pictureLikeness(report), variety(report), distinctness(report),
                                          pictureOriginality(report), pictureCopies(report)};
    if (report.reconstruction >= 0) {
        EvaluationFigure figure;
        figure.key = QStringLiteral("reconstruction");
        figure.number = report.reconstruction;
        figure.referenceNumber = 0;
        figure.title = QCoreApplication::translate("Evaluation", "Reconstruction");
        figure.value = plainValue(report.reconstruction);
        figure.reference = QCoreApplication::translate("Evaluation", "Nothing lost: 0");
        figure.meaning = QCoreApplication::translate(
            "Evaluation", "Mean squared error of held-out pictures sent through the model and back");
        figure.verdict = report.reconstruction < 0.02   ? Verdict::Good
                         : report.reconstruction < 0.06 ? Verdict::Fair
                                                        : Verdict::Poor;
        figure.sentence =
            figure.verdict == Verdict::Good
                ? QCoreApplication::translate("Evaluation", "Your pictures come back nearly as they went in.")
            : figure.verdict == Verdict::Fair
                ? QCoreApplication::translate("Evaluation", "Your pictures come back recognisable, but softer.")
                : QCoreApplication::translate("Evaluation",
                                              "Pictures it never saw come back blurred. More pictures help, and more "
                                              "time while your own come back blurred, too.");
        figures.push_back(figure);
    }
    return figures;
}

PairVerdict verdictOf(const NearestPair& pair, const EvaluationReport& report) {
    if (pair.distance < kCopyDistance)
        return {QCoreApplication::translate("Evaluation", "Copy"), Verdict::Poor};
    const double usual = report.medianNearestHeldOut > 0 ? report.medianNearestHeldOut : 4 * kCopyDistance;
    if (pair.distance < std::max(2 * kCopyDistance, 0.5 * usual))
        return {QCoreApplication::translate("Evaluation", "Close"), Verdict::Fair};
    return {QCoreApplication::translate("Evaluation", "Original"), Verdict::Good};
}

} // namespace capriccio
