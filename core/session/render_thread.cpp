#include "core/session/render_thread.h"

#include "core/io/midi_file.h"
#include "core/types/error.h"

#include <QElapsedTimer>
#include <QFileInfo>

namespace capriccio {
namespace {
constexpr qint64 kTellEveryMs = 50;
constexpr double kFewestKnown = 0.03; // of the whole, before a time left is more than a guess
} // namespace

RenderThread::RenderThread(TuneExport what, QObject* parent) : QThread(parent), what_(std::move(what)) {}

RenderThread::~RenderThread() {
    cancel();
    wait();
}

bool RenderThread::renderSound() {
    RenderOptions options;
    options.soundFont = what_.soundFont;
    options.tags = {what_.tune.title, QStringLiteral("Capriccio " CAPRICCIO_VERSION), what_.note};
    QElapsedTimer begun;
    begun.start();
    qint64 told = -kTellEveryMs;
    return renderTune(what_.file, what_.tune, options,
                      [&](double fraction) {
                          const qint64 now = begun.elapsed();
                          if (now - told >= kTellEveryMs) {
                              told = now;
                              Q_EMIT progress(fraction, fraction < kFewestKnown
                                                            ? -1
                                                            : double(now) / 1e3 * (1 - fraction) / fraction);
                          }
                          return !cancelled_;
                      })
        .has_value();
}

bool RenderThread::save() {
    if (cancelled_)
        return false;
    const QString ending = QFileInfo(what_.file).suffix().toLower();
    if (ending == QLatin1String("png") || ending == QLatin1String("svg")) {
        saveMelodyPicture(what_.file, what_.tune, what_.size, what_.style, what_.note);
    } else if (ending == QLatin1String("mid")) {
        MidiWriteOptions options;
        options.note = what_.note;
        writeMidiFile(what_.file, what_.tune, options);
    } else {
        return renderSound();
    }
    return true;
}

void RenderThread::run() {
    try {
        if (save())
            Q_EMIT saved(what_.file);
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
