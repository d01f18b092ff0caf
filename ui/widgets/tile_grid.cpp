#include "ui/widgets/tile_grid.h"

#include "ui/widgets/theme.h"

#include <QEvent>
#include <QHelpEvent>
#include <QResizeEvent>
#include <QScrollBar>
#include <QToolTip>
#include <algorithm>

namespace capriccio {
namespace {

constexpr int kCacheTiles = 600;

} // namespace

TileGrid::TileGrid(QWidget* parent) : QAbstractScrollArea(parent), scaledTiles_(kCacheTiles) {
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent, false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    fadeTimer_.setInterval(15);
    connect(&fadeTimer_, &QTimer::timeout, this, [this] {
        if (fadeClock_.elapsed() >= kFadeMs) {
            fadeTimer_.stop();
            fadeFrom_.clear();
        }
        viewport()->update();
    });
}

void TileGrid::setFlow(Flow flow) {
    flow_ = flow;
    setVerticalScrollBarPolicy(flow == Flow::Rows ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(flow == Flow::Strip ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    relayout();
}

void TileGrid::setTileSize(int px) {
    if (wantedTile_ == px)
        return;
    wantedTile_ = px;
    updateGeometry();
    relayout();
}

void TileGrid::setTileAspect(double widthOverHeight) {
    aspect_ = widthOverHeight;
    relayout();
}

void TileGrid::setGap(int px) {
    gap_ = px;
    relayout();
}

void TileGrid::setColumns(int columns) {
    wantedColumns_ = columns;
    relayout();
}

void TileGrid::setSelectionKind(Selection kind) {
    kind_ = kind;
    setSelected({});
}

void TileGrid::setSmooth(bool on) {
    smooth_ = on;
    scaledTiles_.clear();
    viewport()->update();
}

void TileGrid::setCrossFade(bool on) {
    crossFade_ = on;
}

void TileGrid::setPlaceholder(const QString& text) {
    placeholder_ = text;
    viewport()->update();
}

void TileGrid::setCount(int count) {
    if (count == this->count())
        return;
    tiles_.resize(static_cast<size_t>(qMax(0, count)));
    for (auto it = selected_.begin(); it != selected_.end();)
        it = *it >= count ? selected_.erase(it) : std::next(it);
    scaledTiles_.clear();
    fadeFrom_.clear();
    hover_ = -1;
    if (current_ >= count)
        setCurrentIndex(-1);
    relayout();
    updateGeometry();
}

void TileGrid::setImages(const std::vector<QImage>& images) {
    std::vector<QPixmap> before;
    if (crossFade_ && !reducedMotion() && isVisible() && images.size() == tiles_.size()) {
        before.resize(tiles_.size());
        for (int i = firstVisible(); i >= 0 && i <= lastVisible(); ++i)
            before[static_cast<size_t>(i)] = scaled(i, tile_);
    }
    setCount(static_cast<int>(images.size()));
    for (size_t i = 0; i < images.size(); ++i)
        tiles_[i].image = images[i];
    scaledTiles_.clear();
    if (!before.empty()) {
        fadeFrom_ = std::move(before);
        fadeClock_.restart();
        fadeTimer_.start();
    }
    viewport()->update();
}

void TileGrid::setImage(int index, const QImage& image) {
    if (!valid(index))
        return;
    tiles_[static_cast<size_t>(index)].image = image;
    scaledTiles_.remove(index);
    viewport()->update(tileRect(index));
}

QImage TileGrid::image(int index) const {
    return valid(index) ? tiles_[static_cast<size_t>(index)].image : QImage();
}

void TileGrid::setCaption(int index, const QString& caption) {
    if (!valid(index))
        return;
    tiles_[static_cast<size_t>(index)].caption = caption;
    if (!caption.isEmpty() && captionHeight_ == 0) {
        captionHeight_ = QFontMetrics(themeFont(12)).height() + 6;
        relayout();
    }
    viewport()->update();
}

void TileGrid::setTip(int index, const QString& tip) {
    if (valid(index))
        tiles_[static_cast<size_t>(index)].tip = tip;
    if (index == current_)
        describeCurrent();
}

void TileGrid::setBadge(int index, TileBadge badge) {
    if (!valid(index) || tiles_[static_cast<size_t>(index)].badge == badge)
        return;
    tiles_[static_cast<size_t>(index)].badge = badge;
    viewport()->update(tileRect(index));
}

void TileGrid::setDimmed(int index, bool dimmed) {
    if (!valid(index) || tiles_[static_cast<size_t>(index)].dimmed == dimmed)
        return;
    tiles_[static_cast<size_t>(index)].dimmed = dimmed;
    viewport()->update(tileRect(index));
}

void TileGrid::clear() {
    captionHeight_ = 0;
    setCount(0);
}

void TileGrid::setDragSource(std::function<QMimeData*(int)> source) {
    dragSource_ = std::move(source);
}

QSize TileGrid::sizeHint() const {
    if (flow_ == Flow::Strip)
        return {wantedTile_ * 6, wantedTile_ + captionHeight_ + 14};
    if (tiles_.empty()) // what is said instead stands where it is seen, without scrolling
        return {wantedTile_ * 4 + gap_ * 3, minimumSizeHint().height()};
    const int lines = wantedColumns_ > 0 ? qBound(1, (count() + wantedColumns_ - 1) / wantedColumns_, 3) : 3;
    return {wantedTile_ * 4 + gap_ * 3, wantedTile_ * lines + gap_ * (lines - 1)};
}

QSize TileGrid::minimumSizeHint() const {
    if (flow_ == Flow::Strip)
        return {wantedTile_ * 2, qMin(wantedTile_, 56) + captionHeight_ + 14};
    return {80, 64};
}

// --- where tiles are
// ---------------------------------------------------------------------------------------------------

void TileGrid::relayout() {
    const QSize area = viewport()->size();
    const int n = qMax(1, count());
    const auto sized = [this](int wide) { return QSize(wide, qMax(1, qRound(wide / aspect_))); };
    if (flow_ == Flow::Strip) {
        columns_ = n;
        const int high = qBound(16, area.height() - captionHeight_, wantedTile_);
        tile_ = QSize(qMax(1, qRound(high * aspect_)), high);
        horizontalScrollBar()->setRange(0, qMax(0, n * (tile_.width() + gap_) - gap_ - area.width()));
        horizontalScrollBar()->setPageStep(area.width());
        horizontalScrollBar()->setSingleStep(qMax(1, (tile_.width() + gap_) / 2));
    } else if (flow_ == Flow::Fill) {
        // The number of columns that makes the tiles largest.
        int best = 0;
        const int from = wantedColumns_ > 0 ? wantedColumns_ : 1;
        const int to = wantedColumns_ > 0 ? wantedColumns_ : n;
        for (int columns = from; columns <= to; ++columns) {
            const int rows = (n + columns - 1) / columns;
            const int byWidth = (area.width() - (columns - 1) * gap_) / columns;
            const int byHeight = qRound(((area.height() - (rows - 1) * gap_) / rows - captionHeight_) * aspect_);
            const int wide = qMin(byWidth, byHeight);
            if (wide > best || columns == from) {
                best = wide;
                columns_ = columns;
            }
        }
        tile_ = sized(qMax(4, best));
    } else {
        const int width = area.width();
        columns_ = wantedColumns_ > 0 ? wantedColumns_ : qMax(1, (width + gap_) / (wantedTile_ + gap_));
        // Tiles share what is left of the row, so that both edges are flush; fewer tiles than one row keep their size.
        const bool oneRow = wantedColumns_ == 0 && count() < columns_;
        tile_ = sized(oneRow ? qMin(wantedTile_, width) : qMax(8, (width - (columns_ - 1) * gap_) / columns_));
        const int rows = (count() + columns_ - 1) / columns_;
        const int high = rows * (tile_.height() + captionHeight_ + gap_) - gap_;
        verticalScrollBar()->setRange(0, qMax(0, high - area.height()));
        verticalScrollBar()->setPageStep(area.height());
        verticalScrollBar()->setSingleStep(qMax(1, (tile_.height() + gap_) / 3));
    }
    scaledTiles_.clear();
    fadeFrom_.clear();
    viewport()->update();
    announcedFirst_ = -2;
    announceVisible();
}

int TileGrid::columns() const {
    return columns_;
}

QRect TileGrid::tileRect(int index) const {
    const int column = columns_ > 0 ? index % columns_ : 0;
    const int row = columns_ > 0 ? index / columns_ : 0;
    int x = column * (tile_.width() + gap_);
    int y = row * (tile_.height() + captionHeight_ + gap_);
    if (flow_ == Flow::Rows)
        y -= verticalScrollBar()->value();
    if (flow_ == Flow::Strip)
        x -= horizontalScrollBar()->value();
    if (flow_ == Flow::Fill) { // centred: what is left over stands evenly around
        const int rows = (count() + columns_ - 1) / columns_;
        x += qMax(0, (viewport()->width() - columns_ * (tile_.width() + gap_) + gap_) / 2);
        y += qMax(0, (viewport()->height() - rows * (tile_.height() + captionHeight_ + gap_) + gap_) / 2);
    }
    return {x, y, tile_.width(), tile_.height() + captionHeight_};
}

int TileGrid::tileAt(const QPoint& pos) const {
    for (int i = firstVisible(); i >= 0 && i <= lastVisible(); ++i) {
        if (tileRect(i).contains(pos))
            return i;
    }
    return -1;
}

int TileGrid::firstVisible() const {
    if (tiles_.empty())
        return -1;
    if (flow_ == Flow::Strip)
        return qBound(0, horizontalScrollBar()->value() / (tile_.width() + gap_), count() - 1);
    if (flow_ == Flow::Fill)
        return 0;
    const int row = verticalScrollBar()->value() / (tile_.height() + captionHeight_ + gap_);
    return qBound(0, row * columns_, count() - 1);
}

int TileGrid::lastVisible() const {
    if (tiles_.empty())
        return -1;
    if (flow_ == Flow::Strip)
        return qMin(count() - 1, (horizontalScrollBar()->value() + viewport()->width()) / (tile_.width() + gap_));
    if (flow_ == Flow::Fill)
        return count() - 1;
    const int row = (verticalScrollBar()->value() + viewport()->height()) / (tile_.height() + captionHeight_ + gap_);
    return qMin(count() - 1, (row + 1) * columns_ - 1);
}

void TileGrid::announceVisible() {
    const int first = firstVisible();
    const int last = lastVisible();
    if (first == announcedFirst_ && last == announcedLast_)
        return;
    announcedFirst_ = first;
    announcedLast_ = last;
    if (isVisible() && first >= 0)
        Q_EMIT visibleRangeChanged(first, last);
}

void TileGrid::ensureVisible(int index) {
    if (!valid(index))
        return;
    const QRect rect = tileRect(index);
    if (flow_ == Flow::Rows) {
        QScrollBar* bar = verticalScrollBar();
        if (rect.top() < 0)
            bar->setValue(bar->value() + rect.top());
        else if (rect.bottom() > viewport()->height())
            bar->setValue(bar->value() + rect.bottom() - viewport()->height() + 1);
    } else if (flow_ == Flow::Strip) {
        QScrollBar* bar = horizontalScrollBar();
        if (rect.left() < 0)
            bar->setValue(bar->value() + rect.left());
        else if (rect.right() > viewport()->width())
            bar->setValue(bar->value() + rect.right() - viewport()->width() + 1);
    }
}

void TileGrid::resizeEvent(QResizeEvent*) {
    relayout();
}

void TileGrid::showEvent(QShowEvent* event) {
    QAbstractScrollArea::showEvent(event);
    announcedFirst_ = -2;
    announceVisible();
}

void TileGrid::scrollContentsBy(int, int) {
    viewport()->update();
    announceVisible();
}

void TileGrid::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        viewport()->update();
    if (event->type() == QEvent::LanguageChange)
        describeCurrent();
    QAbstractScrollArea::changeEvent(event);
}

bool TileGrid::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const int index = tileAt(help->pos());
        if (valid(index) && !tiles_[static_cast<size_t>(index)].tip.isEmpty())
            QToolTip::showText(help->globalPos(), tiles_[static_cast<size_t>(index)].tip, viewport(), tileRect(index));
        else
            QToolTip::showText(help->globalPos(), toolTip(), viewport());
        return true;
    }
    if (event->type() == QEvent::Leave && hover_ != -1) {
        hover_ = -1;
        viewport()->update();
        Q_EMIT hovered(-1);
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace capriccio

#include "moc_tile_grid.cpp"
