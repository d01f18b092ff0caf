#include "core/io/durable_file.h"

#include "core/io/file_calls.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace capriccio {

int FileCalls::open(const char* path, int flags, mode_t mode) {
    return ::open(path, flags, mode);
}
ssize_t FileCalls::write(int fd, const void* data, size_t size) {
    return ::write(fd, data, size);
}
ssize_t FileCalls::read(int fd, void* data, size_t size) {
    return ::read(fd, data, size);
}
int FileCalls::fsync(int fd) {
    return ::fsync(fd);
}
int FileCalls::close(int fd) {
    return ::close(fd);
}
int FileCalls::link(const char* from, const char* to) {
    return ::link(from, to);
}
int FileCalls::rename(const char* from, const char* to) {
    return ::rename(from, to);
}
int FileCalls::unlink(const char* path) {
    return ::unlink(path);
}

namespace {

FileCalls systemCalls;
std::atomic<FileCalls*> currentCalls{&systemCalls};

FileCalls& calls() {
    return *currentCalls.load(std::memory_order_acquire);
}

Sentence adviceFor(int code) {
    switch (code) {
    case ENOSPC:
    case EDQUOT:
        return Sentence::translate("DurableFile", "the disk is full. Free some space, then save again.");
    case EFBIG:
        return Sentence::translate("DurableFile",
                                   "the file would be larger than this place allows. Choose another folder.");
    case EACCES:
    case EPERM:
        return Sentence::translate("DurableFile", "writing there is not allowed. Choose another folder or change its "
                                                  "permissions.");
    case EROFS:
        return Sentence::translate("DurableFile", "that place is read-only. Choose another folder.");
    case ENOENT:
    case ENOTDIR:
        return Sentence::translate("DurableFile", "its folder is gone. Bring the folder back or choose another one.");
    case ENAMETOOLONG:
        return Sentence::translate("DurableFile", "the name is too long. Choose a shorter one.");
    case EISDIR:
        return Sentence::translate("DurableFile", "a folder has that name. Choose another name.");
    default:
        return Sentence::translate("DurableFile", "the disk reports an error. Choose another disk.");
    }
}

[[noreturn]] void failToSave(const QString& file, const char* call, int code) {
    throw Error(Error::Kind::Storage,
                Sentence::translate("DurableFile", "%1 could not be saved: %2").arg(file, adviceFor(code)),
                QStringLiteral("%1: %2 (errno %3)")
                    .arg(QLatin1String(call), QString::fromLocal8Bit(std::strerror(code)))
                    .arg(code));
}

// A descriptor that is closed, and a path that is unlinked, when an error unwinds.
class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() {
        if (fd_ >= 0)
            calls().close(fd_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return fd_; }
    int close() {
        const int fd = fd_;
        fd_ = -1;
        return calls().close(fd);
    }

private:
    int fd_;
};

class Temporary {
public:
    explicit Temporary(QByteArray path) : path_(std::move(path)) {}
    ~Temporary() {
        if (!path_.isEmpty())
            calls().unlink(path_.constData());
    }
    Temporary(const Temporary&) = delete;
    Temporary& operator=(const Temporary&) = delete;
    const char* path() const { return path_.constData(); }
    void keep() { path_.clear(); }

private:
    QByteArray path_;
};

int openRetrying(const char* path, int flags, mode_t mode = 0) {
    int fd = -1;
    do {
        fd = calls().open(path, flags, mode);
    } while (fd < 0 && errno == EINTR);
    return fd;
}

void writeAll(int fd, const char* data, qsizetype size, const QString& file) {
    while (size > 0) {
        const ssize_t n = calls().write(fd, data, size_t(size));
        if (n < 0) {
            if (errno == EINTR)
                continue;
            failToSave(file, "write", errno);
        }
        data += n;
        size -= n;
    }
}

// Reads from the disk, not from the page cache, as far as the system obliges.
QByteArray hashOfDescriptor(int fd, int& code) {
    ::posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
    ::posix_fadvise(fd, 0, 0, POSIX_FADV_SEQUENTIAL);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    QByteArray buffer(1 << 20, Qt::Uninitialized);
    for (;;) {
        const ssize_t n = calls().read(fd, buffer.data(), size_t(buffer.size()));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            code = errno;
            return {};
        }
        if (n == 0)
            return hash.result().toHex();
        hash.addData(QByteArrayView(buffer.constData(), n));
    }
}

// 0 or an errno. Some file systems cannot sync a folder and say EINVAL; there is nothing more to be had from them.
int syncFolderCode(const QByteArray& folder) {
    const int fd = openRetrying(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return errno;
    const Descriptor guard(fd);
    if (calls().fsync(fd) != 0 && errno != EINVAL && errno != ENOTSUP)
        return errno;
    return 0;
}

QByteArray temporaryPath(const QByteArray& folder) {
    static std::atomic<quint64> counter{0};
    const QString name = QStringLiteral(".saving-%1-%2-%3.part")
                             .arg(::getpid())
                             .arg(counter.fetch_add(1))
                             .arg(QRandomGenerator::system()->generate(), 8, 16, QLatin1Char('0'));
    return folder + '/' + name.toLatin1();
}

struct Target {
    QByteArray path;
    QByteArray folder;
    mode_t mode = 0666; // the umask applies to a new file; a replaced one keeps its permissions
    bool exists = false;
};

Target targetOf(const QString& file) {
    QFileInfo info(file);
    if (info.isSymLink() && info.exists())
        info.setFile(info.canonicalFilePath());
    Target target;
    target.path = QFile::encodeName(info.absoluteFilePath());
    target.folder = QFile::encodeName(info.absolutePath());
    struct stat status {};
    if (::stat(target.path.constData(), &status) == 0) {
        if (S_ISDIR(status.st_mode))
            failToSave(file, "open", EISDIR);
        target.exists = true;
        target.mode = status.st_mode & 07777;
    }
    return target;
}

// A second name for the old content, so that it can be put back should the last step fail. Where the file system has
// no links, the rename alone has to do.
QByteArray backUp(const Target& target) {
    if (!target.exists)
        return {};
    const QByteArray backup = temporaryPath(target.folder);
    return calls().link(target.path.constData(), backup.constData()) == 0 ? backup : QByteArray();
}

} // namespace

