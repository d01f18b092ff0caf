#include "ui/main/studio.h"

#include "core/io/safetensors.h"
#include "core/session/composing_service.h"
#include "core/types/error.h"
#include "core/types/run_limits.h"
#include "ui/main/media.h"
#include "ui/music/listening.h"
#include "ui/widgets/dialogs.h"

#include <QDir>
#include <QFileInfo>
#include <QPointer>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace capriccio {
namespace {

// Nothing when the checkpoint is damaged: the run looks for an older one by itself.
std::optional<ModelInfo> saidBy(const QString& checkpoint) {
    try {
        return readModelInfo(checkpoint);
    } catch (const Error&) {
        return std::nullopt;
    }
}

QString modelSetting(DataKind medium) {
    return QLatin1String(mediumRow(medium).key) + QStringLiteral("/model");
}

QString drawnSetting(const QString& hash) {
    return QStringLiteral("drawn/") + hash;
}

// Who works with the models of a medium.
struct ModelUser {
    DataKind medium;
    std::function<void(const std::shared_ptr<const Sampler>&)> take; // leaves alone what it cannot use
    std::function<void(const QString&)> load;
    std::function<void()> forget;
    std::function<const ModelInfo*()> model; // null: none in use
};

// What is to follow when a model has been loaded.
struct Awaited {
    DataKind medium;
    QString file;
    QPointer<QObject> who;
    std::function<void(const ModelInfo&)> then;
};

} // namespace

std::optional<Material> preparedMaterial(const Project& project, DataKind medium) {
    const bool current = project.isPreparedCurrent(medium);
    switch (medium) {
    case DataKind::Pictures:
        if (const auto pictures = project.prepared(); pictures && !pictures->cacheFile.isEmpty())
            return Material{*pictures, {}, pictures->contentHash, current};
        break;
    case DataKind::Text:
        if (const auto texts = project.preparedTexts(); texts && !texts->cacheFile.isEmpty())
            return Material{{}, *texts, texts->contentHash, current};
        break;
    case DataKind::Melodies:
        if (const auto melodies = project.preparedMelodies(); melodies && !melodies->cacheFile.isEmpty())
            return Material{{}, *melodies, melodies->contentHash, current};
        break;
    }
    return std::nullopt;
}

struct Studio::Private {
    std::unique_ptr<Project> project;
    std::unique_ptr<Dialogs> dialogs = std::make_unique<Dialogs>();
    // Above everything that feeds it, so that it goes last.
    std::unique_ptr<SampleService> samples = std::make_unique<SampleService>();
    std::unique_ptr<WritingService> writing = std::make_unique<WritingService>();
    std::unique_ptr<ComposingService> composing = std::make_unique<ComposingService>();
    std::unique_ptr<Listening> listening = std::make_unique<Listening>();
    std::vector<ModelUser> users;
    std::optional<Awaited> awaited;
    DataKind medium = DataKind::Pictures;
    TrainingThread* training = nullptr; // owned as a child of Studio, so that it ends before the project closes
    qint64 run = 0;
    qint64 publishedRun = 0; // whose picture model came from the running training last
    TrainingState state = TrainingState::Ended;
    bool follow = true;
};

Studio::Studio(QObject* parent) : QObject(parent), d_(std::make_unique<Private>()) {
    use(DataKind::Pictures, d_->samples.get());
    use(DataKind::Text, d_->writing.get());
    use(DataKind::Melodies, d_->composing.get());
}

// A service that works with models joins here, and is told of every model of its medium from then on.
template <class Service>
void Studio::use(DataKind medium, Service* service) {
    d_->users.push_back(
        {medium, [service](const std::shared_ptr<const Sampler>& sampler) { service->setSampler(sampler); },
         [service](const QString& file) { service->loadModel(file); }, [service] { service->forgetModel(); },
         [service] { return service->hasModel() ? &service->model() : nullptr; }});
    // Whatever comes of a medium's models, what was waited for has come or will not come any more.
    const auto answered = [this, medium] {
        return d_->awaited && d_->awaited->medium == medium ? std::exchange(d_->awaited, {}) : std::nullopt;
    };
    connect(service, &Service::modelFailed, this, [this, answered](const QString& file, const Sentence& text) {
        answered();
        Q_EMIT problem(text, file);
    });
    connect(service, &Service::modelChanged, this, [this, medium, answered](const ModelInfo& model) {
        if (!model.warning.isEmpty())
            Q_EMIT problem(model.warning, {});
        Q_EMIT modelInUseChanged(medium);
        if (const auto awaited = answered(); awaited && awaited->who && awaited->file == model.file)
            QMetaObject::invokeMethod(
                awaited->who, [then = awaited->then, model] { then(model); }, Qt::QueuedConnection);
    });
}

