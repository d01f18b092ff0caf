#pragma once

#include "core/types/dataset_info.h"
#include "core/types/evaluation.h"

#include <QThread>
#include <atomic>

namespace capriccio {

// Draws and measures away from the GUI thread. Figures as ../shared/tools/image_distance.py defines them.
class EvaluationThread : public QThread {
    Q_OBJECT
public:
    EvaluationThread(QString modelFile, PreparedPictures data, int samples, QObject* parent = nullptr);
    ~EvaluationThread() override; // cancels and waits
    void cancel();

Q_SIGNALS:
    void progressed(const capriccio::Progress& progress);
    void evaluated(const capriccio::EvaluationReport& report);
    void cancelled();
    void failed(const QString& message, const QString& detail);

protected:
    void run() override;

private:
    QString modelFile_;
    PreparedPictures data_;
    int samples_;
    std::atomic<bool> cancelled_{false};
};

} // namespace capriccio
