#include "core/session/evaluation_thread.h"

#include "core/evaluate/evaluate.h"
#include "core/train/compute_policy.h"
#include "core/types/error.h"
#include "core/types/process_settings.h"

namespace capriccio {
namespace {
constexpr int kEvaluationNice = 5; // the picture under the hand and the window come first
}

EvaluationThread::EvaluationThread(QString modelFile, PreparedPictures data, int samples, QObject* parent)
    : QThread(parent), modelFile_(std::move(modelFile)), data_(std::move(data)), samples_(samples) {
    setObjectName(QStringLiteral("evaluation"));
}

EvaluationThread::~EvaluationThread() {
    cancel();
    wait();
}

void EvaluationThread::cancel() {
    cancelled_.store(true);
}

void EvaluationThread::run() {
    giveWay(kEvaluationNice);
    try {
        setTorchThreads(usableThreads());
        const auto report = evaluate(modelFile_, data_, samples_, [this](const Progress& progress) {
            Q_EMIT progressed(progress);
            return !cancelled_.load();
        });
        if (report)
            Q_EMIT evaluated(*report);
        else
            Q_EMIT cancelled();
    } catch (const Error& error) {
        Q_EMIT failed(error.message(), error.detail());
    } catch (const std::exception& error) {
        Q_EMIT failed(tr("The evaluation had to stop because of an internal error."), QString::fromUtf8(error.what()));
    } catch (...) {
        Q_EMIT failed(tr("The evaluation had to stop because of an internal error."), {});
    }
}

} // namespace capriccio
