// A project's life: create, open, recover, save as; and what it remembers besides runs and points.
#include "core/session/project.h"

#include "core/io/durable_file.h"
#include "core/session/project_store.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QUuid>
#include <algorithm>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace capriccio {

namespace {

constexpr auto kIndex = "project.sqlite";
constexpr auto kLock = ".lock";
constexpr auto kTitle = "title";
constexpr auto kUntitled = "untitled";

QString indexOf(const QString& folder) {
    return folder + QLatin1Char('/') + QLatin1String(kIndex);
}

QString cleanPath(const QString& folder) {
    const QFileInfo info(folder);
    const QString canonical = info.canonicalFilePath(); // empty when it does not exist yet
    return QDir::cleanPath(canonical.isEmpty() ? info.absoluteFilePath() : canonical);
}

QString untitledRoot() {
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/untitled");
}

std::unique_ptr<QLockFile> lockOf(const QString& folder) {
    auto lock = std::make_unique<QLockFile>(folder + QLatin1Char('/') + QLatin1String(kLock));
    lock->setStaleLockTime(std::chrono::milliseconds(0)); // stale only when its process is gone
    return lock;
}

[[noreturn]] void storageError(const QString& folder, const QString& detail = {}) {
    throw Error(
        Error::Kind::Storage,
        QCoreApplication::translate("Project", "The project folder %1 cannot be written. Choose another folder.")
            .arg(folder),
        detail);
}

void makeFolder(const QString& folder) {
    if (!QDir().mkpath(folder))
        storageError(folder);
    syncFolder(QFileInfo(folder).absolutePath());
}

// The index comes into being whole: built under another name, synced, renamed.
void createIndex(const QString& folder, const QString& title, bool untitled) {
    const QString building = QStringLiteral("%1/.creating-%2.sqlite").arg(folder).arg(::getpid());
    QFile::remove(building);
    {
        ProjectDatabase database(building, ProjectDatabase::Mode::Create);
        database.transaction([&] {
            const auto put = [&](const char* key, const QString& value) {
                database.put("about", {QString::fromLatin1(key), value});
            };
            put(kTitle, title);
            put(kUntitled, untitled ? QStringLiteral("1") : QStringLiteral("0"));
            put("software", QStringLiteral("Capriccio " CAPRICCIO_VERSION));
            put("created", QDateTime::currentDateTimeUtc().toString(Qt::ISODate));
            put("lastId", QStringLiteral("0"));
        });
    }
    const QByteArray from = QFile::encodeName(building);
    const QByteArray to = QFile::encodeName(indexOf(folder));
    const int fd = ::open(from.constData(), O_RDONLY | O_CLOEXEC);
    const bool synced = fd >= 0 && ::fsync(fd) == 0;
    if (fd >= 0)
        ::close(fd);
    if (!synced || std::rename(from.constData(), to.constData()) != 0) {
        QFile::remove(building);
        storageError(folder);
    }
    syncFolder(folder);
}

bool isEmptyProject(ProjectDatabase& database) {
    for (const char* table : {"document", "run", "point", "export"})
        if (database.value(QStringLiteral("SELECT count(*) FROM %1").arg(QLatin1String(table))).toLongLong() > 0)
            return false;
    return true;
}

// Copies every file durably, its SHA-256 read back. The lock and the index's log stay behind (the index is closed).
void copyFolder(const QString& from, const QString& to) {
    QDirIterator it(from, QDir::Files | QDir::Hidden | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QString file = it.next();
        const QString relative = file.mid(from.size() + 1);
        if (relative == QLatin1String(kLock))
            continue;
        const QString target = to + QLatin1Char('/') + relative;
        makeFolder(QFileInfo(target).absolutePath());
        QFile in(file);
        if (!in.open(QIODevice::ReadOnly))
            storageError(from, in.errorString());
        saveDurably(target, [&](const ByteSink& sink) {
            while (!in.atEnd()) {
                const QByteArray block = in.read(1 << 20);
                if (block.isEmpty())
                    storageError(from, in.errorString());
                sink(block.constData(), block.size());
            }
        });
    }
}

} // namespace

void Project::Store::requireWritable() const {
    if (!readOnlyReason.isEmpty())
        throw Error(Error::Kind::Storage,
                    QCoreApplication::translate("Project", "Nothing can be changed in the project %1. %2")
                        .arg(folder, readOnlyReason));
}

QString Project::Store::about(const QString& key) const {
    const auto rows = database->rows("about", QStringLiteral("WHERE key = ?"), {key});
    return rows.empty() ? QString() : rows.front()[1].toString();
}

void Project::Store::setAbout(const QString& key, const QString& value) {
    database->put("about", {key, value});
}

// Numbers are never used twice, so that a run's folder never meets an older one.
qint64 Project::Store::nextId() {
    const qint64 id = about(QStringLiteral("lastId")).toLongLong() + 1;
    setAbout(QStringLiteral("lastId"), QString::number(id));
    return id;
}

