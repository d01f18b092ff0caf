#include "app/cli/made_place.h"

#include <QDir>
#include <QFileInfo>

namespace capriccio {

MadePlace::MadePlace(const QString& folder)
    : folder_(folder), before_(own()), kept_(QFileInfo::exists(folder + QStringLiteral("/project.sqlite"))) {
    for (QString at = folder; !QFileInfo::exists(at); at = QFileInfo(at).path())
        missing_ << at;
}

MadePlace::~MadePlace() {
    if (kept_)
        return;
    const QDir place(folder_);
    const QStringList now = own();
    for (const QString& name : now) {
        const QFileInfo made(place.filePath(name));
        if (before_.contains(name))
            continue;
        if (made.isDir() && !made.isSymLink())
            QDir(made.filePath()).removeRecursively();
        else
            QFile::remove(made.filePath());
    }
    for (const QString& folder : std::as_const(missing_))
        QDir().rmdir(folder); // only an empty one goes
}

QStringList MadePlace::own() const {
    return QDir(folder_).entryList({QStringLiteral("project.sqlite*"), QStringLiteral(".creating-*"),
                                    QStringLiteral(".lock"), QStringLiteral("data"), QStringLiteral("runs")},
                                   QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
}

} // namespace capriccio
