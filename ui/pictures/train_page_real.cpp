#include "ui/pictures/train_page_real.h"

#include "core/session/import_thread.h"
#include "core/types/error.h"
#include "ui/widgets/card.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/plot_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tile_grid.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <QtConcurrent>
#include <algorithm>
#include <climits>
#include <numeric>

namespace capriccio {

namespace {

constexpr int kColumns[] = {4, 3, 5, 6}; // as many in a row as leave the least room around them, the first ones first
constexpr int kLittleRoom = 16;          // px that nobody sees
constexpr int kRead = 60;                // fills the height of a large screen
constexpr int kGap = 6;

std::vector<QImage> readPictures(const std::vector<PictureItem>& items, const PrepareOptions& options) {
    std::vector<QImage> pictures;
    for (const PictureItem& item : items) {
        try {
            if (QImage picture = preparedPreview(item, options); !picture.isNull())
                pictures.push_back(std::move(picture));
        } catch (const Error&) { // moved or deleted since: the others still show what it learns from
        }
    }
    return pictures;
}

// A spread over the whole of them, in an order whose beginning is spread as well: neighbours in a folder look alike.
std::vector<PictureItem> spread(const DatasetInfo& info) {
    std::vector<std::size_t> usable;
    for (std::size_t i = 0; i < info.items.size(); ++i)
        if (info.items[i].verdict == ItemVerdict::Usable)
            usable.push_back(i);
    std::vector<PictureItem> chosen;
    const std::size_t count = std::min<std::size_t>(kRead, usable.size());
    std::size_t stride = count * 5 / 8 + 1; // any number without a common divisor visits every place once
    while (std::gcd(stride, count) > 1)
        ++stride;
    for (std::size_t i = 0; i < count; ++i)
        chosen.push_back(info.items[usable[(2 * (i * stride % count) + 1) * usable.size() / (2 * count)]]);
    return chosen;
}

} // namespace

RealPictures::RealPictures(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    title_ = sectionTitle({}, this);
    count_ = new ElidedLabel({}, Qt::ElideRight, this);
    setRole(count_, QStringLiteral("muted"));
    row->addWidget(title_);
    row->addWidget(count_, 1);
    grid_ = new TileGrid(this);
    grid_->setObjectName(QStringLiteral("realPictures"));
    grid_->setFlow(TileGrid::Flow::Fill);
    grid_->setColumns(kColumns[0]);
    grid_->setGap(kGap);
    grid_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    grid_->setSelectionKind(TileGrid::Selection::None);
    grid_->setMinimumHeight(96);
    // Takes what the other cards leave: how it is going must be in sight in low windows too.
    grid_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    grid_->viewport()->installEventFilter(this);
    column->addLayout(row);
    column->addWidget(grid_, 1);
    connect(&reading_, &QFutureWatcher<std::vector<QImage>>::finished, this, [this] {
        if (reading_.isCanceled())
            return;
        pictures_ = reading_.result();
        gone_ = pictures_.empty();
        retranslate();
        fill();
    });
    retranslate();
}

RealPictures::~RealPictures() {
    reading_.waitForFinished();
}

void RealPictures::show(const std::shared_ptr<const DatasetInfo>& info,
                        const std::optional<PreparedPictures>& prepared) {
    prepared_ = prepared;
    gone_ = false;
    retranslate();
    if (!info || !prepared) {
        reading_.setFuture({}); // what is still being read is of before
        pictures_.clear();
        grid_->clear();
        return;
    }
    reading_.setFuture(QtConcurrent::run(readPictures, spread(*info), prepared->options));
}

// Whole rows only: a cut one looks like a fault, and so does an empty stripe in which nearly one more had room.
void RealPictures::fill() {
    if (pictures_.empty()) {
        grid_->clear();
        return;
    }
    const QSize area = grid_->viewport()->size();
    const int all = int(pictures_.size());
    struct Table {
        int columns = 1;
        int rows = 1;
        int room = INT_MAX; // px that stay empty beside it and below
    };
    Table best;
    for (const int columns : kColumns) {
        const int wide = std::max(8, (area.width() - (columns - 1) * kGap) / columns);
        const int fitting = std::max(1, (area.height() + kGap) / (wide + kGap));
        for (const int rows : {fitting, fitting + 1}) { // one more where the pictures then are a little smaller
            const int filled = std::min(rows, (all + columns - 1) / columns);
            const int side = std::min(wide, (area.height() - (filled - 1) * kGap) / filled);
            const int room = area.width() - columns * (side + kGap) + area.height() - filled * (side + kGap) + 2 * kGap;
            if (best.room > kLittleRoom && room < best.room)
                best = {columns, filled, room};
        }
    }
    grid_->setColumns(best.columns);
    const std::size_t count = std::min(pictures_.size(), std::size_t(best.rows * best.columns));
    if (int(count) != grid_->count() || grid_->image(0) != pictures_.front())
        grid_->setImages({pictures_.begin(), pictures_.begin() + std::ptrdiff_t(count)});
}

bool RealPictures::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize)
        fill();
    return QWidget::eventFilter(watched, event);
}

void RealPictures::retranslate() {
    title_->setText(tr("Real pictures"));
    grid_->setAccessibleName(title_->text());
    grid_->setToolTip(tr("Your own pictures as the model sees them"));
    const QString gone = gone_ ? tr("Your pictures are not where they were. What was prepared of them is kept in the "
                                    "project and can still be trained on.")
                               : QString();
    grid_->setPlaceholder(gone);
    grid_->setAccessibleDescription(gone);
    if (prepared_)
        count_->setText(tr("%1 · %2 × %2", "number of pictures, their side in pixels")
                            .arg(longAmount(prepared_->count + prepared_->heldOut))
                            .arg(prepared_->options.resolution));
    else
        count_->clear();
}

void RealPictures::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace capriccio
