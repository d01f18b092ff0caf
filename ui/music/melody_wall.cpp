#include "ui/music/melody_wall.h"

#include "core/types/tune_clock.h"
#include "ui/music/listening.h"
#include "ui/music/melody_card.h"
#include "ui/music/melody_shelf.h"
#include "ui/widgets/card.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

namespace capriccio {
namespace {

constexpr int kLeastCardWidth = 170; // px of a card
constexpr int kLeastHeight = 88;
constexpr int kMargin = 12;

} // namespace

MelodyWall::MelodyWall(Listening& listening, const QString& key, QWidget* parent)
    : QScrollArea(parent),
      listening_(listening),
      key_(key),
      inside_(new QWidget),
      grid_(new QGridLayout),
      placeholder_(mutedLabel({}, inside_)) {
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    auto* column = new QVBoxLayout(inside_);
    column->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    placeholder_->setAlignment(Qt::AlignCenter);
    column->addWidget(placeholder_, 1);
    column->addLayout(grid_, 1);
    grid_->setSpacing(9);
    setWidget(inside_);
    connect(&listening_, &Listening::changed, this, &MelodyWall::showHeard);
    connect(&listening_.player(), &Player::positionChanged, this, &MelodyWall::showHeard);
}

QString MelodyWall::keyOf(int index) const {
    return QStringLiteral("%1/%2").arg(key_).arg(index);
}

void MelodyWall::setMelodies(const std::vector<Tune>& melodies, const MelodySource& source) {
    source_ = source;
    while (cards_.size() > melodies.size()) {
        delete cards_.back();
        cards_.pop_back();
    }
    while (cards_.size() < melodies.size()) {
        const int index = int(cards_.size());
        auto* card = new MelodyCard(inside_);
        card->setObjectName(QStringLiteral("wall%1").arg(index));
        card->setHeartVisible(false);
        card->setMinimumHeight(kLeastHeight);
        connect(card, &MelodyCard::hearWanted, this, [this, index, card] {
            if (card->melody())
                listening_.toggle(keyOf(index), *card->melody());
        });
        connect(card, &MelodyCard::openWanted, this, [this, card] {
            if (card->melody())
                Q_EMIT openWanted(*card->melody(), source_);
        });
        card->setFileSource([this, index] { return fileOf(index); });
        cards_.push_back(card);
    }
    for (std::size_t i = 0; i < melodies.size(); ++i)
        cards_[i]->setMelody(std::make_shared<const Tune>(melodies[i]), QString::number(i + 1));
    placeholder_->setVisible(melodies.empty());
    columns_ = 0;
    arrange();
    showHeard();
}

QString MelodyWall::fileOf(int index) {
    const std::shared_ptr<const Tune>& tune = card(index)->melody();
    if (!tune)
        return {};
    ShelfMelody melody;
    melody.modelTitle = source_.modelTitle;
    melody.dataTitle = source_.dataTitle;
    try {
        return dragged_.write(*tune, QStringLiteral("%1 %2").arg(source_.modelTitle).arg(index + 1),
                              generatedNote(melody));
    } catch (const Error& error) {
        Q_EMIT problem(error.sentence(), error.detail());
        return {};
    }
}

void MelodyWall::setPlaceholder(const QString& text) {
    placeholder_->setText(text);
}

void MelodyWall::arrange() {
    const int fit = std::clamp((viewport()->width() - 2 * kMargin) / kLeastCardWidth, 1, 4);
    if (fit == columns_)
        return;
    columns_ = fit;
    for (MelodyCard* card : cards_)
        grid_->removeWidget(card);
    for (int i = 0; i < int(cards_.size()); ++i)
        grid_->addWidget(cards_[std::size_t(i)], i / fit, i % fit);
}

void MelodyWall::showHeard() {
    const QString heard = listening_.player().isMoving() ? listening_.key() : QString();
    const double end = double(std::max<qint64>(endOfNotes(listening_.tune()), 1));
    for (int i = 0; i < int(cards_.size()); ++i) {
        const bool mine = heard == keyOf(i);
        cards_[std::size_t(i)]->setHeard(mine);
        if (mine)
            cards_[std::size_t(i)]->setProgress(listening_.player().positionTick() / end);
    }
}

void MelodyWall::resizeEvent(QResizeEvent* event) {
    QScrollArea::resizeEvent(event);
    arrange();
}

} // namespace capriccio

#include "moc_melody_wall.cpp"
