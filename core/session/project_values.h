#pragma once

#include "core/session/project.h"

#include <QByteArray>
#include <QString>

namespace capriccio {

// Values of a project as they stand in its index. Decoders throw Error(BadInput) with a reason. Any thread.

// Whether a stored path stays where it belongs: no ".." in it. Empty is safe.
bool isSafePath(const QString& stored);

// Paths inside the project are stored relative to it, so that the folder can move; others as they are.
class ProjectPaths {
public:
    explicit ProjectPaths(QString folder) : folder_(std::move(folder)) {}
    QString stored(const QString& absolute) const;
    QString absolute(const QString& stored) const; // throws on an unsafe path
    QString runFolder(qint64 run) const;
    QString trashFolder(qint64 run) const;

private:
    QString folder_; // absolute
};

QByteArray encodeDataset(const DatasetInfo& info, const ProjectPaths& paths);
DatasetInfo decodeDataset(const QByteArray& bytes, const ProjectPaths& paths);

QString encodePrepareOptions(const PrepareOptions& options);
PrepareOptions decodePrepareOptions(const QString& json);

QString encodePrepared(const PreparedPictures& pictures, const ProjectPaths& paths);
PreparedPictures decodePrepared(const QString& json, const ProjectPaths& paths);

QString encodePreset(const Preset& preset);
Preset decodePreset(const QString& json);

QString encodeStats(const TrainingStats& stats);
TrainingStats decodeStats(const QString& json);

// name=value pairs joined by ';'. Names without those two signs; values that are not finite are left out.
QString encodeFigures(const std::vector<NamedValue>& values);
std::vector<NamedValue> decodeFigures(const QString& text);

QString encodeState(RunState state);
RunState decodeState(const QString& key);

QString encodeSetting(const QVariant& value);
QVariant decodeSetting(const QString& json);

QByteArray encodeFloats(const std::vector<float>& values);
std::vector<float> decodeFloats(const QByteArray& bytes);

// Who runs a training: process, its start and the boot, so that a number used again is not taken for the same process.
QString thisProcess();
bool isAlive(const QString& process);

} // namespace capriccio