void Project::Store::open() {
    const QString file = indexOf(folder);
    checkProjectHeader(file);
    lock = lockOf(folder);
    const QFileInfo info(file);
    const bool permitted = info.isWritable() && QFileInfo(folder).isWritable();
    readOnlyReason.clear();
    if (permitted && !lock->tryLock(0))
        readOnlyReason = lock->error() == QLockFile::LockFailedError
                             ? QCoreApplication::translate("Project", "It is open in another window already.")
                             : QCoreApplication::translate("Project", "Its folder is read-only.");
    else if (!permitted)
        readOnlyReason = QCoreApplication::translate("Project", "Its folder is read-only.");
    const bool elsewhere = !readOnlyReason.isEmpty() && permitted && lock->error() == QLockFile::LockFailedError;

    QString read = file;
    if (!readOnlyReason.isEmpty() && !elsewhere) {
        copy = std::make_unique<QTemporaryDir>();
        read = copy->filePath(QLatin1String(kIndex));
        if (!QFile::copy(file, read) || (QFile::exists(file + QStringLiteral("-wal")) &&
                                         !QFile::copy(file + QStringLiteral("-wal"), read + QStringLiteral("-wal"))))
            storageError(folder);
    }
    if (!readOnlyReason.isEmpty())
        lock.reset();
    {
        // Reading changes nothing in the file, so a project that is refused stays as it was.
        auto reader = std::make_unique<ProjectDatabase>(read, ProjectDatabase::Mode::ReadOnly);
        reader->verify();
        if (!readOnlyReason.isEmpty()) {
            database = std::move(reader);
            return;
        }
    }
    database = std::make_unique<ProjectDatabase>(file, ProjectDatabase::Mode::ReadWrite);
    settleTrash();
    removeUnfinishedSaves(folder);
}

Project::Project(std::unique_ptr<Store> store) : store_(std::move(store)) {}

Project::~Project() {
    bool drop = false;
    try {
        drop = isUntitled() && !isReadOnly() && isEmptyProject(*store_->database);
    } catch (const Error&) {
        drop = false; // whatever it is, it stays
    }
    const QString path = store_->folder;
    store_->undo.clear();
    store_->database.reset();
    store_->lock.reset();
    if (drop)
        discard(path);
}

std::unique_ptr<Project> Project::create(const QString& folder, const QString& title) {
    const QString path = cleanPath(folder);
    if (QFileInfo::exists(indexOf(path)))
        throw Error(Error::Kind::BadInput,
                    QCoreApplication::translate("Project",
                                                "There is a project in %1 already. Open it, or choose another "
                                                "folder.")
                        .arg(path));
    makeFolder(path);
    createIndex(path, title, false);
    return open(path);
}

std::unique_ptr<Project> Project::open(const QString& folder) {
    auto store = std::make_unique<Store>(cleanPath(folder));
    store->open();
    return std::unique_ptr<Project>(new Project(std::move(store)));
}

std::unique_ptr<Project> Project::createUntitled() {
    const QString path = untitledRoot() + QLatin1Char('/') + QUuid::createUuid().toString(QUuid::WithoutBraces);
    makeFolder(path);
    createIndex(path, QCoreApplication::translate("Project", "Untitled"), true);
    return open(path);
}

QStringList Project::recoverable() {
    struct Left {
        QString path;
        QDateTime when;
    };
    std::vector<Left> left;
    for (const QFileInfo& info : QDir(untitledRoot()).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Time)) {
        // Asked before anything is opened: SQLite touches the files it looks at.
        const QString path = info.absoluteFilePath();
        const QFileInfo index(indexOf(path));
        const QFileInfo log(indexOf(path) + QStringLiteral("-wal"));
        left.push_back(
            {path, log.exists() ? std::max(index.lastModified(), log.lastModified()) : index.lastModified()});
    }
    std::stable_sort(left.begin(), left.end(), [](const Left& a, const Left& b) { return a.when > b.when; });

    QStringList found;
    for (const Left& project : left) {
        try {
            const auto lock = lockOf(project.path);
            if (!lock->tryLock(0))
                continue;
            checkProjectHeader(indexOf(project.path));
            ProjectDatabase database(indexOf(project.path), ProjectDatabase::Mode::ReadOnly);
            if (!isEmptyProject(database))
                found << project.path;
        } catch (const Error&) {
            continue; // damaged: kept, and not offered as if it could be opened
        }
    }
    return found;
}

void Project::discard(const QString& folder) {
    const QString path = cleanPath(folder);
    if (QFileInfo(path).absolutePath() != cleanPath(untitledRoot()))
        return;
    const auto lock = lockOf(path);
    if (!lock->tryLock(0))
        return;
    lock->unlock(); // its file goes with the folder
    QDir(path).removeRecursively();
}

QString Project::folder() const {
    return store_->folder;
}

