#include "ui/pictures/data_page_browser.h"

#include "core/session/import_thread.h"
#include "core/types/built_in_words.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/thumbnail_loader.h"
#include "ui/widgets/tile_grid.h"

#include <QButtonGroup>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace capriccio {
namespace {

constexpr int kThumbnail = 96;        // px, what the scan caches
constexpr size_t kLoadedTiles = 3000; // about 80 MB

} // namespace

PictureBrowser::PictureBrowser(QWidget* parent) : QWidget(parent), info_(std::make_shared<DatasetInfo>()) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    bar_ = new QWidget(this);
    auto* barColumn = new QVBoxLayout(bar_);
    barColumn->setContentsMargins(0, 0, 0, 0);
    barColumn->setSpacing(10);
    auto* top = new QHBoxLayout;
    verdict_ = new QLabel(bar_);
    setRole(verdict_, QStringLiteral("headline"));
    verdict_->setWordWrap(true);
    add_ = new QPushButton(bar_);
    startOver_ = new QPushButton(bar_);
    for (QPushButton* button : {add_, startOver_})
        setRole(button, QStringLiteral("quiet"));
    top->addWidget(verdict_, 1);
    top->addWidget(add_);
    top->addWidget(startOver_);
    barColumn->addLayout(top);
    auto* row = new FlowLayout(6);
    auto* group = new QButtonGroup(this);
    for (int i = 0; i < kFilters; ++i) {
        auto* chip = new QPushButton(bar_);
        chip->setCheckable(true);
        setRole(chip, QStringLiteral("chip"));
        group->addButton(chip, i);
        row->addWidget(chip);
        chips_[static_cast<size_t>(i)] = chip;
    }
    chips_[0]->setChecked(true);
    bulk_ = new QPushButton(bar_);
    row->addWidget(bulk_);
    barColumn->addLayout(row);
    column->addWidget(bar_);
    grid_ = new TileGrid(this);
    grid_->setSelectionKind(TileGrid::Selection::Multi);
    grid_->setTileSize(92);
    grid_->installEventFilter(this);
    column->addWidget(grid_, 1);
    loader_ = new ThumbnailLoader(2, this);

    connect(group, &QButtonGroup::idClicked, this, [this](int id) { setFilter(static_cast<Filter>(id)); });
    connect(bulk_, &QPushButton::clicked, this, &PictureBrowser::bulk);
    connect(add_, &QPushButton::clicked, this, &PictureBrowser::addRequested);
    connect(startOver_, &QPushButton::clicked, this, &PictureBrowser::startOverRequested);
    connect(grid_, &TileGrid::selectionChanged, this, &PictureBrowser::refreshBulkButton);
    connect(grid_, &TileGrid::visibleRangeChanged, this, &PictureBrowser::readVisible);
    connect(grid_, &TileGrid::menuRequested, this, &PictureBrowser::showMenu);
    connect(loader_, &ThumbnailLoader::ready, this, [this](int tile, const QImage& image) {
        grid_->setImage(tile, image);
        loaded_.push_back(tile);
        // What is far from view goes first; it is read again when it comes back.
        while (loaded_.size() > kLoadedTiles) {
            const int oldest = loaded_.front();
            loaded_.pop_front();
            if (oldest < grid_->firstVisible() || oldest > grid_->lastVisible())
                grid_->setImage(oldest, QImage());
        }
    });
    retranslateUi();
}

PictureBrowser::~PictureBrowser() = default;

void PictureBrowser::setDataset(std::shared_ptr<const DatasetInfo> info, const QString& cacheFolder,
                                bool keepNearDuplicates) {
    const bool sameItems = info_->items.size() == info->items.size() && info_->sources == info->sources;
    info_ = std::move(info);
    cacheFolder_ = cacheFolder;
    keepNearDuplicates_ = keepNearDuplicates;
    duplicate_ = info_->repeats();
    if (!sameItems)
        filter_ = Filter::All;
    refreshCounts();
    refresh();
}

void PictureBrowser::setFilter(Filter filter) {
    filter_ = filter;
    refresh();
}

void PictureBrowser::setWorkOnly(bool on) {
    bar_->setVisible(!on);
}

void PictureBrowser::refreshCounts() {
    counts_.fill(0);
    const auto count = [this](Filter filter) { ++counts_[static_cast<size_t>(filter)]; };
    for (size_t i = 0; i < info_->items.size(); ++i) {
        count(Filter::All);
        switch (info_->items[i].verdict) {
        case ItemVerdict::Usable:
            if (duplicate_[i])
                count(Filter::NearDuplicates);
            if (!duplicate_[i] || keepNearDuplicates_)
                count(Filter::Usable);
            break;
        case ItemVerdict::Unreadable:
            count(Filter::Unreadable);
            break;
        case ItemVerdict::TooSmall:
            count(Filter::TooSmall);
            break;
        case ItemVerdict::Removed:
            count(Filter::Removed);
            break;
        }
    }
    if (counts_[static_cast<size_t>(filter_)] == 0)
        filter_ = Filter::All;
}

