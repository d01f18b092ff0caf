#include "ui/pictures/create_page_samples.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/latent_mime.h"
#include "ui/widgets/seed_validator.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/tile_grid.h"

#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace capriccio {
namespace {
constexpr int kTile = 84;
constexpr int kRoomForHint = 760; // px
constexpr std::array<int, 5> kCounts{12, 24, 48, 96, 192};
} // namespace

CreateSamplesCard::CreateSamplesCard(QWidget* parent)
    : Card(parent),
      grid_(new TileGrid(this)),
      from_(mutedLabel({}, this)),
      firstSeed_(new QLineEdit(this)),
      count_(new QComboBox(this)),
      view_(new SegmentedControl(this)),
      resample_(new QPushButton(this)) {
    grid_->setObjectName(QStringLiteral("samples"));
    grid_->setFlow(TileGrid::Flow::Strip);
    grid_->setTileSize(kTile);
    grid_->setSelectionKind(TileGrid::Selection::Multi);
    grid_->setCrossFade(true);
    grid_->setMinimumHeight(64);
    grid_->setDragSource([this](int index) -> QMimeData* {
        if (index < 0 || std::size_t(index) >= tiles_.size())
            return nullptr;
        auto* carried = new QMimeData;
        putLatentPoint(*carried, tiles_[std::size_t(index)].point);
        carried->setImageData(grid_->image(index));
        return carried;
    });
    firstSeed_->setObjectName(QStringLiteral("firstSeed"));
    firstSeed_->setValidator(seedValidator(firstSeed_));
    const auto fitNumber = [this] {
        const QFontMetrics metrics = firstSeed_->fontMetrics();
        firstSeed_->setFixedWidth(std::max(metrics.horizontalAdvance(QStringLiteral("0000000")),
                                           metrics.horizontalAdvance(firstSeed_->text())) +
                                  20);
    };
    connect(firstSeed_, &QLineEdit::textChanged, this, fitNumber);
    fitNumber();
    count_->setObjectName(QStringLiteral("sampleCount"));
    for (const int count : kCounts)
        count_->addItem(QString::number(count), count);
    view_->addSegment({}, {}, QStringLiteral("more"));
    view_->addSegment({}, {}, QStringLiteral("grid"));
    view_->setCurrentIndex(0);
    view_->setObjectName(QStringLiteral("samplesView"));
    resample_->setObjectName(QStringLiteral("resample"));
    resample_->setIcon(icon(QStringLiteral("refresh")));
    for (QWidget* widget : std::initializer_list<QWidget*>{from_, firstSeed_, count_, view_, resample_})
        addHeaderWidget(widget);
    connect(firstSeed_, &QLineEdit::textChanged, this, &CreateSamplesCard::fitHeader); // by then it has its width
    body()->addWidget(grid_, 1);

    connect(grid_, &TileGrid::clicked, this, [this](int index, Qt::KeyboardModifiers modifiers) {
        if (!(modifiers & (Qt::ControlModifier | Qt::ShiftModifier)))
            Q_EMIT chosen(index);
    });
    connect(grid_, &TileGrid::activated, this, &CreateSamplesCard::chosen);
    connect(grid_, &TileGrid::menuRequested, this, &CreateSamplesCard::menuWanted);
    connect(resample_, &QPushButton::clicked, this, &CreateSamplesCard::resampleWanted);
    connect(firstSeed_, &QLineEdit::editingFinished, this, [this] {
        const qint64 seed = firstSeed_->text().toLongLong();
        if (!firstSeed_->text().isEmpty() && seed != first_)
            Q_EMIT firstSeedEdited(seed);
    });
    connect(count_, &QComboBox::activated, this,
            [this](int index) { Q_EMIT countEdited(count_->itemData(index).toInt()); });
    connect(view_, &SegmentedControl::currentChanged, this, [this](int index) {
        grid_->setFlow(index == 1 ? TileGrid::Flow::Rows : TileGrid::Flow::Strip);
        Q_EMIT gridViewChanged(index == 1);
    });
    retranslate();
}

