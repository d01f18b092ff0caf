#include "core/data/picture_structure.h"

#include "core/data/exif_orientation.h"
#include "core/data/exif_profile.h"

#include <QtEndian>
#include <algorithm>
#include <zlib.h>

namespace capriccio {
namespace {

using Fault = PictureStructure::Fault;

PictureStructure faulty(Fault fault) {
    PictureStructure structure;
    structure.fault = fault;
    return structure;
}

// Chunks that change how the pixels look. Everything else is dropped before decoding, which bounds compressed texts and
// ignores animation: the default image of an APNG is its first frame.
bool neededForPixels(const QByteArray& type) {
    static const char* const kNeeded[] = {"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP"};
    return std::any_of(std::begin(kNeeded), std::end(kNeeded), [&](const char* needed) { return type == needed; });
}

// Whether an IHDR chunk says what the specification allows (PNG 1.2, 11.2.2): libpng tells of others on the error
// output.
bool isHeader(const char* data) {
    const auto depth = int(data[8]);
    const auto colour = int(data[9]);
    const bool isDepth = depth == 8 || (colour != 3 && depth == 16) ||
                         ((colour == 0 || colour == 3) && (depth == 1 || depth == 2 || depth == 4));
    return isDepth && (colour == 0 || colour == 2 || colour == 3 || colour == 4 || colour == 6) && data[10] == 0 &&
           data[11] == 0 && (data[12] == 0 || data[12] == 1) && qFromBigEndian<quint32>(data) > 0 &&
           qFromBigEndian<quint32>(data + 4) > 0;
}

PictureStructure checkPng(const QByteArray& bytes) {
    PictureStructure structure;
    constexpr qsizetype kSignature = 8;
    constexpr qsizetype kLargestProfile = 4 * 1024 * 1024;
    bool sawData = false;
    structure.clean.reserve(bytes.size());
    structure.clean.append(bytes.constData(), kSignature);
    for (qsizetype at = kSignature;;) {
        if (at + 12 > bytes.size())
            return faulty(Fault::CutOff);
        const qint64 length = qFromBigEndian<quint32>(bytes.constData() + at);
        const QByteArray type = bytes.mid(at + 4, 4);
        const bool critical = (type[0] & 0x20) == 0;
        if (at + 12 + length > bytes.size())
            return faulty(critical ? Fault::CutOff : Fault::Broken);
        const bool first = at == kSignature;
        if (first != (type == "IHDR"))
            return faulty(Fault::Broken);
        const char* data = bytes.constData() + at + 8;
        const auto sum = ::crc32(0, reinterpret_cast<const Bytef*>(data - 4), uInt(length + 4));
        const bool intact = sum == qFromBigEndian<quint32>(data + length);
        if (critical && !intact)
            return faulty(Fault::BadChecksum);
        if (first) {
            if (length != 13 || !isHeader(data))
                return faulty(Fault::Broken);
            structure.size = QSize(int(std::min(qFromBigEndian<quint32>(data), 0x7fffffffU)),
                                   int(std::min(qFromBigEndian<quint32>(data + 4), 0x7fffffffU)));
            structure.bytesPerPixel = data[8] == 16 ? 8 : 4;
        }
        sawData = sawData || type == "IDAT";
        if (intact && type == "eXIf")
            structure.orientation = exifOrientation(bytes.mid(at + 8, length));
        else if (intact && type == "zTXt" && structure.orientation == 1)
            structure.orientation = orientationInTextChunk(bytes.mid(at + 8, length));
        if (intact && neededForPixels(type) && (type != "iCCP" || length < kLargestProfile))
            structure.clean.append(bytes.constData() + at, length + 12);
        if (type == "IEND")
            break;
        at += 12 + length;
    }
    if (!sawData)
        return faulty(Fault::CutOff);
    return structure;
}

// Walks to the end of the first frame: colour tables, extensions, image data sub-blocks.
PictureStructure checkGif(const QByteArray& bytes) {
    const auto byte = [&](qsizetype at) { return static_cast<unsigned char>(bytes[at]); };
    const auto tableSize = [](int flags) { return (flags & 0x80) != 0 ? 3 << ((flags & 7) + 1) : 0; };
    if (bytes.size() < 13)
        return faulty(Fault::CutOff);
    PictureStructure structure;
    structure.size =
        QSize(qFromLittleEndian<quint16>(bytes.constData() + 6), qFromLittleEndian<quint16>(bytes.constData() + 8));
    qsizetype at = 13 + tableSize(byte(10));
    const auto skipBlocks = [&] { // true when the terminator was there
        while (at < bytes.size()) {
            const int length = byte(at);
            at += 1 + length;
            if (length == 0)
                return true;
        }
        return false;
    };
    while (at < bytes.size()) {
        switch (byte(at)) {
        case 0x21:
            at += 2;
            if (!skipBlocks())
                return faulty(Fault::CutOff);
            break;
        case 0x2c: {
            if (at + 11 > bytes.size())
                return faulty(Fault::CutOff);
            const int right = qFromLittleEndian<quint16>(bytes.constData() + at + 1) +
                              qFromLittleEndian<quint16>(bytes.constData() + at + 5);
            const int bottom = qFromLittleEndian<quint16>(bytes.constData() + at + 3) +
                               qFromLittleEndian<quint16>(bytes.constData() + at + 7);
            structure.size = structure.size.expandedTo(QSize(right, bottom));
            at += 10 + tableSize(byte(at + 9)) + 1;
            return skipBlocks() ? structure : faulty(Fault::CutOff);
        }
        case 0x3b: // the end before any picture
            return faulty(Fault::Broken);
        default:
            return faulty(Fault::Broken);
        }
    }
    return faulty(Fault::CutOff);
}

PictureStructure checkBmp(const QByteArray& bytes) {
    if (bytes.size() < 26)
        return faulty(Fault::CutOff);
    const char* data = bytes.constData();
    const qint64 pixels = qFromLittleEndian<quint32>(data + 10);
    const quint32 header = qFromLittleEndian<quint32>(data + 14);
    PictureStructure structure;
    qint64 width = 0;
    qint64 height = 0;
    int bits = 0;
    quint32 compression = 0;
    if (header == 12) {
        width = qFromLittleEndian<quint16>(data + 18);
        height = qFromLittleEndian<quint16>(data + 20);
        bits = qFromLittleEndian<quint16>(data + 24);
    } else {
        if (bytes.size() < 54)
            return faulty(Fault::CutOff);
        width = qFromLittleEndian<qint32>(data + 18);
        height = std::abs(qint64(qFromLittleEndian<qint32>(data + 22)));
        bits = qFromLittleEndian<quint16>(data + 28);
        compression = qFromLittleEndian<quint32>(data + 30);
    }
    const bool knownDepth = bits == 1 || bits == 4 || bits == 8 || bits == 16 || bits == 24 || bits == 32;
    if (width <= 0 || height <= 0 || height > 0x7fffffff || !knownDepth)
        return faulty(Fault::Broken);
    structure.size = QSize(int(width), int(height));
    const qint64 line = (width * bits + 31) / 32 * 4; // rows end on 4 bytes
    const bool plain = compression == 0 || compression == 3;
    if (pixels >= bytes.size() || (plain && pixels + line * height > bytes.size()))
        return faulty(Fault::CutOff);
    return structure;
}

PictureStructure checkWebp(const QByteArray& bytes) {
    PictureStructure structure;
    const qint64 end = 8 + qint64(qFromLittleEndian<quint32>(bytes.constData() + 4));
    if (end > bytes.size())
        return faulty(Fault::CutOff);
    for (qint64 at = 12; at + 8 <= end;) {
        const qint64 length = qFromLittleEndian<quint32>(bytes.constData() + at + 4);
        if (at + 8 + length > end)
            return faulty(Fault::CutOff);
        if (bytes.mid(at, 4) == "EXIF")
            structure.orientation = exifOrientation(bytes.mid(at + 8, length));
        at += 8 + length + (length & 1);
    }
    return structure;
}

} // namespace

PictureFormat pictureFormat(const QByteArray& head) {
    if (head.startsWith("\x89PNG\r\n\x1a\n"))
        return PictureFormat::Png;
    if (head.startsWith("\xff\xd8\xff"))
        return PictureFormat::Jpeg;
    if (head.startsWith("GIF87a") || head.startsWith("GIF89a"))
        return PictureFormat::Gif;
    if (head.startsWith("RIFF") && head.mid(8, 4) == "WEBP")
        return PictureFormat::Webp;
    if (head.startsWith(QByteArrayView("II*\0", 4)) || head.startsWith(QByteArrayView("MM\0*", 4)) ||
        head.startsWith(QByteArrayView("II+\0", 4)) || head.startsWith(QByteArrayView("MM\0+", 4)))
        return PictureFormat::Tiff;
    if (head.startsWith("BM") && head.size() >= 18) {
        const quint32 header = qFromLittleEndian<quint32>(head.constData() + 14);
        if (header >= 12 && header <= 256)
            return PictureFormat::Bmp;
    }
    return PictureFormat::Unknown;
}

PictureStructure checkStructure(PictureFormat format, const QByteArray& bytes) {
    switch (format) {
    case PictureFormat::Png:
        return checkPng(bytes);
    case PictureFormat::Gif:
        return checkGif(bytes);
    case PictureFormat::Bmp:
        return checkBmp(bytes);
    case PictureFormat::Webp:
        return checkWebp(bytes);
    case PictureFormat::Tiff:
        return checkTiff(bytes);
    case PictureFormat::Jpeg:
    case PictureFormat::Unknown:
        break;
    }
    return {};
}

} // namespace capriccio
