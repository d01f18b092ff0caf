#pragma once

#include "core/data/melody_prepare.h"
#include "core/data/scan.h"
#include "core/types/melody_corpus.h"

#include <QStringList>
#include <vector>

namespace capriccio {

// Looks at everything dropped: .mid, .midi, .kar, .rmi, .abc, folders and .zip of them. Reads every tune once; memory
// is bounded by the largest file and 1 kB a tune. A file that cannot be used is an item with verdict and reason; a
// dropped archive or folder that cannot be opened throws Error(BadInput). Cancelled: returns with cancelled = true. Any
// thread.
MelodyCorpusInfo scanMelodies(const QStringList& paths, const ProgressCallback& progress = {});

// Reads one item again. Throws Error(BadInput). Any thread.
Tune readMelody(const MelodyItem& item);

// The usable tunes for prepareTunes, read from disk one by one. One thread.
TuneSource tunesOf(const MelodyCorpusInfo& info);

// Marks the items that hold the melody of an item before them, in whatever key. `prints` as melodyPrint, `first` the
// first pitch of each item's melody.
void noteDuplicates(std::vector<MelodyItem>& items, const std::vector<QByteArray>& prints,
                    const std::vector<int>& firsts);

} // namespace capriccio
