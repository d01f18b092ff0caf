#pragma once

#include <QAbstractScrollArea>
#include <QCache>
#include <QElapsedTimer>
#include <QImage>
#include <QPixmap>
#include <QTimer>
#include <functional>
#include <set>
#include <vector>

class QMimeData;

namespace capriccio {

// What stands over the corner of a tile; always an icon, never colour alone.
enum class TileBadge { None, Favourite, Pinned, Warning, Removed, Duplicate };

// A grid (or one-row strip) of pictures that stays fast with 100,000 tiles: only visible tiles are painted, scaled
// copies are cached. Pictures may come later: listen to visibleRangeChanged and call setImage. Arrow keys move, Space
// or Ctrl+click select, Shift extends, Enter activates, Ctrl+A selects all. GUI thread.
class TileGrid : public QAbstractScrollArea {
    Q_OBJECT
public:
    enum class Flow {
        Rows,  // tiles of tileSize, as many columns as fit, scrolls down
        Fill,  // all tiles as large as the area allows, no scrolling; columns() chosen to fill it
        Strip, // one row, scrolls sideways; tile size is the height unless tileSize is smaller
    };
    enum class Selection { None, Single, Multi };

    explicit TileGrid(QWidget* parent = nullptr);

    void setFlow(Flow flow);
    void setTileSize(int px);                   // Rows and Strip; default 96
    void setTileAspect(double widthOverHeight); // default 1
    void setGap(int px);                        // default 6
    void setColumns(int columns);             // Rows: fixed number, tiles share the width; Fill: fixed number; 0 = free
    void setSelectionKind(Selection kind);    // default Single
    void setSmooth(bool on);                  // smooth (default) or nearest scaling
    void setCrossFade(bool on);               // setImages fades over 120 ms (not with reduced motion)
    void setPlaceholder(const QString& text); // shown while there are no tiles

    int count() const { return static_cast<int>(tiles_.size()); }
    void setCount(int count);                          // new tiles are empty wells; keeps the pictures of the rest
    void setImages(const std::vector<QImage>& images); // keeps current tile and selection where they still exist
    void setImage(int index, const QImage& image);
    QImage image(int index) const;
    void setCaption(int index, const QString& caption); // one elided line below the picture; empty = none
    void setTip(int index, const QString& tip);         // tooltip, and what a screen reader says
    void setBadge(int index, TileBadge badge);
    void setDimmed(int index, bool dimmed); // rejected items
    void clear();

    int currentIndex() const { return current_; } // -1 = none
    void setCurrentIndex(int index);
    std::vector<int> selected() const; // ascending
    void setSelected(const std::vector<int>& indices);
    int columns() const;                         // as laid out now
    QRect tileRect(int index) const;             // in viewport coordinates
    int tileAt(const QPoint& viewportPos) const; // -1 = none
    int firstVisible() const;
    int lastVisible() const; // inclusive, -1 when empty
    void ensureVisible(int index);

    // Lets tiles be dragged out: returns what the drag carries, null = this tile cannot be dragged.
    void setDragSource(std::function<QMimeData*(int index)> source);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return false; }

Q_SIGNALS:
    void clicked(int index, Qt::KeyboardModifiers modifiers);
    void activated(int index); // double-click or Enter
    void currentChanged(int index);
    void selectionChanged();
    void hovered(int index); // -1 = none
    void visibleRangeChanged(int first, int last);
    void menuRequested(int index, const QPoint& globalPos);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    struct Tile {
        QImage image;
        QString caption;
        QString tip;
        TileBadge badge = TileBadge::None;
        bool dimmed = false;
    };
    void relayout();
    void announceVisible();
    void paintTile(QPainter& painter, int index, const QRect& rect);
    void paintBadge(QPainter& painter, TileBadge badge, const QRect& rect) const;
    QPixmap scaled(int index, const QSize& size);
    void choose(int index, Qt::KeyboardModifiers modifiers);
    void moveTo(int index, Qt::KeyboardModifiers modifiers);
    void describeCurrent(); // to a screen reader
    bool valid(int index) const { return index >= 0 && index < count(); }

    std::vector<Tile> tiles_;
    std::set<int> selected_;
    QCache<int, QPixmap> scaledTiles_;
    std::vector<QPixmap> fadeFrom_;
    QTimer fadeTimer_;
    static constexpr int kFadeMs = 120; // from one look to the next
    QElapsedTimer fadeClock_;
    std::function<QMimeData*(int)> dragSource_;
    QString placeholder_;
    Flow flow_ = Flow::Rows;
    Selection kind_ = Selection::Single;
    int wantedTile_ = 96;
    double aspect_ = 1.0;
    int gap_ = 6;
    int wantedColumns_ = 0;
    int columns_ = 1;
    QSize tile_{96, 96};
    int captionHeight_ = 0;
    int current_ = -1;
    int anchor_ = -1;
    int hover_ = -1;
    int pressed_ = -1;
    QPoint pressedAt_;
    bool smooth_ = true;
    bool crossFade_ = false;
    int announcedFirst_ = -2;
    int announcedLast_ = -2;
};

} // namespace capriccio
