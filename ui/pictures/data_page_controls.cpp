#include "ui/pictures/data_page_controls.h"

#include "core/session/import_thread.h"
#include "core/types/built_in_words.h"
#include "ui/widgets/bar_list.h"
#include "ui/widgets/card.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/notes_card.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/side_column.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/thumbnail_loader.h"
#include "ui/widgets/tile_grid.h"

#include <QCheckBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <array>

namespace capriccio {
namespace {

constexpr std::array kResolutions{28, 32, 64, 128, 256};
constexpr int kPreviews = 8;

} // namespace

PrepareControls::PrepareControls(QWidget* parent) : QWidget(parent), info_(std::make_shared<DatasetInfo>()) {
    build();
    connect(fit_, &SegmentedControl::edited, this, [this](int index) {
        PrepareOptions next = options_;
        next.fit = static_cast<FitMode>(index);
        edit(next, Edit::Fit);
    });
    connect(resolution_, &SegmentedControl::edited, this, [this](int index) {
        PrepareOptions next = options_;
        next.resolution = kResolutions[static_cast<size_t>(index)];
        edit(next, Edit::Resolution);
    });
    connect(color_, &SegmentedControl::edited, this, [this](int index) {
        PrepareOptions next = options_;
        next.grey = index == 1;
        edit(next, Edit::Color);
    });
    connect(mirror_, &QCheckBox::clicked, this, [this](bool on) {
        PrepareOptions next = options_;
        next.mirror = on;
        edit(next, Edit::Mirror);
    });
    connect(keepDuplicates_, &QCheckBox::clicked, this, [this](bool on) {
        PrepareOptions next = options_;
        next.keepNearDuplicates = on;
        edit(next, Edit::KeepDuplicates);
    });
    connect(background_, &QToolButton::clicked, this, &PrepareControls::backgroundWanted);
    connect(notes_, &NotesCard::edited, this, &PrepareControls::notesEdited);
    connect(train_, &QPushButton::clicked, this, &PrepareControls::trainRequested);
    connect(loader_, &ThumbnailLoader::ready, preview_, &TileGrid::setImage);
    retranslateUi();
}

PrepareControls::~PrepareControls() = default;

void PrepareControls::build() {
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(12);
    scroll_ = new SideColumn(this);
    QWidget* inside = scroll_->widget();
    QVBoxLayout* column = scroll_->column();
    outer->addWidget(scroll_, 1);

    previewCard_ = new Card(inside);
    preview_ = new TileGrid(previewCard_);
    preview_->setFlow(TileGrid::Flow::Fill);
    preview_->setColumns(4);
    preview_->setGap(6);
    preview_->setSelectionKind(TileGrid::Selection::None);
    preview_->setFocusPolicy(Qt::NoFocus);
    preview_->setFixedHeight(142);
    loader_ = new ThumbnailLoader(1, this);
    previewCard_->body()->addWidget(preview_);
    column->addWidget(previewCard_);

    shapeCard_ = new Card(inside);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(9);
    grid->setColumnStretch(1, 1);
    const auto row = [&](int at, QLabel*& label, QWidget* widget) {
        label = new QLabel(shapeCard_);
        setRole(label, QStringLiteral("muted"));
        label->setBuddy(widget);
        grid->addWidget(label, at, 0);
        grid->addWidget(widget, at, 1);
    };
    fit_ = new SegmentedControl(shapeCard_);
    for (int i = 0; i < 3; ++i)
        fit_->addSegment(QString());
    row(0, fitLabel_, fit_);
    resolution_ = new SegmentedControl(shapeCard_);
    for (const int px : kResolutions)
        resolution_->addSegment(QString::number(px));
    row(1, resolutionLabel_, resolution_);
    suggestion_ = mutedLabel(QString(), shapeCard_);
    setRole(suggestion_, QStringLiteral("subtitle"));
    grid->addWidget(suggestion_, 2, 0, 1, 2);
    color_ = new SegmentedControl(shapeCard_);
    color_->addSegment(QString());
    color_->addSegment(QString());
    row(3, colorLabel_, color_);
    background_ = new QToolButton(shapeCard_);
    background_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    background_->setIconSize(QSize(28, 16));
    row(4, backgroundLabel_, background_);
    shapeCard_->body()->addLayout(grid);
    mirror_ = new QCheckBox(shapeCard_);
    keepDuplicates_ = new QCheckBox(shapeCard_);
    shapeCard_->body()->addWidget(mirror_);
    shapeCard_->body()->addWidget(keepDuplicates_);
    column->addWidget(shapeCard_);

    classCard_ = new Card(inside);
    classes_ = new BarList(classCard_);
    classCard_->body()->addWidget(classes_);
    column->addWidget(classCard_);

    notes_ = new NotesCard(inside);
    column->addWidget(notes_);

    train_ = new QPushButton(this);
    setRole(train_, QStringLiteral("primary"));
    train_->setMinimumHeight(36);
    outer->addWidget(train_);
}

void PrepareControls::setDataset(std::shared_ptr<const DatasetInfo> info) {
    info_ = std::move(info);
    // Real pictures for the preview, spread over the whole set; odd shapes first, since they are what fitting changes.
    std::vector<int> usable;
    const std::vector<bool> repeats = info_->repeats();
    for (size_t i = 0; i < info_->items.size(); ++i) {
        if (info_->items[i].verdict == ItemVerdict::Usable && (options_.keepNearDuplicates || !repeats[i]))
            usable.push_back(static_cast<int>(i));
    }
    previewItems_.clear();
    const size_t wanted = std::min<size_t>(kPreviews, usable.size());
    for (size_t i = 0; i < wanted; ++i) {
        const size_t from = usable.size() * i / wanted;
        const size_t to = std::min(usable.size() * (i + 1) / wanted, from + 200);
        const auto oddest = std::max_element(usable.begin() + static_cast<long>(from),
                                             usable.begin() + static_cast<long>(to), [this](int a, int b) {
                                                 const auto oddity = [this](int item) {
                                                     const PictureItem& p = info_->items[static_cast<size_t>(item)];
                                                     const double w = qMax(1, p.width);
                                                     const double h = qMax(1, p.height);
                                                     return qMax(w / h, h / w);
                                                 };
                                                 return oddity(a) < oddity(b);
                                             });
        previewItems_.push_back(*oddest);
    }
    classCounts_.assign(static_cast<size_t>(info_->classes.size()), 0);
    for (const int item : usable) {
        const int label = info_->items[static_cast<size_t>(item)].label;
        if (label >= 0 && static_cast<size_t>(label) < classCounts_.size())
            ++classCounts_[static_cast<size_t>(label)];
    }
    showClasses();
    classCard_->setVisible(info_->classes.size() > 1);
    notes_->setNotes(info_->sourceNote, info_->licenceNote);
    preview_->setCount(0);
    refresh();
}

void PrepareControls::setOptions(const PrepareOptions& options) {
    options_ = options;
    refresh();
}

void PrepareControls::setBusy(bool busy) {
    scroll_->setEnabled(!busy);
    train_->setEnabled(!busy && info_->usable() >= 2);
}

void PrepareControls::edit(const PrepareOptions& options, Edit what) {
    if (options == options_)
        return;
    options_ = options;
    refresh();
    Q_EMIT edited(options_, what);
}

void PrepareControls::refresh() {
    fit_->setCurrentIndex(static_cast<int>(options_.fit));
    const auto at = std::find(kResolutions.begin(), kResolutions.end(), options_.resolution);
    resolution_->setCurrentIndex(at == kResolutions.end() ? -1 : static_cast<int>(at - kResolutions.begin()));
    color_->setCurrentIndex(options_.grey ? 1 : 0);
    mirror_->setChecked(options_.mirror);
    keepDuplicates_->setChecked(options_.keepNearDuplicates);
    keepDuplicates_->setVisible(!info_->nearDuplicates.empty());
    const bool alpha =
        std::any_of(info_->items.begin(), info_->items.end(), [](const PictureItem& item) { return item.hasAlpha; });
    const bool background = alpha || options_.fit == FitMode::Pad;
    background_->setVisible(background);
    backgroundLabel_->setVisible(background);
    train_->setEnabled(info_->usable() >= 2);
    refreshSwatch();
    refreshSuggestion();
    refreshPreview();
}

void PrepareControls::refreshSwatch() {
    const QColor color = QColor::fromRgb(options_.background | 0xff000000u);
    QPixmap swatch(QSize(28, 16) * devicePixelRatioF());
    swatch.setDevicePixelRatio(devicePixelRatioF());
    swatch.fill(Qt::transparent);
    QPainter painter(&swatch);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(themeColors().muted, 1));
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF(0.5, 0.5, 27, 15), 3, 3);
    painter.end();
    background_->setIcon(QIcon(swatch));
    background_->setText(color.name());
}

