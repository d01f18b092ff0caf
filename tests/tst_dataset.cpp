#include "core/data/image_dataset.h"
#include "core/data/scan.h"
#include "core/nn/torch.h"
#include "core/types/error.h"
#include "tests/picture_fixtures.h"

#include <QDir>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <numeric>

using namespace capriccio;
using namespace fixtures;

// From a folder of files to the tensors of a training step.
class TestDataset : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void batchesAreWhatWasPrepared();
    void greyAndMirrored();
    void digitsKeepTheirPixels();
    void splitStaysWhenPicturesAreAdded();
    void nearDuplicatesAreLeftOut();
    void reusesTheCache();
    void damagedCacheIsRefused_data();
    void damagedCacheIsRefused();
    void fewPicturesAreRefused();
    void fewPicturesAreToldWithReasonAndRemedy();
    void tellsOfPicturesThatAreGone();
    void classesWithoutPicturesAreNone();
    void cancelLeavesNothing();
};

namespace {

QString makeFolder(const QTemporaryDir& dir, int classes, int perClass, int first = 0) {
    for (int c = 0; c < classes; ++c) {
        const QString folder = dir.filePath(QStringLiteral("set/class %1").arg(c));
        QDir().mkpath(folder);
        for (int i = 0; i < perClass; ++i)
            write(folder + QStringLiteral("/%1.png").arg(first + i),
                  encoded(picture((first + i) * classes + c), "PNG"));
    }
    return dir.filePath(QStringLiteral("set"));
}

// The bytes of all pictures of a part, in order.
std::vector<Pixels> all(const ImageDataset& data, Part part) {
    std::vector<Pixels> pixels;
    for (std::int64_t i = 0; i < data.size(part); ++i)
        pixels.push_back(data.pixels(i, part));
    return pixels;
}

} // namespace

void TestDataset::batchesAreWhatWasPrepared() {
    const QTemporaryDir dir;
    const DatasetInfo info = scan({makeFolder(dir, 3, 8)}, dir.filePath("cache"));
    QCOMPARE(info.usable(), 24);
    QCOMPARE(info.classes, QStringList({"class 0", "class 1", "class 2"}));
    PrepareOptions options;
    options.resolution = 32;
    options.heldOutShare = 0.25;
    const PreparedPictures prepared = prepare(info, options, "test", dir.filePath("cache"));
    QCOMPARE(prepared.count + prepared.heldOut, 24);
    QVERIFY(prepared.heldOut >= 1);
    const ImageDataset data(prepared);
    QCOMPARE(data.size(Part::Training), prepared.count);
    const Batch batch = data.batch({5, 0, 5});
    QCOMPARE(batch.inputs.sizes().vec(), (std::vector<int64_t>{3, 3, 32, 32}));
    QVERIFY(batch.inputs.is_contiguous());
    QVERIFY(torch::equal(batch.inputs[0], batch.inputs[2]));
    QVERIFY(!torch::equal(batch.inputs[0], batch.inputs[1]));
    QVERIFY(batch.inputs.min().item<float>() >= -1 && batch.inputs.max().item<float>() <= 1);
    QCOMPARE(batch.labels.scalar_type(), torch::kInt64);
    const Pixels pixels = data.pixels(5);
    for (int c = 0; c < 3; ++c)
        QCOMPARE(batch.inputs[0][c][7][9].item<float>(),
                 float(pixels.bytes[std::size_t((7 * 32 + 9) * 3 + c)] / 127.5 - 1));
    // Labels belong to the pictures: the order of training pictures is the order of items.
    QSet<int> labels;
    for (std::int64_t i = 0; i < data.size(Part::Training); ++i)
        labels.insert(int(data.batch({i}).labels.item<int64_t>()));
    QCOMPARE(labels, QSet<int>({0, 1, 2}));
    QVERIFY_EXCEPTION_THROWN(data.batch({data.size(Part::Training)}), Error);
    QVERIFY_EXCEPTION_THROWN(data.batch({-1}), Error);
}

