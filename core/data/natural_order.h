#pragma once

#include <QString>

namespace capriccio {

// True when a comes before b as a person would sort: runs of digits by value ("p2" before "p10"), letters without case,
// ties by code unit. A strict weak order that does not depend on the locale. Any thread.
bool naturalLess(QStringView a, QStringView b);

} // namespace capriccio
