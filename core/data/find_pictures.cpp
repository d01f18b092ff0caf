#include "core/data/find_pictures.h"

#include "core/data/class_names.h"
#include "core/data/folder_walk.h"
#include "core/data/natural_order.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSet>
#include <algorithm>
#include <array>

namespace capriccio {
namespace {

PictureItem unreadable(const QString& source, const QString& entry, const Sentence& reason) {
    PictureItem item;
    item.source = source;
    item.entry = entry;
    item.verdict = ItemVerdict::Unreadable;
    item.reason = reason;
    return item;
}

class PictureFinder {
public:
    PictureFinder(PictureSources& sources, const QString& cacheFolder, const std::function<void()>& tick)
        : sources_(sources), cacheFolder_(cacheFolder), tick_(tick) {}

    std::vector<FoundPicture> run(const QStringList& paths) {
        int folders = 0;
        for (const QString& path : paths)
            folders += QFileInfo(path).isDir() ? 1 : 0;
        const QStringList gone = goneAmong(paths);
        for (const QString& path : paths) {
            const QFileInfo info(path);
            if (gone.contains(path)) // what is there comes in all the same
                found_.push_back({unreadable(info.absoluteFilePath(), {}, goneReason(path)), {}});
            else if (info.isDir())
                addFolder(info.absoluteFilePath(), folders > 1);
            else
                addDroppedFile(info.absoluteFilePath());
        }
        for (const QString& images : idxImages_)
            addIdx(images);
        for (const QString& labels : idxLabels_)
            refuseLonelyLabels(labels);
        std::sort(found_.begin(), found_.end(), [](const FoundPicture& a, const FoundPicture& b) {
            if (a.item.source != b.item.source)
                return naturalLess(a.item.source, b.item.source);
            return naturalLess(a.item.entry, b.item.entry);
        });
        // The same file dropped twice, or a folder and a picture in it, is one picture.
        const auto same = [](const FoundPicture& a, const FoundPicture& b) {
            return a.item.source == b.item.source && a.item.entry == b.item.entry;
        };
        found_.erase(std::unique(found_.begin(), found_.end(), same), found_.end());
        return std::move(found_);
    }

private:
    void addDroppedFile(const QString& path) {
        const QByteArray head = readHead(path);
        const bool container = path.endsWith(QLatin1String(".zip"), Qt::CaseInsensitive) ||
                               path.endsWith(QLatin1String(".gz"), Qt::CaseInsensitive) ||
                               path.contains(QLatin1String("-ubyte"));
        if (container)
            refusePointerFile(path);
        if (ZipArchive::looksLikeZip(head) && !isDocumentName(path)) {
            addZip(path);
        } else if (isIdxFile(path)) {
            dropped_.insert(path);
            noteIdx(path);
        } else if (path.endsWith(QLatin1String(".zip"), Qt::CaseInsensitive)) {
            throw Error(Error::Kind::BadInput,
                        Sentence::translate("data", "%1 is not a complete .zip archive. Copy or download it again.")
                            .arg(QFileInfo(path).fileName()),
                        path);
        } else {
            PictureItem item;
            item.source = path;
            found_.push_back({item, {}});
        }
    }

    void addFolder(const QString& root, bool oneOfSeveral) {
        const std::size_t first = found_.size();
        std::vector<QString> folders;
        const QString name = QFileInfo(root).fileName();
        for (const WalkedFile& file : walkFolder(root, tick_)) {
            if (!file.reason.isEmpty()) {
                lost_.push_back({unreadable(file.path, {}, file.reason), {}});
                continue;
            }
            const QByteArray head = readHead(file.path);
            if (++looked_ % 256 == 0)
                tick_();
            if (ZipArchive::looksLikeZip(head) && !isDocumentName(file.path)) {
                try {
                    addZip(file.path);
                    folders.resize(found_.size() - first); // the archive has classes of its own
                } catch (const Error& error) {
                    lost_.push_back({unreadable(file.path, {}, error.sentence()), {}});
                }
            } else if (looksLikeIdx(head) || (head.startsWith("\x1f\x8b") && isIdxFile(file.path))) {
                noteIdx(file.path);
            } else {
                PictureItem item;
                item.source = file.path;
                found_.push_back({item, {}});
                folders.push_back(file.folder);
            }
        }
        nameClasses(first, folders, name, oneOfSeveral);
    }

