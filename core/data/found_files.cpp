#include "core/data/found_files.h"

#include "core/data/file_bytes.h"
#include "core/data/folder_walk.h"
#include "core/data/natural_order.h"
#include "core/data/zip_archive.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSet>
#include <algorithm>

namespace capriccio {
namespace {

bool isZip(const QString& name) {
    return QFileInfo(name).suffix().compare(QLatin1String("zip"), Qt::CaseInsensitive) == 0;
}

class Finder {
public:
    Finder(const std::function<FileUse(const QString&)>& use, const std::function<Sentence(const QString&)>& notRead,
           const std::function<void()>& tick)
        : use_(use), notRead_(notRead), tick_(tick) {}

    std::vector<FoundFile> run(const QStringList& paths) {
        const QStringList gone = goneAmong(paths);
        for (const QString& path : paths) {
            const QFileInfo info(path);
            if (gone.contains(path)) // what is there comes in all the same
                files_.push_back({info.absoluteFilePath(), {}, goneReason(path)});
            else if (info.isDir())
                folder(info.absoluteFilePath());
            else
                file(info.absoluteFilePath(), true);
        }
        return withoutRepeats(std::move(files_));
    }

private:
    void folder(const QString& path) {
        std::vector<WalkedFile> files = walkFolder(path, tick_);
        std::sort(files.begin(), files.end(),
                  [](const WalkedFile& a, const WalkedFile& b) { return naturalLess(a.path, b.path); });
        for (const WalkedFile& one : files) {
            if (!one.reason.isEmpty())
                files_.push_back({one.path, {}, one.reason});
            else
                file(one.path, false);
        }
    }

    void file(const QString& path, bool dropped) {
        tick_();
        const FileUse use = use_(path);
        if (use == FileUse::Archive) {
            try {
                archive(path);
            } catch (const Error& error) {
                if (dropped)
                    throw;
                files_.push_back({path, {}, error.sentence()});
            }
        } else if (use == FileUse::None && !dropped) {
            files_.push_back({path, {}, notRead_(path)});
        } else {
            files_.push_back({path, {}, {}});
        }
    }

    void archive(const QString& path) {
        const ZipArchive zip(path);
        std::vector<const ZipEntry*> entries;
        for (const ZipEntry& entry : zip.entries()) {
            if (!entry.hidden && !entry.symbolicLink)
                entries.push_back(&entry);
        }
        std::sort(entries.begin(), entries.end(),
                  [](const ZipEntry* a, const ZipEntry* b) { return naturalLess(a->name, b->name); });
        for (const ZipEntry* entry : entries) {
            tick_();
            const FileUse use = use_(entry->name);
            Sentence reason;
            if (use == FileUse::Archive)
                reason = Sentence::translate("data", "%1 is an archive inside an archive. Unpack it first.")
                             .arg(entry->name);
            else if (use == FileUse::None)
                reason = notRead_(entry->name);
            files_.push_back({path, entry->name, reason});
        }
    }

    // A file dropped twice, or a folder and a file in it, is read once: learned twice, what is held out of one copy
    // would be known from the other.
    static std::vector<FoundFile> withoutRepeats(std::vector<FoundFile> files) {
        QSet<std::pair<QString, QString>> seen;
        std::vector<FoundFile> once;
        for (FoundFile& file : files) {
            const qsizetype before = seen.size();
            seen.insert({file.source, file.entry});
            if (seen.size() > before)
                once.push_back(std::move(file));
        }
        return once;
    }

    const std::function<FileUse(const QString&)>& use_;
    const std::function<Sentence(const QString&)>& notRead_;
    const std::function<void()>& tick_;
    std::vector<FoundFile> files_;
};

} // namespace

std::vector<FoundFile> findFiles(const QStringList& paths, const std::function<FileUse(const QString& name)>& use,
                                 const std::function<Sentence(const QString& name)>& notRead,
                                 const std::function<void()>& tick) {
    const std::function<void()> always = [&tick] {
        if (tick)
            tick();
    };
    return Finder(use, notRead, always).run(paths);
}

bool mostFilesAre(const QStringList& paths, const std::function<int(const QString& name, bool dropped)>& counts) {
    constexpr int kEnough = 2000; // files
    int ours = 0;
    int others = 0;
    const auto meet = [&](const QString& name) {
        if (isZip(name))
            return;
        const int count = counts(name, false);
        ours += count > 0 ? 1 : 0;
        others += count < 0 ? 1 : 0;
    };
    for (const QString& path : paths) {
        try {
            if (QFileInfo(path).isDir()) {
                for (const WalkedFile& one : walkFolder(path, {})) {
                    if (one.reason.isEmpty())
                        meet(one.path);
                    if (ours + others > kEnough)
                        break;
                }
            } else if (isZip(path)) {
                const ZipArchive zip(path);
                for (const ZipEntry& entry : zip.entries()) {
                    if (!entry.hidden)
                        meet(entry.name);
                }
            } else if (counts(path, true) > 0) {
                return true;
            } else {
                ++others;
            }
        } catch (const Error&) {
            ++others;
        }
    }
    return ours > others;
}

} // namespace capriccio
