#pragma once

#include "core/types/melody_corpus.h"
#include "ui/music/music_files.h"
#include "ui/music/tune_list_model.h"

#include <QFutureWatcher>
#include <QImage>
#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

class QLabel;
class QListView;
class QPushButton;

namespace capriccio {

class Listening;
class MelodyCard;
class TrackChoice;

// The left side of the music Data page: the list with small piano rolls, what can be done with its rows, and the chosen
// tune to hear. Edits nothing itself. GUI thread; tunes are read on another one, only those in view.
class TuneList : public QWidget {
    Q_OBJECT
public:
    explicit TuneList(Listening& listening, QWidget* parent = nullptr);
    ~TuneList() override;

    void setCorpus(std::shared_ptr<const MelodyCorpusInfo> info);
    void setOptions(const MelodyPrepareOptions& options);
    // "212 usable, 4 duplicates, 2 unreadable".
    QString verdict() const;
    QListView* view() const { return view_; }
    MelodyCard* chosenCard() const { return card_; }
    void setWorkOnly(bool on);

Q_SIGNALS:
    void removeRequested(const std::vector<int>& items);
    void restoreRequested(const std::vector<int>& items);
    void showInFolderRequested(const QString& file);
    void addRequested();
    void startOverRequested();
    void openRequested(const capriccio::Tune& tune, const QString& title); // in the piano roll
    // What is to be learned of one tune: see TrackChoice::chosen.
    void trackRequested(int item, std::optional<int> track);
    void problem(const capriccio::Sentence& text, const QString& detail);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Read {
        int row = -1;
        std::optional<Tune> tune;
        QImage picture;
    };
    void retranslate();
    void refreshButtons();
    void showChosen();
    void showDetails();
    QString fileOfChosen(); // a .mid to be dragged out; empty after a problem
    void showHeard();
    void readNext(); // the first row in view without a picture
    void takeRead();
    void menuAt(const QPoint& at);
    std::vector<int> chosen(ItemVerdict verdict) const;

    Listening& listening_;
    std::shared_ptr<const MelodyCorpusInfo> info_;
    MelodyPrepareOptions options_;
    TuneListModel* model_;
    QWidget* head_;
    QLabel* verdict_;
    QPushButton* remove_;
    QPushButton* restore_;
    QPushButton* duplicates_;
    QPushButton* add_;
    QPushButton* startOver_;
    QListView* view_;
    MelodyCard* card_;
    QLabel* cardText_;
    TrackChoice* track_;
    QWidget* foot_;
    int shown_ = -1; // row on the card
    DraggedMelodies dragged_;
    QFutureWatcher<Read> reading_;
    QFutureWatcher<Read> choosing_;
};

} // namespace capriccio
