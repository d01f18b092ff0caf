#pragma once

#include "core/io/melody_picture.h"
#include "core/io/render_tune.h"
#include "core/session/job_thread.h"

#include <QString>

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

// Saves a tune as a file in the background. Cancelled, it leaves no file. Only a sound tells how far it is.
class RenderThread : public JobThread {
    Q_OBJECT
public:
    explicit RenderThread(TuneExport what, QObject* parent = nullptr);
    ~RenderThread() override; // cancels and waits (a fraction of a second)

Q_SIGNALS:
    void saved(const QString& file);

protected:
    bool work(const std::function<bool(const Progress&)>& report) override;
    Sentence failure() const override;

private:
    bool save(const std::function<bool(const Progress&)>& report); // false: cancelled

    TuneExport what_;
};

} // namespace capriccio
