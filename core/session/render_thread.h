#pragma once

#include "core/io/melody_picture.h"
#include "core/io/render_tune.h"

#include <QString>
#include <QThread>
#include <atomic>

namespace capriccio {

// What is to be saved of a tune. The ending of the file says as what: MIDI, a sound, a picture (PNG, SVG).
struct TuneExport {
    QString file;
    Tune tune;
    QString note;      // what the file says of its making; may be empty
    QString soundFont; // of a sound; empty = the installed one
    QSize size;        // of a picture, px
    MelodyPictureStyle style;
};

// Saves a tune as a file in the background. Emits exactly one of saved, cancelled and failed. Deleting it cancels and
// waits (a fraction of a second; for a picture in hand until it is saved).
class RenderThread : public QThread {
    Q_OBJECT
public:
    explicit RenderThread(TuneExport what, QObject* parent = nullptr);
    ~RenderThread() override;

    void cancel() { cancelled_ = true; }

Q_SIGNALS:
    // Of a sound: 0..1, at most 20 a second; secondsLeft below 0: not known yet.
    void progress(double fraction, double secondsLeft);
    void saved(const QString& file);
    void cancelled();
    void failed(const QString& message, const QString& detail);

protected:
    void run() override;

private:
    bool save(); // false: cancelled
    bool renderSound();

    TuneExport what_;
    std::atomic<bool> cancelled_{false};
};

} // namespace capriccio
