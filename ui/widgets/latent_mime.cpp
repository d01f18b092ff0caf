#include "ui/widgets/latent_mime.h"

#include <QDataStream>
#include <QIODevice>
#include <QMimeData>

namespace capriccio {
namespace {

constexpr quint32 kMostElements = 1u << 20; // a drag can come from any program: never trust its sizes

void write(QDataStream& stream, const std::vector<float>& values) {
    stream << quint32(values.size());
    for (const float value : values)
        stream << value;
}

bool read(QDataStream& stream, std::vector<float>& values) {
    quint32 count = 0;
    stream >> count;
    if (stream.status() != QDataStream::Ok || count > kMostElements)
        return false;
    values.clear();
    for (quint32 i = 0; i < count && stream.status() == QDataStream::Ok; ++i) {
        float value = 0;
        stream >> value;
        values.push_back(value);
    }
    return stream.status() == QDataStream::Ok;
}

void prepareMime(QDataStream& stream) {
    stream.setVersion(QDataStream::Qt_6_4);
    stream.setFloatingPointPrecision(QDataStream::SinglePrecision);
}

} // namespace

void putLatentPoint(QMimeData& data, const LatentPoint& point) {
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    prepareMime(stream);
    stream << qint64(point.seed) << point.truncation;
    write(stream, point.z);
    write(stream, point.classWeights);
    data.setData(QLatin1String(kLatentPointMime), bytes);
}

std::optional<LatentPoint> latentPointOf(const QMimeData& data) {
    if (!data.hasFormat(QLatin1String(kLatentPointMime)))
        return std::nullopt;
    const QByteArray bytes = data.data(QLatin1String(kLatentPointMime));
    QDataStream stream(bytes);
    prepareMime(stream);
    LatentPoint point;
    qint64 seed = -1;
    stream >> seed >> point.truncation;
    point.seed = seed;
    if (!read(stream, point.z) || !read(stream, point.classWeights) || point.z.empty())
        return std::nullopt;
    return point;
}

} // namespace capriccio
