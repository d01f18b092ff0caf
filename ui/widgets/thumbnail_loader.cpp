#include "ui/widgets/thumbnail_loader.h"

#include <QThreadPool>
#include <deque>
#include <mutex>

namespace capriccio {

struct ThumbnailLoader::Shared {
    std::mutex mutex;
    std::deque<Wanted> waiting;
    quint64 generation = 0;
    int working = 0;
    QThreadPool pool;
};

ThumbnailLoader::ThumbnailLoader(int threads, QObject* parent) : QObject(parent), shared_(std::make_shared<Shared>()) {
    shared_->pool.setMaxThreadCount(threads);
    shared_->pool.setThreadPriority(QThread::LowPriority);
}

ThumbnailLoader::~ThumbnailLoader() {
    {
        const std::lock_guard lock(shared_->mutex);
        shared_->waiting.clear();
        ++shared_->generation;
    }
    shared_->pool.waitForDone();
}

void ThumbnailLoader::want(std::vector<Wanted> wanted) {
    int start = 0;
    {
        const std::lock_guard lock(shared_->mutex);
        shared_->waiting.assign(std::make_move_iterator(wanted.begin()), std::make_move_iterator(wanted.end()));
        start = qMin(shared_->pool.maxThreadCount() - shared_->working, static_cast<int>(shared_->waiting.size()));
        shared_->working += qMax(0, start);
    }
    for (int i = 0; i < start; ++i)
        shared_->pool.start([this] { work(); });
}

void ThumbnailLoader::reset() {
    const std::lock_guard lock(shared_->mutex);
    shared_->waiting.clear();
    ++shared_->generation;
}

// On a worker. The destructor waits for it, so `this` is alive throughout.
void ThumbnailLoader::work() {
    for (;;) {
        Wanted next;
        quint64 generation = 0;
        {
            const std::lock_guard lock(shared_->mutex);
            if (shared_->waiting.empty()) {
                --shared_->working;
                return;
            }
            next = std::move(shared_->waiting.front());
            shared_->waiting.pop_front();
            generation = shared_->generation;
        }
        QImage image;
        try {
            image = next.read();
        } catch (const std::exception&) {
            // A picture that cannot be read stays an empty tile; its reason stands in the verdict.
        }
        QMetaObject::invokeMethod(
            this,
            [this, key = next.key, image, generation] {
                {
                    const std::lock_guard lock(shared_->mutex);
                    if (generation != shared_->generation)
                        return;
                }
                Q_EMIT ready(key, image);
            },
            Qt::QueuedConnection);
    }
}

} // namespace capriccio

#include "moc_thumbnail_loader.cpp"
