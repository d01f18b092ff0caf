#include "core/train/checkpoint.h"

#include "core/io/durable_file.h"
#include "core/io/safetensors.h"
#include "core/types/error.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <chrono>

namespace capriccio {
namespace {

const auto kSeal = QStringLiteral("seal");

QString sealOf(const StateDict& state) {
    QJsonObject meta = state.meta;
    meta.remove(kSeal);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QJsonDocument(meta).toJson(QJsonDocument::Compact));
    hash.addData(hashOfTensors(state).toLatin1());
    return QString::fromLatin1(hash.result().toHex());
}

QString folderOf(const QString& runFolder) {
    return runFolder + QStringLiteral("/checkpoints");
}

qint64 stepOfFile(const QString& file) {
    return QFileInfo(file).completeBaseName().toLongLong();
}

// Deletes all but the newest `keep` and the best; a file that cannot be deleted costs only space.
void prune(const QString& runFolder, int keep, qint64 bestStep) {
    const QStringList files = checkpointFiles(runFolder);
    for (qsizetype i = 0; i + keep < files.size(); ++i) {
        if (stepOfFile(files[i]) != bestStep)
            QFile::remove(files[i]);
    }
}

} // namespace

QString checkpointFile(const QString& runFolder, qint64 step) {
    return QStringLiteral("%1/%2.safetensors").arg(folderOf(runFolder)).arg(step, 10, 10, QLatin1Char('0'));
}

QStringList checkpointFiles(const QString& runFolder) {
    const QDir folder(folderOf(runFolder));
    QStringList files;
    const QStringList names =
        folder.entryList({QStringLiteral("*.safetensors")}, QDir::Files, QDir::Name); // zero-padded: by step
    for (const QString& name : names) {
        bool isStep = false;
        QFileInfo(name).completeBaseName().toLongLong(&isStep);
        if (isStep)
            files << folder.absoluteFilePath(name);
    }
    return files;
}

void seal(StateDict& state) {
    state.meta.insert(kSeal, sealOf(state));
}

StateDict readCheckpoint(const QString& file) {
    StateDict state = readSafetensors(file);
    if (!state.meta.contains(QLatin1String("training")))
        throw Error(Error::Kind::BadInput,
                    Sentence::translate("Checkpoint", "%1 is a model, not a checkpoint: training cannot go on from it.")
                        .arg(file));
    if (state.meta.value(kSeal).toString() != sealOf(state))
        throw Error(
            Error::Kind::BadInput,
            Sentence::translate("Checkpoint", "%1 is damaged: its checksum does not match. Use an earlier checkpoint.")
                .arg(file));
    QString name;
    if (!allFinite(state, &name))
        throw Error(
            Error::Kind::BadInput,
            Sentence::translate("Checkpoint", "%1 holds numbers that are not finite (%2). Use an earlier checkpoint.")
                .arg(file, name));
    return state;
}

FoundCheckpoint newestCheckpoint(const QString& runFolder) {
    FoundCheckpoint found;
    const QStringList files = checkpointFiles(runFolder);
    for (auto file = files.crbegin(); file != files.crend(); ++file) {
        try {
            found.state = readCheckpoint(*file);
            found.file = *file;
            return found;
        } catch (const Error& error) {
            found.skipped.push_back(error.sentence());
        }
    }
    return found;
}

void setAsideAfter(const QString& runFolder, qint64 step) {
    const QString aside = folderOf(runFolder) + QStringLiteral("/set-aside");
    const QStringList files = checkpointFiles(runFolder);
    for (const QString& file : files) {
        if (stepOfFile(file) <= step)
            continue;
        QDir().mkpath(aside);
        QString target = aside + u'/' + QFileInfo(file).fileName();
        for (int n = 2; QFileInfo::exists(target); ++n)
            target = QStringLiteral("%1/%2-%3.safetensors").arg(aside, QFileInfo(file).completeBaseName()).arg(n);
        QFile::rename(file, target);
    }
}

CheckpointWriter::CheckpointWriter(QString runFolder, int keep) : runFolder_(std::move(runFolder)), keep_(keep) {}

CheckpointWriter::~CheckpointWriter() {
    if (running_.valid())
        running_.wait();
}

void CheckpointWriter::start(std::shared_ptr<StateDict> snapshot, const CheckpointInfo& where, qint64 bestStep) {
    running_ = std::async(std::launch::async, [this, snapshot, where, bestStep]() -> Result {
        Result result;
        result.checkpoint = where;
        try {
            QString name;
            if (!allFinite(*snapshot, &name)) {
                result.outcome = Outcome::NotFinite;
                result.message =
                    Sentence::translate("Checkpoint", "The network \"%1\" held numbers that are not finite.").arg(name);
                return result;
            }
            if (!makeFolderDurably(folderOf(runFolder_)))
                throw Error(
                    Error::Kind::Storage,
                    Sentence::translate("Checkpoint", "The folder %1 cannot be made.").arg(folderOf(runFolder_)));
            seal(*snapshot);
            result.checkpoint.file = checkpointFile(runFolder_, where.step);
            result.checkpoint.sha256 = writeSafetensors(result.checkpoint.file, *snapshot);
            result.outcome = Outcome::Saved;
            prune(runFolder_, keep_, bestStep);
        } catch (const Error& error) {
            result.message = error.sentence();
        } catch (const std::exception& error) {
            result.message = QString::fromUtf8(error.what());
        }
        return result;
    });
}

std::optional<CheckpointWriter::Result> CheckpointWriter::take() {
    if (!running_.valid() || running_.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
        return std::nullopt;
    return running_.get();
}

CheckpointWriter::Result CheckpointWriter::wait() {
    return running_.get();
}

} // namespace capriccio
