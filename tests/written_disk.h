#pragma once

// What a program wrote, as write_log_shim.cpp put it down, and the disks that it may leave behind.
#include "write_log.h"

#include <QByteArray>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRandomGenerator>
#include <QString>
#include <QStringList>
#include <algorithm>
#include <map>
#include <set>
#include <vector>

namespace write_log {

struct Change {
    Kind kind = Kind::Sync;
    quint64 inode = 0;
    quint64 offset = 0;
    QString path;
    QString to;
    QByteArray data;
};

inline std::vector<Change> readLog(const QString& file) {
    QFile in(file);
    std::vector<Change> changes;
    if (!in.open(QIODevice::ReadOnly))
        return changes;
    Head head;
    while (in.read(reinterpret_cast<char*>(&head), sizeof head) == qint64(sizeof head))
        changes.push_back({head.kind, head.inode, head.offset, QString::fromUtf8(in.read(head.pathSize)),
                           QString::fromUtf8(in.read(head.toSize)), in.read(head.dataSize)});
    return changes;
}

// How the names of files get to the disk. In both a rename is there or not, and the sync of a folder commits what was
// done to its names; the sync of a file commits none (on ext4, XFS and Btrfs it does; POSIX does not say so).
enum class Names {
    InOrder,  // one journal: what is found is all that was done up to some moment
    ByFolder, // every folder by itself, which is all that POSIX says
};

// A disk behind a cache. What was synced stays; content that was not is there or not, sector by sector, in any order.
class WrittenDisk {
public:
    explicit WrittenDisk(Names names) : order_(names) {}

    void change(const Change& change) {
        switch (change.kind) {
        case Kind::Create:
            live_[change.inode] = ++files_; // a number is used again when its file is gone
            names_.push_back(change);
            names_.back().inode = files_;
            return;
        case Kind::Write:
        case Kind::Truncate:
            cached_[live_.at(change.inode)].push_back(change);
            return;
        case Kind::Sync:
            settle(live_.at(change.inode));
            return;
        case Kind::SyncFolder:
            commit(change.path);
            return;
        case Kind::Acknowledge:
            safe_ = int(change.offset);
            return;
        default:
            names_.push_back(change);
        }
    }
    int safe() const { return safe_; } // the last state that was acknowledged; -1 = none

    // Returns what is there when the program is killed: all it did.
    WrittenDisk settled() const {
        WrittenDisk disk = *this;
        for (const Change& name : disk.names_)
            disk.apply(name);
        disk.names_.clear();
        while (!disk.cached_.empty())
            disk.settle(disk.cached_.begin()->first);
        return disk;
    }
    // Returns what may be found after a loss of power now. sector: bytes written as one.
    WrittenDisk lost(QRandomGenerator& chance, qsizetype sector) const {
        WrittenDisk disk = *this;
        std::set<QString> cut; // folders of which an earlier name is lost already
        const quint32 lostOfEight = chance.bounded(5U);
        for (const Change& name : names_) {
            const QStringList folders = disk.order_ == Names::InOrder ? QStringList{QString()} : foldersOf(name);
            const auto isCut = [&cut](const QString& folder) { return cut.count(folder) > 0; };
            if (std::any_of(folders.begin(), folders.end(), isCut) || chance.bounded(8U) < lostOfEight)
                cut.insert(folders.begin(), folders.end());
            else
                disk.apply(name);
        }
        disk.names_.clear();
        for (const auto& [file, changes] : cached_)
            disk.loseSectors(file, changes, chance, sector);
        disk.cached_.clear();
        return disk;
    }

    // Of a settled or lost disk. A file whose folder is lost cannot be reached.
    void writeTo(const QString& root) const {
        QDir().mkpath(root);
        for (const auto& [name, file] : entries_) { // a folder stands before what is in it
            const QString path = root + QLatin1Char('/') + name;
            if (file == 0) {
                QDir().mkdir(path);
                continue;
            }
            QFile out(path);
            const auto content = content_.find(file);
            if (out.open(QIODevice::WriteOnly) && content != content_.end())
                out.write(content->second);
        }
    }
    // Returns the first thing that is not as it is below `root`; empty: it is the same.
    QString differenceFrom(const QString& root) const {
        QStringList left;
        QDirIterator it(root, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                        QDirIterator::Subdirectories);
        while (it.hasNext())
            left << it.next().mid(root.size() + 1);
        for (const auto& [name, file] : entries_) {
            if (left.removeAll(name) == 0)
                return name + QStringLiteral(" is not there");
            QFile in(root + QLatin1Char('/') + name);
            const auto content = content_.find(file);
            const QByteArray expected = content != content_.end() ? content->second : QByteArray();
            const bool isMapped = name.endsWith(QLatin1String("-shm")); // written past every call
            if (file != 0 && !isMapped && (!in.open(QIODevice::ReadOnly) || in.readAll() != expected))
                return name + QStringLiteral(" holds something else");
        }
        return left.isEmpty() ? QString() : left.front() + QStringLiteral(" is not in the log");
    }

private:
    static QStringList foldersOf(const Change& name) {
        const auto above = [](const QString& path) {
            return path.left(std::max(path.lastIndexOf(u'/'), qsizetype(0)));
        };
        QStringList folders{above(name.kind == Kind::Link ? name.to : name.path)};
        if (name.kind == Kind::Rename && above(name.to) != folders.front())
            folders << above(name.to);
        return folders;
    }
    void commit(const QString& folder) {
        std::set<QString> folders{folder};
        std::vector<Change> waiting;
        std::vector<Change> committed;
        // From the last to the first: a rename takes with it what was done before in its other folder.
        for (auto name = names_.rbegin(); name != names_.rend(); ++name) {
            const QStringList concerned = foldersOf(*name);
            const auto isSynced = [&folders](const QString& one) { return folders.count(one) > 0; };
            const bool isBefore = order_ == Names::InOrder && !committed.empty();
            if (isBefore || std::any_of(concerned.begin(), concerned.end(), isSynced)) {
                folders.insert(concerned.begin(), concerned.end());
                committed.push_back(*name);
            } else {
                waiting.push_back(*name);
            }
        }
        names_.assign(waiting.rbegin(), waiting.rend());
        for (auto name = committed.rbegin(); name != committed.rend(); ++name)
            apply(*name);
    }