QString PictureBrowser::verdict() const {
    const auto n = [this](Filter filter) { return counts_[static_cast<size_t>(filter)]; };
    QStringList parts{tr("%Ln usable", nullptr, n(Filter::Usable))};
    if (n(Filter::NearDuplicates) > 0)
        parts << tr("%Ln near-duplicate(s)", nullptr, n(Filter::NearDuplicates));
    if (n(Filter::Unreadable) > 0)
        parts << tr("%Ln unreadable", nullptr, n(Filter::Unreadable));
    if (n(Filter::TooSmall) > 0)
        parts << tr("%Ln too small", nullptr, n(Filter::TooSmall));
    if (n(Filter::Removed) > 0)
        parts << tr("%Ln taken out", nullptr, n(Filter::Removed));
    return parts.join(tr(", ", "between parts of a verdict"));
}

void PictureBrowser::refresh() {
    shown_.clear();
    if (filter_ == Filter::NearDuplicates) {
        // Groups stay together, the kept one first, so that one sees what looks alike.
        for (const DuplicateGroup& group : info_->nearDuplicates) {
            const bool any = std::any_of(group.items.begin(), group.items.end(),
                                         [this](int item) { return duplicate_[static_cast<size_t>(item)]; });
            if (!any)
                continue;
            for (const int item : group.items) {
                if (info_->items[static_cast<size_t>(item)].verdict == ItemVerdict::Usable)
                    shown_.push_back(item);
            }
        }
    } else {
        for (size_t i = 0; i < info_->items.size(); ++i) {
            const ItemVerdict verdict = info_->items[i].verdict;
            const bool fits = filter_ == Filter::All ||
                              (filter_ == Filter::Usable && verdict == ItemVerdict::Usable &&
                               (!duplicate_[i] || keepNearDuplicates_)) ||
                              (filter_ == Filter::Unreadable && verdict == ItemVerdict::Unreadable) ||
                              (filter_ == Filter::TooSmall && verdict == ItemVerdict::TooSmall) ||
                              (filter_ == Filter::Removed && verdict == ItemVerdict::Removed);
            if (fits)
                shown_.push_back(static_cast<int>(i));
        }
    }
    loader_->reset();
    loaded_.clear();
    grid_->clear();
    grid_->setCount(static_cast<int>(shown_.size()));
    for (size_t tile = 0; tile < shown_.size(); ++tile) {
        const auto item = static_cast<size_t>(shown_[tile]);
        const PictureItem& picture = info_->items[item];
        const int at = static_cast<int>(tile);
        const bool left = picture.verdict != ItemVerdict::Usable;
        TileBadge badge = TileBadge::None;
        if (picture.verdict == ItemVerdict::Unreadable || picture.verdict == ItemVerdict::TooSmall)
            badge = TileBadge::Warning;
        else if (picture.verdict == ItemVerdict::Removed)
            badge = TileBadge::Removed;
        else if (duplicate_[item])
            badge = TileBadge::Duplicate;
        if (badge != TileBadge::None)
            grid_->setBadge(at, badge);
        if (left || (duplicate_[item] && !keepNearDuplicates_))
            grid_->setDimmed(at, true);
        if (filter_ == Filter::Unreadable || filter_ == Filter::TooSmall)
            grid_->setCaption(at, QFileInfo(picture.entry.isEmpty() ? picture.source : picture.entry).fileName());
    }
    retranslateUi();
    readVisible(grid_->firstVisible(), grid_->lastVisible());
}

void PictureBrowser::readVisible(int first, int last) {
    if (first < 0 || shown_.empty())
        return;
    std::vector<ThumbnailLoader::Wanted> wanted;
    // A screenful ahead, so that scrolling finds pictures.
    const int ahead = last - first + 1;
    const int count = static_cast<int>(shown_.size());
    const auto add = [&](int tile) {
        const auto item = static_cast<size_t>(shown_[static_cast<size_t>(tile)]);
        grid_->setTip(tile, tipOf(static_cast<int>(item)));
        const PictureItem& picture = info_->items[item];
        if (picture.verdict == ItemVerdict::Unreadable || !grid_->image(tile).isNull())
            return;
        wanted.push_back({tile, [picture, folder = cacheFolder_] { return thumbnail(picture, folder, kThumbnail); }});
    };
    for (int tile = first; tile <= qMin(last, count - 1); ++tile)
        add(tile);
    for (int tile = last + 1; tile <= qMin(last + ahead, count - 1); ++tile)
        add(tile);
    loader_->want(std::move(wanted));
}

