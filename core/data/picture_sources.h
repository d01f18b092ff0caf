#pragma once

#include "core/data/idx_reader.h"
#include "core/data/picture_reader.h"
#include "core/data/zip_archive.h"
#include "core/types/dataset_info.h"

#include <map>
#include <memory>
#include <mutex>

namespace capriccio {

// Opens files, archives and IDX files as items ask for them and keeps a few open. Thread-safe.
class PictureSources {
public:
    // cacheFolder may be empty: see IdxFile.
    explicit PictureSources(QString cacheFolder) : cacheFolder_(std::move(cacheFolder)) {}

    // Decodes an item. Throws Error(BadInput) naming it and the reason, and Cancelled.
    DecodedPicture decode(const PictureItem& item, const DecodeOptions& options = {});

    std::shared_ptr<const ZipArchive> archive(const QString& path);
    std::shared_ptr<const IdxFile> idx(const QString& path, const std::atomic<bool>* cancelled = nullptr);

private:
    QString cacheFolder_;
    std::mutex mutex_;
    std::map<QString, std::shared_ptr<const ZipArchive>> archives_;
    std::map<QString, std::shared_ptr<const IdxFile>> idxFiles_;
};

// Returns how an item is called in messages: its file name, with the archive's name in front where it lies in one.
QString shownNameOf(const PictureItem& item);

} // namespace capriccio
