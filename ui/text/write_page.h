#pragma once

#include "core/types/manuscript.h"
#include "core/types/model_info.h"
#include "core/types/reading.h"
#include "core/types/text_corpus.h"
#include "ui/main/autosave.h"
#include "ui/main/page.h"

#include <QPointer>
#include <QTimer>
#include <map>
#include <memory>
#include <vector>

class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace capriccio {

class Card;
class ElidedLabel;
class MessageBanner;
class Project;
class ReadingService;
class SideColumn;
class WriteAnswerCard;
class WriteColourCard;
class WriteControls;
class WriteCopyCard;
class WriteDraftCard;
class WriteEditor;
class WriteEmpty;
class WriteHand;
class WriteSentencesCard;
class WriteSummaryCard;
class WriteVersions;
class WritingService;
struct TrainingStats;
struct WriteOrder;

// The text studio's Write step: the page in the middle, what the model can do at its right. Which cards show follows
// the model: one that goes on with a text, one of sentences, one of pairs. Everything written is one undo step and is
// saved with the project by itself.
class WritePage : public Page {
    Q_OBJECT
public:
    WritePage(Studio& studio, WritingService& writing, QWidget* parent = nullptr);
    ~WritePage() override;

    QString dropHint(const QStringList& paths) const override; // one text: its words onto the page
    void dropFiles(const QStringList& paths) override;
    void exportWork() override { exportText(); }
    void cancelWork() override { autosave_.save(); }
    bool hasUnsaved() const override { return autosave_.isDue(); }
    void setWorkOnly(bool on) override;
    QByteArray layoutState() const override;
    void restoreLayoutState(const QByteArray& state) override;

    WriteEditor* editor() const { return editor_; }
    // Opens the export dialog.
    void exportText();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void build();
    QWidget* buildPage();
    void wire();
    void wireReading();
    QAction* addKey(const QList<QKeySequence>& keys, void (WritePage::*what)());
    void retranslate();
    void arrange();
    void takeProject();
    void save(Project& project);
    void remember(); // the controls
    void takeModel(const ModelInfo& model);
    void takeStats(const TrainingStats& stats);
    std::optional<PreparedSequences> trainingData() const;               // of the model, where the project has it
    const PreparedSequences& learnedFrom(const WrittenPassage& passage); // without a text where it has none
    double natsPerCharacter(qint64 run) const;                           // 0 = not known
    void showModel();

    // write_page_writing.cpp
    WriteOrder orderAt(int from, int to, WritingTask task);
    QString textBefore(int position) const;
    WrittenPassage passage(WritingTask task, const QString& source = {}) const;
    void go(); // Ctrl+Enter: continue or answer
    void continueHere();
    void writeVersions();
    void fillGap();
    void writeAgain();
    void draft();
    void answer();
    void writeSentences();
    struct WholeStart {
        WrittenMark mark;
        std::vector<int> before; // tokens from there to the piece
    };
    std::optional<WholeStart> wholeStart(const WrittenMark& mark) const; // empty: changed by hand
    void offerOthers(int position);                                      // what else could stand there
    void otherWords();                                                   // ... at the cursor
    void rewrite(const WrittenMark& from, const std::vector<int>& forced, int length);
    int passageEnd(const WrittenMark& from) const;
    int draftBeginning(const WrittenMark& from) const;
    void takeVersion(int version);
    void closeVersions();
    void takeStep(const Sentence& name);
    void askModel();
    void extendMenu(QMenu* menu);
    void showNote(const Sentence& text, bool problem = false);
    void clearNote();

    // write_page_reading.cpp
    void textChanged();
    void findCopies();
    void takeCopies(const std::vector<Originality>& found);
    void rank();
    void showCentral();
    void copySummary();
    void takeOpened(const QString& file, const QString& text);

    WritingService& writing_;
    std::unique_ptr<ReadingService> reading_;
    ModelInfo model_;
    QString codecHash_;
    QPointer<Project> project_;
    bool loading_ = false;
    bool alone_ = false; // the artist writes without a model
    Autosave autosave_;
    QTimer copyTimer_;
    QTimer rankTimer_;
    quint64 change_ = 0; // counts changes of the text
    quint64 copiesId_ = 0;
    quint64 copiesAt_ = 0; // change_ when they were asked for
    std::vector<int> copiesFrom_;
    qint64 notCompared_ = 0;                           // characters whose training text is not here
    PreparedSequences training_;                       // of the model in hand
    std::map<QString, PreparedSequences> learnedFrom_; // of other models, by hash
    quint64 rankId_ = 0;
    quint64 rankAt_ = 0;
    std::vector<RankedSentence> ranked_;
    quint64 openId_ = 0;
    quint64 sentencesId_ = 0;
    WrittenPassage sentencesBy_; // the model they were asked of: another may be in hand when one is taken
    double tokensPerSecond_ = 0;
    double nats_ = 0;    // per character, of the model in hand; 0 = not known
    qint64 natsRun_ = 0; // the run that figure is of
    QString titleBefore_;

    QStackedWidget* stack_ = nullptr;
    WriteEmpty* empty_ = nullptr;
    QSplitter* columns_ = nullptr;
    QSplitter* middle_ = nullptr;
    QWidget* head_ = nullptr;
    QLineEdit* title_ = nullptr;
    WriteEditor* editor_ = nullptr;
    MessageBanner* note_ = nullptr;
    ElidedLabel* modelLine_ = nullptr;
    QLabel* speed_ = nullptr;
    QPushButton* open_ = nullptr;
    QPushButton* export_ = nullptr;
    QAction* goKey_ = nullptr;
    QAction* againKey_ = nullptr;
    QAction* otherWordsKey_ = nullptr;
    WriteVersions* versions_ = nullptr;
    SideColumn* side_ = nullptr;
    Card* noModel_ = nullptr;
    QLabel* noModelText_ = nullptr;
    QPushButton* noModelTrain_ = nullptr;
    QPushButton* noModelOpen_ = nullptr;
    WriteControls* controls_ = nullptr;
    WriteAnswerCard* answer_ = nullptr;
    WriteSentencesCard* sentences_ = nullptr;
    WriteDraftCard* draft_ = nullptr;
    WriteColourCard* colour_ = nullptr;
    WriteCopyCard* copy_ = nullptr;
    WriteSummaryCard* summary_ = nullptr;
    WriteHand* hand_ = nullptr;
};

} // namespace capriccio
