#pragma once

#include "ui/pictures/data_page_controls.h"
#include "ui/widgets/material_page.h"

namespace capriccio {

class ImportThread;
class PictureBrowser;

// The first step with pictures: drop them, see at a glance what can be used, choose how they become training pictures.
class DataPage : public MaterialPage {
    Q_OBJECT
public:
    explicit DataPage(Studio& studio, QWidget* parent = nullptr);

    QString dropHint(const QStringList& paths) const override;
    void setWorkOnly(bool on) override;

    PictureBrowser* browser() const { return browser_; }
    PrepareControls* controls() const { return controls_; }

protected:
    MaterialWords words() const override;
    bool mayHold(const QString& path) const override;
    QStringList sources() const override { return info_->sources; }
    bool isEmpty() const override { return info_->items.empty(); }
    JobThread* scanJob(const QStringList& paths) override;
    JobThread* builtInJob(const QString& key) override; // there is one built-in set
    JobThread* prepareJob() override;
    void chooseForm(MaterialForm form) override;
    void reload() override;
    void showBusy(bool busy) override;

private:
    void wire();
    JobThread* scanning(ImportThread* job);
    void takeScan(const DatasetInfo& found);
    void chooseBackground();
    void changeVerdicts(const std::vector<int>& items, ItemVerdict verdict, const Sentence& text);
    void pushDataset(std::shared_ptr<const DatasetInfo> after, const Sentence& text);
    void pushOptions(const PrepareOptions& after, int key, const Sentence& text);

    std::shared_ptr<const DatasetInfo> info_;
    PrepareOptions options_;
    PictureBrowser* browser_;
    PrepareControls* controls_;
};

} // namespace capriccio
