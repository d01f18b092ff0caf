#include "core/session/render_thread.h"

#include "core/types/error.h"

#include <QElapsedTimer>

namespace capriccio {
namespace {
constexpr qint64 kTellEveryMs = 50;
} // namespace

RenderThread::RenderThread(QString file, Tune tune, RenderOptions options, QObject* parent)
    : QThread(parent), file_(std::move(file)), tune_(std::move(tune)), options_(std::move(options)) {
    qRegisterMetaType<RenderedSound>();
}

RenderThread::~RenderThread() {
    cancel();
    wait();
}

void RenderThread::run() {
    try {
        QElapsedTimer since;
        const auto made = renderTune(file_, tune_, options_, [&](double fraction) {
            if (!since.isValid() || since.elapsed() >= kTellEveryMs) {
                since.start();
                Q_EMIT progress(fraction);
            }
            return !cancelled_;
        });
        if (made)
            Q_EMIT rendered(file_, *made);
        else
            Q_EMIT cancelled();
    } catch (const Error& error) {
        Q_EMIT failed(error.message(), error.detail());
    } catch (const std::exception& error) {
        Q_EMIT failed(tr("Rendering stopped because of an internal error."), QString::fromUtf8(error.what()));
    }
}

} // namespace capriccio

#include "moc_render_thread.cpp"
