#pragma once

// The log that write_log_shim.cpp writes and tst_power_loss.cpp reads: one record after another, each a head and then
// `pathSize` + `toSize` + `dataSize` bytes.
#include <cstdint>

namespace write_log {

enum class Kind : std::uint32_t {
    Create,      // path names a new file `inode`
    Folder,      // path is a new folder
    Write,       // data stand at `offset` of `inode`
    Truncate,    // `inode` is `offset` bytes long
    Sync,        // of `inode`, or of the folder path
    Rename,      // path becomes to
    Link,        // to is another name of path
    Remove,      // of path, a file or an empty folder
    Acknowledge, // the program says that round `offset` is safe
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
