#include "core/session/project_copy.h"

#include "core/data/progress_meter.h"
#include "core/io/durable_file.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <algorithm>
#include <vector>

namespace capriccio {
namespace {

struct FileToCopy {
    QString relative;
    CopiedFiles::Stamp stamp;
};

std::vector<FileToCopy> filesToCopy(const QString& from, ProjectParts parts, const CopiedFiles& copied) {
    std::vector<FileToCopy> found;
    QDirIterator it(from, QDir::Files | QDir::Hidden | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        it.next();
        const QFileInfo info = it.fileInfo();
        const QString relative = info.filePath().mid(from.size() + 1);
        const bool index = relative.startsWith(QLatin1String(kProjectIndex)); // and its log
        if (relative == QLatin1String(kProjectLock) || (index && parts == ProjectParts::WithoutIndex))
            continue;
        const CopiedFiles::Stamp stamp{info.size(), info.lastModified()};
        const auto known = copied.files.constFind(relative);
        if (known == copied.files.constEnd() || !(*known == stamp))
            found.push_back({relative, stamp});
    }
    // Last, and after its log: a copy that is cut off is no project, instead of one that lacks its files.
    std::stable_partition(found.begin(), found.end(),
                          [](const FileToCopy& file) { return file.relative != QLatin1String(kProjectIndex); });
    return found;
}

void copyFile(const QString& from, const QString& to, const QString& relative, ProgressMeter& meter) {
    const QString target = to + QLatin1Char('/') + relative;
    makeProjectFolder(QFileInfo(target).absolutePath());
    QFile in(from + QLatin1Char('/') + relative);
    if (!in.open(QIODevice::ReadOnly))
        refuseProjectFolder(from, in.errorString());
    saveDurably(target, [&](const ByteSink& sink) {
        while (!in.atEnd()) {
            const QByteArray block = in.read(1 << 20);
            if (block.isEmpty())
                refuseProjectFolder(from, in.errorString());
            sink(block.constData(), block.size());
            meter.advance(block.size());
        }
    });
}

// What lies there of a copy that was given up: the files, and folders that are empty by that.
void removeCopied(const QString& to, const CopiedFiles& copied) {
    const QDir folder(to);
    for (auto it = copied.files.constBegin(); it != copied.files.constEnd(); ++it) {
        QFile::remove(folder.filePath(it.key()));
        const QString place = QFileInfo(it.key()).path();
        if (place != QLatin1String("."))
            folder.rmpath(place);
    }
    QDir().rmdir(to);
}

} // namespace

void refuseProjectFolder(const QString& folder, const QString& detail) {
    throw Error(
        Error::Kind::Storage,
        Sentence::translate("Project", "The project folder %1 cannot be written. Choose another folder.").arg(folder),
        detail);
}

void makeProjectFolder(const QString& folder) {
    if (!makeFolderDurably(folder))
        refuseProjectFolder(folder);
}

CopiedFiles copyProjectFiles(const QString& from, const QString& to, ProjectParts parts, CopiedFiles copied,
                             const std::function<bool(const Progress&)>& report) {
    QString inHand; // folder of the file that is being copied
    try {
        const std::vector<FileToCopy> files = filesToCopy(from, parts, copied);
        qint64 bytes = 0;
        for (const FileToCopy& file : files)
            bytes += file.stamp.bytes;
        ProgressMeter meter(Sentence::translate("Project", "Copying the project"), bytes, report);
        makeProjectFolder(to);
        for (const FileToCopy& file : files) {
            inHand = QFileInfo(file.relative).path();
            copyFile(from, to, file.relative, meter);
            copied.files.insert(file.relative, file.stamp);
        }
        meter.finish();
    } catch (...) {
        if (!inHand.isEmpty() && inHand != QLatin1String("."))
            QDir(to).rmpath(inHand); // only what is empty
        removeCopied(to, copied);
        throw;
    }
    return copied;
}

ProjectCopyThread::ProjectCopyThread(QString from, QString to, QObject* parent)
    : JobThread(parent), from_(std::move(from)), to_(std::move(to)) {
    qRegisterMetaType<CopiedFiles>();
}

ProjectCopyThread::~ProjectCopyThread() {
    end();
}

bool ProjectCopyThread::work(const std::function<bool(const Progress&)>& report) {
    Q_EMIT copied(copyProjectFiles(from_, to_, ProjectParts::WithoutIndex, {}, report));
    return true;
}

Sentence ProjectCopyThread::failure() const {
    return Sentence::translate("capriccio::ProjectCopyThread",
                               "Copying the project stopped because of an internal error.");
}

} // namespace capriccio

#include "moc_project_copy.cpp"
