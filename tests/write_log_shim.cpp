// Preloaded (LD_PRELOAD) into a program by tst_power_loss: writes down what the program changes below a folder, in
// order, and kills it where it is told to. Files that are mapped into memory are not seen: SQLite's -shm, which it
// makes anew after a crash. What goes past these functions (copy_file_range, fopen, ...) is not seen either; the test
// plays the log back and compares, so that it would show.
//   WRITE_LOG_ROOT   the folder, an absolute path without links
//   WRITE_LOG_FILE   where the log goes, outside the folder; it is gone on with; none = only count
//   WRITE_LOG_KILL   SIGKILL right after the change of this number, from 1; none = never
#include "write_log.h"

#include <csignal>
#include <cstdarg>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <filesystem>
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
        std::string path;
        bool isFolder = false;
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
    // Where a call leads, absolute and clean.
    static std::string place(int at, const char* path) {
        if (path == nullptr)
            return {};
        std::filesystem::path whole(path);
        if (whole.is_relative()) {
            char folder[4096];
            const std::string link = at == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/" + std::to_string(at);
            const ssize_t size = ::readlink(link.c_str(), folder, sizeof folder);
            if (size <= 0)
                return {};
            whole = std::filesystem::path(std::string(folder, std::size_t(size))) / whole;
        }
        std::string clean = whole.lexically_normal();
        while (clean.size() > 1 && clean.back() == '/')
            clean.pop_back();
        return clean;
    }
    bool concerns(const std::string& place) const {
        return !root.empty() && place.compare(0, root.size(), root) == 0 &&
               (place.size() == root.size() || place[root.size()] == '/');
    }
    std::string name(const std::string& place) const {
        return place.size() > root.size() ? place.substr(root.size() + 1) : std::string();
    }
    void note(Kind kind, std::uint64_t inode, std::uint64_t offset, const std::string& path = {},
              const std::string& to = {}, const void* data = nullptr, std::size_t size = 0) {
        if (out >= 0) {
            const Head head{kind,  std::uint32_t(path.size()), std::uint32_t(to.size()), std::uint32_t(size), inode,
                            offset};
            std::string record(reinterpret_cast<const char*>(&head), sizeof head);
            record += path + to;
            if (size > 0)
                record.append(static_cast<const char*>(data), size);
            const auto write = real<ssize_t(int, const void*, std::size_t)>("write");
            if (write(out, record.data(), record.size()) != ssize_t(record.size()))
                std::abort(); // a log with a hole would prove nothing
        }
        if (kind != Kind::Acknowledge && ++changes == killAt)
            ::raise(SIGKILL);
    }
};

Log& theLog() {
    static auto* log = new Log; // outlives every other static
    return *log;
}

template <typename Call>
int opened(int at, const char* path, int flags, Call call) {
    Log& log = theLog();
    const std::string place = Log::place(at, path);
    if (!log.concerns(place))
        return call();
    const std::lock_guard lock(log.mutex);
    const bool existed = ::access(place.c_str(), F_OK) == 0;
    const int fd = call();
    if (fd < 0)
        return fd;
    struct stat status {};
    ::fstat(fd, &status);
    const auto inode = std::uint64_t(status.st_ino);
    log.open[fd] = {inode, log.name(place), S_ISDIR(status.st_mode), (flags & O_APPEND) != 0};
    if (!existed && (flags & O_CREAT) != 0)
        log.note(Kind::Create, inode, 0, log.name(place));
    else if ((flags & O_TRUNC) != 0)
        log.note(Kind::Truncate, inode, 0);
    return fd;
}

// Runs a call on an open file and, where it is one of ours and the call went well, what writes it down.
template <typename Call, typename Note>
auto used(int fd, Call call, Note note) {
    Log& log = theLog();
    const std::lock_guard lock(log.mutex);
    const auto found = log.open.find(fd);
    if (found == log.open.end())
        return call();
    const Log::Open file = found->second;
    const auto before = std::uint64_t(::lseek(fd, 0, file.appends ? SEEK_END : SEEK_CUR));
    const auto result = call();
    if (result >= 0)
        note(log, file, before, std::size_t(result));
    return result;
}

