#pragma once

#include "core/data/picture_sources.h"

#include <QStringList>
#include <functional>
#include <vector>

namespace capriccio {

// A picture that was found but not yet decoded. className is empty when nothing says which class it belongs to; an item
// whose verdict is already Unreadable could not even be opened.
struct FoundPicture {
    PictureItem item;
    QString className;
};

// Lists everything under the dropped paths in natural order: files of folders (links followed once), entries of
// archives, pictures of IDX files; a path that is gone is one unreadable item. Throws Error(BadInput) when a dropped
// archive or IDX file cannot be used and when all paths are gone; inside a folder such a file becomes an unreadable
// item. tick is called now and then and may throw.
std::vector<FoundPicture> findPictures(const QStringList& paths, PictureSources& sources, const QString& cacheFolder,
                                       const std::function<void()>& tick);

} // namespace capriccio
