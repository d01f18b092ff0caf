#include "core/data/fit.h"
#include "core/data/held_out_split.h"
#include "core/data/picture_cache.h"
#include "core/data/picture_sources.h"
#include "core/data/progress_meter.h"
#include "core/data/run_ordered.h"
#include "core/data/scan.h"
#include "core/io/durable_file.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QtEndian>
#include <algorithm>
#include <unordered_map>

namespace capriccio {
namespace {

// The items to store, training first, and how many of them are held out.
struct Selection {
    std::vector<int> training;
    std::vector<int> heldOut;
};

Selection select(const DatasetInfo& info, const PrepareOptions& options) {
    // Near-duplicates follow the picture that leads their group, so that none is held out while its twin is learnt.
    std::vector<int> leader(info.items.size(), -1);
    const std::vector<bool> repeats = info.repeats();
    for (const DuplicateGroup& group : info.nearDuplicates) {
        int first = -1;
        for (const int item : group.items) {
            if (item < 0 || std::size_t(item) >= info.items.size() ||
                info.items[std::size_t(item)].verdict != ItemVerdict::Usable)
                continue;
            first = first < 0 ? item : first;
            leader[std::size_t(item)] = first;
        }
    }
    std::vector<int> chosen;
    std::vector<std::uint64_t> hashes;
    for (std::size_t i = 0; i < info.items.size(); ++i) {
        if (info.items[i].verdict != ItemVerdict::Usable || (repeats[i] && !options.keepNearDuplicates))
            continue;
        chosen.push_back(int(i));
        hashes.push_back(info.items[leader[i] < 0 ? i : std::size_t(leader[i])].perceptualHash);
    }
    const std::vector<bool> held = heldOutSplit(hashes, options.heldOutShare);
    Selection selection;
    for (std::size_t i = 0; i < chosen.size(); ++i)
        (held[i] ? selection.heldOut : selection.training).push_back(chosen[i]);
    return selection;
}

// The classes there is something to learn of: one whose pictures were all taken out would be offered and draw noise.
struct Classes {
    QStringList names;       // empty: fewer than two, nothing to tell apart
    std::vector<int> labels; // of the scan's class, its place among names, -1 = left out
    int labelOf(const PictureItem& item) const {
        return item.label >= 0 && std::size_t(item.label) < labels.size() ? labels[std::size_t(item.label)] : -1;
    }
};

Classes classesOf(const DatasetInfo& info, const Selection& selection) {
    std::vector<bool> used(std::size_t(info.classes.size()), false);
    for (const std::vector<int>* part : {&selection.training, &selection.heldOut}) {
        for (const int index : *part) {
            const int label = info.items[std::size_t(index)].label;
            if (label >= 0 && std::size_t(label) < used.size())
                used[std::size_t(label)] = true;
        }
    }
    Classes classes;
    for (std::size_t c = 0; c < used.size(); ++c) {
        classes.labels.push_back(used[c] ? int(classes.names.size()) : -1);
        if (used[c])
            classes.names << info.classes[qsizetype(c)];
    }
    return classes.names.size() > 1 ? classes : Classes();
}

// Names the cache by everything that decides what is in it. Mirrored copies are made when reading, so they do not.
// tick is called for each picture and may throw.
QString pictureCacheName(const DatasetInfo& info, const PrepareOptions& options, const Selection& selection,
                         const Classes& classes, const std::function<void()>& tick) {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto add = [&](const QByteArray& bytes) {
        hash.addData(QByteArray::number(bytes.size()));
        hash.addData(QByteArrayView(":", 1));
        hash.addData(bytes);
    };
    const auto addNumber = [&](auto number) { add(QByteArray::number(number)); };
    add("pictures 1");
    addNumber(options.resolution);
    addNumber(int(options.fit));
    addNumber(int(options.grey));
    addNumber(options.background);
    add(classes.names.join(QChar(0)).toUtf8());
    QHash<QString, QByteArray> stamps;
    for (const std::vector<int>* part : {&selection.training, &selection.heldOut}) {
        addNumber(qint64(part->size()));
        for (const int index : *part) {
            tick();
            const PictureItem& item = info.items[std::size_t(index)];
            auto stamp = stamps.constFind(item.source);
            if (stamp == stamps.constEnd()) {
                const QFileInfo file(item.source);
                stamp = stamps.insert(item.source, item.source.toUtf8() + '\0' + QByteArray::number(file.size()) + ' ' +
                                                       QByteArray::number(file.lastModified().toMSecsSinceEpoch()));
            }
            add(*stamp);
            add(item.entry.toUtf8());
            addNumber(classes.labelOf(item));
        }
    }
    return QLatin1String("pictures-") + QString::fromLatin1(hash.result().toHex().left(24)) + QLatin1String(".cache");
}

// A picture's planes as they stand in the cache; empty when it could not be read any more.
struct Planes {
    QByteArray bytes;
    Sentence problem;
};

Planes planesOf(const PictureItem& item, const PrepareOptions& options, PictureSources& sources,
                const std::atomic<bool>& stop) {
    Planes planes;
    try {
        const QImage image = fitted(sources.decode(item, {shortSideFor(options), &stop}), options);
        const qsizetype area = qsizetype(image.width()) * image.height();
        planes.bytes.resize(area * (options.grey ? 1 : 3));
        auto* out = reinterpret_cast<unsigned char*>(planes.bytes.data());
        for (int y = 0; y < image.height(); ++y) {
            const auto* line = reinterpret_cast<const QRgb*>(image.constScanLine(y));
            for (int x = 0; x < image.width(); ++x, ++out) {
                out[0] = static_cast<unsigned char>(qRed(line[x]));
                if (!options.grey) {
                    out[area] = static_cast<unsigned char>(qGreen(line[x]));
                    out[2 * area] = static_cast<unsigned char>(qBlue(line[x]));
                }
            }
        }
    } catch (const Error& error) {
        if (error.kind() == Error::Kind::Storage)
            throw;
        planes.problem = error.sentence();
    }
    return planes;
}

void checkPictureOptions(const PrepareOptions& options) {
    const int r = options.resolution;
    if (r != 28 && r != 32 && r != 64 && r != 128 && r != 256)
        throw Error(Error::Kind::BadArgument,
                    Sentence::translate("data", "The resolution must be 28, 32, 64, 128 or 256, not %1.").arg(r));
    if (!(options.heldOutShare >= 0 && options.heldOutShare <= 0.9))
        throw Error(Error::Kind::BadArgument,
                    Sentence::translate("data", "The share of pictures held out must lie between 0 and 0.9."));
}

[[noreturn]] void refuseFew(const DatasetInfo& info, qint64 left, const Sentence& problem) {
    throw Error(Error::Kind::BadInput, tooFewPictures(info, left, problem));
}

// The first of the sources by name: a message is one line.
Sentence named(const QStringList& sources) {
    constexpr qsizetype kNamed = 3;
    const QString list = sources.mid(0, kNamed).join(QStringLiteral(", "));
    return sources.size() <= kNamed
               ? list
               : Sentence::translate("data", "%1 and %2 more").arg(list, QString::number(sources.size() - kNamed));
}

class CacheWriter {
public:
    CacheWriter(const DatasetInfo& info, const PrepareOptions& options, const Selection& selection,
                const Classes& classes, const ByteSink& sink)
        : info_(info), selection_(selection), classes_(classes), sink_(sink) {
        layout_.resolution = options.resolution;
        layout_.channels = options.grey ? 1 : 3;
        layout_.labelled = !classes.names.isEmpty();
        const QByteArray head = cacheHead();
        sink_(head.constData(), head.size());
    }

