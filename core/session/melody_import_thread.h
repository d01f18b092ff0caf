#pragma once

#include "core/session/job_thread.h"
#include "core/types/dataset_info.h"
#include "core/types/melody_corpus.h"
#include "core/types/text_corpus.h"

#include <QStringList>
#include <optional>

namespace capriccio {

// Scans the tunes that were dropped, or prepares what was scanned, away from the GUI thread. One job per object.
class MelodyImportThread : public JobThread {
    Q_OBJECT
public:
    // Scan: emits scanned.
    static MelodyImportThread* scan(const QStringList& paths, QObject* parent = nullptr);
    // Prepare: emits prepared. title names the data in model cards.
    static MelodyImportThread* prepare(const MelodyCorpusInfo& info, const MelodyPrepareOptions& options,
                                       const QString& title, const QString& cacheFolder, QObject* parent = nullptr);
    // Built-in set: composes it into folder (unless it is there already), then scans it: emits scanned.
    static MelodyImportThread* builtInSet(const QString& folder, QObject* parent = nullptr);
    ~MelodyImportThread() override; // cancels and waits

Q_SIGNALS:
    void scanned(const capriccio::MelodyCorpusInfo& info);
    void prepared(const capriccio::PreparedSequences& sequences);

protected:
    bool work(const std::function<bool(const Progress&)>& report) override;
    Sentence failure() const override;

private:
    enum class Task { Scan, Prepare, BuiltIn };
    MelodyImportThread(Task task, QObject* parent);
    Task task_;
    QStringList paths_;
    QString folder_;
    QString title_;
    MelodyCorpusInfo info_;
    MelodyPrepareOptions options_;
};

// Whether what was dropped holds tunes (defined in core/data): the kind of most files, folders and archives looked
// into. Quick; any thread.
bool holdMelodies(const QStringList& paths);

// Name of an item for people (defined in core/data): the file's, the entry's behind its archive, the tune's number.
QString shownNameOf(const MelodyItem& item);

// Reads one item again, to show and to hear it; nothing when it cannot be read any more. Any thread.
std::optional<Tune> melodyOf(const MelodyItem& item);

} // namespace capriccio