void CreateSamplesCard::setTiles(std::vector<SampleTile> tiles, qint64 firstSeed, int count) {
    std::vector<QImage> images(tiles.size());
    for (std::size_t i = 0; i < tiles.size(); ++i) {
        for (std::size_t k = 0; k < tiles_.size() && images[i].isNull(); ++k) {
            if (tiles_[k].point == tiles[i].point)
                images[i] = grid_->image(int(k));
        }
    }
    tiles_ = std::move(tiles);
    first_ = firstSeed;
    seeds_ = count;
    fresh_.assign(tiles_.size(), {});
    grid_->setCount(int(tiles_.size()));
    for (int i = 0; i < int(tiles_.size()); ++i) {
        const SampleTile& tile = tiles_[std::size_t(i)];
        if (!images[std::size_t(i)].isNull())
            grid_->setImage(i, images[std::size_t(i)]);
        grid_->setBadge(i, tile.pin != 0 ? TileBadge::Pinned : tile.favourite ? TileBadge::Favourite : TileBadge::None);
    }
    name();
}

void CreateSamplesCard::setImage(int index, const QImage& image) {
    if (index < 0 || index >= grid_->count())
        return;
    if (grid_->image(index).isNull()) {
        grid_->setImage(index, image);
        return;
    }
    fresh_[std::size_t(index)] = image;
    if (index + 1 < grid_->count())
        return;
    for (int i = 0; i < grid_->count(); ++i) {
        if (fresh_[std::size_t(i)].isNull())
            fresh_[std::size_t(i)] = grid_->image(i);
    }
    grid_->setImages(fresh_);
}

void CreateSamplesCard::showChosen(const LatentPoint& point) {
    for (std::size_t i = 0; i < tiles_.size(); ++i) {
        if (tiles_[i].point == point) {
            if (grid_->currentIndex() != int(i))
                grid_->setCurrentIndex(int(i));
            return;
        }
    }
}

bool CreateSamplesCard::isGridView() const {
    return view_->currentIndex() == 1;
}

void CreateSamplesCard::setGridView(bool on) {
    view_->setCurrentIndex(on ? 1 : 0);
}

QString CreateSamplesCard::tip(const SampleTile& tile) const {
    if (tile.pin != 0)
        return tile.point.seed < 0 ? tr("Pinned mix") : tr("Pinned, seed %1").arg(tile.point.seed);
    return tile.favourite ? tr("Seed %1, a favourite").arg(tile.point.seed) : tr("Seed %1").arg(tile.point.seed);
}

void CreateSamplesCard::name() {
    for (int i = 0; i < int(tiles_.size()); ++i)
        grid_->setTip(i, tip(tiles_[std::size_t(i)]));
    showHint();
    const QSignalBlocker quiet(count_);
    count_->setCurrentIndex(count_->findData(seeds_));
    if (!firstSeed_->hasFocus() || firstSeed_->text().toLongLong() != first_)
        firstSeed_->setText(QString::number(first_));
}

// The hint gives way before the controls do.
void CreateSamplesCard::showHint() {
    setSubtitle(width() > kRoomForHint ? tr("drag one onto a corner of the pad") : QString());
}

void CreateSamplesCard::resizeEvent(QResizeEvent* event) {
    Card::resizeEvent(event);
    showHint();
    fitHeader();
}

void CreateSamplesCard::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Card::changeEvent(event);
}

void CreateSamplesCard::retranslate() {
    setTitle(tr("Samples"));
    grid_->setAccessibleName(tr("Samples"));
    grid_->setPlaceholder(tr("Samples appear here."));
    from_->setText(tr("from seed"));
    from_->setWordWrap(false);
    firstSeed_->setAccessibleName(tr("First seed"));
    firstSeed_->setToolTip(tr("The number the first sample is drawn from."));
    count_->setAccessibleName(tr("Number of samples"));
    count_->setToolTip(tr("How many pictures are drawn at once."));
    view_->setAccessibleName(tr("Arrangement"));
    view_->setSegmentToolTip(0, tr("One row below the picture."));
    view_->setSegmentToolTip(1, tr("Several rows, with less room for the picture."));
    resample_->setAccessibleName(tr("Resample"));
    resample_->setToolTip(tr("Draws the next numbers. Pinned pictures stay. (R)"));
    name();
    fitHeader();
}

// Where there is little room words give theirs to what is pressed; the tips say them.
void CreateSamplesCard::fitHeader() {
    const QMargins margins = layout()->contentsMargins();
    const int room = width() - margins.left() - margins.right();
    const QLayout* header = from_->parentWidget()->layout();
    from_->setVisible(true);
    resample_->setText(tr("Resample"));
    if (header->minimumSize().width() > room)
        from_->setVisible(false);
    if (header->minimumSize().width() > room)
        resample_->setText({});
}

} // namespace capriccio
