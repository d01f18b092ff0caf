#include "core/data/picture_sources.h"

#include "core/types/error.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace capriccio {
namespace {

// Each open source is a descriptor, and an archive's directory takes some megabytes.
constexpr std::size_t kMostOpen = 8;

template <typename Source, typename Open>
std::shared_ptr<const Source> opened(std::mutex& mutex, std::map<QString, std::shared_ptr<const Source>>& sources,
                                     const QString& path, const Open& open) {
    const std::lock_guard lock(mutex);
    if (const auto found = sources.find(path); found != sources.end())
        return found->second;
    if (sources.size() >= kMostOpen)
        sources.clear();
    return sources.emplace(path, open()).first->second;
}

} // namespace

std::shared_ptr<const ZipArchive> PictureSources::archive(const QString& path) {
    return opened(mutex_, archives_, path, [&] { return std::make_shared<const ZipArchive>(path); });
}

std::shared_ptr<const IdxFile> PictureSources::idx(const QString& path, const std::atomic<bool>* cancelled) {
    return opened(mutex_, idxFiles_, path, [&] {
        auto idx = std::make_shared<const IdxFile>(path, cacheFolder_, cancelled);
        refuseUnlessPictures(*idx, path);
        return idx;
    });
}

DecodedPicture PictureSources::decode(const PictureItem& item, const DecodeOptions& options) {
    const QString name = shownNameOf(item);
    if (item.entry.isEmpty())
        return decodePicture(readWholeFile(item.source, kMostPictureBytes), name, options);
    if (ZipArchive::looksLikeZip(readHead(item.source))) {
        const auto zip = archive(item.source);
        const ZipEntry* entry = zip->find(item.entry);
        if (!entry)
            throw Error(Error::Kind::BadInput,
                        Sentence::translate("data", "%1 is not in the archive any more.").arg(name), item.source);
        return decodePicture(zip->read(*entry, kMostPictureBytes, 0, options.cancelled), name, options);
    }
    const auto file = idx(item.source, options.cancelled);
    bool isNumber = false;
    const qlonglong index = item.entry.toLongLong(&isNumber);
    const QByteArray bytes = isNumber ? file->read(index, 1) : QByteArray();
    if (bytes.size() != file->itemBytes() || bytes.isEmpty())
        throw Error(Error::Kind::BadInput, Sentence::translate("data", "%1 is not in the file any more.").arg(name),
                    item.source);
    return pictureOfBytes(reinterpret_cast<const unsigned char*>(bytes.constData()), file->width(), file->height(),
                          file->channels());
}

QString shownNameOf(const PictureItem& item) {
    const QString file = QFileInfo(item.source).fileName();
    return item.entry.isEmpty() ? file : file + QLatin1String(": ") + item.entry;
}

} // namespace capriccio
