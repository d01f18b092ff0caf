#include "ui/pictures/create_page.h"

#include "ui/main/studio.h"
#include "ui/pictures/create_page_cards.h"
#include "ui/pictures/create_page_empty.h"
#include "ui/pictures/create_page_mix.h"
#include "ui/pictures/create_page_picture.h"
#include "ui/pictures/create_page_samples.h"
#include "ui/pictures/export_dialog.h"
#include "ui/widgets/canvas.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tile_grid.h"

#include <QAction>
#include <QDataStream>
#include <QHBoxLayout>
#include <QIODevice>
#include <QKeyEvent>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace capriccio {
namespace {

constexpr int kGutter = 12;
constexpr int kSide = 286;      // px, width of the side columns at first
constexpr int kLeastSide = 160; // px, that their words can still be read in
constexpr quint32 kLayoutVersion = 1;

// As wide as its cards need, so that nothing is cut off sideways; low windows scroll.
class CreateColumn : public QScrollArea {
public:
    using QScrollArea::QScrollArea;
    QSize minimumSizeHint() const override {
        const int cards = widget()->minimumSizeHint().width() + verticalScrollBar()->sizeHint().width();
        return {std::max(kLeastSide, cards), 120};
    }
    QSize sizeHint() const override { return {std::max(kSide, minimumSizeHint().width()), 600}; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (watched == widget() && event->type() == QEvent::LayoutRequest)
            updateGeometry(); // other words, other widths
        return QScrollArea::eventFilter(watched, event);
    }
};

QScrollArea* sideColumn(const QList<QWidget*>& cards, QWidget* stretched, QWidget* parent) {
    auto* area = new CreateColumn(parent);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    auto* inside = new QWidget(area);
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGutter);
    for (QWidget* card : cards)
        column->addWidget(card, card == stretched ? 1 : 0);
    if (stretched == nullptr)
        column->addStretch(1);
    area->setWidget(inside);
    area->viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false);
    return area;
}

} // namespace

CreatePage::CreatePage(Studio& studio, QWidget* parent)
    : Page(studio, parent),
      drawing_(*studio.samples()),
      autosave_(studio, [this](Project& project) { save(project); }) {
    setObjectName(QStringLiteral("createPage"));
    for (QTimer* timer : {&samplesTimer_, &padTimer_, &nearestTimer_})
        timer->setSingleShot(true);
    build();
    wire();
    wireStudio();
    retranslate();
    takeProject();
    if (studio.samples()->hasModel())
        takeModel(studio.samples()->model());
    arrange();
}

CreatePage::~CreatePage() {
    autosave_.save();
}

void CreatePage::build() {
    stack_ = new QStackedWidget(this);
    empty_ = new CreateEmpty(this);
    mix_ = new CreateMixCard(this);
    picture_ = new CreatePictureCard(this);
    samples_ = new CreateSamplesCard(this);
    copy_ = new CreateCopyCard(this);
    encode_ = new CreateEncodeCard(this);
    kept_ = new CreateKeptCard(this);

    middle_ = new QSplitter(Qt::Vertical, this);
    middle_->setHandleWidth(kGutter);
    middle_->setChildrenCollapsible(false);
    middle_->addWidget(buildCanvasCard());
    middle_->addWidget(samples_);
    middle_->setStretchFactor(0, 1);

    left_ = sideColumn({mix_, picture_}, nullptr, this);
    right_ = sideColumn({copy_, encode_, kept_}, kept_, this);
    columns_ = new QSplitter(Qt::Horizontal, this);
    columns_->setHandleWidth(kGutter);
    columns_->setChildrenCollapsible(false);
    columns_->addWidget(left_);
    columns_->addWidget(middle_);
    columns_->addWidget(right_);
    columns_->setStretchFactor(1, 1);

    stack_->addWidget(empty_);
    stack_->addWidget(columns_);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(stack_);
    restoreLayoutState({});
}

