// The last measurement of every run's model. Each is a file in the folder of its run and no row of the index: it goes
// to the trash and comes back with the run, is copied with the project, and projects of before open as they are (the
// index has an exact schema). It is worth a minute of measuring, so it may be missing, and a damaged one harms nothing
// else.
#include "core/io/durable_file.h"
#include "core/io/safetensors.h"
#include "core/session/evaluation_values.h"
#include "core/session/project_store.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <algorithm>

namespace capriccio {

namespace {

constexpr qint64 kMostBytes = 64 << 20; // 48 pictures and 10,000 texts come to less

QString fileIn(const QString& runFolder) {
    return runFolder + QStringLiteral("/evaluation.bin");
}

QString fileOf(const ProjectPaths& paths, qint64 run) {
    return fileIn(paths.runFolder(run));
}

// The first bytes of a file; empty: there is none, or it is larger than any measurement.
QByteArray evaluationStart(const QString& name, qint64 bytes) {
    if (!QFileInfo(name).isFile()) // a pipe would be waited for
        return {};
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly) || file.size() > kMostBytes)
        return {};
    return file.read(std::min(bytes, file.size()));
}

} // namespace

std::optional<StoredEvaluation> storedEvaluation(const QString& runFolder) {
    try {
        return decodeEvaluation(evaluationStart(fileIn(runFolder), kMostBytes));
    } catch (const Error&) {
        return std::nullopt;
    }
}

QString Project::Store::modelHashOf(const QString& file) {
    const QFileInfo info(file);
    if (file.isEmpty() || !info.isFile())
        return {};
    const CopiedFiles::Stamp stamp{info.size(), info.lastModified()};
    const auto known = modelHashes.constFind(file);
    if (known != modelHashes.constEnd() && known->stamp == stamp)
        return known->hash;
    QString hash;
    try {
        hash = readModelInfo(file).hash;
    } catch (const Error&) {
        hash.clear(); // whoever opens the model hears why
    }
    modelHashes.insert(file, {stamp, hash});
    return hash;
}

QString Project::modelHash(qint64 id) const {
    try {
        const std::optional<RunRecord> record = run(id);
        return record ? store_->modelHashOf(record->modelFile) : QString();
    } catch (const Error&) {
        return {}; // a damaged record is told of where the runs are listed
    }
}

bool Project::hasEvaluation(qint64 id) const {
    const QByteArray start = evaluationStart(fileOf(store_->paths, id), kEvaluationHeadBytes);
    if (start.isEmpty())
        return false;
    try {
        const EvaluationHead head = decodeEvaluationHead(start);
        const std::optional<RunRecord> record = run(id);
        return record && head.medium == record->preset.medium && !head.modelHash.isEmpty() &&
               head.modelHash == store_->modelHashOf(record->modelFile);
    } catch (const Error&) {
        return false;
    }
}

std::optional<StoredEvaluation> Project::evaluation(qint64 id) const {
    return hasEvaluation(id) ? storedEvaluation(store_->paths.runFolder(id)) : std::nullopt;
}

void Project::setEvaluation(qint64 id, const QByteArray& encoded) {
    if (isReadOnly())
        return;
    if (!run(id))
        throw Error(Error::Kind::BadArgument, Sentence::translate("Project", "There is no run %1.").arg(id));
    saveDurably(fileOf(store_->paths, id), encoded);
}

} // namespace capriccio
