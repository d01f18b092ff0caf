#pragma once

#include "core/session/job_thread.h"
#include "core/types/dataset_info.h"

#include <QImage>
#include <QStringList>

namespace capriccio {

// Scans what was dropped, or prepares what was scanned, away from the GUI thread. One job per object.
class ImportThread : public JobThread {
    Q_OBJECT
public:
    // Scan: emits scanned.
    static ImportThread* scan(const QStringList& paths, const QString& cacheFolder, QObject* parent = nullptr);
    // Prepare: emits prepared, before it noticed when pictures are missing. title names the data in model cards.
    static ImportThread* prepare(const DatasetInfo& info, const PrepareOptions& options, const QString& title,
                                 const QString& cacheFolder, QObject* parent = nullptr);
    // Built-in sample set: draws it into folder (unless it is there already), then scans it: emits scanned.
    static ImportThread* builtInSample(const QString& folder, const QString& cacheFolder, QObject* parent = nullptr);
    ~ImportThread() override; // cancels and waits

Q_SIGNALS:
    void scanned(const capriccio::DatasetInfo& info);
    void prepared(const capriccio::PreparedPictures& pictures);
    void noticed(const capriccio::Sentence& notice);

protected:
    bool work(const std::function<bool(const Progress&)>& report) override;
    Sentence failure() const override;

private:
    enum class Task { Scan, Prepare, BuiltIn };
    ImportThread(Task task, QObject* parent);
    Task task_;
    QStringList paths_;
    QString folder_;
    QString cacheFolder_;
    QString title_;
    DatasetInfo info_;
    PrepareOptions options_;
};

// Returns whether the file begins as a picture of a kind that is read, whatever it is called. Any thread.
bool isPictureFile(const QString& path);

// Options suggested by the scan (defined with it in core/data): its resolution and colour; crop unless most pictures
// are far from square and flat-edged. Any thread.
PrepareOptions suggestedOptions(const DatasetInfo& info);

// Returns the picture of an item at most `size` px on its longer side, EXIF-rotated, over the background colour; null
// image when it cannot be read. Reads a scan's thumbnail cache where there is one. Any thread; used by the Data page's
// workers.
QImage thumbnail(const PictureItem& item, const QString& cacheFolder, int size, quint32 background = 0xffffffffu);

// Returns the item exactly as training would see it with these options: the Data page's live preview. Any thread.
QImage preparedPreview(const PictureItem& item, const PrepareOptions& options);

} // namespace capriccio
