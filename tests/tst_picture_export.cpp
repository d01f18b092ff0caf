#include "core/io/durable_file.h"
#include "core/io/picture_export.h"
#include "core/types/error.h"
#include "tests/file_content.h"

#include <QColorSpace>
#include <QDir>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QThread>
#include <QtTest>
#include <cmath>
#include <memory>

using namespace capriccio;

namespace {

QImage picture(int width = 16, int height = 12) {
    QImage image(width, height, QImage::Format_RGB888);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            image.setPixelColor(x, y, QColor(x * 255 / width, y * 255 / height, (x * y) % 256));
    return image;
}

LatentPoint point(int seed) {
    LatentPoint p;
    for (int i = 0; i < 128; ++i)
        p.z.push_back(float(std::sin(i * 1.7 + seed)) * std::pow(10.0F, float(i % 40 - 30)));
    p.classWeights = {0.1F, 0.2F, 0.7F};
    p.truncation = 0.7F;
    p.seed = seed;
    return p;
}

ModelInfo model() {
    ModelInfo info;
    info.file = QStringLiteral("/somewhere/model.safetensors");
    info.hash = QString(64, QLatin1Char('e'));
    info.preset.title = QStringLiteral("Studio GAN");
    info.dataTitle = QStringLiteral("表情 & <emoji>");
    info.sourceNote = QStringLiteral("Noto Emoji,\n\"Google\" — 中文");
    info.licenceNote = QStringLiteral("Apache-2.0 & mine");
    info.softwareVersion = QStringLiteral("Capriccio 0.1.0");
    info.imagesSeen = 9007199254740993LL;
    return info;
}

void compare(const Provenance& a, const Provenance& b) {
    QCOMPARE(a.points.size(), b.points.size());
    for (std::size_t i = 0; i < a.points.size(); ++i)
        QCOMPARE(a.points[i], b.points[i]);
    QCOMPARE(a.modelHash, b.modelHash);
    QCOMPARE(a.modelFile, b.modelFile);
    QCOMPARE(a.modelTitle, b.modelTitle);
    QCOMPARE(a.dataTitle, b.dataTitle);
    QCOMPARE(a.sourceNote, b.sourceNote);
    QCOMPARE(a.licenceNote, b.licenceNote);
    QCOMPARE(a.software, b.software);
    QCOMPARE(a.imagesSeen, b.imagesSeen);
    QCOMPARE(a.columns, b.columns);
    QCOMPARE(a.generatedMark, b.generatedMark);
}

QByteArray outputOf(const QString& program, const QStringList& arguments) {
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished();
    return process.readAllStandardOutput();
}

QString refusal(const std::function<void()>& call) {
    try {
        call();
    } catch (const Error& error) {
        return error.message();
    }
    return {};
}

} // namespace

class TestPictureExport : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void provenanceIsExact();
    void sheetsHoldEveryPoint();
    void strangePoints();
    void choices_data();
    void choices();
    void otherProgramsRead();
    void picturesOfOthers();
    void oddFiles_data();
    void oddFiles();
    void damagedFields_data();
    void damagedFields();
    void severalThreads();
    void enlargesNearest();
    void enlargesLanczos_data();
    void enlargesLanczos();
    void laysSheets();
    void refusesImpossibleSheets();
    void saysWhereItFailed();
    void givingUpLeavesNothing();
};

void TestPictureExport::provenanceIsExact() {
    QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("图 1.png"));
    const Provenance p = provenance(model(), {point(42)});
    QCOMPARE(p.modelFile, QStringLiteral("model.safetensors"));
    QCOMPARE(savePicture(file, picture(), p, {}), file);
    const auto read = readProvenance(file);
    QVERIFY(read.has_value());
    compare(*read, p);
    // The picture itself is untouched.
    QImage loaded = QImage(file).convertToFormat(QImage::Format_RGB888);
    loaded.setColorSpace({}); // the file says sRGB, the original nothing
    QCOMPARE(loaded, picture());
    QCOMPARE(QDir(dir.path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
}

void TestPictureExport::sheetsHoldEveryPoint() {
    QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("sheet.png"));
    std::vector<LatentPoint> points;
    for (int i = 0; i < 200; ++i)
        points.push_back(point(i));
    points[7].classWeights.clear();
    const Provenance p = provenance(model(), points, 20);
    savePicture(file, picture(), p, {});
    compare(*readProvenance(file), p);
}

