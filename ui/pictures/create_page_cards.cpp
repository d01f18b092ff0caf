#include "ui/pictures/create_page_cards.h"

#include "ui/pictures/create_page_state.h"
#include "ui/pictures/evaluate_page_figures.h"
#include "ui/widgets/drop_field.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/latent_mime.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tile_grid.h"

#include <QDragEnterEvent>
#include <QGridLayout>
#include <QLabel>
#include <QMimeData>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QVBoxLayout>

namespace capriccio {
namespace {

constexpr double kClose = 0.05; // NearestPair::distance: worth a second look

QHBoxLayout* pairRow(CreateThumbnail* left, CreateThumbnail* right) {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(left, 1, Qt::AlignTop);
    row->addWidget(right, 1, Qt::AlignTop);
    return row;
}

} // namespace

CreateThumbnail::CreateThumbnail(QWidget* parent) : QWidget(parent) {
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setMaximumWidth(120);
}

void CreateThumbnail::setImage(const QImage& image) {
    image_ = image;
    update();
}

void CreateThumbnail::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    const double side = std::min(width(), height());
    const QRectF square(0, 0, side, side);
    QPainterPath clip;
    clip.addRoundedRect(square, 4, 4);
    painter.setClipPath(clip);
    painter.fillRect(square, themeColors().well);
    if (!image_.isNull()) {
        const QSizeF size = QSizeF(image_.size()).scaled(square.size(), Qt::KeepAspectRatio);
        painter.drawImage(QRectF((side - size.width()) / 2, (side - size.height()) / 2, size.width(), size.height()),
                          image_);
    }
}

CreateCopyCard::CreateCopyCard(QWidget* parent)
    : Card(parent),
      drawn_(new CreateThumbnail(this)),
      nearest_(new CreateThumbnail(this)),
      verdict_(new QLabel(this)),
      sentence_(mutedLabel({}, this)) {
    verdict_->setObjectName(QStringLiteral("copyVerdict"));
    body()->addLayout(pairRow(drawn_, nearest_));
    body()->addWidget(verdict_);
    body()->addWidget(sentence_);
    retranslate();
}

void CreateCopyCard::setBasis(Basis basis) {
    basis_ = basis;
    if (basis == Basis::Nothing)
        hasPair_ = false;
    why_ = {};
    retranslate();
}

void CreateCopyCard::showPair(const NearestPair& pair) {
    hasPair_ = true;
    why_ = {};
    distance_ = pair.distance;
    drawn_->setImage(pair.drawn);
    nearest_->setImage(pair.nearest);
    retranslate();
}

void CreateCopyCard::showFailure(const Sentence& why) {
    hasPair_ = false; // the verdict of another picture is none of this one
    why_ = why;
    retranslate();
}

void CreateCopyCard::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Card::changeEvent(event);
}

void CreateCopyCard::retranslate() {
    setTitle(tr("Is it a copy?"));
    setToolTip(tr("Compares the picture with every training picture, so that you know it is the model's own."));
    drawn_->setAccessibleName(tr("This picture"));
    drawn_->setToolTip(tr("This picture"));
    nearest_->setAccessibleName(tr("Nearest training picture"));
    nearest_->setToolTip(tr("Nearest training picture"));
    for (QWidget* widget : std::initializer_list<QWidget*>{drawn_, nearest_, verdict_})
        widget->setVisible(hasPair_);
    if (!hasPair_) {
        sentence_->setText(!why_.isEmpty() ? why_.text()
                           : basis_ == Basis::Nothing
                               ? tr("Open the project with the training pictures to compare with them.")
                               : tr("Choose a picture to compare it with the training pictures."));
        return;
    }
    const QString distance = distanceText(distance_);
    if (distance_ < kCopyDistance) {
        verdict_->setText(tr("A copy"));
        setRole(verdict_, QStringLiteral("danger"));
    } else if (distance_ < kClose) {
        verdict_->setText(tr("Close to a training picture"));
        setRole(verdict_, QStringLiteral("warning"));
    } else {
        verdict_->setText(tr("Original"));
        setRole(verdict_, QStringLiteral("good"));
    }
    const QString limit = distanceText(kCopyDistance);
    sentence_->setText(
        basis_ == Basis::OtherData
            ? tr("Nearest picture of this project: distance %1; a copy would be below %2. This model was "
                 "trained on other pictures.")
                  .arg(distance, limit)
            : tr("Nearest training picture: distance %1; a copy would be below %2.").arg(distance, limit));
}

