#include "core/session/composing_service.h"

#include "core/data/melody_matches.h"
#include "core/sample/melody_sampler.h"
#include "core/session/job_queue.h"
#include "core/session/model_in_use.h"
#include "core/types/error.h"

namespace capriccio {

// The model in hand, the tunes it learned from, and the thread that composes.
class ComposingService::Worker {
public:
    enum Chore { Tunes, Model };

    explicit Worker(ComposingService* service)
        : model(
              DataKind::Melodies, [service](const ModelInfo& now) { Q_EMIT service->modelChanged(now); },
              [service](const QString& file, const Sentence& reason) { Q_EMIT service->modelFailed(file, reason); }),
          queue(
              service,
              [service](quint64 id, const Sentence& reason) {
                  if (!reason.isEmpty())
                      Q_EMIT service->failed(id, reason);
                  Q_EMIT service->finished(id);
              },
              [](const QString& detail) {
                  return Sentence::translate("capriccio::ComposingService",
                                             "Composing stopped because of an internal error: %1")
                      .arg(detail);
              }) {}

    ModelInUse<MelodySampler> model;              // GUI thread
    std::unique_ptr<const MelodyMatches> matches; // thread of the queue; may be null
    JobQueue queue;                               // last: it ends first
};

ComposingService::ComposingService(QObject* parent) : QObject(parent), worker_(std::make_unique<Worker>(this)) {
    qRegisterMetaType<ComposedTune>();
    qRegisterMetaType<TuneOriginality>();
    qRegisterMetaType<Tune>();
}

ComposingService::~ComposingService() = default;

void ComposingService::setSampler(std::shared_ptr<const Sampler> any) {
    worker_->model.set(any);
}

void ComposingService::forgetModel() {
    worker_->model.forget();
}

void ComposingService::loadModel(const QString& file) {
    worker_->model.load(worker_->queue, Worker::Model, file);
}

bool ComposingService::hasModel() const {
    return worker_->model.sampler() != nullptr;
}

const ModelInfo& ComposingService::model() const {
    return worker_->model.info();
}

bool ComposingService::canDo(ComposeTask task) const {
    return worker_->model.sampler() && worker_->model.sampler()->canDo(task);
}

std::vector<MetreChange> ComposingService::metres() const {
    std::vector<MetreChange> known;
    if (worker_->model.sampler())
        for (const Metre& metre : worker_->model.sampler()->codec().layout().metres)
            known.push_back({0, metre.numerator, metre.denominator});
    return known;
}

std::optional<StrangeMetre> ComposingService::strangeMetreIn(const Tune& tune) const {
    return worker_->model.sampler() ? worker_->model.sampler()->codec().strangeMetreIn(tune) : std::nullopt;
}

bool ComposingService::writesMelodies() const {
    return worker_->model.sampler() && worker_->model.sampler()->codec().layout().tracks == 1;
}

void ComposingService::setTrainingData(const PreparedSequences& sequences) {
    worker_->queue.chore(Worker::Tunes, [worker = worker_.get(), file = sequences.textFile] {
        worker->matches.reset();
        try {
            if (!file.isEmpty())
                worker->matches = std::make_unique<const MelodyMatches>(file);
        } catch (const Error&) {
            // A list that is gone only means that nothing is said about originality.
        }
    });
}

void ComposingService::setTrainingDataBeside(const QString& modelFile) {
    worker_->queue.chore(Worker::Tunes,
                         [worker = worker_.get(), modelFile] { worker->matches = tunesBeside(modelFile); });
}

bool ComposingService::isBusy() const {
    return worker_->queue.isBusy();
}

void ComposingService::stop() {
    worker_->queue.stop();
}

quint64 ComposingService::compose(const ComposeRequest& request) {
    return worker_->queue.start([this, worker = worker_.get(), sampler = worker_->model.sampler(),
                                 request](quint64 id) {
        if (!sampler)
            throw Error(Error::Kind::BadArgument,
                        Sentence::translate("capriccio::ComposingService",
                                            "There is no model to compose with yet. Train one, or open one."));
        JobQueue& queue = worker->queue;
        for (int i = 0; i < request.count && !queue.isStopped(); ++i) {
            ComposedTune composed = sampler->compose(request, i, [&] { return queue.isStopped(); });
            if (queue.isStopped())
                return; // half a melody is none
            if (worker->matches)
                composed.originality = worker->matches->originality(composed.tune, composed.newFrom, composed.newTo);
            queue.post([this, id, i, composed] { Q_EMIT melody(id, i, composed); });
        }
    });
}

quint64 ComposingService::compare(const Tune& tune) {
    return worker_->queue.start([this, worker = worker_.get(), tune](quint64 id) {
        const MelodyMatches* matches = worker->matches.get();
        const TuneOriginality found = matches ? matches->originality(tune) : TuneOriginality();
        const Tune source = matches ? matches->source(found) : Tune();
        worker->queue.post([this, id, found, source] { Q_EMIT compared(id, found, source); });
    });
}

} // namespace capriccio
