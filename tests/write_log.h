#pragma once

// The log that write_log_shim.cpp writes and written_disk.h reads: one record after another, each a head and then
// `pathSize` + `toSize` + `dataSize` bytes. Paths are relative to the logged folder; that one itself is "".
#include <cstdint>

namespace write_log {

enum class Kind : std::uint32_t {
    Create,      // path names a new file `inode`
    Folder,      // path is a new folder
    Write,       // data stand at `offset` of `inode`
    Truncate,    // `inode` is `offset` bytes long
    Sync,        // of the file `inode`
    SyncFolder,  // of the names in path
    Rename,      // path becomes to
    Link,        // to is another name of path
    Remove,      // of path, a file or an empty folder
    Acknowledge, // the program says that state number `offset`, described by the data, is safe
};

struct Head {
    Kind kind = Kind::Sync;
    std::uint32_t pathSize = 0;
    std::uint32_t toSize = 0;
    std::uint32_t dataSize = 0;
    std::uint64_t inode = 0;
    std::uint64_t offset = 0;
};

} // namespace write_log
