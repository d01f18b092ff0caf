#pragma once

#include "core/data/scan.h"

#include <QString>

namespace capriccio {

inline constexpr int kSampleSetSize = 1200;

// Writes the built-in sample set: colour pictures (128 x 128 PNG) drawn by this project, deterministic, several motifs
// (one sub-folder and so one class each) and palettes. More `pictures` than kSampleSetSize go on with the same motifs,
// none of them twice. Licence CC0. Finished files are not written again. Returns the number of pictures there. Throws
// Error(Storage), Cancelled. Any thread.
int writeSampleSet(const QString& folder, const ProgressCallback& progress = {}, int pictures = kSampleSetSize);

// Where the sample set comes from and under which licence, translated: DatasetInfo's notes for it.
QString sampleSetSourceNote();
QString sampleSetLicenceNote();

} // namespace capriccio
