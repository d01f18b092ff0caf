#pragma once

#include <QImage>
#include <QJsonObject>
#include <QtGlobal>
#include <vector>

namespace capriccio {

// A drawn picture and the training picture nearest to it.
struct NearestPair {
    qint64 seed = 0;
    QImage drawn;
    QImage nearest;
    double distance = 0; // RMSE of 32 x 32 means, pixel values 0..1; a copy is below 0.02
};

// Honest figures for one model against its data, each with the figure a perfect model would have where that is known.
struct EvaluationReport {
    int samples = 0;
    double swd = 0; // x1000, drawn against training pictures
    std::vector<double> swdLevels;
    double swdRealVsReal = 0; // two halves of the real pictures
    double diversity = 0;     // mean pairwise RMSE over that of the data; 1 = as varied
    double distinctness = 0;  // mean RMSE to the nearest other drawn picture over that of as many real ones; small when
                              // few compositions repeat
    double copyShare = 0;     // share of drawn pictures closer than 0.02 to a training picture
    double medianNearest = 0; // median distance to the nearest training picture
    double medianNearestHeldOut = 0;  // the same for held-out real pictures: what an original looks like
    double reconstruction = -1;       // VAE: MSE on held-out pictures; -1 = not a VAE
    std::vector<NearestPair> nearest; // closest pairs first, at most 24
};

// Every figure by name; pairs by seed and distance, without their pictures.
QJsonObject toJson(const EvaluationReport& report);

} // namespace capriccio
