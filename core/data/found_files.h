#pragma once

#include "core/types/sentence.h"

#include <QString>
#include <QStringList>
#include <functional>
#include <vector>

namespace capriccio {

// What a file with this name is good for.
enum class FileUse { Read, Archive, None };

// A file under what was dropped.
struct FoundFile {
    QString source;  // on disk, absolute
    QString entry;   // name inside an archive; empty for a plain file
    Sentence reason; // why it is left out; empty when it is to be read
};

// Lists the files under the dropped paths in natural order: files, files of folders, entries of archives. What cannot
// be read is listed with its reason; `notRead` words it for names of no use. A file that was dropped itself is always
// to be read, unless it is gone. Throws Error(BadInput) when a dropped archive or folder cannot be opened or all paths
// are gone. tick is called now and then and may throw.
// Any thread.
std::vector<FoundFile> findFiles(const QStringList& paths, const std::function<FileUse(const QString& name)>& use,
                                 const std::function<Sentence(const QString& name)>& notRead,
                                 const std::function<void()>& tick);

// Whether most files under the paths are of one kind. `counts` answers for a name: 1 of the kind, 0 says nothing, -1 of
// another; `dropped` is true for a path itself, and one of the kind decides. Archives and folders that cannot be opened
// count as others.
bool mostFilesAre(const QStringList& paths, const std::function<int(const QString& name, bool dropped)>& counts);

} // namespace capriccio
