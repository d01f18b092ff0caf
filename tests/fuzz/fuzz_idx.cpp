// IDX files, plain and .gz: the first byte picks the name's ending; what is read has the size the header declares.
#include "core/data/idx_reader.h"
#include "core/types/error.h"
#include "scratch_file.h"

#include <QFile>
#include <QTemporaryDir>

using namespace capriccio;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    static const QTemporaryDir folder(QStringLiteral("/dev/shm/fuzz-XXXXXX"));
    if (size == 0)
        return 0;
    const QString path =
        folder.filePath(data[0] % 2 == 0 ? QStringLiteral("a-images-idx3-ubyte") : QStringLiteral("a-images.gz"));
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
            fuzz::fail("no room for the file");
        file.write(reinterpret_cast<const char*>(data + 1), qint64(size - 1));
    }
    isIdxFile(path);
    try {
        const IdxFile idx(path, {}); // without a cache: unpacked anew every time
        if (idx.shape().sides.empty() || idx.count() < 0 || idx.itemBytes() < 0)
            fuzz::fail("a shape that is none");
        const std::int64_t some = std::min<std::int64_t>(idx.count(), 4);
        if (idx.itemBytes() < (1 << 20) && idx.read(0, some).size() != some * idx.itemBytes())
            fuzz::fail("another number of bytes than declared");
        refuseUnlessPictures(idx, path);
    } catch (const Error& error) {
        if (error.kind() != Error::Kind::BadInput)
            fuzz::fail("refused for another reason");
    }
    return 0;
}
