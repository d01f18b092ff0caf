#pragma once

#include <QString>
#include <QStringList>

namespace capriccio {

// "C4", "F♯3": scientific names, middle C (60) is C4.
QString pitchName(int pitch);
// The General MIDI instrument of a program (0..127), translated.
QString instrumentName(int program);
// All 128 in order.
QStringList instrumentNames();

} // namespace capriccio