    int item(std::int64_t i) const {
        const auto n = std::int64_t(selection_.training.size());
        return i < n ? selection_.training[std::size_t(i)] : selection_.heldOut[std::size_t(i - n)];
    }

    void add(std::int64_t i, const Planes& planes) {
        if (planes.bytes.isEmpty()) {
            problem_ = problem_.isEmpty() ? planes.problem : problem_;
            return;
        }
        sink_(planes.bytes.constData(), planes.bytes.size());
        hash_.addData(planes.bytes);
        ++(i < std::int64_t(selection_.training.size()) ? layout_.count : layout_.heldOut);
        const qint32 label = qToLittleEndian(qint32(classes_.labelOf(info_.items[std::size_t(item(i))])));
        labels_.append(reinterpret_cast<const char*>(&label), sizeof label);
    }

    CacheLayout finish() {
        if (layout_.count < 2)
            refuseFew(info_, layout_.count, problem_);
        if (layout_.labelled) {
            sink_(labels_.constData(), labels_.size());
            hash_.addData(labels_);
        }
        hash_.addData(QByteArray("capriccio pictures 1 ") + QByteArray::number(layout_.resolution) + ' ' +
                      QByteArray::number(layout_.channels) + ' ' + QByteArray::number(qint64(layout_.count)) + ' ' +
                      QByteArray::number(qint64(layout_.heldOut)));
        layout_.contentHash = hash_.result();
        const QByteArray foot = cacheFoot(layout_);
        sink_(foot.constData(), foot.size());
        return layout_;
    }

private:
    const DatasetInfo& info_;
    const Selection& selection_;
    const Classes& classes_;
    const ByteSink& sink_;
    CacheLayout layout_;
    QCryptographicHash hash_{QCryptographicHash::Sha256};
    QByteArray labels_;
    Sentence problem_;
};

CacheLayout writeCache(const QString& file, const DatasetInfo& info, const PrepareOptions& options,
                       const Selection& selection, const Classes& classes, const ProgressCallback& progress,
                       int threads) {
    CacheLayout layout;
    const auto total = std::int64_t(selection.training.size() + selection.heldOut.size());
    saveDurably(file, [&](const ByteSink& sink) {
        ProgressMeter meter(Sentence::translate("data", "Preparing pictures"), total, progress);
        PictureSources sources(QFileInfo(file).path());
        CacheWriter writer(info, options, selection, classes, sink);
        std::atomic<bool> stop{false};
        runOrdered<Planes>(
            total, std::max(1, threads), stop,
            [&](std::int64_t i) { return planesOf(info.items[std::size_t(writer.item(i))], options, sources, stop); },
            [&](std::int64_t i, Planes&& planes) {
                writer.add(i, planes);
                meter.advance();
            },
            [&] { meter.poll(); });
        meter.finish();
        layout = writer.finish();
    });
    return layout;
}

} // namespace

Sentence notPrepared(const DatasetInfo& info, const PreparedPictures& prepared) {
    const Selection wanted = select(info, prepared.options);
    const auto lost = qint64(wanted.training.size() + wanted.heldOut.size()) - prepared.count - prepared.heldOut;
    if (lost <= 0)
        return {};
    const Sentence said =
        Sentence::translate("data", "%n picture(s) could not be read any more and were left out.", nullptr, int(lost));
    for (const std::vector<int>* part : {&wanted.training, &wanted.heldOut}) {
        for (const int index : *part) {
            const PictureItem& item = info.items[std::size_t(index)];
            if (!QFileInfo::exists(item.source))
                return said.followedBy(goneReason(item.source));
        }
    }
    return said;
}

Sentence tooFewPictures(const DatasetInfo& info, qint64 left, const Sentence& problem) {
    const Sentence where = named(info.sources);
    if (info.items.empty() && problem.isEmpty())
        return Sentence::translate(
                   "data", "There is nothing to learn from in %1. Choose pictures (PNG, JPEG, WebP, BMP, GIF, TIFF), "
                           "texts (TXT, MD, HTML, JSON, CSV, TSV) or melodies (MID, KAR, ABC).")
            .arg(where);
    if (left > 0 && problem.isEmpty() && info.usable() > 1)
        return Sentence::translate("data", "The pictures in %1 are near-duplicates of one another; only one is left to "
                                           "learn from. Learn from near-duplicates too, or add other pictures.")
            .arg(where);
    Sentence reason = problem;
    for (const PictureItem& item : info.items) {
        if (!reason.isEmpty())
            break;
        if (item.verdict != ItemVerdict::Usable)
            reason = item.reason;
    }
    const Sentence found = left > 0 ? Sentence::translate("data", "There is only one usable picture in %1.").arg(where)
                                    : Sentence::translate("data", "There is no usable picture in %1.").arg(where);
    return found.followedBy(reason).followedBy(Sentence::translate(
        "data", "Training needs at least two: choose more pictures (PNG, JPEG, WebP, BMP, GIF or TIFF)."));
}

PreparedPictures prepare(const DatasetInfo& info, const PrepareOptions& options, const QString& title,
                         const QString& cacheFolder, const ProgressCallback& progress, int threads) {
    checkPictureOptions(options);
    const Selection selection = select(info, options);
    if (selection.training.size() < 2)
        refuseFew(info, qint64(selection.training.size()), {});
    PreparedPictures prepared;
    prepared.options = options;
    prepared.channels = options.grey ? 1 : 3;
    const Classes classes = classesOf(info, selection);
    prepared.classes = classes.names;
    prepared.title = title;
    prepared.sourceNote = info.sourceNote;
    prepared.licenceNote = info.licenceNote;

    if (!QDir().mkpath(cacheFolder))
        throw Error(
            Error::Kind::Storage,
            Sentence::translate("data", "The folder %1 cannot be made. Choose another place.").arg(cacheFolder));
    QString file;
    std::optional<CacheLayout> layout;
    try {
        ProgressMeter meter(Sentence::translate("data", "Looking for prepared pictures"), 0, progress);
        const QString name = pictureCacheName(info, options, selection, classes, [&] { meter.poll(); });
        file = QFileInfo(QDir(cacheFolder).filePath(name)).absoluteFilePath();
        layout = readCacheLayout(file);
        if (!layout)
            layout = writeCache(file, info, options, selection, classes, progress, threads);
    } catch (const Cancelled&) {
        return prepared;
    }
    prepared.cacheFile = file;
    prepared.contentHash = QString::fromLatin1(layout->contentHash.toHex());
    prepared.count = int(layout->count);
    prepared.heldOut = int(layout->heldOut);
    return prepared;
}

} // namespace capriccio
