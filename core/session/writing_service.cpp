#include "core/session/writing_service.h"

#include "core/sample/text_sampler.h"
#include "core/session/job_queue.h"
#include "core/session/model_in_use.h"
#include "core/types/error.h"

#include <QElapsedTimer>

namespace capriccio {
namespace {

constexpr qint64 kSignalEveryMs = 33; // pieces are joined: at most 30 of them a second

} // namespace

// The model in hand and the thread that writes with it.
class WritingService::Worker {
public:
    explicit Worker(WritingService* writing)
        : service(writing),
          model(
              DataKind::Text, [writing](const ModelInfo& now) { Q_EMIT writing->modelChanged(now); },
              [writing](const QString& file, const Sentence& reason) { Q_EMIT writing->modelFailed(file, reason); }),
          queue(
              writing,
              [writing](quint64 id, const Sentence& reason) {
                  if (!reason.isEmpty())
                      Q_EMIT writing->failed(id, reason);
                  Q_EMIT writing->finished(id);
              },
              [](const QString& detail) {
                  return Sentence::translate("capriccio::WritingService",
                                             "Writing stopped because of an internal error: %1")
                      .arg(detail);
              }) {}

    // As JobQueue::start, with the model of now.
    quint64 start(std::function<void(quint64 id, const TextSampler& now)> job) {
        return queue.start([now = model.sampler(), job = std::move(job)](quint64 id) {
            if (!now)
                throw Error(Error::Kind::BadArgument,
                            Sentence::translate("capriccio::WritingService",
                                                "There is no model to write with yet. Train one, or open one."));
            job(id, *now);
        });
    }
    // Says so when a text has characters that the model has never seen. Thread of the queue.
    void noticeUnseen(quint64 id, const TextSampler& now, const QString& text) {
        if (const Sentence notice = now.unseenNotice(text); !notice.isEmpty())
            queue.post([to = service, id, notice] { Q_EMIT to->noticed(id, notice); });
    }
    void tellSentences(quint64 id, const QStringList& lines) {
        queue.post([to = service, id, lines] { Q_EMIT to->sentences(id, lines); });
    }

    WritingService* service;
    ModelInUse<TextSampler> model; // GUI thread
    JobQueue queue;                // last: it ends first
};

WritingService::WritingService(QObject* parent) : QObject(parent), worker_(std::make_unique<Worker>(this)) {
    qRegisterMetaType<std::vector<WrittenPiece>>();
    qRegisterMetaType<WrittenText>();
}

WritingService::~WritingService() = default;

void WritingService::setSampler(std::shared_ptr<const Sampler> any) {
    worker_->model.set(any);
}

void WritingService::forgetModel() {
    worker_->model.forget();
}

void WritingService::loadModel(const QString& file) {
    worker_->model.load(worker_->queue, 0, file);
}

bool WritingService::hasModel() const {
    return worker_->model.sampler() != nullptr;
}

const ModelInfo& WritingService::model() const {
    return worker_->model.info();
}

bool WritingService::isBusy() const {
    return worker_->queue.isBusy();
}

void WritingService::stop() {
    worker_->queue.stop();
}

quint64 WritingService::write(const WritingRequest& request) {
    return worker_->start([this, worker = worker_.get(), request](quint64 id, const TextSampler& sampler) {
        worker->noticeUnseen(id, sampler, request.note + request.prompt + request.suffix);
        JobQueue& queue = worker->queue;
        for (int i = 0; i < std::max(request.count, 1) && !queue.isStopped(); ++i) {
            WritingRequest one = request;
            one.seed = request.seed + quint64(i);
            std::vector<WrittenPiece> fresh;
            QElapsedTimer since;
            const auto tell = [&] {
                if (!fresh.empty())
                    queue.post([this, id, i, pieces = std::exchange(fresh, {})] { Q_EMIT written(id, i, pieces); });
                since.start();
            };
            const WrittenText text = sampler.write(one, [&](const WrittenPiece& piece) {
                fresh.push_back(piece);
                if (!since.isValid() || since.elapsed() >= kSignalEveryMs)
                    tell();
                return !queue.isStopped();
            });
            tell();
            queue.post([this, id, i, text] { Q_EMIT alternativeFinished(id, i, text); });
        }
    });
}

quint64 WritingService::path(const QString& from, const QString& to, int steps) {
    return worker_->start([=, worker = worker_.get()](quint64 id, const TextSampler& sampler) {
        worker->noticeUnseen(id, sampler, from + to);
        worker->tellSentences(id, sampler.path(from, to, steps));
    });
}

quint64 WritingService::around(const QString& sentence, double spread, int count, quint64 seed) {
    return worker_->start([=, worker = worker_.get()](quint64 id, const TextSampler& sampler) {
        worker->noticeUnseen(id, sampler, sentence);
        worker->tellSentences(id, sampler.around(sentence, spread, count, seed));
    });
}

quint64 WritingService::fromPrior(int count, quint64 seed) {
    return worker_->start([=, worker = worker_.get()](quint64 id, const TextSampler& sampler) {
        worker->tellSentences(id, sampler.fromPrior(count, seed));
    });
}

} // namespace capriccio
