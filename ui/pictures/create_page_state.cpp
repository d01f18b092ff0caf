#include "ui/pictures/create_page_state.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <iterator>
#include <numeric>

namespace capriccio {
namespace {

constexpr std::array<int, kPadCorners> kClockwise{0, 1, 3, 2};

QPointF cornerPlace(int corner) {
    return {corner % 2 == 0 ? 0.0 : 1.0, corner < 2 ? 0.0 : 1.0};
}

// Raw floats in base64: a restored point has to be the same bit for bit, which decimal text would not promise.
QString toText(const std::vector<float>& values) {
    const QByteArray bytes(reinterpret_cast<const char*>(values.data()), qsizetype(values.size() * sizeof(float)));
    return QString::fromLatin1(bytes.toBase64());
}

std::vector<float> fromText(const QVariant& value) {
    const QByteArray bytes = QByteArray::fromBase64(value.toString().toLatin1());
    std::vector<float> values(std::size_t(bytes.size()) / sizeof(float));
    std::memcpy(values.data(), bytes.constData(), values.size() * sizeof(float));
    const bool sound = std::all_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); });
    return sound ? values : std::vector<float>();
}

QVariantMap pointMap(const LatentPoint& point) {
    return {{QStringLiteral("z"), toText(point.z)},
            {QStringLiteral("classes"), toText(point.classWeights)},
            {QStringLiteral("truncation"), double(point.truncation)},
            {QStringLiteral("seed"), QString::number(point.seed)}}; // text: JSON numbers end at 2^53
}

LatentPoint pointFrom(const QVariantMap& map) {
    LatentPoint point;
    point.z = fromText(map.value(QStringLiteral("z")));
    point.classWeights = fromText(map.value(QStringLiteral("classes")));
    point.truncation = float(std::clamp(map.value(QStringLiteral("truncation"), 1.0).toDouble(), 0.0, 2.0));
    point.seed = map.value(QStringLiteral("seed"), QStringLiteral("-1")).toString().toLongLong();
    return point;
}

} // namespace

int CreateState::cornerCount() const {
    return int(std::count_if(corners.begin(), corners.end(), [](const auto& corner) { return corner.has_value(); }));
}

std::array<bool, kPadCorners> CreateState::filled() const {
    std::array<bool, kPadCorners> has{};
    for (std::size_t i = 0; i < kPadCorners; ++i)
        has[i] = corners[i].has_value();
    return has;
}

std::vector<LatentPoint> CreateState::cornerPoints() const {
    std::vector<LatentPoint> points;
    for (const auto& corner : corners) {
        if (corner)
            points.push_back(*corner);
    }
    return points;
}

LatentPoint CreateState::dressed(LatentPoint point) const {
    point.truncation = truncation;
    if (!classes.empty() && classes.size() == point.classWeights.size())
        point.classWeights = classes;
    return point;
}

LatentPoint CreateState::corner(std::size_t index) const {
    LatentPoint point = corners[index].value_or(LatentPoint());
    point.truncation = truncation;
    return point;
}

LatentPoint CreateState::atPlace(QPointF where) const {
    const auto all = cornerWeights(filled(), where);
    std::vector<float> weights;
    for (std::size_t i = 0; i < kPadCorners; ++i) {
        if (corners[i])
            weights.push_back(all[i]);
    }
    LatentPoint mixed = mixPoints(cornerPoints(), weights, path);
    mixed.truncation = truncation;
    return mixed;
}

LatentPoint CreateState::shown() const {
    return onPad && cornerCount() >= 2 ? atPlace(place) : dressed(base);
}

std::vector<LatentPoint> CreateState::loopPoints() const {
    std::vector<LatentPoint> points;
    for (const int at : kClockwise) {
        if (corners[std::size_t(at)])
            points.push_back(corner(std::size_t(at)));
    }
    return points;
}

bool fits(const LatentPoint& point, const ModelInfo& model) {
    return !point.z.empty() && int(point.z.size()) == model.latent &&
           point.classWeights.size() == std::size_t(model.classes.size());
}

CreateState fitted(CreateState state, const ModelInfo& model, const LatentPoint& fallback) {
    for (auto& corner : state.corners) {
        if (corner && !fits(*corner, model))
            corner.reset();
    }
    if (state.classes.size() != std::size_t(model.classes.size()))
        state.classes.clear();
    if (!fits(state.base, model))
        state.base = fallback;
    if (state.cornerCount() < 2)
        state.onPad = false;
    return state;
}

