#pragma once

#include "ui/music/melody_card.h"
#include "ui/music/melody_shelf.h"
#include "ui/widgets/card.h"

#include <functional>
#include <memory>
#include <vector>

class QLabel;
class QPushButton;

namespace capriccio {

class ValueSlider;

// The way from one melody to another: two ends, the number of steps, a slider along them. GUI thread.
class ComposeBetween : public Card {
    Q_OBJECT
public:
    explicit ComposeBetween(QWidget* parent = nullptr);

    void setShelf(const MelodyShelf& shelf);
    void setPossible(bool can, bool busy); // the model walks between melodies (a melody VAE)
    int steps() const;
    int step() const; // shown now, from 0; -1 when there are none
    void setHeard(const QString& key, double fraction);
    // Makes the .mid that is dragged out of a card: -2 the first, -1 the second, else a step.
    void setFileSource(std::function<QString(int which)> source) { fileSource_ = std::move(source); }
    static QString nameOf(int which); // "first", "second", "step 3": translated
    static QString listeningKey(int which) { return QStringLiteral("between/%1").arg(which); } // -2 first, -1 second

Q_SIGNALS:
    void walkWanted(int steps);
    void hearWanted(int which); // -2 the first, -1 the second, else a step
    void openWanted(int which);
    void takeRollWanted(bool second); // the melody on the roll becomes an end
    void menuWanted(int which, QPoint globalPosition);

protected:
    void changeEvent(QEvent* event) override;

private:
    void showStep();
    void showButtons();
    void retranslate();
    MelodyCard* end(bool second);

    MelodyShelf shelf_;
    std::function<QString(int which)> fileSource_;
    bool can_ = false;
    bool busy_ = false;
    MelodyCard* first_;
    MelodyCard* second_;
    QPushButton* setFirst_;
    QPushButton* setSecond_;
    ValueSlider* steps_;
    QLabel* stepsLabel_;
    QPushButton* walk_;
    ValueSlider* step_;
    QLabel* where_;
    MelodyCard* shown_;
};

// "Is it a copy?": the longest passage a melody shares with the training tunes, to be heard on both sides.
class ComposeCopy : public Card {
    Q_OBJECT
public:
    explicit ComposeCopy(QWidget* parent = nullptr);

    // known == false: nothing to compare with. With `source`, the training tune, both are drawn side by side, the
    // passage marked in each.
    void setOriginality(const QString& subject, const TuneOriginality& originality, std::shared_ptr<const Tune> tune,
                        std::shared_ptr<const Tune> source);
    void setNothing();
    QString verdict() const;

Q_SIGNALS:
    void hearHereWanted();
    void hearThereWanted();

protected:
    void changeEvent(QEvent* event) override;

private:
    void showVerdict();

    QString subject_;
    std::optional<TuneOriginality> originality_;
    std::shared_ptr<const Tune> tune_;
    std::shared_ptr<const Tune> source_; // null: not known
    QLabel* text_;
    MelodyCard* tuneCard_;
    MelodyCard* sourceCard_;
    QPushButton* here_;
    QPushButton* there_;
};

} // namespace capriccio
