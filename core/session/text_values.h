#pragma once

#include "core/session/project_values.h"
#include "core/types/text_corpus.h"

namespace capriccio {

// Texts of a project as they stand in its index (JSON). Decoders throw Error(BadInput). Any thread.

QByteArray encodeTextCorpus(const TextCorpusInfo& info, const ProjectPaths& paths);
TextCorpusInfo decodeTextCorpus(const QByteArray& bytes, const ProjectPaths& paths);

QByteArray encodeTextOptions(const TextPrepareOptions& options);
TextPrepareOptions decodeTextOptions(const QByteArray& bytes);

QByteArray encodeSequences(const PreparedSequences& sequences, const ProjectPaths& paths);
PreparedSequences decodeSequences(const QByteArray& bytes, const ProjectPaths& paths);

} // namespace capriccio
