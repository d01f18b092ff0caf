#pragma once

#include "core/session/job_thread.h"
#include "core/types/dataset_info.h"
#include "core/types/text_corpus.h"

#include <QStringList>

namespace capriccio {

// Scans the texts that were dropped, or prepares what was scanned, away from the GUI thread. One job per object.
class TextImportThread : public JobThread {
    Q_OBJECT
public:
    // Scan: emits scanned.
    static TextImportThread* scan(const QStringList& paths, const TextScanOptions& options = {},
                                  QObject* parent = nullptr);
    // Prepare: emits prepared. title names the data in model cards.
    static TextImportThread* prepare(const TextCorpusInfo& info, const TextPrepareOptions& options,
                                     const QString& title, const QString& cacheFolder, QObject* parent = nullptr);
    // Built-in corpus: writes it into folder (unless it is there already), then scans it: emits scanned.
    enum class Corpus { English, Chinese, Both };
    static TextImportThread* builtInCorpus(Corpus corpus, const QString& folder, QObject* parent = nullptr);
    ~TextImportThread() override; // cancels and waits

Q_SIGNALS:
    void scanned(const capriccio::TextCorpusInfo& info);
    void prepared(const capriccio::PreparedSequences& sequences);

protected:
    bool work(const std::function<bool(const Progress&)>& report) override;
    Sentence failure() const override;

private:
    enum class Task { Scan, Prepare, BuiltIn };
    TextImportThread(Task task, QObject* parent);
    Task task_;
    QStringList paths_;
    Corpus corpus_ = Corpus::Both;
    QString folder_;
    QString title_;
    TextCorpusInfo info_;
    TextScanOptions scanOptions_;
    TextPrepareOptions options_;
};

// Whether what was dropped holds texts rather than pictures (defined in core/data): files by their ending, folders and
// archives by most of what is in them. Quick; any thread.
bool holdTexts(const QStringList& paths);

constexpr qint64 kPreviewCharacters = 20'000;

// Reads one item again, for the Data page: normalised text, at most `characters` of it; empty when it cannot be read
// any more. Any thread.
QString textPreview(const TextItem& item, const TextScanOptions& scanOptions, const TextPrepareOptions& options,
                    qint64 characters = kPreviewCharacters);

} // namespace capriccio
