#include "core/data/exif_orientation.h"
#include "core/data/fit.h"
#include "core/data/picture_reader.h"
#include "core/data/picture_structure.h"
#include "core/data/progress_meter.h"
#include "core/data/resample.h"
#include "core/types/error.h"
#include "tests/cmyk_jpeg.h"
#include "tests/picture_fixtures.h"

#include <QColorSpace>
#include <QImageReader>
#include <QImageWriter>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>
#include <QTransform>
#include <cmath>
#include <unistd.h>

using namespace capriccio;
using namespace fixtures;

// Bytes in, upright sRGB pictures out, or an error that names the file.
class TestPictureReader : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyFormat_data();
    void everyFormat();
    void cutFilesAreRefused_data();
    void cutFilesAreRefused();
    void pngChecksums();
    void headersThatMeanNothing_data();
    void headersThatMeanNothing();
    void sizesAreCheckedFirst_data();
    void sizesAreCheckedFirst();
    void compressedTextIsNotUnpacked();
    void orientation_data();
    void orientation();
    void hostileExif();
    void alphaAndDepth();
    void deeperThanCanBeRead();
    void colourSpace();
    void cmykJpeg();
    void inksBecomeColours_data();
    void inksBecomeColours();
    void animationsGiveTheirFirstFrame();
    void reducedDecoding();
    void cancelled();
};

namespace {

QString refusal(const QByteArray& bytes) {
    try {
        decodePicture(bytes, QStringLiteral("sunset.img"));
    } catch (const Error& error) {
        return error.message();
    }
    return {};
}

double largestDifference(const QImage& a, const QImage& b) {
    if (a.size() != b.size())
        return 999;
    int most = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y);
            const QRgb q = b.pixel(x, y);
            most = std::max({most, std::abs(qRed(p) - qRed(q)), std::abs(qGreen(p) - qGreen(q)),
                             std::abs(qBlue(p) - qBlue(q)), std::abs(qAlpha(p) - qAlpha(q))});
        }
    }
    return most;
}

QByteArray pngChunk(const char* type, const QByteArray& data) {
    QByteArray chunk;
    const quint32 length = qToBigEndian(quint32(data.size()));
    const QByteArray body = QByteArray(type, 4) + data;
    const quint32 sum =
        qToBigEndian(quint32(::crc32(0, reinterpret_cast<const Bytef*>(body.constData()), uInt(body.size()))));
    chunk.append(reinterpret_cast<const char*>(&length), 4);
    chunk += body;
    chunk.append(reinterpret_cast<const char*>(&sum), 4);
    return chunk;
}

QByteArray pngHeader(quint32 width, quint32 height, int depth, int colour) {
    QByteArray data;
    for (const quint32 side : {width, height}) {
        const quint32 big = qToBigEndian(side);
        data.append(reinterpret_cast<const char*>(&big), 4);
    }
    data.append(char(depth)).append(char(colour)).append(3, '\0');
    return QByteArray("\x89PNG\r\n\x1a\n") + pngChunk("IHDR", data);
}

} // namespace

void TestPictureReader::everyFormat_data() {
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<int>("tolerance");
    QTest::newRow("png") << QByteArray("png") << 0;
    QTest::newRow("jpeg") << QByteArray("jpg") << 4;
    QTest::newRow("webp") << QByteArray("webp") << 0;
    QTest::newRow("bmp") << QByteArray("bmp") << 0;
    QTest::newRow("tiff") << QByteArray("tiff") << 0;
}

void TestPictureReader::everyFormat() {
    QFETCH(QByteArray, format);
    QFETCH(int, tolerance);
    const QImage image = picture(3, 80, 60);
    const QByteArray bytes = encoded(image, format.constData(), 95);
    const DecodedPicture decoded = decodePicture(bytes, "x");
    QCOMPARE(decoded.size, image.size());
    QCOMPARE(decoded.image.format(), QImage::Format_RGB32);
    // Against Qt's own reader, where the format itself loses something.
    QVERIFY(largestDifference(decoded.image, QImage::fromData(bytes).convertToFormat(QImage::Format_RGB32)) <=
            tolerance);
    QVERIFY(tolerance > 0 || format == "webp" || largestDifference(decoded.image, image) == 0);
}

