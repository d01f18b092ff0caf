#pragma once

#include "core/types/melody_corpus.h"
#include "ui/widgets/material_page.h"

#include <optional>

namespace capriccio {

class MusicControls;
class MelodyImportThread;
class TuneList;

// Choosing melodies, looking them over, hearing them.
class MusicDataPage : public MaterialPage {
    Q_OBJECT
public:
    explicit MusicDataPage(Studio& studio, QWidget* parent = nullptr);

    QString dropHint(const QStringList& paths) const override;
    void setWorkOnly(bool on) override;

    TuneList* list() const { return list_; }
    MusicControls* controls() const { return controls_; }

protected:
    MaterialWords words() const override;
    bool mayHold(const QString& path) const override;
    QStringList sources() const override { return info_->sources; }
    bool isEmpty() const override { return info_->items.empty(); }
    JobThread* scanJob(const QStringList& paths) override;
    JobThread* builtInJob(const QString& key) override; // there is one built-in set
    JobThread* prepareJob() override;
    void reload() override;
    void showBusy(bool busy) override;
    void readingGivenUp() override;
    void chooseForm(MaterialForm form) override;

private:
    void wire();
    JobThread* scanning(MelodyImportThread* job);
    void takeScan(const MelodyCorpusInfo& found);
    void changeVerdicts(const std::vector<int>& items, ItemVerdict verdict, const Sentence& text);
    void pushCorpus(std::shared_ptr<const MelodyCorpusInfo> after, const Sentence& text);
    void chooseTrack(int item, std::optional<int> track);
    void pushOptions(const MelodyPrepareOptions& after, int key, const Sentence& text);

    std::shared_ptr<const MelodyCorpusInfo> info_;
    MelodyPrepareOptions options_;
    TuneList* list_;
    MusicControls* controls_;
};

} // namespace capriccio
