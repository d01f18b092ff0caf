#pragma once

#include "core/types/dataset_info.h"

#include <QImage>

namespace capriccio {

inline constexpr int kThumbnailSide = 96; // px, longer side

// Small copies of pictures that are slow to decode, one file each under cacheFolder/thumbnails. A lost or damaged one
// is only slower, so nothing here throws. Any thread.
class ThumbnailStore {
public:
    explicit ThumbnailStore(const QString& cacheFolder);
    // Stores a picture (RGB32 or ARGB32, upright) reduced to kThumbnailSide; false when the disk did not take it.
    bool write(const PictureItem& item, const QImage& picture) const;
    // Returns the stored copy; null when there is none or the source has changed since.
    QImage read(const PictureItem& item) const;
    // True when decoding the original is slow enough for a stored copy to pay off.
    static bool worthStoring(const PictureItem& item);

private:
    QString fileFor(const PictureItem& item) const;
    QString folder_;
};

// Returns the image reduced so that its longer side is `size` px at most. RGB32, or ARGB32 when it was.
QImage reducedTo(const QImage& image, int size);

} // namespace capriccio