void TestPictureReader::cutFilesAreRefused_data() {
    everyFormat_data();
}

void TestPictureReader::cutFilesAreRefused() {
    QFETCH(QByteArray, format);
    const QByteArray whole = encoded(picture(3, 200, 150), format.constData(), 90);
    for (const int percent : {0, 1, 10, 50, 90, 99}) {
        const QString message = refusal(whole.left(whole.size() * percent / 100));
        QVERIFY2(message.contains("sunset.img"), qPrintable(QString::number(percent)));
    }
    if (format != "bmp") // whose last bytes may be padding
        QVERIFY(!refusal(whole.left(whole.size() - 1)).isEmpty() || format == "jpg" || format == "tiff");
    QByteArray flipped = whole;
    for (qsizetype i = 0; i < 64; ++i) // whatever comes out, nothing breaks
        flipped[i * flipped.size() / 64] = char(flipped[i * flipped.size() / 64] ^ 0x5a);
    refusal(flipped);
}

void TestPictureReader::pngChecksums() {
    const QByteArray png = encoded(picture(1), "PNG");
    QByteArray data = png;
    const qsizetype at = data.indexOf("IDAT") + 20;
    data[at] = char(data[at] ^ 1);
    QVERIFY(refusal(data).contains("checksum"));
    QVERIFY(refusal(png.left(png.size() - 12)).contains("ends before")); // no IEND
    QByteArray harmless = png;                                           // a damaged comment hurts no pixel
    QByteArray text = pngChunk("tEXt", "Comment\0hi");
    text[text.size() - 1] = char(text[text.size() - 1] ^ 1);
    harmless.insert(33, text);
    QCOMPARE(refusal(harmless), QString());
}

void TestPictureReader::headersThatMeanNothing_data() {
    QTest::addColumn<QByteArray>("header");
    QTest::newRow("no width") << pngHeader(0, 5, 8, 2);
    QTest::newRow("no height") << pngHeader(5, 0, 8, 2);
    QTest::newRow("3 bits") << pngHeader(5, 5, 3, 0);
    QTest::newRow("no such colours") << pngHeader(5, 5, 8, 5);
    QTest::newRow("palette of 16 bits") << pngHeader(5, 5, 16, 3);
    QTest::newRow("colour of 4 bits") << pngHeader(5, 5, 4, 2);
}

// Told before libpng sees them, which would speak on the error output.
void TestPictureReader::headersThatMeanNothing() {
    QFETCH(QByteArray, header);
    const QByteArray tail = pngChunk("IDAT", QByteArray(64, 'x')) + pngChunk("IEND", {});
    QTemporaryFile said;
    QVERIFY(said.open());
    const int errors = ::dup(STDERR_FILENO);
    ::dup2(said.handle(), STDERR_FILENO);
    const QString message = refusal(header + tail);
    ::dup2(errors, STDERR_FILENO);
    ::close(errors);
    QVERIFY(message.contains("sunset.img"));
    QCOMPARE(said.size(), qint64(0));
}

void TestPictureReader::sizesAreCheckedFirst_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("size");
    const QByteArray tail = pngChunk("IDAT", QByteArray(64, 'x')) + pngChunk("IEND", {});
    QTest::newRow("30000 x 30000, 1 bit") << pngHeader(30000, 30000, 1, 0) + tail << QString::fromUtf8("30000 × 30000");
    QTest::newRow("1 x 1,000,000") << pngHeader(1, 1000000, 8, 2) + tail << QString::fromUtf8("1 × 1000000");
    QTest::newRow("16-bit, too many bytes")
        << pngHeader(10000, 9000, 16, 6) + tail << QString::fromUtf8("10000 × 9000");
    QByteArray bmp = encoded(picture(1), "BMP");
    const quint32 side = qToLittleEndian(quint32(40000));
    bmp.replace(18, 4, reinterpret_cast<const char*>(&side), 4).replace(22, 4, reinterpret_cast<const char*>(&side), 4);
    bmp[30] = 1; // run-length coded: the length says nothing
    QTest::newRow("bmp") << bmp << QString::fromUtf8("40000 × 40000");
    QByteArray gif("GIF89a\xff\xff\xff\xff\0\0\0,\0\0\0\0\xff\xff\xff\xff\0\x02\x01\x44\0;", 28);
    QTest::newRow("gif") << gif << QString::fromUtf8("65535 × 65535");
    QByteArray jpeg = encoded(picture(1), "JPG");
    const qsizetype frame = jpeg.indexOf("\xff\xc0");
    jpeg.replace(frame + 5, 4, QByteArray("\xff\xdc\xff\xdc", 4));
    QTest::newRow("jpeg") << jpeg << QString::fromUtf8("65500 × 65500");
}

