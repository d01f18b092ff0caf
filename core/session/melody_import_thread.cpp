#include "core/session/melody_import_thread.h"

#include "core/data/composer.h"
#include "core/data/melody_scan.h"
#include "core/data/progress_meter.h"
#include "core/types/error.h"

namespace capriccio {

MelodyImportThread::MelodyImportThread(Task task, QObject* parent) : QThread(parent), task_(task) {
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
    cancel();
    wait();
}

void MelodyImportThread::cancel() {
    cancelled_ = true;
}

void MelodyImportThread::run() {
    const ProgressCallback report = [this](const Progress& progress) {
        if (cancelled_)
            return false;
        Q_EMIT progressed(progress);
        return true;
    };
    try {
        if (task_ == Task::Prepare) {
            const PreparedSequences sequences = prepareTunes(tunesOf(info_), options_, title_, folder_, report);
            if (cancelled_ || sequences.cacheFile.isEmpty())
                Q_EMIT cancelled();
            else
                Q_EMIT prepared(sequences);
            return;
        }
        if (task_ == Task::BuiltIn) {
            writeSampleTunes(folder_, report);
            paths_ = {folder_};
        }
        MelodyCorpusInfo info = cancelled_ ? MelodyCorpusInfo() : scanMelodies(paths_, report);
        if (task_ == Task::BuiltIn) {
            info.sourceNote = sampleTunesSourceNote();
            info.licenceNote = sampleTunesLicenceNote();
        }
        if (cancelled_ || info.cancelled)
            Q_EMIT cancelled();
        else
            Q_EMIT scanned(info);
    } catch (const Cancelled&) {
        Q_EMIT cancelled();
    } catch (const Error& error) {
        Q_EMIT failed(error.message(), error.detail());
    } catch (const std::exception& error) {
        Q_EMIT failed(tr("The tunes could not be read. Try again with fewer of them."),
                      QString::fromLocal8Bit(error.what()));
    } catch (...) {
        Q_EMIT failed(tr("The tunes could not be read. Try again with fewer of them."), {});
    }
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
