#pragma once

#include "core/session/job_thread.h"
#include "core/types/dataset_info.h"
#include "core/types/evaluation.h"
#include "core/types/melody_evaluation.h"
#include "core/types/text_corpus.h"
#include "core/types/text_evaluation.h"

#include <variant>

namespace capriccio {

// What a model is measured against, and what comes of it; one alternative for every medium.
using EvaluationData = std::variant<PreparedPictures, PreparedSequences>;
using Evaluation = std::variant<EvaluationReport, TextEvaluation, MelodyEvaluation>;

// Draws or writes with a model and measures, away from the GUI thread. The model's medium decides how.
class EvaluationThread : public JobThread {
    Q_OBJECT
public:
    // samples: pictures to draw, texts to write or melodies to compose.
    EvaluationThread(QString modelFile, EvaluationData data, int samples, QObject* parent = nullptr);
    ~EvaluationThread() override; // cancels and waits

Q_SIGNALS:
    void evaluated(const capriccio::Evaluation& evaluation);

protected:
    bool work(const std::function<bool(const Progress&)>& report) override;
    QString failure() const override;

private:
    QString modelFile_;
    EvaluationData data_;
    int samples_;
};

} // namespace capriccio