void TestPictureReader::sizesAreCheckedFirst() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, size);
    const QString message = refusal(bytes);
    QVERIFY2(message.contains(size) && message.contains("sunset.img"), qPrintable(message));
}

void TestPictureReader::compressedTextIsNotUnpacked() {
    QByteArray png = encoded(picture(1), "PNG");
    const QByteArray bomb = qCompress(QByteArray(qsizetype(32) << 20, 'a')).mid(4);
    png.insert(33, pngChunk("zTXt", QByteArray("Comment\0\0", 9) + bomb));
    png.insert(33, pngChunk("iCCP", QByteArray("p\0\0", 3) + bomb));
    const DecodedPicture decoded = decodePicture(png, "x");
    QCOMPARE(decoded.size, QSize(64, 64));
    const PictureStructure structure = checkStructure(PictureFormat::Png, png);
    QVERIFY(!structure.clean.contains("zTXt"));
}

void TestPictureReader::orientation_data() {
    QTest::addColumn<int>("value");
    for (int value = 1; value <= 8; ++value)
        QTest::addRow("%d", value) << value;
}

void TestPictureReader::orientation() {
    QFETCH(int, value);
    const QImage image = quarters();
    // What EXIF 2.32 says row 0 and column 0 are.
    QImage expected;
    const QImage mirrored = image.mirrored(true, false);
    switch (value) {
    case 2:
        expected = mirrored;
        break;
    case 3:
        expected = image.mirrored(true, true);
        break;
    case 4:
        expected = image.mirrored(false, true);
        break;
    case 5:
        expected = mirrored.transformed(QTransform().rotate(270));
        break;
    case 6:
        expected = image.transformed(QTransform().rotate(90));
        break;
    case 7:
        expected = mirrored.transformed(QTransform().rotate(90));
        break;
    case 8:
        expected = image.transformed(QTransform().rotate(270));
        break;
    default:
        expected = image;
        break;
    }
    const QByteArray exif = exifBlock(value);
    QByteArray png = encoded(image, "PNG");
    png.insert(33, pngChunk("eXIf", exif));
    QCOMPARE(largestDifference(decodePicture(png, "x").image, expected), 0.0);

    QByteArray raw =
        "\nexif\n      " + QByteArray::number(exif.size() + 6) + "\n" + (QByteArray("Exif\0\0", 6) + exif).toHex();
    QByteArray old = encoded(image, "PNG");
    old.insert(33, pngChunk("zTXt", QByteArray("Raw profile type exif\0\0", 23) + qCompress(raw).mid(4)));
    QCOMPARE(largestDifference(decodePicture(old, "x").image, expected), 0.0);

    const DecodedPicture turned = decodePicture(withExif(encoded(image, "JPG", 100), exif), "x");
    QCOMPARE(turned.size, expected.size());
    QCOMPARE(turned.image.pixelColor(3, 3).lightness() > 0, true);
    for (const QPoint at : {QPoint(5, 5), QPoint(expected.width() - 6, 5), QPoint(5, expected.height() - 6)}) {
        const QColor seen = turned.image.pixelColor(at);
        const QColor wanted = expected.pixelColor(at);
        QVERIFY(std::abs(seen.red() - wanted.red()) < 40 && std::abs(seen.blue() - wanted.blue()) < 40);
    }
    QByteArray tiff; // Qt writes the tag and leaves the pixels as they are
    QBuffer buffer(&tiff);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, "tiff");
    constexpr int kTurns[] = {QImageIOHandler::TransformationNone,
                              QImageIOHandler::TransformationMirror,
                              QImageIOHandler::TransformationRotate180,
                              QImageIOHandler::TransformationFlip,
                              QImageIOHandler::TransformationFlipAndRotate90,
                              QImageIOHandler::TransformationRotate90,
                              QImageIOHandler::TransformationMirrorAndRotate90,
                              QImageIOHandler::TransformationRotate270};
    writer.setTransformation(QImageIOHandler::Transformation(kTurns[value - 1]));
    QVERIFY(writer.write(image));
    QCOMPARE(largestDifference(decodePicture(tiff, "x").image, expected), 0.0);

    QByteArray webp = encoded(image, "WEBP", 100); // lossless "VP8L" or simple: EXIF needs the extended header
    QByteArray extended("RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\x08\0\0\0", 24);
    const auto put24 = [&](quint32 v) {
        for (int i = 0; i < 3; ++i)
            extended.append(char(v >> (8 * i)));
    };
    put24(quint32(image.width() - 1));
    put24(quint32(image.height() - 1));
    extended += webp.mid(12) + QByteArray("EXIF", 4);
    put<quint32>(extended, quint32(exif.size()));
    extended += exif;
    const quint32 riff = qToLittleEndian(quint32(extended.size() - 8));
    extended.replace(4, 4, reinterpret_cast<const char*>(&riff), 4);
    QCOMPARE(decodePicture(extended, "x").size, expected.size());
}