template <typename Call>
ssize_t written(int fd, const void* data, std::int64_t offset, Call call) {
    return used(fd, call, [&](Log& log, const Log::Open& file, std::uint64_t before, std::size_t done) {
        log.note(Kind::Write, file.inode, offset < 0 ? before : std::uint64_t(offset), {}, {}, data, done);
    });
}

template <typename Call>
ssize_t gathered(int fd, const struct iovec* parts, int count, std::int64_t offset, Call call) {
    return used(fd, call, [&](Log& log, const Log::Open& file, std::uint64_t before, std::size_t done) {
        std::string data;
        for (int i = 0; i < count; ++i)
            data.append(static_cast<const char*>(parts[i].iov_base), parts[i].iov_len);
        log.note(Kind::Write, file.inode, offset < 0 ? before : std::uint64_t(offset), {}, {}, data.data(), done);
    });
}

template <typename Call>
int synced(int fd, Call call) {
    return used(fd, call, [](Log& log, const Log::Open& file, std::uint64_t, std::size_t) {
        log.note(file.isFolder ? Kind::SyncFolder : Kind::Sync, file.inode, 0,
                 file.isFolder ? file.path : std::string());
    });
}

template <typename Call>
int truncated(int fd, std::int64_t size, Call call) {
    return used(fd, call, [size](Log& log, const Log::Open& file, std::uint64_t, std::size_t) {
        log.note(Kind::Truncate, file.inode, std::uint64_t(size));
    });
}

template <typename Call>
int named(Kind kind, const std::string& path, Call call) {
    Log& log = theLog();
    if (!log.concerns(path))
        return call();
    const std::lock_guard lock(log.mutex);
    const int result = call();
    if (result == 0)
        log.note(kind, 0, 0, log.name(path));
    return result;
}

template <typename Call>
int named(Kind kind, const std::string& from, const std::string& to, Call call) {
    Log& log = theLog();
    if (!log.concerns(from) && !log.concerns(to))
        return call();
    if (!log.concerns(from) || !log.concerns(to))
        std::abort(); // what comes from outside is nowhere in the log
    const std::lock_guard lock(log.mutex);
    const int result = call();
    if (result == 0)
        log.note(kind, 0, 0, log.name(from), log.name(to));
    return result;
}

mode_t modeOf(int flags, va_list& more) {
    return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE ? mode_t(va_arg(more, int)) : 0;
}

} // namespace

