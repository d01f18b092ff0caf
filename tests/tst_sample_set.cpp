#include "core/data/sample_set.h"
#include "core/data/scan.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>

using namespace capriccio;

// The built-in pictures. QTEST_GUILESS_MAIN: they are also drawn by the command line, without a window system.
class TestSampleSet : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QVERIFY(folder_.isValid());
        QCOMPARE(writeSampleSet(folder_.path()), kSampleSetSize);
    }
    void everyPictureIsThere();
    void drawsTheSameAgain();
    void finishedFilesStay();
    void moreGoOnWithTheSameMotifs();
    void cancels();
    void isFitForTraining();

private:
    QTemporaryDir folder_;
};

void TestSampleSet::everyPictureIsThere() {
    QCOMPARE(QDir(folder_.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size(), 8);
    int count = 0;
    for (QDirIterator it(folder_.path(), {QStringLiteral("*.png")}, QDir::Files, QDirIterator::Subdirectories);
         it.hasNext();) {
        const QImage image(it.next());
        QCOMPARE(image.size(), QSize(128, 128));
        ++count;
    }
    QCOMPARE(count, kSampleSetSize);
}

void TestSampleSet::drawsTheSameAgain() {
    // Every tenth picture of each motif once more; the others are already there.
    const QTemporaryDir other;
    QStringList missing;
    for (QDirIterator it(folder_.path(), QDir::Files, QDirIterator::Subdirectories); it.hasNext();) {
        const QString path = it.next();
        const QString copy = other.path() + path.mid(folder_.path().size());
        QDir().mkpath(QFileInfo(copy).path());
        if (QFileInfo(path).baseName().endsWith(u'3'))
            missing << path;
        else
            QVERIFY(QFile::copy(path, copy));
    }
    QCOMPARE(missing.size(), kSampleSetSize / 10);
    QCOMPARE(writeSampleSet(other.path()), kSampleSetSize);
    for (const QString& path : missing)
        QCOMPARE(QImage(other.path() + path.mid(folder_.path().size())), QImage(path));
}

void TestSampleSet::finishedFilesStay() {
    const QString path = folder_.filePath(QStringLiteral("fish/001.png"));
    const QImage drawn(path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("mine");
    file.close();
    QCOMPARE(writeSampleSet(folder_.path()), kSampleSetSize);
    QCOMPARE(QFileInfo(path).size(), 4); // not written again
    QVERIFY(file.remove());
    writeSampleSet(folder_.path());
    QCOMPARE(QImage(path), drawn); // a lost one is
}

void TestSampleSet::moreGoOnWithTheSameMotifs() {
    constexpr int kMore = 19; // two of each motif, and a third of three of them
    const QTemporaryDir other;
    QCOMPARE(writeSampleSet(other.path(), {}, kMore), kMore); // fewer are the first ones
    QCOMPARE(QImage(other.filePath(QStringLiteral("fish/003.png"))),
             QImage(folder_.filePath(QStringLiteral("fish/003.png"))));
    QVERIFY(!QFile::exists(other.filePath(QStringLiteral("flowers/003.png"))));

    QCOMPARE(writeSampleSet(folder_.path(), {}, kSampleSetSize + kMore), kSampleSetSize + kMore);
    const QDir fish(folder_.filePath(QStringLiteral("fish")));
    const QStringList names = fish.entryList(QDir::Files, QDir::Name);
    QCOMPARE(names.last(), QStringLiteral("153.png"));
    const QImage further(fish.filePath(names.last()));
    for (const QString& name : names)
        QVERIFY2((QImage(fish.filePath(name)) == further) == (name == names.last()), qPrintable(name));
    for (const QString& motif : QDir(folder_.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        for (const int number : {151, 152, 153})
            QFile::remove(folder_.filePath(QStringLiteral("%1/%2.png").arg(motif).arg(number)));
}

void TestSampleSet::cancels() {
    const QTemporaryDir other;
    int asked = 0;
    bool stopped = false;
    try {
        writeSampleSet(other.path(), [&](const Progress&) { return ++asked < 2; });
    } catch (...) {
        stopped = true;
    }
    QVERIFY(stopped);
}

void TestSampleSet::isFitForTraining() {
    const QTemporaryDir cache;
    const DatasetInfo info = scan({folder_.path()}, cache.path());
    QCOMPARE(info.usable(), kSampleSetSize);
    QCOMPARE(info.classes.size(), 8);
    QCOMPARE(info.classes.front(), QStringLiteral("architecture"));
    int alike = 0;
    for (const DuplicateGroup& group : info.nearDuplicates)
        alike += int(group.items.size()) - 1;
    QVERIFY2(alike <= kSampleSetSize / 100, qPrintable(QString::number(alike)));
    QVERIFY(!info.suggestedGrey);
    QCOMPARE(info.suggestedResolution, 64);
}

QTEST_GUILESS_MAIN(TestSampleSet)
#include "tst_sample_set.moc"
