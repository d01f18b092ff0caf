#pragma once

#include <QString>
#include <QStringList>

namespace capriccio {

// Whether a name ends as a MIDI file's does (.mid, .midi, .kar).
bool isMidiName(const QString& name);
// The MIDI files among dropped paths, in their order.
QStringList musicFilesIn(const QStringList& paths);
// A name that any file system takes, without an ending; never empty.
QString safeFileName(const QString& title);

} // namespace capriccio