void TestPictureReader::hostileExif() {
    QCOMPARE(exifOrientation({}), 1);
    QCOMPARE(exifOrientation(exifBlock(9)), 1);
    QCOMPARE(exifOrientation(exifBlock(6)), 6);
    for (qsizetype n = 0; n < 20; ++n)
        QCOMPARE(exifOrientation(exifBlock(6).left(n)), 1);
    QByteArray far = exifBlock(6);
    far.replace(4, 4, QByteArray("\xff\xff\xff\xff", 4));
    QCOMPARE(exifOrientation(far), 1);
}

void TestPictureReader::alphaAndDepth() {
    QImage image(32, 32, QImage::Format_ARGB32);
    image.fill(QColor(200, 40, 20, 128));
    const DecodedPicture half = decodePicture(encoded(image, "PNG"), "x");
    QVERIFY(half.image.hasAlphaChannel());
    QCOMPARE(overBackground(half.image, 0xff000000u).pixelColor(4, 4), QColor(100, 20, 10));
    QCOMPARE(overBackground(half.image, 0xffffffffu).pixelColor(4, 4), QColor(227, 147, 137));
    image.fill(QColor(200, 40, 20, 255)); // an alpha channel that says nothing is dropped
    QVERIFY(!decodePicture(encoded(image, "PNG"), "x").image.hasAlphaChannel());
    const QImage deep = picture(2).convertToFormat(QImage::Format_RGBX64);
    QVERIFY(largestDifference(decodePicture(encoded(deep, "PNG"), "x").image, picture(2)) <= 1);
    const QImage grey = picture(2).convertToFormat(QImage::Format_Grayscale16);
    QVERIFY(largestDifference(decodePicture(encoded(grey, "PNG"), "x").image,
                              picture(2).convertToFormat(QImage::Format_Grayscale8)) <= 2);
    const QImage palette = picture(2).convertToFormat(QImage::Format_Indexed8);
    QCOMPARE(largestDifference(decodePicture(encoded(palette, "PNG"), "x").image, palette), 0.0);
}

void TestPictureReader::deeperThanCanBeRead() {
    QByteArray tiff = encoded(picture(1).convertToFormat(QImage::Format_Grayscale8), "TIFF");
    const qsizetype bits = tiff.indexOf(QByteArray("\x02\x01\x03\x00\x01\x00\x00\x00", 8));
    QVERIFY(bits > 0);
    QCOMPARE(refusal(tiff), QString());
    tiff[bits + 8] = 32; // measurements in floating point, for one
    const QString message = refusal(tiff);
    QVERIFY2(message.contains("sunset.img") && message.contains("16 bits"), qPrintable(message));
}

