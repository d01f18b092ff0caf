#pragma once

#include "core/sample/image_sampler.h"
#include "core/types/dataset_info.h"
#include "core/types/evaluation.h"
#include "core/types/sample_request.h"
#include "core/types/sentence.h"

#include <QElapsedTimer>
#include <QObject>
#include <array>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <thread>

namespace capriccio {

class NearestIndex;

// The threads behind SampleService: one draws, one (started when first needed) looks for copies. Every method returns
// at once; `done` functions run on the receiver's thread and are dropped with it.
class SampleWorker {
public:
    explicit SampleWorker(QObject* receiver);
    ~SampleWorker(); // drops what waits, finishes the pictures in hand, ends the threads

    using Drawn = std::function<void(const SampleResult&)>;
    using Loaded = std::function<void(std::shared_ptr<const ImageSampler>, const Sentence& error)>;
    using Encoded = std::function<void(const LatentPoint&, const QImage&, const Sentence& error)>;
    using Found = std::function<void(const NearestPair&, const Sentence& error)>;
    using Advanced = std::function<void(int done, int total)>;

    void setSampler(std::shared_ptr<const ImageSampler> sampler);
    void load(const QString& file, Loaded done);                     // newest wins
    void draw(quint64 id, const SampleRequest& request, Drawn done); // newest wins within its lane
    void drawAll(quint64 id, const std::vector<LatentPoint>& points, Advanced advanced, Drawn done);
    void encode(Pixels picture, Encoded done); // newest wins
    void cancel(quint64 id);
    void setTrainingData(const PreparedPictures& data);
    void nearest(const QImage& drawn, Found done); // newest wins

private:
    // A request being drawn, a few pictures at a time, so that a lower lane never waits for a whole grid.
    struct Drawing {
        SampleResult result;
        QElapsedTimer since;
        Drawn done;
        Advanced advanced; // exports only
    };
    struct Lane {
        std::optional<Drawing> waiting;
        std::optional<Drawing> inHand;
    };

    void drawLoop();
    void nearestLoop();
    void advance(std::unique_lock<std::mutex>& lock, std::optional<Drawing>& slot);
    bool encodeOne(std::unique_lock<std::mutex>& lock);
    bool loadOne(std::unique_lock<std::mutex>& lock);
    template <typename Function>
    void post(Function function) {
        QMetaObject::invokeMethod(receiver_, std::move(function), Qt::QueuedConnection);
    }

    QObject* receiver_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool ending_ = false;
    std::shared_ptr<const ImageSampler> sampler_;
    std::array<Lane, 3> lanes_;
    std::deque<Drawing> exports_;
    std::optional<Drawing> exportInHand_;
    std::set<quint64> cancelled_;
    std::optional<Pixels> encodePicture_;
    Encoded encodeDone_;
    QString loadFile_;
    Loaded loadDone_;

    std::condition_variable nearestWake_;
    std::optional<QImage> nearestPicture_;
    Found nearestDone_;
    PreparedPictures data_;
    quint64 dataRequest_ = 0;

    std::thread nearestThread_;
    std::thread drawThread_; // last: everything above exists when it starts
};

} // namespace capriccio
