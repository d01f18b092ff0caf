#pragma once

#include "ui/main/page.h"
#include "ui/pictures/data_page_controls.h"

#include <QElapsedTimer>
#include <QPointer>
#include <memory>

class QPushButton;
class QSplitter;
class QStackedWidget;

namespace capriccio {

class Card;
class DropField;
class ImportThread;
class PictureBrowser;
class ReadingView;
class Project;

// The first step with pictures: drop them, see at a glance what can be used, choose how they become training pictures.
// Reading and preparing happen on ImportThread; the page never waits. Every edit is an undo step of the project.
class DataPage : public Page {
    Q_OBJECT
public:
    explicit DataPage(Studio& studio, QWidget* parent = nullptr);
    ~DataPage() override;

    QString dropHint(const QStringList& paths) const override;
    void dropFiles(const QStringList& paths) override;
    void chooseFiles() override { choosePictures(); }
    void importBuiltIn(const QString& /*key*/) override { importSample(); }
    void cancelWork() override { cancelImport(); }
    void setWorkOnly(bool on) override;
    QByteArray layoutState() const override;
    void restoreLayoutState(const QByteArray& state) override;

    // Adds what is there to the project's pictures and looks at everything again.
    void importFiles(const QStringList& paths);
    void importSample();
    void choosePictures(); // asks for files
    void cancelImport();
    bool isImporting() const;
    PictureBrowser* browser() const { return browser_; }
    PrepareControls* controls() const { return controls_; }
    // Prepares the pictures; the Train step follows when that is done.
    void prepareAndTrain();

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void retranslateUi();
    void adoptProject(Project* project);
    void reload();
    void listen(ImportThread* job);
    void start(ImportThread* job, const QString& sourceNote = {}, const QString& licenceNote = {});
    void takeScan(const DatasetInfo& found);
    void setBusy(bool busy);
    void changeVerdicts(const std::vector<int>& items, ItemVerdict verdict, const QString& text);
    void pushDataset(std::shared_ptr<const DatasetInfo> after, const QString& text);
    void pushOptions(const PrepareOptions& after, int key, const QString& text);
    QString cacheFolder() const;
    QString dataTitle() const;
    bool mayEdit();

    std::shared_ptr<const DatasetInfo> info_;
    PrepareOptions options_;
    QPointer<ImportThread> job_;
    QStringList reading_; // what is being read now
    QString newSource_;   // notes that come with what is being read (the sample's)
    QString newLicence_;
    bool preparing_ = false;
    QStackedWidget* stack_;
    DropField* drop_;
    QPushButton* folder_;
    QPushButton* files_;
    QPushButton* sample_;
    ReadingView* readingView_;
    QSplitter* splitter_;
    Card* picturesCard_;
    PictureBrowser* browser_;
    PrepareControls* controls_;
};

} // namespace capriccio
