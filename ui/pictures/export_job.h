#pragma once

#include "core/io/picture_export.h"
#include "core/session/sample_service.h"

#include <QObject>
#include <QPointer>
#include <QStringList>
#include <atomic>
#include <memory>
#include <vector>

namespace capriccio {

class Project;
class Studio;

enum class ExportWhat {
    Picture,  // the one on the canvas
    Selected, // one file each
    Sheet,    // contact sheet of the samples
    Strip,    // the way through the corners, side by side in one file
    Frames,   // the same as numbered files
};

// Everything an export needs, by value: the window may go on while it runs.
struct ExportPlan {
    ExportWhat what = ExportWhat::Picture;
    std::vector<LatentPoint> points; // in the order they are written
    ExportOptions options;
    QString folder;               // absolute; made when missing
    QString name;                 // base name without suffix
    int columns = 1;              // sheet and strip
    int gap = 0;                  // px between the enlarged tiles
    quint32 ground = 0xffffffffu; // 0xAARRGGBB between the tiles
    bool sheet() const { return what == ExportWhat::Sheet || what == ExportWhat::Strip; }
};

// Returns what the artist chose that files leaving a project say about themselves; everything where nothing was chosen
// or there is no project. GUI thread.
ExportOptions rememberedOptions(const Project* project);

// Size in px of one file of a plan.
QSize exportSize(const ExportPlan& plan, int resolution);
// Names the files will get: never one that exists already.
QStringList exportFiles(const ExportPlan& plan);

// Draws, enlarges and saves in the background, then records the files in the project. Lives on the GUI thread; owned by
// its parent; emits exactly one of finished and failed (cancelling is a finish with what was written so far).
class ExportJob : public QObject {
    Q_OBJECT
public:
    ExportJob(Studio& studio, ExportPlan plan, QObject* parent = nullptr);
    ~ExportJob() override; // cancels and waits (a fraction of a second)

    void start();
    void cancel();
    bool isRunning() const { return running_; }

Q_SIGNALS:
    void progress(int done, int total); // pictures; drawing and saving are one half each
    void finished(const QStringList& files, bool cancelled);
    void failed(const capriccio::Sentence& message, const QString& detail);

private:
    struct Shared; // with the saving thread
    void draw();
    void save(const SampleResult& drawn);
    void end();

    Studio& studio_;
    const QPointer<Project> project_; // it began in; gone when another one has been opened meanwhile
    ExportPlan plan_;
    ModelInfo model_;
    quint64 drawing_ = 0;
    int tries_ = 0;
    bool running_ = false;
    bool followed_ = false; // the canvas followed the training; goes on when the export is done
    std::shared_ptr<Shared> shared_;
};

} // namespace capriccio