QWidget* CreatePage::buildCanvasCard() {
    auto* card = new Card(this);
    card->setWell(true);
    canvas_ = new Canvas(card);
    caption_ = new ElidedLabel({}, Qt::ElideRight, card);
    setRole(caption_, QStringLiteral("muted"));
    follow_ = new QPushButton(card);
    follow_->setCheckable(true);
    follow_->setObjectName(QStringLiteral("followTraining"));
    setRole(follow_, QStringLiteral("chip"));
    const auto tool = [card](const char* name, const QString& iconName, bool checkable) {
        auto* button = new QToolButton(card);
        button->setObjectName(QLatin1String(name));
        button->setIcon(icon(iconName));
        button->setCheckable(checkable);
        return button;
    };
    smooth_ = tool("smooth", QStringLiteral("spark"), true);
    smooth_->setChecked(true);
    fit_ = tool("fit", QStringLiteral("zoom-fit"), false);
    favourite_ = tool("favourite", QStringLiteral("heart"), true);
    pin_ = tool("pin", QStringLiteral("pin"), true);
    export_ = new QPushButton(card);
    export_->setObjectName(QStringLiteral("export"));
    setRole(export_, QStringLiteral("primary"));

    auto* row = new QHBoxLayout;
    row->setContentsMargins(12, 0, 12, 10);
    row->setSpacing(6);
    row->addWidget(caption_, 1);
    for (QWidget* widget : std::initializer_list<QWidget*>{follow_, smooth_, fit_, favourite_, pin_, export_})
        row->addWidget(widget);
    card->body()->addWidget(canvas_, 1);
    card->body()->addLayout(row);
    return card;
}

void CreatePage::wire() {
    connect(mix_, &CreateMixCard::movingStarted, this, &CreatePage::startGesture);
    connect(mix_, &CreateMixCard::movingEnded, this, &CreatePage::endGesture);
    connect(mix_, &CreateMixCard::moved, this, [this](QPointF place) {
        edit(Edit::Place,
             mix_->isPlaying() ? Sentence::translate("capriccio::CreatePage", "Walk between pictures")
                               : Sentence::translate("capriccio::CreatePage", "Move between pictures"),
             [place](CreateState& s) {
                 s.place = place;
                 s.onPad = s.cornerCount() >= 2;
             });
    });
    connect(mix_, &CreateMixCard::pathEdited, this, [this](PathKind kind) {
        edit(Edit::Path, Sentence::translate("capriccio::CreatePage", "Change the path"),
             [kind](CreateState& s) { s.path = kind; });
    });
    LatentPad* pad = mix_->pad();
    connect(pad, &LatentPad::pointDropped, this, &CreatePage::setCorner);
    connect(pad, &LatentPad::filesDropped, this,
            [this](int corner, const QStringList& files) { encodeFiles(files, corner); });
    connect(pad, &LatentPad::emptyCornerClicked, this,
            [this](int corner) { setCorner(corner, state_.onPad ? state_.shown() : state_.dressed(state_.base)); });
    connect(pad, &LatentPad::cornerMenuWanted, this, &CreatePage::cornerMenu);

    connect(picture_, &CreatePictureCard::seedEdited, this, &CreatePage::chooseSeed);
    connect(picture_, &CreatePictureCard::truncationEdited, this, [this](float truncation) {
        edit(Edit::Truncation, Sentence::translate("capriccio::CreatePage", "Change truncation"),
             [truncation](CreateState& s) { s.truncation = truncation; });
    });
    connect(picture_, &CreatePictureCard::classesEdited, this, &CreatePage::setClasses);
    connect(picture_, &CreatePictureCard::gestureEnded, this, &CreatePage::endGesture);

    connect(samples_, &CreateSamplesCard::chosen, this, [this](int index) {
        const SampleTile& tile = samples_->sampleTiles()[std::size_t(index)];
        if (tile.pin != 0)
            choosePoint(tile.point);
        else
            chooseSeed(tile.point.seed);
    });
    connect(samples_, &CreateSamplesCard::menuWanted, this, &CreatePage::sampleMenu);
    connect(samples_, &CreateSamplesCard::resampleWanted, this, &CreatePage::resample);
    connect(samples_, &CreateSamplesCard::firstSeedEdited, this, [this](qint64 seed) {
        edit(Edit::Samples, Sentence::translate("capriccio::CreatePage", "Change the first seed"),
             [seed](CreateState& s) { s.firstSeed = seed; });
    });
    connect(samples_, &CreateSamplesCard::countEdited, this, [this](int count) {
        edit(Edit::Samples, Sentence::translate("capriccio::CreatePage", "Change the number of samples"),
             [count](CreateState& s) { s.sampleCount = count; });
    });
    connect(samples_, &CreateSamplesCard::gridViewChanged, this, [this](bool on) {
        const int height = middle_->height() > 0 ? middle_->height() : 600;
        const int strip = samples_->minimumSizeHint().height() + 40;
        middle_->setSizes(on ? QList<int>{height / 2, height / 2} : QList<int>{height - strip, strip});
    });

    connect(kept_, &CreateKeptCard::chosen, this,
            [this](int index) { chooseKept(kept_->points()[std::size_t(index)]); });
    connect(kept_, &CreateKeptCard::menuWanted, this, &CreatePage::keptMenu);
    connect(encode_, &CreateEncodeCard::filesDropped, this,
            [this](const QStringList& files) { encodeFiles(files, -1); });
    connect(encode_, &CreateEncodeCard::cornerWanted, this, [this] { setCorner(freeCorner(), encodedPoint_); });
    connect(encode_, &CreateEncodeCard::chooseWanted, this, [this] {
        encodeFiles(studio().dialogs().openFiles(this, tr("Choose a picture"),
                                                 tr("Pictures (*.png *.jpg *.jpeg *.webp *.bmp *.gif *.tif *.tiff)")),
                    -1);
    });

    connect(canvas_, &Canvas::captionChanged, caption_, &QLabel::setText);
    connect(canvas_, &Canvas::dragWanted, this, &CreatePage::dragOut);
    connect(canvas_, &Canvas::menuWanted, this, &CreatePage::canvasMenu);
    connect(canvas_, &Canvas::smoothChanged, smooth_, &QToolButton::setChecked);
    connect(canvas_, &Canvas::nudged, this, [this](QPointF direction) {
        constexpr double kStep = 0.04;
        const QPointF place = state_.place + direction * kStep;
        if (state_.cornerCount() >= 2)
            edit(Edit::Place, Sentence::translate("capriccio::CreatePage", "Move between pictures"),
                 [place](CreateState& s) {
                     s.place = {std::clamp(place.x(), 0.0, 1.0), std::clamp(place.y(), 0.0, 1.0)};
                     s.onPad = true;
                 });
    });
    connect(smooth_, &QToolButton::toggled, canvas_, &Canvas::setSmooth);
    connect(fit_, &QToolButton::clicked, canvas_, &Canvas::fit);
    connect(favourite_, &QToolButton::clicked, this, &CreatePage::toggleFavourite);
    connect(pin_, &QToolButton::clicked, this, &CreatePage::togglePin);
    connect(export_, &QPushButton::clicked, this, &CreatePage::exportPictures);
    connect(follow_, &QPushButton::clicked, this, [this](bool on) { studio().setFollowTraining(on); });

    connect(empty_, &CreateEmpty::trainWanted, &studio(), &Studio::trainWanted);
    connect(empty_, &CreateEmpty::openWanted, this, [this] {
        const QStringList files = studio().dialogs().openFiles(this, tr("Open a model"), tr("Models (*.safetensors)"));
        if (!files.isEmpty())
            studio().openModel(files.front());
    });

    resampleKey_ = addKey(Qt::Key_R, &CreatePage::resample);
    favouriteKey_ = addKey(Qt::Key_F, &CreatePage::toggleFavourite);
    pinKey_ = addKey(Qt::Key_P, &CreatePage::togglePin);
}

