#include "core/data/exif_profile.h"

#include "core/data/exif_orientation.h"

#include <zlib.h>

namespace capriccio {
namespace {

// The beginning of a zlib stream, unpacked; the orientation is in the first directory, so the rest is not needed.
QByteArray inflateHead(const char* data, qsizetype size) {
    constexpr qsizetype kHead = 64 * 1024;
    QByteArray out(kHead, '\0');
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK)
        return {};
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data));
    stream.avail_in = uInt(size);
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = uInt(out.size());
    inflate(&stream, Z_SYNC_FLUSH);
    out.truncate(qsizetype(stream.total_out));
    inflateEnd(&stream);
    return out;
}

} // namespace

int orientationInTextChunk(const QByteArray& chunk) {
    if (!chunk.startsWith("Raw profile type exif") && !chunk.startsWith("Raw profile type APP1"))
        return 1;
    const qsizetype keywordEnd = chunk.indexOf('\0');
    if (keywordEnd < 0 || keywordEnd + 2 > chunk.size())
        return 1;
    // "\nexif\n    <length>\n" and then hexadecimal digits in lines.
    const QByteArray text = inflateHead(chunk.constData() + keywordEnd + 2, chunk.size() - keywordEnd - 2);
    qsizetype at = 0;
    for (int line = 0; line < 3; ++line) {
        at = text.indexOf('\n', at);
        if (at < 0)
            return 1;
        ++at;
    }
    return exifOrientation(QByteArray::fromHex(text.mid(at)));
}

} // namespace capriccio
