#include "core/data/folder_walk.h"

#include "core/types/error.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <cerrno>
#include <cstring>
#include <deque>
#include <dirent.h>
#include <memory>
#include <set>
#include <sys/stat.h>

namespace capriccio {
namespace {

struct FolderId {
    dev_t device;
    ino_t node;
    auto operator<=>(const FolderId&) const = default;
};

struct Pending {
    QByteArray path;
    QString folder;
};

class Walk {
public:
    Walk(const std::function<void()>& tick, std::vector<WalkedFile>& files) : tick_(tick), files_(files) {}

    void run(const QString& root) {
        pending_.push_back({QFile::encodeName(root), {}});
        bool first = true;
        // Links last: a folder that is reached both ways keeps its own place.
        while (!pending_.empty() || !linked_.empty()) {
            auto& queue = pending_.empty() ? linked_ : pending_;
            const Pending next = queue.front();
            queue.pop_front();
            if (tick_)
                tick_();
            list(next, first);
            first = false;
        }
    }

private:
    static bool housekeeping(const QByteArray& name) {
        return name.startsWith('.') || name == "__MACOSX" || name == "Thumbs.db" || name == "desktop.ini";
    }

    void report(const QByteArray& path, const QString& folder, const Sentence& reason) {
        files_.push_back({QFile::decodeName(path), folder, reason});
    }

    void list(const Pending& at, bool first) {
        const QString shown = QFileInfo(QFile::decodeName(at.path)).fileName();
        struct stat status {};
        if (::stat(at.path.constData(), &status) == 0 && !seen_.insert({status.st_dev, status.st_ino}).second) {
            report(at.path, at.folder,
                   Sentence::translate("data", "%1 is a link back to a folder that is already here.").arg(shown));
            return;
        }
        const std::unique_ptr<DIR, int (*)(DIR*)> handle(::opendir(at.path.constData()), ::closedir);
        if (!handle) {
            const Sentence reason =
                Sentence::translate("data", "The folder %1 cannot be opened: %2.").arg(shown, systemReason(errno));
            if (first)
                throw Error(Error::Kind::BadInput, reason, QFile::decodeName(at.path));
            report(at.path, at.folder, reason);
            return;
        }
        while (const dirent* entry = ::readdir(handle.get())) {
            const QByteArray name(entry->d_name);
            if (!housekeeping(name))
                meet(at, name);
        }
    }

    void meet(const Pending& at, const QByteArray& name) {
        const QByteArray path = at.path.endsWith('/') ? at.path + name : at.path + '/' + name;
        const QString shown = QFile::decodeName(name);
        struct stat own {};
        struct stat target {};
        if (::lstat(path.constData(), &own) != 0)
            return; // gone since it was listed
        const bool link = S_ISLNK(own.st_mode);
        if (::stat(path.constData(), &target) != 0) {
            report(path, at.folder,
                   errno == ELOOP
                       ? Sentence::translate("data", "%1 is a link that leads round in a circle.").arg(shown)
                       : Sentence::translate("data", "%1 is a link to something that is not there.").arg(shown));
            return;
        }
        if (S_ISDIR(target.st_mode)) {
            const QString folder = at.folder.isEmpty() ? shown : at.folder + u'/' + shown;
            (link ? linked_ : pending_).push_back({path, folder});
        } else if (S_ISREG(target.st_mode)) {
            if (QFile::encodeName(shown) == name)
                report(path, at.folder, {});
            else
                report(path, at.folder,
                       Sentence::translate("data", "%1 has a name in an unknown encoding. Rename it, then try again.")
                           .arg(shown));
        } else {
            report(path, at.folder, Sentence::translate("data", "%1 is a pipe or a device, not a file.").arg(shown));
        }
    }

    const std::function<void()>& tick_;
    std::vector<WalkedFile>& files_;
    std::deque<Pending> pending_;
    std::deque<Pending> linked_;
    std::set<FolderId> seen_;
};

} // namespace

std::vector<WalkedFile> walkFolder(const QString& folder, const std::function<void()>& tick) {
    std::vector<WalkedFile> files;
    Walk(tick, files).run(folder);
    return files;
}

} // namespace capriccio
