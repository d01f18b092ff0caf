#pragma once

#include "core/types/melody.h"
#include "ui/main/studio.h"
#include "ui/music/music_files.h"

#include <QScrollArea>
#include <vector>

class QGridLayout;
class QLabel;

namespace capriccio {

class Listening;
class MelodyCard;

// Melodies side by side to see and to hear: what a model composes as it learns. GUI thread.
class MelodyWall : public QScrollArea {
    Q_OBJECT
public:
    // key: of this wall among everything that can be heard. What is dragged out of it says where it comes from.
    MelodyWall(Listening& listening, const QString& key, QWidget* parent = nullptr);

    void setMelodies(const std::vector<Tune>& melodies, const MelodySource& source);
    int count() const { return int(cards_.size()); }
    MelodyCard* card(int index) const { return cards_[std::size_t(index)]; }
    // Writes the melody of a card as a .mid file to be dragged out. Returns its path, empty after a problem.
    QString fileOf(int index);
    void setPlaceholder(const QString& text); // while there are none

Q_SIGNALS:
    void openWanted(const capriccio::Tune& melody, const capriccio::MelodySource& source);
    void problem(const capriccio::Sentence& text, const QString& detail);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();
    void showHeard();
    QString keyOf(int index) const;

    Listening& listening_;
    QString key_;
    QWidget* inside_;
    QGridLayout* grid_;
    QLabel* placeholder_;
    std::vector<MelodyCard*> cards_;
    MelodySource source_;
    DraggedMelodies dragged_;
    int columns_ = 0;
};

} // namespace capriccio
