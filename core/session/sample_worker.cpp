#include "core/session/sample_worker.h"

#include "core/evaluate/nearest_index.h"
#include "core/io/pixels_image.h"
#include "core/train/compute_policy.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <algorithm>

namespace capriccio {
namespace {

constexpr std::size_t kAtOnce = 4; // pictures drawn before lower lanes are looked at again: about one frame at 64 x 64

// Runs `work` and returns what went wrong, in words; empty when all went well. The only catch-all of these threads.
Sentence guarded(const std::function<void()>& work) {
    try {
        work();
        return {};
    } catch (const Error& error) {
        return error.sentence();
    } catch (const std::exception& error) {
        return Sentence::translate("SampleWorker", "The picture could not be drawn: %1")
            .arg(QString::fromUtf8(error.what()).section(u'\n', 0, 0));
    } catch (...) {
        return Sentence::translate("SampleWorker", "The picture could not be drawn.");
    }
}

} // namespace

SampleWorker::SampleWorker(QObject* receiver) : receiver_(receiver), drawThread_([this] { drawLoop(); }) {}

SampleWorker::~SampleWorker() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    wake_.notify_all();
    nearestWake_.notify_all();
    drawThread_.join();
    if (nearestThread_.joinable())
        nearestThread_.join();
}

void SampleWorker::setSampler(std::shared_ptr<const ImageSampler> sampler) {
    const std::lock_guard lock(mutex_);
    sampler_ = std::move(sampler);
}

void SampleWorker::load(const QString& file, Loaded done) {
    {
        const std::lock_guard lock(mutex_);
        loadFile_ = file;
        loadDone_ = std::move(done);
    }
    wake_.notify_one();
}

void SampleWorker::draw(quint64 id, const SampleRequest& request, Drawn done) {
    Drawing drawing;
    drawing.result.id = id;
    drawing.result.lane = request.lane;
    drawing.result.points = request.points;
    drawing.done = std::move(done);
    drawing.since.start();
    {
        const std::lock_guard lock(mutex_);
        lanes_[std::size_t(request.lane)].waiting = std::move(drawing);
    }
    wake_.notify_one();
}

void SampleWorker::drawAll(quint64 id, const std::vector<LatentPoint>& points, Advanced advanced, Drawn done) {
    Drawing drawing;
    drawing.result.id = id;
    drawing.result.lane = SampleLane::Grid;
    drawing.result.points = points;
    drawing.done = std::move(done);
    drawing.advanced = std::move(advanced);
    drawing.since.start();
    {
        const std::lock_guard lock(mutex_);
        exports_.push_back(std::move(drawing));
    }
    wake_.notify_one();
}

void SampleWorker::encode(Pixels picture, Encoded done) {
    {
        const std::lock_guard lock(mutex_);
        encodePicture_ = std::move(picture);
        encodeDone_ = std::move(done);
    }
    wake_.notify_one();
}

void SampleWorker::cancel(quint64 id) {
    const std::lock_guard lock(mutex_);
    for (Lane& lane : lanes_) {
        if (lane.waiting && lane.waiting->result.id == id)
            lane.waiting.reset();
        if (lane.inHand && lane.inHand->result.id == id)
            cancelled_.insert(id);
    }
    std::erase_if(exports_, [id](const Drawing& drawing) { return drawing.result.id == id; });
    if (exportInHand_ && exportInHand_->result.id == id)
        cancelled_.insert(id);
}

void SampleWorker::setTrainingData(const PreparedPictures& data) {
    const std::lock_guard lock(mutex_);
    data_ = data;
    ++dataRequest_;
}

void SampleWorker::nearest(const QImage& drawn, Found done) {
    {
        const std::lock_guard lock(mutex_);
        nearestPicture_ = drawn;
        nearestDone_ = std::move(done);
        if (!nearestThread_.joinable())
            nearestThread_ = std::thread([this] { nearestLoop(); });
    }
    nearestWake_.notify_one();
}

void SampleWorker::drawLoop() {
    setTorchThreads(1); // a second thread costs more in waiting than it brings at these sizes, and training has both
    std::unique_lock lock(mutex_);
    for (;;) {
        const auto busy = [](const Lane& lane) { return lane.waiting || lane.inHand; };
        wake_.wait(lock, [&] {
            return ending_ || !loadFile_.isEmpty() || encodePicture_ || exportInHand_ || !exports_.empty() ||
                   std::any_of(lanes_.begin(), lanes_.end(), busy);
        });
        if (ending_)
            return;
        if (loadOne(lock))
            continue;
        if (const auto lane = std::find_if(lanes_.begin(), lanes_.end(), busy); lane != lanes_.end()) {
            if (!lane->inHand)
                lane->inHand = std::exchange(lane->waiting, std::nullopt);
            advance(lock, lane->inHand);
            continue;
        }
        if (encodeOne(lock))
            continue;
        if (!exportInHand_) {
            exportInHand_ = std::move(exports_.front());
            exports_.pop_front();
        }
        advance(lock, exportInHand_);
    }
}

