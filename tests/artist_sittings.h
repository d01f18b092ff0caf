#pragma once

// What tst_power_loss lets a child do: an artist and a training work on a project, and after every call that changes it
// the child says that it is safe, with a description of all the project holds. The same story has the same states in
// every process.
#include "core/io/durable_file.h"
#include "core/train/checkpoint.h"
#include "evaluation_fixture.h"
#include "project_fixture.h"

#include <csignal>
#include <cstdio>
#include <cstring>
#include <dlfcn.h>

namespace capriccio::fixture {

enum class Sitting {
    First,    // a new project, until its process is killed in the middle of a training
    Second,   // it is opened again, gone on with and saved under another name
    Untitled, // projects without a name are saved: one moves, one is copied into a folder with other things
};

// XDG_DATA_HOME of a child, and of the test where it looks at what the child left.
inline QString dataFolder(const QString& root) {
    return root + QStringLiteral("/data");
}

inline bool isUntitledPlace(const QString& state) {
    return state.startsWith(QLatin1String("data/"));
}

// Whether there is anything in it that an untitled project is kept for.
inline bool holdsSomething(const QString& state) {
    return state.contains(QLatin1String("\npoint ")) || state.contains(QLatin1String("\nrun "));
}

inline QString hashOrNone(const QString& file) {
    return QFileInfo::exists(file) ? sha256OfFile(file).left(12) : QStringLiteral("none");
}

// What is to be the same after a loss, a line each: first where the project lies, below `root`. A run whose process is
// gone reads as one that runs.
inline QString stateOf(const Project& project, const QString& root) {
    const QString folder = project.folder();
    QStringList lines{folder.mid(root.size() + 1),
                      QStringLiteral("title %1, untitled %2").arg(project.title()).arg(project.isUntitled()),
                      QStringLiteral("setting %1").arg(project.setting(QStringLiteral("s")).toLongLong()),
                      QStringLiteral("note %1").arg(hashOrNone(folder + QStringLiteral("/exports/note.txt"))),
                      QStringLiteral("exports %1").arg(project.exports().size())};
    const auto prepared = project.prepared();
    lines << QStringLiteral("prepared %1").arg(prepared ? prepared->title : QString());
    for (const KeptPoint& point : project.keptPoints())
        lines << QStringLiteral("point %1 %2 %3").arg(point.id).arg(point.slot).arg(point.point.z.size());
    for (const RunRecord& run : project.runs()) {
        const RunState state = run.state == RunState::Interrupted ? RunState::Running : run.state;
        QString line = QStringLiteral("run %1 '%2' '%3' state %4 step %5 metrics %6")
                           .arg(run.id)
                           .arg(run.name, run.note)
                           .arg(int(state))
                           .arg(run.last.step)
                           .arg(project.metrics(run.id).size());
        if (!QFileInfo(run.folder).isDir())
            line += QStringLiteral(" has no folder");
        for (const PreviewRecord& preview : project.previews(run.id))
            line += QStringLiteral(" preview %1 %2").arg(preview.step).arg(hashOrNone(preview.file));
        // The trainer deletes old ones, so the newest count: what the index names, and what a training goes on from.
        if (const auto kept = project.checkpoints(run.id); !kept.empty())
            line += QStringLiteral(" checkpoint %1 %2")
                        .arg(kept.back().step)
                        .arg(sha256OfFile(kept.back().file) == kept.back().sha256);
        const FoundCheckpoint newest = newestCheckpoint(run.folder);
        line +=
            QStringLiteral(" newest %1 skipped %2").arg(QFileInfo(newest.file).baseName()).arg(newest.skipped.size());
        if (!run.modelFile.isEmpty())
            line += QStringLiteral(" model %1 measured %2")
                        .arg(hashOrNone(run.modelFile))
                        .arg(project.evaluation(run.id).has_value());
        lines << line;
    }
    const QString trash = folder + QStringLiteral("/trash/");
    for (const QString& run : QDir(trash).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name))
        lines
            << QStringLiteral("removed %1 %2").arg(run, hashOrNone(trash + run + QStringLiteral("/model.safetensors")));
    return lines.join(u'\n');
}

// Says what is safe: to the log, and to the parent by its number.
class Acknowledgements {
public:
    Acknowledgements(QString root, int first) : root_(std::move(root)), next_(first) {}

    void safe(const Project& project) {
        last_ = stateOf(project, root_);
        safeStill();
    }
    // Where nothing may have changed, and no project is open to look.
    void safeStill() {
        using Acknowledge = void(std::uint64_t, const char*, std::size_t);
        static auto* const toLog = reinterpret_cast<Acknowledge*>(dlsym(RTLD_DEFAULT, "write_log_acknowledge"));
        const QByteArray state = last_.toUtf8();
        if (toLog != nullptr)
            toLog(std::uint64_t(next_), state.constData(), std::size_t(state.size()));
        std::fprintf(stdout, "%d\n", next_++);
        std::fflush(stdout);
    }

private:
    QString root_;
    int next_;
    QString last_;
};

inline std::shared_ptr<StateDict> snapshotAt(qint64 step) {
    auto state = std::make_shared<StateDict>();
    StoredTensor& tensor = state->tensors["w"];
    tensor.type = TensorType::Int64;
    tensor.shape = {600};
    tensor.data.resize(600 * 8);
    for (qsizetype i = 0; i < 600; ++i)
        std::memcpy(tensor.data.data() + i * 8, &step, 8);
    state->meta.insert(QStringLiteral("training"), QJsonObject{{QStringLiteral("step"), step}});
    return state;
}

