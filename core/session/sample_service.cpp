#include "core/session/sample_service.h"

#include "core/data/seen_picture.h"
#include "core/sample/image_sampler.h"
#include "core/session/sample_worker.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QFutureWatcher>
#include <QtConcurrent>
#include <utility>

namespace capriccio {
namespace {

struct Reading {
    SeenPicture seen;
    Sentence error; // why it could not be read; empty when it could
};

Reading readingFor(const ModelInfo& model, const QString& file) {
    try {
        return {seenBy(model, file), {}};
    } catch (const Error& error) {
        return {{}, error.sentence()};
    } catch (const std::exception&) { // memory, for one
        return {{}, Sentence::translate("SampleWorker", "This picture could not be read.")};
    }
}

} // namespace

// The worker's results come back as functions queued to this object, so they run on its thread and vanish with it.
class SampleService::Worker : public SampleWorker {
public:
    using SampleWorker::SampleWorker;
    ModelInfo model;
    bool hasModel = false;
    quint64 modelRequest = 0; // the newest of setSampler, loadModel and forgetModel wins
    quint64 lastId = 0;
};

SampleService::SampleService(QObject* parent) : QObject(parent), worker_(std::make_unique<Worker>(this)) {}

SampleService::~SampleService() = default;

void SampleService::setSampler(std::shared_ptr<const Sampler> any) {
    auto sampler = std::dynamic_pointer_cast<const ImageSampler>(any);
    if (!sampler)
        return;
    ++worker_->modelRequest;
    worker_->model = sampler->info();
    worker_->hasModel = true;
    worker_->setSampler(std::move(sampler));
    Q_EMIT modelChanged(worker_->model);
}

void SampleService::loadModel(const QString& file) {
    const quint64 request = ++worker_->modelRequest;
    worker_->load(file, [this, request, file](std::shared_ptr<const ImageSampler> sampler, const Sentence& error) {
        if (request != worker_->modelRequest)
            return;
        if (sampler)
            setSampler(std::move(sampler));
        else
            Q_EMIT modelFailed(file, error);
    });
}

void SampleService::forgetModel() {
    ++worker_->modelRequest;
    if (!std::exchange(worker_->hasModel, false))
        return;
    worker_->model = {};
    worker_->setSampler(nullptr);
    Q_EMIT modelChanged(worker_->model);
}

bool SampleService::hasModel() const {
    return worker_->hasModel;
}

const ModelInfo& SampleService::model() const {
    return worker_->model;
}

LatentPoint SampleService::point(qint64 seed, int label, float truncation) const {
    return pointFromSeed(worker_->model, seed, label, truncation);
}

quint64 SampleService::request(const SampleRequest& request) {
    const quint64 id = ++worker_->lastId;
    worker_->draw(id, request, [this](const SampleResult& result) { Q_EMIT ready(result.id, result); });
    return id;
}

// Read on a thread of its own: a large picture takes a second, and the canvas goes on drawing meanwhile.
quint64 SampleService::encode(const QString& file) {
    const quint64 id = ++worker_->lastId;
    const auto take = [this, id](const SeenPicture& seen) {
        worker_->encode(seen.pixels, [this, id, original = seen.picture](const LatentPoint& point, const QImage& drawn,
                                                                         const Sentence& error) {
            if (error.isEmpty())
                Q_EMIT encoded(id, point, original, drawn);
            else
                Q_EMIT failed(id, error);
        });
    };
    if (!worker_->model.canEncode) {
        take({}); // the worker says why not
        return id;
    }
    auto* reading = new QFutureWatcher<Reading>(this);
    connect(reading, &QFutureWatcherBase::finished, this, [this, reading, id, take] {
        reading->deleteLater();
        const Reading read = reading->result();
        if (read.error.isEmpty())
            take(read.seen);
        else
            Q_EMIT failed(id, read.error);
    });
    reading->setFuture(QtConcurrent::run(readingFor, worker_->model, file));
    return id;
}

quint64 SampleService::requestAll(const std::vector<LatentPoint>& points) {
    const quint64 id = ++worker_->lastId;
    worker_->drawAll(
        id, points, [this, id](int done, int total) { Q_EMIT progress(id, done, total); },
        [this, id](const SampleResult& result) {
            if (result.error.isEmpty())
                Q_EMIT batchReady(id, result);
            else
                Q_EMIT failed(id, result.error);
        });
    return id;
}

void SampleService::cancel(quint64 id) {
    worker_->cancel(id);
}

void SampleService::setTrainingData(const PreparedPictures& data) {
    worker_->setTrainingData(data);
}

quint64 SampleService::nearest(const QImage& drawn) {
    const quint64 id = ++worker_->lastId;
    worker_->nearest(drawn, [this, id](const NearestPair& pair, const Sentence& error) {
        if (error.isEmpty())
            Q_EMIT nearestFound(id, pair);
        else
            Q_EMIT failed(id, error);
    });
    return id;
}

} // namespace capriccio
