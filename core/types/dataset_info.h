#pragma once

#include "core/types/sentence.h"

#include <QString>
#include <QStringList>
#include <QtGlobal>
#include <vector>

namespace capriccio {

enum class DataKind { Pictures, Text, Melodies };

enum class ItemVerdict {
    Usable,
    Unreadable, // reason says why
    TooSmall,   // shorter side under 16 px
    Removed,    // taken out by the artist (near-duplicates, single clicks)
};

// One picture as it was found. `source` is the file on disk; `entry` is the name inside an archive or the number inside
// an IDX file, empty for a plain file.
struct PictureItem {
    QString source;
    QString entry;
    int width = 0;  // px, after EXIF rotation
    int height = 0; // px, after EXIF rotation
    int label = -1; // index into DatasetInfo::classes, -1 = no class
    quint64 perceptualHash = 0;
    bool grey = false;      // no pixel has visible colour
    bool hasAlpha = false;  // some pixel is transparent
    bool flatEdges = false; // the border is nearly all one colour, so padding will not show
    ItemVerdict verdict = ItemVerdict::Usable;
    Sentence reason; // empty when usable
};

// Pictures that look alike: indices into DatasetInfo::items, the one to keep (largest) first.
struct DuplicateGroup {
    std::vector<int> items;
};

// Result of a scan: what was dropped, and what can be used. A value; 100,000 items are about 30 MB.
struct DatasetInfo {
    DataKind kind = DataKind::Pictures;
    QStringList sources; // what the artist dropped, absolute paths
    std::vector<PictureItem> items;
    QStringList classes; // empty or one name: no classes
    std::vector<DuplicateGroup> nearDuplicates;
    int suggestedResolution = 64; // px: 28, 32, 64, 128 or 256
    bool suggestedGrey = false;
    QString sourceNote;  // where the pictures come from, in the artist's words; follows every export
    QString licenceNote; // under which licence; follows every export
    bool cancelled = false;

    int count(ItemVerdict verdict) const {
        int n = 0;
        for (const PictureItem& item : items)
            n += item.verdict == verdict ? 1 : 0;
        return n;
    }
    int usable() const { return count(ItemVerdict::Usable); }
    // Returns of each item whether it is usable but looks like a usable one before it in its group: left out of the
    // training unless near-duplicates are learned from, too.
    std::vector<bool> repeats() const {
        std::vector<bool> repeat(items.size(), false);
        for (const DuplicateGroup& group : nearDuplicates) {
            bool kept = false;
            for (const int item : group.items) {
                const auto at = static_cast<std::size_t>(item);
                if (item < 0 || at >= items.size() || items[at].verdict != ItemVerdict::Usable)
                    continue;
                repeat[at] = kept;
                kept = true;
            }
        }
        return repeat;
    }
};

enum class FitMode {
    Crop,    // centre crop to the square
    Stretch, // both sides to the resolution
    Pad,     // whole picture on a square of the background colour
};

// How usable pictures become training pictures.
struct PrepareOptions {
    int resolution = 64; // px: 28, 32, 64, 128 or 256
    FitMode fit = FitMode::Crop;
    bool grey = false;                // one channel instead of three
    quint32 background = 0xffffffffu; // 0xAARRGGBB under transparency and around padded pictures
    bool mirror = false;              // mirrored copies double the training part
    bool keepNearDuplicates = false;  // false: only the first of each group is trained on
    double heldOutShare = 0.1;        // of the usable pictures, never trained on; 0 = none; at most 1,000 pictures
    bool operator==(const PrepareOptions&) const = default;
};

// A decoded cache on disk that ImageDataset maps into memory. Immutable once written.
struct PreparedPictures {
    QString cacheFile;   // absolute path
    QString contentHash; // SHA-256 (hex) of pixels, labels and split: identifies the data in checkpoints
    int count = 0;       // pictures in the training part, mirrored copies not counted
    int heldOut = 0;     // pictures in the held-out part
    int channels = 3;    // 1 or 3
    PrepareOptions options;
    QStringList classes; // empty: unconditional
    QString title;       // name of the data for model cards ("noto-emoji-72")
    QString sourceNote;
    QString licenceNote;
};

// Progress of long work. secondsLeft < 0: not known yet. Never jumps backwards within one phase.
struct Progress {
    QString phase; // translated: "Reading pictures"
    qint64 done = 0;
    qint64 total = 0; // 0: not known yet
    double secondsLeft = -1;
};

} // namespace capriccio