// A training up to its end.
inline void train(Project& project, const RunRecord& run, qint64 steps, Acknowledgements& say) {
    RunRecorder recorder(jobFor(project, run), project.folder(), run.id);
    say.safe(project);
    CheckpointWriter writer(run.folder, 2);
    for (qint64 step = 10; step <= steps; step += 10) {
        recorder.stats(statsAt(step, double(step)));
        say.safe(project);
        recorder.preview(previewAt(step, double(step)));
        say.safe(project);
        CheckpointInfo where;
        where.step = step;
        writer.start(snapshotAt(step), where, -1);
        const CheckpointInfo written = writer.wait().checkpoint;
        say.safe(project);
        recorder.checkpoint(written);
        say.safe(project);
    }
    TrainingResult result;
    result.outcome = TrainingResult::Outcome::Finished;
    result.last = statsAt(steps, double(steps));
    result.modelFile = run.folder + QStringLiteral("/model.safetensors");
    writeModel(result.modelFile, run.preset, QStringLiteral("hash"));
    say.safe(project);
    recorder.ended(result);
    say.safe(project);
}

inline void firstSitting(const QString& root) {
    Acknowledgements say(root, 0);
    const auto project = Project::create(root + QStringLiteral("/artist/works/p"), QStringLiteral("new"));
    say.safe(*project);
    project->setTitle(QStringLiteral("first"));
    say.safe(*project);
    project->setSetting(QStringLiteral("s"), 1);
    say.safe(*project);
    project->setPrepared(somePrepared(project->folder()));
    say.safe(*project);
    KeptPoint corner = somePoint(KeptPoint::Kind::Corner, 0);
    project->keepPoint(corner);
    say.safe(*project);
    corner.point.z.resize(3);
    project->keepPoint(corner); // takes the place of the other
    say.safe(*project);
    const Preset preset = presetOf(DataKind::Pictures);
    RunRecord run = project->addRun(preset, somePrepared(project->folder()));
    say.safe(*project);
    project->setRunNote(run.id, QStringLiteral("fog"));
    say.safe(*project);
    train(*project, run, 30, say);
    project->renameRun(run.id, QStringLiteral("Harbour"));
    say.safe(*project);
    project->setEvaluation(run.id,
                           encodeEvaluation({pictureEvaluation(), QStringLiteral("hash"), momentOfMeasuring()}));
    say.safe(*project);
    const QString note = project->folder() + QStringLiteral("/exports/note.txt");
    makeFolderDurably(QFileInfo(note).path());
    for (const char* text : {"one", "two"}) {
        saveDurably(note, QByteArray(text).repeated(1000));
        say.safe(*project);
    }
    project->recordExport(note, QStringLiteral("hash"));
    say.safe(*project);
    project->removeRun(run.id);
    say.safe(*project);
    project->restoreRun(run.id);
    say.safe(*project);
    run = project->addRun(preset, somePrepared(project->folder()));
    say.safe(*project);
    train(*project, run, 10, say);
    project->removeRun(run.id);
    say.safe(*project);
    run = project->addRun(preset, somePrepared(project->folder()));
    say.safe(*project);
    RunRecorder recorder(jobFor(*project, run), project->folder(), run.id);
    recorder.stats(statsAt(10, 10));
    say.safe(*project);
    ::raise(SIGKILL);
}

inline void secondSitting(const QString& root, int first) {
    Acknowledgements say(root, first);
    auto project = Project::open(root + QStringLiteral("/artist/works/p"));
    say.safe(*project);
    project->setRunState(project->interruptedRuns().at(0).id, RunState::Stopped, {});
    say.safe(*project);
    project->setTitle(QStringLiteral("second"));
    say.safe(*project);
    project.reset();
    say.safeStill();
    project = Project::open(root + QStringLiteral("/artist/works/p"));
    say.safe(*project);
    project->setSetting(QStringLiteral("s"), 2);
    say.safe(*project);
    project->saveAs(root + QStringLiteral("/artist/other/place/q"));
    say.safe(*project);
    project->setTitle(QStringLiteral("third"));
    say.safe(*project);
    project.reset();
    say.safeStill();
}

inline std::unique_ptr<Project> filledUntitled(const QString& hash, Acknowledgements& say) {
    auto project = Project::createUntitled();
    say.safe(*project);
    project->keepPoint(somePoint());
    say.safe(*project);
    const Preset preset = presetOf(DataKind::Pictures);
    const RunRecord run = project->addRun(preset, somePrepared(project->folder()));
    say.safe(*project);
    TrainingResult result;
    result.modelFile = run.folder + QStringLiteral("/model.safetensors");
    writeModel(result.modelFile, preset, hash);
    project->setRunState(run.id, RunState::Finished, result);
    say.safe(*project);
    return project;
}

inline void untitledSitting(const QString& root) {
    Acknowledgements say(root, 0);
    auto project = filledUntitled(QStringLiteral("hash"), say);
    project->saveAs(root + QStringLiteral("/saved/moved"));
    say.safe(*project);
    project.reset();
    say.safeStill();
    project = filledUntitled(QStringLiteral("another hash"), say);
    write(root + QStringLiteral("/full/letter.txt"), "mine");
    project->saveAs(root + QStringLiteral("/full"));
    say.safe(*project);
    project->setTitle(QStringLiteral("last"));
    say.safe(*project);
}

// Returns the exit status. first: the number of its first state.
inline int sit(const QString& root, Sitting sitting, int first) {
    switch (sitting) {
    case Sitting::First:
        firstSitting(root);
        break;
    case Sitting::Second:
        secondSitting(root, first);
        break;
    case Sitting::Untitled:
        untitledSitting(root);
        break;
    }
    return 0;
}

} // namespace capriccio::fixture