void PrepareControls::refreshSuggestion() {
    const int suggested = info_->suggestedResolution;
    if (options_.resolution == suggested)
        suggestion_->setText(tr("%1 px suits these pictures and this computer best.").arg(suggested));
    else if (options_.resolution > suggested)
        suggestion_->setText(
            tr("%1 px shows finer detail and learns about %2 times slower than the suggested %3 px.")
                .arg(options_.resolution)
                .arg(qRound(double(options_.resolution) * options_.resolution / (double(suggested) * suggested)))
                .arg(suggested));
    else
        suggestion_->setText(tr("%1 px learns faster and shows less detail than the suggested %2 px.")
                                 .arg(options_.resolution)
                                 .arg(suggested));
}

void PrepareControls::refreshPreview() {
    loader_->reset();
    preview_->setCount(static_cast<int>(previewItems_.size()));
    std::vector<ThumbnailLoader::Wanted> wanted;
    for (size_t i = 0; i < previewItems_.size(); ++i) {
        const PictureItem item = info_->items[static_cast<size_t>(previewItems_[i])];
        wanted.push_back({static_cast<int>(i), [item, options = options_] { return preparedPreview(item, options); }});
    }
    loader_->want(std::move(wanted));
}

void PrepareControls::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
    if (event->type() == QEvent::PaletteChange)
        refreshSwatch();
    QWidget::changeEvent(event);
}

