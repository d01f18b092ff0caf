#pragma once

#include "core/types/melody.h"

#include <optional>

class QDataStream;

namespace capriccio {

// A tune as it stands in a project. A MIDI file would not do: notes of one pitch that overlap end there in the order in
// which they began, and a track without anything to play has no instrument.
void putTune(QDataStream& stream, const Tune& tune);
// Returns the tune that putTune wrote, every value as it was. Nothing when it is damaged or holds what no tune can
// hold; the stream stands somewhere behind its beginning then. Takes no more memory than the bytes are worth.
std::optional<Tune> takeTune(QDataStream& stream);

} // namespace capriccio
