#pragma once

#include "core/session/project.h"
#include "core/types/evaluation.h"
#include "core/types/model_info.h"
#include "ui/widgets/card.h"

#include <QImage>
#include <vector>

class QLabel;
class QPushButton;

namespace capriccio {

class TileGrid;

// A picture in a well of its own, scaled to fit, with a name for screen readers.
class CreateThumbnail : public QWidget {
    Q_OBJECT
public:
    explicit CreateThumbnail(QWidget* parent = nullptr);
    void setImage(const QImage& image);
    QImage image() const { return image_; }
    QSize sizeHint() const override { return {72, 72}; }
    QSize minimumSizeHint() const override { return {48, 48}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return width; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QImage image_;
};

// "Is it a copy?": the drawn picture beside the training picture nearest to it, and a sentence.
class CreateCopyCard : public Card {
    Q_OBJECT
public:
    enum class Basis {
        Nothing,   // no training pictures to compare with
        SameData,  // the pictures this model was trained on
        OtherData, // the project's pictures, which are not those
    };
    explicit CreateCopyCard(QWidget* parent = nullptr);
    void setBasis(Basis basis);
    Basis basis() const { return basis_; }
    void showPair(const NearestPair& pair);
    void showFailure(const Sentence& why); // in place of a verdict

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    CreateThumbnail* drawn_;
    CreateThumbnail* nearest_;
    QLabel* verdict_;
    QLabel* sentence_;
    Basis basis_ = Basis::Nothing;
    bool hasPair_ = false;
    double distance_ = 0;
    Sentence why_; // there is none; empty: it may still come
};

// "Your picture": what was dropped beside what the model makes of it.
class CreateEncodeCard : public Card {
    Q_OBJECT
public:
    explicit CreateEncodeCard(QWidget* parent = nullptr);
    void showPair(const QImage& original, const QImage& reconstruction);
    void clear();

Q_SIGNALS:
    void chooseWanted(); // open a file
    void cornerWanted(); // the reconstruction onto the next free corner
    void filesDropped(const QStringList& files);

protected:
    void changeEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void retranslate();

    CreateThumbnail* original_;
    CreateThumbnail* made_;
    QLabel* hint_;
    QPushButton* choose_;
    QPushButton* corner_;
    bool hasPair_ = false;
};

// "Kept": favourites and pins of the project.
class CreateKeptCard : public Card {
    Q_OBJECT
public:
    explicit CreateKeptCard(QWidget* parent = nullptr);
    void setPoints(std::vector<KeptPoint> points, const ModelInfo& model);
    const std::vector<KeptPoint>& points() const { return points_; }
    TileGrid* tiles() const { return grid_; }

Q_SIGNALS:
    void chosen(int index);
    void menuWanted(int index, QPoint globalPosition);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    TileGrid* grid_;
    std::vector<KeptPoint> points_;
    ModelInfo model_;
};

} // namespace capriccio