std::array<std::optional<LatentPoint>, kPadCorners> cornersFor(const std::vector<LatentPoint>& points) {
    constexpr std::size_t kMost = kPadCorners;
    std::vector<LatentPoint> stops; // a mix has no number
    std::copy_if(points.begin(), points.end(), std::back_inserter(stops),
                 [](const LatentPoint& point) { return point.seed >= 0; });
    const bool sheet = stops.size() == points.size();
    if (!sheet && (stops.size() < 3 || stops.size() > kMost)) { // two may be the ends of a way with more stops
        stops.clear();
        const std::size_t count = std::min(points.size(), kMost);
        for (std::size_t i = 0; i < count; ++i)
            stops.push_back(points[count < 2 ? 0 : (i * (points.size() - 1) + (count - 1) / 2) / (count - 1)]);
    }
    std::array<std::optional<LatentPoint>, kPadCorners> corners;
    for (std::size_t i = 0; i < std::min(stops.size(), kMost); ++i)
        corners[std::size_t(kClockwise[i])] = stops[i];
    return corners;
}

QPointF loopPlace(const std::array<bool, kPadCorners>& filled, double t) {
    std::vector<int> stops;
    for (std::size_t i = 0; i < kPadCorners; ++i) {
        if (filled[std::size_t(kClockwise[i])])
            stops.push_back(int(i)); // place in the walk, not the corner's number
    }
    if (stops.empty())
        return {0.5, 0.5};
    t -= std::floor(t);
    const double at = t * double(stops.size());
    const std::size_t leg = std::min(std::size_t(at), stops.size() - 1);
    const double u = at - double(leg);
    const int from = stops[leg];
    const int to = stops[(leg + 1) % stops.size()];
    const int gap = (to - from + kPadCorners) % kPadCorners;
    const QPointF a = cornerPlace(kClockwise[std::size_t(from)]);
    const QPointF b = cornerPlace(kClockwise[std::size_t(to)]);
    if (gap == 2 && stops.size() > 2) { // an empty corner between: the way along the edge leaves the third picture out
        const QPointF over = cornerPlace(kClockwise[std::size_t((from + 1) % kPadCorners)]);
        return u < 0.5 ? a + (over - a) * (2 * u) : over + (b - over) * (2 * u - 1);
    }
    return a + (b - a) * u;
}

QVariantMap toVariant(const CreateState& state) {
    QVariantMap map{{QStringLiteral("base"), pointMap(state.base)},
                    {QStringLiteral("onPad"), state.onPad},
                    {QStringLiteral("truncation"), double(state.truncation)},
                    {QStringLiteral("classes"), toText(state.classes)},
                    {QStringLiteral("x"), state.place.x()},
                    {QStringLiteral("y"), state.place.y()},
                    {QStringLiteral("spherical"), state.path == PathKind::Spherical},
                    {QStringLiteral("firstSeed"), QString::number(state.firstSeed)},
                    {QStringLiteral("sampleCount"), state.sampleCount}};
    for (std::size_t i = 0; i < kPadCorners; ++i) {
        if (state.corners[i])
            map.insert(QStringLiteral("corner%1").arg(i), pointMap(*state.corners[i]));
    }
    return map;
}

std::optional<CreateState> createStateFrom(const QVariantMap& map) {
    if (map.isEmpty())
        return std::nullopt;
    CreateState state;
    state.base = pointFrom(map.value(QStringLiteral("base")).toMap());
    state.onPad = map.value(QStringLiteral("onPad")).toBool();
    state.truncation = float(std::clamp(map.value(QStringLiteral("truncation"), 1.0).toDouble(), 0.0, 2.0));
    state.classes = fromText(map.value(QStringLiteral("classes")));
    if (!(std::accumulate(state.classes.begin(), state.classes.end(), 0.0F) > 0))
        state.classes.clear();
    state.place = {std::clamp(map.value(QStringLiteral("x"), 0.5).toDouble(), 0.0, 1.0),
                   std::clamp(map.value(QStringLiteral("y"), 0.5).toDouble(), 0.0, 1.0)};
    state.path = map.value(QStringLiteral("spherical"), true).toBool() ? PathKind::Spherical : PathKind::Linear;
    state.firstSeed =
        std::max<qint64>(0, map.value(QStringLiteral("firstSeed"), QStringLiteral("1")).toString().toLongLong());
    state.sampleCount = std::clamp(map.value(QStringLiteral("sampleCount"), 24).toInt(), 1, 200);
    for (std::size_t i = 0; i < kPadCorners; ++i) {
        const QVariant corner = map.value(QStringLiteral("corner%1").arg(i));
        if (!corner.isValid())
            continue;
        LatentPoint point = pointFrom(corner.toMap());
        if (!point.z.empty())
            state.corners[i] = std::move(point);
    }
    return state;
}

} // namespace capriccio
