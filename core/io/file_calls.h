#pragma once

#include <sys/types.h>

namespace capriccio {

// The operating-system calls that durable saving makes, one method each with the meaning of its namesake (-1 and errno
// on failure). A seam: fault tests replace them for the whole process and so reach checkpoints and exports too.
class FileCalls {
public:
    virtual ~FileCalls() = default;
    virtual int open(const char* path, int flags, mode_t mode);
    virtual ssize_t write(int fd, const void* data, size_t size);
    virtual ssize_t read(int fd, void* data, size_t size);
    virtual int fsync(int fd);
    virtual int close(int fd);
    virtual int link(const char* from, const char* to);
    virtual int rename(const char* from, const char* to);
    virtual int unlink(const char* path);
};

// Puts other calls in place while it lives. One at a time; made and destroyed while nothing is being saved.
class FileCallsOverride {
public:
    explicit FileCallsOverride(FileCalls& calls);
    ~FileCallsOverride();
    FileCallsOverride(const FileCallsOverride&) = delete;
    FileCallsOverride& operator=(const FileCallsOverride&) = delete;
};

} // namespace capriccio
