#include "core/session/writing_service.h"

#include "core/sample/text_sampler.h"
#include "core/train/compute_policy.h"
#include "core/types/error.h"

#include <QElapsedTimer>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace capriccio {
namespace {

constexpr qint64 kSignalEveryMs = 33; // pieces are joined: at most 30 of them a second

} // namespace

// One thread that works off jobs in order. Everything it says is queued to the service, so it is heard on the service's
// thread and dropped with it.
class WritingService::Worker {
public:
    explicit Worker(WritingService* service) : service_(service), thread_([this] { loop(); }) {}
    ~Worker() {
        {
            const std::lock_guard lock(mutex_);
            ending_ = true;
            jobs_.clear();
        }
        stopped_ = true;
        wake_.notify_one();
        thread_.join();
    }

    using Job = std::function<void(const TextSampler&)>;

    // Drops what waits, stops what is written, then does this.
    quint64 start(const std::function<Job(quint64 id)>& make) {
        const quint64 id = ++lastId_;
        {
            const std::lock_guard lock(mutex_);
            jobs_.clear();
            stopped_ = true; // of the job in hand; the loop clears it before the next
            jobs_.push_back({id, make(id)});
        }
        wake_.notify_one();
        return id;
    }
    void setSampler(std::shared_ptr<const TextSampler> sampler) {
        const std::lock_guard lock(mutex_);
        sampler_ = std::move(sampler);
    }
    void load(const QString& file) {
        {
            const std::lock_guard lock(mutex_);
            loadFile_ = file;
        }
        wake_.notify_one();
    }
    void stop() {
        const std::lock_guard lock(mutex_);
        jobs_.clear();
        stopped_ = true;
    }
    bool isBusy() const {
        const std::lock_guard lock(mutex_);
        return busy_ || !jobs_.empty();
    }
    bool isStopped() const { return stopped_; }

    template <typename Function>
    void post(Function function) {
        QMetaObject::invokeMethod(service_, std::move(function), Qt::QueuedConnection);
    }

    ModelInfo model;
    bool hasModel = false;

private:
    struct Waiting {
        quint64 id = 0;
        Job job;
    };

    void loop() {
        setTorchThreads(1); // training has the others; one is fast enough for a hand that writes
        std::unique_lock lock(mutex_);
        for (;;) {
            wake_.wait(lock, [&] { return ending_ || !loadFile_.isEmpty() || !jobs_.empty(); });
            if (ending_)
                return;
            if (!loadFile_.isEmpty()) {
                const QString file = std::exchange(loadFile_, {});
                lock.unlock();
                loadModel(file);
                lock.lock();
                continue;
            }
            const Waiting waiting = std::move(jobs_.front());
            jobs_.pop_front();
            busy_ = true;
            stopped_ = false;
            const std::shared_ptr<const TextSampler> sampler = sampler_;
            lock.unlock();
            QString reason;
            try {
                if (sampler)
                    waiting.job(*sampler);
                else
                    reason = WritingService::tr("There is no model to write with yet. Train one, or open one.");
            } catch (const Error& error) {
                reason = error.message();
            } catch (const std::exception& error) {
                reason = WritingService::tr("Writing stopped because of an internal error: %1")
                             .arg(QString::fromUtf8(error.what()).section(u'\n', 0, 0));
            }
            lock.lock();
            busy_ = false;
            const quint64 id = waiting.id;
            WritingService* service = service_;
            if (!reason.isEmpty())
                post([service, id, reason] { Q_EMIT service->failed(id, reason); });
            post([service, id] { Q_EMIT service->finished(id); });
        }
    }

    void loadModel(const QString& file) {
        WritingService* service = service_;
        try {
            const auto loaded = std::make_shared<const TextSampler>(loadSequenceSampler(file));
            post([service, loaded] { service->take(loaded); });
        } catch (const std::exception& error) {
            const auto* ours = dynamic_cast<const Error*>(&error);
            const QString reason = ours ? ours->message() : QString::fromUtf8(error.what());
            post([service, file, reason] { Q_EMIT service->modelFailed(file, reason); });
        }
    }

