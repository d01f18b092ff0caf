#include "core/data/picture_structure.h"

#include <QtEndian>
#include <algorithm>
#include <vector>

namespace capriccio {
namespace {

using Fault = PictureStructure::Fault;

PictureStructure faultyTiff(Fault fault) {
    PictureStructure structure;
    structure.fault = fault;
    return structure;
}

// The numbers of a classic TIFF, with every access checked against the end of the file.
class TiffNumbers {
public:
    explicit TiffNumbers(const QByteArray& bytes) : bytes_(bytes), little_(bytes.startsWith("II")) {}
    bool inside(qint64 at, qint64 length) const { return at >= 0 && length >= 0 && at + length <= bytes_.size(); }
    quint32 u16(qint64 at) const {
        return little_ ? qFromLittleEndian<quint16>(data(at)) : qFromBigEndian<quint16>(data(at));
    }
    quint32 u32(qint64 at) const {
        return little_ ? qFromLittleEndian<quint32>(data(at)) : qFromBigEndian<quint32>(data(at));
    }

private:
    const char* data(qint64 at) const { return bytes_.constData() + at; }
    const QByteArray& bytes_;
    bool little_;
};

// The values of a directory entry of type BYTE, SHORT or LONG; empty when the entry lies outside the file or is larger
// than a picture's tables can be.
std::vector<quint32> values(const TiffNumbers& tiff, qint64 entry) {
    constexpr quint32 kMost = 1U << 22;
    const quint32 type = tiff.u16(entry + 2);
    const quint32 count = tiff.u32(entry + 4);
    const int width = type == 3 ? 2 : (type == 4 ? 4 : 0);
    if (width == 0 || count == 0 || count > kMost)
        return {};
    const qint64 at = qint64(width) * count <= 4 ? entry + 8 : tiff.u32(entry + 8);
    if (!tiff.inside(at, qint64(width) * count))
        return {};
    std::vector<quint32> out(count);
    for (quint32 i = 0; i < count; ++i)
        out[i] = width == 2 ? tiff.u16(at + 2 * qint64(i)) : tiff.u32(at + 4 * qint64(i));
    return out;
}

} // namespace

PictureStructure checkTiff(const QByteArray& bytes) {
    const TiffNumbers tiff(bytes);
    if (!tiff.inside(0, 8))
        return faultyTiff(Fault::CutOff);
    if (tiff.u16(2) == 43) // BigTIFF: the reader has to tell
        return {};
    const qint64 directory = tiff.u32(4);
    if (!tiff.inside(directory, 2))
        return faultyTiff(Fault::CutOff);
    const qint64 entries = tiff.u16(directory);
    if (!tiff.inside(directory + 2, 12 * entries))
        return faultyTiff(Fault::CutOff);
    PictureStructure structure;
    std::vector<quint32> offsets;
    std::vector<quint32> lengths;
    quint32 width = 0;
    quint32 height = 0;
    for (qint64 i = 0; i < entries; ++i) {
        const qint64 entry = directory + 2 + 12 * i;
        const std::vector<quint32> found = values(tiff, entry);
        if (found.empty())
            continue;
        switch (tiff.u16(entry)) {
        case 256:
            width = found.front();
            break;
        case 257:
            height = found.front();
            break;
        case 258:
            if (found.front() > 16)
                structure.fault = Fault::TooDeep;
            structure.bytesPerPixel = found.front() > 8 ? 8 : 4;
            break;
        case 273:
        case 324:
            offsets = found;
            break;
        case 279:
        case 325:
            lengths = found;
            break;
        default:
            break;
        }
    }
    if (width == 0 || height == 0 || width > 0x7fffffff || height > 0x7fffffff || offsets.empty())
        return faultyTiff(Fault::Broken);
    structure.size = QSize(int(width), int(height));
    for (std::size_t i = 0; i < offsets.size(); ++i) {
        const qint64 length = i < lengths.size() ? lengths[i] : 1;
        if (!tiff.inside(offsets[i], length))
            return faultyTiff(Fault::CutOff);
    }
    return structure;
}

} // namespace capriccio
