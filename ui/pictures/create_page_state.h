#pragma once

#include "core/types/interpolation.h"
#include "core/types/model_info.h"
#include "ui/widgets/latent_pad.h"

#include <QPointF>
#include <QVariantMap>
#include <array>
#include <optional>
#include <vector>

namespace capriccio {

// Everything on the Create page that an artist edits and can undo. A value: an undo step holds one before and one
// after.
struct CreateState {
    LatentPoint base;           // the picture chosen last, before truncation and class choice
    bool onPad = false;         // the canvas shows the pad's mix instead of `base`
    float truncation = 1.0F;    // of everything the page draws: 0..2
    std::vector<float> classes; // chosen class weights of seeds; empty = each picture its own
    std::array<std::optional<LatentPoint>, kPadCorners> corners;
    QPointF place{0.5, 0.5};
    PathKind path = PathKind::Spherical;
    qint64 firstSeed = 1;
    int sampleCount = 24;

    bool operator==(const CreateState&) const = default;

    int cornerCount() const;
    std::array<bool, kPadCorners> filled() const;
    std::vector<LatentPoint> cornerPoints() const; // the filled ones, in corner order
    // The point the canvas shows. An empty z when nothing was chosen yet.
    LatentPoint shown() const;
    LatentPoint atPlace(QPointF where) const; // needs two filled corners
    // A seed as the page draws it: truncation and class choice applied.
    LatentPoint dressed(LatentPoint point) const;
    // A corner as the page draws it: its own class, so that one can walk from class to class.
    LatentPoint corner(std::size_t index) const;
    // Corners in the order one walks around the pad (clockwise), for loops, strips and frames.
    std::vector<LatentPoint> loopPoints() const;
};

// Whether a point can be drawn by a model.
bool fits(const LatentPoint& point, const ModelInfo& model);
// Drops what another model left behind: corners and classes that do not fit; `base` becomes seed `fallback`'s point.
CreateState fitted(CreateState state, const ModelInfo& model, const LatentPoint& fallback);

// The corners of the pad for the pictures of a sheet or strip, in walking order: the first four where each has a number
// (a sheet); the stops between which a strip was drawn, where they can be told; else up to four evenly along the way.
std::array<std::optional<LatentPoint>, kPadCorners> cornersFor(const std::vector<LatentPoint>& points);

// Where the walk around the pad is after `t` (0..1 is one round): from filled corner to filled corner, clockwise.
QPointF loopPlace(const std::array<bool, kPadCorners>& filled, double t);

// For the project's settings. Reading returns nullopt for anything damaged.
QVariantMap toVariant(const CreateState& state);
std::optional<CreateState> createStateFrom(const QVariantMap& map);

} // namespace capriccio