void TestDataset::greyAndMirrored() {
    const QTemporaryDir dir;
    const DatasetInfo info = scan({makeFolder(dir, 1, 6)}, dir.filePath("cache"));
    QVERIFY(info.classes.size() < 2);
    PrepareOptions options;
    options.resolution = 32;
    options.grey = true;
    options.mirror = true;
    options.heldOutShare = 0;
    const ImageDataset data(prepare(info, options, "test", dir.filePath("cache")));
    QCOMPARE(data.size(Part::Training), 12);
    QCOMPARE(data.size(Part::HeldOut), 0);
    const Batch batch = data.batch({2, 8});
    QCOMPARE(batch.inputs.sizes().vec(), (std::vector<int64_t>{2, 1, 32, 32}));
    QVERIFY(torch::equal(batch.inputs[1], batch.inputs[0].flip({2})));
    QVERIFY(!batch.labels.defined());
    QCOMPARE(data.pixels(2).channels, 1);
}

void TestDataset::digitsKeepTheirPixels() {
    const QTemporaryDir dir;
    const QByteArray raw = digits(12);
    write(dir.filePath("train-images-idx3-ubyte"), idx(8, {12, 28, 28}, raw));
    write(dir.filePath("train-labels-idx1-ubyte"), idx(8, {12}, QByteArray("\0\1\2\3\0\1\2\3\0\1\2\3", 12)));
    const DatasetInfo info = scan({dir.filePath("train-images-idx3-ubyte")}, dir.filePath("cache"));
    QCOMPARE(info.usable(), 12);
    QCOMPARE(info.classes, QStringList({"0", "1", "2", "3"}));
    QCOMPARE(info.suggestedResolution, 28);
    QVERIFY(info.suggestedGrey);
    PrepareOptions options = suggestedOptions(info);
    options.heldOutShare = 0;
    options.keepNearDuplicates = true;
    const ImageDataset plain(prepare(info, options, "digits", dir.filePath("cache")));
    const Pixels first = plain.pixels(0);
    QCOMPARE(QByteArray(reinterpret_cast<const char*>(first.bytes.data()), 784), raw.left(784));
    QCOMPARE(plain.batch({2}).labels.item<int64_t>(), 2);
    options.resolution = 32; // a margin of two, nothing blurred
    const ImageDataset padded(prepare(info, options, "digits", dir.filePath("cache")));
    const Pixels larger = padded.pixels(3);
    for (int y = 0; y < 32; ++y) {
        for (int x = 0; x < 32; ++x) {
            const bool inside = x >= 2 && x < 30 && y >= 2 && y < 30;
            const int expected = inside ? static_cast<unsigned char>(raw[3 * 784 + (y - 2) * 28 + x - 2]) : 0;
            QCOMPARE(int(larger.bytes[std::size_t(y * 32 + x)]), expected);
        }
    }
}

void TestDataset::splitStaysWhenPicturesAreAdded() {
    const QTemporaryDir dir;
    PrepareOptions options;
    options.resolution = 28;
    options.heldOutShare = 0.3;
    const auto parts = [&] {
        const ImageDataset data(
            prepare(scan({dir.filePath("set")}, dir.filePath("cache")), options, "test", dir.filePath("cache")));
        return std::pair(all(data, Part::Training), all(data, Part::HeldOut));
    };
    makeFolder(dir, 1, 20);
    const auto before = parts();
    makeFolder(dir, 1, 20, 20);
    const auto after = parts();
    QVERIFY(!before.second.empty());
    QVERIFY(after.second.size() > before.second.size());
    for (const Pixels& pixels : before.second)
        QVERIFY(std::find(after.second.begin(), after.second.end(), pixels) != after.second.end());
    for (const Pixels& pixels : before.first)
        QVERIFY(std::find(after.first.begin(), after.first.end(), pixels) != after.first.end());
}

void TestDataset::nearDuplicatesAreLeftOut() {
    const QTemporaryDir dir;
    makeFolder(dir, 1, 6);
    write(dir.filePath("set/class 0/again.jpg"), encoded(picture(2, 256, 256), "JPG", 80));
    const DatasetInfo info = scan({dir.filePath("set")}, dir.filePath("cache"));
    QCOMPARE(info.nearDuplicates.size(), std::size_t(1));
    const std::vector<int>& group = info.nearDuplicates.front().items;
    QCOMPARE(group.size(), std::size_t(2));
    QVERIFY(info.items[std::size_t(group[0])].source.endsWith("again.jpg")); // the larger one leads
    PrepareOptions options;
    options.heldOutShare = 0;
    QCOMPARE(prepare(info, options, "test", dir.filePath("cache")).count, 6);
    options.keepNearDuplicates = true;
    QCOMPARE(prepare(info, options, "test", dir.filePath("cache")).count, 7);
    DatasetInfo edited = info;
    edited.items[std::size_t(group[0])].verdict = ItemVerdict::Removed; // then the other one takes its place
    options.keepNearDuplicates = false;
    QCOMPARE(prepare(edited, options, "test", dir.filePath("cache")).count, 6);
}