FileCallsOverride::FileCallsOverride(FileCalls& calls) {
    currentCalls.store(&calls, std::memory_order_release);
}

FileCallsOverride::~FileCallsOverride() {
    currentCalls.store(&systemCalls, std::memory_order_release);
}

QString saveDurably(const QString& file, const std::function<void(const ByteSink&)>& write) {
    const Target target = targetOf(file);
    Temporary temporary(temporaryPath(target.folder));
    Descriptor out(openRetrying(temporary.path(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (out.get() < 0) {
        const int code = errno;
        temporary.keep(); // it was never made
        failToSave(file, "open", code);
    }
    if (target.exists)
        ::fchmod(out.get(), target.mode);

    QCryptographicHash hash(QCryptographicHash::Sha256);
    QByteArray pending;
    constexpr qsizetype kBlock = 256 * 1024;
    const auto flush = [&] {
        writeAll(out.get(), pending.constData(), pending.size(), file);
        pending.resize(0);
    };
    write([&](const char* data, qsizetype size) {
        hash.addData(QByteArrayView(data, size));
        if (pending.size() + size > kBlock)
            flush();
        if (size >= kBlock)
            writeAll(out.get(), data, size, file);
        else
            pending.append(data, size);
    });
    flush();
    if (calls().fsync(out.get()) != 0)
        failToSave(file, "fsync", errno);
    if (out.close() != 0)
        failToSave(file, "close", errno);

    // What the disk holds is compared before the old file goes.
    const QByteArray written = hash.result().toHex();
    {
        const Descriptor in(openRetrying(temporary.path(), O_RDONLY | O_CLOEXEC));
        if (in.get() < 0)
            failToSave(file, "open", errno);
        int code = 0;
        const QByteArray readBack = hashOfDescriptor(in.get(), code);
        if (code != 0)
            failToSave(file, "read", code);
        if (readBack != written)
            throw Error(
                Error::Kind::Storage,
                Sentence::translate("DurableFile", "%1 could not be saved: the disk gave back other bytes than were "
                                                   "written. Choose another disk.")
                    .arg(file),
                QStringLiteral("wrote %1, read %2").arg(QString::fromLatin1(written), QString::fromLatin1(readBack)));
    }

    Temporary backup(backUp(target));
    if (calls().rename(temporary.path(), target.path.constData()) != 0)
        failToSave(file, "rename", errno);
    temporary.keep();
    if (const int code = syncFolderCode(target.folder); code != 0) {
        if (backup.path()[0] != '\0' && calls().rename(backup.path(), target.path.constData()) == 0)
            backup.keep();
        else if (!target.exists)
            calls().unlink(target.path.constData());
        failToSave(file, "fsync of the folder", code);
    }
    return QString::fromLatin1(written);
}

QString saveDurably(const QString& file, const QByteArray& bytes) {
    return saveDurably(file, [&](const ByteSink& sink) { sink(bytes.constData(), bytes.size()); });
}

QString sha256OfFile(const QString& file) {
    const Descriptor in(openRetrying(QFile::encodeName(file).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    int code = in.get() < 0 ? errno : 0;
    QByteArray hash;
    if (code == 0)
        hash = hashOfDescriptor(in.get(), code);
    if (code != 0)
        throw Error(Error::Kind::Storage,
                    Sentence::translate("DurableFile", "%1 could not be read: %2").arg(file, systemReason(code)));
    return QString::fromLatin1(hash);
}

void syncFolder(const QString& folder) {
    if (const int code = syncFolderCode(QFile::encodeName(folder)); code != 0)
        failToSave(folder, "fsync of the folder", code);
}

bool makeFolderDurably(const QString& folder) {
    const QString path = QDir::cleanPath(QFileInfo(folder).absoluteFilePath());
    const QString above = QFileInfo(path).path();
    if (!QFileInfo(path).isDir()) {
        if (!QFileInfo(above).isDir() && !makeFolderDurably(above))
            return false;
        if (!QDir().mkdir(path) && !QFileInfo(path).isDir()) // another thread may have been faster
            return false;
    }
    return syncFolderCode(QFile::encodeName(above)) == 0;
}

int removeUnfinishedSaves(const QString& folder) {
    static const QRegularExpression pattern(QStringLiteral("^\\.saving-(\\d+)-\\d+-[0-9a-f]{8}\\.part$"));
    int removed = 0;
    const QStringList names =
        QDir(folder).entryList({QStringLiteral(".saving-*.part")}, QDir::Files | QDir::Hidden | QDir::System);
    for (const QString& name : names) {
        const auto match = pattern.match(name);
        if (!match.hasMatch())
            continue;
        const int pid = match.captured(1).toInt();
        const bool alive = pid == ::getpid() || (pid > 0 && (::kill(pid, 0) == 0 || errno == EPERM));
        if (!alive && QFile::remove(folder + QLatin1Char('/') + name))
            ++removed;
    }
    return removed;
}

} // namespace capriccio