Studio::~Studio() {
    delete d_->training; // cancels, waits: the recorder still needs the project's folder
}

Project* Studio::project() const {
    return d_->project.get();
}
SampleService* Studio::samples() const {
    return d_->samples.get();
}
WritingService* Studio::writing() const {
    return d_->writing.get();
}
ComposingService* Studio::composing() const {
    return d_->composing.get();
}
Listening* Studio::listening() const {
    return d_->listening.get();
}
DataKind Studio::medium() const {
    return d_->medium;
}
void Studio::setMedium(DataKind medium) {
    if (medium == d_->medium)
        return;
    d_->medium = medium;
    Q_EMIT mediumChanged(medium);
}
const ModelInfo* Studio::modelInUse(DataKind medium) const {
    for (const ModelUser& user : d_->users) {
        if (user.medium == medium)
            return user.model();
    }
    return nullptr;
}
TrainingThread* Studio::training() const {
    return d_->training;
}
qint64 Studio::currentRun() const {
    return d_->training ? d_->run : 0;
}
TrainingState Studio::trainingStateNow() const {
    return d_->training ? d_->state : TrainingState::Ended;
}
Dialogs& Studio::dialogs() const {
    return *d_->dialogs;
}
void Studio::setDialogs(std::unique_ptr<Dialogs> dialogs) {
    d_->dialogs = std::move(dialogs);
}
bool Studio::followsTraining() const {
    return d_->follow;
}

void Studio::setProject(std::unique_ptr<Project> project) {
    delete std::exchange(d_->training, nullptr);
    setFollowTraining(true); // what was opened by hand stands aside no longer
    d_->awaited.reset();
    for (const ModelUser& user : d_->users)
        user.forget();
    // Pages forget the old project while it still lives.
    const std::unique_ptr<Project> before = std::exchange(d_->project, std::move(project));
    d_->publishedRun = 0;
    Q_EMIT projectChanged(d_->project.get());
    if (!d_->project)
        return;
    // Nothing of the project before stays to be compared with.
    d_->samples->setTrainingData(d_->project->prepared().value_or(PreparedPictures()));
    d_->composing->setTrainingData(d_->project->preparedMelodies().value_or(PreparedSequences()));
    const std::vector<RunRecord> runs = d_->project->runs();
    for (const ModelUser& user : d_->users) {
        const QString model = d_->project->setting(modelSetting(user.medium)).toString();
        QString file = model.isEmpty() ? QString() : QDir(d_->project->folder()).absoluteFilePath(model);
        // Nothing was opened by hand (or it is gone): the newest that was trained here, so that no page with a model
        // behind it stands empty.
        for (size_t i = 0; i < runs.size() && (file.isEmpty() || !QFileInfo::exists(file)); ++i)
            file = runs[i].preset.medium == user.medium ? runs[i].modelFile : QString();
        if (!file.isEmpty() && QFileInfo::exists(file))
            read(file, user.medium);
    }
}

bool Studio::refuseSecondTraining() {
    if (d_->training)
        Q_EMIT problem(
            Sentence::translate("capriccio::Studio", "A training is running already. Stop it first, or let it finish."),
            {});
    return d_->training != nullptr;
}

void Studio::startTraining(const Preset& preset, double minutes) {
    if (refuseSecondTraining())
        return;
    setMedium(preset.medium);
    try {
        Preset chosen = preset;
        chosen.run.minutes = minutes;
        if (const auto material = preparedMaterial(*d_->project, chosen.medium)) {
            launch(chosen.medium == DataKind::Pictures ? d_->project->addRun(chosen, material->pictures)
                                                       : d_->project->addRun(chosen, material->sequences),
                   {}, false);
            return;
        }
        Q_EMIT dataWanted();
        Q_EMIT message(Sentence::translate("capriccio::Studio", "Choose what to learn from first"));
    } catch (const Error& error) {
        Q_EMIT problem(error.sentence(), error.detail());
    }
}

