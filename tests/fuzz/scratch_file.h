#pragma once

#include "core/io/file_calls.h"

#include <QByteArray>
#include <QString>
#include <cstdio>
#include <cstdlib>
#include <sys/mman.h>
#include <unistd.h>

namespace capriccio::fuzz {

// A file in memory with a path of its own: what is fuzzed takes paths.
class ScratchFile {
public:
    ScratchFile(const void* data, std::size_t size) : fd_(::memfd_create("fuzz", MFD_CLOEXEC)) {
        for (std::size_t at = 0; at < size;)
            at += std::size_t(::write(fd_, static_cast<const char*>(data) + at, size - at));
    }
    ~ScratchFile() { ::close(fd_); }
    ScratchFile(const ScratchFile&) = delete;
    ScratchFile& operator=(const ScratchFile&) = delete;
    QString path() const { return QStringLiteral("/proc/self/fd/%1").arg(fd_); }

private:
    int fd_;
};

// Durability is not what is looked for here, and fsync is slow.
class HastyCalls : public FileCalls {
public:
    int fsync(int) override { return 0; }
};

[[noreturn]] inline void fail(const char* what) {
    std::fprintf(stderr, "%s\n", what);
    std::abort();
}

} // namespace capriccio::fuzz
