#include "core/data/idx_reader.h"
#include "core/data/scan.h"
#include "core/data/zip_archive.h"
#include "core/types/error.h"
#include "tests/picture_fixtures.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <sys/stat.h>
#include <unistd.h>

using namespace capriccio;
using namespace fixtures;

// Folders, archives and IDX files: what is taken, what is skipped with a reason, what is refused as a whole.
class TestContainers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void folder();
    void classNames();
    void namesInArchives_data();
    void namesInArchives();
    void goodArchive();
    void deceivingArchives_data();
    void deceivingArchives();
    void skippedEntries();
    void limits();
    void idxPairs_data();
    void idxPairs();
    void badIdx_data();
    void badIdx();
    void spoiltGzipSaysWhatIsWrong_data();
    void spoiltGzipSaysWhatIsWrong();
    void gzipBombStops();
    void pointerFile();
};

namespace {

constexpr quint32 kFile = 0100644U << 16;
constexpr quint32 kLink = 0120777U << 16;

// The message of the error that scanning throws; empty when it does not.
QString refusal(const QStringList& paths, const QString& cache) {
    try {
        scan(paths, cache);
    } catch (const Error& error) {
        return error.kind() == Error::Kind::BadInput ? error.message() : QStringLiteral("wrong kind");
    }
    return {};
}

QString reasonOf(const DatasetInfo& info, const QString& end) {
    for (const PictureItem& item : info.items) {
        if (item.source.endsWith(end) || (!item.entry.isEmpty() && item.entry.endsWith(end)))
            return item.reason.text();
    }
    return QStringLiteral("no such item");
}

} // namespace

void TestContainers::folder() {
    const QTemporaryDir dir;
    QDir(dir.path()).mkpath("set/cats/young");
    QDir(dir.path()).mkpath("set/dogs");
    const auto at = [&](const char* name) { return dir.filePath(QStringLiteral("set/") + QString::fromUtf8(name)); };
    write(at("cats/2.png"), encoded(picture(1), "PNG"));
    write(at("cats/10.png"), encoded(picture(2), "PNG"));
    write(at("cats/young/1.jpg"), encoded(picture(3), "PNG")); // by content, not by name
    write(at("dogs/中文 文件名"), encoded(picture(4), "JPG", 90));
    write(at("dogs/-rf.png"), encoded(picture(5), "PNG"));
    write(at("dogs/notes.txt"), "hello");
    write(at("dogs/letter.docx"), zip({{"word/media/1.png", encoded(picture(9), "PNG"), 0, kFile}}));
    write(at("dogs/.hidden.png"), encoded(picture(6), "PNG"));
    write(at("dogs/empty.png"), {});
    write(at("dogs/tiny.png"), encoded(picture(7, 15, 40), "PNG"));
    write(at("dogs/%3 %1 %2\n.png"), encoded(picture(7, 14, 40), "PNG")); // no placeholders of ours
    QCOMPARE(::mkfifo(QFile::encodeName(at("dogs/pipe.png")).constData(), 0600), 0);
    QVERIFY(QFile::link(at("cats"), at("dogs/loop")));
    QVERIFY(QFile::link(dir.filePath("set"), at("dogs/up")));
    QVERIFY(QFile::link("/dev/zero", at("dogs/device.png")));
    QVERIFY(QFile::link("nowhere", at("dogs/lost.png")));
    QVERIFY(QFile::link("circle.png", at("dogs/circle.png")));
    QVERIFY(QFile::link(at("cats/2.png"), at("dogs/linked.png"))); // as git-annex does
    const DatasetInfo info = scan({dir.filePath("set")}, dir.filePath("cache"));
    QCOMPARE(info.usable(), 6);
    QCOMPARE(info.count(ItemVerdict::TooSmall), 2);
    QCOMPARE(info.classes, QStringList({"cats", "dogs"}));
    QVERIFY(reasonOf(info, "notes.txt").contains("notes.txt"));
    QVERIFY(reasonOf(info, "letter.docx").contains("plain text"));
    QVERIFY(reasonOf(info, "empty.png").contains("0 bytes"));
    QVERIFY(reasonOf(info, "tiny.png").contains(QString::fromUtf8("15 × 40")));
    QVERIFY(reasonOf(info, "%2\n.png").contains(QString::fromUtf8("%3 %1 %2\n.png is 14 × 40")));
    QVERIFY(reasonOf(info, "pipe.png").contains("pipe"));
    QVERIFY(reasonOf(info, "device.png").contains("device"));
    QVERIFY(reasonOf(info, "lost.png").contains("not there"));
    QVERIFY(reasonOf(info, "circle.png").contains("circle"));
    QVERIFY(reasonOf(info, "loop").contains("already here"));
    QVERIFY(reasonOf(info, "up").contains("already here"));
    QVERIFY(reasonOf(info, ".hidden.png") == "no such item");
    QStringList cats;
    for (const PictureItem& item : info.items) {
        if (item.label == 0 && item.verdict == ItemVerdict::Usable)
            cats << QFileInfo(item.source).fileName();
    }
    QCOMPARE(cats, QStringList({"2.png", "10.png", "1.jpg"})); // natural order
    QVERIFY(refusal({dir.filePath("nothing here")}, dir.path()).contains("nothing here"));
}

