#pragma once

#include <QByteArray>

namespace capriccio {

// Returns the EXIF orientation, 1 to 8, from a PNG zTXt chunk's data when it is the "Raw profile type exif" (or "APP1")
// that older programs write instead of eXIf; 1 otherwise. Reads at most a few kilobytes of it. Any bytes, any thread.
int orientationInTextChunk(const QByteArray& chunk);

} // namespace capriccio
