#include "core/session/import_thread.h"
#include "tests/patience.h"

#include "core/data/held_out_split.h"
#include "core/data/natural_order.h"
#include "core/data/near_duplicates.h"
#include "core/data/progress_meter.h"
#include "core/data/run_ordered.h"
#include "tests/picture_fixtures.h"

#include <QDir>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace capriccio;
using namespace fixtures;

// Importing away from the GUI thread, and the small parts it is made of.
class TestImportThread : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void scansThenPrepares();
    void failureNamesTheFile();
    void cancelAnswersAtOnce();
    void destroyedWhileRunning();
    void thumbnails();
    void preview();
    void naturalOrder();
    void orderedWork();
    void orderedWorkEndsOnErrors();
    void progressNeverJumpsBack();
    void duplicatesAmongMany();
    void simpleDrawingsStayApart();
    void heldOutShares();
};

void TestImportThread::scansThenPrepares() {
    const QTemporaryDir dir;
    QDir(dir.path()).mkpath("set");
    for (int i = 0; i < 12; ++i)
        write(dir.filePath(QStringLiteral("set/%1.png").arg(i)), encoded(picture(i), "PNG"));
    const std::unique_ptr<ImportThread> scanning(ImportThread::scan({dir.filePath("set")}, dir.filePath("cache")));
    QSignalSpy scanned(scanning.get(), &ImportThread::scanned);
    QSignalSpy progressed(scanning.get(), &ImportThread::progressed);
    scanning->start();
    QVERIFY(arrives(scanned));
    QVERIFY(!progressed.isEmpty());
    const auto info = scanned.front().front().value<DatasetInfo>();
    QCOMPARE(info.usable(), 12);
    const std::unique_ptr<ImportThread> preparing(
        ImportThread::prepare(info, PrepareOptions(), QStringLiteral("set"), dir.filePath("cache")));
    QSignalSpy prepared(preparing.get(), &ImportThread::prepared);
    preparing->start();
    QVERIFY(arrives(prepared));
    const auto pictures = prepared.front().front().value<PreparedPictures>();
    QCOMPARE(pictures.count + pictures.heldOut, 12);
    QCOMPARE(pictures.title, QStringLiteral("set"));
}

void TestImportThread::failureNamesTheFile() {
    const QTemporaryDir dir;
    write(dir.filePath("broken.zip"), "PK\3\4 and nothing more");
    const std::unique_ptr<ImportThread> thread(ImportThread::scan({dir.filePath("broken.zip")}, dir.filePath("cache")));
    QSignalSpy failed(thread.get(), &ImportThread::failed);
    thread->start();
    QVERIFY(arrives(failed));
    QVERIFY(failed.front().front().value<Sentence>().text().contains("broken.zip"));
}