    static void put(QByteArray& content, qsizetype offset, QByteArrayView data) {
        if (content.size() < offset + data.size())
            content.append(offset + data.size() - content.size(), '\0');
        std::copy(data.begin(), data.end(), content.begin() + offset);
    }
    static void resize(QByteArray& content, qsizetype size) {
        if (size > content.size())
            content.append(size - content.size(), '\0');
        content.truncate(size);
    }
    static void play(QByteArray& content, const std::vector<Change>& changes) {
        for (const Change& change : changes) {
            if (change.kind == Kind::Write)
                put(content, qsizetype(change.offset), change.data);
            else
                resize(content, qsizetype(change.offset));
        }
    }
    void settle(quint64 file) {
        play(content_[file], cached_[file]);
        cached_.erase(file);
    }
    void loseSectors(quint64 file, const std::vector<Change>& changes, QRandomGenerator& chance, qsizetype sector) {
        struct Piece {
            qsizetype offset;
            QByteArrayView data;
        };
        QByteArray& content = content_[file];
        QByteArray whole = content;
        play(whole, changes);
        std::vector<Piece> pieces;
        const quint32 keptOfFour = chance.bounded(5U); // none, some, all
        for (const Change& change : changes) {
            if (change.kind == Kind::Truncate) {
                if (chance.bounded(4U) >= keptOfFour)
                    continue;
                const auto size = qsizetype(change.offset);
                resize(content, size);
                std::erase_if(pieces, [size](const Piece& piece) { return piece.offset >= size; });
                for (Piece& piece : pieces)
                    piece.data.truncate(std::min(piece.data.size(), size - piece.offset));
                continue;
            }
            for (qsizetype at = 0; at < change.data.size();) {
                const qsizetype offset = qsizetype(change.offset) + at;
                const qsizetype size = std::min(sector - offset % sector, change.data.size() - at);
                if (chance.bounded(4U) < keptOfFour)
                    pieces.push_back({offset, QByteArrayView(change.data).sliced(at, size)});
                at += size;
            }
        }
        std::shuffle(pieces.begin(), pieces.end(), chance);
        for (const Piece& piece : pieces)
            put(content, piece.offset, piece.data);
        if (chance.bounded(2U) == 0) // the length got there, if nothing else
            resize(content, std::max(content.size(), whole.size()));
    }
    void apply(const Change& name) {
        switch (name.kind) {
        case Kind::Create:
            entries_[name.path] = name.inode;
            break;
        case Kind::Folder:
            entries_[name.path] = 0;
            break;
        case Kind::Rename:
            move(name.path, name.to);
            break;
        case Kind::Link:
            if (const auto found = entries_.find(name.path); found != entries_.end())
                entries_[name.to] = found->second;
            break;
        case Kind::Remove:
            entries_.erase(name.path);
            break;
        default:
            break;
        }
    }
    void move(const QString& from, const QString& to) {
        std::map<QString, quint64> moved;
        for (auto entry = entries_.begin(); entry != entries_.end();) {
            if (entry->first == from || entry->first.startsWith(from + QLatin1Char('/'))) {
                moved[to + entry->first.mid(from.size())] = entry->second;
                entry = entries_.erase(entry);
            } else {
                ++entry;
            }
        }
        for (const auto& [name, file] : moved)
            entries_[name] = file;
    }

    Names order_;
    quint64 files_ = 0;
    int safe_ = -1;
    std::map<quint64, quint64> live_;               // inode -> file
    std::map<QString, quint64> entries_;            // name -> file; 0 = a folder
    std::map<quint64, QByteArray> content_;         // of files, on the disk
    std::map<quint64, std::vector<Change>> cached_; // of files, not synced yet
    std::vector<Change> names_;                     // not committed yet
};

} // namespace write_log
