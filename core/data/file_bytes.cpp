#include "core/data/file_bytes.h"

#include "core/types/error.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace capriccio {
namespace {

[[noreturn]] void refuseUnread(const QString& path, int code) {
    const QString name = QFileInfo(path).fileName();
    if (code == ENOENT)
        throw Error(Error::Kind::BadInput, goneReason(name), path);
    if (code == EACCES || code == EPERM)
        throw Error(Error::Kind::BadInput,
                    Sentence::translate("data", "%1 may not be read. Allow reading it, then try again.").arg(name),
                    path);
    throw Error(Error::Kind::BadInput,
                Sentence::translate("data", "%1 cannot be read: %2.").arg(name, systemReason(code)), path);
}

} // namespace

ReadableFile::ReadableFile(const QString& path) : path_(path) {
    // Without O_NONBLOCK opening a pipe that nobody writes to would wait for ever.
    descriptor_ = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor_ < 0)
        refuseUnread(path, errno);
    struct stat status {};
    const int failed = ::fstat(descriptor_, &status) == 0 ? 0 : errno;
    if (failed != 0 || !S_ISREG(status.st_mode)) {
        ::close(descriptor_);
        if (failed != 0)
            refuseUnread(path, failed);
        throw Error(Error::Kind::BadInput,
                    Sentence::translate("data", "%1 is not an ordinary file.").arg(QFileInfo(path).fileName()), path);
    }
    size_ = status.st_size;
}

ReadableFile::~ReadableFile() {
    ::close(descriptor_);
}

QByteArray ReadableFile::read(std::int64_t offset, std::int64_t length) const {
    if (offset < 0 || length <= 0 || offset >= size_)
        return {};
    QByteArray bytes(qsizetype(std::min(length, size_ - offset)), Qt::Uninitialized);
    qsizetype got = 0;
    while (got < bytes.size()) {
        const ssize_t n = ::pread(descriptor_, bytes.data() + got, std::size_t(bytes.size() - got), offset + got);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            refuseUnread(path_, errno);
        if (n == 0)
            break;
        got += n;
    }
    bytes.truncate(got);
    return bytes;
}

QByteArray readWholeFile(const QString& path, std::int64_t most) {
    const ReadableFile file(path);
    if (file.size() > most)
        throw Error(Error::Kind::BadInput,
                    Sentence::translate("data", "%1 is %2 large; up to %3 can be read.")
                        .arg(QFileInfo(path).fileName(), QLocale::c().formattedDataSize(file.size()),
                             QLocale::c().formattedDataSize(most)),
                    path);
    return file.read(0, file.size());
}

QByteArray readHead(const QString& path) {
    try {
        return ReadableFile(path).read(0, 256);
    } catch (const Error&) {
        return {};
    }
}

Sentence goneReason(const QString& path) {
    return Sentence::translate("data", "%1 is not there any more. Was it moved or renamed?").arg(path);
}

QStringList goneAmong(const QStringList& paths) {
    QStringList gone;
    for (const QString& path : paths)
        if (const QFileInfo info(path); !info.exists() && !info.isSymLink())
            gone << path;
    if (!gone.isEmpty() && gone.size() == paths.size())
        throw Error(Error::Kind::BadInput, goneReason(gone.first()), gone.first());
    return gone;
}

} // namespace capriccio
