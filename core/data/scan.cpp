#include "core/data/scan.h"

#include "core/data/find_pictures.h"
#include "core/data/fit.h"
#include "core/data/natural_order.h"
#include "core/data/near_duplicates.h"
#include "core/data/progress_meter.h"
#include "core/data/run_ordered.h"
#include "core/data/suggestions.h"
#include "core/data/thumbnail_store.h"
#include "core/types/built_in_words.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <algorithm>
#include <new>

namespace capriccio {
namespace {

struct Looked {
    PictureItem item;
    Fingerprint print;
};

// Sensors and JPEG leave a little colour in pictures that anyone calls grey.
bool isGrey(const QImage& image) {
    constexpr int kVisible = 12; // of 255
    for (int y = 0; y < image.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(image.constScanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            const int r = qRed(line[x]);
            const int g = qGreen(line[x]);
            const int b = qBlue(line[x]);
            if (qAlpha(line[x]) > 16 && std::max({r, g, b}) - std::min({r, g, b}) > kVisible)
                return false;
        }
    }
    return true;
}

// Looks at one picture. What is wrong with it goes into the item; only Cancelled and full disks get out.
Looked look(PictureItem item, PictureSources& sources, const ThumbnailStore& thumbnails,
            const std::atomic<bool>& stop) {
    constexpr int kEnough = 2 * kThumbnailSide; // px; hash, thumbnail and colour need no more
    Looked looked;
    looked.item = std::move(item);
    PictureItem& it = looked.item;
    const auto reject = [&](const Sentence& reason) {
        it.verdict = ItemVerdict::Unreadable;
        it.reason = reason;
    };
    try {
        const DecodedPicture picture = sources.decode(it, {kEnough, &stop});
        it.width = picture.size.width();
        it.height = picture.size.height();
        it.hasAlpha = picture.image.hasAlphaChannel();
        it.grey = isGrey(picture.image);
        if (std::min(it.width, it.height) < kSmallestSide) {
            it.verdict = ItemVerdict::TooSmall;
            it.reason = Sentence::translate("data", "%1 is %2 × %3 pixels; a picture needs at least %4 each way.")
                            .arg(shownNameOf(it), QString::number(it.width), QString::number(it.height),
                                 QString::number(kSmallestSide));
            return looked;
        }
        looked.print = fingerprint(picture.image);
        it.perceptualHash = looked.print.hash;
        it.flatEdges = hasFlatEdges(overBackground(picture.image, 0xffffffffu));
        if (!it.entry.isEmpty() ? it.width > kThumbnailSide || ThumbnailStore::worthStoring(it)
                                : ThumbnailStore::worthStoring(it))
            thumbnails.write(it, picture.image);
    } catch (const Error& error) {
        if (error.kind() == Error::Kind::Storage)
            throw;
        reject(error.sentence());
    } catch (const std::bad_alloc&) {
        reject(Sentence::translate("data", "%1 needs more memory than there is.").arg(shownNameOf(it)));
    }
    return looked;
}

// Turns class names into labels. Pictures without a class, beside others that have one, form a class of their own.
void nameClasses(DatasetInfo& info, const std::vector<QString>& names) {
    QStringList classes;
    bool nameless = false;
    QHash<QString, int> seen;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (info.items[i].verdict != ItemVerdict::Usable)
            continue;
        if (names[i].isEmpty()) {
            nameless = true;
        } else if (!seen.contains(names[i])) {
            seen.insert(names[i], 0);
            classes.push_back(names[i]);
        }
    }
    std::sort(classes.begin(), classes.end(), [](const QString& a, const QString& b) { return naturalLess(a, b); });
    if (classes.size() + (nameless ? 1 : 0) < 2) {
        info.classes = nameless ? QStringList() : classes;
        return;
    }
    if (nameless)
        classes.push_back(QString::fromLatin1(kOtherClass));
    info.classes = classes;
    for (int c = 0; c < classes.size(); ++c)
        seen[classes[c]] = c;
    for (std::size_t i = 0; i < names.size(); ++i)
        info.items[i].label = names[i].isEmpty() ? (nameless ? int(classes.size()) - 1 : -1) : seen.value(names[i], -1);
}

DatasetInfo scanOrThrow(const QStringList& paths, const QString& cacheFolder, const ProgressCallback& progress,
                        int threads) {
    DatasetInfo info;
    for (const QString& path : paths)
        info.sources.push_back(QFileInfo(path).absoluteFilePath());
    PictureSources sources(cacheFolder);
    const ThumbnailStore thumbnails(cacheFolder);

    std::vector<FoundPicture> found;
    {
        ProgressMeter meter(Sentence::translate("data", "Looking for pictures"), 0, progress);
        found = findPictures(paths, sources, cacheFolder, [&] { meter.poll(); });
    }
    std::vector<QString> names;
    std::vector<Fingerprint> prints;
    names.reserve(found.size());
    prints.reserve(found.size());
    info.items.reserve(found.size());
    {
        ProgressMeter meter(Sentence::translate("data", "Reading pictures"), qint64(found.size()), progress);
        std::atomic<bool> stop{false};
        runOrdered<Looked>(
            std::int64_t(found.size()), std::max(1, threads), stop,
            [&](std::int64_t i) {
                const PictureItem& item = found[std::size_t(i)].item;
                return item.verdict == ItemVerdict::Usable ? look(item, sources, thumbnails, stop) : Looked{item, {}};
            },
            [&](std::int64_t i, Looked&& looked) {
                info.items.push_back(std::move(looked.item));
                prints.push_back(looked.print);
                names.push_back(std::move(found[std::size_t(i)].className));
                found[std::size_t(i)].item = {};
                meter.advance();
            },
            [&] { meter.poll(); });
        meter.finish();
    }
    nameClasses(info, names);
    {
        ProgressMeter meter(Sentence::translate("data", "Comparing pictures"), 0, progress);
        info.nearDuplicates = nearDuplicates(info.items, prints, [&] { meter.poll(); });
    }
    info.suggestedResolution = suggestedResolution(info);
    info.suggestedGrey = suggestedGrey(info);
    return info;
}

} // namespace

DatasetInfo scan(const QStringList& paths, const QString& cacheFolder, const ProgressCallback& progress, int threads) {
    try {
        return scanOrThrow(paths, cacheFolder, progress, threads);
    } catch (const Cancelled&) {
        DatasetInfo info;
        info.sources = paths;
        info.cancelled = true;
        return info;
    }
}

} // namespace capriccio
