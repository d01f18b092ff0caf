#pragma once

#include <QByteArray>
#include <QImage>
#include <QString>
#include <atomic>

namespace capriccio {

inline constexpr qint64 kMostPixels = 120'000'000;       // of one picture; the largest cameras have 102 million
inline constexpr int kLongestSide = 65'535;              // px
inline constexpr qint64 kMostPictureBytes = 256LL << 20; // of one file or archive entry
inline constexpr qint64 kMostDecodedBytes = 512LL << 20; // of one decoded picture
inline constexpr int kSmallestSide = 16;                 // px; smaller pictures are reported as too small

struct DecodeOptions {
    // 0 = full size. Otherwise the picture may come back smaller, as long as its shorter side keeps this many px.
    int shortSide = 0;
    const std::atomic<bool>* cancelled = nullptr; // looked at while decoding
};

struct DecodedPicture {
    QImage image; // RGB32, or ARGB32 when some pixel is transparent; sRGB; turned upright
    QSize size;   // px, upright, before any reduction
};

// Decodes PNG, JPEG, WebP, BMP, GIF (first frame) or TIFF by content. `name` is used in messages only. Throws
// Error(BadInput) naming the picture and the reason, and Cancelled. Any thread.
DecodedPicture decodePicture(const QByteArray& bytes, const QString& name, const DecodeOptions& options = {});

// Whether a name ends as that of a document with a layout (a word processor's, an e-book, PDF), which holds neither
// pictures nor plain text; some of them are archives inside. Any thread.
bool isDocumentName(const QString& name);

// Makes a picture out of raw bytes: width x height x channels (1 or 3), rows without padding.
DecodedPicture pictureOfBytes(const unsigned char* bytes, int width, int height, int channels);

} // namespace capriccio
