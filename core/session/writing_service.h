#pragma once

#include "core/types/model_info.h"
#include "core/types/sentence.h"
#include "core/types/writing.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <memory>

namespace capriccio {

class Sampler;
class TextSampler;

// Writes with a text model on a thread of its own: pieces stream in as they are drawn. GUI thread; one request at a
// time is written, a newer one waits for the older to stop. Everything comes back as queued signals.
class WritingService : public QObject {
    Q_OBJECT
public:
    explicit WritingService(QObject* parent = nullptr);
    ~WritingService() override; // stops and waits

    // From a running training (TrainingThread::takeSampler); one that is no text model is left alone.
    void setSampler(std::shared_ptr<const Sampler> sampler);
    // Loads model.safetensors or a checkpoint; emits modelChanged or modelFailed.
    void loadModel(const QString& file);
    // Lets the model go, also one that is being loaded; emits modelChanged with an empty one if there was one.
    void forgetModel();
    bool hasModel() const;
    const ModelInfo& model() const;

    // Every call returns an id at once. `write` emits written for every alternative as it grows and `finished` at the
    // end; a new write stops the one before.
    quint64 write(const WritingRequest& request);
    // Sentence VAE: emits sentences(id, lines).
    quint64 path(const QString& from, const QString& to, int steps);
    quint64 around(const QString& sentence, double spread, int count, quint64 seed);
    quint64 fromPrior(int count, quint64 seed);
    void stop(); // the request in hand; what was written so far stays
    bool isBusy() const;

Q_SIGNALS:
    void modelChanged(const capriccio::ModelInfo& model);
    void modelFailed(const QString& file, const capriccio::Sentence& reason);
    // Pieces since the last signal of this alternative; at most 30 a second.
    void written(quint64 id, int alternative, const std::vector<capriccio::WrittenPiece>& pieces);
    void alternativeFinished(quint64 id, int alternative, const capriccio::WrittenText& text);
    void finished(quint64 id);
    void sentences(quint64 id, const QStringList& lines);
    void noticed(quint64 id, const capriccio::Sentence& text); // characters the model has never seen
    void failed(quint64 id, const capriccio::Sentence& reason);

private:
    class Worker;
    std::unique_ptr<Worker> worker_;
};

} // namespace capriccio
