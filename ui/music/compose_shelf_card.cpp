#include "ui/music/compose_shelf_card.h"

#include "ui/widgets/segmented_control.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

namespace capriccio {
namespace {

constexpr int kLeastShelfWidth = 150; // px of a card
constexpr int kMostColumns = 4;
constexpr int kRowHeight = 108;

} // namespace

ComposeShelfCard::ComposeShelfCard(QWidget* parent)
    : Card(parent),
      which_(new SegmentedControl(this)),
      scroll_(new QScrollArea(this)),
      field_(new QWidget),
      grid_(new QGridLayout(field_)),
      empty_(mutedLabel({}, this)) {
    which_->setObjectName(QStringLiteral("shelfWhich"));
    which_->addSegment({});
    which_->addSegment({});
    which_->setCurrentIndex(0);
    addHeaderWidget(which_);
    grid_->setContentsMargins(0, 0, 0, 0);
    grid_->setSpacing(9);
    scroll_->setWidget(field_);
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->viewport()->installEventFilter(this);
    empty_->setAlignment(Qt::AlignCenter);
    body()->addWidget(empty_, 1);
    body()->addWidget(scroll_, 1);
    setMinimumHeight(150);
    connect(which_, &SegmentedControl::currentChanged, this, [this] {
        selected_ = -1;
        rebuild();
    });
    retranslate();
    rebuild();
}

ComposeShelfCard::Shelf ComposeShelfCard::shown() const {
    return which_->currentIndex() == 1 ? Shelf::Kept : Shelf::Variations;
}

void ComposeShelfCard::show(Shelf shelf) {
    which_->setCurrentIndex(shelf == Shelf::Kept ? 1 : 0);
}

QString ComposeShelfCard::listeningKey(Shelf shelf, int index) {
    return QStringLiteral("shelf/%1/%2").arg(shelf == Shelf::Kept ? 1 : 0).arg(index);
}

void ComposeShelfCard::setShelf(const MelodyShelf& shelf, int expected) {
    shelf_ = shelf;
    expected_ = expected;
    retranslate();
    rebuild();
}

void ComposeShelfCard::rebuild() {
    const std::vector<ShelfMelody>& melodies = shown() == Shelf::Kept ? shelf_.kept : shelf_.variations;
    const int count = std::max(int(melodies.size()), shown() == Shelf::Variations ? expected_ : 0);
    while (int(cards_.size()) > count) {
        delete cards_.back();
        cards_.pop_back();
        columns_ = 0;
    }
    while (int(cards_.size()) < count) {
        const int index = int(cards_.size());
        auto* card = new MelodyCard(field_);
        card->setObjectName(QStringLiteral("melody%1").arg(index));
        connect(card, &MelodyCard::hearWanted, this, [this, index] { Q_EMIT hearWanted(shown(), index); });
        connect(card, &MelodyCard::openWanted, this, [this, index] { Q_EMIT openWanted(shown(), index); });
        connect(card, &MelodyCard::favouriteToggled, this,
                [this, index](bool on) { Q_EMIT favouriteToggled(shown(), index, on); });
        connect(card, &MelodyCard::selected, this, [this, index] {
            setSelected(index);
            Q_EMIT chosen(shown(), index);
        });
        connect(card, &MelodyCard::menuWanted, this,
                [this, index](QPoint at) { Q_EMIT menuWanted(shown(), index, at); });
        card->setFileSource([this, index] { return fileSource_ ? fileSource_(shown(), index) : QString(); });
        cards_.push_back(card);
        columns_ = 0;
    }
    for (int i = 0; i < count; ++i) {
        MelodyCard* card = cards_[std::size_t(i)];
        if (i >= int(melodies.size())) {
            card->setMelody(nullptr, QString::number(i + 1));
            card->setFavourite(false);
            continue;
        }
        const ShelfMelody& melody = melodies[std::size_t(i)];
        std::optional<MarkedPassage> passage;
        if (melody.originality.known && melody.originality.notes > 0)
            passage = MarkedPassage{melody.originality.from, melody.originality.to};
        card->setMelody(melody.tune, melody.name.isEmpty() ? QString::number(i + 1) : melody.name, passage);
        card->setFavourite(melody.favourite);
        card->setSelected(i == selected_);
    }
    empty_->setVisible(count == 0);
    scroll_->setVisible(count > 0);
    place();
}

void ComposeShelfCard::place() {
    const int fit = std::clamp(scroll_->viewport()->width() / kLeastShelfWidth, 1, kMostColumns);
    if (fit == columns_)
        return;
    columns_ = fit;
    for (MelodyCard* card : cards_)
        grid_->removeWidget(card);
    for (int i = 0; i < int(cards_.size()); ++i)
        grid_->addWidget(cards_[std::size_t(i)], i / fit, i % fit);
    const int rows = (int(cards_.size()) + fit - 1) / fit;
    for (int column = 0; column < kMostColumns; ++column)
        grid_->setColumnStretch(column, column < fit ? 1 : 0);
    for (int row = 0; row < std::max(rows, grid_->rowCount()); ++row) {
        grid_->setRowStretch(row, row < rows ? 1 : 0);
        grid_->setRowMinimumHeight(row, row < rows ? kRowHeight * 7 / 10 : 0);
    }
}

void ComposeShelfCard::setHeard(const QString& key, double fraction) {
    for (int i = 0; i < int(cards_.size()); ++i) {
        const bool heard = key == listeningKey(shown(), i);
        cards_[std::size_t(i)]->setHeard(heard);
        if (heard)
            cards_[std::size_t(i)]->setProgress(fraction);
    }
}

void ComposeShelfCard::setSelected(int index) {
    selected_ = index;
    for (int i = 0; i < int(cards_.size()); ++i)
        cards_[std::size_t(i)]->setSelected(i == index);
}

// Not of the card itself: what is inside gets its size later.
bool ComposeShelfCard::eventFilter(QObject* watched, QEvent* event) {
    if (watched == scroll_->viewport() && event->type() == QEvent::Resize)
        place();
    return Card::eventFilter(watched, event);
}

void ComposeShelfCard::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Card::changeEvent(event);
}

void ComposeShelfCard::retranslate() {
    setTitle(tr("Melodies"));
    which_->setAccessibleName(tr("Which melodies"));
    which_->setLabel(0, tr("Composed"));
    which_->setLabel(1, shelf_.kept.empty() ? tr("Kept") : tr("Kept (%1)").arg(shelf_.kept.size()));
    which_->setSegmentToolTip(0, tr("What the model composed last"));
    which_->setSegmentToolTip(1, tr("What you put aside: favourites and kept melodies"));
    empty_->setText(
        shown() == Shelf::Kept
            ? tr("Nothing kept yet. The heart on a melody puts it here.")
            : tr("Melodies appear here as they are composed: hear them, keep them, open them in the roll."));
}

} // namespace capriccio

#include "moc_compose_shelf_card.cpp"
