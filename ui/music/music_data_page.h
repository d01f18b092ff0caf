#pragma once

#include "core/types/melody_corpus.h"
#include "ui/main/page.h"

#include <QPointer>
#include <memory>
#include <vector>

class QPushButton;
class QSplitter;
class QStackedWidget;

namespace capriccio {

class Card;
class DropField;
class Project;
class ReadingView;
class MusicControls;
class MelodyImportThread;
class TuneList;

// Choosing melodies, looking them over, hearing them. Reading and preparing happen on MelodyImportThread; the page
// never waits. Every edit is an undo step of the project.
class MusicDataPage : public Page {
    Q_OBJECT
public:
    explicit MusicDataPage(Studio& studio, QWidget* parent = nullptr);
    ~MusicDataPage() override;

    QString dropHint(const QStringList& paths) const override;
    void dropFiles(const QStringList& paths) override { importFiles(paths); }
    void chooseFiles() override;
    // There is one built-in set.
    void importBuiltIn(const QString& key) override;
    void cancelWork() override { cancelImport(); }
    void setWorkOnly(bool on) override;
    QByteArray layoutState() const override;
    void restoreLayoutState(const QByteArray& state) override;

    // Adds what is there to the project's melodies and reads everything again.
    void importFiles(const QStringList& paths);
    void cancelImport();
    bool isImporting() const;
    TuneList* list() const { return list_; }
    MusicControls* controls() const { return controls_; }
    ReadingView* reading() const { return readingView_; }
    // Prepares the tunes; the Train step follows when that is done.
    void prepareAndTrain();

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void wire();
    void retranslate();
    void adoptProject(Project* project);
    void reload();
    void start(MelodyImportThread* job, const QString& undoText);
    void listen(MelodyImportThread* job);
    void takeScan(const MelodyCorpusInfo& found);
    void setBusy(bool busy);
    void changeVerdicts(const std::vector<int>& items, ItemVerdict verdict, const QString& text);
    void pushCorpus(std::shared_ptr<const MelodyCorpusInfo> after, const QString& text);
    void pushOptions(const MelodyPrepareOptions& after, int key, const QString& text);
    QString cacheFolder() const;
    QString dataTitle() const;
    bool mayEdit();

    std::shared_ptr<const MelodyCorpusInfo> info_;
    MelodyPrepareOptions options_;
    QPointer<MelodyImportThread> job_;
    QStringList readingPaths_; // what is being read now
    QString undoText_;         // of the scan in hand
    bool preparing_ = false;
    QStackedWidget* stack_;
    DropField* drop_;
    QPushButton* folder_;
    QPushButton* files_;
    std::vector<QPushButton*> samples_; // in the order of the medium's SampleOffers
    ReadingView* readingView_;
    QSplitter* splitter_;
    Card* tunesCard_;
    TuneList* list_;
    MusicControls* controls_;
};

} // namespace capriccio
