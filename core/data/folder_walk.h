#pragma once

#include "core/types/sentence.h"

#include <QString>
#include <functional>
#include <vector>

namespace capriccio {

// A file met on a walk through a folder.
struct WalkedFile {
    QString path;    // absolute
    QString folder;  // relative to where the walk began, "" at the top
    Sentence reason; // why it cannot be read (pipe, device, broken link, link that leads back); empty for a file
};

// Lists the files under a folder, hidden ones and housekeeping of operating systems left out. Links are followed, each
// folder is entered once. tick is called for every folder and may throw. Throws Error(BadInput) when the folder itself
// cannot be listed.
std::vector<WalkedFile> walkFolder(const QString& folder, const std::function<void()>& tick);

} // namespace capriccio