void TestPictureReader::colourSpace() {
    QImage image(32, 32, QImage::Format_RGB32);
    image.fill(QColor(200, 100, 50));
    image.setColorSpace(QColorSpace(QColorSpace::AdobeRgb));
    QImage expected = image;
    expected.convertToColorSpace(QColorSpace(QColorSpace::SRgb));
    QVERIFY(expected.pixel(0, 0) != image.pixel(0, 0));
    QVERIFY(largestDifference(decodePicture(encoded(image, "PNG"), "x").image, expected) <= 2);
    QVERIFY(largestDifference(decodePicture(encoded(image, "JPG", 100), "x").image, expected) <= 6);
}

void TestPictureReader::cmykJpeg() {
    const QString path = QStringLiteral(CAPRICCIO_SHARED_DATA "/odd-and-corrupt/images/made/cmyk.jpg");
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("the shared files are not here");
    const QByteArray bytes = file.readAll();
    const DecodedPicture decoded = decodePicture(bytes, "x");
    QCOMPARE(decoded.size, QSize(64, 48));
    QBuffer buffer;
    buffer.setData(bytes);
    QVERIFY(largestDifference(decoded.image, QImageReader(&buffer).read().convertToFormat(QImage::Format_RGB32)) <= 6);
}

void TestPictureReader::inksBecomeColours_data() {
    QTest::addColumn<bool>("adobe");
    QTest::newRow("Adobe, inverted") << true;
    QTest::newRow("plain") << false;
}

void TestPictureReader::inksBecomeColours() {
    QFETCH(bool, adobe);
    // Full yellow with half magenta is orange; full cyan under a quarter of black is a dark turquoise.
    const QByteArray jpeg = fixtures::cmykJpeg(32, {0, 127, 255, 0}, {255, 0, 0, 64}, adobe);
    const DecodedPicture decoded = decodePicture(jpeg, "x");
    QCOMPARE(decoded.size, QSize(32, 32));
    QImage expected(32, 32, QImage::Format_RGB32);
    expected.fill(QColor(255, 128, 0));
    QPainter painter(&expected);
    painter.fillRect(16, 0, 16, 32, QColor(0, 191, 191));
    painter.end();
    QVERIFY2(largestDifference(decoded.image, expected) <= 3,
             qPrintable(decoded.image.pixelColor(4, 4).name() + decoded.image.pixelColor(28, 4).name()));
}

void TestPictureReader::animationsGiveTheirFirstFrame() {
    const QByteArray gif = animatedGif();
    const DecodedPicture decoded = decodePicture(gif, "x");
    QCOMPARE(decoded.size, QSize(16, 16));
    for (int y = 0; y < 16; ++y)
        for (int x = 0; x < 16; ++x)
            QCOMPARE(decoded.image.pixel(x, y), kGifColours[y < 8 ? (x < 8 ? 0 : 1) : (x < 8 ? 2 : 0)]);
    QVERIFY(refusal(gif.left(100)).contains("sunset.img")); // cut inside that frame
}

void TestPictureReader::reducedDecoding() {
    const QImage large = picture(5, 1600, 1200);
    const QByteArray jpeg = encoded(large, "JPG", 95);
    const DecodedPicture reduced = decodePicture(jpeg, "x", {128});
    QCOMPARE(reduced.size, QSize(1600, 1200));
    QCOMPARE(reduced.image.size(), QSize(200, 150)); // an eighth: no full picture was ever in memory
    QVERIFY(largestDifference(resampled(reduced.image, 64, 48), resampled(large, 64, 48)) <= 16);
    QCOMPARE(decodePicture(jpeg, "x", {600}).image.size(), QSize(800, 600));
}

void TestPictureReader::cancelled() {
    const std::atomic<bool> stop{true};
    for (const char* format : {"JPG", "PNG"}) {
        bool thrown = false;
        try {
            decodePicture(encoded(picture(1), format), "x", {0, &stop});
        } catch (const Cancelled&) {
            thrown = true;
        }
        QVERIFY(thrown);
    }
}

QTEST_GUILESS_MAIN(TestPictureReader)
#include "tst_picture_reader.moc"
