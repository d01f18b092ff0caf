#pragma once

#include "core/session/project_values.h"
#include "core/types/melody_corpus.h"

namespace capriccio {

// Music of a project as it stands in its index (JSON). Decoders throw Error(BadInput). Any thread.

QByteArray encodeMelodyCorpus(const MelodyCorpusInfo& info, const ProjectPaths& paths);
MelodyCorpusInfo decodeMelodyCorpus(const QByteArray& bytes, const ProjectPaths& paths);

QByteArray encodeMelodyOptions(const MelodyPrepareOptions& options, const ProjectPaths& paths);
MelodyPrepareOptions decodeMelodyOptions(const QByteArray& bytes, const ProjectPaths& paths);

} // namespace capriccio
