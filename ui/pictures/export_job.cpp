#include "ui/pictures/export_job.h"

#include "core/types/error.h"
#include "ui/main/studio.h"

#include <QDir>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QtConcurrent>

namespace capriccio {
namespace {

constexpr int kTries = 3; // when the model changes under the export

QString freeName(const QDir& folder, const QString& base, const QString& ending) {
    QString name = base + ending;
    for (int n = 2; QFileInfo::exists(folder.filePath(name)); ++n)
        name = QStringLiteral("%1-%2%3").arg(base).arg(n).arg(ending);
    return name;
}

} // namespace

ExportOptions rememberedOptions(const Project* project) {
    ExportOptions options;
    if (!project)
        return options;
    options.withDetails = !project->setting(QStringLiteral("export/withoutDetails"), false).toBool();
    options.withGeneratedMark = !project->setting(QStringLiteral("export/withoutMark"), false).toBool();
    return options;
}

QSize exportSize(const ExportPlan& plan, int resolution) {
    const int tile = resolution * plan.options.scale;
    if (!plan.sheet() || plan.points.empty())
        return {tile, tile};
    const int count = int(plan.points.size());
    const int columns = std::clamp(plan.columns, 1, count);
    const int rows = (count + columns - 1) / columns;
    const int gap = plan.gap;
    return {columns * tile + (columns - 1) * gap, rows * tile + (rows - 1) * gap};
}

QStringList exportFiles(const ExportPlan& plan) {
    const QDir folder(plan.folder);
    const QString suffix = QStringLiteral(".png");
    if (plan.sheet() || (plan.points.size() == 1 && plan.what != ExportWhat::Frames))
        return {folder.filePath(freeName(folder, plan.name, suffix))};
    QStringList files;
    // The whole series moves on to a free base name, so that two series never interleave.
    QString base = plan.name;
    for (int n = 2; QFileInfo::exists(folder.filePath(base + QStringLiteral("-00001.png"))); ++n)
        base = QStringLiteral("%1-%2").arg(plan.name).arg(n);
    for (int i = 1; i <= int(plan.points.size()); ++i)
        files << folder.filePath(
            freeName(folder, QStringLiteral("%1-%2").arg(base).arg(i, 5, 10, QLatin1Char('0')), suffix));
    return files;
}

// What the saving thread and the window share. The thread holds its own reference, so it may outlive the job.
struct ExportJob::Shared {
    std::atomic<bool> cancelled = false;
    QFuture<void> work;
    QStringList files; // written by the thread, read after it has ended
    Sentence error;
    QString detail;
};

ExportJob::ExportJob(Studio& studio, ExportPlan plan, QObject* parent)
    : QObject(parent),
      studio_(studio),
      project_(studio.project()),
      plan_(std::move(plan)),
      shared_(std::make_shared<Shared>()) {}

ExportJob::~ExportJob() {
    shared_->cancelled = true;
    if (shared_->work.isStarted())
        shared_->work.waitForFinished();
}

void ExportJob::start() {
    running_ = true;
    followed_ = studio_.followsTraining();
    if (followed_) // every picture of one export comes from one model
        studio_.setFollowTraining(false);
    SampleService* samples = studio_.samples();
    connect(samples, &SampleService::progress, this, [this](quint64 id, int done, int total) {
        if (id == drawing_)
            Q_EMIT progress(done, 2 * total);
    });
    connect(samples, &SampleService::batchReady, this, [this](quint64 id, const SampleResult& result) {
        if (id != drawing_ || !running_)
            return;
        drawing_ = 0;
        if (studio_.samples()->model().hash != model_.hash && ++tries_ < kTries)
            draw();
        else
            save(result);
    });
    connect(samples, &SampleService::failed, this, [this](quint64 id, const Sentence& message) {
        if (id != drawing_ || !running_)
            return;
        drawing_ = 0;
        end();
        Q_EMIT failed(message, {});
    });
    draw();
}

void ExportJob::draw() {
    model_ = studio_.samples()->model();
    drawing_ = studio_.samples()->requestAll(plan_.points);
}

void ExportJob::cancel() {
    shared_->cancelled = true;
    if (!running_ || drawing_ == 0)
        return; // saving gives up the file in hand
    studio_.samples()->cancel(drawing_);
    drawing_ = 0;
    end();
    Q_EMIT finished({}, true);
}

void ExportJob::save(const SampleResult& drawn) {
    if (studio_.samples()->model().hash != model_.hash) {
        end();
        Q_EMIT failed(
            Sentence::translate(
                "capriccio::ExportJob",
                "The model kept changing while the pictures were drawn. Export again when the training rests."),
            {});
        return;
    }
    auto* watcher = new QFutureWatcher<void>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        if (project_ && !shared_->files.isEmpty())
            studio_.noteDrawn(model_);
        for (const QString& file : shared_->files) {
            try {
                if (project_ && !project_->isReadOnly())
                    project_->recordExport(file, model_.hash);
            } catch (const Error& error) {
                shared_->error = error.sentence();
                shared_->detail = error.detail();
                break;
            }
        }
        end();
        if (!shared_->error.isEmpty())
            Q_EMIT failed(shared_->error, shared_->detail);
        else
            Q_EMIT finished(shared_->files, shared_->cancelled);
    });
    const auto say = [this](int done, int total) { Q_EMIT progress(total + done, 2 * total); };
    shared_->work =
        QtConcurrent::run([shared = shared_, plan = plan_, model = model_, images = drawn.images, say, this] {
            const int total = int(images.size());
            const auto step = [this, say, total](int done) {
                QMetaObject::invokeMethod(
                    this, [say, done, total] { say(done, total); }, Qt::QueuedConnection);
            };
            const GoesOn goesOn = [&] { return !shared->cancelled; };
            const auto save = [&](const QString& file, const QImage& picture, const Provenance& about) {
                if (const QString saved = savePicture(file, picture, about, plan.options, goesOn); !saved.isEmpty())
                    shared->files << saved;
            };
            try {
                if (!QDir().mkpath(plan.folder))
                    throw Error(Error::Kind::Storage,
                                Sentence::translate("capriccio::ExportJob",
                                                    "The folder “%1” cannot be made. Choose another one.")
                                    .arg(QDir::toNativeSeparators(plan.folder)));
                const QStringList files = exportFiles(plan);
                if (plan.sheet()) {
                    const QImage sheet =
                        contactSheet(images, plan.columns, plan.gap, plan.ground, plan.options, goesOn);
                    if (!sheet.isNull())
                        save(files.front(), sheet, provenance(model, plan.points, plan.columns));
                    step(total);
                    return;
                }
                for (int i = 0; i < total && !shared->cancelled; ++i) {
                    const QImage large = enlarged(images[std::size_t(i)], plan.options.scale, plan.options.enlarge);
                    save(files[i], large, provenance(model, {plan.points[std::size_t(i)]}));
                    step(i + 1);
                }
            } catch (const Error& error) {
                shared->error = error.sentence();
                shared->detail = error.detail();
            } catch (const std::exception& error) {
                shared->error = Sentence::translate("capriccio::ExportJob", "The pictures could not be saved to “%1”.")
                                    .arg(QDir::toNativeSeparators(plan.folder));
                shared->detail = QString::fromUtf8(error.what());
            }
        });
    watcher->setFuture(shared_->work);
}

void ExportJob::end() {
    running_ = false;
    studio_.samples()->disconnect(this);
    if (std::exchange(followed_, false) && studio_.training())
        studio_.setFollowTraining(true);
}

} // namespace capriccio
