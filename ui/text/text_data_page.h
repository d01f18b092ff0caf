#pragma once

#include "core/types/text_corpus.h"
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
class TextControls;
class TextImportThread;
class TextList;

// Choosing texts, looking them over, cleaning them. Reading and preparing happen on TextImportThread; the page never
// waits. Every edit is an undo step of the project.
class TextDataPage : public Page {
    Q_OBJECT
public:
    explicit TextDataPage(Studio& studio, QWidget* parent = nullptr);
    ~TextDataPage() override;

    QString dropHint(const QStringList& paths) const override;
    void dropFiles(const QStringList& paths) override { importFiles(paths); }
    void chooseFiles() override;
    // "en", "zh" or "both".
    void importBuiltIn(const QString& key) override;
    void cancelWork() override { cancelImport(); }
    void setWorkOnly(bool on) override;
    QByteArray layoutState() const override;
    void restoreLayoutState(const QByteArray& state) override;

    // Adds what is there to the project's texts and reads everything again.
    void importFiles(const QStringList& paths);
    void cancelImport();
    bool isImporting() const;
    TextList* list() const { return list_; }
    TextControls* controls() const { return controls_; }
    ReadingView* reading() const { return readingView_; }
    // Prepares the texts; the Train step follows when that is done.
    void prepareAndTrain();

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void wire();
    void retranslate();
    void adoptProject(Project* project);
    void reload();
    void start(TextImportThread* job, const QString& undoText);
    void listen(TextImportThread* job);
    void takeScan(const TextCorpusInfo& found);
    void setBusy(bool busy);
    void changeVerdicts(const std::vector<int>& items, ItemVerdict verdict, const QString& text);
    void pushCorpus(std::shared_ptr<const TextCorpusInfo> after, const QString& text);
    void pushOptions(const TextPrepareOptions& after, int key, const QString& text);
    QString cacheFolder() const;
    QString dataTitle() const;
    bool mayEdit();

    std::shared_ptr<const TextCorpusInfo> info_;
    TextPrepareOptions options_;
    QPointer<TextImportThread> job_;
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
    Card* textsCard_;
    TextList* list_;
    TextControls* controls_;
};

} // namespace capriccio
