#pragma once

#include <QByteArray>
#include <QSize>
#include <QString>

namespace capriccio {

enum class PictureFormat { Unknown, Png, Jpeg, Webp, Bmp, Gif, Tiff };

// Returns what the first bytes (32 are enough) say the file is, whatever its name says.
PictureFormat pictureFormat(const QByteArray& head);

// What can be known of a picture without decoding it. Decoders forgive cut files in various ways; this does not.
struct PictureStructure {
    enum class Fault { None, Broken, CutOff, BadChecksum, TooDeep };
    Fault fault = Fault::None;
    QSize size;            // px as stored; empty when the format's own reader has to tell
    int bytesPerPixel = 4; // of the decoded picture
    int orientation = 1;   // EXIF, for the formats whose orientation Qt ignores (PNG, WebP)
    QByteArray clean; // the file without what decoders need not see (compressed texts, animation); empty = as it was
};

// Checks lengths, checksums and end markers: PNG (W3C PNG 3rd edition, chapter 5), GIF89a, BMP, TIFF 6.0, WebP (RIFF).
// Never throws; any bytes, any thread.
PictureStructure checkStructure(PictureFormat format, const QByteArray& bytes);

// The TIFF part of it: the strips or tiles of the first picture lie inside the file.
PictureStructure checkTiff(const QByteArray& bytes);

} // namespace capriccio