QAction* CreatePage::addKey(const QKeySequence& keys, void (CreatePage::*what)()) {
    auto* action = new QAction(this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WindowShortcut);
    connect(action, &QAction::triggered, this, what);
    addAction(action);
    return action;
}

void CreatePage::wireStudio() {
    SampleService* samples = studio().samples();
    connect(&drawing_, &CreateDrawing::handDrawn, this, &CreatePage::takeHand);
    connect(&drawing_, &CreateDrawing::sampleDrawn, samples_, &CreateSamplesCard::setImage);
    connect(&drawing_, &CreateDrawing::cornerDrawn, this, [this](int index, const QImage& image) {
        if (index < 0 || std::size_t(index) >= cornerSlots_.size())
            return;
        const int slot = cornerSlots_[std::size_t(index)];
        cornerImages_[std::size_t(slot)] = image;
        mix_->pad()->setCorner(slot, true, image);
    });
    connect(&drawing_, &CreateDrawing::mapDrawn, this,
            [this](const std::vector<QImage>& tiles) { mix_->pad()->setMap(tiles, qRound(std::sqrt(tiles.size()))); });
    connect(&drawing_, &CreateDrawing::failed, this,
            [this](const Sentence& text) { Q_EMIT studio().problem(text, {}); });
    connect(samples, &SampleService::modelChanged, this, &CreatePage::takeModel);
    connect(samples, &SampleService::nearestFound, this, &CreatePage::takeNearest);
    connect(samples, &SampleService::encoded, this, &CreatePage::takeEncoded);
    connect(samples, &SampleService::failed, this, [this](quint64 id, const Sentence& text) {
        if (id == nearestId_)
            copy_->showFailure(text);
        if (id == encodingId_ && !encodings_.empty()) {
            encodings_.pop_front();
            Q_EMIT studio().problem(text, {});
            encodeNext();
        }
    });
    connect(&studio(), &Studio::projectChanged, this, &CreatePage::takeProject);
    connect(&studio(), &Studio::pointChosen, this, &CreatePage::takeChosenPoint);
    connect(&studio(), &Studio::pointsChosen, this, &CreatePage::takeChosenPoints);
    connect(&studio(), &Studio::trainingStarted, this, &CreatePage::showFollow);
    connect(&studio(), &Studio::trainingEnded, this, &CreatePage::showFollow);
    connect(&studio(), &Studio::followTrainingChanged, this, &CreatePage::showFollow);
    connect(&samplesTimer_, &QTimer::timeout, this, &CreatePage::refreshSamples);
    connect(&padTimer_, &QTimer::timeout, this, &CreatePage::refreshPad);
    connect(&nearestTimer_, &QTimer::timeout, this, [this] {
        if (copy_->basis() != CreateCopyCard::Basis::Nothing && !canvas_->picture().isNull())
            nearestId_ = studio().samples()->nearest(canvas_->picture());
    });
}

