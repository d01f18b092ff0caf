#pragma once

#include <QFont>

namespace capriccio {

// The type of texts that are read: a serif where one is installed, in both scripts. GUI thread.
QFont readingFont(int pixels = 17);

} // namespace capriccio
