#pragma once

#include "core/types/dataset_info.h"

#include <QStringList>
#include <functional>

namespace capriccio {

// Long work asks this now and then; returning false cancels it. Called on the working thread, at most 10 times a
// second.
using ProgressCallback = std::function<bool(const Progress&)>;

// Looks at everything dropped: folders (sub-folders become classes), single pictures, .zip, IDX files (plain or .gz; a
// labels file dropped or lying beside an images file is paired with it). Decodes every picture once, on `threads`
// threads, in bounded memory; writes thumbnails (96 px) to cacheFolder. Items keep the order of their natural-sorted
// paths. Single bad pictures and sources that are gone are skipped and reported in items; a whole source that cannot be
// used (broken archive, IDX rules of reliability.md), or where all are gone, throws Error(BadInput) naming file and
// reason. Cancelled: returns with cancelled = true.
DatasetInfo scan(const QStringList& paths, const QString& cacheFolder, const ProgressCallback& progress = {},
                 int threads = 2);

// Decodes, fits and stores every usable picture as uint8 in one cache file under cacheFolder (durable; memory stays
// bounded); reuses a cache made before from the same items and options. The held-out part is chosen by content hash, so
// it stays the same when pictures are added. Throws Error(BadInput) when fewer than 2 pictures are usable,
// Error(Storage). Cancelled: returns count = 0 and an empty cacheFile.
PreparedPictures prepare(const DatasetInfo& info, const PrepareOptions& options, const QString& title,
                         const QString& cacheFolder, const ProgressCallback& progress = {}, int threads = 2);

// What to say when pictures that the scan found usable could not be read any more when `prepared` was made, and are not
// among what is learned from: how many, and the first that is not there. One line, empty when none is
// missing. Any thread.
Sentence notPrepared(const DatasetInfo& info, const PreparedPictures& prepared);

// What to say when fewer than two pictures are left to learn from (`left`): where they were looked for, the first
// reason (`problem`, or that of the first item left out), and what to do. One line. Any thread.
Sentence tooFewPictures(const DatasetInfo& info, qint64 left, const Sentence& problem = {});

// Options suggested by the scan: its resolution and colour; crop unless most pictures are far from square and
// flat-edged.
PrepareOptions suggestedOptions(const DatasetInfo& info);

} // namespace capriccio
