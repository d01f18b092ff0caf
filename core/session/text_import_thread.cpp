#include "core/session/text_import_thread.h"

#include "core/data/progress_meter.h"
#include "core/data/text_sample_corpus.h"
#include "core/data/text_scan.h"
#include "core/types/error.h"

namespace capriccio {

TextImportThread::TextImportThread(Task task, QObject* parent) : JobThread(parent), task_(task) {
    qRegisterMetaType<Progress>();
    qRegisterMetaType<TextCorpusInfo>();
    qRegisterMetaType<PreparedSequences>();
}

TextImportThread* TextImportThread::scan(const QStringList& paths, const TextScanOptions& options, QObject* parent) {
    auto* thread = new TextImportThread(Task::Scan, parent);
    thread->paths_ = paths;
    thread->scanOptions_ = options;
    return thread;
}

TextImportThread* TextImportThread::prepare(const TextCorpusInfo& info, const TextPrepareOptions& options,
                                            const QString& title, const QString& cacheFolder, QObject* parent) {
    auto* thread = new TextImportThread(Task::Prepare, parent);
    thread->info_ = info;
    thread->options_ = options;
    thread->title_ = title;
    thread->folder_ = cacheFolder;
    return thread;
}

TextImportThread* TextImportThread::builtInCorpus(Corpus corpus, const QString& folder, QObject* parent) {
    auto* thread = new TextImportThread(Task::BuiltIn, parent);
    thread->corpus_ = corpus;
    thread->folder_ = folder;
    return thread;
}

TextImportThread::~TextImportThread() {
    end();
}

bool TextImportThread::work(const std::function<bool(const Progress&)>& report) {
    if (task_ == Task::Prepare) {
        const PreparedSequences sequences = prepareTexts(info_, options_, title_, folder_, report);
        if (isCancelled() || sequences.cacheFile.isEmpty())
            return false;
        Q_EMIT prepared(sequences);
        return true;
    }
    if (task_ == Task::BuiltIn) {
        std::vector<SampleLanguage> languages;
        if (corpus_ != Corpus::Chinese)
            languages.push_back(SampleLanguage::English);
        if (corpus_ != Corpus::English)
            languages.push_back(SampleLanguage::Chinese);
        paths_ = writeSampleCorpus(folder_, languages);
    }
    TextCorpusInfo info = isCancelled() ? TextCorpusInfo() : scanTexts(paths_, scanOptions_, report);
    if (task_ == Task::BuiltIn) {
        info.sourceNote = sampleCorpusSourceNote();
        info.licenceNote = sampleCorpusLicenceNote();
    }
    if (isCancelled() || info.cancelled)
        return false;
    Q_EMIT scanned(info);
    return true;
}

Sentence TextImportThread::failure() const {
    return Sentence::translate("capriccio::TextImportThread",
                               "The texts could not be read. Try again with fewer of them.");
}

QString textPreview(const TextItem& item, const TextScanOptions& scanOptions, const TextPrepareOptions& options,
                    qint64 characters) {
    try {
        return readText(item, scanOptions, options, characters);
    } catch (const Error&) {
        return {};
    } catch (const std::bad_alloc&) {
        return {};
    }
}

} // namespace capriccio
