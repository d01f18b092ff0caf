// Preloaded (LD_PRELOAD) into a program by tst_power_loss: writes down what the program changes below a folder, in
// order, and kills it where it is told to. Files that are mapped into memory are not seen: SQLite's -shm, which it
// makes anew after a crash.
//   WRITE_LOG_ROOT   the folder, an absolute path without links
//   WRITE_LOG_FILE   where the log goes, outside the folder; none = only count
//   WRITE_LOG_KILL   SIGKILL before the change of this number, from 1; none = never
#include "write_log.h"

#include <csignal>
#include <cstdarg>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <map>
#include <mutex>
#include <string>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

using write_log::Head;
using write_log::Kind;

namespace {

template <typename Function>
Function* real(const char* name) {
    return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

struct Log {
    std::string root;
    int out = -1;
    std::uint64_t killAt = 0;
    std::uint64_t changes = 0;
    struct Open {
        std::uint64_t inode = 0;
        std::string folder; // of a folder only
        bool appends = false;
    };
    std::map<int, Open> open;
    std::recursive_mutex mutex;

    Log() {
        if (const char* folder = std::getenv("WRITE_LOG_ROOT"))
            root = folder;
        if (const char* file = std::getenv("WRITE_LOG_FILE"))
            out = real<int(const char*, int, ...)>("open")(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        if (const char* number = std::getenv("WRITE_LOG_KILL"))
            killAt = std::strtoull(number, nullptr, 10);
    }
    bool concerns(const char* path) const {
        return path != nullptr && !root.empty() && std::strncmp(path, root.c_str(), root.size()) == 0 &&
               (path[root.size()] == '/' || path[root.size()] == '\0');
    }
    // The same name for the same place, relative to the root.
    std::string name(const char* path) const {
        std::string rest(path + root.size());
        while (!rest.empty() && rest.back() == '/')
            rest.pop_back();
        while (!rest.empty() && rest.front() == '/')
            rest.erase(0, 1);
        return rest;
    }
    void beforeChange() {
        if (++changes == killAt)
            ::raise(SIGKILL);
    }
    void note(Kind kind, std::uint64_t inode, std::uint64_t offset, const std::string& path = {},
              const std::string& to = {}, const void* data = nullptr, std::size_t size = 0) const {
        if (out < 0)
            return;
        const Head head{kind, std::uint32_t(path.size()), std::uint32_t(to.size()), std::uint32_t(size), inode, offset};
        std::string record(reinterpret_cast<const char*>(&head), sizeof head);
        record += path + to;
        if (size > 0)
            record.append(static_cast<const char*>(data), size);
        const auto write = real<ssize_t(int, const void*, std::size_t)>("write");
        if (write(out, record.data(), record.size()) != ssize_t(record.size()))
            std::abort(); // a log with a hole would prove nothing
    }
};

Log& theLog() {
    static auto* log = new Log; // outlives every other static
    return *log;
}

int opened(const char* function, int at, const char* path, int flags, mode_t mode) {
    Log& log = theLog();
    const auto call = [&] {
        if (at == AT_FDCWD)
            return real<int(const char*, int, ...)>(function)(path, flags, mode);
        return real<int(int, const char*, int, ...)>(function)(at, path, flags, mode);
    };
    if (!log.concerns(path))
        return call();
    const std::lock_guard lock(log.mutex);
    const bool existed = ::access(path, F_OK) == 0;
    const bool changes = (!existed && (flags & O_CREAT) != 0) || (existed && (flags & O_TRUNC) != 0);
    if (changes)
        log.beforeChange();
    const int fd = call();
    if (fd < 0)
        return fd;
    struct stat status {};
    ::fstat(fd, &status);
    const auto inode = std::uint64_t(status.st_ino);
    if (changes && !existed)
        log.note(Kind::Create, inode, 0, log.name(path));
    else if (changes)
        log.note(Kind::Truncate, inode, 0);
    log.open[fd] = {inode, S_ISDIR(status.st_mode) ? "/" + log.name(path) : std::string(), (flags & O_APPEND) != 0};
    return fd;
}

template <typename Call>
ssize_t written(int fd, const void* data, std::int64_t offset, Call call) {
    Log& log = theLog();
    const std::lock_guard lock(log.mutex);
    const auto found = log.open.find(fd);
    if (found == log.open.end())
        return call();
    log.beforeChange();
    if (offset < 0)
        offset = found->second.appends ? ::lseek(fd, 0, SEEK_END) : ::lseek(fd, 0, SEEK_CUR);
    const ssize_t done = call();
    if (done > 0)
        log.note(Kind::Write, found->second.inode, std::uint64_t(offset), {}, {}, data, std::size_t(done));
    return done;
}

template <typename Call>
int synced(int fd, Call call) {
    Log& log = theLog();
    const std::lock_guard lock(log.mutex);
    const auto found = log.open.find(fd);
    if (found == log.open.end())
        return call();
    log.beforeChange();
    const int result = call();
    if (result == 0)
        log.note(Kind::Sync, found->second.inode, 0, found->second.folder);
    return result;
}

template <typename Call>
int truncated(int fd, std::int64_t size, Call call) {
    Log& log = theLog();
    const std::lock_guard lock(log.mutex);
    const auto found = log.open.find(fd);
    if (found == log.open.end())
        return call();
    log.beforeChange();
    const int result = call();
    if (result == 0)
        log.note(Kind::Truncate, found->second.inode, std::uint64_t(size));
    return result;
}

template <typename Call>
int named(Kind kind, const char* path, const char* to, Call call) {
    Log& log = theLog();
    if (!log.concerns(path) && !(to != nullptr && log.concerns(to)))
        return call();
    const std::lock_guard lock(log.mutex);
    log.beforeChange();
    const int result = call();
    if (result == 0)
        log.note(kind, 0, 0, log.name(path), to != nullptr ? log.name(to) : std::string());
    return result;
}

mode_t modeOf(int flags, va_list& more) {
    return (flags & O_CREAT) != 0 ? mode_t(va_arg(more, int)) : 0;
}

} // namespace

extern "C" {

void write_log_acknowledge(std::uint64_t round) {
    const std::lock_guard lock(theLog().mutex);
    theLog().note(Kind::Acknowledge, 0, round);
}

#define CAPRICCIO_OPEN(function)                                                                                       \
    int function(const char* path, int flags, ...) {                                                                   \
        va_list more;                                                                                                  \
        va_start(more, flags);                                                                                         \
        const mode_t mode = modeOf(flags, more);                                                                       \
        va_end(more);                                                                                                  \
        return opened(#function, AT_FDCWD, path, flags, mode);                                                         \
    }
CAPRICCIO_OPEN(open)
CAPRICCIO_OPEN(open64)
#undef CAPRICCIO_OPEN

int __open_2(const char* path, int flags) {
    return opened("open", AT_FDCWD, path, flags, 0);
}
int __open64_2(const char* path, int flags) {
    return opened("open64", AT_FDCWD, path, flags, 0);
}

ssize_t write(int fd, const void* data, std::size_t size) {
    return written(fd, data, -1, [&] { return real<ssize_t(int, const void*, std::size_t)>("write")(fd, data, size); });
}
ssize_t pwrite(int fd, const void* data, std::size_t size, off_t offset) {
    return written(fd, data, offset, [&] {
        return real<ssize_t(int, const void*, std::size_t, off_t)>("pwrite")(fd, data, size, offset);
    });
}
ssize_t pwrite64(int fd, const void* data, std::size_t size, off64_t offset) {
    return written(fd, data, offset, [&] {
        return real<ssize_t(int, const void*, std::size_t, off64_t)>("pwrite64")(fd, data, size, offset);
    });
}

int fsync(int fd) {
    return synced(fd, [&] { return real<int(int)>("fsync")(fd); });
}
int fdatasync(int fd) {
    return synced(fd, [&] { return real<int(int)>("fdatasync")(fd); });
}

int ftruncate(int fd, off_t size) noexcept {
    return truncated(fd, size, [&] { return real<int(int, off_t)>("ftruncate")(fd, size); });
}
int ftruncate64(int fd, off64_t size) noexcept {
    return truncated(fd, size, [&] { return real<int(int, off64_t)>("ftruncate64")(fd, size); });
}

int rename(const char* from, const char* to) noexcept {
    return named(Kind::Rename, from, to, [&] { return real<int(const char*, const char*)>("rename")(from, to); });
}
int renameat2(int fromAt, const char* from, int toAt, const char* to, unsigned flags) noexcept {
    return named(Kind::Rename, from, to, [&] {
        return real<int(int, const char*, int, const char*, unsigned)>("renameat2")(fromAt, from, toAt, to, flags);
    });
}
int link(const char* from, const char* to) noexcept {
    return named(Kind::Link, from, to, [&] { return real<int(const char*, const char*)>("link")(from, to); });
}
int unlink(const char* path) noexcept {
    return named(Kind::Remove, path, nullptr, [&] { return real<int(const char*)>("unlink")(path); });
}
int rmdir(const char* path) noexcept {
    return named(Kind::Remove, path, nullptr, [&] { return real<int(const char*)>("rmdir")(path); });
}
int mkdir(const char* path, mode_t mode) noexcept {
    return named(Kind::Folder, path, nullptr, [&] { return real<int(const char*, mode_t)>("mkdir")(path, mode); });
}

int close(int fd) {
    {
        Log& log = theLog();
        const std::lock_guard lock(log.mutex);
        log.open.erase(fd);
    }
    return real<int(int)>("close")(fd);
}

} // extern "C"