void Studio::continueRun(qint64 runId) {
    if (refuseSecondTraining())
        return;
    try {
        auto record = d_->project->run(runId);
        if (!record) {
            Q_EMIT problem(Sentence::translate("capriccio::Studio", "This run is no longer in the project."), {});
            return;
        }
        QString startFrom;
        std::optional<ModelInfo> then;
        for (const CheckpointInfo& checkpoint : d_->project->checkpoints(runId)) {
            startFrom = checkpoint.file; // oldest first: the last one there is the newest
            if (auto said = saidBy(checkpoint.file))
                then = std::move(said);
        }
        if (then) {
            // One that had ended and was cut short before it could save more stands at its end as well; without a model
            // that end itself was cut short, and is caught up with first.
            const bool hadEnded =
                record->state == RunState::Finished || (reachedItsLimit(*then) && !record->modelFile.isEmpty());
            record->preset.run = limitsGoingOn(record->preset.run, *then, hadEnded);
        }
        launch(*record, startFrom, false);
    } catch (const Error& error) {
        Q_EMIT problem(error.sentence(), error.detail());
    }
}

void Studio::branchRun(qint64 runId, const CheckpointInfo& checkpoint, const Preset& preset) {
    if (refuseSecondTraining())
        return;
    try {
        const auto parentRun = d_->project->run(runId);
        if (!parentRun) {
            Q_EMIT problem(Sentence::translate("capriccio::Studio", "This run is no longer in the project."), {});
            return;
        }
        const bool pictures = parentRun->preset.medium == DataKind::Pictures;
        launch(pictures ? d_->project->addRun(preset, parentRun->data, runId, checkpoint.step)
                        : d_->project->addRun(preset, parentRun->sequences, runId, checkpoint.step),
               checkpoint.file, true);
    } catch (const Error& error) {
        Q_EMIT problem(error.sentence(), error.detail());
    }
}

void Studio::launch(const RunRecord& record, const QString& startFrom, bool branch) {
    // First, since it may throw (a project that is only read, a full disk): a training that never starts would never
    // end.
    d_->project->setRunState(record.id, RunState::Running, {});
    TrainingJob job;
    job.preset = record.preset;
    job.data = record.data;
    job.sequences = record.sequences;
    job.folder = record.folder;
    job.startFrom = startFrom;
    job.branch = branch;
    job.projectFolder = d_->project->folder();
    job.runId = record.id;
    d_->run = record.id;
    d_->state = TrainingState::Starting;
    auto* thread = new TrainingThread(job, false, this);
    d_->training = thread;
    setMedium(record.preset.medium);
    compareWith(record);

    connect(thread, &TrainingThread::stateChanged, this, [this](TrainingState state) {
        d_->state = state;
        Q_EMIT trainingState(state);
    });
    connect(thread, &TrainingThread::statsReady, this, &Studio::trainingStats);
    connect(thread, &TrainingThread::healthChanged, this, &Studio::trainingHealth);
    connect(thread, &TrainingThread::estimated, this, &Studio::trainingEstimate);
    connect(thread, &TrainingThread::checkpointSaved, this, &Studio::checkpointSaved);
    connect(thread, &TrainingThread::noticed, this, &Studio::message);
    connect(thread, &TrainingThread::previewAvailable, this, [this, thread] {
        if (const auto preview = thread->takePreview())
            Q_EMIT trainingPreview(*preview);
    });
    connect(thread, &TrainingThread::samplerAvailable, this, [this, thread] {
        if (d_->follow)
            takeSampler(thread);
    });
    connect(thread, &TrainingThread::ended, this,
            [this, thread](const TrainingResult& result) { finish(thread, result); });
    Q_EMIT trainingStarted(thread);
    Q_EMIT trainingState(TrainingState::Starting);
    thread->start();
}

void Studio::takeSampler(TrainingThread* thread) {
    if (const auto sampler = thread->takeSampler()) {
        if (thread->job().preset.medium == DataKind::Pictures)
            d_->publishedRun = d_->run;
        for (const ModelUser& user : d_->users)
            user.take(sampler);
    }
}

void Studio::finish(TrainingThread* thread, const TrainingResult& result) {
    d_->training = nullptr;
    d_->state = TrainingState::Ended;
    connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    if (thread->isFinished())
        thread->deleteLater();
    try {
        d_->project->setRunState(d_->run, stateAfter(result.outcome), result);
    } catch (const Error& error) {
        Q_EMIT problem(error.sentence(), error.detail());
    }
    // The finished model takes the place of the copies published on the way.
    const DataKind medium = thread->job().preset.medium;
    if (!result.modelFile.isEmpty() && (d_->follow || !modelInUse(medium)))
        load(result.modelFile, medium);
    Q_EMIT trainingEnded(result);
    if (result.outcome == TrainingResult::Outcome::Failed || result.outcome == TrainingResult::Outcome::Diverged)
        Q_EMIT problem(result.reason, result.detail);
}

void Studio::stopTraining() {
    if (d_->training)
        d_->training->stop();
}

