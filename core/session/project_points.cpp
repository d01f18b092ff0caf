// What the artist keeps and exports, and the list of recent projects.
#include "core/io/picture_bytes.h"
#include "core/session/project_store.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>

namespace capriccio {

namespace {

constexpr int kRecent = 12;

struct KindKey {
    KeptPoint::Kind kind;
    const char* key;
};
constexpr KindKey kKinds[] = {
    {KeptPoint::Kind::Favourite, "favourite"}, {KeptPoint::Kind::Pin, "pin"}, {KeptPoint::Kind::Corner, "corner"}};

void writeRecent(const std::vector<RecentProject>& recent) {
    QSettings settings;
    settings.beginWriteArray(QStringLiteral("recentProjects"), int(recent.size()));
    for (int i = 0; i < int(recent.size()); ++i) {
        const RecentProject& project = recent[std::size_t(i)];
        settings.setArrayIndex(i);
        settings.setValue(QStringLiteral("folder"), project.folder);
        settings.setValue(QStringLiteral("title"), project.title);
        settings.setValue(QStringLiteral("opened"), project.opened);
        settings.setValue(QStringLiteral("thumbnail"), project.thumbnail);
    }
    settings.endArray();
}

} // namespace

qint64 Project::keepPoint(const KeptPoint& point) {
    store_->requireWritable();
    qint64 id = point.id;
    ProjectDatabase& database = *store_->database;
    database.transaction([&] {
        if (id <= 0)
            id = store_->nextId();
        QString kind;
        for (const KindKey& known : kKinds)
            if (known.kind == point.kind)
                kind = QLatin1String(known.key);
        if (point.kind == KeptPoint::Kind::Corner)
            database.run(QStringLiteral("DELETE FROM point WHERE kind = ? AND slot = ?"), {kind, point.slot});
        database.put("point",
                     {id, kind, point.slot, encodeFloats(point.point.z), encodeFloats(point.point.classWeights),
                      double(point.point.truncation), point.point.seed, point.modelHash,
                      store_->paths.stored(point.modelFile), pictureBytes(point.thumbnail), point.name});
    });
    Q_EMIT keptPointsChanged();
    return id;
}

void Project::removePoint(qint64 id) {
    store_->requireWritable();
    store_->database->run(QStringLiteral("DELETE FROM point WHERE id = ?"), {id});
    Q_EMIT keptPointsChanged();
}

std::vector<KeptPoint> Project::keptPoints() const {
    std::vector<KeptPoint> points;
    for (const QVariantList& row : store_->database->rows("point", QStringLiteral("ORDER BY id"))) {
        KeptPoint point;
        point.id = row[0].toLongLong();
        for (const KindKey& known : kKinds)
            if (row[1].toString() == QLatin1String(known.key))
                point.kind = known.kind;
        point.slot = row[2].toInt();
        point.point.z = decodeFloats(row[3].toByteArray());
        point.point.classWeights = decodeFloats(row[4].toByteArray());
        point.point.truncation = float(row[5].toDouble());
        point.point.seed = row[6].toLongLong();
        point.modelHash = row[7].toString();
        point.modelFile = store_->paths.absolute(row[8].toString());
        point.thumbnail = QImage::fromData(row[9].toByteArray(), "PNG");
        point.name = row[10].toString();
        points.push_back(std::move(point));
    }
    return points;
}

void Project::recordExport(const QString& file, const QString& modelHash) {
    store_->requireWritable();
    ProjectDatabase& database = *store_->database;
    database.transaction([&] {
        database.put("export", {store_->nextId(), store_->paths.stored(QFileInfo(file).absoluteFilePath()),
                                QDateTime::currentMSecsSinceEpoch(), modelHash});
    });
    Q_EMIT exportsChanged();
}

std::vector<ExportRecord> Project::exports() const {
    std::vector<ExportRecord> records;
    for (const QVariantList& row : store_->database->rows("export", QStringLiteral("ORDER BY id DESC")))
        records.push_back({row[0].toLongLong(), store_->paths.absolute(row[1].toString()),
                           QDateTime::fromMSecsSinceEpoch(row[2].toLongLong()), row[3].toString()});
    return records;
}

std::vector<RecentProject> recentProjects() {
    std::vector<RecentProject> recent;
    QSettings settings;
    const int count = settings.beginReadArray(QStringLiteral("recentProjects"));
    for (int i = 0; i < count; ++i) {
        settings.setArrayIndex(i);
        recent.push_back({settings.value(QStringLiteral("folder")).toString(),
                          settings.value(QStringLiteral("title")).toString(),
                          settings.value(QStringLiteral("opened")).toDateTime(),
                          settings.value(QStringLiteral("thumbnail")).toString()});
    }
    settings.endArray();
    return recent;
}

void rememberProject(const Project& project) {
    if (project.isUntitled())
        return;
    RecentProject entry{project.folder(), project.title(), QDateTime::currentDateTime(), {}};
    for (const RunRecord& run : project.runs()) {
        const auto previews = project.previews(run.id);
        if (previews.empty())
            continue;
        entry.thumbnail = previews.back().file;
        break;
    }
    std::vector<RecentProject> recent = recentProjects();
    std::erase_if(recent, [&](const RecentProject& known) { return known.folder == entry.folder; });
    recent.insert(recent.begin(), entry);
    if (recent.size() > kRecent)
        recent.resize(kRecent);
    writeRecent(recent);
}

void forgetProject(const QString& folder) {
    std::vector<RecentProject> recent = recentProjects();
    std::erase_if(recent, [&](const RecentProject& known) { return known.folder == folder; });
    writeRecent(recent);
}

} // namespace capriccio
