#include "core/types/interpolation.h"

#include "core/types/error.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <numeric>

namespace capriccio {
namespace {

void checkAlike(const std::vector<LatentPoint>& points) {
    if (points.empty())
        throw Error(Error::Kind::BadArgument,
                    Sentence::translate("Interpolation", "Choose at least one point to mix."));
    for (const LatentPoint& point : points) {
        if (point.z.size() != points.front().z.size() ||
            point.classWeights.size() != points.front().classWeights.size())
            throw Error(
                Error::Kind::BadArgument,
                Sentence::translate("Interpolation", "These points come from different models and cannot be mixed."));
    }
}

// Shoemake 1985: constant angular speed between two directions; the lengths are mixed linearly so that two N(0, I)
// draws keep a plausible norm. Falls back to the straight line when the directions are the same or opposite.
std::vector<float> slerp(const std::vector<float>& a, const std::vector<float>& b, double t) {
    double dot = 0;
    double normA = 0;
    double normB = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        dot += double(a[i]) * b[i];
        normA += double(a[i]) * a[i];
        normB += double(b[i]) * b[i];
    }
    normA = std::sqrt(normA);
    normB = std::sqrt(normB);
    const double cosine = normA > 0 && normB > 0 ? std::clamp(dot / (normA * normB), -1.0, 1.0) : 1.0;
    const double angle = std::acos(cosine);
    std::vector<float> mixed(a.size());
    if (angle < 1e-4 || angle > M_PI - 1e-4) {
        for (std::size_t i = 0; i < a.size(); ++i)
            mixed[i] = float((1 - t) * a[i] + t * b[i]);
        return mixed;
    }
    const double length = (1 - t) * normA + t * normB;
    const double weightA = std::sin((1 - t) * angle) / std::sin(angle) / normA * length;
    const double weightB = std::sin(t * angle) / std::sin(angle) / normB * length;
    for (std::size_t i = 0; i < a.size(); ++i)
        mixed[i] = float(weightA * a[i] + weightB * b[i]);
    return mixed;
}

} // namespace

LatentPoint mixPoints(const std::vector<LatentPoint>& points, const std::vector<float>& weights, PathKind kind) {
    checkAlike(points);
    if (weights.size() != points.size())
        throw Error(Error::Kind::BadArgument, Sentence::translate("Interpolation", "Each point needs one weight."));
    const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
    if (!(total > 0))
        throw Error(Error::Kind::BadArgument,
                    Sentence::translate("Interpolation", "The weights of a mix must add up to more than zero."));
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (weights[i] == float(total)) // exactly this point: keep its seed and its bits
            return points[i];
    }

    LatentPoint mixed;
    mixed.z.assign(points.front().z.size(), 0.0F);
    mixed.classWeights.assign(points.front().classWeights.size(), 0.0F);
    double truncation = 0;
    double seen = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double weight = weights[i] / total;
        if (weight <= 0)
            continue;
        seen += weight;
        truncation += weight * points[i].truncation;
        for (std::size_t c = 0; c < mixed.classWeights.size(); ++c)
            mixed.classWeights[c] += float(weight * points[i].classWeights[c]);
        if (kind == PathKind::Linear) {
            for (std::size_t k = 0; k < mixed.z.size(); ++k)
                mixed.z[k] += float(weight * points[i].z[k]);
        } else {
            mixed.z = seen == weight ? points[i].z : slerp(mixed.z, points[i].z, weight / seen);
        }
    }
    mixed.truncation = float(truncation);
    return mixed;
}

std::vector<float> padWeights(int corners, double x, double y) {
    x = std::clamp(x, 0.0, 1.0);
    y = std::clamp(y, 0.0, 1.0);
    switch (corners) {
    case 1:
        return {1.0F};
    case 2:
        return {float(1 - x), float(x)};
    case 3: // the lower edge belongs to the third corner
        return {float((1 - x) * (1 - y)), float(x * (1 - y)), float(y)};
    case 4:
        return {float((1 - x) * (1 - y)), float(x * (1 - y)), float((1 - x) * y), float(x * y)};
    default:
        throw Error(Error::Kind::BadArgument, Sentence::translate("Interpolation", "A pad has one to four corners."));
    }
}

std::vector<LatentPoint> pathThrough(const std::vector<LatentPoint>& points, int steps, PathKind kind) {
    checkAlike(points);
    if (steps < 2)
        throw Error(Error::Kind::BadArgument, Sentence::translate("Interpolation", "A path needs at least 2 steps."));
    std::vector<LatentPoint> path;
    path.reserve(std::size_t(steps));
    const double legs = double(points.size()) - 1;
    for (int i = 0; i < steps; ++i) {
        const double at = legs * i / (steps - 1);
        const auto leg = std::min(std::size_t(at), points.size() < 2 ? 0 : points.size() - 2);
        const double t = at - double(leg);
        if (points.size() == 1 || t <= 0)
            path.push_back(points[leg]);
        else if (t >= 1)
            path.push_back(points[leg + 1]);
        else
            path.push_back(mixPoints({points[leg], points[leg + 1]}, {float(1 - t), float(t)}, kind));
    }
    return path;
}

} // namespace capriccio
