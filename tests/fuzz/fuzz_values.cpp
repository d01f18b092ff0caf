// The values inside a project's index: the first byte picks the decoder.
#include "core/session/melody_values.h"
#include "core/session/project_values.h"
#include "core/types/error.h"
#include "scratch_file.h"

using namespace capriccio;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    if (size == 0)
        return 0;
    const QByteArray bytes(reinterpret_cast<const char*>(data + 1), qsizetype(size - 1));
    const QString text = QString::fromUtf8(bytes);
    const ProjectPaths paths(QStringLiteral("/project"));
    try {
        switch (data[0] % 8) {
        case 0: {
            const QByteArray once = encodeDataset(decodeDataset(bytes, paths), paths);
            if (encodeDataset(decodeDataset(once, paths), paths) != once)
                fuzz::fail("dataset changed on the way");
            break;
        }
        case 1: {
            const QString once = encodePrepared(decodePrepared(text, paths), paths);
            if (encodePrepared(decodePrepared(once, paths), paths) != once)
                fuzz::fail("prepared pictures changed on the way");
            break;
        }
        case 2: {
            const QString once = encodeFigures(decodeFigures(text));
            if (encodeFigures(decodeFigures(once)) != once)
                fuzz::fail("figures changed on the way");
            break;
        }
        case 3:
            decodeStats(text);
            break;
        case 4:
            decodeSetting(text);
            break;
        case 7: {
            const QByteArray once = encodeMelodyCorpus(decodeMelodyCorpus(bytes, paths), paths);
            if (encodeMelodyCorpus(decodeMelodyCorpus(once, paths), paths) != once)
                fuzz::fail("tunes changed on the way");
            break;
        }
        case 5:
            isAlive(text);
            decodeFloats(bytes);
            break;
        default:
            if (paths.absolute(text).contains(QLatin1String("/../")))
                fuzz::fail("a path leaves the project");
        }
    } catch (const Error& error) {
        if (error.kind() != Error::Kind::BadInput)
            fuzz::fail("refused for another reason");
    }
    return 0;
}
