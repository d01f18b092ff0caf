#pragma once

#include "core/data/scan.h"
#include "core/types/melody.h"

#include <QString>

namespace capriccio {

// The built-in set: short tunes by a composer of rules, the same on every machine. Licence CC0.
inline constexpr int kSampleTunes = 240;

// The tune of that number, 0..kSampleTunes - 1: songs (AABA), waltzes and lullabies (ABAC), jigs, reels and polkas
// (AABB), rounds (the second voice enters a phrase later) and airs in minor keys; tracks: the melody, its second voice
// or chords and bass. Milliseconds. Any thread.
Tune sampleTune(int number);

// Writes them as MIDI files (type 1) into folder (made when missing), unless they are there already. Returns how many
// there are. Throws Error(Storage), Cancelled. Any thread.
int writeSampleTunes(const QString& folder, const ProgressCallback& progress = {});

// Where they come from and under which licence, translated: MelodyCorpusInfo's notes for them.
QString sampleTunesSourceNote();
QString sampleTunesLicenceNote();

} // namespace capriccio
