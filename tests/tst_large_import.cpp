// 100,000 pictures dropped at once: the window lives on, memory stays bounded, progress tells the time left, and cancel
// answers. How long it takes on a machine is no matter of a test.
#include "core/session/import_thread.h"
#include "tests/patience.h"
#include "tests/picture_fixtures.h"

#include <QDir>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <algorithm>
#include <unistd.h>

using namespace capriccio;

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int kPictures = 10'000; // a sanitizer makes everything ten times as slow, and keeps what is freed
constexpr bool kMeasuresMemory = false;
#else
constexpr int kPictures = 100'000;
constexpr bool kMeasuresMemory = true;
#endif
// What is known of a picture (its entry, fingerprint, class and place in the index of likenesses) comes to about
// 1.3 KB, copies on the way to the window included: 130 MB. Decoded at once they would take 313 MB and more.
constexpr qint64 kMostMegabytes = 256;
constexpr qint64 kAlive = 2000; // ms; a window that was shut out of its own events for so long has frozen

// Resident memory of this process in MB; 0 where it cannot be had.
qint64 memory() {
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE) / (1 << 20);
}

// Beats in the event loop as a window would, and looks at the memory with every beat.
class Heartbeat {
public:
    Heartbeat() : before_(memory()), most_(before_) {
        QObject::connect(&timer_, &QTimer::timeout, &timer_, [this] { beat(); });
        since_.start();
        timer_.start(16);
    }
    qint64 longestGap() const { return longest_; }    // ms
    qint64 growth() const { return most_ - before_; } // MB
    int beats() const { return beats_; }

private:
    void beat() {
        longest_ = std::max(longest_, since_.restart());
        most_ = std::max(most_, memory());
        ++beats_;
    }
    QTimer timer_;
    QElapsedTimer since_;
    qint64 before_;
    qint64 most_;
    qint64 longest_ = 0;
    int beats_ = 0;
};

} // namespace

class TestLargeImport : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void importsWithTheWindowAlive();
    void cancelsInTheMiddle();

private:
    QTemporaryDir folder_;
};

void TestLargeImport::initTestCase() {
    QVERIFY(QDir().mkpath(folder_.filePath(QStringLiteral("set"))));
    QFile images(folder_.filePath(QStringLiteral("set/train-images-idx3-ubyte")));
    QVERIFY(images.open(QIODevice::WriteOnly));
    images.write(fixtures::idx(8, {quint32(kPictures), 28, 28}, {}));
    QRandomGenerator random(8);
    std::vector<quint32> piece(1000 * 28 * 28 / sizeof(quint32)); // noise: no two alike
    for (int done = 0; done < kPictures; done += 1000) {
        random.fillRange(piece.data(), qsizetype(piece.size()));
        const auto bytes = qint64(piece.size() * sizeof(quint32));
        QCOMPARE(images.write(reinterpret_cast<const char*>(piece.data()), bytes), bytes);
    }
    QByteArray labels;
    for (int i = 0; i < kPictures; ++i)
        labels.append(char(i % 10));
    QVERIFY(fixtures::write(folder_.filePath(QStringLiteral("set/train-labels-idx1-ubyte")),
                            fixtures::idx(8, {quint32(kPictures)}, labels)));
}

void TestLargeImport::importsWithTheWindowAlive() {
    const std::unique_ptr<ImportThread> thread(
        ImportThread::scan({folder_.filePath(QStringLiteral("set"))}, folder_.filePath(QStringLiteral("cache"))));
    std::vector<Progress> reading;
    QElapsedTimer clock;
    qint64 readingSince = -1; // ms
    qint64 readingUntil = -1;
    connect(thread.get(), &ImportThread::progressed, this, [&](const Progress& progress) {
        if (progress.total != kPictures)
            return;
        readingUntil = clock.elapsed();
        readingSince = readingSince < 0 ? readingUntil : readingSince;
        reading.push_back(progress);
    });
    QSignalSpy scanned(thread.get(), &ImportThread::scanned);
    const Heartbeat heart;
    clock.start();
    thread->start();
    QVERIFY(arrives(scanned, 240'000));
    const auto info = scanned.front().front().value<DatasetInfo>();
    QCOMPARE(info.usable(), kPictures);
    QCOMPARE(info.classes.size(), 10);
    QCOMPARE(info.suggestedResolution, 28);

    QVERIFY(!reading.empty());
    QCOMPARE(reading.back().done, kPictures);
    double left = -1; // s, as last told
    bool toldOnTheWay = false;
    for (std::size_t i = 0; i < reading.size(); ++i) {
        QVERIFY(i == 0 || reading[i].done >= reading[i - 1].done);
        if (reading[i].secondsLeft < 0)
            continue;
        QVERIFY(left < 0 || reading[i].secondsLeft <= left); // never more than was promised
        left = reading[i].secondsLeft;
        toldOnTheWay = toldOnTheWay || reading[i].done < kPictures;
    }
    QVERIFY(toldOnTheWay || readingUntil - readingSince < 3000); // a fast machine is done before there is much to tell

    qInfo("%d pictures: %d beats, longest gap %lld ms, %lld MB more", kPictures, heart.beats(),
          static_cast<long long>(heart.longestGap()), static_cast<long long>(heart.growth()));
    QVERIFY(heart.beats() > 0);
    QVERIFY2(heart.longestGap() < kAlive, qPrintable(QString::number(heart.longestGap())));
    if (kMeasuresMemory)
        QVERIFY2(heart.growth() < kMostMegabytes, qPrintable(QString::number(heart.growth())));
}

void TestLargeImport::cancelsInTheMiddle() {
    const std::unique_ptr<ImportThread> thread(
        ImportThread::scan({folder_.filePath(QStringLiteral("set"))}, folder_.filePath(QStringLiteral("cancelled"))));
    qint64 done = 0;
    connect(thread.get(), &ImportThread::progressed, this, [&](const Progress& progress) {
        if (progress.total == kPictures)
            done = progress.done;
        if (done > 0)
            thread->cancel();
    });
    QSignalSpy scanned(thread.get(), &ImportThread::scanned);
    QSignalSpy cancelled(thread.get(), &ImportThread::cancelled);
    thread->start();
    QVERIFY(arrives(cancelled));
    QVERIFY(thread->wait(20'000));
    QVERIFY(scanned.isEmpty());
    QVERIFY2(done > 0 && done < kPictures, qPrintable(QString::number(done)));
}

QTEST_GUILESS_MAIN(TestLargeImport)
#include "tst_large_import.moc"
