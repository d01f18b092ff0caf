#include "ui/music/compose_side.h"

#include "core/types/tune_clock.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_slider.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace capriccio {
namespace {

constexpr int kFewestSteps = 2;
constexpr int kFirstSteps = 8;
// Shared passages up to here are what any two tunes of a style have in common.
constexpr int kCommonNotes = 8;
constexpr int kManyNotes = 14;

} // namespace

ComposeBetween::ComposeBetween(QWidget* parent)
    : Card(parent),
      first_(new MelodyCard(this)),
      second_(new MelodyCard(this)),
      setFirst_(new QPushButton(this)),
      setSecond_(new QPushButton(this)),
      steps_(new ValueSlider(this)),
      stepsLabel_(new QLabel(this)),
      walk_(new QPushButton(this)),
      step_(new ValueSlider(this)),
      where_(mutedLabel({}, this)),
      shown_(new MelodyCard(this)) {
    first_->setObjectName(QStringLiteral("betweenFirst"));
    second_->setObjectName(QStringLiteral("betweenSecond"));
    shown_->setObjectName(QStringLiteral("betweenStep"));
    setFirst_->setObjectName(QStringLiteral("takeFirst"));
    setSecond_->setObjectName(QStringLiteral("takeSecond"));
    walk_->setObjectName(QStringLiteral("walk"));
    step_->setObjectName(QStringLiteral("step"));
    steps_->setObjectName(QStringLiteral("steps"));
    steps_->setRange(kFewestSteps, kMostVariations);
    steps_->setStep(1);
    steps_->setDecimals(0);
    steps_->setDefaultValue(kFirstSteps);
    steps_->setValue(kFirstSteps);
    step_->setStep(1);
    step_->setDecimals(0);
    step_->setValueVisible(false);
    auto* ends = new QGridLayout;
    ends->setSpacing(7);
    for (MelodyCard* card : {first_, second_, shown_}) {
        card->setHeartVisible(false);
        card->setFixedHeight(84);
    }
    setRole(setFirst_, QStringLiteral("quiet"));
    setRole(setSecond_, QStringLiteral("quiet"));
    ends->addWidget(first_, 0, 0);
    ends->addWidget(second_, 0, 1);
    ends->addWidget(setFirst_, 1, 0);
    ends->addWidget(setSecond_, 1, 1);
    body()->addLayout(ends);
    auto* row = new QHBoxLayout;
    row->addWidget(stepsLabel_);
    row->addWidget(steps_, 1);
    row->addWidget(walk_);
    body()->addLayout(row);
    body()->addWidget(step_);
    body()->addWidget(where_);
    body()->addWidget(shown_);
    connect(setFirst_, &QPushButton::clicked, this, [this] { Q_EMIT takeRollWanted(false); });
    connect(setSecond_, &QPushButton::clicked, this, [this] { Q_EMIT takeRollWanted(true); });
    connect(walk_, &QPushButton::clicked, this, [this] {
        steps_->setFocus(); // the button goes dark, and the keys would go to whatever follows it
        Q_EMIT walkWanted(steps());
    });
    connect(step_, &ValueSlider::valueChanged, this, &ComposeBetween::showStep);
    const auto wireCard = [this](MelodyCard* card, auto which) {
        connect(card, &MelodyCard::hearWanted, this, [this, which] { Q_EMIT hearWanted(which()); });
        connect(card, &MelodyCard::openWanted, this, [this, which] { Q_EMIT openWanted(which()); });
        connect(card, &MelodyCard::menuWanted, this, [this, which](QPoint at) { Q_EMIT menuWanted(which(), at); });
        card->setFileSource([this, which] { return fileSource_ ? fileSource_(which()) : QString(); });
    };
    wireCard(first_, [] { return -2; });
    wireCard(second_, [] { return -1; });
    wireCard(shown_, [this] { return step(); });
    retranslate();
    setShelf({});
}