void TestContainers::classNames() {
    const QTemporaryDir dir;
    const auto make = [&](const char* path, int number) {
        const QString file = dir.filePath(QString::fromLatin1(path));
        QDir().mkpath(QFileInfo(file).path());
        write(file, encoded(picture(number), "PNG"));
    };
    make("split/train/cat/1.png", 1);
    make("split/train/dog/2.png", 2);
    make("split/test/cat/3.png", 3);
    QCOMPARE(scan({dir.filePath("split")}, dir.path()).classes, QStringList({"cat", "dog"}));
    make("flat/1.png", 1);
    QVERIFY(scan({dir.filePath("flat")}, dir.path()).classes.isEmpty());
    make("other/1.png", 2); // two folders dropped together: each is a class
    QCOMPARE(scan({dir.filePath("flat"), dir.filePath("other")}, dir.path()).classes, QStringList({"flat", "other"}));
    const QString archive = dir.filePath("flat.zip"); // some packers write the folder they stand in
    write(archive,
          zip({{"./1.png", encoded(picture(1), "PNG"), 0, kFile}, {"2.png", encoded(picture(2), "PNG"), 0, kFile}}));
    QVERIFY(scan({archive}, dir.path()).classes.isEmpty());
    make("mixed/top.png", 1);
    make("mixed/sub/1.png", 2); // pictures beside a sub-folder take the folder's name
    QCOMPARE(scan({dir.filePath("mixed")}, dir.path()).classes, QStringList({"mixed", "sub"}));
}

void TestContainers::namesInArchives_data() {
    QTest::addColumn<QByteArray>("stored");
    QTest::addColumn<QString>("shown");
    QTest::newRow("UTF-8") << QByteArray("\xe8\x8a\xb1\xe6\x9c\xb5") << QStringLiteral("花朵");
    QTest::newRow("of Chinese Windows") << QByteArray("2026 \xbb\xa8\xb6\xe4") << QStringLiteral("2026 花朵");
    QTest::newRow("of DOS") << QByteArray("K\x84se") << QStringLiteral("K\u0084se");
    QTest::newRow("of Latin") << QByteArray("\xc4pfel") << QStringLiteral("Äpfel");
}

void TestContainers::namesInArchives() {
    QFETCH(QByteArray, stored);
    QFETCH(QString, shown);
    const QTemporaryDir dir;
    const QString path = dir.filePath("set.zip");
    write(path, zip({{stored + "/1.png", encoded(picture(1), "PNG"), 0, kFile},
                     {"other/1.png", encoded(picture(2), "PNG"), 0, kFile}}));
    const DatasetInfo info = scan({path}, dir.filePath("cache"));
    QCOMPARE(info.usable(), 2);
    QVERIFY2(info.classes.contains(shown), qPrintable(info.classes.join(u' ')));
}

