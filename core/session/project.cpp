// A project's life: create, open, recover, save as; and what it remembers besides runs and points.
#include "core/session/project.h"

#include "core/io/durable_file.h"
#include "core/session/held_melodies.h"
#include "core/session/project_copy.h"
#include "core/session/project_store.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QStorageInfo>
#include <QSysInfo>
#include <QThread>
#include <QUuid>
#include <algorithm>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace capriccio {

namespace {

constexpr auto kTitle = "title";
constexpr auto kUntitled = "untitled";

QString indexOf(const QString& folder) {
    return folder + QLatin1Char('/') + QLatin1String(kProjectIndex);
}

// Whether SQLite may put beside the index what it needs even to read it.
bool mayWriteBeside(const QString& folder) {
    return QFileInfo(indexOf(folder)).isWritable() && QFileInfo(folder).isWritable();
}

QString cleanPath(const QString& folder) {
    const QFileInfo info(folder);
    const QString canonical = info.canonicalFilePath(); // empty when it does not exist yet
    return QDir::cleanPath(canonical.isEmpty() ? info.absoluteFilePath() : canonical);
}

QString savedFolder(const QString& folder) {
    return QDir::cleanPath(QFileInfo(folder).absoluteFilePath());
}

// The folder itself, or the first one above it that there is.
QString nearestFolder(const QString& folder) {
    QString place = folder;
    while (!QFileInfo::exists(place) && place != QFileInfo(place).path())
        place = QFileInfo(place).path();
    return place;
}

QString untitledTitle() {
    return QCoreApplication::translate("Project", "Untitled");
}

QString untitledRoot() {
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/untitled");
}

std::unique_ptr<QLockFile> lockOf(const QString& folder) {
    auto lock = std::make_unique<QLockFile>(folder + QLatin1Char('/') + QLatin1String(kProjectLock));
    lock->setStaleLockTime(std::chrono::milliseconds(0)); // stale only when its process is gone
    return lock;
}

bool namesItsHolder(const QLockFile& lock) {
    qint64 process = 0;
    QString host;
    QString program;
    return lock.getLockInfo(&process, &host, &program);
}

// A lock file whose content went with the power, or with a kill right after it was made, names nobody, so QLockFile
// would hold it for taken for ever; it is removed unless a living process holds it, which removeStaleLockFile tries.
bool removeNamelessLock(QLockFile& lock) {
    if (!QFileInfo::exists(lock.fileName()) || namesItsHolder(lock))
        return false;
    QThread::msleep(100); // who has only just made the file writes its name into it next
    return !namesItsHolder(lock) && lock.removeStaleLockFile();
}

// Takes the lock; returns whether it could. QLockFile removes a stale one under a second lock, which can be left like
// the first.
bool takeLock(QLockFile& lock) {
    if (lock.tryLock(0))
        return true;
    if (lock.error() != QLockFile::LockFailedError)
        return false;
    QLockFile second(lock.fileName() + QStringLiteral(".rmlock"));
    const bool secondRemoved = removeNamelessLock(second);
    const bool removed = removeNamelessLock(lock);
    return (removed || secondRemoved) && lock.tryLock(0);
}

// Whether somebody has a project open, as far as can be seen without trying the lock: its file outlives a killed
// process.
bool isOpenSomewhere(const QString& folder) {
    qint64 process = 0;
    QString host;
    QString program;
    if (!lockOf(folder)->getLockInfo(&process, &host, &program))
        return false;
    if (host != QSysInfo::machineHostName())
        return true; // nobody can tell from here
    const QFileInfo running(QStringLiteral("/proc/%1/exe").arg(process));
    return QFileInfo::exists(QStringLiteral("/proc/%1").arg(process)) &&
           (running.symLinkTarget().isEmpty() || QFileInfo(running.symLinkTarget()).fileName().startsWith(program));
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
        refuseProjectFolder(folder);
    }
    syncFolder(folder);
}

bool isEmptyProject(ProjectDatabase& database) {
    for (const char* table : {"document", "run", "point", "export"})
        if (database.value(QStringLiteral("SELECT count(*) FROM %1").arg(QLatin1String(table))).toLongLong() > 0)
            return false;
    // Melodies on the Compose page are kept as settings.
    for (const QVariantList& row :
         database.rows("setting", QStringLiteral("WHERE key = ?"), {QLatin1String(kHoldsMelodies)}))
        if (decodeSetting(row[1].toString()).toBool())
            return false;
    return true;
}

} // namespace