void CreatePage::arrange() {
    stack_->setCurrentWidget(studio().samples()->hasModel() ? static_cast<QWidget*>(columns_)
                                                            : static_cast<QWidget*>(empty_));
    encode_->setVisible(model_.canEncode);
    mix_->pad()->setAcceptsFiles(model_.canEncode);
    showFollow();
}

void CreatePage::showFollow() {
    follow_->setVisible(studio().training() != nullptr);
    follow_->setChecked(studio().followsTraining());
}

void CreatePage::setWorkOnly(bool on) {
    for (QWidget* widget : std::initializer_list<QWidget*>{left_, right_, samples_})
        widget->setVisible(!on);
}

QByteArray CreatePage::layoutState() const {
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << kLayoutVersion << columns_->saveState() << middle_->saveState() << canvas_->isSmooth()
           << samples_->isGridView() << mix_->secondsPerRound();
    return bytes;
}

void CreatePage::restoreLayoutState(const QByteArray& state) {
    quint32 version = 0;
    QByteArray columns;
    QByteArray middle;
    bool smooth = true;
    bool gridView = false;
    double seconds = 8;
    QDataStream stream(state);
    stream.setVersion(QDataStream::Qt_6_4);
    stream >> version >> columns >> middle >> smooth >> gridView >> seconds;
    const bool sound = stream.status() == QDataStream::Ok && version == kLayoutVersion;
    canvas_->setSmooth(sound ? smooth : true);
    samples_->setGridView(sound && gridView);
    mix_->setSecondsPerRound(sound ? seconds : 8);
    if (!sound || !columns_->restoreState(columns))
        columns_->setSizes({kSide, 700, kSide});
    if (!sound || !middle_->restoreState(middle))
        middle_->setSizes({600, 150});
}

void CreatePage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    if (stale_)
        refreshAll();
    if (studio().samples()->hasModel() && focusWidget() == nullptr)
        canvas_->setFocus();
}

void CreatePage::hideEvent(QHideEvent* event) {
    mix_->stopPlaying(); // nobody sees it, and training can use the time
    autosave_.save();
    Page::hideEvent(event);
}

// Space plays the path from anywhere on the page where it means nothing else (buttons, tiles, text fields).
void CreatePage::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier && !event->isAutoRepeat())
        mix_->togglePlay();
    else
        Page::keyPressEvent(event);
}

void CreatePage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Page::changeEvent(event);
}

void CreatePage::retranslate() {
    resampleKey_->setText(tr("Draw new samples"));
    favouriteKey_->setText(tr("Favourite"));
    pinKey_->setText(tr("Pin"));
    follow_->setText(tr("Follow the training"));
    follow_->setToolTip(tr("Draws everything here anew each time the running training has learned something."));
    smooth_->setToolTip(tr("Smooth enlargement; off shows the model's own pixels crisp."));
    smooth_->setAccessibleName(tr("Smooth"));
    fit_->setToolTip(tr("Shows the whole picture as large as it fits (0)."));
    fit_->setAccessibleName(tr("Fit"));
    pin_->setAccessibleName(tr("Pin"));
    pin_->setToolTip(tr("Keeps this picture in front of the samples when you draw new ones (P)."));
    favourite_->setAccessibleName(tr("Favourite"));
    favourite_->setToolTip(tr("Keeps this picture with the project (F)."));
    export_->setText(tr("Export…"));
    export_->setToolTip(tr("Saves pictures with where they came from (Ctrl+Shift+E)."));
}

} // namespace capriccio