void TestContainers::goodArchive() {
    const QTemporaryDir dir;
    const QString path = dir.filePath("set.zip");
    const QByteArray name4k = QByteArray(4096, 'n') + ".png";
    write(path, zip({{"a/", {}, 0, 0},
                     {"a/1.png", encoded(picture(1), "PNG"), 0, kFile, true},
                     {"b/1.png", encoded(picture(2), "PNG"), 0, kFile},
                     {"b/1.png", encoded(picture(3), "PNG"), 0, kFile, true}, // the same name twice
                     {"B/1.PNG", encoded(picture(4), "PNG"), 0, kFile, true},
                     {QByteArray("b/n\0l.png", 9), encoded(picture(5), "PNG"), 0, kFile, true},
                     {"b/\xff\xfe.png", encoded(picture(6), "PNG"), 0, kFile, true},
                     {"b/" + name4k, encoded(picture(7), "PNG"), 0, kFile, true},
                     {"__MACOSX/._1.png", "x", 0, kFile}}));
    const DatasetInfo info = scan({path}, dir.filePath("cache"));
    QCOMPARE(info.items.size(), std::size_t(7));
    QCOMPARE(info.usable(), 7);
    QCOMPARE(info.classes.size(), 3);
    QSet<QString> names;
    for (const PictureItem& item : info.items) {
        names.insert(item.entry);
        QVERIFY(item.entry.size() <= 260);
        QVERIFY(!item.entry.contains(QChar(0)));
    }
    QCOMPARE(names.size(), 7);
    QCOMPARE(QDir(dir.path()).entryList(QDir::Files), QStringList("set.zip")); // nothing was unpacked
    PrepareOptions options;
    options.resolution = 32;
    const PreparedPictures prepared = prepare(info, options, "zip", dir.filePath("cache"));
    QCOMPARE(prepared.count + prepared.heldOut, 7);
}

void TestContainers::deceivingArchives_data() {
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray png = encoded(picture(1), "PNG");
    const auto named = [&](const char* row, const char* name) {
        QTest::newRow(row) << zip({{"good.png", png, 0, kFile}, {name, png, 0, kFile}});
    };
    named("climbs out", "../x.png");
    named("climbs out in the middle", "a/../../x.png");
    named("absolute", "/etc/x.png");
    named("drive letter", "C:x.png");
    named("backslash", "..\\x.png");
    QTest::newRow("link, then a file of its name")
        << zip({{"l.png", "/etc/passwd", 0, kLink}, {"l.png", png, 0, kFile}});
    QTest::newRow("link, then a file through it") << zip({{"l", "/etc", 0, kLink}, {"l/x.png", png, 0, kFile}});
    QTest::newRow("overlapping") << zip({{"a.png", png, 0, kFile}, {"a.png", png, 0, kFile, false, false, 0}});
    const QByteArray good = zip({{"a.png", png, 0, kFile}});
    QTest::newRow("cut") << good.left(good.size() - 30);
    QTest::newRow("not an archive") << QByteArray("hello");
    QByteArray far = good;
    far.replace(far.size() - 6, 4, QByteArray("\xff\xff\xff\x7f", 4)); // directory beyond the end
    QTest::newRow("directory outside") << far;
    QTest::newRow("entry outside") << zip({{"a.png", png, 0, kFile, false, false, 0x7fffffff}});
}

void TestContainers::deceivingArchives() {
    QFETCH(QByteArray, bytes);
    const QTemporaryDir dir;
    QDir(dir.path()).mkpath("set");
    write(dir.filePath("set/bad.zip"), bytes);
    const QString message = refusal({dir.filePath("set/bad.zip")}, dir.filePath("cache"));
    QVERIFY2(message.contains("bad.zip"), qPrintable(message));
    // Among other files of a folder it is one unreadable item.
    write(dir.filePath("set/1.png"), encoded(picture(2), "PNG"));
    const DatasetInfo info = scan({dir.filePath("set")}, dir.filePath("cache"));
    QCOMPARE(info.usable(), 1);
    QCOMPARE(info.count(ItemVerdict::Unreadable), 1);
}

