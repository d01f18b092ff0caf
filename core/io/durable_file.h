#pragma once

#include <QByteArray>
#include <QString>
#include <functional>

namespace capriccio {

// Writes a file so that "saved" means saved: temporary file beside the target, fsync, rename, fsync of the folder, and
// the SHA-256 read back from disk (QSaveFile does not fsync the folder and ignores a failed fdatasync). On any error
// the old file is byte-identical, the temporary file is gone, and Error(Storage) names file and reason. A symbolic link
// is followed: the file it points to is replaced. Returns the SHA-256 (hex). Any thread.
QString saveDurably(const QString& file, const QByteArray& bytes);

// The same for content written in pieces: `write` is given a sink and throws to give up.
using ByteSink = std::function<void(const char* data, qsizetype size)>;
QString saveDurably(const QString& file, const std::function<void(const ByteSink&)>& write);

// SHA-256 (hex) of a file. Throws Error(Storage). Any thread.
QString sha256OfFile(const QString& file);

// Forces a folder's entries (new, renamed and removed files) to disk. Throws Error(Storage). Any thread.
void syncFolder(const QString& folder);

// Makes a folder and those above it that are missing. Returns whether it is there and will be after a loss of power:
// QDir::mkpath leaves its name in the cache, and with it all that is saved inside. Any thread.
bool makeFolderDurably(const QString& folder);

// Removes what saves of processes that were killed left in a folder (not in its sub-folders). Returns how many files.
// Files of living processes stay. Any thread.
int removeUnfinishedSaves(const QString& folder);

} // namespace capriccio