void PrepareControls::showClasses() {
    QStringList titles;
    for (const QString& name : info_->classes)
        titles << classTitle(name, info_->sourceNote);
    classes_->setCounts(titles, classCounts_);
}

void PrepareControls::retranslateUi() {
    previewCard_->setTitle(tr("As the model will see them"));
    preview_->setAccessibleName(tr("Preview of training pictures"));
    shapeCard_->setTitle(tr("Shape and size"));
    fitLabel_->setText(tr("Fit", "how pictures are made square"));
    fit_->setAccessibleName(tr("Fit", "how pictures are made square"));
    const QString fits[] = {tr("Crop"), tr("Stretch"), tr("Pad")};
    const QString fitTips[] = {tr("Cuts the middle square out: what is at the edges is not learned"),
                               tr("Squeezes the whole picture into a square: shapes change their proportions"),
                               tr("Keeps the whole picture and fills the rest with the background colour")};
    for (int i = 0; i < 3; ++i) {
        fit_->setLabel(i, fits[i]);
        fit_->setSegmentToolTip(i, fitTips[i]);
    }
    resolutionLabel_->setText(tr("Pixels"));
    resolution_->setAccessibleName(tr("Resolution in pixels"));
    for (int i = 0; i < resolution_->count(); ++i)
        resolution_->setSegmentToolTip(
            i, tr("The model draws at this size; twice the side takes about four times as long"));
    colorLabel_->setText(tr("Colour"));
    color_->setAccessibleName(tr("Colour"));
    color_->setLabel(0, tr("Colour", "pictures, as against grey ones"));
    color_->setLabel(1, tr("Grey"));
    color_->setSegmentToolTip(0, tr("The model learns colours too"));
    color_->setSegmentToolTip(1, tr("Only light and dark: learns faster, for drawings and scans"));
    backgroundLabel_->setText(tr("Ground"));
    background_->setToolTip(
        tr("The colour under transparent parts and around padded pictures; the model learns it too"));
    background_->setAccessibleName(tr("Background colour"));
    mirror_->setText(tr("Add mirrored copies"));
    mirror_->setToolTip(
        tr("Twice as many pictures to learn from; not for letters or anything with a left and a right"));
    keepDuplicates_->setText(tr("Learn from near-duplicates too"));
    keepDuplicates_->setToolTip(tr("Pictures that appear several times are drawn more often and copied more easily"));
    classCard_->setTitle(tr("Classes"));
    classes_->setAccessibleName(tr("Pictures in each class"));
    showClasses();
    notes_->setWords({tr("my own sketches, 2024 to 2026"),
                      tr("Written into every picture you export, so that anyone can see what the model learned from"),
                      tr("own work, CC BY 4.0"),
                      tr("Under which licence the pictures are; it decides what you may do with what the model "
                         "draws")});
    train_->setText(tr("Train on these pictures"));
    train_->setToolTip(tr("Prepares the pictures and takes you to the Train step"));
    refreshSuggestion();
}

} // namespace capriccio

#include "moc_data_page_controls.cpp"
