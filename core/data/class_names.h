#pragma once

#include <QString>
#include <vector>

namespace capriccio {

// Returns the class of each picture from the folder it lies in, relative to what was dropped ("" = at the top): the
// first sub-folder that tells pictures apart. A lone outer folder is looked through, and so is the usual division into
// train, test and the like. Pictures beside the sub-folders get topName. All empty when there are no sub-folders.
std::vector<QString> classesFromFolders(const std::vector<QString>& folders, const QString& topName);

} // namespace capriccio
