#pragma once

#include "core/types/error.h"
#include "core/types/melody.h"

#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <memory>
#include <vector>

class QMimeData;
class QPixmap;
class QWidget;

namespace capriccio {

// What dropped files hold: whole collections belong on the Data page, so only the first tunes are kept.
struct ReadTunes {
    std::vector<Tune> tunes;
    int leftOut = 0;             // further ones
    std::vector<Error> problems; // with a file or one of its tunes
};
// Throws nothing. Any thread.
ReadTunes readTunes(const QStringList& files);

// The files that hold tunes (.mid, .midi, .kar, .abc) among dropped paths, in their order; no folders and archives.
QStringList musicFilesIn(const QStringList& paths);
// A name that any file system takes, without an ending; never empty.
QString safeFileName(const QString& title);

// Melodies on the way out of the window: .mid files in a folder that goes with this object. GUI thread.
class DraggedMelodies {
public:
    // Returns the file. name: any; note: as MidiWriteOptions::note. Throws Error(Storage), and Error(BadInput) for a
    // tune no MIDI file can hold.
    QString write(const Tune& tune, const QString& name, const QString& note);

private:
    std::unique_ptr<QTemporaryDir> folder_; // made when the first one is dragged
};

// What a drag of a file holds; null when there is no file. Throws nothing. GUI thread.
std::unique_ptr<QMimeData> dragDataOf(const QString& file);
// Drags it out of a widget, with a picture beside the pointer, and returns when it has been dropped; null: at once.
// Throws nothing. GUI thread.
void dragOut(QWidget& from, std::unique_ptr<QMimeData> data, const QPixmap& picture);

} // namespace capriccio
