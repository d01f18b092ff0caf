#include "core/data/picture_reader.h"
#include "core/data/scan.h"
#include "core/types/error.h"
#include "tests/file_content.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <unistd.h>

using namespace capriccio;

// The collection of odd and corrupt files: none may crash, hang or eat memory, each is named in its message, and what a
// second reader makes of them is looked at where the two differ.
class TestOddFiles : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        if (!QDir(root_).exists())
            QSKIP("the shared files are not here");
    }
    void everyPicture();
    void pngSuite();
    void archives_data();
    void archives();
    void idxFiles_data();
    void idxFiles();
    void goodSets();

private:
    const QString root_ = QStringLiteral(CAPRICCIO_SHARED_DATA "/odd-and-corrupt");
};

namespace {

// Resident memory of this process in MB.
qint64 memory() {
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE) / (1 << 20);
}

// The reason for which a file is refused, empty when it is read.
QString refusal(const QString& path) {
    try {
        const DecodedPicture picture = decodePicture(contentOf(path), QFileInfo(path).fileName());
        return picture.image.isNull() ? QStringLiteral("nothing") : QString();
    } catch (const Error& error) {
        return error.message();
    }
}

} // namespace

void TestOddFiles::everyPicture() {
    // Where Pillow reads on and this reader does not: broken entropy-coded data (its pixels would be noise), a BMP of
    // two planes, a PNG with a wrong checksum.
    const QSet<QString> stricter = {"id_001792_src_000728_op_int32_pos_227_val_be_+1000.jpg",
                                    "id_002971_src_002692_op_havoc_rep_1.jpg", "dc-predictor-overflow.jpg",
                                    "b_badplanes.bmp", "x_interlaced_chck.png"};
    // PNG and JPEG that Pillow refuses for their EXIF block only. Other formats have no checksums or end markers, and
    // Qt knows more kinds of BMP.
    const QSet<QString> laxer = {"truncated_exif_dpi.jpg"};
    QFile table(root_ + "/reference-decoders.tsv");
    QVERIFY(table.open(QIODevice::ReadOnly));
    int readable = 0;
    const qint64 before = memory();
    for (const QByteArray& line : table.readAll().split('\n')) {
        const QList<QByteArray> cells = line.split('\t');
        const QString name = QString::fromUtf8(cells.value(0));
        if (cells.size() < 2 || !(name.contains("/png/") || name.contains("/jpeg/") || name.contains("/images/") ||
                                  name.contains("/other-images/")))
            continue;
        const QString path = QStringLiteral(CAPRICCIO_SHARED_DATA "/") + name;
        if (!QFileInfo::exists(path))
            continue;
        const QString reason = refusal(path);
        QVERIFY2(reason.isEmpty() || reason.contains(QFileInfo(path).fileName()), qPrintable(name));
        readable += reason.isEmpty() ? 1 : 0;
        const QString file = QFileInfo(path).fileName();
        if (cells[1].startsWith("ok"))
            QVERIFY2(reason.isEmpty() || stricter.contains(file), qPrintable(reason));
        else if (name.contains("/png/") || name.contains("/jpeg/") || name.contains("/images/"))
            QVERIFY2(!reason.isEmpty() || laxer.contains(file), qPrintable(file));
        QVERIFY2(memory() - before < 512, qPrintable(name));
    }
    QVERIFY(readable > 20);
}

void TestOddFiles::pngSuite() {
    const QDir dir(QStringLiteral(CAPRICCIO_SHARED_DATA "/images/pngsuite"));
    int read = 0;
    for (const QString& name : dir.entryList({"*.png"}, QDir::Files)) {
        const QString reason = refusal(dir.filePath(name));
        if (name.startsWith('x'))
            QVERIFY2(reason.contains(name), qPrintable(name));
        else
            QVERIFY2(reason.isEmpty(), qPrintable(reason));
        read += reason.isEmpty() ? 1 : 0;
    }
    QVERIFY(read > 150);
}

void TestOddFiles::archives_data() {
    QTest::addColumn<QString>("path");
    for (QDirIterator it(root_ + "/zip", {"*.zip"}, QDir::Files, QDirIterator::Subdirectories); it.hasNext();) {
        const QString path = it.next();
        QTest::newRow(qPrintable(QFileInfo(path).fileName().left(60))) << path;
    }
}

void TestOddFiles::archives() {
    QFETCH(QString, path);
    const QTemporaryDir cache;
    const qint64 before = memory();
    const QString name = QFileInfo(path).fileName();
    const bool mustRefuse =
        name.startsWith("dotdot") || name.startsWith("cut") || name.startsWith("invalid_") || name.startsWith("End_of");
    try {
        const DatasetInfo info = scan({path}, cache.path());
        for (const PictureItem& item : info.items)
            QVERIFY(item.verdict == ItemVerdict::Usable || item.reason.text().contains(name));
        if (name == "good_images.zip")
            QCOMPARE(info.usable(), 2);
        QVERIFY2(!mustRefuse || name.startsWith("invalid_code"), qPrintable(name));
    } catch (const Error& error) {
        QCOMPARE(error.kind(), Error::Kind::BadInput);
        QVERIFY2(error.message().contains(name), qPrintable(error.message()));
    }
    QVERIFY(memory() - before < 512);
}

void TestOddFiles::idxFiles_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("says"); // empty: 20 pictures
    QTest::newRow("valid") << "/idx/made/valid_20.idx3-ubyte" << QString();
    QTest::newRow("dims 4g") << "/idx/made/dims_4g.idx3-ubyte"
                             << "more than any";
    QTest::newRow("float") << "/idx/made/float_type.idx3-float"
                           << "only bytes";
    QTest::newRow("cut gzip") << "/idx/made/gz_cut.idx3-ubyte.gz"
                              << "ends early";
    QTest::newRow("pointer") << "/idx/pointer-instead-of-data/train-images-idx3-ubyte.gz"
                             << "git-annex";
}

void TestOddFiles::idxFiles() {
    QFETCH(QString, path);
    QFETCH(QString, says);
    const QTemporaryDir cache;
    try {
        const DatasetInfo info = scan({root_ + path}, cache.path());
        QVERIFY(says.isEmpty());
        QCOMPARE(info.usable(), 20);
        QCOMPARE(info.suggestedResolution, 28);
    } catch (const Error& error) {
        QVERIFY2(!says.isEmpty() && error.message().contains(says), qPrintable(error.message()));
        QVERIFY(error.message().contains(QFileInfo(path).fileName()));
    }
}

void TestOddFiles::goodSets() {
    const QTemporaryDir cache;
    const DatasetInfo emoji = scan({QStringLiteral(CAPRICCIO_SHARED_DATA "/images/noto-emoji-72")}, cache.path());
    QCOMPARE(emoji.usable(), 1688);
    QCOMPARE(emoji.count(ItemVerdict::Unreadable), 1); // the licence
    QCOMPARE(emoji.suggestedResolution, 64);
    int alike = 0;
    for (const DuplicateGroup& group : emoji.nearDuplicates)
        alike += int(group.items.size()) - 1;
    // Families that differ in who is who only by a pixel; clocks, faces and flags stay apart.
    QVERIFY2(alike < 20, qPrintable(QString::number(alike)));
    const DatasetInfo digits = scan({QStringLiteral(CAPRICCIO_SHARED_DATA "/images/sign-digits-photos")}, cache.path());
    QCOMPARE(digits.usable(), 500);
    QCOMPARE(digits.classes.size(), 10);
    QCOMPARE(digits.suggestedResolution, 64);
}

QTEST_GUILESS_MAIN(TestOddFiles)
#include "tst_odd_files.moc"
