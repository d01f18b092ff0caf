#include "core/session/project_values.h"

#include "core/io/strict_json.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QDataStream>
#include <QDir>
#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <cmath>
#include <cstring>
#include <unistd.h>

namespace capriccio {

namespace {

constexpr quint32 kDatasetFormat = 1;
constexpr auto kBytesKey = "$bytes"; // QByteArray has no JSON of its own

[[noreturn]] void refuseProject(const char* what) {
    throw Error(Error::Kind::BadInput,
                Sentence::translate("Project", "The project is damaged; it was left as it is. Take a copy of it "
                                               "from your backup."),
                QLatin1String(what));
}

QString compactJson(const QJsonObject& json) {
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

QJsonObject parsed(const QString& text) {
    return parseStrictObject(text.toUtf8());
}

QString processStart(qint64 pid) {
    // Field 22 of /proc/PID/stat, counted behind the name, which may hold anything.
    QFile stat(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!stat.open(QIODevice::ReadOnly))
        return {};
    const QByteArray text = stat.readAll();
    const QByteArrayList fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    // A process that was killed and not yet collected by its parent runs no training.
    return fields.size() > 19 && fields[0] != "Z" ? QString::fromLatin1(fields[19]) : QString();
}

QString bootId() {
    QFile file(QStringLiteral("/proc/sys/kernel/random/boot_id"));
    return file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.readAll().trimmed()) : QString();
}

QJsonObject prepareJson(const PrepareOptions& o) {
    return {{QStringLiteral("resolution"), o.resolution},
            {QStringLiteral("fit"), int(o.fit)},
            {QStringLiteral("grey"), o.grey},
            {QStringLiteral("background"), qint64(o.background)},
            {QStringLiteral("mirror"), o.mirror},
            {QStringLiteral("keepNearDuplicates"), o.keepNearDuplicates},
            {QStringLiteral("heldOutShare"), o.heldOutShare}};
}

PrepareOptions prepareFrom(const QJsonObject& json) {
    PrepareOptions o;
    o.resolution = json.value(QLatin1String("resolution")).toInt();
    const int fit = json.value(QLatin1String("fit")).toInt(-1);
    if (o.resolution < 1 || o.resolution > 4096 || fit < 0 || fit > int(FitMode::Pad))
        refuseProject("options of the pictures");
    o.fit = FitMode(fit);
    o.grey = json.value(QLatin1String("grey")).toBool();
    o.background = quint32(json.value(QLatin1String("background")).toInteger());
    o.mirror = json.value(QLatin1String("mirror")).toBool();
    o.keepNearDuplicates = json.value(QLatin1String("keepNearDuplicates")).toBool();
    o.heldOutShare = json.value(QLatin1String("heldOutShare")).toDouble();
    return o;
}

// QDataStream makes room for as many strings as the count says before it reads the first.
QStringList readList(QDataStream& in, qsizetype bytes) {
    quint32 count = 0;
    in >> count;
    if (in.status() != QDataStream::Ok || count > quint64(bytes) / sizeof(quint32))
        refuseProject("list of texts");
    QStringList list;
    for (quint32 i = 0; i < count && in.status() == QDataStream::Ok; ++i) {
        QString text;
        in >> text;
        list << text;
    }
    return list;
}

struct StateKey {
    RunState state;
    const char* key;
};
constexpr StateKey kStates[] = {{RunState::Running, "running"},   {RunState::Finished, "finished"},
                                {RunState::Stopped, "stopped"},   {RunState::Interrupted, "interrupted"},
                                {RunState::Diverged, "diverged"}, {RunState::Failed, "failed"}};

} // namespace

bool isSafePath(const QString& stored) {
    const QStringList parts = stored.split(QLatin1Char('/'));
    return !parts.contains(QStringLiteral(".."));
}

QString ProjectPaths::stored(const QString& absolute) const {
    const QString inside = folder_ + QLatin1Char('/');
    const QString clean = absolute.isEmpty() ? absolute : QDir::cleanPath(absolute);
    if (folder_.isEmpty()) // a run outside any project
        return clean;
    return clean.startsWith(inside) ? clean.mid(inside.size()) : clean;
}

QString ProjectPaths::absolute(const QString& stored) const {
    if (!isSafePath(stored))
        refuseProject("a stored path leaves the project");
    return stored.isEmpty() || stored.startsWith(QLatin1Char('/')) ? stored : folder_ + QLatin1Char('/') + stored;
}

QString ProjectPaths::runFolder(qint64 run) const {
    return QStringLiteral("%1/runs/%2").arg(folder_).arg(run);
}

QString ProjectPaths::trashFolder(qint64 run) const {
    return QStringLiteral("%1/trash/%2").arg(folder_).arg(run);
}

// Folder names are written once: 100,000 pictures come to about 6 MB, written within a frame or two.
QByteArray encodeDataset(const DatasetInfo& info, const ProjectPaths& paths) {
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    QStringList sources;
    for (const QString& source : info.sources)
        sources << paths.stored(source);
    out << kDatasetFormat << qint32(info.kind) << sources << info.classes << qint32(info.suggestedResolution)
        << info.suggestedGrey << info.sourceNote << info.licenceNote << info.cancelled;
    out << quint32(info.items.size());
    QHash<QString, quint32> folders;
    for (const PictureItem& item : info.items) {
        const QString source = paths.stored(item.source);
        const qsizetype slash = source.lastIndexOf(QLatin1Char('/')) + 1;
        const QString folder = source.left(slash);
        const auto known = folders.constFind(folder);
        const quint32 index = known != folders.constEnd() ? *known : quint32(folders.size());
        out << index;
        if (known == folders.constEnd()) {
            folders.insert(folder, index);
            out << folder.toUtf8();
        }
        out << source.mid(slash).toUtf8() << item.entry.toUtf8() << qint32(item.width) << qint32(item.height)
            << qint32(item.label) << item.perceptualHash << quint8(item.grey) << quint8(item.hasAlpha)
            << quint8(item.verdict) << item.reason.stored().toUtf8();
    }
    out << quint32(info.nearDuplicates.size());
    for (const DuplicateGroup& group : info.nearDuplicates) {
        out << quint32(group.items.size());
        for (const int item : group.items)
            out << qint32(item);
    }
    return bytes;
}

DatasetInfo decodeDataset(const QByteArray& bytes, const ProjectPaths& paths) {
    QDataStream in(bytes);
    in.setVersion(QDataStream::Qt_6_4);
    quint32 format = 0;
    qint32 kind = 0;
    qint32 resolution = 0;
    quint32 count = 0;
    QStringList sources;
    DatasetInfo info;
    in >> format >> kind;
    sources = readList(in, bytes.size());
    info.classes = readList(in, bytes.size());
    in >> resolution >> info.suggestedGrey >> info.sourceNote >> info.licenceNote >> info.cancelled >> count;
    // Every item takes more bytes than this: a larger count is a lie.
    if (in.status() != QDataStream::Ok || format != kDatasetFormat || kind < 0 || kind > int(DataKind::Melodies) ||
        count > quint64(bytes.size()) / 32)
        refuseProject("list of pictures");
    info.kind = DataKind(kind);
    info.suggestedResolution = resolution;
    for (const QString& source : sources)
        info.sources << paths.absolute(source);
    info.items.reserve(count);
    QStringList folders;
    for (quint32 i = 0; i < count; ++i) {
        PictureItem item;
        quint32 folder = 0;
        QByteArray name;
        QByteArray entry;
        QByteArray reason;
        qint32 width = 0;
        qint32 height = 0;
        qint32 label = 0;
        quint8 grey = 0;
        quint8 alpha = 0;
        quint8 verdict = 0;
        in >> folder;
        if (folder == quint32(folders.size())) {
            in >> name;
            folders << paths.absolute(QString::fromUtf8(name) + QLatin1Char('.')).chopped(1);
        }
        in >> name >> entry >> width >> height >> label >> item.perceptualHash >> grey >> alpha >> verdict >> reason;
        if (in.status() != QDataStream::Ok || folder >= quint32(folders.size()) ||
            verdict > quint8(ItemVerdict::Removed) || label < -1 || label >= qint32(info.classes.size()))
            refuseProject("list of pictures");
        item.source = folders[folder] + QString::fromUtf8(name);
        item.entry = QString::fromUtf8(entry);
        item.width = width;
        item.height = height;
        item.label = label;
        item.grey = grey != 0;
        item.hasAlpha = alpha != 0;
        item.verdict = ItemVerdict(verdict);
        item.reason = Sentence::fromStored(QString::fromUtf8(reason));
        info.items.push_back(std::move(item));
    }
    in >> count;
    if (in.status() != QDataStream::Ok || count > quint64(bytes.size()))
        refuseProject("list of near-duplicates");
    for (quint32 i = 0; i < count; ++i) {
        quint32 members = 0;
        in >> members;
        if (in.status() != QDataStream::Ok || members > info.items.size())
            refuseProject("list of near-duplicates");
        DuplicateGroup group;
        for (quint32 k = 0; k < members; ++k) {
            qint32 item = -1;
            in >> item;
            if (in.status() != QDataStream::Ok || item < 0 || std::size_t(item) >= info.items.size())
                refuseProject("list of near-duplicates");
            group.items.push_back(item);
        }
        info.nearDuplicates.push_back(std::move(group));
    }
    if (!in.atEnd())
        refuseProject("list of pictures");
    return info;
}

QString encodePrepareOptions(const PrepareOptions& options) {
    return compactJson(prepareJson(options));
}

PrepareOptions decodePrepareOptions(const QString& json) {
    return prepareFrom(parsed(json));
}

QString encodePrepared(const PreparedPictures& p, const ProjectPaths& paths) {
    return compactJson({{QStringLiteral("cacheFile"), paths.stored(p.cacheFile)},
                        {QStringLiteral("contentHash"), p.contentHash},
                        {QStringLiteral("count"), p.count},
                        {QStringLiteral("heldOut"), p.heldOut},
                        {QStringLiteral("channels"), p.channels},
                        {QStringLiteral("options"), prepareJson(p.options)},
                        {QStringLiteral("classes"), QJsonArray::fromStringList(p.classes)},
                        {QStringLiteral("title"), p.title},
                        {QStringLiteral("sourceNote"), p.sourceNote},
                        {QStringLiteral("licenceNote"), p.licenceNote}});
}

PreparedPictures decodePrepared(const QString& text, const ProjectPaths& paths) {
    const QJsonObject json = parsed(text);
    const auto string = [&](const char* key) { return json.value(QLatin1String(key)).toString(); };
    PreparedPictures p;
    p.cacheFile = paths.absolute(string("cacheFile"));
    p.contentHash = string("contentHash");
    p.count = json.value(QLatin1String("count")).toInt(-1);
    p.heldOut = json.value(QLatin1String("heldOut")).toInt(-1);
    p.channels = json.value(QLatin1String("channels")).toInt();
    if (p.count < 0 || p.heldOut < 0 || p.channels < 1 || p.channels > 4)
        refuseProject("prepared pictures");
    p.options = prepareFrom(json.value(QLatin1String("options")).toObject());
    const QJsonArray classes = json.value(QLatin1String("classes")).toArray();
    for (const QJsonValue& name : classes)
        p.classes << name.toString();
    p.title = string("title");
    p.sourceNote = string("sourceNote");
    p.licenceNote = string("licenceNote");
    return p;
}

QString encodePreset(const Preset& preset) {
    return compactJson(toJson(preset));
}

Preset decodePreset(const QString& json) {
    return presetFromJson(parsed(json));
}

QString encodeStats(const TrainingStats& s) {
    return compactJson({{QStringLiteral("step"), s.step},
                        {QStringLiteral("imagesSeen"), s.imagesSeen},
                        {QStringLiteral("elapsedSeconds"), s.elapsedSeconds},
                        {QStringLiteral("imagesPerSecond"), s.imagesPerSecond},
                        {QStringLiteral("fraction"), s.fraction},
                        {QStringLiteral("secondsLeft"), s.secondsLeft},
                        {QStringLiteral("values"), encodeFigures(s.values)}});
}

TrainingStats decodeStats(const QString& text) {
    const QJsonObject json = parsed(text);
    const auto number = [&](const char* key) { return json.value(QLatin1String(key)).toDouble(); };
    TrainingStats s;
    s.step = json.value(QLatin1String("step")).toInteger();
    s.imagesSeen = json.value(QLatin1String("imagesSeen")).toInteger();
    s.elapsedSeconds = number("elapsedSeconds");
    s.imagesPerSecond = number("imagesPerSecond");
    s.fraction = number("fraction");
    s.secondsLeft = number("secondsLeft");
    s.values = decodeFigures(json.value(QLatin1String("values")).toString());
    return s;
}

QString encodeFigures(const std::vector<NamedValue>& values) {
    QString text;
    for (const NamedValue& v : values) {
        if (!std::isfinite(v.value))
            continue;
        if (!text.isEmpty())
            text += QLatin1Char(';');
        text += v.name + QLatin1Char('=') + QString::number(v.value, 'g', 17);
    }
    return text;
}

std::vector<NamedValue> decodeFigures(const QString& text) {
    std::vector<NamedValue> values;
    for (const QStringView part : QStringView(text).split(u';', Qt::SkipEmptyParts)) {
        const qsizetype at = part.indexOf(u'=');
        bool ok = false;
        const double value = part.mid(at + 1).toDouble(&ok);
        if (at < 1 || !ok)
            refuseProject("figures of a run");
        values.push_back({part.left(at).toString(), value});
    }
    return values;
}

QString encodeState(RunState state) {
    for (const StateKey& known : kStates)
        if (known.state == state)
            return QLatin1String(known.key);
    return {};
}

RunState decodeState(const QString& key) {
    for (const StateKey& known : kStates)
        if (key == QLatin1String(known.key))
            return known.state;
    refuseProject("state of a run");
}

QString encodeSetting(const QVariant& value) {
    QJsonObject json;
    if (value.typeId() == QMetaType::QByteArray)
        json.insert(QLatin1String(kBytesKey), QString::fromLatin1(value.toByteArray().toBase64()));
    else
        json.insert(QLatin1String("v"), QJsonValue::fromVariant(value));
    return compactJson(json);
}

QVariant decodeSetting(const QString& text) {
    const QJsonObject json = parsed(text);
    if (json.contains(QLatin1String(kBytesKey)))
        return QByteArray::fromBase64(json.value(QLatin1String(kBytesKey)).toString().toLatin1());
    return json.value(QLatin1String("v")).toVariant();
}

QByteArray encodeFloats(const std::vector<float>& values) {
    return QByteArray(reinterpret_cast<const char*>(values.data()), qsizetype(values.size() * sizeof(float)));
}

std::vector<float> decodeFloats(const QByteArray& bytes) {
    if (bytes.size() % qsizetype(sizeof(float)) != 0)
        refuseProject("latent point");
    std::vector<float> values(std::size_t(bytes.size()) / sizeof(float));
    if (!values.empty())
        std::memcpy(values.data(), bytes.constData(), std::size_t(bytes.size()));
    return values;
}

QString thisProcess() {
    const qint64 pid = ::getpid();
    return QStringLiteral("%1:%2:%3").arg(pid).arg(processStart(pid), bootId());
}

bool isAlive(const QString& process) {
    const QStringList parts = process.split(QLatin1Char(':'));
    if (parts.size() != 3 || parts[2] != bootId())
        return false;
    const QString start = processStart(parts[0].toLongLong());
    return !start.isEmpty() && start == parts[1];
}

} // namespace capriccio
