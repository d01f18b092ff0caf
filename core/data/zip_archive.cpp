#include "core/data/zip_archive.h"

#include "core/data/progress_meter.h"
#include "core/data/zip_directory.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>
#include <QtEndian>
#include <algorithm>
#include <zlib.h>

namespace capriccio {
namespace {

bool isHousekeeping(const QString& name) {
    const qsizetype slash = name.lastIndexOf(u'/');
    const QStringView own = QStringView(name).sliced(slash + 1);
    return own.startsWith(u'.') || name.startsWith(QLatin1String("__MACOSX/")) || own == u"Thumbs.db" ||
           own == u"desktop.ini";
}

// Raw deflate with a cap on what comes out.
class Inflater {
public:
    Inflater() { ready_ = inflateInit2(&stream_, -MAX_WBITS) == Z_OK; }
    ~Inflater() {
        if (ready_)
            inflateEnd(&stream_);
    }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    enum class State { Going, Done, Broken };
    // Unpacks into out as far as `most` bytes in all.
    State feed(const QByteArray& packed, QByteArray& out, std::int64_t most) {
        if (!ready_)
            return State::Broken;
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.constData()));
        stream_.avail_in = uInt(packed.size());
        while (stream_.avail_in > 0 && out.size() < most) {
            const qsizetype before = out.size();
            const qsizetype room = std::min<qint64>(most - before, 256 * 1024);
            out.resize(before + room);
            stream_.next_out = reinterpret_cast<Bytef*>(out.data() + before);
            stream_.avail_out = uInt(room);
            const int result = inflate(&stream_, Z_NO_FLUSH);
            out.truncate(before + room - stream_.avail_out);
            if (result == Z_STREAM_END)
                return State::Done;
            if (result != Z_OK)
                return State::Broken;
        }
        return State::Going;
    }

private:
    z_stream stream_{};
    bool ready_ = false;
};

} // namespace

ZipArchive::ZipArchive(const QString& file, const ZipLimits& limits) : path_(file), file_(file) {
    const ZipDirectory directory = readZipDirectory(file_, path_, limits);
    refuseDeceivingNames(directory, path_);
    const QString archive = QFileInfo(path_).fileName();
    struct Span {
        std::int64_t begin;
        std::int64_t end;
    };
    std::vector<Span> spans;
    constexpr std::int64_t kLocalHeader = 30;
    for (const ZipRecord& record : directory.records) {
        const QByteArray local = file_.read(record.headerOffset, kLocalHeader);
        if (local.size() < kLocalHeader || qFromLittleEndian<quint32>(local.constData()) != 0x04034b50)
            throw Error(Error::Kind::BadInput,
                        Sentence::translate("data", "%1 is damaged: “%2” is not where its directory says.")
                            .arg(archive, shownName(record.name)),
                        path_);
        ZipEntry entry;
        entry.dataOffset = record.headerOffset + kLocalHeader + qFromLittleEndian<quint16>(local.constData() + 26) +
                           qFromLittleEndian<quint16>(local.constData() + 28);
        spans.push_back({record.headerOffset, entry.dataOffset + record.packedSize});
        if (record.isFolder())
            continue;
        entry.packedSize = record.packedSize;
        entry.unpackedSize = record.unpackedSize;
        entry.crc = record.crc;
        entry.method = record.method;
        entry.encrypted = (record.flags & 1) != 0;
        entry.symbolicLink = record.isSymbolicLink();
        const QString shown = shownName(record.name);
        entry.name = shown;
        for (int n = 2; byName_.contains(entry.name); ++n)
            entry.name = QStringLiteral("%1 (%2)").arg(shown, QString::number(n));
        entry.hidden = isHousekeeping(shown);
        byName_.insert(entry.name, entries_.size());
        entries_.push_back(std::move(entry));
    }
    std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.begin < b.begin; });
    for (std::size_t i = 0; i < spans.size(); ++i) {
        const std::int64_t limit = i + 1 < spans.size() ? spans[i + 1].begin : directory.start;
        if (spans[i].end > limit)
            throw Error(Error::Kind::BadInput,
                        Sentence::translate(
                            "data", "%1 was not opened: its entries overlap, as in an archive built to do harm.")
                            .arg(archive),
                        path_);
    }
}

const ZipEntry* ZipArchive::find(const QString& name) const {
    const auto found = byName_.find(name);
    return found == byName_.end() ? nullptr : &entries_[*found];
}

QByteArray ZipArchive::read(const ZipEntry& entry, std::int64_t most, std::int64_t head,
                            const std::atomic<bool>* cancelled) const {
    const QString name = QFileInfo(path_).fileName() + QLatin1String(": ") + entry.name;
    if (entry.symbolicLink)
        throw Error(Error::Kind::BadInput, Sentence::translate("data", "%1 is a link, not a picture.").arg(name));
    if (entry.encrypted)
        throw Error(Error::Kind::BadInput,
                    Sentence::translate("data", "%1 is protected by a password. Unpack it first.").arg(name));
    if (entry.method != 0 && entry.method != 8)
        throw Error(
            Error::Kind::BadInput,
            Sentence::translate("data", "%1 is packed in a way that cannot be read (method %2). Unpack it first.")
                .arg(name, QString::number(entry.method)));
    const auto damaged = [&] {
        return Error(Error::Kind::BadInput, Sentence::translate("data", "%1 is damaged inside the archive.").arg(name));
    };

    const bool wholeEntry = head <= 0;
    const std::int64_t cap = wholeEntry ? most : head;
    QByteArray out;
    Inflater inflater;
    auto state = Inflater::State::Going;
    constexpr std::int64_t kPiece = 256 * 1024;
    for (std::int64_t done = 0; done < entry.packedSize && state == Inflater::State::Going && out.size() < cap + 1;
         done += kPiece) {
        if (cancelled && *cancelled)
            throw Cancelled{};
        const QByteArray packed = file_.read(entry.dataOffset + done, std::min(kPiece, entry.packedSize - done));
        if (packed.isEmpty())
            throw damaged();
        if (entry.method == 0)
            out += packed;
        else
            state = inflater.feed(packed, out, cap + 1);
        if (!wholeEntry && out.size() >= head) {
            out.truncate(head);
            return out;
        }
    }
    if (state == Inflater::State::Broken)
        throw damaged();
    if (!wholeEntry)
        return out;
    if (out.size() > cap)
        throw Error(Error::Kind::BadInput,
                    Sentence::translate("data", "%1 unpacks to more than %2, which no picture needs.")
                        .arg(name, QLocale::c().formattedDataSize(most)));
    const auto sum = ::crc32_z(0, reinterpret_cast<const Bytef*>(out.constData()), std::size_t(out.size()));
    if ((entry.method == 8 && state != Inflater::State::Done) || out.size() != entry.unpackedSize || sum != entry.crc)
        throw damaged();
    return out;
}

bool ZipArchive::looksLikeZip(const QByteArray& head) {
    return head.startsWith("PK\3\4") || head.startsWith("PK\5\6") || head.startsWith("PK\6\6");
}

} // namespace capriccio
