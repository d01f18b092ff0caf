// The runs of a project, what they measured and what they left on disk.
#include "core/io/durable_file.h"
#include "core/session/project_store.h"
#include "core/session/text_values.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

namespace capriccio {

namespace {

constexpr qint64 kTrashDays = 30;

// Columns of "run", in the order of its definition.
enum RunColumn { Id, Name, Started, PresetJson, Data, ParentRun, ParentStep, RunNote, Removed };
enum StateColumn { Run, State, Last, ModelFile, Owner };

QVariantList runRow(ProjectDatabase& database, qint64 id) {
    const auto rows = database.rows("run", QStringLiteral("WHERE id = ?"), {id});
    if (rows.empty())
        throw Error(Error::Kind::BadArgument, Sentence::translate("Project", "There is no run %1.").arg(id));
    return rows.front();
}

QVariantList stateRow(ProjectDatabase& database, qint64 id) {
    const auto rows = database.rows("run_state", QStringLiteral("WHERE run = ?"), {id});
    return rows.empty() ? QVariantList{id, encodeState(RunState::Interrupted), encodeStats({}), QString(), QString()}
                        : rows.front();
}

// Moves a run's folder; a run that left nothing on disk has none.
void moveFolder(const QString& from, const QString& to) {
    if (!QFileInfo::exists(from))
        return;
    if (!makeFolderDurably(QFileInfo(to).absolutePath()) || !QDir().rename(from, to))
        throw Error(Error::Kind::Storage,
                    Sentence::translate("Project", "The folder %1 cannot be moved. Close what has it open, then "
                                                   "try again.")
                        .arg(from));
    syncFolder(QFileInfo(from).absolutePath());
    syncFolder(QFileInfo(to).absolutePath());
}

Sentence runName(const Sentence& preset, int number) {
    return Sentence::translate("Project", "%1 %2", "name of a run: preset and number").arg(preset, number);
}

// number: of the branches from that place, 1 = the first.
Sentence branchName(const Sentence& parent, qint64 step, int number) {
    if (number == 1)
        return Sentence::translate("Project", "%1, from step %2", "name of a run: its parent and where it left it")
            .arg(parent, step);
    return Sentence::translate("Project", "%1, from step %2 (%3)", "name of a run: its parent, the step, its number")
        .arg(parent, step, number);
}

// Returns the name of the run in a row. A name nobody gave is said in the language of the moment: that of a branch is
// kept as a sentence, and "Melody space 3" is known by the preset's title of then, which stands in its JSON.
Sentence saidNow(const QVariantList& run) {
    const QString name = run[Name].toString();
    const QString preset = run[PresetJson].toString();
    const QString then =
        QJsonDocument::fromJson(preset.toUtf8()).object().value(QLatin1String("title")).toString() + u' ';
    bool isNumber = false;
    const int number = name.startsWith(then) ? name.mid(then.size()).toInt(&isNumber) : 0;
    return isNumber ? runName(shownTitle(decodePreset(preset)), number) : Sentence::fromStored(name);
}

} // namespace

RunState stateAfter(TrainingResult::Outcome outcome) {
    switch (outcome) {
    case TrainingResult::Outcome::Finished:
        return RunState::Finished;
    case TrainingResult::Outcome::Cancelled:
        return RunState::Stopped;
    case TrainingResult::Outcome::Diverged:
        return RunState::Diverged;
    case TrainingResult::Outcome::Failed:
        break;
    }
    return RunState::Failed;
}

RunRecord Project::Store::recordFrom(const QVariantList& run) const {
    RunRecord record;
    record.id = run[Id].toLongLong();
    record.started = QDateTime::fromMSecsSinceEpoch(run[Started].toLongLong());
    record.preset = decodePreset(run[PresetJson].toString());
    record.name = saidNow(run).text();
    if (isSequence(record.preset.architecture))
        record.sequences = decodeSequences(run[Data].toString().toUtf8(), paths);
    else
        record.data = decodePrepared(run[Data].toString(), paths);
    record.folder = paths.runFolder(record.id);
    record.parentRun = run[ParentRun].toLongLong();
    record.parentStep = run[ParentStep].toLongLong();
    record.note = run[RunNote].toString();
    const QVariantList state = stateRow(*database, record.id);
    record.state = decodeState(state[State].toString());
    if (record.state == RunState::Running && !isAlive(state[Owner].toString()))
        record.state = RunState::Interrupted;
    record.last = decodeStats(state[Last].toString());
    record.modelFile = paths.absolute(state[ModelFile].toString());
    return record;
}

bool Project::Store::hasLiveRun() const {
    for (const QVariantList& state : database->rows("run_state", QStringLiteral("WHERE state = 'running'")))
        if (isAlive(state[Owner].toString()))
            return true;
    return false;
}

// The index is the truth; a kill between its commit and the move of the folder is made good here.
void Project::Store::settleTrash() {
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (const QVariantList& run : database->rows("run")) {
        const qint64 id = run[Id].toLongLong();
        const qint64 removed = run[Removed].toLongLong();
        const QString live = paths.runFolder(id);
        const QString trash = paths.trashFolder(id);
        if (removed > 0 && QFileInfo::exists(live) && !QFileInfo::exists(trash))
            moveFolder(live, trash);
        if (removed == 0 && !QFileInfo::exists(live))
            moveFolder(trash, live);
        if (removed > 0 && now - removed > kTrashDays * 24 * 3600 * 1000) {
            QDir(trash).removeRecursively();
            database->transaction([&] {
                for (const char* table : {"run_state", "stat", "preview", "checkpoint"})
                    database->run(QStringLiteral("DELETE FROM %1 WHERE run = ?").arg(QLatin1String(table)), {id});
                database->run(QStringLiteral("DELETE FROM run WHERE id = ?"), {id});
            });
        }
    }
}

RunRecord Project::addRun(const Preset& preset, const PreparedPictures& data, qint64 parentRun, qint64 parentStep) {
    return addRun(preset, encodePrepared(data, store_->paths), parentRun, parentStep);
}

RunRecord Project::addRun(const Preset& preset, const PreparedSequences& data, qint64 parentRun, qint64 parentStep) {
    return addRun(preset, QString::fromUtf8(encodeSequences(data, store_->paths)), parentRun, parentStep);
}

RunRecord Project::addRun(const Preset& preset, const QString& data, qint64 parentRun, qint64 parentStep) {
    store_->requireWritable();
    qint64 id = 0;
    store_->database->transaction([&] {
        ProjectDatabase& database = *store_->database;
        id = store_->nextId();
        QStringList names;
        std::optional<Sentence> parent;
        for (const QVariantList& row : database.rows("run")) {
            const Sentence name = saidNow(row);
            names << name.text();
            if (row[Id].toLongLong() == parentRun)
                parent = name;
        }
        // A branch is called after what it came from.
        const QString title = preset.title.isEmpty() ? preset.id : preset.title;
        const auto named = [&](int number) {
            return parent ? branchName(*parent, parentStep, number) : runName(title, number);
        };
        int number = 1;
        while (names.contains(named(number).text()))
            ++number;
        const Sentence name = named(number);
        database.put("run", {id, parent ? name.stored() : name.text(), QDateTime::currentMSecsSinceEpoch(),
                             encodePreset(preset), data, parentRun, parentStep, QString(), qint64(0)});
        database.put("run_state", {id, encodeState(RunState::Running), encodeStats({}), QString(), thisProcess()});
        if (!makeFolderDurably(store_->paths.runFolder(id)))
            throw Error(Error::Kind::Storage,
                        Sentence::translate("Project", "The folder %1 cannot be made. Free some space, then try "
                                                       "again.")
                            .arg(store_->paths.runFolder(id)));
    });
    Q_EMIT runsChanged();
    return *run(id);
}

std::vector<RunRecord> Project::runs() const {
    std::vector<RunRecord> records;
    for (const QVariantList& row : store_->database->rows("run", QStringLiteral("WHERE removed = 0 ORDER BY id DESC")))
        records.push_back(store_->recordFrom(row));
    return records;
}

std::optional<RunRecord> Project::run(qint64 id) const {
    const auto rows = store_->database->rows("run", QStringLiteral("WHERE id = ? AND removed = 0"), {id});
    if (rows.empty())
        return std::nullopt;
    return store_->recordFrom(rows.front());
}

void Project::renameRun(qint64 id, const QString& name) {
    store_->requireWritable();
    store_->database->transaction([&] {
        QVariantList row = runRow(*store_->database, id);
        row[Name] = Sentence(name).stored(); // as it was given
        store_->database->put("run", row);
    });
    Q_EMIT runsChanged();
}

void Project::setRunNote(qint64 id, const QString& note) {
    store_->requireWritable();
    store_->database->transaction([&] {
        QVariantList row = runRow(*store_->database, id);
        row[RunNote] = note;
        store_->database->put("run", row);
    });
    Q_EMIT runsChanged();
}

void Project::setRunState(qint64 id, RunState state, const TrainingResult& result) {
    store_->requireWritable();
    store_->database->transaction([&] {
        runRow(*store_->database, id); // throws for a run that is not there
        QVariantList row = stateRow(*store_->database, id);
        row[State] = encodeState(state);
        row[Owner] = state == RunState::Running ? thisProcess() : QString();
        if (result.last.step > 0)
            row[Last] = encodeStats(result.last);
        if (!result.modelFile.isEmpty())
            row[ModelFile] = store_->paths.stored(result.modelFile);
        store_->database->put("run_state", row);
    });
    Q_EMIT runsChanged();
}

void Project::removeRun(qint64 id) {
    store_->requireWritable();
    ProjectDatabase& database = *store_->database;
    database.transaction([&] {
        QVariantList row = runRow(database, id);
        const QVariantList state = stateRow(database, id);
        if (decodeState(state[State].toString()) == RunState::Running && isAlive(state[Owner].toString()))
            throw Error(
                Error::Kind::BadArgument,
                Sentence::translate("Project", "%1 is being trained. Stop it, then remove it.").arg(saidNow(row)));
        row[Removed] = QDateTime::currentMSecsSinceEpoch();
        database.put("run", row);
        moveFolder(store_->paths.runFolder(id), store_->paths.trashFolder(id));
    });
    Q_EMIT runsChanged();
}

void Project::restoreRun(qint64 id) {
    store_->requireWritable();
    ProjectDatabase& database = *store_->database;
    database.transaction([&] {
        QVariantList row = runRow(database, id);
        row[Removed] = qint64(0);
        database.put("run", row);
        moveFolder(store_->paths.trashFolder(id), store_->paths.runFolder(id));
    });
    Q_EMIT runsChanged();
}

std::vector<MetricPoint> Project::metrics(qint64 run) const {
    std::vector<MetricPoint> points;
    for (const QVariantList& row : store_->database->rows("stat", QStringLiteral("WHERE run = ? ORDER BY seq"), {run}))
        for (const NamedValue& figure : decodeFigures(row[5].toString()))
            points.push_back({row[2].toLongLong(), row[3].toLongLong(), row[4].toDouble(), figure.name, figure.value});
    return points;
}

std::optional<MetricPoint> Project::lastMetric(qint64 run, const QString& name) const {
    // The text of the figures is searched by the database: only the row that is found is read and checked.
    const std::vector<QVariantList> found = store_->database->rows(
        "stat", QStringLiteral("WHERE run = ? AND instr(';' || figures, ?) > 0 ORDER BY seq DESC LIMIT 1"),
        {run, QString(u';' + name + u'=')});
    if (found.empty())
        return std::nullopt;
    const QVariantList& row = found.front();
    for (const NamedValue& figure : decodeFigures(row[5].toString())) {
        if (figure.name == name)
            return MetricPoint{row[2].toLongLong(), row[3].toLongLong(), row[4].toDouble(), figure.name, figure.value};
    }
    return std::nullopt;
}

std::vector<PreviewRecord> Project::previews(qint64 run) const {
    std::vector<PreviewRecord> records;
    for (const QVariantList& row :
         store_->database->rows("preview", QStringLiteral("WHERE run = ? ORDER BY step"), {run}))
        records.push_back({row[1].toLongLong(), row[2].toLongLong(), row[3].toDouble(),
                           store_->paths.absolute(row[4].toString()), row[5].toInt(), row[6].toInt()});
    return records;
}

std::vector<CheckpointInfo> Project::checkpoints(qint64 run) const {
    std::vector<CheckpointInfo> infos;
    for (const QVariantList& row :
         store_->database->rows("checkpoint", QStringLiteral("WHERE run = ? ORDER BY step"), {run})) {
        const QString file = store_->paths.absolute(row[1].toString());
        if (QFileInfo::exists(file)) // the trainer prunes old ones
            infos.push_back({file, row[2].toString(), row[3].toLongLong(), row[4].toLongLong(), row[5].toDouble()});
    }
    return infos;
}

std::vector<RunRecord> Project::interruptedRuns() const {
    std::vector<RunRecord> records;
    for (RunRecord& record : runs()) {
        const QVariantList state = stateRow(*store_->database, record.id);
        if (record.state == RunState::Interrupted && decodeState(state[State].toString()) == RunState::Running)
            records.push_back(std::move(record));
    }
    return records;
}

} // namespace capriccio
