#include "core/session/run_recorder.h"

#include "core/data/melody_codec.h"
#include "core/io/durable_file.h"
#include "core/io/midi_file.h"
#include "core/io/pixels_image.h"
#include "core/session/project_database.h"
#include "core/session/project_values.h"
#include "core/session/text_values.h"
#include "core/session/written_samples.h"
#include "core/types/error.h"
#include "core/types/generated_note.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QImageWriter>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <cmath>
#include <map>

namespace capriccio {

namespace {

constexpr double kSecondsPerRow = 1;
constexpr std::size_t kMostPreviews = 400; // then every second one goes: a history of hours stays a few hundred files
constexpr int kPngQuality = 60;            // a fast level of compression: the training waits for it

struct Mean {
    double sum = 0;
    int count = 0;
};

struct KeptPreview {
    qint64 step = 0;
    QString file; // absolute
};

// Tiles side by side in about the shape of a screen.
int columnsFor(std::size_t tiles) {
    return std::max(1, int(std::ceil(std::sqrt(double(tiles) * 1.6))));
}

QByteArray gridPng(const std::vector<QImage>& tiles, int columns) {
    const QSize size = tiles.front().size();
    const int rows = (int(tiles.size()) + columns - 1) / columns;
    QImage grid(columns * size.width(), rows * size.height(), QImage::Format_RGB888);
    grid.fill(Qt::black);
    for (std::size_t i = 0; i < tiles.size(); ++i) {
        const QImage tile = tiles[i].convertToFormat(QImage::Format_RGB888);
        const int left = int(i) % columns * size.width();
        const int top = int(i) / columns * size.height();
        for (int y = 0; y < std::min(tile.height(), size.height()); ++y)
            std::copy_n(tile.constScanLine(y), std::min(tile.width(), size.width()) * 3,
                        grid.scanLine(top + y) + left * 3);
    }
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, "png");
    writer.setQuality(kPngQuality);
    writer.write(grid);
    return bytes;
}

// The first melody of a preview of music, to hear, beside the list of all.
QString melodyBeside(const QString& previewFile) {
    return previewFile.chopped(4) + QStringLiteral("mid");
}

void removePreview(const QString& file) {
    QFile::remove(file);
    if (file.endsWith(QLatin1String(".json")))
        QFile::remove(melodyBeside(file));
}

} // namespace

struct RunRecorder::Impl {
    TrainingJob job;
    ProjectPaths paths;
    qint64 run = 0;
    std::unique_ptr<ProjectDatabase> database; // null: folder only
    QFile log;
    QDateTime started = QDateTime::currentDateTimeUtc();
    bool first = true; // nothing recorded in this sitting yet
    qint64 seq = 0;
    double rowWritten = -1; // elapsedSeconds of the last row
    std::map<QString, Mean> means;
    TrainingStats last;
    std::vector<KeptPreview> previews;
    double previewInterval = 0; // s between kept previews, doubled with every thinning
    double previewKept = -1;

    Impl(const TrainingJob& trainingJob, const QString& projectFolder, qint64 runId)
        : job(trainingJob), paths(projectFolder), run(runId) {}

    QString previewFile(qint64 step) const {
        const bool texts = isSequence(job.preset.architecture);
        return QStringLiteral("%1/previews/%2.%3")
            .arg(job.folder)
            .arg(step, 10, 10, QLatin1Char('0'))
            .arg(texts ? QStringLiteral("json") : QStringLiteral("png"));
    }
    void begin(qint64 step);
    void forgetFrom(qint64 step);
    void writeRow();
    void thinPreviews();
    void appendLog(const std::vector<NamedValue>& figures);
    void writeRunFile(const TrainingResult* result);
    void putState(RunState state, const TrainingResult& result);
};