void Project::Store::requireWritable() const {
    if (readOnly != ReadOnly::No)
        throw Error(Error::Kind::Storage, Sentence::translate("Project", "Nothing can be changed in the project %1. %2")
                                              .arg(folder, readOnlyReason()));
}

Sentence Project::Store::readOnlyReason() const {
    switch (readOnly) {
    case ReadOnly::OpenElsewhere:
        return Sentence::translate("Project", "It is open in another window or command. Close "
                                              "it there, then open it here again.");
    case ReadOnly::Folder:
        return Sentence::translate("Project", "Its folder is read-only.");
    case ReadOnly::No:
    case ReadOnly::OnlyLooked: // nobody sees it
        break;
    }
    return {};
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
    const bool permitted = mayWriteBeside(folder);
    readOnly = ReadOnly::No;
    if (!permitted)
        readOnly = ReadOnly::Folder;
    else if (!takeLock(*lock))
        readOnly = lock->error() == QLockFile::LockFailedError ? ReadOnly::OpenElsewhere : ReadOnly::Folder;
    if (readOnly != ReadOnly::No)
        lock.reset();
    {
        // Reading changes nothing in the file, so a project that is refused stays as it was.
        auto reading = reader(readOnly == ReadOnly::Folder);
        if (readOnly != ReadOnly::No) {
            database = std::move(reading);
            return;
        }
    }
    database = std::make_unique<ProjectDatabase>(file, ProjectDatabase::Mode::ReadWrite);
    settleName();
    settleTrash();
    removeUnfinishedSaves(folder);
}

// A project that was saved to a place of the artist's choice bears the name of the place, also when the power failed
// between the move and the name.
void Project::Store::settleName() {
    const QFileInfo place(folder);
    if (about(QLatin1String(kUntitled)) != QLatin1String("1") || place.absolutePath() == cleanPath(untitledRoot()))
        return;
    database->transaction([&] {
        setAbout(QLatin1String(kUntitled), QStringLiteral("0"));
        setAbout(QLatin1String(kTitle), place.fileName());
    });
}

void Project::Store::look() {
    checkProjectHeader(indexOf(folder));
    readOnly = ReadOnly::OnlyLooked; // nothing is written
    database = reader(!mayWriteBeside(folder));
}

std::unique_ptr<ProjectDatabase> Project::Store::reader(bool ofCopy) {
    const QString file = indexOf(folder);
    QString read = file;
    if (ofCopy) {
        copy = std::make_unique<QTemporaryDir>();
        read = copy->filePath(QLatin1String(kProjectIndex));
        if (!QFile::copy(file, read) || (QFile::exists(file + QStringLiteral("-wal")) &&
                                         !QFile::copy(file + QStringLiteral("-wal"), read + QStringLiteral("-wal"))))
            refuseProjectFolder(folder);
    }
    auto connection = std::make_unique<ProjectDatabase>(read, ProjectDatabase::Mode::ReadOnly);
    connection->verify();
    return connection;
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
                    Sentence::translate("Project", "There is a project in %1 already. Open it, or choose another "
                                                   "folder.")
                        .arg(path));
    makeProjectFolder(path);
    createIndex(path, title, false);
    return open(path);
}

std::unique_ptr<Project> Project::open(const QString& folder) {
    auto store = std::make_unique<Store>(cleanPath(folder));
    store->open();
    return std::unique_ptr<Project>(new Project(std::move(store)));
}

std::unique_ptr<Project> Project::look(const QString& folder) {
    auto store = std::make_unique<Store>(cleanPath(folder));
    store->look();
    return std::unique_ptr<Project>(new Project(std::move(store)));
}

std::unique_ptr<Project> Project::createUntitled() {
    const QString path = untitledRoot() + QLatin1Char('/') + QUuid::createUuid().toString(QUuid::WithoutBraces);
    makeProjectFolder(path);
    createIndex(path, untitledTitle(), true);
    return open(path);
}

// Whoever looks into a project makes an empty log beside its index, and so changes the time of the folder.
QDateTime Project::changedAt(const QString& folder) {
    const QDateTime index = QFileInfo(indexOf(folder)).lastModified();
    const QFileInfo log(indexOf(folder) + QStringLiteral("-wal"));
    return log.size() > 0 ? std::max(index, log.lastModified()) : index;
}

