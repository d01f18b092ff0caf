#pragma once

#include "ui/music/melody_card.h"
#include "ui/music/melody_shelf.h"
#include "ui/widgets/card.h"

#include <functional>
#include <vector>

class QGridLayout;
class QLabel;
class QScrollArea;

namespace capriccio {

class SegmentedControl;

// The melodies on the Compose page as cards: what was composed last, or what the artist put aside. GUI thread.
class ComposeShelfCard : public Card {
    Q_OBJECT
public:
    enum class Shelf { Variations, Kept };

    explicit ComposeShelfCard(QWidget* parent = nullptr);

    // expected: places kept free for variations that are still being composed.
    void setShelf(const MelodyShelf& shelf, int expected = 0);
    void setDetails(const QString& details) { setSubtitle(details); }
    Shelf shown() const;
    void show(Shelf shelf);
    int count() const { return int(cards_.size()); }
    MelodyCard* card(int index) const { return cards_[std::size_t(index)]; }
    // The card whose melody is heard (its key is listeningKey), and how far it is.
    void setHeard(const QString& key, double fraction);
    static QString listeningKey(Shelf shelf, int index);
    void setSelected(int index);
    int selectedIndex() const { return selected_; }
    // Makes the .mid that is dragged out of a card.
    void setFileSource(std::function<QString(Shelf shelf, int index)> source) { fileSource_ = std::move(source); }

Q_SIGNALS:
    void hearWanted(capriccio::ComposeShelfCard::Shelf shelf, int index);
    void openWanted(capriccio::ComposeShelfCard::Shelf shelf, int index);
    void favouriteToggled(capriccio::ComposeShelfCard::Shelf shelf, int index, bool on);
    void chosen(capriccio::ComposeShelfCard::Shelf shelf, int index);
    void menuWanted(capriccio::ComposeShelfCard::Shelf shelf, int index, QPoint globalPosition);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void rebuild();
    void place(); // cards in as many columns as fit
    void retranslate();

    MelodyShelf shelf_;
    int expected_ = 0;
    SegmentedControl* which_;
    QScrollArea* scroll_;
    QWidget* field_;
    QGridLayout* grid_;
    QLabel* empty_;
    std::vector<MelodyCard*> cards_;
    int selected_ = -1;
    int columns_ = 0;
    std::function<QString(Shelf shelf, int index)> fileSource_;
};

} // namespace capriccio