QString Project::title() const {
    return store_->about(QLatin1String(kTitle));
}

void Project::setTitle(const QString& title) {
    store_->requireWritable();
    store_->setAbout(QLatin1String(kTitle), title);
    Q_EMIT titleChanged(title);
}

bool Project::isUntitled() const {
    return store_->about(QLatin1String(kUntitled)) == QLatin1String("1");
}

bool Project::isReadOnly() const {
    return !store_->readOnlyReason.isEmpty();
}

QString Project::readOnlyReason() const {
    return store_->readOnlyReason;
}

QUndoStack* Project::undoStack() {
    return &store_->undo;
}

void Project::saveAs(const QString& folder) {
    const QString from = store_->folder;
    QString to = QDir::cleanPath(QFileInfo(folder).absoluteFilePath());
    if (to == from)
        return;
    if (to.startsWith(from + QLatin1Char('/')) || QFileInfo::exists(indexOf(to)))
        throw Error(
            Error::Kind::Storage,
            QCoreApplication::translate("Project", "%1 belongs to a project already. Choose another folder.").arg(to));
    if (store_->hasLiveRun())
        throw Error(Error::Kind::BadArgument,
                    QCoreApplication::translate("Project", "A training runs in this project. Stop it, then save."));
    const bool moving = isUntitled() && !isReadOnly();
    makeFolder(QFileInfo(to).absolutePath());

    // The last connection to close empties the log into the index, so the folder is whole.
    store_->database.reset();
    store_->lock.reset();
    const auto goOnIn = [&](const QString& path) {
        store_->folder = path;
        store_->paths = ProjectPaths(path);
        store_->copy.reset();
        store_->open();
    };
    try {
        QDir().rmdir(to); // an empty folder makes room; any other stays
        const bool renamed = moving && !QFileInfo::exists(to) &&
                             std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) == 0;
        if (renamed) {
            syncFolder(QFileInfo(to).absolutePath());
        } else {
            makeFolder(to);
            copyFolder(from, to);
        }
        goOnIn(cleanPath(to));
        if (moving && !renamed)
            discard(from);
    } catch (...) {
        if (QFileInfo::exists(indexOf(from)))
            goOnIn(from);
        throw;
    }
    if (moving) {
        store_->database->transaction([&] {
            store_->setAbout(QLatin1String(kUntitled), QStringLiteral("0"));
            store_->setAbout(QLatin1String(kTitle), QFileInfo(to).fileName());
        });
        Q_EMIT titleChanged(title());
    }
}

// --- Pictures
// -----------------------------------------------------------------------------------------------------------

std::optional<DatasetInfo> Project::dataset() const {
    const auto rows = store_->database->rows("document", QStringLiteral("WHERE key = 'dataset'"));
    if (rows.empty())
        return std::nullopt;
    return decodeDataset(rows.front()[1].toByteArray(), store_->paths);
}

void Project::setDataset(const DatasetInfo& info) {
    store_->requireWritable();
    store_->database->put("document", {QStringLiteral("dataset"), encodeDataset(info, store_->paths)});
    Q_EMIT dataChanged();
}

std::optional<PrepareOptions> Project::prepareOptions() const {
    const auto rows = store_->database->rows("document", QStringLiteral("WHERE key = 'prepare'"));
    if (rows.empty())
        return std::nullopt;
    return decodePrepareOptions(QString::fromUtf8(rows.front()[1].toByteArray()));
}

void Project::setPrepareOptions(const PrepareOptions& options) {
    store_->requireWritable();
    store_->database->put("document", {QStringLiteral("prepare"), encodePrepareOptions(options).toUtf8()});
    Q_EMIT dataChanged();
}

std::optional<PreparedPictures> Project::prepared() const {
    const auto rows = store_->database->rows("document", QStringLiteral("WHERE key = 'prepared'"));
    if (rows.empty())
        return std::nullopt;
    return decodePrepared(QString::fromUtf8(rows.front()[1].toByteArray()), store_->paths);
}

void Project::setPrepared(const PreparedPictures& pictures) {
    store_->requireWritable();
    store_->database->put("document", {QStringLiteral("prepared"), encodePrepared(pictures, store_->paths).toUtf8()});
    Q_EMIT dataChanged();
}

// --- Settings
// -----------------------------------------------------------------------------------------------------------

QVariant Project::setting(const QString& key, const QVariant& fallback) const {
    try {
        const auto rows = store_->database->rows("setting", QStringLiteral("WHERE key = ?"), {key});
        return rows.empty() ? fallback : decodeSetting(rows.front()[1].toString());
    } catch (const Error&) {
        return fallback;
    }
}

void Project::setSetting(const QString& key, const QVariant& value) {
    if (isReadOnly() || (setting(key).isValid() && setting(key) == value))
        return;
    store_->database->put("setting", {key, encodeSetting(value)});
}

} // namespace capriccio
