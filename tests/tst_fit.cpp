#include "core/data/fit.h"
#include "core/data/resample.h"
#include "core/data/seen_picture.h"
#include "core/types/error.h"
#include "tests/picture_fixtures.h"

#include <QTemporaryDir>
#include <QTest>
#include <cmath>

using namespace capriccio;
using namespace fixtures;

// Pictures of any size become the squares a model learns from, and those it is shown later become the same.
class TestFit : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void resampling();
    void fitting();
    void asAModelSeesIt();
};

void TestFit::resampling() {
    // A plain colour stays what it is, whatever the sizes.
    QImage plain(100, 37, QImage::Format_RGB32);
    plain.fill(QColor(12, 200, 77));
    for (const QSize size : {QSize(64, 64), QSize(1, 1), QSize(300, 200), QSize(99, 38)}) {
        const QImage out = resampled(plain, size.width(), size.height());
        QCOMPARE(out.size(), size);
        for (int y = 0; y < out.height(); ++y) {
            for (int x = 0; x < out.width(); ++x)
                QCOMPARE(out.pixel(x, y), plain.pixel(0, 0));
        }
    }
    // Rings that grow finer outwards: what is finer than the target's pixels must turn into even grey, not into moiré.
    QImage rings(1000, 1000, QImage::Format_RGB32);
    for (int y = 0; y < 1000; ++y) {
        for (int x = 0; x < 1000; ++x) {
            const double r2 = (x - 500.0) * (x - 500.0) + (y - 500.0) * (y - 500.0);
            const int v = int(std::lround(127.5 + 127.5 * std::sin(r2 / 800.0)));
            rings.setPixel(x, y, qRgb(v, v, v));
        }
    }
    const QImage small = resampled(rings, 64, 64);
    for (int y = 0; y < 64; ++y) {
        for (int x = 0; x < 64; ++x) { // beyond this radius the rings are finer than a pixel of the small picture
            if (std::hypot(x - 31.5, y - 31.5) > 21 && std::hypot(x - 31.5, y - 31.5) < 31)
                QVERIFY2(std::abs(qRed(small.pixel(x, y)) - 127) < 14, qPrintable(QString("%1 %2").arg(x).arg(y)));
        }
    }
    // A disc keeps its place: its centre of mass does not move (72 to 64, and with averaged blocks).
    for (const int side : {72, 997}) {
        QImage disc(side, side, QImage::Format_RGB32);
        disc.fill(Qt::black);
        QPainter painter(&disc);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(Qt::white);
        painter.drawEllipse(QRectF(0.3 * side, 0.2 * side, 0.4 * side, 0.4 * side));
        painter.end();
        const QImage out = resampled(disc, 64, 64);
        double sum = 0, sumX = 0, sumY = 0;
        for (int y = 0; y < 64; ++y) {
            for (int x = 0; x < 64; ++x) {
                const int v = qGreen(out.pixel(x, y));
                sum += v;
                sumX += v * (x + 0.5);
                sumY += v * (y + 0.5);
            }
        }
        QVERIFY(std::abs(sumX / sum - 32) < 0.1);
        QVERIFY(std::abs(sumY / sum - 0.4 * 64) < 0.1);
    }
}

void TestFit::fitting() {
    DecodedPicture wide;
    wide.image = quarters();
    wide.size = wide.image.size();
    PrepareOptions options;
    options.resolution = 32;
    QCOMPARE(fitted(wide, options).size(), QSize(32, 32));
    options.fit = FitMode::Pad;
    options.background = 0xff123456u;
    const QImage padded = fitted(wide, options);
    QCOMPARE(padded.pixel(16, 1), QRgb(0xff123456u));
    QCOMPARE(padded.pixelColor(3, 10), QColor(Qt::red));
    options.fit = FitMode::Stretch;
    QCOMPARE(fitted(wide, options).pixelColor(3, 3), QColor(Qt::red));
    options.grey = true;
    const QColor grey = fitted(wide, options).pixelColor(3, 3);
    QCOMPARE(grey, QColor(76, 76, 76));
}

// A dropped picture reaches an encoder as those did that it learned from.
void TestFit::asAModelSeesIt() {
    const QTemporaryDir dir;
    QImage oblong(96, 48, QImage::Format_RGB32);
    oblong.fill(Qt::red);
    QPainter(&oblong).fillRect(48, 0, 48, 48, Qt::blue);
    QVERIFY(write(dir.filePath("oblong.png"), encoded(oblong, "PNG")));
    QVERIFY(write(dir.filePath("turned.jpg"), withExif(encoded(quarters(), "JPG", 100), exifBlock(6))));
    const auto at = [](const SeenPicture& seen, int x, int y) {
        const std::uint8_t* pixel = seen.pixels.bytes.data() + 3 * (std::ptrdiff_t(y) * seen.pixels.width + x);
        return QColor(pixel[0], pixel[1], pixel[2]);
    };
    ModelInfo model; // of before it was kept: cropped
    model.resolution = 32;
    const SeenPicture cropped = seenBy(model, dir.filePath("oblong.png"));
    QCOMPARE(cropped.picture.size(), oblong.size());
    QCOMPARE(cropped.pixels.width, 32);
    QCOMPARE(at(cropped, 4, 1), QColor(Qt::red));
    QCOMPARE(at(cropped, 27, 30), QColor(Qt::blue));
    model.fit = FitMode::Pad;
    model.background = 0xff00ff00U;
    const SeenPicture padded = seenBy(model, dir.filePath("oblong.png"));
    QCOMPARE(at(padded, 16, 2), QColor(Qt::green));
    QCOMPARE(at(padded, 16, 29), QColor(Qt::green));
    QCOMPARE(at(padded, 2, 16), QColor(Qt::red));
    QCOMPARE(at(padded, 29, 16), QColor(Qt::blue));
    model.fit = FitMode::Stretch;
    const SeenPicture turned = seenBy(model, dir.filePath("turned.jpg"));
    QCOMPARE(turned.picture.size(), QSize(32, 48));                           // upright
    QVERIFY(at(turned, 6, 6).blue() > 200 && at(turned, 6, 6).red() < 60);    // was at the bottom left
    QVERIFY(at(turned, 25, 6).red() > 200 && at(turned, 25, 6).green() < 60); // was at the top left
    model.channels = 1;
    QCOMPARE(seenBy(model, dir.filePath("turned.jpg")).pixels.bytes.size(), std::size_t(32 * 32));
    QVERIFY_EXCEPTION_THROWN(seenBy(model, dir.filePath("nowhere.png")), Error);
}

QTEST_GUILESS_MAIN(TestFit)
#include "tst_fit.moc"
