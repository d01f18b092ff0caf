#pragma once

#include <QByteArray>
#include <QImage>
#include <atomic>

namespace capriccio {

// What libjpeg makes of a file. Qt's own reader turns a cut file into grey without saying so; here its warnings count.
struct JpegPicture {
    enum class Fault { None, Broken, CutOff, TooLarge, Cancelled };
    Fault fault = Fault::None;
    QByteArray detail; // libjpeg's own words, for the log
    QSize size;        // px as stored, before EXIF rotation; also set when TooLarge
    QImage image;      // RGB32, possibly reduced; not yet rotated; colour space attached when the file has one
    int orientation = 1;
};

// Decodes a JPEG (baseline, progressive, grey, RGB, YCbCr, CMYK, YCCK). With shortSide > 0 the picture is decoded at
// the smallest eighth whose shorter side is still at least shortSide px. Pictures of more than maxPixels are not
// decoded. Never throws; any bytes, any thread.
JpegPicture readJpeg(const QByteArray& bytes, int shortSide, qint64 maxPixels, const std::atomic<bool>* cancelled);

} // namespace capriccio