    // Only pictures that have no class yet: those of archives inside the folder keep theirs.
    void nameClasses(std::size_t first, const std::vector<QString>& folders, const QString& name, bool oneOfSeveral) {
        const std::vector<QString> classes = classesFromFolders(folders, name);
        for (std::size_t i = 0; i < classes.size(); ++i) {
            QString& className = found_[first + i].className;
            if (className.isEmpty())
                className = classes[i].isEmpty() && oneOfSeveral ? name : classes[i];
        }
        found_.insert(found_.end(), std::make_move_iterator(lost_.begin()), std::make_move_iterator(lost_.end()));
        lost_.clear();
    }

    void addZip(const QString& path) {
        const auto zip = sources_.archive(path);
        const std::size_t first = found_.size();
        std::vector<QString> folders;
        for (const ZipEntry& entry : zip->entries()) {
            if (entry.hidden)
                continue;
            PictureItem item;
            item.source = path;
            item.entry = entry.name;
            found_.push_back({item, {}});
            const QString folder = QFileInfo(entry.name).path(); // "./1.png" lies where "1.png" does
            folders.push_back(folder == QLatin1String(".") ? QString() : QDir::cleanPath(folder));
            if (++looked_ % 4096 == 0)
                tick_();
        }
        const std::vector<QString> classes = classesFromFolders(folders, QFileInfo(path).completeBaseName());
        for (std::size_t i = 0; i < classes.size(); ++i)
            found_[first + i].className = classes[i];
    }

    void noteIdx(const QString& path) { (isLabels(path) ? idxLabels_ : idxImages_).insert(path); }

    // Labels have one dimension; a damaged header is dealt with where the file is read as pictures.
    bool isLabels(const QString& path) const {
        try {
            return IdxFile(path, cacheFolder_).shape().sides.size() == 1;
        } catch (const Error&) {
            return QFileInfo(path).fileName().contains(QLatin1String("labels"));
        }
    }

    QString labelsOf(const QString& images) const {
        const QString beside = labelsBeside(images);
        if (!beside.isEmpty())
            return beside;
        return idxImages_.size() == 1 && idxLabels_.size() == 1 ? *idxLabels_.begin() : QString();
    }

    void addIdx(const QString& path) {
        try {
            const auto idx = sources_.idx(path);
            const QString labelsPath = labelsOf(path);
            QByteArray labels;
            if (!labelsPath.isEmpty()) {
                labels = readIdxLabels(labelsPath, idx->count(), path, cacheFolder_);
                used_.insert(labelsPath);
            }
            std::array<QString, 256> names;
            for (int i = 0; i < 256; ++i)
                names[std::size_t(i)] = QString::number(i);
            for (std::int64_t i = 0; i < idx->count(); ++i) {
                PictureItem item;
                item.source = path;
                item.entry = QString::number(i);
                found_.push_back({item, labels.isEmpty() ? QString() : names[static_cast<unsigned char>(labels[i])]});
                if (i % 4096 == 0)
                    tick_();
            }
        } catch (const Error& error) {
            if (dropped_.contains(path) || error.kind() != Error::Kind::BadInput)
                throw;
            found_.push_back({unreadable(path, {}, error.sentence()), {}});
        }
    }

    void refuseLonelyLabels(const QString& path) {
        if (used_.contains(path))
            return;
        const Sentence reason =
            Sentence::translate("data", "%1 holds labels only. Drop the pictures that belong to it as well.")
                .arg(QFileInfo(path).fileName());
        if (dropped_.contains(path))
            throw Error(Error::Kind::BadInput, reason, path);
        found_.push_back({unreadable(path, {}, reason), {}});
    }

    PictureSources& sources_;
    QString cacheFolder_;
    const std::function<void()>& tick_;
    std::vector<FoundPicture> found_;
    std::vector<FoundPicture> lost_;
    QSet<QString> idxImages_;
    QSet<QString> idxLabels_;
    QSet<QString> dropped_;
    QSet<QString> used_;
    int looked_ = 0;
};

} // namespace

std::vector<FoundPicture> findPictures(const QStringList& paths, PictureSources& sources, const QString& cacheFolder,
                                       const std::function<void()>& tick) {
    return PictureFinder(sources, cacheFolder, tick).run(paths);
}

} // namespace capriccio
