#pragma once

#include "core/types/latent_point.h"
#include "core/types/sentence.h"

#include <QImage>
#include <QString>
#include <vector>

namespace capriccio {

// Lanes do not overwrite one another; within a lane the newest request wins. Lower lanes are served first.
enum class SampleLane {
    Hand,    // the picture under the artist's hand
    Grid,    // thumbnails: resample, scroll
    Corners, // pad corners, favourites
};

struct SampleRequest {
    std::vector<LatentPoint> points;
    SampleLane lane = SampleLane::Hand;
};

struct SampleResult {
    quint64 id = 0; // what SampleService::request returned
    SampleLane lane = SampleLane::Hand;
    std::vector<LatentPoint> points;
    std::vector<QImage> images; // Format_RGB888, at the model's size, in the order of points
    double milliseconds = 0;    // from request to picture
    Sentence error;             // empty when all went well
};

} // namespace capriccio