QStringList Project::recoverable() {
    struct Left {
        QString path;
        QDateTime when;
    };
    std::vector<Left> left;
    for (const QFileInfo& info : QDir(untitledRoot()).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Time)) {
        const QString path = info.absoluteFilePath();
        left.push_back({path, changedAt(path)});
    }
    std::stable_sort(left.begin(), left.end(), [](const Left& a, const Left& b) { return a.when > b.when; });

    QStringList found;
    for (const Left& project : left) {
        try {
            const auto lock = lockOf(project.path);
            if (!takeLock(*lock))
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

std::optional<InterruptedProject> Project::interruptedIn(const QString& folder) {
    const QString path = cleanPath(folder);
    try {
        if (isOpenSomewhere(path))
            return std::nullopt;
        checkProjectHeader(indexOf(path));
        auto store = std::make_unique<Store>(path);
        store->readOnly = Store::ReadOnly::OnlyLooked; // nothing is written
        store->database = std::make_unique<ProjectDatabase>(indexOf(path), ProjectDatabase::Mode::ReadOnly);
        if (store->database->value(QStringLiteral("SELECT count(*) FROM run_state WHERE state = 'running'")).toInt() ==
            0)
            return std::nullopt; // the usual case costs one question
        const Project project(std::move(store));
        const std::vector<RunRecord> runs = project.interruptedRuns();
        if (runs.empty())
            return std::nullopt;
        return InterruptedProject{path, project.title(), runs.front()};
    } catch (const Error&) {
        return std::nullopt; // whoever opens it hears why
    }
}

void Project::discard(const QString& folder) {
    const QString path = cleanPath(folder);
    if (QFileInfo(path).absolutePath() != cleanPath(untitledRoot()))
        return;
    const auto lock = lockOf(path);
    if (!takeLock(*lock))
        return;
    lock->unlock(); // its file goes with the folder
    QDir(path).removeRecursively();
}

QString Project::folder() const {
    return store_->folder;
}

QString Project::title() const {
    return isUntitled() ? untitledTitle() : store_->about(QLatin1String(kTitle));
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
    return store_->readOnly != Store::ReadOnly::No;
}

Sentence Project::readOnlyReason() const {
    return store_->readOnlyReason();
}

QUndoStack* Project::undoStack() {
    return &store_->undo;
}

bool Project::savesByCopy(const QString& folder) const {
    const QString& from = store_->folder;
    const QString to = savedFolder(folder);
    if (to == from)
        return false;
    if (to.startsWith(from + QLatin1Char('/')) || QFileInfo::exists(indexOf(to)))
        throw Error(Error::Kind::Storage,
                    Sentence::translate("Project", "%1 belongs to a project already. Choose another folder.").arg(to));
    if (store_->hasLiveRun())
        throw Error(Error::Kind::BadArgument,
                    Sentence::translate("Project", "A training runs in this project. Stop it, then save."));
    if (!isUntitled() || isReadOnly() || (QFileInfo::exists(to) && !QDir(to).isEmpty()))
        return true;
    return QStorageInfo(nearestFolder(to)).device() != QStorageInfo(from).device();
}

void Project::saveAs(const QString& folder, CopiedFiles copied) {
    const QString from = store_->folder;
    const QString to = savedFolder(folder);
    if (to == from)
        return;
    const bool moving = isUntitled() && !isReadOnly();
    const bool renaming = !savesByCopy(folder);
    makeProjectFolder(QFileInfo(to).absolutePath());

    // The last connection to close empties the log into the index, so the folder is whole.
    store_->database.reset();
    store_->lock.reset();
    const auto goOnIn = [&](const QString& path) {
        store_->folder = path;
        store_->paths = ProjectPaths(path);
        store_->pictures.reset(); // its paths lead to the folder before
        store_->copy.reset();
        store_->open();
    };
    try {
        if (renaming)
            QDir().rmdir(to); // an empty folder makes room
        const bool renamed =
            renaming && std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) == 0;
        if (renamed)
            syncFolder(QFileInfo(to).absolutePath());
        else
            copyProjectFiles(from, to, ProjectParts::WithIndex, std::move(copied));
        goOnIn(cleanPath(to));
        if (moving && !renamed)
            discard(from);
    } catch (...) {
        if (QFileInfo::exists(indexOf(from)))
            goOnIn(from);
        throw;
    }
    if (moving)
        Q_EMIT titleChanged(title());
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
