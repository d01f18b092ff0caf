#include "core/session/composing_service.h"

#include "core/data/melody_matches.h"
#include "core/sample/melody_sampler.h"
#include "core/train/compute_policy.h"
#include "core/types/error.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace capriccio {

// One thread that works off jobs in order. Everything it says is queued to the service, so it is heard on the service's
// thread and dropped with it.
class ComposingService::Worker {
public:
    explicit Worker(ComposingService* service) : service_(service), thread_([this] { loop(); }) {}
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

    struct Tools {
        std::shared_ptr<const MelodySampler> sampler; // may be null
        std::shared_ptr<const MelodyMatches> matches; // may be null
    };
    using Job = std::function<void(const Tools&)>;

    // Drops what waits, stops what is composed, then does this.
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
    void setSampler(std::shared_ptr<const MelodySampler> fresh) {
        const std::lock_guard lock(mutex_);
        tools_.sampler = std::move(fresh);
    }
    void load(const QString& file) {
        {
            const std::lock_guard lock(mutex_);
            loadFile_ = file;
        }
        wake_.notify_one();
    }
    void loadTunes(const QString& file) {
        {
            const std::lock_guard lock(mutex_);
            tunesFile_ = file;
            tunesWanted_ = true;
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

    ModelInfo model; // GUI thread, as `sampler`
    std::shared_ptr<const MelodySampler> sampler;

private:
    struct Waiting {
        quint64 id = 0;
        Job job;
    };

    void loop() {
        setTorchThreads(1); // training has the others
        std::unique_lock lock(mutex_);
        for (;;) {
            wake_.wait(lock, [&] { return ending_ || !loadFile_.isEmpty() || tunesWanted_ || !jobs_.empty(); });
            if (ending_)
                return;
            if (!loadFile_.isEmpty()) {
                const QString file = std::exchange(loadFile_, {});
                lock.unlock();
                loadModel(file);
                lock.lock();
                continue;
            }
            if (tunesWanted_) {
                tunesWanted_ = false;
                const QString file = tunesFile_;
                lock.unlock();
                std::shared_ptr<const MelodyMatches> matches = readTunes(file);
                lock.lock();
                tools_.matches = std::move(matches);
                continue;
            }
            const Waiting waiting = std::move(jobs_.front());
            jobs_.pop_front();
            busy_ = true;
            stopped_ = false;
            const Tools tools = tools_;
            lock.unlock();
            QString reason;
            try {
                waiting.job(tools);
            } catch (const Error& error) {
                reason = error.message();
            } catch (const std::exception& error) {
                reason = ComposingService::tr("Composing stopped because of an internal error: %1")
                             .arg(QString::fromUtf8(error.what()).section(u'\n', 0, 0));
            }
            lock.lock();
            busy_ = false;
            const quint64 id = waiting.id;
            ComposingService* service = service_;
            if (!reason.isEmpty())
                post([service, id, reason] { Q_EMIT service->failed(id, reason); });
            post([service, id] { Q_EMIT service->finished(id); });
        }
    }

    void loadModel(const QString& file) {
        ComposingService* service = service_;
        try {
            const auto loaded = std::make_shared<const MelodySampler>(loadSequenceSampler(file));
            post([service, loaded] { service->take(loaded); });
        } catch (const std::exception& error) {
            const auto* ours = dynamic_cast<const Error*>(&error);
            const QString reason = ours ? ours->message() : QString::fromUtf8(error.what());
            post([service, file, reason] { Q_EMIT service->modelFailed(file, reason); });
        }
    }

    // A list that is gone only means that nothing is said about originality.
    static std::shared_ptr<const MelodyMatches> readTunes(const QString& file) {
        try {
            return file.isEmpty() ? nullptr : std::make_shared<const MelodyMatches>(file);
        } catch (const Error&) {
            return nullptr;
        }
    }

    ComposingService* service_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    bool ending_ = false;
    bool busy_ = false;
    bool tunesWanted_ = false;
    std::atomic<bool> stopped_{false};
    quint64 lastId_ = 0; // GUI thread
    Tools tools_;
    std::deque<Waiting> jobs_;
    QString loadFile_;
    QString tunesFile_;
    std::thread thread_; // last: everything above exists when it starts
};

ComposingService::ComposingService(QObject* parent) : QObject(parent), worker_(std::make_unique<Worker>(this)) {
    qRegisterMetaType<ComposedTune>();
    qRegisterMetaType<TuneOriginality>();
    qRegisterMetaType<Tune>();
}

ComposingService::~ComposingService() = default;

void ComposingService::take(std::shared_ptr<const MelodySampler> sampler) {
    worker_->model = sampler->info();
    worker_->sampler = sampler;
    worker_->setSampler(std::move(sampler));
    Q_EMIT modelChanged(worker_->model);
}

void ComposingService::setSampler(std::shared_ptr<const Sampler> any) {
    auto sequences = std::dynamic_pointer_cast<const SequenceSampler>(any);
    if (!sequences || sequences->info().preset.medium != DataKind::Melodies)
        return;
    take(std::make_shared<const MelodySampler>(std::move(sequences)));
}

void ComposingService::loadModel(const QString& file) {
    worker_->load(file);
}

bool ComposingService::hasModel() const {
    return worker_->sampler != nullptr;
}

const ModelInfo& ComposingService::model() const {
    return worker_->model;
}

bool ComposingService::canDo(ComposeTask task) const {
    return worker_->sampler && worker_->sampler->canDo(task);
}

void ComposingService::setTrainingData(const PreparedSequences& sequences) {
    worker_->loadTunes(sequences.textFile);
}

bool ComposingService::isBusy() const {
    return worker_->isBusy();
}

void ComposingService::stop() {
    worker_->stop();
}

quint64 ComposingService::compose(const ComposeRequest& request) {
    Worker* worker = worker_.get();
    return worker->start([this, worker, request](quint64 id) -> Worker::Job {
        return [this, worker, request, id](const Worker::Tools& tools) {
            if (!tools.sampler)
                throw Error(Error::Kind::BadArgument,
                            tr("There is no model to compose with yet. Train one, or open one."));
            for (int i = 0; i < request.count && !worker->isStopped(); ++i) {
                ComposedTune composed = tools.sampler->compose(request, i, [worker] { return worker->isStopped(); });
                if (worker->isStopped())
                    return; // half a melody is none
                if (tools.matches)
                    composed.originality = tools.matches->originality(composed.tune, composed.newFrom, composed.newTo);
                worker->post([this, id, i, composed] { Q_EMIT melody(id, i, composed); });
            }
        };
    });
}

quint64 ComposingService::compare(const Tune& tune) {
    Worker* worker = worker_.get();
    return worker->start([this, worker, tune](quint64 id) -> Worker::Job {
        return [this, worker, tune, id](const Worker::Tools& tools) {
            const TuneOriginality found = tools.matches ? tools.matches->originality(tune) : TuneOriginality();
            const Tune source = tools.matches ? tools.matches->source(found) : Tune();
            worker->post([this, id, found, source] { Q_EMIT compared(id, found, source); });
        };
    });
}

} // namespace capriccio