extern "C" {

// The program's own word, found with dlsym.
void write_log_acknowledge(std::uint64_t state, const char* description, std::size_t size) {
    const std::lock_guard lock(theLog().mutex);
    theLog().note(Kind::Acknowledge, 0, state, {}, {}, description, size);
}

#define CAPRICCIO_OPEN(function)                                                                                       \
    int function(const char* path, int flags, ...) {                                                                   \
        va_list more;                                                                                                  \
        va_start(more, flags);                                                                                         \
        const mode_t mode = modeOf(flags, more);                                                                       \
        va_end(more);                                                                                                  \
        return opened(AT_FDCWD, path, flags,                                                                           \
                      [&] { return real<int(const char*, int, ...)>(#function)(path, flags, mode); });                 \
    }
#define CAPRICCIO_OPENAT(function)                                                                                     \
    int function(int at, const char* path, int flags, ...) {                                                           \
        va_list more;                                                                                                  \
        va_start(more, flags);                                                                                         \
        const mode_t mode = modeOf(flags, more);                                                                       \
        va_end(more);                                                                                                  \
        return opened(at, path, flags,                                                                                 \
                      [&] { return real<int(int, const char*, int, ...)>(#function)(at, path, flags, mode); });        \
    }
#define CAPRICCIO_CREAT(function)                                                                                      \
    int function(const char* path, mode_t mode) {                                                                      \
        return opened(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC,                                                    \
                      [&] { return real<int(const char*, mode_t)>(#function)(path, mode); });                          \
    }
CAPRICCIO_OPEN(open)
CAPRICCIO_OPEN(open64)
CAPRICCIO_OPENAT(openat)
CAPRICCIO_OPENAT(openat64)
CAPRICCIO_CREAT(creat)
CAPRICCIO_CREAT(creat64)
#undef CAPRICCIO_OPEN
#undef CAPRICCIO_OPENAT
#undef CAPRICCIO_CREAT

// What a fortified build makes of a call without a mode.
int __open_2(const char* path, int flags) {
    return open(path, flags);
}
int __open64_2(const char* path, int flags) {
    return open64(path, flags);
}
int __openat_2(int at, const char* path, int flags) {
    return openat(at, path, flags);
}
int __openat64_2(int at, const char* path, int flags) {
    return openat64(at, path, flags);
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
ssize_t writev(int fd, const struct iovec* parts, int count) {
    return gathered(fd, parts, count, -1,
                    [&] { return real<ssize_t(int, const struct iovec*, int)>("writev")(fd, parts, count); });
}
ssize_t pwritev(int fd, const struct iovec* parts, int count, off_t offset) {
    return gathered(fd, parts, count, offset, [&] {
        return real<ssize_t(int, const struct iovec*, int, off_t)>("pwritev")(fd, parts, count, offset);
    });
}
ssize_t pwritev64(int fd, const struct iovec* parts, int count, off64_t offset) {
    return gathered(fd, parts, count, offset, [&] {
        return real<ssize_t(int, const struct iovec*, int, off64_t)>("pwritev64")(fd, parts, count, offset);
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
    return named(Kind::Rename, Log::place(AT_FDCWD, from), Log::place(AT_FDCWD, to),
                 [&] { return real<int(const char*, const char*)>("rename")(from, to); });
}
int renameat(int fromAt, const char* from, int toAt, const char* to) noexcept {
    return named(Kind::Rename, Log::place(fromAt, from), Log::place(toAt, to),
                 [&] { return real<int(int, const char*, int, const char*)>("renameat")(fromAt, from, toAt, to); });
}
int renameat2(int fromAt, const char* from, int toAt, const char* to, unsigned flags) noexcept {
    if ((flags & ~1U) != 0) // RENAME_NOREPLACE says the same to the log; an exchange would not
        std::abort();
    return named(Kind::Rename, Log::place(fromAt, from), Log::place(toAt, to), [&] {
        return real<int(int, const char*, int, const char*, unsigned)>("renameat2")(fromAt, from, toAt, to, flags);
    });
}
int link(const char* from, const char* to) noexcept {
    return named(Kind::Link, Log::place(AT_FDCWD, from), Log::place(AT_FDCWD, to),
                 [&] { return real<int(const char*, const char*)>("link")(from, to); });
}
int linkat(int fromAt, const char* from, int toAt, const char* to, int flags) noexcept {
    return named(Kind::Link, Log::place(fromAt, from), Log::place(toAt, to), [&] {
        return real<int(int, const char*, int, const char*, int)>("linkat")(fromAt, from, toAt, to, flags);
    });
}
int unlink(const char* path) noexcept {
    return named(Kind::Remove, Log::place(AT_FDCWD, path), [&] { return real<int(const char*)>("unlink")(path); });
}
int unlinkat(int at, const char* path, int flags) noexcept {
    return named(Kind::Remove, Log::place(at, path),
                 [&] { return real<int(int, const char*, int)>("unlinkat")(at, path, flags); });
}
int rmdir(const char* path) noexcept {
    return named(Kind::Remove, Log::place(AT_FDCWD, path), [&] { return real<int(const char*)>("rmdir")(path); });
}
int remove(const char* path) noexcept {
    return named(Kind::Remove, Log::place(AT_FDCWD, path), [&] { return real<int(const char*)>("remove")(path); });
}
int mkdir(const char* path, mode_t mode) noexcept {
    return named(Kind::Folder, Log::place(AT_FDCWD, path),
                 [&] { return real<int(const char*, mode_t)>("mkdir")(path, mode); });
}
int mkdirat(int at, const char* path, mode_t mode) noexcept {
    return named(Kind::Folder, Log::place(at, path),
                 [&] { return real<int(int, const char*, mode_t)>("mkdirat")(at, path, mode); });
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