void TestDataset::reusesTheCache() {
    const QTemporaryDir dir;
    makeFolder(dir, 2, 5);
    const QString cache = dir.filePath("cache");
    const DatasetInfo info = scan({dir.filePath("set")}, cache);
    PrepareOptions options;
    int reports = 0;
    const auto counted = [&](const Progress& progress) { // a known total: pictures are being decoded
        reports += progress.total > 0 ? 1 : 0;
        return true;
    };
    const PreparedPictures first = prepare(info, options, "a", cache, counted);
    QVERIFY(reports > 0);
    reports = 0;
    options.mirror = true; // made when reading: the same file
    const PreparedPictures again = prepare(info, options, "b", cache, counted);
    QCOMPARE(reports, 0);
    QCOMPARE(again.cacheFile, first.cacheFile);
    QCOMPARE(again.contentHash, first.contentHash);
    QCOMPARE(again.title, QString("b"));
    options.fit = FitMode::Stretch;
    options.resolution = 32;
    QVERIFY(prepare(info, options, "c", cache).contentHash != first.contentHash);
    // The same pictures elsewhere, prepared with another number of threads: the same content.
    const QTemporaryDir other;
    makeFolder(other, 2, 5);
    const PreparedPictures twin =
        prepare(scan({other.filePath("set")}, other.path(), {}, 1), PrepareOptions(), "d", other.path(), {}, 4);
    QCOMPARE(twin.contentHash, first.contentHash);
}

void TestDataset::damagedCacheIsRefused_data() {
    QTest::addColumn<int>("damage");
    QTest::newRow("missing") << 0;
    QTest::newRow("cut") << 1;
    QTest::newRow("longer") << 2;
    QTest::newRow("foot flipped") << 3;
    QTest::newRow("not a cache") << 4;
    QTest::newRow("other pictures") << 5;
}

void TestDataset::damagedCacheIsRefused() {
    QFETCH(int, damage);
    const QTemporaryDir dir;
    makeFolder(dir, 1, 4);
    PreparedPictures prepared =
        prepare(scan({dir.filePath("set")}, dir.path()), PrepareOptions(), "t", dir.filePath("cache"));
    QFile file(prepared.cacheFile);
    QVERIFY(file.open(QIODevice::ReadWrite));
    const qint64 size = file.size();
    if (damage == 0) {
        file.remove();
    } else if (damage == 1) {
        file.resize(size - 1000);
    } else if (damage == 2) {
        file.resize(size + 1);
    } else if (damage == 3) {
        file.seek(size - 100);
        file.write("\xff");
    } else if (damage == 4) {
        file.resize(0);
        file.write("SQLite format 3");
    } else {
        ++prepared.count;
    }
    file.close();
    try {
        const ImageDataset data(prepared);
        QFAIL("opened");
    } catch (const Error& error) {
        QCOMPARE(error.kind(), Error::Kind::BadInput);
        QVERIFY(error.message().contains(QFileInfo(prepared.cacheFile).fileName()));
    }
    if (damage != 5) { // preparing again mends it
        const PreparedPictures again =
            prepare(scan({dir.filePath("set")}, dir.path()), PrepareOptions(), "t", dir.filePath("cache"));
        QCOMPARE(ImageDataset(again).size(Part::Training), again.count);
    }
}

void TestDataset::fewPicturesAreRefused() {
    const QTemporaryDir dir;
    makeFolder(dir, 1, 1);
    const DatasetInfo one = scan({dir.filePath("set")}, dir.path());
    QVERIFY_EXCEPTION_THROWN(prepare(one, PrepareOptions(), "t", dir.path()), Error);
    QVERIFY_EXCEPTION_THROWN(prepare(DatasetInfo(), PrepareOptions(), "t", dir.path()), Error);
    PrepareOptions odd;
    odd.resolution = 37;
    QVERIFY_EXCEPTION_THROWN(prepare(one, odd, "t", dir.path()), Error);
}

