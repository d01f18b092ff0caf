#include "core/io/durable_file.h"
#include "core/io/file_calls.h"
#include "core/types/error.h"
#include "tests/file_content.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace capriccio;

namespace {

QByteArray patterned(qsizetype size, char seed) {
    QByteArray bytes(size, Qt::Uninitialized);
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = char(i * 31 + seed);
    return bytes;
}

QString hashOf(const QByteArray& bytes) {
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

QStringList namesIn(const QString& folder) {
    return QDir(folder).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System);
}

// Lets calls through until number `failAt` (from 1), which fails with `code`; later ones fail too when lasting.
class FaultyCalls : public FileCalls {
public:
    FaultyCalls(int failAt, int code, bool lasting) : failAt_(failAt), code_(code), lasting_(lasting) {}
    int count() const { return count_; }

    int open(const char* path, int flags, mode_t mode) override {
        return bad() ? -1 : FileCalls::open(path, flags, mode);
    }
    ssize_t write(int fd, const void* data, size_t size) override {
        return bad() ? -1 : FileCalls::write(fd, data, std::min(size, size_t(70'000))); // short writes are legal
    }
    ssize_t read(int fd, void* data, size_t size) override { return bad() ? -1 : FileCalls::read(fd, data, size); }
    int fsync(int fd) override { return bad() ? -1 : FileCalls::fsync(fd); }
    int close(int fd) override {
        const bool failed = bad();
        const int result = FileCalls::close(fd); // the descriptor is gone either way, as on Linux
        if (!failed)
            return result;
        errno = code_;
        return -1;
    }
    int link(const char* from, const char* to) override { return bad() ? -1 : FileCalls::link(from, to); }
    int rename(const char* from, const char* to) override { return bad() ? -1 : FileCalls::rename(from, to); }

private:
    bool bad() {
        ++count_;
        const bool fails = count_ == failAt_ || (lasting_ && count_ > failAt_);
        if (fails)
            errno = code_;
        return fails;
    }
    int count_ = 0;
    int failAt_;
    int code_;
    bool lasting_;
};

// A disk that answers reads with one bit flipped.
class FlippingCalls : public FileCalls {
public:
    ssize_t read(int fd, void* data, size_t size) override {
        const ssize_t n = FileCalls::read(fd, data, size);
        if (n > 0)
            static_cast<char*>(data)[n / 2] ^= 4;
        return n;
    }
};

} // namespace

class TestDurableFile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void savesAndHashes_data();
    void savesAndHashes();
    void replacesAndKeepsPermissions();
    void followsLinks();
    void callerMayGiveUp();
    void everyFaultLeavesTheOldFile_data();
    void everyFaultLeavesTheOldFile();
    void noticesOtherBytes();
    void fullDisk();
    void fileSizeLimit();
    void saysWhatIsWrong();
    void hashOfWhatIsNotThere();
    void removesWhatTheKilledLeft();
    void killedWhileSaving();
};

void TestDurableFile::savesAndHashes_data() {
    QTest::addColumn<qsizetype>("size");
    QTest::newRow("empty") << qsizetype(0);
    QTest::newRow("one") << qsizetype(1);
    QTest::newRow("below a block") << qsizetype(256 * 1024 - 1);
    QTest::newRow("a block") << qsizetype(256 * 1024);
    QTest::newRow("odd") << qsizetype(3'000'001);
}

void TestDurableFile::savesAndHashes() {
    QFETCH(qsizetype, size);
    QTemporaryDir dir;
    const QByteArray bytes = patterned(size, 1);
    const QString file = dir.filePath(QStringLiteral("作品 -rf\n.bin"));
    QCOMPARE(saveDurably(file, bytes), hashOf(bytes));
    QCOMPARE(contentOf(file), bytes);
    QCOMPARE(sha256OfFile(file), hashOf(bytes));

    const QString pieces = dir.filePath(QStringLiteral("pieces"));
    const QString hash = saveDurably(pieces, [&](const ByteSink& sink) {
        for (qsizetype at = 0, step = 1; at < bytes.size(); at += step, step = step * 3 % 100'003)
            sink(bytes.constData() + at, std::min(step, bytes.size() - at));
    });
    QCOMPARE(hash, hashOf(bytes));
    QCOMPARE(contentOf(pieces), bytes);
    QCOMPARE(namesIn(dir.path()).size(), 2);
}

void TestDurableFile::replacesAndKeepsPermissions() {
    QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("a"));
    saveDurably(file, QByteArray("first"));
    QVERIFY(::chmod(QFile::encodeName(file).constData(), 0640) == 0);
    saveDurably(file, QByteArray("second"));
    QCOMPARE(contentOf(file), QByteArray("second"));
    struct stat status {};
    QVERIFY(::stat(QFile::encodeName(file).constData(), &status) == 0);
    QCOMPARE(int(status.st_mode & 07777), 0640);
    QCOMPARE(int(status.st_nlink), 1);
}

void TestDurableFile::followsLinks() {
    QTemporaryDir dir;
    QDir(dir.path()).mkdir(QStringLiteral("far"));
    const QString file = dir.filePath(QStringLiteral("far/a"));
    saveDurably(file, QByteArray("first"));
    const QString link = dir.filePath(QStringLiteral("link"));
    QVERIFY(QFile::link(QStringLiteral("far/a"), link));
    saveDurably(link, QByteArray("second"));
    QVERIFY(QFileInfo(link).isSymLink());
    QCOMPARE(contentOf(file), QByteArray("second"));
}

void TestDurableFile::callerMayGiveUp() {
    QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("a"));
    saveDurably(file, QByteArray("old"));
    struct Enough {};
    QVERIFY_EXCEPTION_THROWN(saveDurably(file,
                                         [](const ByteSink& sink) {
                                             sink("new", 3);
                                             throw Enough{};
                                         }),
                             Enough);
    QCOMPARE(contentOf(file), QByteArray("old"));
    QCOMPARE(namesIn(dir.path()), QStringList{QStringLiteral("a")});
}

void TestDurableFile::everyFaultLeavesTheOldFile_data() {
    QTest::addColumn<int>("code");
    QTest::addColumn<bool>("lasting");
    QTest::addColumn<bool>("existed");
    for (const bool lasting : {false, true})
        for (const bool existed : {false, true})
            for (const int code : {ENOSPC, EIO, EDQUOT, EROFS})
                QTest::addRow("errno %d %s %s", code, lasting ? "lasting" : "once", existed ? "replacing" : "new")
                    << code << lasting << existed;
}

void TestDurableFile::everyFaultLeavesTheOldFile() {
    QFETCH(int, code);
    QFETCH(bool, lasting);
    QFETCH(bool, existed);
    const QByteArray before = patterned(1000, 7);
    const QByteArray after = patterned(500'000, 9);
    int refusals = 0;
    for (int failAt = 1;; ++failAt) {
        QTemporaryDir dir;
        const QString file = dir.filePath(QStringLiteral("a"));
        if (existed)
            saveDurably(file, before);
        FaultyCalls calls(failAt, code, lasting);
        bool saved = false;
        {
            const FileCallsOverride override(calls);
            try {
                QCOMPARE(saveDurably(file, after), hashOf(after));
                saved = true;
            } catch (const Error& error) {
                QCOMPARE(error.kind(), Error::Kind::Storage);
                QVERIFY(error.message().contains(file));
                ++refusals;
            }
        }
        const QByteArray now = contentOf(file);
        // With a disk that stays broken the old name cannot be put back after the rename; it is still one whole file.
        if (saved)
            QCOMPARE(now, after);
        else if (existed)
            QVERIFY2(now == before || (lasting && now == after), qPrintable(QString::number(failAt)));
        else
            QVERIFY2(now.isEmpty(), qPrintable(QString::number(failAt)));
        if (!lasting) {
            QCOMPARE(namesIn(dir.path()).size(), saved || existed ? 1 : 0);
        }
        if (calls.count() < failAt)
            break;
    }
    QVERIFY(refusals >= 10);
}

void TestDurableFile::noticesOtherBytes() {
    QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("a"));
    saveDurably(file, QByteArray("old"));
    FlippingCalls calls;
    const FileCallsOverride override(calls);
    QVERIFY_EXCEPTION_THROWN(saveDurably(file, QByteArray("new")), Error);
    QCOMPARE(contentOf(file), QByteArray("old"));
    QCOMPARE(namesIn(dir.path()).size(), 1);
}

void TestDurableFile::fullDisk() {
    QTemporaryDir dir;
    const QByteArray at = QFile::encodeName(dir.path());
    if (::mount("tmpfs", at.constData(), "tmpfs", 0, "size=256k") != 0)
        QSKIP("a small disk cannot be mounted here; the injected faults cover it");
    const QString file = dir.filePath(QStringLiteral("a"));
    const QByteArray before = patterned(60'000, 3);
    saveDurably(file, before);
    QString message;
    try {
        saveDurably(file, patterned(1'000'000, 4));
    } catch (const Error& error) {
        message = error.message();
    }
    const QByteArray now = contentOf(file);
    const QStringList names = namesIn(dir.path());
    // Space for the old one remains usable.
    QString second;
    try {
        second = saveDurably(file, patterned(61'000, 5));
    } catch (const Error& error) {
        qWarning("%s", error.what());
    }
    ::umount(at.constData());
    QVERIFY2(message.contains(QLatin1String("disk is full")), qPrintable(message));
    QCOMPARE(now, before);
    QCOMPARE(names.size(), 1);
    QCOMPARE(second, hashOf(patterned(61'000, 5)));
}

void TestDurableFile::fileSizeLimit() {
    QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("a"));
    const QByteArray before = patterned(1000, 3);
    saveDurably(file, before);
    struct rlimit old {};
    ::getrlimit(RLIMIT_FSIZE, &old);
    struct rlimit tight = old;
    tight.rlim_cur = 4096;
    const auto handler = ::signal(SIGXFSZ, SIG_IGN);
    QVERIFY(::setrlimit(RLIMIT_FSIZE, &tight) == 0);
    bool refused = false;
    try {
        saveDurably(file, patterned(100'000, 4));
    } catch (const Error&) {
        refused = true;
    }
    ::setrlimit(RLIMIT_FSIZE, &old);
    ::signal(SIGXFSZ, handler);
    QVERIFY(refused);
    QCOMPARE(contentOf(file), before);
    QCOMPARE(namesIn(dir.path()).size(), 1);
}

void TestDurableFile::saysWhatIsWrong() {
    QTemporaryDir dir;
    const auto messageFor = [&](const QString& name) {
        try {
            saveDurably(dir.filePath(name), QByteArray("x"));
        } catch (const Error& error) {
            return error.message();
        }
        return QString();
    };
    QVERIFY(messageFor(QStringLiteral("no/such/folder/a")).contains(QLatin1String("folder is gone")));
    QVERIFY(messageFor(QString(300, QLatin1Char('n'))).contains(QLatin1String("too long")));
    QVERIFY(messageFor(QString()).contains(QLatin1String("a folder has that name")));
}

void TestDurableFile::hashOfWhatIsNotThere() {
    QTemporaryDir dir;
    QVERIFY_EXCEPTION_THROWN(sha256OfFile(dir.filePath(QStringLiteral("none"))), Error);
    QVERIFY_EXCEPTION_THROWN(sha256OfFile(dir.path()), Error);
}

void TestDurableFile::removesWhatTheKilledLeft() {
    QTemporaryDir dir;
    const auto touch = [&](const QString& name) {
        QFile file(dir.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
    };
    const QString mine = QStringLiteral(".saving-%1-0-00000000.part").arg(::getpid());
    touch(QStringLiteral(".saving-2147480000-3-0123abcd.part"));
    touch(mine);
    touch(QStringLiteral(".saving-x-3-0123abcd.part"));
    touch(QStringLiteral("keep.part"));
    QCOMPARE(removeUnfinishedSaves(dir.path()), 1);
    QCOMPARE(namesIn(dir.path()).size(), 3);
    QVERIFY(QFile::exists(dir.filePath(mine)));
}

// A child saves generation after generation and says so; killed at any moment, the file is one whole generation, at
// least the last one acknowledged.
void TestDurableFile::killedWhileSaving() {
    QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("a"));
    for (int round = 0; round < 60; ++round) {
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--save-forever"), file});
        QVERIFY(child.waitForStarted());
        QVERIFY(child.waitForReadyRead(10'000));
        QTest::qSleep(1 + round * 7 % 23);
        child.kill();
        child.waitForFinished();
        const QByteArrayList lines = child.readAllStandardOutput().split('\n');
        QVERIFY(lines.size() >= 2);
        const int acknowledged = lines[lines.size() - 2].toInt(); // the last line may be cut
        const QByteArray now = contentOf(file);
        QVERIFY(now.size() > 8);
        const int generation = now.left(8).toInt();
        QVERIFY2(generation >= acknowledged, qPrintable(QStringLiteral("%1 < %2").arg(generation).arg(acknowledged)));
        QCOMPARE(now.mid(8), patterned(100'000 + generation % 7, char(generation)));
    }
    removeUnfinishedSaves(dir.path());
    QCOMPARE(namesIn(dir.path()), QStringList{QStringLiteral("a")});
}

int main(int argc, char** argv) {
    if (argc == 3 && QByteArray(argv[1]) == "--save-forever") {
        const QCoreApplication app(argc, argv);
        const QString file = QString::fromLocal8Bit(argv[2]);
        for (int generation = 1;; ++generation) {
            const QByteArray number = QByteArray::number(generation).rightJustified(8, '0');
            saveDurably(file, number + patterned(100'000 + generation % 7, char(generation)));
            std::fprintf(stdout, "%d\n", generation);
            std::fflush(stdout);
        }
    }
    QCoreApplication app(argc, argv);
    TestDurableFile test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_durable_file.moc"
