#pragma once

#include "core/types/composing.h"
#include "core/types/model_info.h"
#include "core/types/sentence.h"
#include "core/types/text_corpus.h"

#include <QObject>
#include <QString>
#include <memory>
#include <optional>
#include <vector>

namespace capriccio {

class Sampler;
class MelodySampler;

// Composes with a music model on a thread of its own. GUI thread; one request at a time is worked on, a newer one stops
// the older. Everything comes back as queued signals.
class ComposingService : public QObject {
    Q_OBJECT
public:
    explicit ComposingService(QObject* parent = nullptr);
    ~ComposingService() override; // stops and waits

    // From a running training (TrainingThread::takeSampler); one that is no music model is left alone.
    void setSampler(std::shared_ptr<const Sampler> sampler);
    // Loads model.safetensors or a checkpoint; emits modelChanged or modelFailed.
    void loadModel(const QString& file);
    // Lets the model go, also one that is being loaded; emits modelChanged with an empty one if there was one.
    void forgetModel();
    bool hasModel() const;
    const ModelInfo& model() const;
    // What the model in hand can do: a melody-vae generates, varies and interpolates; the others generate, continue,
    // fill and vary. False without a model.
    bool canDo(ComposeTask task) const;
    // The metres the model in hand knows, the most frequent of its data first; none without a model.
    std::vector<MetreChange> metres() const;
    // The first metre of a tune whose bars are of a length that the model in hand has not learned, and what it takes it
    // for; empty where there is none, and without a model.
    std::optional<StrangeMetre> strangeMetreIn(const Tune& tune) const;
    // Whether the model in hand writes one note at a time; false without a model.
    bool writesMelodies() const;
    // Tunes that originality is told against; read on the service's thread. Default: none.
    void setTrainingData(const PreparedSequences& sequences);
    // The same for a model from outside a project: what lies beside its file, else none.
    void setTrainingDataBeside(const QString& modelFile);

    // Returns an id at once; emits melody for every variation as it is ready and finished at the end.
    quint64 compose(const ComposeRequest& request);
    // Where a tune of the artist's own stands to the training data; emits compared.
    quint64 compare(const Tune& tune);
    void stop(); // the request in hand; what is ready stays
    bool isBusy() const;

Q_SIGNALS:
    void modelChanged(const capriccio::ModelInfo& model);
    void modelFailed(const QString& file, const capriccio::Sentence& reason);
    void melody(quint64 id, int index, const capriccio::ComposedTune& tune);
    // Of `compare`; source: the training tune the passage stands in, as it was learned (empty when there is none).
    void compared(quint64 id, const capriccio::TuneOriginality& originality, const capriccio::Tune& source);
    void failed(quint64 id, const capriccio::Sentence& reason);
    void finished(quint64 id); // always, after failed too

private:
    class Worker;
    std::unique_ptr<Worker> worker_;
};

} // namespace capriccio
