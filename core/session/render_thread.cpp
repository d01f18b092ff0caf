#include "core/session/render_thread.h"

#include "core/data/progress_meter.h"
#include "core/io/midi_file.h"

#include <QFileInfo>
#include <utility>

namespace capriccio {
namespace {
constexpr double kSteps = 10'000; // a sound is counted in
} // namespace

RenderThread::RenderThread(TuneExport what, QObject* parent) : JobThread(parent), what_(std::move(what)) {
    qRegisterMetaType<Progress>();
}

RenderThread::~RenderThread() {
    end();
}

bool RenderThread::save(const std::function<bool(const Progress&)>& report) {
    const QString ending = QFileInfo(what_.file).suffix().toLower();
    if (ending == QLatin1String("png") || ending == QLatin1String("svg"))
        return saveMelodyPicture(what_.file, what_.tune, what_.size, what_.style, what_.note,
                                 [this] { return !isCancelled(); });
    if (ending == QLatin1String("mid")) {
        MidiWriteOptions options;
        options.note = what_.note;
        writeMidiFile(what_.file, what_.tune, options);
        return true;
    }
    RenderOptions options;
    options.soundFont = what_.soundFont;
    options.tags = {what_.tune.title, QStringLiteral("Capriccio " CAPRICCIO_VERSION), what_.note};
    ProgressMeter meter(tr("Exporting the melody"), qint64(kSteps), report);
    qint64 counted = 0;
    return renderTune(what_.file, what_.tune, options,
                      [&](double fraction) {
                          const auto now = qint64(fraction * kSteps);
                          meter.advance(now - std::exchange(counted, now));
                          return true;
                      })
        .has_value();
}

bool RenderThread::work(const std::function<bool(const Progress&)>& report) {
    if (isCancelled() || !save(report))
        return false;
    Q_EMIT saved(what_.file);
    return true;
}

Sentence RenderThread::failure() const {
    return Sentence::translate("capriccio::RenderThread", "Rendering stopped because of an internal error.");
}

} // namespace capriccio

#include "moc_render_thread.cpp"