    WritingService* service_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    bool ending_ = false;
    bool busy_ = false;
    std::atomic<bool> stopped_{false};
    quint64 lastId_ = 0; // GUI thread
    std::shared_ptr<const TextSampler> sampler_;
    std::deque<Waiting> jobs_;
    QString loadFile_;
    std::thread thread_; // last: everything above exists when it starts
};

WritingService::WritingService(QObject* parent) : QObject(parent), worker_(std::make_unique<Worker>(this)) {
    qRegisterMetaType<std::vector<WrittenPiece>>();
    qRegisterMetaType<WrittenText>();
}

WritingService::~WritingService() = default;

void WritingService::take(std::shared_ptr<const TextSampler> sampler) {
    worker_->model = sampler->info();
    worker_->hasModel = true;
    worker_->setSampler(std::move(sampler));
    Q_EMIT modelChanged(worker_->model);
}

void WritingService::setSampler(std::shared_ptr<const Sampler> any) {
    auto sequences = std::dynamic_pointer_cast<const SequenceSampler>(any);
    if (!sequences || sequences->info().preset.medium != DataKind::Text)
        return;
    take(std::make_shared<const TextSampler>(std::move(sequences)));
}

void WritingService::loadModel(const QString& file) {
    worker_->load(file);
}

bool WritingService::hasModel() const {
    return worker_->hasModel;
}

const ModelInfo& WritingService::model() const {
    return worker_->model;
}

bool WritingService::isBusy() const {
    return worker_->isBusy();
}

void WritingService::stop() {
    worker_->stop();
}

quint64 WritingService::write(const WritingRequest& request) {
    Worker* worker = worker_.get();
    return worker->start([this, worker, request](quint64 id) -> Worker::Job {
        return [this, worker, request, id](const TextSampler& sampler) {
            if (const QString notice = sampler.unseenNotice(request.prompt + request.suffix); !notice.isEmpty())
                worker->post([this, id, notice] { Q_EMIT noticed(id, notice); });
            for (int i = 0; i < std::max(request.count, 1) && !worker->isStopped(); ++i) {
                WritingRequest one = request;
                one.seed = request.seed + quint64(i);
                std::vector<WrittenPiece> fresh;
                QElapsedTimer since;
                const auto tell = [&] {
                    if (!fresh.empty())
                        worker->post(
                            [this, id, i, pieces = std::exchange(fresh, {})] { Q_EMIT written(id, i, pieces); });
                    since.start();
                };
                const WrittenText text = sampler.write(one, [&](const WrittenPiece& piece) {
                    fresh.push_back(piece);
                    if (!since.isValid() || since.elapsed() >= kSignalEveryMs)
                        tell();
                    return !worker->isStopped();
                });
                tell();
                worker->post([this, id, i, text] { Q_EMIT alternativeFinished(id, i, text); });
            }
        };
    });
}

quint64 WritingService::path(const QString& from, const QString& to, int steps) {
    Worker* worker = worker_.get();
    return worker->start([=, this](quint64 id) -> Worker::Job {
        return [=, this](const TextSampler& sampler) {
            if (const QString notice = sampler.unseenNotice(from + to); !notice.isEmpty())
                worker->post([this, id, notice] { Q_EMIT noticed(id, notice); });
            const QStringList lines = sampler.path(from, to, steps);
            worker->post([this, id, lines] { Q_EMIT sentences(id, lines); });
        };
    });
}

quint64 WritingService::around(const QString& sentence, double spread, int count, quint64 seed) {
    Worker* worker = worker_.get();
    return worker->start([=, this](quint64 id) -> Worker::Job {
        return [=, this](const TextSampler& sampler) {
            if (const QString notice = sampler.unseenNotice(sentence); !notice.isEmpty())
                worker->post([this, id, notice] { Q_EMIT noticed(id, notice); });
            const QStringList lines = sampler.around(sentence, spread, count, seed);
            worker->post([this, id, lines] { Q_EMIT sentences(id, lines); });
        };
    });
}

quint64 WritingService::fromPrior(int count, quint64 seed) {
    Worker* worker = worker_.get();
    return worker->start([=, this](quint64 id) -> Worker::Job {
        return [=, this](const TextSampler& sampler) {
            const QStringList lines = sampler.fromPrior(count, seed);
            worker->post([this, id, lines] { Q_EMIT sentences(id, lines); });
        };
    });
}

} // namespace capriccio