void TestPictureExport::strangePoints() {
    QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("a.png"));
    LatentPoint odd;
    odd.z = {-0.0F, 1e-45F, 3.4028235e38F, 1.0F / 3};
    odd.truncation = 1.0F / 3;
    odd.seed = -1;
    Provenance p = provenance(ModelInfo(), {odd});
    p.licenceNote = QString(QChar(1)) + QStringLiteral("a") + QChar(0xFFFF);
    savePicture(file, picture(), p, {});
    const auto read = readProvenance(file);
    QCOMPARE(read->points[0], odd);
    QVERIFY(std::signbit(read->points[0].z[0]));
    QCOMPARE(read->licenceNote, QStringLiteral("a")); // XML has no place for the others
    QCOMPARE(read->software, QStringLiteral("Capriccio " CAPRICCIO_VERSION));
    savePicture(file, picture(), provenance(model(), {}), {});
    QVERIFY(readProvenance(file)->points.empty());
}

void TestPictureExport::choices_data() {
    QTest::addColumn<bool>("details");
    QTest::addColumn<bool>("mark");
    for (const bool details : {false, true})
        for (const bool mark : {false, true})
            QTest::addRow("details %d mark %d", details, mark) << details << mark;
}

void TestPictureExport::choices() {
    QFETCH(bool, details);
    QFETCH(bool, mark);
    QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("a.png"));
    ExportOptions options;
    options.withDetails = details;
    options.withGeneratedMark = mark;
    savePicture(file, picture(), provenance(model(), {point(4242)}), options);
    const QByteArray bytes = contentOf(file);
    QCOMPARE(bytes.contains("trainedAlgorithmicMedia"), mark);
    for (const char* private_ : {"4242", "eeeeeeee", "Latent", "Noto", "Apache", "Capriccio", "capriccio"})
        QVERIFY2(bytes.contains(private_) == details, private_);
    const auto read = readProvenance(file);
    QCOMPARE(read.has_value(), details || mark);
    if (read) {
        QCOMPARE(read->generatedMark, mark);
        QCOMPARE(read->points.size(), std::size_t(details ? 1 : 0));
    }
}

void TestPictureExport::otherProgramsRead() {
    QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("a.png"));
    savePicture(file, picture(), provenance(model(), {point(4242)}), {});
    const bool exiv2 = !QStandardPaths::findExecutable(QStringLiteral("exiv2")).isEmpty();
    const bool exiftool = !QStandardPaths::findExecutable(QStringLiteral("exiftool")).isEmpty();
    if (!exiv2 && !exiftool)
        QSKIP("neither exiv2 nor exiftool is installed");
    if (exiv2) {
        const QByteArray packet = outputOf(QStringLiteral("exiv2"), {QStringLiteral("-pX"), file});
        QVERIFY(packet.contains("http://capriccio.studio/ns/1.0/"));
        const QByteArray table = outputOf(QStringLiteral("exiv2"), {QStringLiteral("-pa"), file});
        QVERIFY(table.contains("Xmp.iptcExt.DigitalSourceType"));
        QVERIFY(table.contains("http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"));
        QVERIFY(table.contains("Xmp.dc.rights") && table.contains("Apache-2.0"));
        QVERIFY(table.contains("Xmp.xmp.CreatorTool"));
        QVERIFY(table.contains("4242"));
    }
    if (exiftool) {
        const QByteArray table =
            outputOf(QStringLiteral("exiftool"), {QStringLiteral("-a"), QStringLiteral("-G1"), file});
        QVERIFY2(table.contains("XMP-iptcExt") && table.contains("trainedAlgorithmicMedia"), table.constData());
        QVERIFY(table.contains("XMP-dc") && table.contains("Capriccio 0.1.0"));
        QVERIFY(!table.contains("Warning") && !table.contains("Error"));
    }
}

void TestPictureExport::picturesOfOthers() {
    QTemporaryDir dir;
    const QString plain = dir.filePath(QStringLiteral("plain.png"));
    picture().save(plain);
    QVERIFY(!readProvenance(plain));
    const QString jpeg = dir.filePath(QStringLiteral("plain.jpg"));
    picture().save(jpeg);
    QVERIFY(!readProvenance(jpeg));
    const QString text = dir.filePath(QStringLiteral("text.png"));
    saveDurably(text, QByteArray("no picture at all"));
    QVERIFY(refusal([&] { readProvenance(text); }).contains(text));
    QVERIFY(!refusal([&] { readProvenance(dir.filePath(QStringLiteral("none.png"))); }).isEmpty());
    QVERIFY(!refusal([&] { readProvenance(dir.path()); }).isEmpty());
}

void TestPictureExport::oddFiles_data() {
    QTest::addColumn<QString>("folder");
    for (const char* folder :
         {"png/image-png-bugfixes", "png/image-png-fuzz", "png/pillow", "png/zune-fuzz", "images/made", "jpeg/pillow",
          "jpeg/afl-jpeg", "other-images/pillow-bombs", "other-images/afl-gif"})
        QTest::newRow(folder) << QStringLiteral(CAPRICCIO_SHARED_DATA "/odd-and-corrupt/") + QLatin1String(folder);
}

