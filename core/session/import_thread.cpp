#include "core/session/import_thread.h"

#include "core/data/file_bytes.h"
#include "core/data/fit.h"
#include "core/data/picture_sources.h"
#include "core/data/picture_structure.h"
#include "core/data/progress_meter.h"
#include "core/data/sample_set.h"
#include "core/data/scan.h"
#include "core/data/thumbnail_store.h"
#include "core/types/error.h"

namespace capriccio {

ImportThread::ImportThread(Task task, QObject* parent) : JobThread(parent), task_(task) {
    qRegisterMetaType<Progress>();
    qRegisterMetaType<DatasetInfo>();
    qRegisterMetaType<PreparedPictures>();
}

ImportThread* ImportThread::scan(const QStringList& paths, const QString& cacheFolder, QObject* parent) {
    auto* thread = new ImportThread(Task::Scan, parent);
    thread->paths_ = paths;
    thread->cacheFolder_ = cacheFolder;
    return thread;
}

ImportThread* ImportThread::prepare(const DatasetInfo& info, const PrepareOptions& options, const QString& title,
                                    const QString& cacheFolder, QObject* parent) {
    auto* thread = new ImportThread(Task::Prepare, parent);
    thread->info_ = info;
    thread->options_ = options;
    thread->title_ = title;
    thread->cacheFolder_ = cacheFolder;
    return thread;
}

ImportThread* ImportThread::builtInSample(const QString& folder, const QString& cacheFolder, QObject* parent) {
    auto* thread = new ImportThread(Task::BuiltIn, parent);
    thread->folder_ = folder;
    thread->cacheFolder_ = cacheFolder;
    return thread;
}

ImportThread::~ImportThread() {
    end();
}

bool ImportThread::work(const std::function<bool(const Progress&)>& report) {
    if (task_ == Task::Prepare) {
        const PreparedPictures pictures = capriccio::prepare(info_, options_, title_, cacheFolder_, report);
        if (isCancelled() || pictures.cacheFile.isEmpty())
            return false;
        if (const Sentence missing = notPrepared(info_, pictures); !missing.isEmpty())
            Q_EMIT noticed(missing);
        Q_EMIT prepared(pictures);
        return true;
    }
    if (task_ == Task::BuiltIn) {
        writeSampleSet(folder_, report);
        paths_ = QStringList(folder_);
    }
    DatasetInfo info = isCancelled() ? DatasetInfo() : capriccio::scan(paths_, cacheFolder_, report);
    if (task_ == Task::BuiltIn) {
        info.sourceNote = sampleSetSourceNote();
        info.licenceNote = sampleSetLicenceNote();
    }
    if (isCancelled() || info.cancelled)
        return false;
    Q_EMIT scanned(info);
    return true;
}

Sentence ImportThread::failure() const {
    return Sentence::translate("capriccio::ImportThread",
                               "The pictures could not be read. Try again with fewer of them.");
}

bool isPictureFile(const QString& path) {
    return pictureFormat(readHead(path)) != PictureFormat::Unknown;
}

QImage thumbnail(const PictureItem& item, const QString& cacheFolder, int size, quint32 background) {
    try {
        QImage image;
        if (size <= kThumbnailSide)
            image = ThumbnailStore(cacheFolder).read(item);
        if (image.isNull())
            image = PictureSources(cacheFolder).decode(item, {size}).image;
        return overBackground(reducedTo(image, size), background);
    } catch (const Error&) {
        return {};
    } catch (const std::bad_alloc&) {
        return {};
    }
}

QImage preparedPreview(const PictureItem& item, const PrepareOptions& options) {
    try {
        return fitted(PictureSources({}).decode(item, {shortSideFor(options)}), options);
    } catch (const Error&) {
        return {};
    } catch (const std::bad_alloc&) {
        return {};
    }
}

} // namespace capriccio
