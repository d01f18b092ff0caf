// The pictures of a project: what was found, how they are prepared, what came of it; and, for any medium, whether what
// is prepared is still of what is there.
#include "core/session/project_store.h"
#include "core/session/project_values.h"

namespace capriccio {

namespace {

// The documents of a medium: what was found, how it is prepared, what came of it, and from which state of the first
// two.
struct MediumDocuments {
    const char* material;
    const char* options;
    const char* prepared;
    const char* preparedFrom;
};

MediumDocuments mediumDocuments(DataKind medium) {
    switch (medium) {
    case DataKind::Pictures:
        break;
    case DataKind::Text:
        return {"texts", "text-options", "prepared-texts", "prepared-texts-from"};
    case DataKind::Melodies:
        return {"melodies", "melody-options", "prepared-melodies", "prepared-melodies-from"};
    }
    return {"dataset", "prepare", "prepared", "prepared-from"};
}

} // namespace

std::shared_ptr<const DatasetInfo> Project::dataset() const {
    const QVariant sum = store_->sumOf("dataset");
    if (!store_->pictures || sum != store_->picturesSum) {
        store_->pictures.reset();
        if (const auto bytes = store_->document("dataset"))
            store_->pictures = std::make_shared<const DatasetInfo>(decodeDataset(*bytes, store_->paths));
        store_->picturesSum = sum;
    }
    return store_->pictures;
}

void Project::setDataset(const DatasetInfo& info) {
    store_->requireWritable();
    store_->database->put("document", {QStringLiteral("dataset"), encodeDataset(info, store_->paths)});
    Q_EMIT dataChanged();
}

std::optional<PrepareOptions> Project::prepareOptions() const {
    const auto rows = store_->database->rows("document", QStringLiteral("WHERE key = 'prepare'"));
    if (rows.empty())
        return std::nullopt;
    return decodePrepareOptions(QString::fromUtf8(rows.front()[1].toByteArray()));
}

void Project::setPrepareOptions(const PrepareOptions& options) {
    store_->requireWritable();
    store_->database->put("document", {QStringLiteral("prepare"), encodePrepareOptions(options).toUtf8()});
    Q_EMIT dataChanged();
}

std::optional<PreparedPictures> Project::prepared() const {
    const auto rows = store_->database->rows("document", QStringLiteral("WHERE key = 'prepared'"));
    if (rows.empty())
        return std::nullopt;
    return decodePrepared(QString::fromUtf8(rows.front()[1].toByteArray()), store_->paths);
}

void Project::setPrepared(const PreparedPictures& pictures) {
    store_->requireWritable();
    store_->putPrepared(DataKind::Pictures, encodePrepared(pictures, store_->paths).toUtf8());
    Q_EMIT dataChanged();
}

// --- Any medium
// -----------------------------------------------------------------------------------------------------------

// Rows carry a sum of what they hold: material of 100,000 pictures is compared without being read.
QVariant Project::Store::sumOf(const char* key) const {
    return database->value(QStringLiteral("SELECT crc FROM document WHERE key = ?"), {QString::fromLatin1(key)});
}

QString Project::Store::materialMark(DataKind medium) const {
    const MediumDocuments documents = mediumDocuments(medium);
    return sumOf(documents.material).toString() + QLatin1Char(' ') + sumOf(documents.options).toString();
}

void Project::Store::putPrepared(DataKind medium, const QByteArray& value) {
    const MediumDocuments documents = mediumDocuments(medium);
    database->transaction([&] {
        database->put("document", {QString::fromLatin1(documents.prepared), value});
        database->put("document", {QString::fromLatin1(documents.preparedFrom), materialMark(medium).toUtf8()});
    });
}

QString Project::materialMark(DataKind medium) const {
    return store_->materialMark(medium);
}

bool Project::isPreparedCurrent(DataKind medium) const {
    const auto from = store_->document(mediumDocuments(medium).preparedFrom);
    return !from || QString::fromUtf8(*from) == materialMark(medium);
}

} // namespace capriccio
