#pragma once

#include <QBuffer>
#include <QByteArray>
#include <QFile>
#include <QImage>
#include <QPainter>
#include <QtEndian>
#include <cmath>
#include <vector>
#include <zlib.h>

// Pictures, archives and IDX files made by the tests themselves.
namespace fixtures {

inline bool write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

// A picture that no other number has: large soft blobs.
inline QImage picture(int number, int width = 64, int height = 64, QImage::Format format = QImage::Format_RGB32) {
    QImage image(width, height, format);
    image.fill(QColor::fromHsv((number * 47) % 360, 90, 230));
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < 6; ++i) {
        const auto part = [&](int salt) {
            return ((number * 7919 + i * 104729 + salt * 1299709) % 1000 + 1000) % 1000 / 1000.0;
        };
        painter.setBrush(QColor::fromHsvF(float(part(1)), 0.8F, float(0.3 + 0.7 * part(2))));
        painter.drawEllipse(QPointF(part(3) * width, part(4) * height), width * (0.1 + 0.25 * part(5)),
                            height * (0.1 + 0.25 * part(6)));
    }
    return image;
}

inline QByteArray encoded(const QImage& image, const char* format, int quality = -1) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format, quality);
    return bytes;
}

template <typename Int>
void put(QByteArray& bytes, Int value) {
    value = qToLittleEndian(value);
    bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

struct Entry {
    QByteArray name;
    QByteArray data;
    quint16 flags = 0;
    quint32 attributes = 0; // Unix mode << 16
    bool deflate = false;
    bool badCrc = false;
    qint64 offset = -1; // where the directory claims it lies; -1 = where it does
};

inline QByteArray deflated(const QByteArray& data) {
    QByteArray out(qsizetype(compressBound(uLong(data.size()))) + 16, '\0');
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data.constData()));
    stream.avail_in = uInt(data.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = uInt(out.size());
    deflate(&stream, Z_FINISH);
    out.truncate(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return out;
}

inline QByteArray zip(const std::vector<Entry>& entries) {
    QByteArray file;
    QByteArray directory;
    for (const Entry& entry : entries) {
        const QByteArray packed = entry.deflate ? deflated(entry.data) : entry.data;
        const auto crc =
            quint32(::crc32(0, reinterpret_cast<const Bytef*>(entry.data.constData()), uInt(entry.data.size()))) ^
            (entry.badCrc ? 1U : 0U);
        const auto offset = quint32(entry.offset >= 0 ? entry.offset : file.size());
        const auto common = [&](QByteArray& to) {
            put<quint16>(to, 20);
            put<quint16>(to, entry.flags);
            put<quint16>(to, entry.deflate ? 8 : 0);
            put<quint32>(to, 0);
            put<quint32>(to, crc);
            put<quint32>(to, quint32(packed.size()));
            put<quint32>(to, quint32(entry.data.size()));
            put<quint16>(to, quint16(entry.name.size()));
            put<quint16>(to, 0);
        };
        put<quint32>(file, 0x04034b50);
        common(file);
        file += entry.name + packed;
        put<quint32>(directory, 0x02014b50);
        put<quint16>(directory, 0x0314); // made by Unix
        common(directory);
        put<quint16>(directory, 0);
        put<quint16>(directory, 0);
        put<quint16>(directory, 0);
        put<quint32>(directory, entry.attributes);
        put<quint32>(directory, offset);
        directory += entry.name;
    }
    const auto at = quint32(file.size());
    file += directory;
    put<quint32>(file, 0x06054b50);
    put<quint32>(file, 0);
    put<quint16>(file, quint16(entries.size()));
    put<quint16>(file, quint16(entries.size()));
    put<quint32>(file, quint32(directory.size()));
    put<quint32>(file, at);
    put<quint16>(file, 0);
    return file;
}

inline QByteArray idx(int type, const std::vector<quint32>& sides, const QByteArray& data) {
    QByteArray file("\0\0", 2);
    file.append(char(type)).append(char(sides.size()));
    for (const quint32 side : sides) {
        const quint32 big = qToBigEndian(side);
        file.append(reinterpret_cast<const char*>(&big), 4);
    }
    return file + data;
}

inline QByteArray gzip(const QByteArray& data) {
    QByteArray out(qsizetype(compressBound(uLong(data.size()))) + 64, '\0');
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data.constData()));
    stream.avail_in = uInt(data.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = uInt(out.size());
    deflate(&stream, Z_FINISH);
    out.truncate(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return out;
}

// The colours of animatedGif, by index.
inline constexpr QRgb kGifColours[] = {0xffc82814, 0xff14a03c, 0xff1e3cc8, 0xfff0f0f0};

// One frame of a GIF with four colours, 16 x 16: indices in rows. A clear code before every second pixel keeps the LZW
// codes at three bits, so that no table has to be built.
inline QByteArray gifFrame(const QByteArray& indices) {
    constexpr int kClear = 4;
    constexpr int kEnd = 5;
    QByteArray data;
    unsigned bits = 0;
    int held = 0;
    const auto code = [&](int value) {
        bits |= unsigned(value) << held;
        for (held += 3; held >= 8; held -= 8, bits >>= 8)
            data.append(char(bits & 0xff));
    };
    for (qsizetype i = 0; i < indices.size(); ++i) {
        if (i % 2 == 0)
            code(kClear);
        code(indices[i]);
    }
    code(kEnd);
    data.append(char(bits & 0xff));
    QByteArray frame("\x21\xf9\x04\x04\x0a\0\0\0", 8); // shown for a tenth of a second
    frame.append(QByteArray("\x2c\0\0\0\0\x10\0\x10\0\0\x02", 11));
    frame.append(char(data.size())).append(data).append('\0');
    return frame;
}

// An animation of two frames: four quarters in the first three colours, then everything in the fourth.
inline QByteArray animatedGif() {
    QByteArray file("GIF89a\x10\0\x10\0\x91\0\0", 13);
    for (const QRgb colour : kGifColours)
        file.append(char(qRed(colour))).append(char(qGreen(colour))).append(char(qBlue(colour)));
    file.append(QByteArray("\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0", 19)); // for ever
    QByteArray quarters;
    for (int y = 0; y < 16; ++y)
        for (int x = 0; x < 16; ++x)
            quarters.append(char(y < 8 ? (x < 8 ? 0 : 1) : (x < 8 ? 2 : 0)));
    return file + gifFrame(quarters) + gifFrame(QByteArray(256, char(3))) + ';';
}

// Digits-like 28 x 28 pictures: each different, on black.
inline QByteArray digits(int count) {
    QByteArray data(qsizetype(count) * 784, '\0');
    for (int i = 0; i < count; ++i) {
        for (int y = 4; y < 24; ++y) {
            for (int x = 4; x < 24; ++x)
                data[qsizetype(i) * 784 + y * 28 + x] =
                    char(127.5 + 127.5 * std::sin(0.35 * x * (1 + i % 5) + 0.27 * y * (1 + i / 5) + i));
        }
    }
    return data;
}

inline QByteArray exifBlock(int orientation) {
    QByteArray tiff("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", 19);
    tiff.append(char(orientation));
    return tiff.append(6, '\0');
}

inline QByteArray withExif(QByteArray jpeg, const QByteArray& exif) {
    QByteArray marker("\xff\xe1", 2);
    const quint16 length = qToBigEndian(quint16(exif.size() + 8));
    marker.append(reinterpret_cast<const char*>(&length), 2).append("Exif\0\0", 6).append(exif);
    return jpeg.insert(2, marker);
}

// Four quarters of different colours: tells all eight orientations apart.
inline QImage quarters() {
    QImage image(48, 32, QImage::Format_RGB32);
    image.fill(Qt::red);
    QPainter painter(&image);
    painter.fillRect(24, 0, 24, 16, Qt::green);
    painter.fillRect(0, 16, 24, 16, Qt::blue);
    painter.fillRect(24, 16, 24, 16, Qt::white);
    return image;
}

} // namespace fixtures
