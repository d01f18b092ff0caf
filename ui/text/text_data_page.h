#pragma once

#include "core/types/text_corpus.h"
#include "ui/widgets/material_page.h"

namespace capriccio {

class TextControls;
class TextImportThread;
class TextList;

// Choosing texts, looking them over, cleaning them.
class TextDataPage : public MaterialPage {
    Q_OBJECT
public:
    explicit TextDataPage(Studio& studio, QWidget* parent = nullptr);

    QString dropHint(const QStringList& paths) const override;
    void setWorkOnly(bool on) override;
    QByteArray layoutState() const override;
    void restoreLayoutState(const QByteArray& state) override;

    TextList* list() const { return list_; }
    TextControls* controls() const { return controls_; }

protected:
    MaterialWords words() const override;
    bool mayHold(const QString& path) const override;
    QStringList sources() const override { return info_->sources; }
    bool isEmpty() const override { return info_->items.empty(); }
    JobThread* scanJob(const QStringList& paths) override;
    JobThread* builtInJob(const QString& key) override; // "en", "zh" or "both"
    JobThread* prepareJob() override;
    void reload() override;
    void showBusy(bool busy) override;
    void readingGivenUp() override;
    void chooseForm(MaterialForm form) override;

private:
    void wire();
    JobThread* scanning(TextImportThread* job);
    void readAnotherWay(const TextScanOptions& options);
    void takeScan(const TextCorpusInfo& found);
    void changeVerdicts(const std::vector<int>& items, ItemVerdict verdict, const Sentence& text);
    void pushCorpus(std::shared_ptr<const TextCorpusInfo> after, const Sentence& text);
    void pushOptions(const TextPrepareOptions& after, int key, const Sentence& text);
    QString title() const;

    std::shared_ptr<const TextCorpusInfo> info_;
    TextPrepareOptions options_;
    TextList* list_;
    TextControls* controls_;
};

} // namespace capriccio