QString PictureBrowser::tipOf(int item) const {
    const PictureItem& picture = info_->items[static_cast<size_t>(item)];
    const QString name = QFileInfo(picture.entry.isEmpty() ? picture.source : picture.entry).fileName();
    if (!picture.reason.isEmpty())
        return tr("%1: %2", "file name: reason").arg(name, picture.reason.text());
    QString text = picture.width > 0 ? tr("%1, %2 × %3 px").arg(name).arg(picture.width).arg(picture.height) : name;
    if (picture.label >= 0 && picture.label < info_->classes.size())
        text = tr("%1, class “%2”").arg(text, classTitle(info_->classes[picture.label], info_->sourceNote));
    if (picture.verdict == ItemVerdict::Removed)
        return tr("%1: taken out").arg(text);
    if (duplicate_[static_cast<size_t>(item)])
        return tr("%1: looks like another one").arg(text);
    return text;
}

std::vector<int> PictureBrowser::selectedItems() const {
    std::vector<int> items;
    for (const int tile : grid_->selected())
        items.push_back(shown_[static_cast<size_t>(tile)]);
    return items;
}

// What the button at the right of the chips acts on: the selection, else everything of its filter.
std::vector<int> PictureBrowser::bulkItems() const {
    std::vector<int> items = selectedItems();
    if (items.empty() && filter_ == Filter::NearDuplicates) {
        for (const int item : shown_) {
            if (duplicate_[static_cast<size_t>(item)])
                items.push_back(item);
        }
        return items;
    }
    if (items.empty() && filter_ == Filter::Removed)
        return shown_;
    std::erase_if(items, [this](int item) {
        const ItemVerdict verdict = info_->items[static_cast<size_t>(item)].verdict;
        return filter_ == Filter::Removed ? verdict != ItemVerdict::Removed : verdict != ItemVerdict::Usable;
    });
    return items;
}

void PictureBrowser::bulk() {
    const std::vector<int> items = bulkItems();
    if (items.empty())
        return;
    if (filter_ == Filter::Removed)
        Q_EMIT restoreRequested(items);
    else
        Q_EMIT removeRequested(items);
}

void PictureBrowser::refreshBulkButton() {
    const int n = static_cast<int>(bulkItems().size());
    bulk_->setVisible(n > 0);
    if (filter_ == Filter::Removed)
        bulk_->setText(tr("Put %Ln back", nullptr, n));
    else if (filter_ == Filter::NearDuplicates && grid_->selected().empty())
        bulk_->setText(tr("Take out %Ln near-duplicate(s)", nullptr, n));
    else
        bulk_->setText(tr("Take out %Ln", nullptr, n));
}

void PictureBrowser::showMenu(int index, const QPoint& at) {
    const PictureItem& picture = info_->items[static_cast<size_t>(shown_[static_cast<size_t>(index)])];
    const std::vector<int> items = selectedItems();
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (picture.verdict == ItemVerdict::Removed)
        menu->addAction(tr("Put back"), this, [this, items] { Q_EMIT restoreRequested(items); });
    else if (picture.verdict == ItemVerdict::Usable)
        menu->addAction(tr("Take out"), this, [this, items] { Q_EMIT removeRequested(items); });
    menu->addAction(tr("Show in folder"), this, [this, file = picture.source] { Q_EMIT showInFolderRequested(file); });
    menu->popup(at);
}

bool PictureBrowser::eventFilter(QObject* watched, QEvent* event) {
    if (watched == grid_ && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if ((key == Qt::Key_Delete || key == Qt::Key_Backspace) && !selectedItems().empty()) {
            bulk();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void PictureBrowser::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslateUi();
        readVisible(grid_->firstVisible(), grid_->lastVisible()); // the tips of tiles; others get theirs when they come
    }
    QWidget::changeEvent(event);
}

void PictureBrowser::retranslateUi() {
    const QString names[] = {tr("All"),        tr("Usable"),    tr("Near-duplicates"),
                             tr("Unreadable"), tr("Too small"), tr("Taken out")};
    const QString tips[] = {tr("Everything that was found"),
                            tr("What the model will learn from"),
                            tr("Pictures that look alike; only the first of each group is learned from"),
                            tr("Files that cannot be read, each with its reason"),
                            tr("Pictures with a side under 16 px"),
                            tr("Pictures you took out; they can be put back")};
    for (size_t i = 0; i < kFilters; ++i) {
        chips_[i]->setText(tr("%1 %2", "filter and count").arg(names[i], QLocale().toString(counts_[i])));
        chips_[i]->setToolTip(tips[i]);
        chips_[i]->setVisible(i < 2 || counts_[i] > 0);
        chips_[i]->setChecked(static_cast<int>(filter_) == static_cast<int>(i));
    }
    verdict_->setText(verdict());
    add_->setText(tr("Add pictures…"));
    add_->setToolTip(tr("Single pictures or archives; folders can be dropped anywhere on the window"));
    startOver_->setText(tr("Start over"));
    startOver_->setToolTip(tr("Put these pictures away and choose others; nothing on disk is touched"));
    grid_->setAccessibleName(tr("Pictures found"));
    refreshBulkButton();
}

} // namespace capriccio

#include "moc_data_page_browser.cpp"
