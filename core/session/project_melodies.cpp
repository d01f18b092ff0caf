// The music of a project: what was found, how it is prepared, what came of it.
#include "core/session/melody_values.h"
#include "core/session/project_store.h"
#include "core/session/text_values.h"

namespace capriccio {

std::optional<MelodyCorpusInfo> Project::melodyCorpus() const {
    const auto bytes = store_->document("melodies");
    return bytes ? std::optional(decodeMelodyCorpus(*bytes, store_->paths)) : std::nullopt;
}

void Project::setMelodyCorpus(const MelodyCorpusInfo& info) {
    store_->requireWritable();
    store_->database->put("document", {QStringLiteral("melodies"), encodeMelodyCorpus(info, store_->paths)});
    Q_EMIT dataChanged();
}

std::optional<MelodyPrepareOptions> Project::melodyPrepareOptions() const {
    const auto bytes = store_->document("melody-options");
    return bytes ? std::optional(decodeMelodyOptions(*bytes, store_->paths)) : std::nullopt;
}

void Project::setMelodyPrepareOptions(const MelodyPrepareOptions& options) {
    store_->requireWritable();
    store_->database->put("document", {QStringLiteral("melody-options"), encodeMelodyOptions(options, store_->paths)});
    Q_EMIT dataChanged();
}

std::optional<PreparedSequences> Project::preparedMelodies() const {
    const auto bytes = store_->document("prepared-melodies");
    return bytes ? std::optional(decodeSequences(*bytes, store_->paths)) : std::nullopt;
}

void Project::setPreparedMelodies(const PreparedSequences& sequences) {
    store_->requireWritable();
    store_->putPrepared(DataKind::Melodies, encodeSequences(sequences, store_->paths));
    Q_EMIT dataChanged();
}

} // namespace capriccio