CreateEncodeCard::CreateEncodeCard(QWidget* parent)
    : Card(parent),
      original_(new CreateThumbnail(this)),
      made_(new CreateThumbnail(this)),
      hint_(mutedLabel({}, this)),
      choose_(new QPushButton(this)),
      corner_(new QPushButton(this)) {
    setAcceptDrops(true);
    choose_->setObjectName(QStringLiteral("encodePicture"));
    corner_->setObjectName(QStringLiteral("encodeToCorner"));
    body()->addLayout(pairRow(original_, made_));
    body()->addWidget(hint_);
    auto* row = new QHBoxLayout;
    row->addWidget(choose_);
    row->addWidget(corner_);
    row->addStretch();
    body()->addLayout(row);
    connect(choose_, &QPushButton::clicked, this, &CreateEncodeCard::chooseWanted);
    connect(corner_, &QPushButton::clicked, this, &CreateEncodeCard::cornerWanted);
    retranslate();
}

void CreateEncodeCard::showPair(const QImage& original, const QImage& reconstruction) {
    original_->setImage(original);
    made_->setImage(reconstruction);
    hasPair_ = true;
    retranslate();
}

void CreateEncodeCard::clear() {
    hasPair_ = false;
    retranslate();
}

void CreateEncodeCard::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Card::changeEvent(event);
}

void CreateEncodeCard::dragEnterEvent(QDragEnterEvent* event) {
    if (!localFiles(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void CreateEncodeCard::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    Q_EMIT filesDropped(localFiles(event->mimeData()));
}

void CreateEncodeCard::retranslate() {
    setTitle(tr("Your picture"));
    setToolTip(tr("This model can find a picture of yours in its latent space."));
    original_->setAccessibleName(tr("Original"));
    original_->setToolTip(tr("Original"));
    made_->setAccessibleName(tr("What the model makes of it"));
    made_->setToolTip(tr("What the model makes of it"));
    original_->setVisible(hasPair_);
    made_->setVisible(hasPair_);
    corner_->setVisible(hasPair_);
    hint_->setText(hasPair_ ? tr("Left yours, right what the model makes of it.")
                            : tr("Drop a picture here: the model draws it in its own way, and you can move from it to "
                                 "others."));
    choose_->setText(tr("Choose…"));
    choose_->setToolTip(tr("Opens a picture for the model to draw in its own way."));
    corner_->setText(tr("To a corner"));
    corner_->setToolTip(tr("Puts it on the next free corner of the pad."));
}

CreateKeptCard::CreateKeptCard(QWidget* parent) : Card(parent), grid_(new TileGrid(this)) {
    grid_->setObjectName(QStringLiteral("kept"));
    grid_->setFlow(TileGrid::Flow::Rows);
    grid_->setColumns(4);
    grid_->setMinimumHeight(70);
    grid_->setSelectionKind(TileGrid::Selection::Multi);
    grid_->setDragSource([this](int index) -> QMimeData* {
        if (index < 0 || std::size_t(index) >= points_.size())
            return nullptr;
        auto* carried = new QMimeData;
        putLatentPoint(*carried, points_[std::size_t(index)].point);
        carried->setImageData(points_[std::size_t(index)].thumbnail);
        return carried;
    });
    body()->addWidget(grid_, 1);
    connect(grid_, &TileGrid::clicked, this, [this](int index, Qt::KeyboardModifiers modifiers) {
        if (!(modifiers & (Qt::ControlModifier | Qt::ShiftModifier)))
            Q_EMIT chosen(index);
    });
    connect(grid_, &TileGrid::activated, this, &CreateKeptCard::chosen);
    connect(grid_, &TileGrid::menuRequested, this, &CreateKeptCard::menuWanted);
    retranslate();
}

void CreateKeptCard::setPoints(std::vector<KeptPoint> points, const ModelInfo& model) {
    points_ = std::move(points);
    model_ = model;
    std::vector<QImage> images;
    for (const KeptPoint& point : points_)
        images.push_back(point.thumbnail);
    grid_->setImages(images);
    retranslate();
}

void CreateKeptCard::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Card::changeEvent(event);
}

void CreateKeptCard::retranslate() {
    setTitle(tr("Favourites"));
    grid_->setAccessibleName(tr("Favourites"));
    grid_->setPlaceholder(tr("F keeps the picture you see."));
    for (int i = 0; i < int(points_.size()); ++i) {
        const KeptPoint& kept = points_[std::size_t(i)];
        const bool pin = kept.kind == KeptPoint::Kind::Pin;
        grid_->setBadge(i, pin ? TileBadge::Pinned : TileBadge::Favourite);
        const bool other = !fits(kept.point, model_);
        grid_->setDimmed(i, other);
        grid_->setTip(i, other                 ? tr("%1, from another model: a click opens it").arg(kept.name)
                         : kept.name.isEmpty() ? tr("Seed %1").arg(kept.point.seed)
                                               : kept.name);
    }
}

} // namespace capriccio