void TestContainers::skippedEntries() {
    const QTemporaryDir dir;
    const QString path = dir.filePath("set.zip");
    const QByteArray png = encoded(picture(1), "PNG");
    write(path, zip({{"good.png", png, 0, kFile},
                     {"locked.png", png, 1, kFile},
                     {"crc.png", png, 0, kFile, true, true},
                     {"inner.zip", zip({{"a.png", png, 0, kFile}}), 0, kFile},
                     {"inner.rar", "Rar!\x1a\x07", 0, kFile},
                     {"link.png", "elsewhere", 0, kLink},
                     {"text.txt", "hello", 0, kFile},
                     {"zeros.png", png + QByteArray(qsizetype(300) << 20, '\0'), 0, kFile, true}}));
    const DatasetInfo info = scan({path}, dir.filePath("cache"));
    QCOMPARE(info.usable(), 1);
    QCOMPARE(info.count(ItemVerdict::Unreadable), 7);
    QVERIFY(reasonOf(info, "locked.png").contains("password"));
    QVERIFY(reasonOf(info, "crc.png").contains("damaged"));
    QVERIFY(reasonOf(info, "inner.zip").contains("archive inside"));
    QVERIFY(reasonOf(info, "inner.rar").contains("pack it as a .zip")); // on its own it would be refused again
    QVERIFY(reasonOf(info, "link.png").contains("link"));
    QVERIFY(reasonOf(info, "zeros.png").contains("unpacks to more"));
    for (const PictureItem& item : info.items)
        QVERIFY(item.reason.isEmpty() || item.reason.text().contains("set.zip: "));
}

void TestContainers::limits() {
    const QTemporaryDir dir;
    const QString path = dir.filePath("many.zip");
    write(path, zip({{"1.png", "a", 0, kFile}, {"2.png", "b", 0, kFile}, {"3.png", "c", 0, kFile}}));
    ZipLimits limits;
    limits.mostEntries = 2;
    QVERIFY_EXCEPTION_THROWN(ZipArchive(path, limits), Error);
    limits.mostEntries = 3;
    QCOMPARE(ZipArchive(path, limits).entries().size(), std::size_t(3));
}

void TestContainers::idxPairs_data() {
    QTest::addColumn<bool>("gz");
    QTest::addColumn<bool>("folder");
    QTest::newRow("plain file") << false << false;
    QTest::newRow("plain folder") << false << true;
    QTest::newRow("gzip file") << true << false;
    QTest::newRow("gzip folder") << true << true;
}

void TestContainers::idxPairs() {
    QFETCH(bool, gz);
    QFETCH(bool, folder);
    const QTemporaryDir dir;
    QDir(dir.path()).mkpath("set");
    const QByteArray images = idx(8, {6, 28, 28}, digits(6));
    const QByteArray labels = idx(8, {6}, QByteArray("\2\1\0\2\1\0", 6));
    const QString end = gz ? QStringLiteral(".gz") : QString();
    write(dir.filePath("set/t10k-images-idx3-ubyte" + end), gz ? gzip(images) : images);
    write(dir.filePath("set/t10k-labels-idx1-ubyte" + end), gz ? gzip(labels) : labels);
    const QString dropped = folder ? dir.filePath("set") : dir.filePath("set/t10k-images-idx3-ubyte" + end);
    const DatasetInfo info = scan({dropped}, dir.filePath("cache"));
    QCOMPARE(info.usable(), 6);
    QCOMPARE(info.items.size(), std::size_t(6));
    QCOMPARE(info.classes, QStringList({"0", "1", "2"}));
    QCOMPARE(info.items[0].label, 2);
    QCOMPARE(info.items[5].label, 0);
    QVERIFY(info.items[0].grey);
    // Labels that count other pictures are refused.
    const QByteArray wrong = idx(8, {5}, QByteArray(5, '\1'));
    write(dir.filePath("set/t10k-labels-idx1-ubyte" + end), gz ? gzip(wrong) : wrong);
    const QString message = refusal({dir.filePath("set/t10k-images-idx3-ubyte" + end)}, dir.filePath("cache2"));
    QVERIFY2(message.contains("5 labels") && message.contains("6 pictures"), qPrintable(message));
    QFile::remove(dir.filePath("set/t10k-images-idx3-ubyte" + end));
    QVERIFY(
        refusal({dir.filePath("set/t10k-labels-idx1-ubyte" + end)}, dir.filePath("cache3")).contains("labels only"));
}

