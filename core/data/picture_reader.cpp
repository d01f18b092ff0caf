#include "core/data/picture_reader.h"

#include "core/data/exif_orientation.h"
#include "core/data/idx_reader.h"
#include "core/data/jpeg_reader.h"
#include "core/data/picture_structure.h"
#include "core/data/progress_meter.h"
#include "core/data/zip_archive.h"
#include "core/types/error.h"

#include <QBuffer>
#include <QColorSpace>
#include <QCoreApplication>
#include <QFileInfo>
#include <QImageReader>
#include <QLibrary>
#include <QLocale>
#include <QSet>
#include <cstdarg>
#include <mutex>

namespace capriccio {
namespace {

constexpr qint64 kLargePixels = 24'000'000;

enum class Trouble { Broken, CutOff, BadChecksum, TooDeep };

[[noreturn]] void refusePicture(const QString& name, Trouble trouble, const QString& detail = {}) {
    switch (trouble) {
    case Trouble::CutOff:
        throw Error(
            Error::Kind::BadInput,
            Sentence::translate("data", "%1 ends before the picture does. It was probably cut off while copying.")
                .arg(name),
            detail);
    case Trouble::BadChecksum:
        throw Error(Error::Kind::BadInput,
                    Sentence::translate("data", "%1 is damaged: a checksum inside does not match.").arg(name), detail);
    case Trouble::TooDeep:
        throw Error(Error::Kind::BadInput,
                    Sentence::translate(
                        "data", "%1 has more than 16 bits a channel, which cannot be read. Save it with 8 or 16.")
                        .arg(name),
                    detail);
    case Trouble::Broken:
        break;
    }
    throw Error(Error::Kind::BadInput, Sentence::translate("data", "%1 is damaged and cannot be decoded.").arg(name),
                detail);
}

// Throws when a picture of this size must not be decoded.
void checkSize(const QString& name, QSize size, int bytesPerPixel) {
    if (size.width() <= 0 || size.height() <= 0)
        refusePicture(name, Trouble::Broken, QStringLiteral("%1 x %2").arg(size.width()).arg(size.height()));
    const qint64 pixels = qint64(size.width()) * size.height();
    if (std::max(size.width(), size.height()) <= kLongestSide && pixels <= kMostPixels &&
        pixels * bytesPerPixel <= kMostDecodedBytes)
        return;
    throw Error(
        Error::Kind::BadInput,
        Sentence::translate(
            "data", "%1 is %2 × %3 pixels; up to %4 million pixels and %5 on a side can be read. Reduce it first.")
            .arg(name, QString::number(size.width()), QString::number(size.height()),
                 QString::number((bytesPerPixel > 4 ? kMostDecodedBytes / bytesPerPixel : kMostPixels) / 1'000'000),
                 QString::number(kLongestSide)));
}

// Hands bytes to a decoder until the work is cancelled, then pretends the file has ended: Qt's decoders cannot be
// interrupted in another way, and a large PNG takes seconds.
class InterruptibleBytes : public QIODevice {
public:
    InterruptibleBytes(const QByteArray& bytes, const std::atomic<bool>* cancelled)
        : bytes_(bytes), cancelled_(cancelled) {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    qint64 size() const override { return bytes_.size(); }
    bool seek(qint64 at) override {
        at_ = at;
        return QIODevice::seek(at);
    }

protected:
    qint64 readData(char* data, qint64 most) override {
        if (cancelled_ && *cancelled_)
            return -1;
        const qint64 n = std::clamp<qint64>(bytes_.size() - at_, 0, most);
        std::copy_n(bytes_.constData() + std::min<qint64>(at_, bytes_.size()), n, data);
        at_ += n;
        return n;
    }
    qint64 writeData(const char*, qint64) override { return -1; }

private:
    const QByteArray& bytes_;
    const std::atomic<bool>* cancelled_;
    qint64 at_ = 0;
};

QByteArray qtName(PictureFormat format) {
    switch (format) {
    case PictureFormat::Png:
        return "png";
    case PictureFormat::Webp:
        return "webp";
    case PictureFormat::Bmp:
        return "bmp";
    case PictureFormat::Gif:
        return "gif";
    case PictureFormat::Tiff:
        return "tiff";
    case PictureFormat::Jpeg:
    case PictureFormat::Unknown:
        break;
    }
    return {};
}

bool someTransparent(const QImage& image) {
    for (int y = 0; y < image.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(image.constScanLine(y));
        QRgb all = 0xffffffffu;
        for (int x = 0; x < image.width(); ++x)
            all &= line[x];
        if (qAlpha(all) != 255)
            return true;
    }
    return false;
}

// 8 bits per channel in sRGB, opaque pictures without an alpha channel.
QImage normalised(QImage image) {
    const QColorSpace space = image.colorSpace();
    const bool alpha = image.hasAlphaChannel();
    image.convertTo(alpha ? QImage::Format_ARGB32 : QImage::Format_RGB32);
    if (space.isValid() && space != QColorSpace(QColorSpace::SRgb)) {
        QImage converted = image;
        converted.setColorSpace(space);
        converted.convertToColorSpace(QColorSpace::SRgb);
        // A profile that does not fit the pixels (grey, for one) leaves nothing; the numbers as stored are better.
        if (!converted.isNull() && converted.size() == image.size())
            image = converted.convertToFormat(image.format());
    }
    image.setColorSpace({});
    if (alpha && !someTransparent(image))
        image.reinterpretAsFormat(QImage::Format_RGB32);
    return image;
}

void throwIfCancelled(const DecodeOptions& options) {
    if (options.cancelled && *options.cancelled)
        throw Cancelled{};
}

DecodedPicture decodeJpeg(const QByteArray& bytes, const QString& name, const DecodeOptions& options) {
    const JpegPicture jpeg = readJpeg(bytes, options.shortSide, kMostPixels, options.cancelled);
    switch (jpeg.fault) {
    case JpegPicture::Fault::None:
        break;
    case JpegPicture::Fault::Cancelled:
        throw Cancelled{};
    case JpegPicture::Fault::TooLarge:
        checkSize(name, jpeg.size, 4);
        refusePicture(name, Trouble::Broken, QString::fromLatin1(jpeg.detail));
    case JpegPicture::Fault::CutOff:
        refusePicture(name, Trouble::CutOff, QString::fromLatin1(jpeg.detail));
    case JpegPicture::Fault::Broken:
        refusePicture(name, Trouble::Broken, QString::fromLatin1(jpeg.detail));
    }
    DecodedPicture decoded;
    decoded.size = orientationSwapsSides(jpeg.orientation) ? jpeg.size.transposed() : jpeg.size;
    decoded.image = orientated(normalised(jpeg.image), jpeg.orientation);
    return decoded;
}

int orientationOf(QImageIOHandler::Transformations turn) {
    switch (int(turn)) {
    case QImageIOHandler::TransformationMirror:
        return 2;
    case QImageIOHandler::TransformationRotate180:
        return 3;
    case QImageIOHandler::TransformationFlip:
        return 4;
    case QImageIOHandler::TransformationFlipAndRotate90:
        return 5;
    case QImageIOHandler::TransformationRotate90:
        return 6;
    case QImageIOHandler::TransformationMirrorAndRotate90:
        return 7;
    case QImageIOHandler::TransformationRotate270:
        return 8;
    default:
        return 1;
    }
}

// Qt's TIFF reader leaves its library to write what it thinks to stderr, where the command line promises one line of
// its own. Nothing happens where that library has another name.
void silenceTiffLibrary() {
    using Handler = void (*)(const char*, const char*, va_list);
    using Setter = Handler (*)(Handler);
    QLibrary library(QStringLiteral("tiff"), 6);
    for (const char* name : {"TIFFSetErrorHandler", "TIFFSetWarningHandler"})
        if (const auto set = reinterpret_cast<Setter>(library.resolve(name)))
            set(nullptr);
}

DecodedPicture decodeWithQt(PictureFormat format, const QByteArray& bytes, const QString& name,
                            const DecodeOptions& options) {
    const PictureStructure structure = checkStructure(format, bytes);
    switch (structure.fault) {
    case PictureStructure::Fault::None:
        break;
    case PictureStructure::Fault::CutOff:
        refusePicture(name, Trouble::CutOff);
    case PictureStructure::Fault::BadChecksum:
        refusePicture(name, Trouble::BadChecksum);
    case PictureStructure::Fault::Broken:
        refusePicture(name, Trouble::Broken);
    case PictureStructure::Fault::TooDeep:
        refusePicture(name, Trouble::TooDeep);
    }
    if (!structure.size.isEmpty() || format == PictureFormat::Png || format == PictureFormat::Bmp)
        checkSize(name, structure.size, structure.bytesPerPixel);
    static std::once_flag prepared;
    std::call_once(prepared, [] {
        QImageReader::setAllocationLimit(int(kMostDecodedBytes >> 20)); // Qt's is too low for a camera's pictures
        silenceTiffLibrary();
    });

    InterruptibleBytes device(structure.clean.isEmpty() ? bytes : structure.clean, options.cancelled);
    QImageReader reader(&device, qtName(format));
    reader.setAutoDetectImageFormat(false);
    reader.setAutoTransform(false);
    if (const QSize size = reader.size(); size.isValid())
        checkSize(name, size, structure.bytesPerPixel);
    // Two large pictures at once would be too much memory; small ones pass beside a large one.
    static std::mutex oneLargeAtATime;
    std::unique_lock<std::mutex> alone;
    if (qint64(reader.size().width()) * reader.size().height() > kLargePixels)
        alone = std::unique_lock(oneLargeAtATime);
    QImage image = reader.read();
    throwIfCancelled(options);
    if (image.isNull())
        refusePicture(name, Trouble::Broken, reader.errorString());
    const int orientation =
        format == PictureFormat::Tiff ? orientationOf(reader.transformation()) : structure.orientation;
    DecodedPicture decoded;
    decoded.image = orientated(normalised(std::move(image)), orientation);
    decoded.size = decoded.image.size();
    return decoded;
}

} // namespace

bool isDocumentName(const QString& name) {
    static const QSet<QString> kEndings{QStringLiteral("doc"),  QStringLiteral("docx"), QStringLiteral("odt"),
                                        QStringLiteral("rtf"),  QStringLiteral("pdf"),  QStringLiteral("epub"),
                                        QStringLiteral("mobi"), QStringLiteral("pages")};
    return kEndings.contains(QFileInfo(name).suffix().toLower());
}

DecodedPicture decodePicture(const QByteArray& bytes, const QString& name, const DecodeOptions& options) {
    throwIfCancelled(options);
    if (bytes.isEmpty())
        throw Error(Error::Kind::BadInput, Sentence::translate("data", "%1 is empty (0 bytes).").arg(name));
    const PictureFormat format = pictureFormat(bytes.left(32));
    if (isPointerFile(bytes.left(256)))
        refusePointer(name);
    if (bytes.startsWith("Rar!") || bytes.startsWith("7z\xbc\xaf") || bytes.startsWith("\x1f\x8b"))
        throw Error(Error::Kind::BadInput,
                    Sentence::translate(
                        "data", "%1 is an archive of a kind that cannot be read. Unpack it, or pack it as a .zip.")
                        .arg(name));
    if (format == PictureFormat::Unknown && isDocumentName(name))
        throw Error(Error::Kind::BadInput,
                    Sentence::translate(
                        "data", "%1 is a document with a layout. To train on its words, save it as plain text (.txt).")
                        .arg(name));
    if (ZipArchive::looksLikeZip(bytes.left(4)))
        throw Error(
            Error::Kind::BadInput,
            Sentence::translate("data", "%1 is an archive inside what was dropped. Drop it on its own.").arg(name));
    if (format == PictureFormat::Unknown)
        throw Error(Error::Kind::BadInput,
                    Sentence::translate(
                        "data", "%1 is not a picture of a kind that can be read (PNG, JPEG, WebP, BMP, GIF, TIFF).")
                        .arg(name));
    if (format == PictureFormat::Jpeg)
        return decodeJpeg(bytes, name, options);
    return decodeWithQt(format, bytes, name, options);
}

DecodedPicture pictureOfBytes(const unsigned char* bytes, int width, int height, int channels) {
    DecodedPicture decoded;
    decoded.size = QSize(width, height);
    decoded.image = QImage(width, height, QImage::Format_RGB32);
    for (int y = 0; y < height; ++y) {
        auto* line = reinterpret_cast<QRgb*>(decoded.image.scanLine(y));
        for (int x = 0; x < width; ++x, bytes += channels)
            line[x] = channels == 3 ? qRgb(bytes[0], bytes[1], bytes[2]) : qRgb(bytes[0], bytes[0], bytes[0]);
    }
    return decoded;
}

} // namespace capriccio
