#pragma once

#include "core/session/job_thread.h"
#include "core/types/dataset_info.h"
#include "core/types/stored_evaluation.h"
#include "core/types/text_corpus.h"

#include <QByteArray>
#include <variant>

namespace capriccio {

// What a model is measured against.
using EvaluationData = std::variant<PreparedPictures, PreparedSequences>;

// Draws or writes with a model and measures, away from the GUI thread. The model's medium decides how.
class EvaluationThread : public JobThread {
    Q_OBJECT
public:
    // samples: pictures to draw, texts to write or melodies to compose.
    EvaluationThread(QString modelFile, EvaluationData data, int samples, QObject* parent = nullptr);
    ~EvaluationThread() override; // cancels and waits

Q_SIGNALS:
    // encoded: what encodeEvaluation makes of it, for the project; made here because packing pictures takes its time.
    void evaluated(const capriccio::StoredEvaluation& measured, const QByteArray& encoded);

protected:
    bool work(const std::function<bool(const Progress&)>& report) override;
    Sentence failure() const override;

private:
    QString modelFile_;
    EvaluationData data_;
    int samples_;
};

} // namespace capriccio