void TestContainers::badIdx_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("says");
    const QByteArray data = digits(3);
    const quint32 huge = 0xffffffff;
    QTest::newRow("overflow") << idx(8, {huge, huge, huge}, data) << "more than any";
    QTest::newRow("more than the file") << idx(8, {5, 28, 28}, data) << "expected 5 entries, got 3";
    QTest::newRow("trailing bytes") << idx(8, {3, 28, 28}, data + "x") << "goes on after";
    QTest::newRow("unknown type") << idx(0x0a, {3, 28, 28}, data) << "unknown type";
    QTest::newRow("floats") << idx(0x0d, {3, 28, 7}, data) << "only bytes";
    QTest::newRow("no dimension") << idx(8, {}, data) << "0 dimensions";
    QByteArray many = idx(8, {3, 28, 28}, data);
    many[3] = char(255);
    QTest::newRow("255 dimensions") << many << "255 dimensions";
    QTest::newRow("flat") << idx(8, {3, 784}, data) << "no pictures";
    QTest::newRow("four sides of another kind") << idx(8, {3, 28, 14, 2}, data) << "no pictures";
    QTest::newRow("no width") << idx(8, {3, 28, 0}, {}) << "cannot be read";
}

void TestContainers::badIdx() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, says);
    const QTemporaryDir dir;
    for (const bool gz : {false, true}) {
        const QString path = dir.filePath(gz ? "x-images-idx3-ubyte.gz" : "x-images-idx3-ubyte");
        write(path, gz ? gzip(bytes) : bytes);
        const QString message = refusal({path}, dir.filePath("cache"));
        QVERIFY2(message.contains(says) && message.contains("x-images-idx3-ubyte"), qPrintable(message));
    }
}

void TestContainers::spoiltGzipSaysWhatIsWrong_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("says");
    const QByteArray whole = gzip(idx(8, {3, 28, 28}, digits(3)));
    QByteArray wrong = whole;
    wrong[wrong.size() - 6] = char(wrong[wrong.size() - 6] ^ 0x40); // of the checksum
    QTest::newRow("half of it") << whole.left(whole.size() / 2) << "ends early: expected 3 entries";
    QTest::newRow("all but the checksum") << whole.left(whole.size() - 5) << "cut off while it was copied";
    QTest::newRow("a few bytes") << whole.left(14) << "cut off while it was copied";
    QTest::newRow("another checksum") << wrong << "is damaged";
}

void TestContainers::spoiltGzipSaysWhatIsWrong() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, says);
    const QTemporaryDir dir;
    const QString path = dir.filePath("cut-images-idx3-ubyte.gz");
    write(path, bytes);
    const QString message = refusal({path}, dir.filePath("cache"));
    QVERIFY2(message.contains(says) && message.contains("cut-images") && message.contains("again"),
             qPrintable(message));
}

void TestContainers::gzipBombStops() {
    const QTemporaryDir dir;
    const QString path = dir.filePath("bomb-images-idx3-ubyte.gz");
    write(path, gzip(idx(8, {1, 28, 28}, QByteArray(qsizetype(64) << 20, '\0'))));
    QVERIFY(refusal({path}, dir.filePath("cache")).contains("goes on after"));
    qint64 left = 0;
    for (const QFileInfo& file : QDir(dir.filePath("cache")).entryInfoList(QDir::Files))
        left += file.size();
    QCOMPARE(left, 0);
}

void TestContainers::pointerFile() {
    const QTemporaryDir dir;
    const QString path = dir.filePath("train-images-idx3-ubyte.gz");
    write(path, "/annex/objects/MD5E-s9912422--0c8ad9e8.gz\n");
    QVERIFY(refusal({path}, dir.path()).contains("git-annex"));
    write(dir.filePath("a.png"), "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n");
    const DatasetInfo info = scan({dir.filePath("a.png")}, dir.path());
    QVERIFY(reasonOf(info, "a.png").contains("Git LFS"));
}

QTEST_GUILESS_MAIN(TestContainers)
#include "tst_containers.moc"
