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

namespace capriccio {

namespace {

constexpr int kShown = 12;

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

// A spread over the whole of them: the first dozen of a folder often look alike.
std::vector<PictureItem> spread(const DatasetInfo& info) {
    std::vector<std::size_t> usable;
    for (std::size_t i = 0; i < info.items.size(); ++i)
        if (info.items[i].verdict == ItemVerdict::Usable)
            usable.push_back(i);
    std::vector<PictureItem> chosen;
    const std::size_t count = std::min<std::size_t>(kShown, usable.size());
    for (std::size_t i = 0; i < count; ++i)
        chosen.push_back(info.items[usable[(2 * i + 1) * usable.size() / (2 * count)]]);
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
    grid_->setSelectionKind(TileGrid::Selection::None);
    grid_->setMinimumHeight(96);
    grid_->setMaximumHeight(228);
    column->addLayout(row);
    column->addWidget(grid_, 100);
    column->addStretch(1); // takes the height the grid has no use for
    connect(&reading_, &QFutureWatcher<std::vector<QImage>>::finished, this, [this] {
        if (!reading_.isCanceled())
            grid_->setImages(reading_.result());
    });
    retranslate();
}

RealPictures::~RealPictures() {
    reading_.waitForFinished();
}

void RealPictures::show(const std::optional<DatasetInfo>& info, const std::optional<PreparedPictures>& prepared) {
    prepared_ = prepared;
    retranslate();
    if (!info || !prepared) {
        grid_->clear();
        return;
    }
    reading_.setFuture(QtConcurrent::run(readPictures, spread(*info), prepared->options));
}

void RealPictures::retranslate() {
    title_->setText(tr("Real pictures"));
    grid_->setAccessibleName(title_->text());
    grid_->setToolTip(tr("Your own pictures as the model sees them"));
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
