#pragma once

#include <QString>
#include <QStringList>

namespace capriccio {

// The files that hold tunes (.mid, .midi, .kar, .abc) among dropped paths, in their order; no folders and archives.
QStringList musicFilesIn(const QStringList& paths);
// A name that any file system takes, without an ending; never empty.
QString safeFileName(const QString& title);

} // namespace capriccio