void SampleWorker::advance(std::unique_lock<std::mutex>& lock, std::optional<Drawing>& slot) {
    Drawing& drawing = *slot; // only this thread changes what is in hand
    const auto sampler = sampler_;
    lock.unlock();
    SampleResult& result = drawing.result;
    const std::size_t from = result.images.size();
    const std::size_t to = std::min(from + kAtOnce, result.points.size());
    result.error = guarded([&] {
        if (!sampler)
            throw Error(Error::Kind::BadArgument,
                        Sentence::translate("SampleWorker", "There is no model yet: train one or open one."));
        if (from < to) {
            const std::vector<LatentPoint> points(result.points.begin() + std::ptrdiff_t(from),
                                                  result.points.begin() + std::ptrdiff_t(to));
            for (const Pixels& pixels : sampler->render(points))
                result.images.push_back(toImage(pixels));
        }
    });
    lock.lock();
    const bool cancelled = cancelled_.erase(result.id) > 0;
    const bool complete = !result.error.isEmpty() || result.images.size() >= result.points.size();
    if (!cancelled && drawing.advanced && result.error.isEmpty())
        post([advanced = drawing.advanced, done = int(result.images.size()), total = int(result.points.size())] {
            advanced(done, total);
        });
    if (!cancelled && !complete)
        return;
    if (!cancelled) {
        result.milliseconds = double(drawing.since.nsecsElapsed()) / 1e6;
        post([finished = drawing.done, last = std::move(result)] { finished(last); });
    }
    slot.reset();
}

bool SampleWorker::encodeOne(std::unique_lock<std::mutex>& lock) {
    if (!encodePicture_)
        return false;
    const Pixels picture = *std::exchange(encodePicture_, std::nullopt);
    const auto done = std::move(encodeDone_);
    const auto sampler = sampler_;
    lock.unlock();
    LatentPoint point;
    QImage drawn;
    const Sentence error = guarded([&] {
        if (!sampler || !sampler->info().canEncode)
            throw Error(Error::Kind::BadArgument,
                        Sentence::translate(
                            "SampleWorker",
                            "This model cannot read a picture. Train a VAE to start from pictures of your own."));
        point = sampler->encode(picture);
        drawn = toImage(sampler->render({point}).front());
    });
    post([done, point, drawn, error] { done(point, drawn, error); });
    lock.lock();
    return true;
}

bool SampleWorker::loadOne(std::unique_lock<std::mutex>& lock) {
    if (loadFile_.isEmpty())
        return false;
    const QString file = std::exchange(loadFile_, {});
    const auto done = std::move(loadDone_);
    lock.unlock();
    std::shared_ptr<const ImageSampler> loaded;
    const Sentence error = guarded([&] { loaded = loadImageSampler(file); });
    post([done, loaded, error] { done(loaded, error); });
    lock.lock();
    return true;
}

void SampleWorker::nearestLoop() {
    setTorchThreads(1);
    std::unique_ptr<NearestIndex> index;
    quint64 indexed = 0;
    std::unique_lock lock(mutex_);
    for (;;) {
        nearestWake_.wait(lock, [this] { return ending_ || nearestPicture_; });
        if (ending_)
            return;
        const QImage picture = *std::exchange(nearestPicture_, std::nullopt);
        const auto done = std::move(nearestDone_);
        const PreparedPictures data = data_;
        const quint64 wanted = dataRequest_;
        lock.unlock();
        NearestPair pair;
        const Sentence error = guarded([&] {
            if (data.cacheFile.isEmpty())
                throw Error(
                    Error::Kind::BadArgument,
                    Sentence::translate("SampleWorker", "The pictures this model was trained on are not here."));
            if (indexed != wanted) {
                index = std::make_unique<NearestIndex>(data, 200000, [this] {
                    const std::lock_guard guard(mutex_);
                    return !ending_;
                });
                indexed = wanted;
            }
            const NearestPicture found = index->nearest({toPixels(picture, data.channels)}).front();
            pair.drawn = picture;
            pair.distance = found.distance;
            if (found.index >= 0)
                pair.nearest = toImage(index->picture(found.index));
        });
        post([done, pair, error] { done(pair, error); });
        lock.lock();
    }
}

} // namespace capriccio
