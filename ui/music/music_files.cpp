#include "ui/music/music_files.h"

#include "core/io/midi_file.h"
#include "core/session/tune_files.h"

#include <QCoreApplication>
#include <QDrag>
#include <QFileInfo>
#include <QMimeData>
#include <QPixmap>
#include <QUrl>
#include <QWidget>

namespace capriccio {

ReadTunes readTunes(const QStringList& files) {
    constexpr std::size_t kMost = 101; // one for the roll, a hundred to keep
    ReadTunes read;
    for (const QString& file : files) {
        try {
            for (TuneOfFile& one : readTuneFile(file)) { // an ABC file may hold many
                if (!one.reason.isEmpty())
                    read.problems.emplace_back(Error::Kind::BadInput, one.reason);
                else if (read.tunes.size() < kMost)
                    read.tunes.push_back(std::move(one.tune));
                else
                    ++read.leftOut;
            }
        } catch (const Error& error) {
            read.problems.push_back(error);
        }
    }
    return read;
}

QStringList musicFilesIn(const QStringList& paths) {
    QStringList files;
    for (const QString& path : paths) {
        if (isTuneFile(path) && QFileInfo(path).isFile())
            files << path;
    }
    return files;
}

QString safeFileName(const QString& title) {
    constexpr qsizetype kLongest = 60; // characters: 255 bytes even in Chinese
    QString name;
    for (const QChar c : title.simplified().left(kLongest)) {
        const bool bad = c.unicode() < 0x20 || QStringLiteral("/\\:*?\"<>|").contains(c);
        name += bad ? QLatin1Char('-') : c;
    }
    while (name.startsWith(QLatin1Char('.')) || name.startsWith(QLatin1Char('-')))
        name.remove(0, 1);
    return name.isEmpty() ? QCoreApplication::translate("MusicFiles", "melody") : name;
}

QString DraggedMelodies::write(const Tune& tune, const QString& name, const QString& note) {
    if (!folder_)
        folder_ = std::make_unique<QTemporaryDir>();
    const QString file = folder_->filePath(safeFileName(name) + QStringLiteral(".mid"));
    MidiWriteOptions options;
    options.note = note;
    writeMidiFile(file, tune, options);
    return file;
}

std::unique_ptr<QMimeData> dragDataOf(const QString& file) {
    if (file.isEmpty())
        return nullptr;
    auto data = std::make_unique<QMimeData>();
    data->setUrls({QUrl::fromLocalFile(file)});
    return data;
}

void dragOut(QWidget& from, std::unique_ptr<QMimeData> data, const QPixmap& picture) {
    if (!data)
        return;
    auto* drag = new QDrag(&from); // Qt deletes it
    drag->setMimeData(data.release());
    drag->setPixmap(picture);
    drag->exec(Qt::CopyAction);
}

} // namespace capriccio
