// The texts of a project: what was found, how it is prepared, what came of it, and the page that is written.
#include "core/session/manuscript_values.h"
#include "core/session/project_store.h"
#include "core/session/text_values.h"
#include "core/types/error.h"

namespace capriccio {

std::optional<QByteArray> Project::Store::document(const char* key) const {
    const auto found = database->rows("document", QStringLiteral("WHERE key = ?"), {QLatin1String(key)});
    return found.empty() ? std::nullopt : std::optional(found.front()[1].toByteArray());
}

std::optional<TextCorpusInfo> Project::textCorpus() const {
    const auto bytes = store_->document("texts");
    return bytes ? std::optional(decodeTextCorpus(*bytes, store_->paths)) : std::nullopt;
}

void Project::setTextCorpus(const TextCorpusInfo& info) {
    store_->requireWritable();
    store_->database->put("document", {QStringLiteral("texts"), encodeTextCorpus(info, store_->paths)});
    Q_EMIT dataChanged();
}

std::optional<TextPrepareOptions> Project::textPrepareOptions() const {
    const auto bytes = store_->document("text-options");
    return bytes ? std::optional(decodeTextOptions(*bytes)) : std::nullopt;
}

void Project::setTextPrepareOptions(const TextPrepareOptions& options) {
    store_->requireWritable();
    store_->database->put("document", {QStringLiteral("text-options"), encodeTextOptions(options)});
    Q_EMIT dataChanged();
}

std::optional<PreparedSequences> Project::preparedTexts() const {
    const auto bytes = store_->document("prepared-texts");
    return bytes ? std::optional(decodeSequences(*bytes, store_->paths)) : std::nullopt;
}

void Project::setPreparedTexts(const PreparedSequences& sequences) {
    store_->requireWritable();
    store_->putPrepared(DataKind::Text, encodeSequences(sequences, store_->paths));
    Q_EMIT dataChanged();
}

std::optional<Manuscript> Project::manuscript() const {
    const auto bytes = store_->document("manuscript");
    if (!bytes)
        return std::nullopt;
    try {
        return decodeManuscript(*bytes);
    } catch (const Error&) {
        return std::nullopt; // the rest of the project is sound and opens
    }
}

void Project::setManuscript(const Manuscript& manuscript) {
    if (isReadOnly())
        return;
    store_->database->put("document", {QStringLiteral("manuscript"), encodeManuscript(manuscript)});
}

} // namespace capriccio