QString ComposeBetween::nameOf(int which) {
    return which == -2 ? tr("first") : which == -1 ? tr("second") : tr("step %1").arg(which + 1);
}

int ComposeBetween::steps() const {
    return int(std::lround(steps_->value()));
}

int ComposeBetween::step() const {
    if (shelf_.between.empty())
        return -1;
    return std::clamp(int(std::lround(step_->value())), 0, int(shelf_.between.size()) - 1);
}

void ComposeBetween::setShelf(const MelodyShelf& shelf) {
    shelf_ = shelf;
    first_->setMelody(shelf.first ? shelf.first->tune : nullptr, nameOf(-2));
    second_->setMelody(shelf.second ? shelf.second->tune : nullptr, nameOf(-1));
    const int count = int(shelf.between.size());
    step_->setRange(0, std::max(count - 1, 1));
    showStep();
    showButtons();
}

void ComposeBetween::setPossible(bool can, bool busy) {
    can_ = can;
    busy_ = busy;
    showButtons();
}

void ComposeBetween::showButtons() {
    walk_->setEnabled(can_ && !busy_ && shelf_.first && shelf_.second);
    walk_->setToolTip(!can_ ? tr("Only a melody VAE can walk between melodies: train one, or open one")
                      : !shelf_.first || !shelf_.second
                          ? tr("Choose the two melodies first: from the piano roll, or from a card's menu")
                          : tr("Composes the steps from the first melody to the second"));
    for (QWidget* widget : std::initializer_list<QWidget*>{step_, where_, shown_})
        widget->setVisible(!shelf_.between.empty());
}

void ComposeBetween::showStep() {
    const int at = step();
    if (at < 0)
        return;
    where_->setText(tr("step %1 of %2").arg(at + 1).arg(shelf_.between.size()));
    shown_->setMelody(shelf_.between[std::size_t(at)].tune, nameOf(at));
}

void ComposeBetween::setHeard(const QString& key, double fraction) {
    const auto tell = [&](MelodyCard* card, int which) {
        const bool heard = key == listeningKey(which);
        card->setHeard(heard);
        if (heard)
            card->setProgress(fraction);
    };
    tell(first_, -2);
    tell(second_, -1);
    tell(shown_, step());
}

void ComposeBetween::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        setShelf(MelodyShelf(shelf_));
    }
    Card::changeEvent(event);
}

void ComposeBetween::retranslate() {
    setTitle(tr("Between two melodies"));
    setFirst_->setText(tr("from the roll"));
    setSecond_->setText(tr("from the roll"));
    setFirst_->setToolTip(tr("The melody on the piano roll becomes the first"));
    setSecond_->setToolTip(tr("The melody on the piano roll becomes the second"));
    setFirst_->setAccessibleName(tr("Take the first melody from the roll"));
    setSecond_->setAccessibleName(tr("Take the second melody from the roll"));
    stepsLabel_->setText(tr("Steps"));
    steps_->setAccessibleName(tr("Steps"));
    steps_->setToolTip(tr("How many melodies on the way, the ends among them"));
    walk_->setText(tr("Walk"));
    step_->setAccessibleName(tr("Step on the way"));
    step_->setToolTip(tr("From the first melody to the second"));
}