void TestImportThread::cancelAnswersAtOnce() {
    const QTemporaryDir dir;
    // One large picture: the work must be interrupted inside its decoding.
    QImage large(6000, 4000, QImage::Format_RGB32);
    for (int y = 0; y < large.height(); ++y) {
        auto* line = reinterpret_cast<quint32*>(large.scanLine(y));
        for (int x = 0; x < large.width(); ++x)
            line[x] = 0xff000000u | (quint32(x * 2654435761u) ^ quint32(y * 40503u));
    }
    const QByteArray png = encoded(large, "PNG", 90);
    for (int i = 0; i < 8; ++i)
        write(dir.filePath(QStringLiteral("%1.png").arg(i)), png);
    const std::unique_ptr<ImportThread> thread(ImportThread::scan({dir.path()}, dir.filePath("cache")));
    QSignalSpy cancelled(thread.get(), &ImportThread::cancelled);
    QSignalSpy scanned(thread.get(), &ImportThread::scanned);
    QSignalSpy progressed(thread.get(), &ImportThread::progressed);
    thread->start();
    QTRY_VERIFY_WITH_TIMEOUT(!progressed.isEmpty(), kPatience);
    thread->cancel();
    QVERIFY(arrives(cancelled, 20'000));
    QVERIFY(thread->wait(20'000));
    QVERIFY(scanned.isEmpty());
}

void TestImportThread::destroyedWhileRunning() {
    const QTemporaryDir dir;
    auto* thread = ImportThread::builtInSample(dir.filePath("samples"), dir.filePath("cache"));
    QSignalSpy progressed(thread, &ImportThread::progressed);
    thread->start();
    QTRY_VERIFY_WITH_TIMEOUT(!progressed.isEmpty(), kPatience);
    delete thread;                                                           // cancels and waits
    QVERIFY(!QFileInfo::exists(dir.filePath("samples/still-life/150.png"))); // the last one drawn
}

void TestImportThread::thumbnails() {
    const QTemporaryDir dir;
    write(dir.filePath("big.jpg"), encoded(picture(1, 800, 400), "JPG", 90));
    QImage clear(200, 200, QImage::Format_ARGB32);
    clear.fill(Qt::transparent);
    write(dir.filePath("clear.png"), encoded(clear, "PNG"));
    write(dir.filePath("set.zip"), zip({{"in.png", encoded(picture(2, 120, 120), "PNG"), 0, 0100644U << 16, true}}));
    const std::unique_ptr<ImportThread> thread(ImportThread::scan({dir.path()}, dir.filePath("cache")));
    QSignalSpy scanned(thread.get(), &ImportThread::scanned);
    thread->start();
    QVERIFY(arrives(scanned));
    const auto info = scanned.front().front().value<DatasetInfo>();
    QCOMPARE(info.usable(), 3);
    const PictureItem& big = info.items[0];
    QCOMPARE(thumbnail(big, dir.filePath("cache"), 96).size(), QSize(96, 48));
    QCOMPARE(thumbnail(big, dir.filePath("cache"), 48).size(), QSize(48, 24));
    QCOMPARE(thumbnail(big, dir.filePath("cache"), 400).size(), QSize(400, 200));
    QCOMPARE(thumbnail(info.items[1], dir.filePath("cache"), 96, 0xff112233u).pixel(5, 5), QRgb(0xff112233u));
    QCOMPARE(thumbnail(info.items[2], dir.filePath("cache"), 96).size(), QSize(96, 96));
    // The stored copy is used; a source that changed is looked at again.
    const QStringList stored = QDir(dir.filePath("cache/thumbnails")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    QVERIFY(!stored.isEmpty());
    write(dir.filePath("big.jpg"), encoded(picture(1, 300, 300), "JPG", 90));
    QCOMPARE(thumbnail(big, dir.filePath("cache"), 96).size(), QSize(96, 96));
    QFile::remove(dir.filePath("big.jpg"));
    QVERIFY(thumbnail(big, dir.filePath("cache"), 96).isNull());
}

void TestImportThread::preview() {
    const QTemporaryDir dir;
    write(dir.filePath("a.png"), encoded(picture(1, 90, 60), "PNG"));
    write(dir.filePath("x-images-idx3-ubyte.gz"), gzip(idx(8, {3, 28, 28}, digits(3))));
    PictureItem item;
    item.source = dir.filePath("a.png");
    PrepareOptions options;
    options.resolution = 32;
    QCOMPARE(preparedPreview(item, options).size(), QSize(32, 32));
    item.source = dir.filePath("x-images-idx3-ubyte.gz");
    item.entry = "2";
    options.resolution = 28;
    QCOMPARE(qRed(preparedPreview(item, options).pixel(10, 12)),
             int(static_cast<unsigned char>(digits(3)[2 * 784 + 12 * 28 + 10])));
    item.entry = "3";
    QVERIFY(preparedPreview(item, options).isNull());
    item.entry = "no number";
    QVERIFY(preparedPreview(item, options).isNull());
}

void TestImportThread::naturalOrder() {
    QVERIFY(naturalLess(u"p2", u"p10"));
    QVERIFY(naturalLess(u"P2", u"p10"));
    QVERIFY(naturalLess(u"a", u"ab"));
    QVERIFY(naturalLess(u"p9.png", u"p010.png"));
    QVERIFY(naturalLess(u"99999999999999999998", u"99999999999999999999"));
    QVERIFY(!naturalLess(u"a", u"a"));
    QVERIFY(naturalLess(u"a01", u"a1") != naturalLess(u"a1", u"a01")); // still an order
}

void TestImportThread::orderedWork() {
    for (const int threads : {1, 2, 5}) {
        std::atomic<bool> stop{false};
        std::vector<int> seen;
        runOrdered<int>(
            1000, threads, stop, [](std::int64_t i) { return int(i * i % 1009); },
            [&](std::int64_t i, int&& value) {
                QCOMPARE(value, int(i * i % 1009));
                seen.push_back(int(i));
            },
            [] {});
        QCOMPARE(seen.size(), std::size_t(1000));
        QVERIFY(std::is_sorted(seen.begin(), seen.end()));
    }
}

void TestImportThread::orderedWorkEndsOnErrors() {
    for (const int where : {0, 1, 2}) {
        std::atomic<bool> stop{false};
        std::atomic<int> produced{0};
        bool thrown = false;
        try {
            runOrdered<int>(
                100000, 2, stop,
                [&](std::int64_t i) {
                    ++produced;
                    if (where == 2) // slow enough for idle() to be asked
                        QThread::msleep(150);
                    if (where == 0 && i == 50)
                        throw std::runtime_error("produce");
                    return int(i);
                },
                [&](std::int64_t i, int&&) {
                    if (where == 1 && i == 50)
                        throw std::runtime_error("consume");
                },
                [&] {
                    if (where == 2)
                        throw Cancelled{};
                });
        } catch (const std::runtime_error&) {
            thrown = where != 2;
        } catch (const Cancelled&) {
            thrown = where == 2;
        }
        QVERIFY(thrown);
        QVERIFY(produced < 200); // the window bounds what is under way
    }
}

void TestImportThread::progressNeverJumpsBack() {
    std::vector<Progress> reports;
    const ProgressCallback callback = [&](const Progress& progress) {
        reports.push_back(progress);
        return true;
    };
    ProgressMeter meter(QStringLiteral("test"), 60, callback);
    for (int i = 0; i < 60; ++i) { // slower and slower: a naive estimate would grow
        QThread::msleep(i < 20 ? 90 : 120);
        meter.advance();
        if (reports.size() > 30)
            break;
    }
    meter.finish();
    qint64 done = -1;
    double left = 1e9;
    int told = 0;
    for (const Progress& progress : reports) {
        QVERIFY(progress.done >= done);
        done = progress.done;
        if (progress.secondsLeft < 0) {
            QCOMPARE(told, 0); // once known it stays known
            continue;
        }
        QVERIFY(progress.secondsLeft <= left);
        left = progress.secondsLeft;
        ++told;
    }
    QVERIFY(told > 2);
    QCOMPARE(reports.back().done, 60);
    QCOMPARE(reports.back().secondsLeft, 0.0);
}

void TestImportThread::duplicatesAmongMany() {
    // 20,000 random fingerprints with 100 planted near-twins: all are found, nothing else is.
    QRandomGenerator random(5);
    std::vector<PictureItem> items(20000);
    std::vector<Fingerprint> prints(items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
        items[i].width = items[i].height = 100;
        prints[i].hash = random.generate64();
        for (auto& value : prints[i].luma)
            value = std::uint8_t(random.bounded(256));
    }
    for (std::size_t i = 0; i < 100; ++i) {
        prints[10000 + i] = prints[i];
        items[10000 + i].width = 200; // the twin is larger, so it leads
        for (int flip = 0; flip < kNearHash; ++flip)
            prints[10000 + i].hash ^= 1ULL << ((flip * 9 + i) % 64);
        prints[10000 + i].luma[7] = std::uint8_t(prints[i].luma[7] ^ 1);
    }
    const std::vector<DuplicateGroup> groups = nearDuplicates(items, prints);
    QCOMPARE(groups.size(), std::size_t(100));
    for (std::size_t i = 0; i < 100; ++i)
        QCOMPARE(groups[i].items, (std::vector<int>{int(10000 + i), int(i)}));
}

void TestImportThread::simpleDrawingsStayApart() {
    // Faces that differ only in the mouth, white icons on nothing, plain colours: alike to a hash, not to an eye.
    const auto face = [](int mouth) {
        QImage image(72, 72, QImage::Format_ARGB32);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(QColor(255, 204, 77));
        painter.setPen(Qt::NoPen);
        painter.drawEllipse(4, 4, 64, 64);
        painter.setBrush(QColor(102, 69, 0));
        painter.drawEllipse(22, 24, 8, 10);
        painter.drawEllipse(42, 24, 8, 10);
        if (mouth == 0)
            painter.drawRect(24, 48, 24, 4);
        else
            painter.drawEllipse(28, 42, 16, 18);
        return image;
    };
    QVERIFY(!looksAlike(fingerprint(face(0)), fingerprint(face(1))));
    QVERIFY(looksAlike(fingerprint(face(0)),
                       fingerprint(face(0).scaled(144, 144, Qt::KeepAspectRatio, Qt::SmoothTransformation))));
    const auto icon = [](bool round) {
        QImage image(64, 64, QImage::Format_ARGB32);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        painter.setBrush(Qt::white);
        if (round)
            painter.drawEllipse(8, 8, 48, 48);
        else
            painter.drawRect(8, 24, 48, 16);
        return image;
    };
    QVERIFY(!looksAlike(fingerprint(icon(true)), fingerprint(icon(false))));
    QImage red(64, 64, QImage::Format_RGB32);
    red.fill(QColor(200, 60, 60));
    QImage blue = red;
    blue.fill(QColor(60, 60, 200));
    QVERIFY(!looksAlike(fingerprint(red), fingerprint(blue)));
    const QImage photo = picture(9, 300, 300);
    for (const int quality : {95, 60, 40}) // saved again, and smaller
        QVERIFY(looksAlike(fingerprint(photo),
                           fingerprint(QImage::fromData(encoded(photo.scaled(180, 180, Qt::IgnoreAspectRatio,
                                                                             Qt::SmoothTransformation),
                                                                "JPG", quality))
                                           .convertToFormat(QImage::Format_RGB32))));
    QVERIFY(!looksAlike(fingerprint(picture(9)), fingerprint(picture(10))));
}

void TestImportThread::heldOutShares() {
    std::vector<std::uint64_t> hashes;
    for (std::uint64_t i = 0; i < 5000; ++i)
        hashes.push_back(i << 20);
    const auto count = [&](double share) {
        const std::vector<bool> held = heldOutSplit(hashes, share);
        return int(std::count(held.begin(), held.end(), true));
    };
    QCOMPARE(count(0), 0);
    QVERIFY(std::abs(count(0.1) - 500) < 80);
    QCOMPARE(count(0.5), kMostHeldOut);
    hashes.resize(10);
    QVERIFY(count(0.001) == 1);
    hashes.resize(3);
    QVERIFY(count(0.9) <= 1);
}

QTEST_GUILESS_MAIN(TestImportThread)
#include "tst_import_thread.moc"
