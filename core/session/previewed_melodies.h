#pragma once

#include "core/types/melody.h"
#include "core/types/training.h"

#include <QJsonObject>
#include <vector>

namespace capriccio {

// The samples of a music run as tunes, in their order. codec: PreparedSequences::codec of the run. Samples that cannot
// be read are left out; empty when the codec is none of music. Any thread.
std::vector<Tune> previewedMelodies(const std::vector<WrittenSample>& samples, const QJsonObject& codec);

} // namespace capriccio