ComposeCopy::ComposeCopy(QWidget* parent)
    : Card(parent),
      text_(mutedLabel({}, this)),
      tuneCard_(new MelodyCard(this)),
      sourceCard_(new MelodyCard(this)),
      here_(new QPushButton(this)),
      there_(new QPushButton(this)) {
    text_->setObjectName(QStringLiteral("copyVerdict"));
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    here_->setObjectName(QStringLiteral("hearHere"));
    there_->setObjectName(QStringLiteral("hearThere"));
    for (QPushButton* button : {here_, there_})
        button->setIcon(icon(QStringLiteral("play")));
    tuneCard_->setObjectName(QStringLiteral("copyHere"));
    sourceCard_->setObjectName(QStringLiteral("copyThere"));
    for (MelodyCard* card : {tuneCard_, sourceCard_})
        card->setHeartVisible(false);
    body()->addWidget(text_);
    auto* row = new QHBoxLayout;
    row->addWidget(tuneCard_);
    row->addWidget(sourceCard_);
    body()->addLayout(row);
    row = new QHBoxLayout;
    row->addWidget(here_);
    row->addWidget(there_);
    row->addStretch(1);
    body()->addLayout(row);
    connect(tuneCard_, &MelodyCard::hearWanted, this, &ComposeCopy::hearHereWanted);
    connect(sourceCard_, &MelodyCard::hearWanted, this, &ComposeCopy::hearThereWanted);
    connect(here_, &QPushButton::clicked, this, &ComposeCopy::hearHereWanted);
    connect(there_, &QPushButton::clicked, this, &ComposeCopy::hearThereWanted);
    showVerdict();
}

void ComposeCopy::setOriginality(const QString& subject, const TuneOriginality& originality,
                                 std::shared_ptr<const Tune> tune, std::shared_ptr<const Tune> source) {
    subject_ = subject;
    originality_ = originality;
    tune_ = std::move(tune);
    source_ = std::move(source);
    showVerdict();
}

void ComposeCopy::setNothing() {
    originality_.reset();
    tune_.reset();
    source_.reset();
    showVerdict();
}

QString ComposeCopy::verdict() const {
    return text_->text();
}

void ComposeCopy::showVerdict() {
    setTitle(tr("Is it a copy?"));
    here_->setText(tr("Here"));
    here_->setToolTip(tr("Hear the shared passage as it stands in this melody"));
    there_->setText(tr("There"));
    there_->setToolTip(tr("Hear the training tune from the shared passage on"));
    setSubtitle(originality_ ? subject_ : QString());
    const bool shared = originality_ && originality_->known && originality_->notes > 0;
    here_->setVisible(shared);
    there_->setVisible(shared && source_);
    const bool both = shared && tune_ && source_;
    if (both) {
        tuneCard_->setMelody(tune_, subject_, MarkedPassage{originality_->from, originality_->to});
        // As long there as here, in the other tune's ticks.
        const qint64 length = (originality_->to - originality_->from) * TuneClock(*source_).ticksPerQuarter() /
                              std::max<qint64>(TuneClock(*tune_).ticksPerQuarter(), 1);
        sourceCard_->setMelody(source_, originality_->title,
                               MarkedPassage{originality_->sourceTick, originality_->sourceTick + length});
    }
    tuneCard_->setVisible(both);
    sourceCard_->setVisible(both);
    if (!originality_) {
        text_->setText(tr("Choose a melody to compare it with the training tunes."));
        setRole(text_, QStringLiteral("muted"));
    } else if (!originality_->known) {
        text_->setText(tr("There are no training tunes in this project to compare with."));
        setRole(text_, QStringLiteral("muted"));
    } else if (originality_->notes == 0) {
        text_->setText(tr("Original. It shares no passage with the training tunes."));
        setRole(text_, QStringLiteral("good"));
    } else {
        const QString passage =
            tr("Longest shared passage: %n notes, “%1”.", nullptr, originality_->notes).arg(originality_->title);
        const int notes = originality_->notes;
        text_->setText((notes <= kCommonNotes ? tr("Original.")
                        : notes <= kManyNotes ? tr("Partly known.")
                                              : tr("Close to a copy.")) +
                       QLatin1Char(' ') + passage);
        setRole(text_, notes <= kCommonNotes ? QStringLiteral("good")
                       : notes <= kManyNotes ? QStringLiteral("warning")
                                             : QStringLiteral("danger"));
    }
}

void ComposeCopy::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        showVerdict();
    Card::changeEvent(event);
}

} // namespace capriccio

#include "moc_compose_side.cpp"
