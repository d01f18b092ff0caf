#pragma once

#include "core/types/melody.h"

#include <QPixmap>
#include <QString>
#include <QWidget>
#include <functional>
#include <memory>
#include <optional>

class QLabel;
class QMimeData;
class QToolButton;

namespace capriccio {

// Part of a tune in ticks that a thumbnail underlines.
struct MarkedPassage {
    qint64 from = 0;
    qint64 to = 0;
    bool operator==(const MarkedPassage&) const = default;
};

// One melody to see and to hear: a small piano roll, a play button, a heart. A click or Space hears it, a double-click
// or Return opens it, F makes it a favourite, dragging takes it out as a .mid file, the right button opens the menu.
// GUI thread.
class MelodyCard : public QWidget {
    Q_OBJECT
public:
    explicit MelodyCard(QWidget* parent = nullptr);

    // A null tune shows an empty place (still being composed).
    void setMelody(std::shared_ptr<const Tune> tune, const QString& caption, std::optional<MarkedPassage> passage = {});
    const std::shared_ptr<const Tune>& melody() const { return tune_; }
    void setFavourite(bool on);
    bool isFavourite() const { return favourite_; }
    void setHeartVisible(bool on);
    void setHeard(bool on);            // its button shows how to stop
    void setProgress(double fraction); // of the melody that is being heard; below 0: none
    void setSelected(bool on);
    // Makes the file that is dragged out: returns its path, empty when it could not be made. Unset: no dragging.
    void setFileSource(std::function<QString()> source) { fileSource_ = std::move(source); }
    // What dragging takes out: the file's address; null when there is none.
    std::unique_ptr<QMimeData> dragData() const;

    QSize sizeHint() const override { return {210, 104}; }
    QSize minimumSizeHint() const override { return {110, 78}; }

Q_SIGNALS:
    void hearWanted(); // or stop, whichever the button shows
    void openWanted();
    void favouriteToggled(bool on);
    void selected();
    void menuWanted(QPoint globalPosition);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    QRect picture() const;
    void retranslate();
    void showButtons();

    std::shared_ptr<const Tune> tune_;
    QString captionText_;
    std::optional<MarkedPassage> passage_;
    QPixmap drawn_; // made again after a change of size, tune or theme
    bool favourite_ = false;
    bool heard_ = false;
    bool selected_ = false;
    double progress_ = -1;
    QPoint pressed_;
    bool mayDrag_ = false;
    std::function<QString()> fileSource_;
    QToolButton* play_;
    QLabel* caption_;
    QToolButton* heart_;
};

} // namespace capriccio
