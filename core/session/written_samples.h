#pragma once

#include "core/types/training.h"

#include <QByteArray>
#include <QString>
#include <vector>

namespace capriccio {

// The samples of a text or music run as they stand in its previews/ folder: JSON, [{"prompt", "text", "ids",
// "answer"}]. Any thread.
QByteArray encodeWrittenSamples(const std::vector<WrittenSample>& samples);
// Returns the samples of PreviewRecord::file; empty when the file is gone or no such list.
std::vector<WrittenSample> readWrittenSamples(const QString& file);

} // namespace capriccio