void TestDataset::fewPicturesAreToldWithReasonAndRemedy() {
    const QTemporaryDir dir;
    const auto said = [&](const PrepareOptions& options) {
        try {
            prepare(scan({dir.filePath("set")}, dir.filePath("cache")), options, "t", dir.filePath("cache"));
        } catch (const Error& error) {
            return error.message();
        }
        return QString();
    };
    QDir().mkpath(dir.filePath("set"));
    const QString none = said({});
    QVERIFY2(none.contains(dir.filePath("set")) && none.contains("Choose pictures"), qPrintable(none));
    write(dir.filePath("set/broken.png"), encoded(picture(1), "PNG").left(100));
    const QString broken = said({});
    QVERIFY2(broken.contains(dir.filePath("set")) && broken.contains("broken.png ends before"), qPrintable(broken));
    write(dir.filePath("set/good.png"), encoded(picture(1), "PNG"));
    const QString one = said({});
    QVERIFY2(one.contains("only one") && one.contains("broken.png") && one.contains("choose"), qPrintable(one));
    write(dir.filePath("set/twin.png"), encoded(picture(1), "PNG"));
    const QString twins = said({});
    QVERIFY2(twins.contains("near-duplicates too") && !twins.contains(QLatin1Char('\n')), qPrintable(twins));
    PrepareOptions keeping;
    keeping.keepNearDuplicates = true;
    QCOMPARE(said(keeping), QString());
}

// Between looking and learning days may pass: what is gone by then is told, whether it is prepared now or was before.
void TestDataset::tellsOfPicturesThatAreGone() {
    const QTemporaryDir dir;
    const DatasetInfo info = scan({makeFolder(dir, 1, 20)}, dir.filePath("cache"));
    const auto prepared = [&] { return prepare(info, PrepareOptions(), "t", dir.filePath("cache")); };
    QVERIFY(notPrepared(info, prepared()).isEmpty());
    const QString gone = info.items[3].source;
    QVERIFY(QFile::remove(gone));
    for (int time = 0; time < 2; ++time) {
        const PreparedPictures now = prepared();
        QCOMPARE(now.count + now.heldOut, 19);
        const QString said = notPrepared(info, now).text();
        QVERIFY2(said.startsWith("1 picture") && said.contains(gone), qPrintable(said));
    }
}

void TestDataset::classesWithoutPicturesAreNone() {
    const QTemporaryDir dir;
    DatasetInfo info = scan({makeFolder(dir, 3, 8)}, dir.filePath("cache"));
    const auto takeOut = [&info](int label) {
        for (PictureItem& item : info.items)
            if (item.label == label)
                item.verdict = ItemVerdict::Removed;
    };
    const auto prepared = [&] { return prepare(info, PrepareOptions(), "t", dir.filePath("cache")); };
    takeOut(1);
    const PreparedPictures two = prepared();
    QCOMPARE(two.classes, QStringList({"class 0", "class 2"}));
    const ImageDataset data(two);
    std::vector<std::int64_t> everything(std::size_t(data.size(Part::Training)));
    std::iota(everything.begin(), everything.end(), 0);
    const torch::Tensor labels = data.batch(everything).labels;
    QCOMPARE(labels.min().item<int>(), 0);
    QCOMPARE(labels.max().item<int>(), 1);
    takeOut(2);
    QCOMPARE(prepared().classes, QStringList());
}

void TestDataset::cancelLeavesNothing() {
    const QTemporaryDir dir;
    makeFolder(dir, 1, 30);
    const DatasetInfo stopped =
        scan({dir.filePath("set")}, dir.filePath("cache"), [](const Progress&) { return false; });
    QVERIFY(stopped.cancelled);
    const DatasetInfo info = scan({dir.filePath("set")}, dir.filePath("cache"));
    const PreparedPictures none =
        prepare(info, PrepareOptions(), "t", dir.filePath("prepared"), [](const Progress&) { return false; });
    QCOMPARE(none.count, 0);
    QVERIFY(none.cacheFile.isEmpty());
    QVERIFY(QDir(dir.filePath("prepared")).isEmpty());
}

QTEST_GUILESS_MAIN(TestDataset)
#include "tst_dataset.moc"
