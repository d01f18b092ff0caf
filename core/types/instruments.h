#pragma once

#include <QString>
#include <QStringList>
#include <optional>

namespace capriccio {

// The General MIDI instrument of a program (0..127), translated. Any thread, as the others.
QString instrumentName(int program);
// All 128 in order.
QStringList instrumentNames();
// Returns the program of an instrument by its General MIDI number (1..128) or its name, English or translated, upper
// or lower case; nothing when it is none.
std::optional<int> programNamed(const QString& text);

} // namespace capriccio
