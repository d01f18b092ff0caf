#pragma once

#include "core/types/instruments.h"
#include "core/types/melody.h"

#include <QString>

namespace capriccio {

// "C4", "F♯3": scientific names, middle C (60) is C4.
QString pitchName(int pitch);
// "G major", "E minor": translated.
QString keyTitle(const KeyChange& key);

} // namespace capriccio
