// Archives: whatever the bytes, the directory is read or refused with the archive named, no name leads out of it, and no
// entry gives more bytes than it may.
#include "core/data/zip_archive.h"
#include "core/types/error.h"
#include "scratch_file.h"

using namespace capriccio;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    constexpr std::int64_t kMost = 1 << 20; // bytes of an entry
    const fuzz::ScratchFile file(data, size);
    try {
        const ZipArchive archive(file.path());
        for (const ZipEntry& entry : archive.entries()) {
            const QStringList parts = entry.name.split(u'/');
            if (entry.name.startsWith(u'/') || entry.name.contains(u'\\') || parts.contains(QLatin1String("..")))
                fuzz::fail("a name leads out of the archive");
            if (archive.find(entry.name) == nullptr)
                fuzz::fail("an entry is not found by its name");
            try {
                if (archive.read(entry, kMost).size() > kMost)
                    fuzz::fail("more was unpacked than allowed");
                if (archive.read(entry, kMost, 16).size() > 16)
                    fuzz::fail("more than the head was unpacked");
            } catch (const Error& error) {
                if (error.kind() != Error::Kind::BadInput)
                    fuzz::fail("an entry was refused for another reason");
            }
        }
    } catch (const Error& error) {
        if (error.kind() != Error::Kind::BadInput)
            fuzz::fail("refused for another reason");
    }
    return 0;
}
