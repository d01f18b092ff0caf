#pragma once

#include "core/types/melody_corpus.h"

#include <QAbstractListModel>
#include <QFutureWatcher>
#include <QImage>
#include <QStyledItemDelegate>
#include <QWidget>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

class QLabel;
class QListView;
class QPushButton;

namespace capriccio {

class Listening;
class MelodyCard;

// The tunes of a corpus, a row each.
class TuneListModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { PictureRole = Qt::UserRole, DetailsRole, VerdictRole };

    using QAbstractListModel::QAbstractListModel;
    void setCorpus(std::shared_ptr<const MelodyCorpusInfo> info);
    const MelodyCorpusInfo& corpus() const { return *info_; }
    void setPicture(int row, const QImage& picture);
    bool hasPicture(int row) const { return pictures_.contains(row); }
    void forgetPictures(); // the theme changed
    void retranslate();
    // "G major · 6/8 · 96 bpm · 212 notes · melody: Flute": what was found. Translated.
    QString details(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::shared_ptr<const MelodyCorpusInfo> info_ = std::make_shared<MelodyCorpusInfo>();
    std::unordered_map<int, QImage> pictures_;
};

// The left side of the music Data page: the list with small piano rolls, what can be done with its rows, and the chosen
// tune to hear. Edits nothing itself. GUI thread; tunes are read on another one, only those in view.
class TuneList : public QWidget {
    Q_OBJECT
public:
    explicit TuneList(Listening& listening, QWidget* parent = nullptr);
    ~TuneList() override;

    void setCorpus(std::shared_ptr<const MelodyCorpusInfo> info);
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
    void showHeard();
    void readNext(); // the first row in view without a picture
    void takeRead();
    void menuAt(const QPoint& at);
    std::vector<int> chosen(ItemVerdict verdict) const;

    Listening& listening_;
    std::shared_ptr<const MelodyCorpusInfo> info_;
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
    QWidget* foot_;
    int shown_ = -1; // row on the card
    QFutureWatcher<Read> reading_;
    QFutureWatcher<Read> choosing_;
};

} // namespace capriccio
