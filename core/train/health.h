#pragma once

#include "core/types/training.h"

#include <QJsonObject>
#include <optional>

namespace capriccio {

// What health is judged by. Absent figures are not judged.
struct HealthFigures {
    qint64 imagesSeen = 0;
    double fraction = 0;                 // 0..1 of the run
    std::optional<double> accuracyReal;  // share of training pictures taken for real as the steps see them, 0..1
    std::optional<double> accuracyDrawn; // share of drawn pictures taken for drawn, 0..1
    // Shares of training and of held-out pictures taken for real, 0..1, both measured without augmentation.
    std::optional<double> accuracyTraining;
    std::optional<double> accuracyHeldOut;
    std::optional<double> diversity;      // of drawn pictures, 1 = as varied as the data
    std::optional<double> copies;         // share of drawn pictures that are copies, 0..1
    std::optional<double> reconstruction; // VAE, training pictures
    std::optional<double> reconstructionHeldOut;
};

// One plain line on how the training goes. A verdict is entered only after it has been due several times in a row, and
// left at an easier threshold than it was entered: the line does not flicker. Figures are smoothed.
class HealthMonitor {
public:
    // Judges new figures; returns the report when the verdict or its rounded figures have changed.
    std::optional<HealthReport> observe(const HealthFigures& figures);
    // Verdicts that come from the loop itself.
    HealthReport rolledBack(const Sentence& why, int attempt, int attempts);
    HealthReport finished();

    QJsonObject toJson() const;
    void restore(const QJsonObject& json);

private:
    Health due() const;
    bool neverVaried() const; // alike from the beginning on, so that nothing was lost on the way
    HealthReport report(Health verdict) const;

    struct Smoothed {
        double value = 0;
        int count = 0;
        void add(double sample);
        bool known() const { return count > 0; }
    };
    Smoothed accuracy_; // mean of both accuracies
    Smoothed gap_;      // training minus held-out accuracy; VAE: relative excess of the held-out error
    Smoothed diversity_;
    Smoothed copies_;
    double bestDiversity_ = 0;
    qint64 imagesSeen_ = 0;
    double fraction_ = 0;
    bool encoder_ = false; // figures of a VAE
    Health verdict_ = Health::Starting;
    Health candidate_ = Health::Starting;
    int candidateCount_ = 0;
    HealthReport lastSaid_;
};

// Notices a loss that is not a number or has exploded, in the step where it happens.
class DivergenceGuard {
public:
    // Returns why the step has diverged, in words; empty when it has not.
    Sentence check(const std::vector<NamedValue>& losses);

private:
    double usual_ = 0; // slow mean of the largest loss
    int count_ = 0;
};

} // namespace capriccio
