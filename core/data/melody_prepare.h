#pragma once

#include "core/data/melody_codec.h"
#include "core/data/scan.h"
#include "core/types/melody_options.h"
#include "core/types/text_corpus.h"

#include <QString>
#include <functional>
#include <optional>

namespace capriccio {

struct NamedTune {
    Tune tune;
    QString title;
    QString file; // absolute path of its source
    QString key;  // tuneKey: what was chosen for it alone is found by it
};

// Tunes one by one, so that a large corpus is never in memory at once. read(i) is called twice for each; empty: cannot
// be used, left out.
struct TuneSource {
    std::size_t count = 0;
    std::function<std::optional<NamedTune>(std::size_t)> read;
    QString sourceNote;
    QString licenceNote;
};

// The events that fit the tunes: grid, metres, pitch range, whether loudness, tempo and chords differ enough to be
// learned. Throws Error(BadInput) when there are too few notes.
MelodyLayout layoutFor(const TuneSource& tunes, const MelodyPrepareOptions& options,
                       const ProgressCallback& progress = {});

// Turns tunes into training events below cacheFolder; reuses a cache made before from the same tunes and options. The
// held-out part is chosen by what a tune is (intervals and rhythm), so it stays the same when tunes are added, and
// copies of one tune stand on one side. Held-out tunes are learned in no key. Throws Error(BadInput) when there are
// fewer than 2 tunes or 50 notes, Error(Storage). Cancelled: returns tokens = 0 and an empty cacheFile.
PreparedSequences prepareTunes(const TuneSource& tunes, const MelodyPrepareOptions& options, const QString& title,
                               const QString& cacheFolder, const ProgressCallback& progress = {});

// The tune without silence in front: whole bars before the first note are left out.
GridTune withoutLeadIn(const MelodyCodec& codec, const GridTune& tune);
// Items of a tune: so many bars from every `stride`-th bar on, each with a note in it.
std::vector<GridTune> itemsOf(const MelodyCodec& codec, const GridTune& tune, int stride);

} // namespace capriccio
