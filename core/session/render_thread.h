#pragma once

#include "core/io/render_tune.h"

#include <QString>
#include <QThread>
#include <atomic>

namespace capriccio {

// Renders a tune to a sound file in the background. Emits exactly one of rendered, cancelled and failed. Deleting it
// cancels and waits (a fraction of a second).
class RenderThread : public QThread {
    Q_OBJECT
public:
    RenderThread(QString file, Tune tune, RenderOptions options, QObject* parent = nullptr);
    ~RenderThread() override;

    void cancel() { cancelled_ = true; }

Q_SIGNALS:
    void progress(double fraction); // 0..1, at most 20 a second
    void rendered(const QString& file, const capriccio::RenderedSound& sound);
    void cancelled();
    void failed(const QString& message, const QString& detail);

protected:
    void run() override;

private:
    QString file_;
    Tune tune_;
    RenderOptions options_;
    std::atomic<bool> cancelled_{false};
};

} // namespace capriccio