// Read, or refused with the file's name; nothing else.
void TestPictureExport::oddFiles() {
    QFETCH(QString, folder);
    if (!QDir(folder).exists())
        QSKIP("the collection of odd files is not there");
    for (const QFileInfo& info : QDir(folder).entryInfoList(QDir::Files)) {
        try {
            readProvenance(info.filePath());
        } catch (const Error& error) {
            QCOMPARE(error.kind(), Error::Kind::BadInput);
            QVERIFY(error.message().contains(info.fileName()));
        }
    }
}

void TestPictureExport::damagedFields_data() {
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    const LatentPoint p = point(4242);
    const QByteArray z = QByteArray(reinterpret_cast<const char*>(p.z.data()), 24).toBase64();
    QTest::newRow("not base64") << z << QByteArray(z).replace(0, 4, "!!!!");
    QTest::newRow("not a seed") << QByteArray("4242") << QByteArray("42x2");
    QTest::newRow("not a truncation") << QByteArray("0.699999988") << QByteArray("0.69999998x");
    QTest::newRow("infinite truncation") << QByteArray("0.699999988") << QByteArray("1e999999999");
}

void TestPictureExport::damagedFields() {
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QTemporaryDir dir;
    // A BMP-like trick would need new chunk sums; XMP in a side file is read by the same code without them.
    const QString file = dir.filePath(QStringLiteral("a.xmp"));
    savePicture(dir.filePath(QStringLiteral("a.png")), picture(), provenance(model(), {point(4242)}), {});
    QByteArray bytes = contentOf(dir.filePath(QStringLiteral("a.png")));
    const qsizetype begin = bytes.indexOf("<x:xmpmeta");
    const qsizetype end = bytes.indexOf("</x:xmpmeta>", begin) + 12;
    QVERIFY(begin > 0 && end > begin);
    bytes = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + bytes.mid(begin, end - begin);
    saveDurably(file, bytes);
    compare(*readProvenance(file), provenance(model(), {point(4242)}));
    QVERIFY(bytes.contains(from));
    QCOMPARE(from.size(), to.size());
    saveDurably(file, bytes.replace(from, to));
    const QString message = refusal([&] { readProvenance(file); });
    QVERIFY2(message.contains(QLatin1String("damaged")) && message.contains(file), qPrintable(message));
}

void TestPictureExport::severalThreads() {
    QTemporaryDir dir;
    std::vector<std::unique_ptr<QThread>> threads;
    std::atomic<int> good{0};
    for (int t = 0; t < 4; ++t)
        threads.emplace_back(QThread::create([&, t] {
            for (int i = 0; i < 8; ++i) {
                const QString file = dir.filePath(QStringLiteral("%1-%2.png").arg(t).arg(i));
                savePicture(file, picture(), provenance(model(), {point(t * 100 + i)}), {});
                const auto read = readProvenance(file);
                good += read && !read->points.empty() && read->points[0].seed == t * 100 + i;
            }
        }));
    for (const auto& thread : threads)
        thread->start();
    for (const auto& thread : threads)
        thread->wait();
    QCOMPARE(good.load(), 32);
}

void TestPictureExport::enlargesNearest() {
    const QImage small = picture();
    const QImage large = enlarged(small, 3, Enlarge::Nearest);
    QCOMPARE(large.size(), small.size() * 3);
    for (int y = 0; y < large.height(); ++y)
        for (int x = 0; x < large.width(); ++x)
            QCOMPARE(large.pixel(x, y), small.pixel(x / 3, y / 3));
    QCOMPARE(enlarged(small, 1, Enlarge::Lanczos), small);
    QCOMPARE(enlarged(small.convertToFormat(QImage::Format_Grayscale8), 2, Enlarge::Nearest).format(),
             QImage::Format_RGB888);
}

void TestPictureExport::enlargesLanczos_data() {
    QTest::addColumn<int>("factor");
    for (const int factor : {2, 3, 4, 8})
        QTest::addRow("%d", factor) << factor;
}