// What the model learned from, for "is it a copy?".
void Studio::compareWith(const RunRecord& record) {
    if (record.preset.medium == DataKind::Pictures)
        d_->samples->setTrainingData(record.data);
    else if (record.preset.medium == DataKind::Melodies)
        d_->composing->setTrainingData(record.sequences);
}

void Studio::openModel(const QString& file, QObject* who, std::function<void(const ModelInfo&)> then) {
    try {
        const DataKind medium = readModelInfo(file).preset.medium;
        // A model chosen by hand stays under the hand, whatever is being trained meanwhile.
        if (d_->training && d_->training->job().preset.medium == medium)
            setFollowTraining(false);
        setMedium(medium);
        d_->awaited.reset();
        if (then)
            d_->awaited = {medium, QFileInfo(file).absoluteFilePath(), who, std::move(then)};
        load(file, medium);
    } catch (const Error& error) {
        Q_EMIT problem(error.sentence(), error.detail().isEmpty() ? file : error.detail());
    }
}

// Into the service of its medium, with what it learned from.
void Studio::read(const QString& file, DataKind medium) {
    const qint64 run = runOfModel(file);
    if (const auto record = run != 0 ? d_->project->run(run) : std::nullopt)
        compareWith(*record);
    else if (medium == DataKind::Melodies)
        d_->composing->setTrainingDataBeside(file);
    for (const ModelUser& user : d_->users) {
        if (user.medium == medium)
            user.load(file);
    }
}

void Studio::load(const QString& file, DataKind medium) {
    read(file, medium);
    if (!d_->project || d_->project->isReadOnly())
        return;
    try {
        // Inside the project the path is kept relative, so that the folder can move.
        const QString relative = QDir(d_->project->folder()).relativeFilePath(file);
        d_->project->setSetting(modelSetting(medium), relative.startsWith(QLatin1String("..")) ? file : relative);
    } catch (const Error& error) {
        Q_EMIT problem(error.sentence(), error.detail());
    }
}

void Studio::setFollowTraining(bool follow) {
    if (follow == d_->follow)
        return;
    d_->follow = follow;
    if (follow && d_->training) {
        if (const auto record = d_->project->run(d_->run)) // another model may have been opened meanwhile
            compareWith(*record);
        takeSampler(d_->training);
    }
    Q_EMIT followTrainingChanged(follow);
}

qint64 Studio::runOfModel(const QString& file) const {
    if (!d_->project)
        return 0;
    const QString path = QFileInfo(file).absoluteFilePath();
    for (const RunRecord& run : d_->project->runs()) {
        if (path == QFileInfo(run.modelFile).absoluteFilePath() || path.startsWith(run.folder + QLatin1Char('/')))
            return run.id;
    }
    return 0;
}

QString Studio::readOnlyText() const {
    return d_->project->isReadOnly()
               ? tr("What you do in “%1” is not kept. %2 To keep it, save the project under another name.")
                     .arg(d_->project->title(), d_->project->readOnlyReason().text())
               : QString();
}

void Studio::noteDrawn(const ModelInfo& model) {
    Project* project = d_->project.get();
    const qint64 run = model.file.isEmpty() ? d_->publishedRun : runOfModel(model.file);
    if (!project || project->isReadOnly() || run == 0 || model.hash.isEmpty())
        return;
    try {
        const QString file = model.file.isEmpty() ? QString() : QDir(project->folder()).relativeFilePath(model.file);
        project->setSetting(drawnSetting(model.hash),
                            QVariantMap{{QStringLiteral("run"), run}, {QStringLiteral("file"), file}});
    } catch (const Error& error) {
        Q_EMIT problem(error.sentence(), error.detail());
    }
}

std::optional<DrawnBy> Studio::drawnBy(const QString& hash) const {
    const Project* project = d_->project.get();
    const QVariantMap noted = project ? project->setting(drawnSetting(hash)).toMap() : QVariantMap();
    const auto record = noted.isEmpty() ? std::nullopt : project->run(noted.value(QStringLiteral("run")).toLongLong());
    if (!record)
        return std::nullopt;
    const QString own = noted.value(QStringLiteral("file")).toString();
    DrawnBy by{record->id, own.isEmpty() ? QString() : QDir(project->folder()).absoluteFilePath(own)};
    if (!QFileInfo::exists(by.file))
        by.file = record->modelFile;
    if (!QFileInfo::exists(by.file)) {
        by.file.clear();
        for (const CheckpointInfo& checkpoint : project->checkpoints(record->id))
            by.file = checkpoint.file; // oldest first
    }
    return by;
}

} // namespace capriccio

#include "moc_studio.cpp"