RunRecorder::RunRecorder(const TrainingJob& job, const QString& projectFolder, qint64 runId)
    : impl_(std::make_unique<Impl>(job, projectFolder, runId)) {
    if (!makeFolderDurably(job.folder + QStringLiteral("/previews")))
        throw Error(
            Error::Kind::Storage,
            Sentence::translate("RunRecorder", "The folder %1 cannot be made. Choose another folder.").arg(job.folder));
    removeUnfinishedSaves(job.folder);
    removeUnfinishedSaves(job.folder + QStringLiteral("/previews"));
    if (!projectFolder.isEmpty() && runId > 0) {
        impl_->database = std::make_unique<ProjectDatabase>(projectFolder + QStringLiteral("/project.sqlite"),
                                                            ProjectDatabase::Mode::ReadWrite);
        impl_->putState(RunState::Running, {});
    }
    const QStringList names =
        QDir(job.folder + QStringLiteral("/previews"))
            .entryList({QStringLiteral("*.png"), QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    for (const QString& name : names) {
        const qint64 step = name.section(QLatin1Char('.'), 0, 0).toLongLong();
        impl_->previews.push_back({step, impl_->previewFile(step)});
    }
    impl_->writeRunFile(nullptr);
}

RunRecorder::~RunRecorder() = default;

// A run that goes on from a checkpoint repeats the steps behind it: what they left the first time goes.
void RunRecorder::Impl::begin(qint64 step) {
    if (!first)
        return;
    first = false;
    forgetFrom(step);
    log.setFileName(job.folder + QStringLiteral("/metrics.jsonl"));
    if (!log.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
        throw Error(Error::Kind::Storage,
                    Sentence::translate("RunRecorder", "%1 cannot be written. Free some space, then go on.")
                        .arg(log.fileName()),
                    log.errorString());
}

void RunRecorder::Impl::forgetFrom(qint64 step) {
    const QString file = job.folder + QStringLiteral("/metrics.jsonl");
    QFile old(file);
    if (old.open(QIODevice::ReadOnly)) {
        QByteArray kept;
        bool changed = false;
        while (!old.atEnd()) {
            const QByteArray line = old.readLine();
            const QJsonObject json = QJsonDocument::fromJson(line).object();
            const bool keep = line.endsWith('\n') && json.contains(QLatin1String("step")) &&
                              json.value(QLatin1String("step")).toInteger() < step;
            if (keep)
                kept += line;
            changed = changed || !keep;
        }
        old.close();
        if (changed)
            saveDurably(file, kept);
    }
    std::erase_if(previews, [&](const KeptPreview& preview) {
        if (preview.step < step)
            return false;
        removePreview(preview.file);
        return true;
    });
    if (!database)
        return;
    database->transaction([&] {
        database->run(QStringLiteral("DELETE FROM stat WHERE run = ? AND step >= ?"), {run, step});
        database->run(QStringLiteral("DELETE FROM preview WHERE run = ? AND step >= ?"), {run, step});
        seq =
            database->value(QStringLiteral("SELECT coalesce(max(seq), 0) FROM stat WHERE run = ?"), {run}).toLongLong();
    });
}

void RunRecorder::Impl::appendLog(const std::vector<NamedValue>& figures) {
    QJsonObject json{{QStringLiteral("step"), last.step},
                     {QStringLiteral("imagesSeen"), last.imagesSeen},
                     {QStringLiteral("elapsedSeconds"), last.elapsedSeconds},
                     {QStringLiteral("imagesPerSecond"), last.imagesPerSecond}};
    for (const NamedValue& figure : figures)
        json.insert(figure.name, figure.value); // not finite: null
    const QByteArray line = QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n';
    const qint64 before = log.size();
    if (log.write(line) == line.size())
        return;
    const QString reason = log.errorString();
    log.resize(before); // no half a line before the next try
    throw Error(
        Error::Kind::Storage,
        Sentence::translate("RunRecorder", "%1 cannot be written. Free some space, then go on.").arg(log.fileName()),
        reason);
}

void RunRecorder::Impl::writeRow() {
    if (means.empty())
        return;
    std::vector<NamedValue> figures;
    for (const auto& [name, mean] : means)
        figures.push_back({name, mean.sum / mean.count});
    // A try that fails half-way is made good by the next: the same row number, then the line.
    if (database)
        database->transaction([&] {
            database->put("stat",
                          {run, seq + 1, last.step, last.imagesSeen, last.elapsedSeconds, encodeFigures(figures)});
            TrainingResult so;
            so.last = last;
            putState(RunState::Running, so);
        });
    appendLog(figures);
    ++seq;
    means.clear(); // only now: what could not be written is tried again
    rowWritten = last.elapsedSeconds;
}

void RunRecorder::Impl::putState(RunState state, const TrainingResult& result) {
    const auto rows = database->rows("run_state", QStringLiteral("WHERE run = ?"), {run});
    QVariantList row =
        rows.empty() ? QVariantList{run, QString(), encodeStats({}), QString(), QString()} : rows.front();
    row[1] = encodeState(state);
    if (result.last.step > 0)
        row[2] = encodeStats(result.last);
    if (!result.modelFile.isEmpty())
        row[3] = paths.stored(result.modelFile);
    row[4] = state == RunState::Running ? thisProcess() : QString();
    database->put("run_state", row);
}

void RunRecorder::Impl::writeRunFile(const TrainingResult* result) {
    const auto object = [](const QString& json) { return QJsonDocument::fromJson(json.toUtf8()).object(); };
    QJsonObject json{{QStringLiteral("software"), QStringLiteral("Capriccio " CAPRICCIO_VERSION)},
                     {QStringLiteral("started"), started.toString(Qt::ISODate)},
                     {QStringLiteral("preset"), toJson(job.preset)},
                     {QStringLiteral("data"), isSequence(job.preset.architecture)
                                                  ? object(QString::fromUtf8(encodeSequences(job.sequences, paths)))
                                                  : object(encodePrepared(job.data, paths))},
                     {QStringLiteral("startFrom"), job.startFrom},
                     {QStringLiteral("branch"), job.branch},
                     {QStringLiteral("state"), encodeState(result ? stateAfter(result->outcome) : RunState::Running)}};
    if (result) {
        json.insert(QStringLiteral("ended"), QDateTime::currentDateTimeUtc().toString(Qt::ISODate));
        json.insert(QStringLiteral("reason"), result->reason.text());
        json.insert(QStringLiteral("detail"), result->detail);
        json.insert(QStringLiteral("model"), QFileInfo(result->modelFile).fileName());
        json.insert(QStringLiteral("last"), object(encodeStats(result->last)));
    }
    saveDurably(job.folder + QStringLiteral("/run.json"), QJsonDocument(json).toJson());
}

// Every second preview but the first and the last goes, and from now on only half as many are kept.
void RunRecorder::Impl::thinPreviews() {
    std::vector<KeptPreview> kept;
    std::vector<KeptPreview> gone;
    for (std::size_t i = 0; i < previews.size(); ++i)
        (i % 2 == 0 || i + 1 == previews.size() ? kept : gone).push_back(previews[i]);
    if (database)
        database->transaction([&] {
            for (const KeptPreview& preview : gone)
                database->run(QStringLiteral("DELETE FROM preview WHERE run = ? AND step = ?"), {run, preview.step});
        });
    for (const KeptPreview& preview : gone)
        removePreview(preview.file);
    previews = std::move(kept);
    previewInterval = std::max(1.0, previewInterval * 2);
}

void RunRecorder::stats(const TrainingStats& stats) {
    Impl& d = *impl_;
    d.begin(stats.step);
    d.last = stats;
    for (const NamedValue& v : stats.values) {
        if (!std::isfinite(v.value))
            continue;
        Mean& mean = d.means[v.name];
        mean.sum += v.value;
        ++mean.count;
    }
    if (d.rowWritten < 0 || stats.elapsedSeconds - d.rowWritten >= kSecondsPerRow)
        d.writeRow();
}

void RunRecorder::preview(const Preview& preview) {
    Impl& d = *impl_;
    d.begin(preview.step);
    if (preview.texts.empty() && (preview.tiles.empty() || preview.tiles.front().empty()))
        return;
    if (d.previewKept >= 0 && preview.elapsedSeconds - d.previewKept < d.previewInterval)
        return;
    const QString file = d.previewFile(preview.step);
    int columns = 0;
    int tileSize = 0;
    if (preview.texts.empty()) {
        const std::vector<QImage> tiles = toImages(preview.tiles);
        columns = std::min(columnsFor(tiles.size()), int(tiles.size()));
        tileSize = tiles.front().width();
        saveDurably(file, gridPng(tiles, columns));
    } else {
        saveDurably(file, encodeWrittenSamples(preview.texts));
        if (d.job.preset.medium == DataKind::Melodies) {
            MidiWriteOptions writing;
            writing.note = generatedNote({d.job.preset.title, {}, d.job.sequences.title, 0});
            writeMidiFile(melodyBeside(file), makeMelodyCodec(d.job.sequences.codec)->decode(preview.texts.front().ids),
                          writing);
        }
    }
    if (d.database)
        d.database->put("preview", {d.run, preview.step, preview.imagesSeen, preview.elapsedSeconds,
                                    d.paths.stored(file), columns, tileSize});
    d.previewKept = preview.elapsedSeconds;
    if (d.previews.empty() || d.previews.back().step != preview.step)
        d.previews.push_back({preview.step, file});
    if (d.previews.size() > kMostPreviews)
        d.thinPreviews();
}

void RunRecorder::checkpoint(const CheckpointInfo& checkpoint) {
    Impl& d = *impl_;
    d.begin(checkpoint.step);
    d.writeRow();
    if (!d.database)
        return;
    d.database->transaction([&] {
        for (const QVariantList& row : d.database->rows("checkpoint", QStringLiteral("WHERE run = ?"), {d.run}))
            if (!QFileInfo::exists(d.paths.absolute(row[1].toString())))
                d.database->run(QStringLiteral("DELETE FROM checkpoint WHERE run = ? AND file = ?"), {d.run, row[1]});
        d.database->put("checkpoint", {d.run, d.paths.stored(checkpoint.file), checkpoint.sha256, checkpoint.step,
                                       checkpoint.imagesSeen, checkpoint.elapsedSeconds});
    });
}

void RunRecorder::ended(const TrainingResult& result) {
    Impl& d = *impl_;
    d.writeRow();
    d.writeRunFile(&result);
    if (d.database)
        d.database->transaction([&] { d.putState(stateAfter(result.outcome), result); });
}

} // namespace capriccio