// Against the definition, computed here without separation or tables.
void TestPictureExport::enlargesLanczos() {
    QFETCH(int, factor);
    const auto kernel = [](double x) {
        if (x == 0)
            return 1.0;
        const double t = M_PI * x;
        return std::abs(x) < 3 ? 3 * std::sin(t) * std::sin(t / 3) / (t * t) : 0.0;
    };
    const QImage small = picture(9, 7);
    const QImage large = enlarged(small, factor, Enlarge::Lanczos);
    QCOMPARE(large.size(), small.size() * factor);
    for (int y = 0; y < large.height(); ++y) {
        for (int x = 0; x < large.width(); ++x) {
            const double sx = (x + 0.5) / factor - 0.5;
            const double sy = (y + 0.5) / factor - 0.5;
            double sum = 0;
            double weights = 0;
            for (int j = int(std::floor(sy)) - 2; j <= int(std::floor(sy)) + 3; ++j)
                for (int i = int(std::floor(sx)) - 2; i <= int(std::floor(sx)) + 3; ++i) {
                    const double w = kernel(sx - i) * kernel(sy - j);
                    sum += w * qRed(small.pixel(qBound(0, i, 8), qBound(0, j, 6)));
                    weights += w;
                }
            QVERIFY(std::abs(qBound(0.0, sum / weights, 255.0) - qRed(large.pixel(x, y))) < 0.51);
        }
    }
    QImage flat(5, 5, QImage::Format_RGB888);
    flat.fill(QColor(10, 200, 255));
    const QImage still = enlarged(flat, factor, Enlarge::Lanczos);
    for (int y = 0; y < still.height(); ++y)
        for (int x = 0; x < still.width(); ++x)
            QCOMPARE(still.pixel(x, y), flat.pixel(0, 0));
}

void TestPictureExport::laysSheets() {
    std::vector<QImage> tiles;
    for (int i = 0; i < 5; ++i) {
        QImage tile(4, 4, QImage::Format_RGB888);
        tile.fill(QColor(i * 10, 0, 0));
        tiles.push_back(tile);
    }
    ExportOptions options;
    options.scale = 2;
    options.enlarge = Enlarge::Nearest;
    const QImage sheet = contactSheet(tiles, 3, 1, 0xff0000ffU, options);
    QCOMPARE(sheet.size(), QSize(3 * 8 + 2, 2 * 8 + 1));
    QCOMPARE(sheet.pixelColor(0, 0), QColor(0, 0, 0));
    QCOMPARE(sheet.pixelColor(8, 0), QColor(0, 0, 255)); // gap
    QCOMPARE(sheet.pixelColor(9, 0), QColor(10, 0, 0));
    QCOMPARE(sheet.pixelColor(0, 9), QColor(30, 0, 0));
    QCOMPARE(sheet.pixelColor(25, 16), QColor(0, 0, 255));   // empty place
    QCOMPARE(contactSheet(tiles, 99, 0, 0, {}).width(), 20); // a strip
}

void TestPictureExport::refusesImpossibleSheets() {
    QVERIFY(!refusal([] { contactSheet({}, 3, 1, 0, {}); }).isEmpty());
    QVERIFY(!refusal([] { contactSheet({picture()}, 0, 1, 0, {}); }).isEmpty());
    ExportOptions options;
    options.scale = 8;
    const std::vector<QImage> many(300, picture(256, 256));
    QVERIFY(refusal([&] { contactSheet(many, 300, 0, 0, options); }).contains(QLatin1String("too large")));
}

// Whenever it is told to: no file, and no half of one under another name.
void TestPictureExport::givingUpLeavesNothing() {
    const QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("a.png"));
    QImage noise(200, 200, QImage::Format_RGB888); // written in many parts
    QRandomGenerator random(1);
    for (int y = 0; y < noise.height(); ++y)
        random.generate(noise.scanLine(y), noise.scanLine(y) + noise.width() * 3);
    int asked = 0;
    const auto after = [&asked](int most) {
        asked = 0;
        return [&asked, most] { return ++asked <= most; };
    };
    QCOMPARE(savePicture(file, noise, provenance(model(), {}), {}, after(1'000'000)), file);
    const int all = asked;
    QVERIFY2(all > 10, qPrintable(QString::number(all)));
    QVERIFY(QFile::remove(file));
    for (int most = 0; most < all; ++most) {
        QVERIFY(savePicture(file, noise, provenance(model(), {}), {}, after(most)).isEmpty());
        QCOMPARE(asked, most + 1); // at once
        QVERIFY(QDir(dir.path()).isEmpty(QDir::Files | QDir::Hidden));
    }
    const std::vector<QImage> tiles(5, picture());
    QVERIFY(contactSheet(tiles, 2, 0, 0, {}, after(4)).isNull());
    QVERIFY(!contactSheet(tiles, 2, 0, 0, {}, after(5)).isNull());
}

void TestPictureExport::saysWhereItFailed() {
    QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("no/folder/a.png"));
    QVERIFY(refusal([&] { savePicture(file, picture(), {}, {}); }).contains(file));
    QVERIFY(!refusal([&] { savePicture(dir.filePath(QStringLiteral("null.png")), QImage(), {}, {}); }).isEmpty());
}

QTEST_GUILESS_MAIN(TestPictureExport)
#include "tst_picture_export.moc"
