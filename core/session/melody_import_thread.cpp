#include "core/session/melody_import_thread.h"

#include "core/data/composer.h"
#include "core/data/melody_scan.h"
#include "core/types/error.h"

namespace capriccio {

MelodyImportThread::MelodyImportThread(Task task, QObject* parent) : JobThread(parent), task_(task) {
    qRegisterMetaType<Progress>();
    qRegisterMetaType<MelodyCorpusInfo>();
    qRegisterMetaType<PreparedSequences>();
}

MelodyImportThread* MelodyImportThread::scan(const QStringList& paths, QObject* parent) {
    auto* thread = new MelodyImportThread(Task::Scan, parent);
    thread->paths_ = paths;
    return thread;
}

MelodyImportThread* MelodyImportThread::prepare(const MelodyCorpusInfo& info, const MelodyPrepareOptions& options,
                                                const QString& title, const QString& cacheFolder, QObject* parent) {
    auto* thread = new MelodyImportThread(Task::Prepare, parent);
    thread->info_ = info;
    thread->options_ = options;
    thread->title_ = title;
    thread->folder_ = cacheFolder;
    return thread;
}

MelodyImportThread* MelodyImportThread::builtInSet(const QString& folder, QObject* parent) {
    auto* thread = new MelodyImportThread(Task::BuiltIn, parent);
    thread->folder_ = folder;
    return thread;
}

MelodyImportThread::~MelodyImportThread() {
    end();
}

bool MelodyImportThread::work(const std::function<bool(const Progress&)>& report) {
    if (task_ == Task::Prepare) {
        const PreparedSequences sequences = prepareTunes(tunesOf(info_), options_, title_, folder_, report);
        if (isCancelled() || sequences.cacheFile.isEmpty())
            return false;
        Q_EMIT prepared(sequences);
        return true;
    }
    if (task_ == Task::BuiltIn) {
        writeSampleTunes(folder_, report);
        paths_ = {folder_};
    }
    MelodyCorpusInfo info = isCancelled() ? MelodyCorpusInfo() : scanMelodies(paths_, report);
    if (task_ == Task::BuiltIn) {
        info.sourceNote = sampleTunesSourceNote();
        info.licenceNote = sampleTunesLicenceNote();
    }
    if (isCancelled() || info.cancelled)
        return false;
    Q_EMIT scanned(info);
    return true;
}

Sentence MelodyImportThread::failure() const {
    return Sentence::translate("capriccio::MelodyImportThread",
                               "The tunes could not be read. Try again with fewer of them.");
}

std::optional<Tune> melodyOf(const MelodyItem& item) {
    try {
        return readMelody(item);
    } catch (const Error&) {
        return std::nullopt;
    } catch (const std::bad_alloc&) {
        return std::nullopt;
    }
}

} // namespace capriccio
