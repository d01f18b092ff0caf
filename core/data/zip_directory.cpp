#include "core/data/zip_directory.h"

#include "core/data/text_decoder.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSet>
#include <QStringDecoder>
#include <QtEndian>

namespace capriccio {
namespace {

[[noreturn]] void damaged(const QString& path, const char* detail) {
    throw Error(Error::Kind::BadInput,
                Sentence::translate("data", "%1 is not a complete .zip archive. Copy or download it again.")
                    .arg(QFileInfo(path).fileName()),
                QStringLiteral("%1: %2").arg(path, QLatin1String(detail)));
}

quint16 u16(const char* at) {
    return qFromLittleEndian<quint16>(at);
}
quint32 u32(const char* at) {
    return qFromLittleEndian<quint32>(at);
}
qint64 u64(const char* at) {
    return qint64(qFromLittleEndian<quint64>(at));
}

struct End {
    qint64 entries = 0;
    qint64 size = 0;
    qint64 offset = 0; // as declared
    qint64 at = 0;     // where the record (or its zip64 twin) really begins
};

// APPNOTE 4.3.14 to 4.3.16: the end record is the last thing in the file but for a comment.
End readEnd(const ReadableFile& file, const QString& path) {
    constexpr qint64 kRecord = 22;
    const qint64 tailSize = std::min<qint64>(file.size(), kRecord + 0xffff);
    const QByteArray tail = file.read(file.size() - tailSize, tailSize);
    for (qsizetype at = tail.size() - kRecord; at >= 0; --at) {
        const char* data = tail.constData() + at;
        if (u32(data) != 0x06054b50 || at + kRecord + u16(data + 20) > tail.size())
            continue;
        End end;
        end.at = file.size() - tail.size() + at;
        end.entries = u16(data + 10);
        end.size = u32(data + 12);
        end.offset = u32(data + 16);
        if (u16(data + 4) != u16(data + 6) || u16(data + 8) != u16(data + 10))
            damaged(path, "several volumes");
        const QByteArray locator = file.read(end.at - 20, 20);
        if (locator.size() == 20 && u32(locator.constData()) == 0x07064b50) {
            const qint64 twinAt = u64(locator.constData() + 8);
            const QByteArray twin = file.read(twinAt, 56);
            if (twin.size() < 56 || u32(twin.constData()) != 0x06064b50)
                damaged(path, "zip64 end record");
            end.at = twinAt;
            end.entries = u64(twin.constData() + 32);
            end.size = u64(twin.constData() + 40);
            end.offset = u64(twin.constData() + 48);
        }
        return end;
    }
    damaged(path, "no end record");
}

// Sizes of 0xffffffff stand in the zip64 extra field, in this order (APPNOTE 4.5.3).
void applyZip64(ZipRecord& record, const char* extra, int length, const QString& path) {
    for (int at = 0; at + 4 <= length;) {
        const int size = u16(extra + at + 2);
        if (at + 4 + size > length)
            break; // a sloppy extra field hurts nobody
        if (u16(extra + at) == 1) {
            int field = at + 4;
            for (std::int64_t* value : {&record.unpackedSize, &record.packedSize, &record.headerOffset}) {
                if (*value != 0xffffffff)
                    continue;
                if (field + 8 > at + 4 + size)
                    damaged(path, "zip64 extra field");
                *value = u64(extra + field);
                field += 8;
            }
            return;
        }
        at += 4 + size;
    }
}

bool climbsOut(const QByteArray& name) {
    if (name.startsWith('/') || name.contains('\\'))
        return true;
    if (name.size() >= 2 && name[1] == ':' && std::isalpha(static_cast<unsigned char>(name[0])) != 0)
        return true;
    return name == ".." || name.startsWith("../") || name.endsWith("/..") || name.contains("/../");
}

} // namespace

ZipDirectory readZipDirectory(const ReadableFile& file, const QString& path, const ZipLimits& limits) {
    const End end = readEnd(file, path);
    if (end.entries > limits.mostEntries)
        throw Error(
            Error::Kind::BadInput,
            Sentence::translate("data", "%1 holds %2 entries; up to %3 can be read. Drop it in parts.")
                .arg(QFileInfo(path).fileName(), QString::number(end.entries), QString::number(limits.mostEntries)),
            path);
    if (end.size < 0 || end.offset < 0 || end.size > end.at || end.size > limits.mostDirectoryBytes)
        damaged(path, "directory outside the file");
    // Something put in front of the archive (a self-extractor) moves everything by the same distance.
    const qint64 start = end.at - end.size;
    const qint64 shift = start - end.offset;
    if (shift < 0)
        damaged(path, "directory outside the file");

    const QByteArray bytes = file.read(start, end.size);
    if (bytes.size() != end.size)
        damaged(path, "short directory");
    ZipDirectory directory;
    directory.start = start;
    constexpr qint64 kHeader = 46;
    qint64 at = 0;
    for (qint64 i = 0; i < end.entries; ++i) {
        if (at + kHeader > bytes.size())
            damaged(path, "directory ends early");
        const char* data = bytes.constData() + at;
        if (u32(data) != 0x02014b50)
            damaged(path, "directory signature");
        const int nameLength = u16(data + 28);
        const int extraLength = u16(data + 30);
        const qint64 next = at + kHeader + nameLength + extraLength + u16(data + 32);
        if (next > bytes.size())
            damaged(path, "directory entry ends early");
        ZipRecord record;
        record.madeBy = static_cast<unsigned char>(data[5]);
        record.flags = u16(data + 8);
        record.method = u16(data + 10);
        record.crc = u32(data + 16);
        record.packedSize = u32(data + 20);
        record.unpackedSize = u32(data + 24);
        record.attributes = u32(data + 38);
        record.headerOffset = u32(data + 42);
        record.name = QByteArray(data + kHeader, nameLength);
        applyZip64(record, data + kHeader + nameLength, extraLength, path);
        if (record.packedSize < 0 || record.unpackedSize < 0 || record.headerOffset < 0)
            damaged(path, "negative size");
        record.headerOffset += shift;
        directory.records.push_back(std::move(record));
        at = next;
    }
    return directory;
}

void refuseDeceivingNames(const ZipDirectory& directory, const QString& path) {
    const QString archive = QFileInfo(path).fileName();
    QSet<QByteArray> links;
    for (const ZipRecord& record : directory.records) {
        if (climbsOut(record.name))
            throw Error(Error::Kind::BadInput,
                        Sentence::translate("data", "%1 was not opened: its entry “%2” points outside the "
                                                    "archive. Pack the files again with plain names.")
                            .arg(archive, shownName(record.name)),
                        path);
        if (record.isSymbolicLink())
            links.insert(record.name);
    }
    if (links.isEmpty())
        return;
    for (const ZipRecord& record : directory.records) {
        bool through = !record.isSymbolicLink() && links.contains(record.name);
        for (qsizetype slash = record.name.indexOf('/'); slash > 0 && !through;
             slash = record.name.indexOf('/', slash + 1))
            through = links.contains(record.name.left(slash));
        if (through)
            throw Error(Error::Kind::BadInput,
                        Sentence::translate("data", "%1 was not opened: “%2” is both a link and a file in it.")
                            .arg(archive, shownName(record.name)),
                        path);
    }
}

QString shownName(const QByteArray& raw) {
    constexpr qsizetype kMost = 255;
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString name = utf8(raw);
    if (utf8.hasError())
        name = chineseName(raw);
    if (name.isEmpty())
        name = QString::fromLatin1(raw);
    for (QChar& c : name) {
        if (c.unicode() < 0x20 || c.unicode() == 0x7f)
            c = QChar(0xfffd);
    }
    if (name.size() > kMost) { // the folder names the class, the end holds the extension
        const qsizetype folder = name.lastIndexOf(u'/') + 1;
        const QString head = name.left(folder <= kMost / 2 ? folder : 1);
        name = head + QChar(0x2026) + name.right(kMost - 1 - head.size());
    }
    return name;
}

} // namespace capriccio
