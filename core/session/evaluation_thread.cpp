#include "core/session/evaluation_thread.h"

#include "core/evaluate/evaluate.h"
#include "core/evaluate/melody_evaluation.h"
#include "core/evaluate/text_evaluation.h"
#include "core/io/safetensors.h"
#include "core/session/evaluation_values.h"
#include "core/train/compute_policy.h"
#include "core/types/error.h"
#include "core/types/process_settings.h"

namespace capriccio {
namespace {
constexpr int kEvaluationNice = 5; // the picture under the hand and the window come first
constexpr int kTextLength = 400;   // tokens of a text written to be measured
constexpr int kMelodyBars = 16;    // of a melody composed to be measured
} // namespace

EvaluationThread::EvaluationThread(QString modelFile, EvaluationData data, int samples, QObject* parent)
    : JobThread(parent), modelFile_(std::move(modelFile)), data_(std::move(data)), samples_(samples) {
    setObjectName(QStringLiteral("evaluation"));
}

EvaluationThread::~EvaluationThread() {
    end();
}

bool EvaluationThread::work(const std::function<bool(const Progress&)>& report) {
    giveWay(kEvaluationNice);
    setTorchThreads(usableThreads());
    const ModelInfo model = readModelInfo(modelFile_); // before: a training may write a newer one there meanwhile
    const auto tell = [this, &model](const auto& result) {
        if (!result)
            return false;
        const StoredEvaluation measured{*result, model.hash, QDateTime::currentDateTime()};
        Q_EMIT evaluated(measured, encodeEvaluation(measured));
        return true;
    };
    if (const auto* pictures = std::get_if<PreparedPictures>(&data_))
        return tell(evaluate(modelFile_, *pictures, samples_, report));
    const auto& sequences = std::get<PreparedSequences>(data_);
    if (model.preset.medium == DataKind::Melodies)
        return tell(evaluateMelodies(modelFile_, sequences, samples_, kMelodyBars, report));
    return tell(evaluateText(modelFile_, sequences, samples_, kTextLength, report));
}

Sentence EvaluationThread::failure() const {
    return Sentence::translate("capriccio::EvaluationThread",
                               "The evaluation had to stop because of an internal error.");
}

} // namespace capriccio
