#pragma once

#include "core/types/dataset_info.h"
#include "core/types/evaluation.h"
#include "core/types/model_info.h"
#include "core/types/sample_request.h"
#include "core/types/sentence.h"

#include <QImage>
#include <QObject>
#include <memory>

namespace capriccio {

class Sampler;

// Draws pictures on a thread of its own. Within a lane one request is in flight and the newest waiting one wins.
// Lives on the GUI thread; every method returns at once.
class SampleService : public QObject {
    Q_OBJECT
public:
    explicit SampleService(QObject* parent = nullptr);
    ~SampleService() override; // ends its thread

    // From a running training (TrainingThread::takeSampler); one that draws no pictures is left alone. Emits
    // modelChanged.
    void setSampler(std::shared_ptr<const Sampler> sampler);
    // Loads model.safetensors or a checkpoint on the worker; emits modelChanged or modelFailed.
    void loadModel(const QString& file);
    // Lets the model go, also one that is being loaded; emits modelChanged with an empty one if there was one.
    void forgetModel();

    bool hasModel() const;
    const ModelInfo& model() const; // of the last modelChanged; empty before

    // The point of a numbered seed for the current model (see pointFromSeed). Needs hasModel().
    LatentPoint point(qint64 seed, int label = -1, float truncation = 1.0F) const;

    // Returns the id that `ready` will carry. Overwritten requests never become ready.
    quint64 request(const SampleRequest& request);
    // Posterior mean of a picture file (VAE), read as the pictures the model learned from were. Emits encoded or
    // failed.
    quint64 encode(const QString& file);
    // For exports: draws every point in order in chunks, never overwritten; `progress` then `batchReady` with the same
    // id.
    quint64 requestAll(const std::vector<LatentPoint>& points);
    void cancel(quint64 id);

    // "Is it a copy?": the training pictures to compare with, and the nearest of them to a drawn picture (latest wins).
    // Emits nearestFound.
    void setTrainingData(const PreparedPictures& data);
    quint64 nearest(const QImage& drawn);

Q_SIGNALS:
    void modelChanged(const capriccio::ModelInfo& model);
    void modelFailed(const QString& file, const capriccio::Sentence& message);
    void ready(quint64 id, const capriccio::SampleResult& result);
    // original: the picture upright, before it is fitted; reconstruction: as the model draws it.
    void encoded(quint64 id, const capriccio::LatentPoint& point, const QImage& original, const QImage& reconstruction);
    void progress(quint64 id, int done, int total);
    void batchReady(quint64 id, const capriccio::SampleResult& result);
    void nearestFound(quint64 id, const capriccio::NearestPair& pair);
    void failed(quint64 id, const capriccio::Sentence& message);

private:
    class Worker;
    std::unique_ptr<Worker> worker_;
};

} // namespace capriccio
