#pragma once

#include "core/session/project.h"
#include "ui/pictures/create_page_state.h"
#include "ui/widgets/card.h"

#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;
class QPushButton;

namespace capriccio {

class SegmentedControl;
class TileGrid;

// A tile of the samples: a kept picture (pins come first and stay when the rest is drawn anew) or a numbered seed.
struct SampleTile {
    LatentPoint point; // before truncation and class choice for seeds, as kept for pins
    qint64 pin = 0;    // KeptPoint::id, 0 = a seed
    bool favourite = false;
};

// "Samples": numbered seeds as a strip or a grid.
class CreateSamplesCard : public Card {
    Q_OBJECT
public:
    explicit CreateSamplesCard(QWidget* parent = nullptr);

    TileGrid* tiles() const { return grid_; }
    // Keeps the pictures of tiles whose point stays; the others are empty until setImage.
    void setTiles(std::vector<SampleTile> tiles, qint64 firstSeed, int count);
    const std::vector<SampleTile>& sampleTiles() const { return tiles_; }
    // In order of index. An empty tile shows its picture at once; pictures that take another's place come together when
    // the last one is there, so that they fade as one.
    void setImage(int index, const QImage& image);
    void showChosen(const LatentPoint& point); // marks the tile the canvas shows
    bool isGridView() const;
    void setGridView(bool on);

Q_SIGNALS:
    void chosen(int index);
    void menuWanted(int index, QPoint globalPosition);
    void resampleWanted();
    void firstSeedEdited(qint64 seed);
    void countEdited(int count);
    void gridViewChanged(bool on);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void retranslate();
    QString tip(const SampleTile& tile) const;
    void name();
    void showHint();
    void fitHeader();

    TileGrid* grid_;
    QLabel* from_;
    QLineEdit* firstSeed_;
    QComboBox* count_;
    SegmentedControl* view_;
    QPushButton* resample_;
    std::vector<SampleTile> tiles_;
    std::vector<QImage> fresh_; // wait for the last one
    qint64 first_ = 0;
    int seeds_ = 0;
};

} // namespace capriccio
